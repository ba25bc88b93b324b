from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged, tiny
from tests.rules.parity import check_parity
from vlecht.rules.spread_over_days import SpreadOverDays

RULE = SpreadOverDays()


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_once_a_day_is_fine_and_twice_is_one_too_many() -> None:
    index = tiny()
    first = held(index, "read-a/a1#1", "mon 08:30")
    assert judged(RULE, index, drawn(index, first, held(index, "read-a/a1#2", "tue 08:30"))) == []
    assert judged(RULE, index, drawn(index, first, held(index, "read-a/a2#1", "mon 11:15"))) == []
    found = judged(RULE, index, drawn(index, first, held(index, "read-a/a1#2", "mon 11:15")))
    assert [(v.amount, v.sentence) for v in found] == [
        (1, "Home group a1 has read 2 times on mon, 1 above 1")
    ]


def test_a_block_counts_for_each_of_its_home_groups_and_once_for_all_its_activities() -> None:
    index = tiny()
    sessions = [
        held(index, f"math-a#{n}.g{g}", f"mon {c}")
        for n, c in ((1, "08:30"), (2, "09:30"), (3, "11:00"))
        for g in (1, 2)
    ]
    assert judged(RULE, index, drawn(index, *sessions[:2])) == []
    assert amounts(RULE, index, drawn(index, *sessions)) == {
        ("a1", "math", "mon"): 2,
        ("a2", "math", "mon"): 2,
    }


def test_the_line_may_allow_more() -> None:
    index = tiny()  # workshops twice a day
    sections = [
        ("clay.1", "choice-a#1", "08:30"),
        ("clay.2", "choice-a#2", "11:00"),
        ("code.1", "choice-a#1", "08:30"),
    ]
    sessions = [held(index, f"choice-a.{s}", f"mon {c}", block=b) for s, b, c in sections]
    assert judged(RULE, index, drawn(index, *sessions)) == []
