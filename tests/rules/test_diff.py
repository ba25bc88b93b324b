"""Two rosters side by side: whose week differs, in what, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest

from vlecht.instances.samples import sample
from vlecht.models.diff import GroupChange, compare_groups
from vlecht.models.index import SchoolIndex
from vlecht.models.people import Availability
from vlecht.models.roster import Assignment, Group, Roster, Session
from vlecht.rules.diff import compare

PLANTED = sample("p4-87")
INDEX = SchoolIndex(PLANTED.school)


def _with(roster: Roster, session: Session, **changes: Any) -> Roster:
    sessions = tuple(s.model_copy(update=changes) if s.id == session.id else s for s in roster.sessions)
    return roster.model_copy(update={"sessions": sessions})


@pytest.fixture(scope="module")
def lesson() -> Session:
    """A lesson of one class with one teacher."""
    return next(s for s in PLANTED.roster.sessions if s.kind == "class" and len(s.staff) == 1)


def test_a_roster_does_not_differ_from_itself_whatever_its_sessions_are_called() -> None:
    assert compare(INDEX, PLANTED.roster, PLANTED.roster).same
    reversed_ = PLANTED.roster.model_copy(update={"sessions": PLANTED.roster.sessions[::-1]})
    assert compare(INDEX, PLANTED.roster, reversed_).same


def test_another_teacher_is_a_change_for_both_the_class_its_room_and_its_pupils(lesson: Session) -> None:
    (seat,) = lesson.staff
    other = next(p for p in INDEX.staff if p != seat.staff)
    after = _with(PLANTED.roster, lesson, staff=(Assignment(staff=other, function=seat.function),))
    found = compare(INDEX, PLANTED.roster, after)
    assert {one.name for one in found.of("staff")} == {seat.staff, other}
    assert [one.name for one in found.of("group")] == list(lesson.groups)
    assert [one.name for one in found.of("room")] == [lesson.room]
    assert {one.name for one in found.of("pupil")} == {
        pupil for pupil in INDEX.pupils_of[lesson.groups[0]] if pupil not in lesson.without
    }
    assert found.days() == {lesson.day}
    (group,) = found.of("group")
    (moment,) = group.moments
    assert (moment.start, moment.end) == (lesson.start, lesson.end)
    assert f"with {other}" in moment.words.en
    assert f"with {seat.staff}" in moment.words.en.split("before:")[1]
    assert f"met {other}" in moment.words.nl
    assert "eerst:" in moment.words.nl
    (session,) = found.sessions
    assert (session.id, session.what, session.fields) == (lesson.id, "changed", ("staff",))


def test_what_falls_away_and_what_is_new(lesson: Session) -> None:
    left = tuple(s for s in PLANTED.roster.sessions if s.id != lesson.id)
    without = PLANTED.roster.model_copy(update={"sessions": left})
    gone = compare(INDEX, PLANTED.roster, without)
    assert [s.what for s in gone.sessions] == ["gone"]
    assert "no longer" in gone.of("room")[0].moments[0].words.en
    back = compare(INDEX, without, PLANTED.roster)
    assert [s.what for s in back.sessions] == ["new"]
    assert "(nieuw)" in back.of("room")[0].moments[0].words.nl
    staffed = next(line for line in gone.costs if line.rule == "staffed")
    assert (staffed.mode, staffed.before) == ("hard", 0)
    assert staffed.after == INDEX.grid.slots(lesson.minutes)


def test_groups_joined_and_left() -> None:
    before = (Group(id="g1", delivery="d", members=("a", "b")), Group(id="g2", delivery="d", members=("c",)))
    after = (
        Group(id="g1", delivery="d", members=("b", "a")),
        Group(id="g2", delivery="d", members=(), guests=("c",)),
        Group(id="g3", delivery="d", members=("d",)),
    )
    assert compare_groups(before, after) == (GroupChange("g3", ("d",), ()),)
    assert compare_groups(after, before) == (GroupChange("g3", (), ("d",)),)


def test_a_pupil_who_changes_groups_is_told_so() -> None:
    one, two = (g for g in PLANTED.roster.groups if g.delivery == PLANTED.roster.groups[0].delivery)
    pupil = one.members[0]
    moved = tuple(
        group.model_copy(update={"members": tuple(p for p in group.members if p != pupil)})
        if group.id == one.id
        else group.model_copy(update={"members": (*group.members, pupil)})
        if group.id == two.id
        else group
        for group in PLANTED.roster.groups
    )
    found = compare(INDEX, PLANTED.roster, PLANTED.roster.model_copy(update={"groups": moved}))
    (changed,) = found.of("pupil")
    assert changed.name == pupil
    assert {note.en for note in changed.notes} == {f"joins {two.id}", f"leaves {one.id}"}
    assert changed.moments
    assert {note.nl for g in found.of("group") for note in g.notes} == {f"erbij: {pupil}", f"eraf: {pupil}"}


def test_days_at_school_and_duties() -> None:
    person = next(p for p, days in PLANTED.roster.workdays.items() if len(days) > 1)
    fewer = PLANTED.roster.workdays | {person: PLANTED.roster.workdays[person][1:]}
    after = PLANTED.roster.model_copy(update={"workdays": fewer, "duties": PLANTED.roster.duties[1:]})
    found = compare(INDEX, PLANTED.roster, after)
    notes = next(one for one in found.of("staff") if one.name == person).notes
    assert "at school on" in notes[0].en
    gone = PLANTED.roster.duties[0]
    assert f"{gone.pause} {gone.day} {gone.staff}" in {s.id for s in found.sessions}


def test_each_roster_is_judged_under_its_own_school(lesson: Session) -> None:
    person = lesson.staff[0].staff
    ill = tuple(
        p.model_copy(update={"availability": (*p.availability, Availability(days=(lesson.day,)))})
        if p.id == person
        else p
        for p in PLANTED.school.staff
    )
    week = SchoolIndex(PLANTED.school.model_copy(update={"staff": ill}))
    found = compare(INDEX, PLANTED.roster, PLANTED.roster, week)
    assert found.same
    assert next(line for line in found.costs if line.rule == "availability").before == 0


def test_as_plain_data(lesson: Session) -> None:
    found = compare(INDEX, PLANTED.roster, _with(PLANTED.roster, lesson, room=None)).as_dict()
    assert found["rooms"][0]["id"] == lesson.room
    assert found["rooms"][0]["moments"][0]["after"] == ""
    assert found["sessions"] == [{"id": lesson.id, "what": "changed", "fields": ["room"]}]
