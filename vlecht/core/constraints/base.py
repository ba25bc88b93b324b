"""What every core constraint is: a statement made twice.

``deviations`` evaluates it on a solution in plain Python; ``post`` adds it to a CP-SAT model through a
variable container that answers questions by meaning. The two share no code, and a generic parity test
compares them on random solutions. Cost = weight x f(deviation) per point of application, f Linear,
Quadratic (d²) or Step ([d > 0]), as in XHSTT.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from vlecht.core.solution import Cost, View

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from vlecht.core.problem import Problem

    Literal = cp_model.IntVar | cp_model.NotBooleanVariable | bool
    """A Boolean of the model, or a constant where the answer is already known."""
    Expression = cp_model.LinearExpr | int
    """A linear expression over the model's variables, or an integer."""


class CostFunction(Enum):
    """How a deviation becomes a cost (XHSTT)."""

    LINEAR = "Linear"
    QUADRATIC = "Quadratic"
    STEP = "Step"

    def __call__(self, deviation: int) -> int:
        """f(deviation), deviation >= 0."""
        if self is CostFunction.QUADRATIC:
            return deviation * deviation
        if self is CostFunction.STEP:
            return int(deviation > 0)
        return deviation


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a constraint came from: the rule, and the facts (ids of things) it was made of."""

    rule: str
    facts: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far a solution is from one point of application. ``point`` names it in ids; ``amount`` >= 0."""

    point: str
    amount: int


class Domains(Protocol):
    """What each decision may still be, before the model is built: strict constraints narrow it.

    Every call may only remove what the calling constraint, being strict, rules out anyway; a smaller
    model with the same solutions is the point. All indices are those of the problem.
    """

    @property
    def problem(self) -> Problem: ...

    def limit_durations(self, event: int, minimum: int, maximum: int) -> None:
        """Sub-events of the event last between minimum and maximum times."""

    def limit_amount(self, event: int, minimum: int, maximum: int) -> None:
        """The event has between minimum and maximum sub-events."""

    def limit_starts(self, event: int, duration: int | None, times: frozenset[int]) -> None:
        """Sub-events of the event (of one duration, or of any) start at these times or have no time."""

    def require_time(self, event: int) -> None:
        """Every sub-event of the event has a time."""

    def limit_candidates(self, event: int, role: int, resources: frozenset[int]) -> None:
        """Only these resources may fill the role (it may also stay empty)."""

    def require_resource(self, event: int, role: int) -> None:
        """Every sub-event of the event has a resource in the role."""

    def block(self, resource: int, time: int) -> None:
        """The resource attends nothing at the time."""

    def exclude_clashes(self, resource: int) -> None:
        """The resource attends at most one sub-event at a time."""

    def link(self, events: Sequence[int]) -> None:
        """The events run at the same times."""


class PossibleSubEvent(Protocol):
    """A sub-event that a model may take. ``start`` is ``None`` where it would have no time."""

    @property
    def duration(self) -> int: ...

    @property
    def start(self) -> int | None: ...

    @property
    def times(self) -> range:
        """The times it covers."""

    @property
    def literal(self) -> Literal:
        """Whether it is taken."""

    @property
    def roles(self) -> Sequence[Mapping[int, Literal]]:
        """Per role: resource -> whether it is taken with the resource in the role."""


class Variables(Protocol):
    """The variable container: the model's decisions, asked for by meaning.

    Implemented by the CP-SAT back end (``vlecht.solver.cpsat``). A literal may be a plain ``bool``
    where the answer is fixed. All indices are those of the problem.
    """

    @property
    def model(self) -> cp_model.CpModel: ...

    @property
    def problem(self) -> Problem: ...

    def placements(self, event: int) -> Sequence[PossibleSubEvent]:
        """Every sub-event the event may have, those without a time included."""

    def groups(self, pupil: int) -> Sequence[int]:
        """Every group the resource attends or may attend with."""

    def durations(self, event: int) -> Sequence[int]:
        """Durations that sub-events of the event may have."""

    def starts(self, event: int, duration: int, time: int) -> Expression:
        """Number of sub-events of that duration starting then (0/1 where at most one can)."""

    def starts_any(self, event: int, time: int) -> Expression:
        """Number of sub-events of any duration starting at the time."""

    def unplaced(self, event: int) -> Expression:
        """Total duration of the event's sub-events that have no time."""

    def runs(self, event: int, time: int) -> Literal:
        """Whether the event covers the time."""

    def covering(self, event: int, time: int) -> Expression:
        """Number of sub-events of the event that cover the time."""

    def assigned(self, event: int, role: int, resource: int) -> Literal:
        """Whether some sub-event of the event has the resource in the role."""

    def assigned_at(self, event: int, role: int, resource: int, time: int) -> Literal:
        """Whether a sub-event covering the time has the resource in the role."""

    def attendance(self, resource: int, time: int) -> Sequence[Literal]:
        """Literals whose sum is ``load``: one per sub-event the resource may attend at the time."""

    def used(self, event: int, role: int, resource: int) -> Sequence[tuple[int, Literal]]:
        """(duration, literal) per possible sub-event, placed or not, that has the resource in the role."""

    def roles_of(self, resource: int) -> Sequence[tuple[int, int]]:
        """(event, role) pairs that the resource itself may fill."""

    def unfilled(self, event: int, role: int) -> Expression:
        """Total duration of the event's sub-events (placed or not) that have nobody in the role."""

    def amount(self, event: int, duration: int) -> Expression:
        """Number of sub-events of the event with that duration, placed or not."""

    def load(self, resource: int, time: int) -> Expression:
        """Number of sub-events the resource attends at the time."""

    def busy(self, resource: int, time: int) -> Literal:
        """Whether the resource attends anything at the time."""

    def attends_one(self, resource: int) -> bool:
        """Whether the model holds the resource to at most one sub-event at a time."""

    def joins(self, pupil: int, group: int) -> Literal:
        """Whether the pupil attends with the group (fixed membership included)."""

    def released(self, pupil: int, event: int) -> Literal:
        """Whether the pupil is elsewhere while a group of theirs attends the event."""

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that is true exactly when one of them is."""

    def all_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that is true exactly when all of them are."""

    def total(self, literals: Sequence[Literal]) -> Expression:
        """How many of the literals are true; a plain integer where that is known."""

    def weighted(self, pairs: Iterable[tuple[int, Literal]]) -> Expression:
        """The sum of weight x literal; a plain integer where that is known."""

    def over(self, expression: Expression, limit: int, upper: int) -> Expression:
        """max(0, expression - limit), for an expression of at most ``upper``; may exceed it by slack.

        The quantity sinks to that value under minimisation and is never below it. Constants stay so.
        """

    def under(self, expression: Expression, limit: int, lower: int = 0) -> Expression:
        """max(0, limit - expression), for an expression of at least ``lower``; slack as in ``over``."""

    def can_change_event(self, event: int) -> bool:
        """Whether anything about the event is left open. Points that cannot change need no posting."""

    def can_change_resource(self, resource: int) -> bool:
        """Whether anything the resource attends or joins is left open."""

    def charge_outside(
        self, constraint: Constraint, point: str, expression: Expression, span: tuple[int, int], upper: int
    ) -> None:
        """``charge`` the amount by which an expression in 0..``upper`` is outside ``span`` (inclusive).

        Preferred to ``charge`` over ``over`` and ``under`` where it fits: a strict constraint then
        becomes one linear constraint without auxiliary variables.
        """

    def charge(self, constraint: Constraint, point: str, deviation: Expression, upper: int) -> None:
        """Make the deviation count: forced to 0 for a strict hard constraint, else weight x f in the cost.

        ``deviation`` equals the true deviation, or may sink to it under minimisation and never below;
        ``upper`` bounds it.
        """

    def is_strict(self, constraint: Constraint) -> bool:
        """Whether ``charge`` will force the deviation to 0 (so that a stronger encoding may be posted)."""


@dataclass(frozen=True)
class Constraint(ABC):
    """Base of all core constraints. Subclasses are frozen dataclasses with a literal ``kind``."""

    id: str
    name: str
    hard: bool
    weight: int
    function: CostFunction
    provenance: Provenance | None

    @property
    @abstractmethod
    def kind(self) -> str:
        """The constraint's name in the literature (XHSTT's element name) or ours."""

    @abstractmethod
    def deviations(self, view: View) -> Iterator[Deviation]:
        """One deviation per point of application that is not met (amount > 0)."""

    @abstractmethod
    def post(self, x: Variables) -> None:
        """State the same in the model."""

    def restrict(self, domains: Domains) -> None:  # noqa: B027 - a hook: most constraints narrow nothing
        """Narrow the domains before the model is built; called only when the constraint is strict.

        The default narrows nothing, which is always right; ``post`` is called all the same.
        """

    def cost(self, view: View) -> Cost:
        """weight x sum of f(deviation), as infeasibility when hard, objective when soft."""
        value = self.weight * sum(self.function(found.amount) for found in self.deviations(view))
        return Cost(value, 0) if self.hard else Cost(0, value)


def common(**values: Any) -> dict[str, Any]:
    """Keyword defaults of the six common fields, for terse construction in compilers and tests."""
    defaults: dict[str, Any] = {
        "id": "",
        "name": "",
        "hard": True,
        "weight": 1,
        "function": CostFunction.LINEAR,
        "provenance": None,
    }
    return defaults | values
