"""The state of one solve: the best roster so far, the bound, the clock, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from vlecht.core.constraints.base import Constraint
from vlecht.core.solution import Solution
from vlecht.models.index import SchoolIndex
from vlecht.models.result import Progress, relative_gap
from vlecht.models.roster import Roster
from vlecht.rules.base import Judgement
from vlecht.rules.frame import Frame
from vlecht.rules.judge import judge
from vlecht.solver.grouping.grouping import Grouping
from vlecht.solver.grouping.school import SchoolGroups
from vlecht.solver.run import Clock, Settings
from vlecht.solver.week.construct import Construction
from vlecht.solver.week.units import Week


@dataclass
class Incumbent:
    """The best roster so far, with everything needed to go on from it."""

    roster: Roster
    solution: Solution
    frame: Frame
    grouping: Grouping
    cost: int
    judgement: Judgement
    week: Week | None = None
    constraints: tuple[Constraint, ...] | None = None


@dataclass
class Search:
    """The state of one solve."""

    index: SchoolIndex
    clock: Clock
    settings: Settings
    on_progress: Callable[[Progress], None] | None = None
    best: Incumbent | None = None
    bound: int | None = None
    apart_from_times: int | None = None
    """What is proven of the costs that do not hang on times, until the last bound is added to it."""
    history: list[tuple[float, int | None, int | None]] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    groups: SchoolGroups | None = None
    made: dict[int, Construction] = field(default_factory=dict)

    def report(self, stage: str) -> None:
        """Tell the caller where we are."""
        if self.on_progress:
            cost = self.best.cost if self.best else None
            self.on_progress(Progress(self.clock.elapsed, stage, cost, self.bound))

    def offer(
        self, roster: Roster, solution: Solution, frame: Frame, grouping: Grouping, week: Week | None = None
    ) -> bool:
        """Let the checker judge a roster; it becomes the best when it is feasible and not dearer.

        One that costs the same is another place to go on from. Returns whether it is now the best.
        """
        judgement = judge(self.index, roster)
        if judgement.hard:
            self.rejected = [violation.sentence for violation in judgement.hard[:5]]
            return False
        if self.best is not None and judgement.cost > self.best.cost:
            return False
        before = self.best
        gained = before is None or judgement.cost < before.cost
        self.best = Incumbent(roster, solution, frame, grouping, judgement.cost, judgement, week)
        if before is not None and before.frame is frame:
            self.best.constraints = before.constraints
        if gained:
            self.history.append((self.clock.elapsed, judgement.cost, self.bound))
        return True

    def raise_bound(self, bound: int) -> None:
        """A better proven bound."""
        if self.bound is None or bound > self.bound:
            self.bound = bound
            self.history.append((self.clock.elapsed, self.best.cost if self.best else None, bound))

    @property
    def gap(self) -> float | None:
        """(cost - bound) / cost, when both are known."""
        return relative_gap(self.best.cost if self.best else None, self.bound)
