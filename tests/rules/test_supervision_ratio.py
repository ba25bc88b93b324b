from __future__ import annotations

from typing import Any

from tests.rules.drawn import drawn, grouped, held, judged, plan_of
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Session
from vlecht.rules.supervision_ratio import SupervisionRatio

RULE = SupervisionRatio()
GUIDE: list[dict[str, Any]] = [{"staff": "helper-a", "function": "supervise"}]


def _index(tasks: int = 6, rounds: int = 20) -> SchoolIndex:
    """A ratio for independent work of a class, and one for that in rounds."""
    deliveries = tiny_data()["deliveries"]
    for delivery in deliveries:
        if delivery["form"] == "instruction_rounds":
            delivery["ratio"] = rounds
    policy = {"rules": {RULE.id: {"params": {"ratio": tasks}}}}
    return SchoolIndex(tiny_school(deliveries=deliveries, policy=policy))


def _work(index: SchoolIndex) -> dict[str, Session]:
    """All independent work, supervised."""
    return {
        a.id: held(index, a.id, "mon 08:30", staff=GUIDE)
        for a in plan_of(index).activities
        if a.kind == "independent"
    }


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _index(4, 5))


def test_at_and_beyond_the_ratio_of_a_class() -> None:
    for ratio, over in ((6, 0), (5, 1)):
        index = _index(ratio)
        found = judged(RULE, index, drawn(index, *_work(index).values()))
        assert [v.amount for v in found] == [over] * (4 if over else 0)
    assert found[0].sentence == "task-a/a1#1 has 6 pupils for 1 supervisor, 1 above 5 each"


def test_without_a_supervisor_everybody_is_too_many() -> None:
    index = _index()
    work = _work(index)
    work["task-a/a1#1"] = held(
        index, "task-a/a1#1", "mon 08:30", staff=[{"staff": "t-a1", "function": "lead"}]
    )
    assert [(v.amount, v.objects) for v in judged(RULE, index, drawn(index, *work.values()))] == [
        (6, ("task-a/a1#1",))
    ]
    del work["task-a/a1#1"]
    found = judged(RULE, index, drawn(index, *work.values()))
    assert [v.sentence for v in found] == ["task-a/a1#1 is not held: 6 pupils without supervisor"]


def test_two_supervisors_take_twice_as_many() -> None:
    index = _index(5)
    work = {s: held(index, s, "mon 08:30", staff=GUIDE * 2) for s in _work(index)}
    assert judged(RULE, index, drawn(index, *work.values())) == []


def test_in_rounds_guests_count_and_the_delivery_has_its_own_ratio() -> None:
    index = _index(6, 3)
    pupils = index.pupils_of["a1"]
    for guests, over in (((), 0), (pupils[3:4], 1)):
        groups = grouped(index, {"lang-a.g2": pupils[:3]}, {"lang-a.g2": guests})
        found = judged(RULE, index, drawn(index, *_work(index).values(), groups=groups))
        # In each of three blocks the group works independently in two of the three rounds.
        assert [v.amount for v in found] == [1] * (6 * over)
    assert found[0].objects == ("lang-a#1.r1.p1",)
