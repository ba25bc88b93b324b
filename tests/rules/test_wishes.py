from __future__ import annotations

from typing import Any

from tests.rules.drawn import amounts, drawn, grouped, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.wishes import Wishes

RULE = Wishes()


def _index(*wishes: str) -> SchoolIndex:
    """Four offers for the first cluster, two moments, and what the first pupil wishes."""
    deliveries, pupils = tiny_data()["deliveries"], tiny_data()["pupils"]
    more: list[dict[str, Any]] = [{"id": "cook", "capacity": 9}, {"id": "chess", "capacity": 9}]
    for delivery in deliveries:
        if delivery["id"] == "choice-a":
            delivery["offers"] += more
    for pupil in pupils[1:8]:
        pupil["wishes"] = ["chess", "clay"]
    pupils[0]["wishes"] = list(wishes)
    return SchoolIndex(tiny_school(deliveries=deliveries, pupils=pupils))


def _off(index: SchoolIndex, *sections: str) -> int:
    groups = grouped(index, {f"choice-a.{section}": ("p-a1-0",) for section in sections})
    return amounts(RULE, index, drawn(index, groups=groups)).get(("p-a1-0", "choice-a"), 0)


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _index("code", "elsewhere", "cook", "code"))


def test_ranks_above_the_best_two() -> None:
    index = _index("code", "clay", "cook")
    assert _off(index, "code.1", "clay.2") == 0
    assert _off(index, "code.2", "cook.1") == 1
    assert _off(index, "clay.1", "cook.1") == 2
    assert _off(index, "cook.1", "chess.1") == 4
    assert _off(index, "code.1") == 0


def test_wishes_for_what_is_not_on_offer_do_not_count() -> None:
    index = _index("elsewhere", "code")
    assert _off(index, "code.1", "chess.1") == 0
    assert _off(index, "clay.1", "chess.1") == 1


def test_who_has_no_wishes_is_content() -> None:
    assert _off(_index(), "clay.1", "chess.1") == 0


def test_the_sentence_names_what_was_got_and_wished() -> None:
    index = _index("code", "clay")
    groups = grouped(index, {"choice-a.cook.1": ("p-a1-0",), "choice-a.code.1": ("p-a1-0",)})
    found = judged(RULE, index, drawn(index, groups=groups))
    assert found[0].sentence == "Pupil p-a1-0 got code and cook and wished code and clay: 1 rank off"
