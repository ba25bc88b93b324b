"""The variable container: a core problem's decisions in one CP-SAT model, asked for by meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.core.constraints.base import Constraint
from vlecht.core.problem import Problem
from vlecht.solver.cpsat.domains import Narrowing, narrowed
from vlecht.solver.cpsat.enrolment import Enrolment
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.cpsat.literals import Algebra, negation, total, weighted
from vlecht.solver.cpsat.objective import Ledger
from vlecht.solver.cpsat.placements import Builder, Placement

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal


class ModelVariables:
    """The ``Variables`` of a problem (see ``vlecht.core.constraints.base.Variables``).

    ``strict`` says which constraints must be met; the others are charged. With ``freedom`` only that
    part is open and everything else keeps the given solution's value, as constants: the model holds
    nothing of it. ``domains`` are those of :func:`narrowed` for the same strictness, when many models
    share them. The decisions alone are made here; :meth:`post` adds constraints.
    """

    def __init__(
        self,
        problem: Problem,
        strict: Callable[[Constraint], bool] = lambda constraint: constraint.hard,
        freedom: Freedom | None = None,
        domains: Narrowing | None = None,
    ) -> None:
        self._problem = problem
        self._model = cp_model.CpModel()
        self._strict = strict
        self.freedom = freedom
        self.domains = narrowed(problem, strict) if domains is None else domains
        builder = Builder(self._model, self.domains, freedom)
        self._placements: list[list[Placement]] = builder.build()
        self.complete = builder.complete
        """Whether bounds of this model hold for the problem (see ``Builder.complete``)."""
        self.enrolment = Enrolment(self._model, problem, freedom)
        self.algebra = Algebra(self._model)
        self.ledger = Ledger(self._model, strict, freedom is not None)
        self._covering = [_by_time(placements) for placements in self._placements]
        self._uses: dict[int, list[tuple[int, int]]] = {}
        self._open_events: set[int] = set()
        for event, placements in enumerate(self._placements):
            if any(literal is not True for placement in placements for literal in placement.literals()):
                self._open_events.add(event)
            for role in range(len(problem.events[event].roles)):
                for resource in {r for placement in placements for r in placement.roles[role]}:
                    self._uses.setdefault(resource, []).append((event, role))
        self._attendance: dict[int, dict[int, list[Literal]]] = {}
        self._runs: dict[tuple[int, int], Literal] = {}
        self._busy: dict[tuple[int, int], Literal] = {}

    def post(self, constraints: Iterable[Constraint] | None = None) -> None:
        """Post constraints: the given ones, or all of the problem."""
        for constraint in self._problem.constraints if constraints is None else constraints:
            if constraint.weight > 0 or self._strict(constraint):
                constraint.post(self)

    @property
    def model(self) -> cp_model.CpModel:
        """The model."""
        return self._model

    @property
    def problem(self) -> Problem:
        """The problem it states."""
        return self._problem

    def placements(self, event: int) -> Sequence[Placement]:
        """Every sub-event the event may have, those without a time included."""
        return self._placements[event]

    def groups(self, pupil: int) -> Sequence[int]:
        """Every group the resource attends or may attend with."""
        return self.enrolment.groups.get(pupil, ())

    def durations(self, event: int) -> Sequence[int]:
        """Durations that sub-events of the event may have, ascending."""
        return sorted({placement.duration for placement in self._placements[event]})

    def starts(self, event: int, duration: int, time: int) -> Expression:
        """Number of sub-events of that duration starting then."""
        return total(
            placement.literal
            for placement in self._covering[event].get(time, ())
            if placement.start == time and placement.duration == duration
        )

    def starts_any(self, event: int, time: int) -> Expression:
        """Number of sub-events of any duration starting at the time."""
        return total(
            placement.literal for placement in self._covering[event].get(time, ()) if placement.start == time
        )

    def unplaced(self, event: int) -> Expression:
        """Total duration of the event's sub-events that have no time."""
        return weighted(
            (placement.duration, placement.literal)
            for placement in self._placements[event]
            if placement.start is None
        )

    def amount(self, event: int, duration: int) -> Expression:
        """Number of sub-events of that duration, placed or not."""
        return total(
            placement.literal for placement in self._placements[event] if placement.duration == duration
        )

    def runs(self, event: int, time: int) -> Literal:
        """Whether the event covers the time."""
        known = self._runs.get((event, time))
        if known is None:
            # Open sub-events of one event never overlap, and settled ones are constants here.
            known = self.algebra.one_of(
                [placement.literal for placement in self._covering[event].get(time, ())]
            )
            self._runs[event, time] = known
        return known

    def covering(self, event: int, time: int) -> Expression:
        """Number of sub-events of the event that cover the time."""
        return total(placement.literal for placement in self._covering[event].get(time, ()))

    def used(self, event: int, role: int, resource: int) -> Sequence[tuple[int, Literal]]:
        """(duration, literal) per possible sub-event, placed or not, with the resource in the role."""
        return [
            (placement.duration, placement.roles[role][resource])
            for placement in self._placements[event]
            if resource in placement.roles[role]
        ]

    def roles_of(self, resource: int) -> Sequence[tuple[int, int]]:
        """(event, role) pairs that the resource itself may fill."""
        return self._uses.get(resource, ())

    def unfilled(self, event: int, role: int) -> Expression:
        """Total duration of the event's sub-events that have nobody in the role."""
        filled = weighted(
            (placement.duration, literal)
            for placement in self._placements[event]
            for literal in placement.roles[role].values()
        )
        whole = weighted((placement.duration, placement.literal) for placement in self._placements[event])
        if self.freedom is None:
            whole = self._problem.events[event].duration
        return whole - filled

    def assigned(self, event: int, role: int, resource: int) -> Literal:
        """Whether some sub-event of the event has the resource in the role."""
        return self.any_of([literal for _, literal in self.used(event, role, resource)])

    def assigned_at(self, event: int, role: int, resource: int, time: int) -> Literal:
        """Whether a sub-event covering the time has the resource in the role."""
        together: list[Literal] = []
        apart: list[Literal] = []
        for placement in self._covering[event].get(time, ()):
            if resource in placement.roles[role]:
                (apart if placement.settled else together).append(placement.roles[role][resource])
        return self.any_of([self.algebra.one_of(together), *apart])

    def attendance(self, resource: int, time: int) -> Sequence[Literal]:
        """Literals whose sum is ``load``: one per sub-event the resource may attend at the time."""
        table = self._attendance.get(resource)
        if table is None:
            table = self._attendance[resource] = self._attended(resource)
        return table.get(time, ())

    def _attended(self, resource: int) -> dict[int, list[Literal]]:
        found: dict[int, list[Literal]] = {}
        for event, role in self._uses.get(resource, ()):
            for placement in self._placements[event]:
                literal = placement.roles[role].get(resource)
                if literal is not None and literal is not False:
                    for time in placement.times:
                        found.setdefault(time, []).append(literal)
        yielding: dict[int, list[Literal]] = {}
        for group in self.groups(resource):
            joins = self.joins(resource, group)
            for event, role in self._uses.get(group, ()):
                away = self.released(resource, event)
                self._attend_with(group, event, role, self.all_of([joins, negation(away)]), found)
                self._attend_with(group, event, role, self.all_of([joins, away]), yielding)
        # What the resource is released from counts only while nothing else claims the resource.
        for time, literals in yielding.items():
            present = self.any_of(literals)
            back = self.all_of([present, *(negation(claim) for claim in found.get(time, ()))])
            if back is not False:
                found.setdefault(time, []).append(back)
        return found

    def _attend_with(
        self, group: int, event: int, role: int, present: Literal, found: dict[int, list[Literal]]
    ) -> None:
        """Add, per time, what a pupil attends when ``present`` with the group in a role of the event."""
        if present is False:
            return
        for time, placements in self._covering[event].items():
            together: list[Literal] = []
            for placement in placements:
                literal = placement.roles[role].get(group, False)
                if placement.settled:
                    if literal is not False:
                        found.setdefault(time, []).append(self.all_of([present, literal]))
                else:
                    together.append(literal)
            # One product per time, not per placement: open sub-events of an event never overlap.
            if together and (literal := self.algebra.one_of(together)) is not False:
                found.setdefault(time, []).append(self.all_of([present, literal]))

    def load(self, resource: int, time: int) -> Expression:
        """Number of sub-events the resource attends at the time."""
        return total(self.attendance(resource, time))

    def busy(self, resource: int, time: int) -> Literal:
        """Whether the resource attends anything at the time."""
        known = self._busy.get((resource, time))
        if known is None:
            literals = self.attendance(resource, time)
            one = self.attends_one(resource)
            known = self.algebra.one_of(literals) if one else self.any_of(literals)
            self._busy[resource, time] = known
        return known

    def attends_one(self, resource: int) -> bool:
        """Whether the model holds the resource to at most one sub-event at a time."""
        return resource in self.domains.exclusive and self.freedom is None

    def joins(self, pupil: int, group: int) -> Literal:
        """Whether the pupil attends with the group (fixed membership included)."""
        return self.enrolment.joins.get((pupil, group), False)

    def released(self, pupil: int, event: int) -> Literal:
        """Whether the pupil is elsewhere while a group of theirs attends the event."""
        return self.enrolment.releases.get((pupil, event), False)

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that is true exactly when one of them is."""
        return self.algebra.any_of(literals)

    def all_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that is true exactly when all of them are."""
        return self.algebra.all_of(literals)

    def total(self, literals: Sequence[Literal]) -> Expression:
        """How many of the literals are true."""
        return total(literals)

    def weighted(self, pairs: Iterable[tuple[int, Literal]]) -> Expression:
        """The sum of weight x literal."""
        return weighted(pairs)

    def over(self, expression: Expression, limit: int, upper: int) -> Expression:
        """max(0, expression - limit) from above."""
        return self.algebra.over(expression, limit, upper)

    def under(self, expression: Expression, limit: int, lower: int = 0) -> Expression:
        """max(0, limit - expression) from above."""
        return self.algebra.under(expression, limit, lower)

    def can_change_event(self, event: int) -> bool:
        """Whether anything about the event is left open."""
        return self.freedom is None or event in self._open_events

    def can_change_resource(self, resource: int) -> bool:
        """Whether anything the resource attends or joins is left open."""
        if self.freedom is None or resource in self.enrolment.open:
            return True
        return any(event in self._open_events for event, _ in self._uses.get(resource, ())) or any(
            event in self._open_events
            for group in self.groups(resource)
            for event, _ in self._uses.get(group, ())
        )

    def is_strict(self, constraint: Constraint) -> bool:
        """Whether ``charge`` will force the deviation to 0."""
        return self._strict(constraint)

    def charge(self, constraint: Constraint, point: str, deviation: Expression, upper: int) -> None:
        """Make the deviation count (see ``Ledger``). ``point`` is for explanation models."""
        del point
        self.ledger.charge(constraint, deviation, upper)

    def charge_outside(
        self, constraint: Constraint, point: str, expression: Expression, span: tuple[int, int], upper: int
    ) -> None:
        """Make the amount by which an expression in 0..``upper`` is outside the span count."""
        if isinstance(expression, cp_model.LinearExpr):
            self.ledger.charge_outside(constraint, expression, span, upper)
        else:
            value = int(expression)
            self.charge(constraint, point, max(0, value - span[1], span[0] - value), upper)


def _by_time(placements: Sequence[Placement]) -> dict[int, list[Placement]]:
    """Time -> the placements that cover it."""
    found: dict[int, list[Placement]] = {}
    for placement in placements:
        for time in placement.times:
            found.setdefault(time, []).append(placement)
    return found
