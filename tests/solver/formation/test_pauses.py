"""Breaks in the bound of the least staff: slot by slot they are what the rule says, on any day."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from tests.rules.drawn import drawn, judged
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.people import Availability
from vlecht.models.roster import MeetingSession
from vlecht.models.school import RuleSetting
from vlecht.rules.staff_break import StaffBreak
from vlecht.solver.formation.least.choices import Facts
from vlecht.solver.formation.least.pauses import post_pauses
from vlecht.solver.run import Clock, Settings, run


def _school(**params: Any) -> SchoolIndex:
    """A school that is open from eight to three."""
    calendar = tiny_data()["calendar"] | {"opening": [{"start": "08:00", "end": "15:00"}]}
    policy = {"rules": {"staff_break": {"mode": "hard", "params": params}}}
    return SchoolIndex(tiny_school(calendar=calendar, policy=policy))


def _reluctant() -> SchoolIndex:
    """A school in which somebody had better not, but may, be there in the afternoon."""
    school = _school().school
    hours = Availability(days=("mon",), start=690, end=900, level="cannot")
    staff = tuple(
        person.model_copy(update={"availability": (hours,)}) if person.id == "t-a1" else person
        for person in school.staff
    )
    rules = school.policy.rules | {"availability": RuleSetting(mode="soft")}
    policy = school.policy.model_copy(update={"rules": rules})
    return SchoolIndex(school.model_copy(update={"staff": staff, "policy": policy}))


INDICES = [
    _reluctant(),
    _school(),
    _school(when_longer_than=60),
    _school(when_longer_than=100, minutes=45, window_start=590, window_end=725),
]


def _monday(index: SchoolIndex) -> range:
    return index.grid.span(0, 480, 900)


def _allowed(index: SchoolIndex, busy: set[int]) -> bool:
    """Whether the rule itself, by the checker, allows somebody to be at work just then."""
    grid = index.grid
    meetings = tuple(
        MeetingSession(
            meeting="prep-a", day="mon", start=grid.clock(slot), minutes=grid.step, staff=("t-a1",)
        )
        for slot in sorted(busy)
    )
    return not judged(StaffBreak(), index, drawn(index, meetings=meetings))


def _possible(index: SchoolIndex, stretches: list[range], amounts: list[int]) -> bool:
    """Whether the bound leaves so many slots of work in each stretch of the day."""
    model = cp_model.CpModel()
    shares = [model.new_int_var(n, n, "") for n in amounts]
    work = {("t-a1", 0): list(zip(stretches, shares, strict=True))}
    post_pauses(model, Facts(model), index, work)  # type: ignore[arg-type]  # a list of a kind of term
    return not run(model, Clock(60), Settings(1), 60).infeasible


@given(st.data(), st.sampled_from(INDICES))
@settings(max_examples=40, deadline=None)
def test_slot_by_slot_it_is_the_rule(data: st.DataObject, index: SchoolIndex) -> None:
    day = _monday(index)
    gap = data.draw(st.sets(st.sampled_from(list(day)), max_size=8))
    busy = set(day) - gap if data.draw(st.booleans()) else gap
    assert _possible(index, [range(s, s + 1) for s in day], [s in busy for s in day]) == _allowed(index, busy)


@given(st.data(), st.sampled_from(INDICES))
@settings(max_examples=25, deadline=None)
def test_what_the_rule_allows_is_never_excluded_by_stretches(data: st.DataObject, index: SchoolIndex) -> None:
    day = _monday(index)
    busy = set(day) - data.draw(st.sets(st.sampled_from(list(day)), max_size=10))
    edges = data.draw(st.sets(st.sampled_from(list(day)), max_size=4)) | {day.start, day.stop}
    stretches = [range(a, b) for a, b in pairwise(sorted(edges))]
    if _allowed(index, busy):
        assert _possible(index, stretches, [len(busy.intersection(s)) for s in stretches])


@pytest.mark.parametrize(("slots", "fits"), [(26, True), (27, False)])
def test_of_a_day_of_seven_hours_a_break_of_twenty_minutes_takes_half_an_hour(slots: int, fits: bool) -> None:
    assert _possible(INDICES[1], [_monday(INDICES[1])], [slots]) is fits
