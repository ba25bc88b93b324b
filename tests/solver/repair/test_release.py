"""A lesson that two people give is not a reason to be unavailable: one goes on alone, the other stands in."""

from __future__ import annotations

import pytest

from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.repair import Absent, ChangeFile, Repair
from vlecht.models.school import School, StaffPin
from vlecht.models.words import Function
from vlecht.rules.judge import judge
from vlecht.solver.repair import absent, repair

SMALL = sample("p4-87")
DUO = "34a"
"""A home group that t03 and t07 teach together, all week."""
START, END = 8 * 60 + 30, 9 * 60 + 30
LOST = [
    s
    for s in SMALL.roster.sessions
    if s.day == "mon" and s.start < END and {"t01"} == {a.staff for a in s.staff}
]


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time enough on a busy machine."""
    monkeypatch.setattr(absent, "SECONDS", 20.0)


def _only_the_second_is_left() -> School:
    """The school, where nobody but t07 may do anything else on Monday morning than what they do."""
    keep = {"t01", "t07"}
    at = {s.id: s for s in SMALL.roster.sessions if s.day == "mon" and s.start < END}
    busy = {a.staff for s in at.values() for a in s.staff}
    away = [p.id for p in SMALL.school.staff if p.id not in busy | keep]
    pins = tuple(
        StaffPin(session=s.id, staff=a.staff, function=a.function)
        for s in at.values()
        for a in s.staff
        if a.staff not in keep
    )
    forbids = tuple(
        StaffPin(session=s.id, staff=person, function=function, forbid=True)
        for s in LOST
        for person in away
        for function in (Function.LEAD, Function.SUPERVISE)
    )
    # Nor does anybody take the place of who leaves a lesson for another.
    forbids += tuple(
        StaffPin(session=s.id, staff=person.id, function=Function.CO_TEACH, forbid=True)
        for s in at.values()
        if DUO in s.groups
        for person in SMALL.school.staff
        if person.id not in ("t03", "t07")
    )
    return SMALL.school.model_copy(update={"pins": (*pins, *forbids)})


def _mended(school: School) -> Repair:
    change = ChangeFile(changes=(Absent(staff="t01", days=("mon",), start=START, end=END),))
    return repair(school, SMALL.roster, change, time_limit=600)


def test_who_teaches_beside_somebody_is_the_only_way() -> None:
    assert LOST
    found = _mended(_only_the_second_is_left())
    assert {option.kind for option in found.options} == {"release"}, found.reasons
    (option,) = found.options
    now = {s.id: s for s in option.roster.sessions}
    for session in LOST:
        assert {a.staff for a in now[session.id].staff} == {"t07"}
    until = max(s.end for s in LOST)
    alone = [s for s in now.values() if DUO in s.groups and s.day == "mon" and s.start < until]
    assert {tuple(a.staff for a in s.staff) for s in alone} >= {("t03",)}
    week = SchoolIndex(option.school)
    assert judge(week, option.roster).hard == ()
    parted = {name for delivery in option.school.deliveries for name in delivery.alone}
    assert parted == {s.id for s in alone if len(s.staff) == 1}
    # Without that said, the same roster lacks somebody: the checker is not any looser.
    usual = option.school.model_copy(
        update={"deliveries": tuple(d.model_copy(update={"alone": ()}) for d in option.school.deliveries)}
    )
    assert {v.rule for v in judge(SchoolIndex(usual), option.roster).hard} == {"staffed"}
    assert any("goes on without t07" in reason.en for reason in option.reasons)
    assert any("gaat door zonder t07" in reason.nl for reason in option.reasons)


def test_who_is_pinned_stays() -> None:
    school = _only_the_second_is_left()
    held = tuple(
        StaffPin(session=s.id, staff="t07", function=Function.CO_TEACH)
        for s in SMALL.roster.sessions
        if DUO in s.groups and s.day == "mon" and len(s.staff) == 2
    )
    found = _mended(school.model_copy(update={"pins": (*school.pins, *held)}))
    assert "release" not in {option.kind for option in found.options}


def test_when_the_first_is_absent_the_second_goes_on_alone() -> None:
    change = ChangeFile(changes=(Absent(staff="t03", days=("mon",)),))
    found = repair(SMALL.school, SMALL.roster, change, time_limit=600)
    released = [option for option in found.options if option.kind == "release"]
    assert released, found.reasons
    lost = {s.id for s in SMALL.roster.sessions if s.day == "mon" and "t03" in {a.staff for a in s.staff}}
    now = {s.id: s for s in released[0].roster.sessions}
    assert any([a.staff for a in now[name].staff] == ["t07"] for name in lost)
