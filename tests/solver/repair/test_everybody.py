"""Each of the staff of ``kameleon`` in turn is absent on Tuesday: mended, or proven impossible and why."""

from __future__ import annotations

from typing import Any

import pytest

from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.repair import Absent, ChangeFile
from vlecht.models.roster import Roster
from vlecht.rules.judge import judge
from vlecht.solver.repair import absent, repair

KAMELEON = sample("kameleon")
DAY = "tue"
STAFF = tuple(person.id for person in KAMELEON.school.staff)
FEW = ("t03", "assistant1", "specialist1")
"""A teacher, who supervises and who teaches other people's groups: looked at whenever tests are run."""


def _others(roster: Roster) -> tuple[Any, ...]:
    parts = (roster.sessions, roster.meetings, roster.duties, roster.freed)
    return (*([one for one in part if one.day != DAY] for part in parts), roster.groups)


@pytest.mark.parametrize(
    "person", [who if who in FEW else pytest.param(who, marks=pytest.mark.slow) for who in STAFF]
)
def test_absent_on_tuesday(person: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(absent, "SECONDS", 60.0)
    change = ChangeFile(changes=(Absent(staff=person, days=(DAY,)),))
    found = repair(KAMELEON.school, KAMELEON.roster, change, time_limit=280)
    if not found.options:
        assert found.impossible
        assert found.reasons
        assert all(reason.en and reason.nl for reason in found.reasons)
        return
    for option in found.options:
        week = judge(SchoolIndex(option.school), option.roster)
        assert week.hard == ()
        assert week.cost == option.cost
        on_day = [s for s in option.roster.sessions if s.day == DAY]
        assert not [s.id for s in on_day if person in {a.staff for a in s.staff}]
        assert not [d for d in option.roster.duties if (d.day, d.staff) == (DAY, person)]
        assert not [m for m in option.roster.meetings if m.day == DAY and person in m.staff]
        assert _others(option.roster) == _others(KAMELEON.roster)


def test_there_are_28_of_them() -> None:
    assert len(STAFF) == 28
    assert set(FEW) < set(STAFF)
