"""What a search says while it runs and when it is done."""

from __future__ import annotations

from dataclasses import dataclass

from vlecht.core.solution import Cost, Solution


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of the search: seconds since its start, the best cost then, and what led to it."""

    seconds: float
    cost: Cost
    step: str
    bound: Cost | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best solution found and its cost, as the evaluator has it.

    ``bound`` is a proven lower bound, compared lexicographically, or ``None`` for no bound. ``history``
    has one entry per improvement; ``seconds`` is what the search took.
    """

    solution: Solution
    cost: Cost
    bound: Cost | None
    history: tuple[Progress, ...]
    seconds: float

    @property
    def optimal(self) -> bool:
        """Whether nothing better exists."""
        return self.bound is not None and self.cost <= self.bound
