"""A set of groups with a tree: bounded level by level, and bettered in neighbourhoods of the best."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from math import inf
from typing import TYPE_CHECKING

from vlecht.solver.grouping.threads import short_waits
from vlecht.solver.run import Clock, Settings

if TYPE_CHECKING:
    from vlecht.solver.grouping.parts import Alone
    from vlecht.solver.grouping.terms.base import Groups
    from vlecht.solver.grouping.tree.looking import Looking
    from vlecht.solver.grouping.tree.prove import Tree

SLICE = 0.3
"""Seconds of one kind of work at a time."""
VAIN = 9.0
"""Who looks in vain is expected to look so many times as long until better groups are found, divided by the
points that are to be gained."""
LOOKED = 0.5
"""Part of the time in which better groups are looked for at most, while there is time for bounds."""


def looks(trees: Iterable[Searching], looking_due: float, due: float, left: float) -> bool:
    """Whether to look for better groups, which are due in so many seconds, and not for a point more of a
    bound."""
    trees = list(trees)
    looked, proved = sum(tree.bettered for tree in trees), sum(tree.proved for tree in trees)
    return due > left or (looking_due <= due and looked <= LOOKED * (looked + proved))


class Searching:
    """What a tree does for its part. ``bettered`` and ``proved``: seconds spent on either; ``vain``: seconds
    in which better groups were looked for since the last were found."""

    def __init__(self, part: Alone, tree: Tree) -> None:
        self.part, self.tree = part, tree
        self.bettered = self.proved = self.vain = 0.0
        self._slices = 0
        self._lock = threading.Lock()

    @property
    def due(self) -> float:
        """Seconds that the next point of the bound takes."""
        return self.tree.due

    @property
    def looking_due(self) -> float:
        """Seconds until better groups are found, as expected: in proportion to those of looking in vain, and
        the sooner the more there is to gain."""
        return VAIN * self.vain / max(self.part.gap, 1)

    def better(
        self,
        clock: Clock,
        seconds: float,
        seed: int,
        stop: Callable[[], bool] = lambda: False,
        looking: Looking | None = None,
    ) -> None:
        """Look for better groups, as one (``looking``) of several when others look too."""
        part, began, cost = self.part, clock.used, self.part.cost
        self._slices += 1
        groups = (looking or self.tree.looking).better(
            clock,
            seconds,
            part.task.positions(part.members),
            lambda: part.bound,
            seed + self._slices,
            stop,
        )
        self.bettered += clock.used - began
        self.vain = 0.0 if part.task.cost(groups) < cost else self.vain + clock.used - began
        self._offer(groups)

    def prove(self, clock: Clock, seconds: float, stop: Callable[[], bool] = lambda: False) -> None:
        """Raise the bound."""
        began = clock.used
        groups = self.tree.prove(clock, seconds, lambda: self.part.cost, stop)
        self.proved += clock.used - began
        if groups is not None:
            self._offer(groups)
        with self._lock:
            self.part.offer(self.part.members, self.part.cost, self.tree.bound)

    def _offer(self, groups: Groups) -> None:
        with self._lock:
            self.part.offer(self.part.task.named(groups), self.part.task.cost(groups), 0)

    def compose(self, clock: Clock, settings: Settings, seconds: float) -> None:
        """Both for so many seconds: in turns, or with more workers beside each other."""
        until, hands = clock.used + seconds, settings.workers - 1
        if hands > 0 and not clock.deterministic:
            self._beside(clock, settings, seconds, hands)
            return
        while self.part.gap > 0 and clock.left > 0 and clock.used < until:
            slice_ = min(SLICE, until - clock.used)
            if looks([self], self.looking_due, self.due, inf):
                self.better(clock, slice_, settings.seed)
            else:
                self.prove(clock, slice_)

    def _beside(self, clock: Clock, settings: Settings, seconds: float, hands: int) -> None:
        """The bound, and better groups beside it."""
        done = threading.Event()
        lookers = [self.tree.looking, *(self.tree.another() for _ in range(hands - 1))]
        with short_waits(), ThreadPoolExecutor(hands) as pool:
            beside = [
                pool.submit(self.better, clock, seconds, settings.seed, done.is_set, looking)
                for looking in lookers
            ]
            try:
                self.prove(clock, seconds)
            finally:
                done.set()
        for hand in beside:
            hand.result()
