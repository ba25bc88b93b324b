"""Pupils who join another session for once: where they are, what needs nobody then, and what is too much."""

from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged, tiny
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Roster, Session, Visit
from vlecht.models.words import Function
from vlecht.rules.frame import Frame
from vlecht.rules.keep_apart import KeepApart
from vlecht.rules.room_suitable import RoomSuitable
from vlecht.rules.staffed import Staffed
from vlecht.rules.view import RosterView
from vlecht.rules.visits import Visits

RULE = Visits()
OWN, HOST = "task-a/a1#1", "task-a/a2#1"
MINE = tuple(f"p-a1-{number}" for number in range(6))


def _two(when: str = "mon 09:00") -> tuple[Session, Session]:
    """A lesson of a1 without anybody, and one of a2 with its teacher."""
    staff = (Assignment(staff="t-a2", function=Function.SUPERVISE),)
    return held(tiny(), OWN, "mon 09:00"), held(tiny(), HOST, when, staff=staff, room="room-a2")


def _with(*visits: Visit, when: str = "mon 09:00") -> Roster:
    return drawn(tiny(), *_two(when), visits=visits)


def test_in_the_core_nobody_visits() -> None:
    assert list(RULE.constraints(tiny(), Frame(tiny()), RULE.setting(tiny()))) == []


def test_a_class_that_joins_another_needs_nobody_and_no_room() -> None:
    joined = _with(Visit(session=OWN, host=HOST, pupils=MINE))
    assert judged(RULE, tiny(), joined) == []
    for rule in (Staffed(), RoomSuitable()):
        assert not any(OWN in v.objects for v in judged(rule, tiny(), joined)), rule.id
        assert any(OWN in v.objects for v in judged(rule, tiny(), _with())), rule.id
    all_but_one = _with(Visit(session=OWN, host=HOST, pupils=MINE[1:]))
    assert any(OWN in v.objects for v in judged(Staffed(), tiny(), all_but_one))


def test_guests_are_where_they_visit_as_long_as_their_own_lesson_lasts() -> None:
    view = RosterView(tiny(), _with(Visit(session=OWN, host=HOST, pupils=MINE[:2])))
    own, host = _two()
    assert {s.id for sessions in view.sessions_at(MINE[0]).values() for s in sessions} == {HOST}
    assert {s.id for sessions in view.sessions_at(MINE[3]).values() for s in sessions} == {OWN}
    assert view.attendees(own) == MINE[2:]
    assert set(view.attendees(host)) == {*MINE[:2], *(f"p-a2-{n}" for n in range(6))}
    late = RosterView(tiny(), _with(Visit(session=OWN, host=HOST, pupils=MINE[:1]), when="mon 09:15"))
    assert set(late.sessions_at(MINE[0])) == set(late.slots(own)) & set(late.slots(_two("mon 09:15")[1]))


def test_a_visit_that_cannot_be() -> None:
    wrong = (
        (Visit(session=OWN, host="none", pupils=MINE), "none is not held"),
        (Visit(session=OWN, host=HOST, pupils=("p-b1-0",)), "p-b1-0 are not of task-a/a1#1"),
        (Visit(session=OWN, host=OWN, pupils=MINE[:1]), "p-a1-0 belong there anyway"),
    )
    for visit, why in wrong:
        found = judged(RULE, tiny(), _with(visit))
        assert found[0].sentence.partition(": ")[2] == why
        assert found[0].say("nl").startswith("Leerlingen van")
    later = _with(Visit(session=OWN, host=HOST, pupils=MINE), when="mon 10:30")
    assert "not at the same time" in judged(RULE, tiny(), later)[0].sentence
    circle = _with(
        Visit(session=OWN, host=HOST, pupils=MINE),
        Visit(session=HOST, host=OWN, pupils=tuple(f"p-a2-{n}" for n in range(6))),
    )
    assert {(OWN, HOST), (HOST, OWN)} <= amounts(RULE, tiny(), circle).keys()


def test_too_many_for_one_person() -> None:
    few = tiny_data().get("policy", {}) | {"rules": {"visits": {"params": {"per_staff": 8}}}}
    index = SchoolIndex(tiny_school(policy=few))
    roster = _with(Visit(session=OWN, host=HOST, pupils=MINE[:2]))
    assert amounts(RULE, index, roster) == {}
    roster = _with(Visit(session=OWN, host=HOST, pupils=MINE[:5]))
    assert amounts(RULE, index, roster) == {(HOST,): 3}


def test_who_is_to_be_kept_apart_does_not_meet_on_a_visit() -> None:
    apart = KeepApart()  # p-a1-2 and p-a2-3
    assert judged(apart, tiny(), _with(Visit(session=OWN, host=HOST, pupils=("p-a1-1",)))) == []
    found = judged(apart, tiny(), _with(Visit(session=OWN, host=HOST, pupils=("p-a1-2",))))
    assert [v.objects for v in found] == [("p-a1-2", "p-a2-3")]
