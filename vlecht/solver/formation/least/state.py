"""What a search for the least staff knows: choices tried, excluded and put aside, the best, the bound."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol

from vlecht.models.least import Attempt, Measure, Question
from vlecht.models.phrases import Phrase
from vlecht.models.result import Result
from vlecht.models.school import School
from vlecht.solver.formation.least.choices import Cut
from vlecht.solver.run import Clock, Settings


class Made(Protocol):
    """The school of a staffing; ``obstacles``: why it can have no roster, by plain arithmetic."""

    @property
    def school(self) -> School:
        """The school."""

    @property
    def obstacles(self) -> tuple[Phrase, ...]:
        """Reasons."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How a search stands: what it does, the best score so far, the bound."""

    seconds: float
    stage: str
    score: int | None
    bound: int


@dataclass
class Search:
    """What is asked, and what is known by now."""

    question: Question
    build: Callable[[Collection[str]], Made]
    measure: Measure
    clock: Clock
    settings: Settings
    on_progress: Callable[[Moment], None] | None
    cuts: list[Cut] = field(default_factory=list)
    aside: list[Cut] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    best: tuple[frozenset[str], int, School, Result] | None = None
    bound: int = 0
    empty: bool = False
    """Whether nothing is left that is not proven impossible."""

    def raise_to(self, score: int) -> None:
        """A proven bound on the score."""
        self.bound = max(self.bound, score)

    @property
    def met(self) -> bool:
        """Whether bound and score have met."""
        return self.best is not None and self.best[1] <= self.bound

    def report(self, stage: str) -> None:
        """Tells the caller where we are."""
        if self.on_progress is not None:
            score = self.best[1] if self.best else None
            self.on_progress(Moment(self.clock.elapsed, stage, score, self.bound))
