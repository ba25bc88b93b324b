"""Steps that decide through the core: everything stays as in a solution but a free part.

What is posted are the rules themselves, so a step can neither forget a rule nor misread one. The starts
that the lay-out found are kept and staff, duties, meetings and days at school decided for the whole week
(:func:`staff_the_week`), or any other free part (:func:`reoptimise`).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from vlecht.core.constraints.base import Constraint
from vlecht.core.problem import Problem
from vlecht.core.solution import Solution, SubEvent
from vlecht.rules.frame import Frame
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.run import Clock, Outcome, Settings, run
from vlecht.solver.week.layout import Layout
from vlecht.solver.week.units import Grouping, Week


def solution_of(frame: Frame, week: Week, layout: Layout) -> Solution:
    """A lay-out as a core solution: meetings, duties and days at school still open."""
    subs: list[SubEvent] = []
    starts: dict[str, int] = {}
    for u, start in layout.starts.items():
        unit = week.units[u]
        starts[unit.id] = start
        for activity in unit.activities:
            starts[activity.id] = start + activity.offset
    for position, event in enumerate(frame.events):
        resources = [role.preassigned for role in event.roles]
        activity_found = frame.plan.activity.get(event.id)
        if activity_found is not None:
            for number in range(len(activity_found.seats)):
                person = layout.staff.get((event.id, number))
                resources[number] = None if person is None else frame.staff[person]
            room = layout.rooms.get(event.id)
            resources[len(activity_found.seats)] = None if room is None else frame.room[room]
        start_of = event.time if event.time is not None else starts.get(event.id)
        subs.append(SubEvent(position, event.duration, start_of, tuple(resources)))
    return Solution(tuple(subs), joins_of(frame, week.grouping), frozenset())


def joins_of(frame: Frame, grouping: Grouping) -> frozenset[tuple[int, int]]:
    """Every pupil's groups as core joins."""
    return frozenset(
        (frame.pupil[pupil], frame.group[group])
        for table in (grouping.members, grouping.guests)
        for group, pupils in table.items()
        for pupil in pupils
    )


def staff_freedom(frame: Frame, solution: Solution, events: Iterable[int] | None = None) -> Freedom:
    """All seats (of some events), meetings, duties and days at school are open."""
    meetings = {event for found in frame.meeting_events.values() for event in found}
    chosen = set(range(len(frame.events))) if events is None else set(events) | meetings
    roles = frozenset(
        (position, number)
        for position, sub in enumerate(solution.sub_events)
        if sub.event in chosen
        for number, role in enumerate(frame.events[sub.event].roles)
        if role.resource_type == "staff"
    )
    free = frozenset(p for p, sub in enumerate(solution.sub_events) if sub.event in meetings)
    return Freedom(solution, sub_events=free, roles=roles, pupils=frozenset(frame.staff.values()))


def reoptimise(
    problem: Problem,
    constraints: Iterable[Constraint],
    freedom: Freedom,
    clock: Clock,
    settings: Settings,
    seconds: float,
    first: bool = False,
) -> tuple[Solution | None, Outcome]:
    """The best solution found in the free part under the constraints (``first``: any), and the outcome."""
    from vlecht.solver.cpsat.transfer import NotRepresentableError, extract, hint
    from vlecht.solver.cpsat.variables import ModelVariables

    x = ModelVariables(problem.with_constraints(constraints), freedom=freedom)
    x.post()
    # A given solution that breaks a strict rule is no hint: the model starts without it.
    with suppress(NotRepresentableError):
        hint(x, freedom.solution)
    if not first:
        x.model.minimize(x.ledger.objective())
    outcome = run(x.model, clock, settings, seconds)
    if not outcome.found:
        return None, outcome
    return extract(x, lambda variable: bool(outcome.value(variable))), outcome
