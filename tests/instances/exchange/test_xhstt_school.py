"""A school and its roster as an XHSTT archive: what the format can say, said; the roster costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from vlecht.core.solution import Cost, Solution, SubEvent, View
from vlecht.instances.exchange.xhstt_school import archive, xhstt
from vlecht.instances.samples import sample
from vlecht.instances.xhstt import from_xml
from vlecht.instances.xhstt_model import Archive
from vlecht.models.index import SchoolIndex

MADE = sample("p4-87")
INDEX = SchoolIndex(MADE.school)
ARCHIVE = archive(INDEX, MADE.roster)


def _costs(made: Archive, solution: Solution | None = None) -> dict[str, Cost]:
    """Kind of constraint -> what it costs in all, where it costs anything."""
    problem = made.instances[0].problem
    view = View(problem, solution or made.solution_groups[0].solutions[0].solution)
    found: dict[str, Cost] = {}
    for constraint in problem.constraints:
        cost = constraint.cost(view)
        if cost != Cost():
            found[constraint.kind] = found.get(constraint.kind, Cost()) + cost
    return found


def _changed(name: str, change: Callable[[SubEvent], SubEvent]) -> Solution:
    number = ARCHIVE.instances[0].problem.event_index[name]
    subs = ARCHIVE.solution_groups[0].solutions[0].solution.sub_events
    return Solution(tuple(change(sub) if sub.event == number else sub for sub in subs))


def test_the_roster_keeps_everything_that_is_asked_also_after_writing_and_reading() -> None:
    assert not [cost for cost in _costs(ARCHIVE).values() if cost.infeasibility]
    again = from_xml(xhstt(INDEX, MADE.roster))
    assert len(again.instances[0].problem.events) == len(ARCHIVE.instances[0].problem.events)
    assert _costs(again) == _costs(ARCHIVE)
    assert set(again.instances[0].problem.event_index) >= {s.id for s in MADE.roster.sessions}


def _lesson() -> str:
    return next(s.id for s in MADE.roster.sessions if s.kind == "class" and len(s.staff) == 1)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("PreferTimesConstraint", lambda sub: replace(sub, start=0)),
        ("AssignTimeConstraint", lambda sub: replace(sub, start=None)),
        ("AssignResourceConstraint", lambda sub: replace(sub, resources=(None, *sub.resources[1:]))),
    ],
)
def test_what_goes_wrong_costs(kind: str, change: Callable[[SubEvent], SubEvent]) -> None:
    assert _costs(ARCHIVE, _changed(_lesson(), change))[kind].infeasibility > 0


def test_blocks_and_rounds_stay_together() -> None:
    block = next(s.block for s in MADE.roster.sessions if s.kind == "level_group")
    (one, *_) = [s.id for s in MADE.roster.sessions if s.block == block]
    moved = _changed(one, lambda sub: replace(sub, start=(sub.start or 0) + 1))
    assert _costs(ARCHIVE, moved)["LinkEventsConstraint"].infeasibility > 0


def test_a_seat_is_for_those_who_may_take_it() -> None:
    problem = ARCHIVE.instances[0].problem
    name = next(
        s.id
        for s in MADE.roster.sessions
        if len(problem.events[problem.event_index[s.id]].roles[0].candidates or ()) < len(INDEX.staff)
    )
    role = problem.events[problem.event_index[name]].roles[0]
    stranger = next(n for n in problem.resources_by_type["Teacher"] if n not in (role.candidates or ()))
    other = _changed(name, lambda sub: replace(sub, resources=(stranger, *sub.resources[1:])))
    assert _costs(ARCHIVE, other)["PreferResourcesConstraint"].infeasibility > 0


def test_nobody_is_in_two_places() -> None:
    subs = ARCHIVE.solution_groups[0].solutions[0].solution.sub_events
    lesson = ARCHIVE.instances[0].problem.event_index[_lesson()]
    teacher = subs[lesson].resources[0]
    other = next(sub for sub in subs if sub.event != lesson and teacher in sub.resources)
    moved = _changed(_lesson(), lambda sub: replace(sub, start=other.start))
    assert _costs(ARCHIVE, moved)["AvoidClashesConstraint"].infeasibility > 0
