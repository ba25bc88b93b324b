"""Whose turn it is: sets of groups are bettered and bounded in turns, several at once where that is best."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from vlecht.solver.grouping.parts import Alone, Part
from vlecht.solver.run import Clock, Settings

ENDED = 0.05
"""With less than so many seconds left nobody gets a turn."""
FIRST_SEARCH = 1.0
"""Seconds of the first turn of a tree."""


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
    worker and goes on where it stopped: all parts that have one get a turn when one does, several at once.
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
            _side_by_side(trees, spent, clock, own, told)
            continue
        # A turn goes on from the best, but forgets what was learnt: who gets a fair share gets it at once.
        # A gap that is asked for is looked at between turns, so those stay short.
        fair = 0.0 if gap else clock.left / sum(part.gap > 0 for part in parts)
        spent[chosen.name] = min(max(2 * spent[chosen.name], fair), clock.left)
        chosen.compose(clock, own, spent[chosen.name])
        told()


def _side_by_side(
    trees: Sequence[Alone],
    spent: dict[str, float],
    clock: Clock,
    settings: Settings,
    told: Callable[[], None],
) -> None:
    """A turn for every tree, as many at once as there are workers; longer ones when time is nearly up."""
    hands = 1 if clock.deterministic else min(settings.workers, len(trees))
    own = replace(settings, workers=max(1, settings.workers // hands))
    share = hands * clock.left / len(trees)
    seconds = {part.name: max(FIRST_SEARCH, 2 * spent[part.name]) for part in trees}
    if share < 2 * max(seconds.values()):
        seconds = dict.fromkeys(seconds, share)
    lock = threading.Lock()

    def turn(part: Alone) -> None:
        if clock.left > ENDED:
            spent[part.name] = seconds[part.name]
            part.compose(clock, own, seconds[part.name])
            with lock:
                told()

    with ThreadPoolExecutor(hands) as pool:
        list(pool.map(turn, sorted(trees, key=lambda part: spent[part.name] / part.gap)))
