"""Steps that decide through the core: everything stays as in a solution but a free part.

What is posted are the rules themselves, so a step can neither forget a rule nor misread one.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from vlecht.core.constraints.base import Constraint
from vlecht.core.problem import Problem
from vlecht.core.solution import Solution
from vlecht.rules.frame import Frame
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.run import Clock, Outcome, Settings, run


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
