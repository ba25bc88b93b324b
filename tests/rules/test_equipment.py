from __future__ import annotations

from tests.rules.drawn import drawn, held, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.equipment import Equipment

RULE = Equipment()


def _index() -> SchoolIndex:
    """Thirty tablets: ten for each level group, fifteen for a class that reads."""
    deliveries = tiny_data()["deliveries"]
    for delivery in deliveries:
        if delivery["subject"] in ("math", "read"):
            delivery["equipment"] = {"tablets": 10 if delivery["subject"] == "math" else 15}
    return SchoolIndex(tiny_school(deliveries=deliveries))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _index())


def test_exactly_all_in_use_and_one_too_many() -> None:
    index = _index()
    maths = [held(index, f"math-{c}#1.g1", "mon 08:30") for c in "ab"]
    third = held(index, "math-a#1.g2", "mon 08:30")
    assert judged(RULE, index, drawn(index, *maths, third)) == []
    reading = held(index, "read-b/b1#1", "mon 09:00")  # meets the last quarter of an hour
    assert [v.amount for v in judged(RULE, index, drawn(index, *maths, reading))] == [5]
    found = judged(RULE, index, drawn(index, *maths, third, reading))
    assert [(v.amount, v.sentence) for v in found] == [
        (15, "There are 30 of tablets, at mon 09:00 45 are in use; 15 pieces x slots too many in all")
    ]


def test_sessions_without_equipment_and_after_each_other_are_fine() -> None:
    index = _index()
    sessions = [held(index, "read-a/a1#1", "mon 08:30"), held(index, "read-a/a2#1", "mon 08:30"),
                held(index, "read-b/b1#1", "mon 09:15"), held(index, "gym-b/b2#1", "mon 08:30")]  # fmt: skip
    assert judged(RULE, index, drawn(index, *sessions)) == []
