from __future__ import annotations

from tests.rules.drawn import drawn, held, judged, plan_of, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Session
from vlecht.models.words import Function
from vlecht.rules.base import Violation
from vlecht.rules.staffed import Staffed

RULE = Staffed()


def _seat(person: str, function: Function) -> Assignment:
    return Assignment(staff=person, function=function)


def _held_only(index: SchoolIndex, *sessions: Session) -> list[Violation]:
    """What is found about these sessions, leaving out the rest of the plan, which is not held."""
    names = {session.id for session in sessions}
    return [v for v in judged(RULE, index, drawn(index, *sessions)) if v.objects[0] in names]


def _shares(share: float) -> SchoolIndex:
    """Reading is co-taught in so many of its three sessions, by two leads."""
    data = tiny_data()
    for delivery in data["deliveries"]:
        if delivery["form"] == "co_taught":
            delivery |= {"share": share, "second": "lead", "leads": ["t-a1", "t-b1"]}
    for line in data["curriculum"]:
        if line["subject"] == "read":
            line |= {"minutes": 135}
    return SchoolIndex(tiny_school(deliveries=data["deliveries"], curriculum=data["curriculum"]))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    check_parity(RULE, _shares(0.4), rounds=10)


def test_a_session_without_its_lead_counts_for_its_length() -> None:
    index = tiny()
    empty = held(index, "math-a#1.g1", "mon 08:45")
    led = held(index, "math-a#1.g2", "mon 08:45", staff=(_seat("t-a1", Function.LEAD),))
    assert [(v.amount, v.sentence) for v in _held_only(index, empty, led)] == [
        (3, "math-a#1.g1 at mon 08:45-09:30 has nobody to lead")
    ]


def test_somebody_in_another_function_does_not_take_the_seat() -> None:
    index = tiny()
    guided = held(index, "gym-a/a1#1", "mon 08:45", staff=(_seat("gymnast", Function.SUPERVISE),))
    assert [v.amount for v in _held_only(index, guided)] == [3]


def test_every_form_asks_for_its_own_function() -> None:
    index = tiny()
    functions = {
        "task-a/a1#1": "supervise",
        "lang-a#1.r1.g1": "lead",
        "lang-a#1.r1.p1": "supervise",
        "world-a#1.r1.lab": "lead",
        "choice-a.clay.1": "lead",
        "rt.g1#1": "support",
        "walk-a/a1#1": "lead",
    }
    found = _held_only(index, *(held(index, name, "mon 08:45") for name in functions))
    assert {v.objects[0]: v.objects[1] for v in found} == functions


def test_a_station_may_ask_for_something_else_than_a_lead() -> None:
    deliveries = tiny_data()["deliveries"]
    for delivery in deliveries:
        if delivery["form"] == "circuit":
            delivery["stations"] = [{"id": "lab"}, {"id": "map.room", "function": "supervise"}]
    index = SchoolIndex(tiny_school(deliveries=deliveries))
    found = _held_only(index, held(index, "world-a#1.r2.map.room", "mon 08:45"))
    assert [v.objects for v in found] == [("world-a#1.r2.map.room", "supervise")]


def test_only_the_first_part_of_co_taught_sessions_asks_for_a_second() -> None:
    index = tiny()
    lead = (_seat("t-a1", Function.LEAD),)
    first = held(index, "read-a/a1#1", "mon 08:45", staff=lead)
    second = held(index, "read-a/a1#2", "tue 08:45", staff=lead)
    assert [v.objects for v in _held_only(index, first, second)] == [("read-a/a1#1", "co_teach")]


def test_the_share_is_rounded_up() -> None:
    lead = (_seat("t-a1", Function.LEAD),)
    for share, asked in ((0.0, 0), (0.33, 1), (0.34, 2), (1.0, 3)):
        index = _shares(share)
        sessions = [held(index, f"read-a/a1#{n}", f"{d} 08:45", staff=lead) for n, d in _numbered()]
        assert len(_held_only(index, *sessions)) == asked


def _numbered() -> list[tuple[int, str]]:
    return [(1, "mon"), (2, "tue"), (3, "wed")]


def test_a_session_that_is_not_held_has_nobody() -> None:
    index = tiny()
    found = {v.objects: v for v in judged(RULE, index, drawn(index))}
    assert len(found) == sum(len(activity.seats) for activity in plan_of(index).activities)
    one = found["gym-a/a1#1", "lead"]
    assert (one.amount, one.sentence) == (3, "gym-a/a1#1 is not held, so nobody is there to lead")


def test_a_session_that_does_alone_lacks_nobody_second() -> None:
    usual = _shares(1.0)
    name = "read-a/a1#1"
    lead = (_seat("t-a1", Function.LEAD),)
    assert [v.objects for v in _held_only(usual, held(usual, name, "mon 08:45", staff=lead))] == [
        (name, "lead")
    ]
    data = tiny_data()
    for delivery in data["deliveries"]:
        if delivery["form"] == "co_taught":
            delivery |= {"share": 1.0, "second": "lead", "leads": ["t-a1", "t-b1"]}
            delivery["alone"] = [name] if delivery["id"] == "read-a" else []
    alone = SchoolIndex(tiny_school(deliveries=data["deliveries"]))
    assert len(plan_of(alone).activity[name].seats) == 1
    assert _held_only(alone, held(alone, name, "mon 08:45", staff=lead)) == []
    assert [v.amount for v in _held_only(alone, held(alone, name, "mon 08:45"))] == [3]
    check_parity(RULE, alone, rounds=10)
