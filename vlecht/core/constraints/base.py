"""What every core constraint is: a statement made twice.

``deviations`` evaluates it on a solution in plain Python; ``post`` adds it to a CP-SAT model through a
variable container that answers questions by meaning. The two share no code, and a generic parity test
compares them on random solutions. Cost = weight x f(deviation) per point of application, f Linear,
Quadratic (d²) or Step ([d > 0]), as in XHSTT.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from vlecht.core.solution import Cost, View

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from vlecht.core.problem import Problem

    Literal = cp_model.IntVar | cp_model.NotBooleanVariable | bool
    """A Boolean of the model, or a constant where the answer is already known."""
    Expression = cp_model.LinearExprT
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


class Variables(Protocol):
    """The variable container: the model's decisions, asked for by meaning.

    Implemented by the CP-SAT back end (``vlecht.solver.cpsat``). A literal may be a plain ``bool``
    where the answer is fixed. All indices are those of the problem.
    """

    @property
    def model(self) -> cp_model.CpModel: ...

    @property
    def problem(self) -> Problem: ...

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

    def load(self, resource: int, time: int) -> Expression:
        """Number of sub-events the resource attends at the time."""

    def busy(self, resource: int, time: int) -> Literal:
        """Whether the resource attends anything at the time."""

    def joins(self, pupil: int, group: int) -> Literal:
        """Whether the pupil attends with the group (fixed membership included)."""

    def released(self, pupil: int, event: int) -> Literal:
        """Whether the pupil is elsewhere while a group of theirs attends the event."""

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that is true exactly when one of them is."""

    def all_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that is true exactly when all of them are."""

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
