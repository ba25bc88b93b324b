"""Changes of several kinds in one file: one list of whole options, or which of them is in the way."""

from __future__ import annotations

from typing import Any

import pytest

from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.repair import ChangeFile, Repair
from vlecht.models.roster import Roster
from vlecht.rules.judge import judge
from vlecht.solver.repair import absent, moved, repair, rooms

KAMELEON, SMALL = sample("kameleon"), sample("p4-87")
WHO, DAY = "t06", "tue"
LEAVER = KAMELEON.school.pupils[-1].id


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time enough on a busy machine."""
    for module in (absent, moved, rooms):
        monkeypatch.setattr(module, "SECONDS", 120.0)


def _room() -> str:
    """A room in which colleagues of who is absent teach that day."""
    session = next(
        s
        for s in KAMELEON.roster.sessions
        if s.day == DAY and s.kind == "class" and s.room and WHO not in {a.staff for a in s.staff}
    )
    return str(session.room)


def _repaired(sample_: Any, changes: list[dict[str, Any]], **more: Any) -> Repair:
    change = ChangeFile.model_validate({"changes": changes} | more)
    return repair(sample_.school, sample_.roster, change, time_limit=900)


def _everything() -> list[dict[str, Any]]:
    return [
        {"do": "absent", "staff": WHO, "days": [DAY]},
        {"do": "pupil_leaves", "pupil": LEAVER},
        {"do": "room_closed", "room": _room(), "days": [DAY], "start": "08:00", "end": "12:00"},
    ]


def _pupils(roster: Roster) -> set[str]:
    return {p for g in roster.groups for p in (*g.members, *g.guests)}


def test_all_that_happens_is_in_every_option() -> None:
    found = _repaired(KAMELEON, _everything())
    assert len({option.kind for option in found.options}) >= 2, found.reasons
    for option in found.options:
        week = SchoolIndex(option.school)
        assert LEAVER not in week.pupils
        assert judge(week, option.roster).hard == ()
        assert judge(week, option.roster).cost == option.cost
        assert LEAVER not in _pupils(option.roster)
        on_day = [s for s in option.roster.sessions if s.day == DAY]
        assert not [s.id for s in on_day if WHO in {a.staff for a in s.staff}]
        assert not [s.id for s in on_day if s.room == _room() and s.start < 12 * 60]
        assert LEAVER in {one.name for one in option.diff.of("pupil")}
        assert option.title.en.startswith("places in groups; other rooms; ")
        assert option.title.nl.startswith("plaatsen in groepen; andere ruimtes; ")
    costs = [len(option.diff.of("staff")) for option in found.options]
    assert found.options[0].covers
    assert min(costs) > 0


def test_a_budget_is_for_everything_together() -> None:
    few = _repaired(KAMELEON, _everything()[1:], budget={"total": 1})
    assert few.options == ()
    assert any("1 allowed" in reason.en for reason in few.reasons)


def test_a_lesson_is_moved_while_a_pupil_goes_and_a_room_is_closed() -> None:
    music, pupil = "music-c14-duo/34a#1", SMALL.school.pupils[-1].id
    found = _repaired(
        SMALL,
        [
            {"do": "room_closed", "room": "room02", "days": ["mon"], "start": "12:00", "end": "15:00"},
            {"do": "lesson_moved", "session": music, "day": "mon", "start": "12:30"},
            {"do": "pupil_leaves", "pupil": pupil},
        ],
    )
    assert found.options, found.reasons
    for option in found.options:
        assert judge(SchoolIndex(option.school), option.roster).hard == ()
        now = {s.id: s for s in option.roster.sessions}
        assert (now[music].day, now[music].start) == ("mon", 750)
        assert not [s.id for s in now.values() if s.room == "room02" and s.day == "mon" and s.start >= 720]
        assert pupil not in _pupils(option.roster)


def test_what_is_in_the_way_of_the_whole_is_told() -> None:
    found = _repaired(
        SMALL,
        [
            {"do": "pupil_leaves", "pupil": SMALL.school.pupils[-1].id},
            {"do": "lesson_moved", "session": "music-c14-duo/34a#1", "day": "mon", "start": "11:45"},
        ],
    )
    assert found.options == ()
    assert not found.impossible
    assert found.reasons[0].en.endswith("no way was found for a lesson that is moved")
    assert found.reasons[0].nl.endswith("geen oplossing gevonden voor een les die verplaatst wordt")
