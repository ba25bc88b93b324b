"""A lesson moved by hand: pinned where it is put, little else otherwise, and why when it cannot be there."""

from __future__ import annotations

from typing import Any

import pytest

from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.repair import ChangeFile, Repair
from vlecht.models.roster import Roster
from vlecht.models.school import RoomPin, School, StartPin
from vlecht.rules.judge import judge
from vlecht.solver.repair import moved, repair

SMALL = sample("p4-87")
MUSIC, WORLD = "music-c14-duo/34a#1", "world-c14-duo/34a#1"
"""Monday afternoon of a home group: first an hour, then half an hour, and nothing else."""


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time enough on a busy machine."""
    monkeypatch.setattr(moved, "SECONDS", 40.0)


def _moved(*moves: dict[str, Any], school: School = SMALL.school, **more: Any) -> Repair:
    changes = [{"do": "lesson_moved"} | move for move in moves]
    change = ChangeFile.model_validate({"changes": changes} | more)
    return repair(school, SMALL.roster, change, time_limit=600)


def _starts(roster: Roster) -> dict[str, tuple[str, int]]:
    return {session.id: (session.day, session.start) for session in roster.sessions}


def test_a_lesson_changes_places_with_what_was_there() -> None:
    before = _starts(SMALL.roster)
    assert (before[WORLD], before[MUSIC]) == (("mon", 750), ("mon", 810))
    found = _moved({"session": MUSIC, "day": "mon", "start": "12:30"})
    assert found.options, found.reasons
    for option in found.options:
        assert judge(SchoolIndex(option.school), option.roster).hard == ()
        assert StartPin(block=MUSIC, day="mon", start=750) in option.school.pins
        assert _starts(option.roster)[MUSIC] == ("mon", 750)
        assert option.diff.days() == {"mon"}
    first = found.options[0]
    others = {name for name, when in _starts(first.roster).items() if before[name] != when}
    assert others == {MUSIC, WORLD}
    assert _starts(first.roster)[WORLD] == ("mon", 780)
    assert any(reason.nl.endswith("van ma 13:30 naar ma 12:30") for reason in first.reasons)


def test_where_it_goes_in_a_room_that_is_named() -> None:
    old = RoomPin(session="music-c14-duo", room="room02")
    school = SMALL.school.model_copy(update={"pins": (old,)})
    found = _moved({"session": MUSIC, "day": "mon", "start": "12:30", "room": "instruction1"}, school=school)
    assert found.options, found.reasons
    for option in found.options:
        rooms = {s.id: s.room for s in option.roster.sessions if s.delivery == "music-c14-duo"}
        assert rooms.pop(MUSIC) == "instruction1"
        assert set(rooms.values()) <= {"room02"}
        assert old not in option.school.pins
        assert judge(SchoolIndex(option.school), option.roster).hard == ()


def test_why_a_lesson_cannot_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moved, "PROOF", 60.0)
    found = _moved({"session": MUSIC, "day": "mon", "start": "11:45", "room": "hall1"})
    assert found.options == ()
    assert found.impossible
    assert any("cannot be at mon 11:45 in hall1" in reason.en for reason in found.reasons)
    assert any(reason.en.startswith("Whatever else changes") for reason in found.reasons)
    rules = {reason.en.split()[1] for reason in found.reasons if reason.en.startswith("Rule ")}
    assert {"lesson_time", "room_suitable"} <= rules


def test_what_a_pin_forbids_stays_forbidden_and_is_named() -> None:
    pin = StartPin(block=MUSIC, day="mon", start=750, forbid=True)
    school = SMALL.school.model_copy(update={"pins": (pin,)})
    found = _moved({"session": MUSIC, "day": "mon", "start": "12:30"}, school=school)
    assert found.options == ()
    assert any(reason.en.startswith("Rule pins stands in the way") for reason in found.reasons)
    assert any(reason.nl.startswith("Regel pins staat in de weg") for reason in found.reasons)


def test_what_is_published_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moved, "PROOF", 1.0)
    frozen = [{"days": ["mon"], "start": "12:30", "end": "14:00"}]
    found = _moved({"session": MUSIC, "day": "tue", "start": "12:30"}, frozen=frozen)
    assert found.options == ()  # the afternoon would have half an hour of nothing
    assert any("less what is published" in reason.en for reason in found.reasons)
