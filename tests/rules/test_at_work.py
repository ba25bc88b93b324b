from __future__ import annotations

import re
from pathlib import Path

from tests.rules.drawn import drawn, held, tiny
from vlecht.models.roster import Assignment, BreakDuty, MeetingSession, Session
from vlecht.models.words import Function
from vlecht.rules.at_work import work_at
from vlecht.rules.phrases import counted, doing, spells
from vlecht.rules.view import RosterView

INDEX = tiny()


def _led(activity: str, when: str) -> Session:
    return held(INDEX, activity, when, staff=(Assignment(staff="t-a1", function=Function.LEAD),))


VIEW = RosterView(
    INDEX,
    drawn(
        INDEX,
        _led("math-a#1.g1", "tue 08:45"),
        _led("world-a#1.r1.lab", "mon 08:45"),
        _led("choice-a.clay.2", "mon 09:00"),
        meetings=(MeetingSession(meeting="prep-a", day="mon", start=720, minutes=30, staff=("t-a1",)),),
        duties=(BreakDuty(pause="pause", day="mon", staff="t-a1"),),
    ),
)


def test_work_is_told_per_day_with_what_it_is() -> None:
    mornings = [slot for slot in range(INDEX.grid.size) if INDEX.grid.clock(slot) < 720]
    monday, tuesday = work_at(VIEW, "t-a1", mornings)
    assert str(monday.text) == (
        "mon 08:45-09:30 and mon 10:15-10:30 (world-a#1.r1.lab, choice-a.clay.2 and pause)"
    )
    assert len(monday.slots) == 4
    assert (tuesday.tasks, len(tuesday.slots)) == (("math-a#1.g1",), 3)
    assert list(work_at(VIEW, "t-a2", mornings)) == []


def test_sessions_break_duties_and_not_meetings_are_contact_minutes() -> None:
    assert VIEW.contact_minutes["t-a1"] == 45 + 30 + 30 + 15
    assert VIEW.contact_minutes["t-a2"] == 0


def test_a_session_knows_its_station_or_workshop() -> None:
    _, circuit, workshop = VIEW.roster.sessions
    station, offer = VIEW.station(circuit), VIEW.offer(workshop)
    assert station is not None
    assert station.id == "lab"
    assert offer is not None
    assert offer.id == "clay"
    assert VIEW.station(workshop) is None
    assert VIEW.offer(circuit) is None


def test_slots_read_as_spells_and_break_at_the_end_of_a_day() -> None:
    grid = INDEX.grid
    last = grid.per_day - 1
    assert str(spells(grid, [last, last + 1])) == "mon 12:45-13:00 and tue 08:00-08:15"
    assert str(spells(grid, [9, 3, 2, 0], most=2)) == "mon 08:00-08:15, mon 08:30-09:00 and 1 more"
    assert str(spells(grid, [])) == ""
    assert f"{spells(grid, [9, 3, 2, 0], most=2):nl}" == "ma 08:00-08:15, ma 08:30-09:00 en nog 1"


def test_every_noun_and_function_has_its_dutch() -> None:
    """Every noun that a rule counts is known, whether or not a test breaks that rule."""
    nouns: set[str] = set()
    for path in (Path(__file__).parents[2] / "vlecht" / "rules").glob("*.py"):
        nouns |= set(re.findall(r'\bcounted\([^"]*?, "(\w+)"\)', path.read_text(encoding="utf-8")))
    assert len(nouns) > 8
    for noun in nouns:
        assert f"{counted(2, noun):nl}" != f"{counted(2, noun)}"
    assert {doing(function).nl for function in Function}
