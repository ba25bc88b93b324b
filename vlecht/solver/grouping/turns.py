"""Whose turn it is: sets of groups are bettered and bounded in turns, several at once where that is best."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from vlecht.solver.grouping.parts import Alone, Part
from vlecht.solver.grouping.searching import SLICE, Searching, looks
from vlecht.solver.grouping.threads import short_waits
from vlecht.solver.run import Clock, Settings

ENDED = 0.05
"""With less than so many seconds left nobody gets a turn."""


def promising(parts: Iterable[Part], spent: Mapping[str, float]) -> Part | None:
    """The part from which most may still be gained for the time of its last turn; ``None``: nothing may."""
    return max(
        (part for part in parts if part.gap > 0), key=lambda part: part.gap / spent[part.name], default=None
    )


def take_turns(
    parts: Sequence[Part],
    spent: dict[str, float],
    clock: Clock,
    settings: Settings,
    gap: float,
    told: Callable[[], None],
) -> None:
    """Turns until time is up, all is proven, or cost and bound are as close as asked (``gap``).

    ``spent``: the seconds of each part's last turn. ``told`` is called after every turn. A tree takes one
    worker and goes on where it stopped: parts that have one have their turns together, several at once.
    """
    tries = 0
    while clock.left > ENDED:
        cost, bound = sum(p.cost for p in parts), sum(p.bound for p in parts)
        chosen = promising(parts, spent)
        if chosen is None or cost - bound <= gap * cost:
            return
        tries += 1
        own = replace(settings, seed=settings.seed + tries)
        trees = [part for part in parts if part.gap > 0 and isinstance(part, Alone) and part.searched(clock)]
        if chosen in trees and len(trees) > 1:
            # Trees go on where they stopped: they have their turns together.
            others = sum(part.gap > 0 for part in parts) > len(trees)
            seconds = (
                min(2 * max(spent[part.name] for part in trees), clock.left) if others or gap else clock.left
            )
            for part in trees:
                spent[part.name] = seconds
            _Hands(trees, clock, own, clock.used + seconds, told).work()
            continue
        # A turn goes on from the best, but forgets what was learnt: who gets a fair share gets it at once.
        # A gap that is asked for is looked at between turns, so those stay short.
        fair = 0.0 if gap else clock.left / sum(part.gap > 0 for part in parts)
        spent[chosen.name] = min(max(2 * spent[chosen.name], fair), clock.left)
        chosen.compose(clock, own, spent[chosen.name])
        told()


AT_LEAST = 4
"""So many slices every tree can have, before they are too short to be worth while."""


class _Hands:
    """Workers who take trees in turns, each the one where a point is nearest."""

    def __init__(
        self, parts: Sequence[Alone], clock: Clock, settings: Settings, until: float, told: Callable[[], None]
    ) -> None:
        self.trees = [part.searching for part in parts if part.searching is not None]
        self.clock, self.until, self.told = clock, until, told
        self.number = 1 if clock.deterministic else min(settings.workers, len(self.trees))
        self.settings = settings
        self._taken: set[str] = set()
        self._lock = threading.Lock()

    def work(self) -> None:
        """Until the time is up, or there are fewer trees left than workers."""
        if self.number == 1:
            self._hand()
            return
        with short_waits(), ThreadPoolExecutor(self.number) as pool:
            for hand in [pool.submit(self._hand) for _ in range(self.number)]:
                hand.result()

    def _hand(self) -> None:
        while self.clock.left > ENDED and self.clock.used < self.until:
            with self._lock:
                open_ones = [tree for tree in self.trees if tree.part.gap > 0]
                free = [tree for tree in open_ones if tree.part.name not in self._taken]
                if len(open_ones) < max(self.number, 2) or not free:
                    return
                tree, bettering = self._next(free)
                ahead = tree.tree.ahead = self.number * self.clock.left / len(open_ones)
                self._taken.add(tree.part.name)
            seconds = min(SLICE, max(ahead / AT_LEAST, ENDED))
            if bettering:
                tree.better(self.clock, seconds, self.settings.seed)
            else:
                tree.prove(self.clock, seconds)
            with self._lock:
                self._taken.discard(tree.part.name)
                self.told()

    def _next(self, free: Sequence[Searching]) -> tuple[Searching, bool]:
        """The tree to go on with, and whether to look for better groups: whatever is nearest, a point more
        of a bound or a better set of groups."""
        near = min(free, key=lambda tree: tree.due)
        looked = min(free, key=lambda tree: (tree.looking_due, tree.bettered))
        if looks(self.trees, looked.looking_due, near.due, self.clock.left):
            return looked, True
        return near, False
