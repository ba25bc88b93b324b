"""A week that is mended: little change, options of different kinds, each accepted by the checker."""

from __future__ import annotations

from datetime import date

import pytest

from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.people import Pupil
from vlecht.models.repair import (
    Absent,
    AnyEvent,
    Budget,
    ChangeFile,
    Cover,
    PupilJoins,
    PupilLeaves,
    Repair,
    RoomClosed,
)
from vlecht.models.roster import Roster
from vlecht.rules.judge import judge
from vlecht.solver.repair import absent, repair, rooms
from vlecht.solver.repair.options import fairness, school_year

PLANTED = sample("kameleon")
WHO, DAY = "t06", "tue"


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time enough on a busy machine."""
    monkeypatch.setattr(absent, "SECONDS", 60.0)
    monkeypatch.setattr(rooms, "SECONDS", 60.0)


def _mended(*events: AnyEvent, **more: object) -> Repair:
    change = ChangeFile.model_validate({"changes": events, **more})
    return repair(PLANTED.school, PLANTED.roster, change, time_limit=300)


@pytest.fixture(scope="module")
def mended() -> Repair:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(absent, "SECONDS", 60.0)
        return _mended(Absent(staff=WHO, days=(DAY,)))


def _of_other_days(roster: Roster) -> tuple[object, ...]:
    return (
        [s for s in roster.sessions if s.day != DAY],
        [m for m in roster.meetings if m.day != DAY],
        [d for d in roster.duties if d.day != DAY],
        [f for f in roster.freed if f.day != DAY],
        roster.groups,
    )


def test_somebody_absent_for_a_day(mended: Repair) -> None:
    assert len({option.kind for option in mended.options}) >= 3, mended.reasons
    for option in mended.options:
        week = SchoolIndex(option.school)
        assert judge(week, option.roster).hard == ()
        assert judge(week, option.roster).cost == option.cost
        assert not [
            s.id for s in option.roster.sessions if s.day == DAY and WHO in {a.staff for a in s.staff}
        ]
        assert not [d for d in option.roster.duties if d.day == DAY and d.staff == WHO]
        assert _of_other_days(option.roster) == _of_other_days(PLANTED.roster)
        assert option.diff.days() <= {DAY}
        assert [(s.id, s.day, s.start) for s in option.roster.sessions] == [
            (s.id, s.day, s.start) for s in PLANTED.roster.sessions
        ]
        assert option.reasons
        assert DAY not in option.roster.workdays[WHO]
    assert mended.first <= mended.options[0].seconds or len(mended.options) > 1


def test_what_stands_in_is_counted(mended: Repair) -> None:
    option = mended.options[0]
    minutes = {line.staff: line.minutes for line in option.fairness}
    for person in minutes:
        assert minutes[person] == sum(m for _, who, m in option.covers if who == person)
    history = (
        Cover(day=date(2026, 11, 23), staff="a", minutes=30, session="s"),
        Cover(day=date(2026, 11, 3), staff="a", minutes=45, session="s"),
        Cover(day=date(2026, 8, 31), staff="a", minutes=60, session="s"),
        Cover(day=date(2026, 7, 1), staff="a", minutes=90, session="s"),
    )
    (line,) = fairness([("x", "a", 15)], history, date(2026, 11, 23))
    assert (line.minutes, line.week, line.period, line.year) == (15, 30, 75, 135)
    assert school_year(date(2026, 7, 31)) == date(2025, 8, 1)


def test_a_budget_is_kept() -> None:
    like = next(p for p in PLANTED.school.pupils if p.year == 2 and not p.needs)
    new = Pupil(id="new", year=like.year, home_group=like.home_group, levels=like.levels)
    found = _mended(PupilJoins(pupil=new), budget=Budget(per_pupil=3))
    assert found.options == ()
    assert any("3 allowed" in reason.en for reason in found.reasons)


def test_what_stands_in_the_way_is_named_and_can_be_let_go() -> None:
    who, day = "coordinator1", "wed"
    gone = Absent(staff=who, days=(day,))
    assert day not in PLANTED.roster.workdays["director1"]
    found = _mended(gone)
    assert found.options == ()
    assert found.impossible
    assert any(reason.en.startswith("Rule presence stands in the way") for reason in found.reasons)
    assert any("eased" in reason.nl for reason in found.reasons)
    let_go = _mended(gone, eased=("freed_teacher", "contact_minutes", "presence"))
    assert let_go.options, let_go.reasons
    for option in let_go.options:
        judgement = judge(SchoolIndex(option.school), option.roster)
        assert judgement.hard == ()
        assert "presence" in {violation.rule for violation in judgement.violations}
        assert day not in option.roster.workdays[who]


def test_quick_ways_come_first_and_swaps_are_no_longer_than_they_need_be() -> None:
    tried = [kind for kind, _ in absent.WAYS]
    assert tried.index("supervise") < tried.index("distribute") < tried.index("swap")
    who = next(s.staff[0].staff for s in PLANTED.roster.sessions if s.day == DAY and s.groups == ("12c",))
    found = _mended(Absent(staff=who, days=(DAY,)))
    assert len({option.kind for option in found.options}) >= 3, found.reasons
    had = {(a.staff, s.start) for s in PLANTED.roster.sessions if s.day == DAY for a in s.staff}
    for option in (one for one in found.options if one.kind == "swap"):
        before = {s.id: s for s in PLANTED.roster.sessions}
        lost = {s.id for s in PLANTED.roster.sessions if who in {a.staff for a in s.staff}}
        for session in option.roster.sessions:
            if session.id not in lost and session.staff != before[session.id].staff:
                came = {a.staff for a in session.staff} - {a.staff for a in before[session.id].staff}
                assert not {(person, session.start) for person in came} & had


@pytest.mark.slow
def test_when_nobody_can_stand_in_the_seats_are_named() -> None:
    small = sample("p4-87")
    # With t07 there, who teaches beside t03 goes on alone.
    gone = tuple(Absent(staff=who, days=("tue",)) for who in ("t03", "t04", "t07"))
    change = ChangeFile(changes=gone)
    found = repair(small.school, small.roster, change, time_limit=600)
    assert found.options == ()
    assert any(reason.en.startswith("Nobody to lead") for reason in found.reasons)


def test_a_room_that_is_closed_for_a_morning() -> None:
    room = next(s.room for s in PLANTED.roster.sessions if s.day == DAY and s.kind == "class")
    assert room is not None
    found = _mended(RoomClosed(room=room, days=(DAY,), start="08:00", end="12:00"))  # type: ignore[arg-type]  # a clock in a file
    assert found.options, found.reasons
    for option in found.options:
        assert judge(SchoolIndex(option.school), option.roster).hard == ()
        assert option.diff.days() == {DAY}
        assert not [
            s.id for s in option.roster.sessions if s.day == DAY and s.room == room and s.start < 12 * 60
        ]
    lost = [s for s in PLANTED.roster.sessions if s.day == DAY and s.room == room and s.start < 12 * 60]
    assert found.options[0].changes >= len(lost)


def test_a_pupil_comes_and_a_pupil_goes() -> None:
    like = next(p for p in PLANTED.school.pupils if p.year == 2 and not p.needs)
    new = Pupil(id="new", year=like.year, home_group=like.home_group, levels=like.levels)
    came = _mended(PupilJoins(pupil=new))
    assert came.options, came.reasons
    for option in came.options:
        assert judge(SchoolIndex(option.school), option.roster).hard == ()
        assert {one.name for one in option.diff.of("pupil")} == {"new"}
        assert option.roster.sessions == PLANTED.roster.sessions
    gone = _mended(PupilLeaves(pupil=like.id))
    assert gone.options, gone.reasons
    assert {one.name for one in gone.options[0].diff.of("pupil")} == {like.id}
    assert like.id not in {p for g in gone.options[0].roster.groups for p in g.members}


def test_a_roster_that_is_wrong_already_is_refused() -> None:
    broken = PLANTED.roster.model_copy(update={"sessions": PLANTED.roster.sessions[1:]})
    change = ChangeFile(changes=(Absent(staff=WHO, days=(DAY,)),))
    with pytest.raises(ValueError, match="breaks hard rules already"):
        repair(PLANTED.school, broken, change)
