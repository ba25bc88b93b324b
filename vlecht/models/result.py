"""What a solve returns: the roster it found, its cost, what is proven, and how it got there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vlecht.models.diagnosis import Conflict
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Roster, RuleCost

Status = Literal["optimal", "feasible", "infeasible", "unknown", "interrupted"]
"""``optimal``: no cheaper roster exists. ``feasible``: a roster without hard violations. ``infeasible``:
proven that there is none. ``unknown``: nothing found in time. ``interrupted``: stopped by the user; the
best roster until then (when there is one) is in the result."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a running solve. ``seconds`` since its start; ``cost`` and ``bound`` when known."""

    seconds: float
    stage: str
    cost: int | None = None
    bound: int | None = None

    @property
    def gap(self) -> float | None:
        """The gap at this moment, see :func:`relative_gap`."""
        return relative_gap(self.cost, self.bound)


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a solve. Infeasible, timeout and interruption are results, not exceptions.

    ``cost`` is the sum over soft rules of amount × weight; ``bound`` a proven lower bound on it; ``gap``
    is (cost − bound) / cost. ``history`` holds (seconds, cost, bound) at each improvement. ``conflicts`` say
    why there is no roster, where that is known.
    """

    status: Status
    roster: Roster | None = None
    cost: int | None = None
    bound: int | None = None
    gap: float | None = None
    costs: tuple[RuleCost, ...] = ()
    seconds: float = 0.0
    history: tuple[tuple[float, int | None, int | None], ...] = ()
    message: str = ""
    conflicts: tuple[Conflict, ...] = ()

    @property
    def reasons(self) -> tuple[Phrase, ...]:
        """Why it is proven that there is no roster (none when it is not): the conflicts, or the message."""
        if self.status != "infeasible":
            return ()
        found = tuple(conflict.words for conflict in self.conflicts)
        return found or (Phrase(self.message, self.message),)

    @property
    def hard_violations(self) -> int:
        """Number of violations of hard rules in the roster, as the checker counts them."""
        return sum(line.count for line in self.costs if line.mode == "hard")

    def summary(self) -> str:
        """The outcome in plain text: status, cost and bound, hard violations, a line per rule that costs."""
        lines = [f"status: {self.status}" + (f" ({self.message})" if self.message else "")]
        if self.roster is not None:
            lines.append(f"hard violations: {self.hard_violations}")
        if self.cost is not None:
            lines.append(f"cost: {self.cost}")
        lines.append(f"bound: {describe_bound(self.bound, self.gap)}")
        lines.append(f"time: {self.seconds:.1f} s")
        costly = [line for line in self.costs if line.count]
        if costly:
            width = max(len(line.rule) for line in costly)
            lines.append("cost per rule:")
            lines.extend(
                f"  {line.rule:<{width}}  {line.mode}  count {line.count}  amount {line.amount}"
                f"  cost {line.cost}"
                for line in costly
            )
        return "\n".join(lines)


def relative_gap(cost: int | None, bound: int | None) -> float | None:
    """(cost − bound) / cost, 0 when the cost is 0; ``None`` when either is unknown."""
    if cost is None or bound is None:
        return None
    return (cost - bound) / cost if cost else 0.0


def describe_bound(bound: int | None, gap: float | None) -> str:
    """``"120 (gap 4.0%)"``, or ``"no bound"``."""
    if bound is None:
        return "no bound"
    return f"{bound} (gap {gap:.1%})" if gap is not None else str(bound)
