"""Solutions into a model (as fixed values or hints) and out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.core.solution import Solution, SubEvent
from vlecht.solver.cpsat.placements import Placement
from vlecht.solver.cpsat.variables import ModelVariables

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal


class NotRepresentableError(ValueError):
    """A solution holds a decision that the model has excluded."""


def fix(x: ModelVariables, solution: Solution) -> None:
    """Force every decision of the model to the solution's; raises ``NotRepresentableError``."""
    for literal, value in assignment(x, solution):
        x.model.add_bool_and([literal if value else literal.negated()])


def hint(x: ModelVariables, solution: Solution) -> None:
    """Hint every decision of the model; raises ``NotRepresentableError``."""
    for literal, value in assignment(x, solution):
        x.model.add_hint(literal, value)


def assignment(x: ModelVariables, solution: Solution) -> list[tuple[cp_model.IntVar, bool]]:
    """Every open decision variable of the model, once, with its value in the solution."""
    variables: dict[int, cp_model.IntVar] = {}
    values: dict[int, bool] = {}

    def note(literal: Literal, value: bool, what: str) -> None:
        if isinstance(literal, bool):
            if literal is not value:
                raise NotRepresentableError(f"{what} is excluded")
        elif isinstance(literal, cp_model.IntVar):
            if values.setdefault(literal.index, value) is not value:
                raise NotRepresentableError(f"{what} contradicts an event that shares its times")
            variables[literal.index] = literal

    taken: list[list[SubEvent]] = [[] for _ in x.problem.events]
    for sub in solution.sub_events:
        taken[sub.event].append(sub)
    own = x.freedom is not None and solution is x.freedom.solution
    for event, subs in enumerate(taken):
        if own and not x.can_change_event(event):
            # As the model holds it, constant: most of a large problem in a small neighbourhood.
            continue
        name = x.problem.events[event].id
        for placement in sorted(x.placements(event), key=lambda found: not found.settled):
            match = _take(placement, subs)
            note(placement.literal, match is not None, f"a time of event {name}")
            for role, choices in enumerate(placement.roles):
                for resource, literal in choices.items():
                    here = match is not None and match.resources[role] == resource
                    note(literal, here, f"a resource of event {name}")
                if match is not None and match.resources[role] not in (None, *choices):
                    raise NotRepresentableError(f"a resource of event {name} is excluded")
        if subs:
            raise NotRepresentableError(f"a time of event {name} is excluded")
    for pair, literal in x.enrolment.joins.items():
        member = pair[0] in x.problem.members.get(pair[1], ())
        note(literal, member or pair in solution.joins, "a join")
    for pair in solution.joins:
        if pair not in x.enrolment.joins:
            raise NotRepresentableError("a join is excluded")
    for pair, literal in x.enrolment.releases.items():
        note(literal, pair in solution.releases, "a release")
    for pair in solution.releases:
        if pair not in x.enrolment.releases:
            raise NotRepresentableError("a release is excluded")
    return [(variables[index], value) for index, value in values.items()]


def _take(placement: Placement, subs: list[SubEvent]) -> SubEvent | None:
    """Remove and return a sub-event that is this placement, if there is one.

    A settled placement holds its own sub-event of the solution it was settled by: the resources that
    are not open must agree, or an equally placed twin would be taken for it.
    """
    for sub in subs:
        if sub.duration == placement.duration and sub.start == placement.start:
            agrees = all(
                literal is not True or sub.resources[role] == resource
                for role, choices in enumerate(placement.roles)
                for resource, literal in choices.items()
            )
            if agrees:
                subs.remove(sub)
                return sub
    return None


def extract(x: ModelVariables, value: Callable[[cp_model.IntVar], bool]) -> Solution:
    """The solution that the values of the model's variables mean."""

    def holds(literal: Literal) -> bool:
        if isinstance(literal, bool):
            return literal
        if isinstance(literal, cp_model.IntVar):
            return value(literal)
        raise TypeError("a decision is never the negation of a variable")

    subs: list[SubEvent] = []
    for event, stated in enumerate(x.problem.events):
        for placement in x.placements(event):
            if holds(placement.literal):
                resources = tuple(
                    next((r for r, literal in placement.roles[role].items() if holds(literal)), None)
                    for role in range(len(stated.roles))
                )
                subs.append(SubEvent(event, placement.duration, placement.start, resources))
    members = {(pupil, group) for group, pupils in x.problem.members.items() for pupil in pupils}
    joins = frozenset(
        pair for pair, literal in x.enrolment.joins.items() if pair not in members and holds(literal)
    )
    releases = frozenset(pair for pair, literal in x.enrolment.releases.items() if holds(literal))
    return Solution(tuple(subs), joins, releases)
