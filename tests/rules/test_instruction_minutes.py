from __future__ import annotations

from tests.rules.drawn import drawn, grouped, held, judged, plan_of, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Session
from vlecht.rules.instruction_minutes import InstructionMinutes

RULE = InstructionMinutes()


def _asking(minutes: int, overhead: int = 5) -> SchoolIndex:
    deliveries = [d for d in tiny_data()["deliveries"] if d["id"] != "lang-b"]
    for delivery in deliveries:
        if delivery["id"] == "lang-a":
            delivery |= {"instruction_minutes": minutes, "overhead_minutes": overhead}
    return SchoolIndex(tiny_school(deliveries=deliveries))


def _sessions(index: SchoolIndex) -> list[Session]:
    return [held(index, a.id, "mon 08:30") for a in plan_of(index).activities if a.delivery == "lang-a"]


def _members(index: SchoolIndex) -> dict[str, tuple[str, ...]]:
    pupils = index.pupils_of["a1"] + index.pupils_of["a2"]
    return {f"lang-a.g{n}": pupils[4 * n - 4 : 4 * n] for n in (1, 2, 3)}


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    pupils = tiny_data()["pupils"]
    pupils[0]["exemptions"] = ["lang"]
    check_parity(RULE, SchoolIndex(tiny_school(pupils=pupils)), rounds=10)


def test_a_round_less_its_overhead_at_and_below_the_minimum() -> None:
    for minutes, overhead, short in ((10, 5, 0), (11, 5, 1), (10, 6, 1), (15, 0, 0), (1, 20, 1)):
        index = _asking(minutes, overhead)
        roster = drawn(index, *_sessions(index), groups=grouped(index, _members(index)))
        # Three blocks in which each group is taught once.
        assert [v.amount for v in judged(RULE, index, roster)] == ([3 * short] * 12 if short else [])


def test_a_turn_that_is_not_held_is_missed_by_its_group() -> None:
    index = _asking(10)
    kept = [s for s in _sessions(index) if s.id != "lang-a#2.r1.g2"]
    found = judged(RULE, index, drawn(index, *kept, groups=grouped(index, _members(index))))
    assert [v.objects[0] for v in found] == list(_members(index)["lang-a.g2"])
    assert {v.amount for v in found} == {10}
    assert found[0].sentence == "Pupil p-a1-4 gets 0 of 10 minutes of instruction in lang-a#2"


def test_guests_are_not_taught_and_who_is_in_no_group_gets_nothing() -> None:
    index = _asking(10)
    members = _members(index)
    guest, *others = members["lang-a.g1"]
    members["lang-a.g1"] = tuple(others)
    groups = grouped(index, members, {"lang-a.g1": (guest,)})
    found = judged(RULE, index, drawn(index, *_sessions(index), groups=groups))
    assert [(v.amount, v.objects) for v in found] == [(30, (guest, "lang-a"))]
