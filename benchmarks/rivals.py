"""How others make groups: bands, a snake draft, random divisions bettered by swaps, k-means with sizes.

Each gets the pupils of one set of groups with their levels and the limits on sizes, and says who is in which
group. Only the random one is told what the rules charge: it is given our own task to ask.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from k_means_constrained import KMeansConstrained

from vlecht.solver.grouping.task import Task

Groups = list[list[int]]
RESTARTS = 1_000


@dataclass(frozen=True)
class Asked:
    """A set of groups: the task, a level per pupil (unknown: the average), and sizes.

    ``norm``: average and standard deviation of everybody's level, in all sets. ``patience``: seconds of
    processor time that random restarts get at most.
    """

    task: Task
    levels: tuple[float, ...]
    low: int
    high: int
    norm: tuple[float, float]
    patience: float

    @property
    def count(self) -> int:
        """Number of groups."""
        return len(self.task.groups)

    @property
    def by_level(self) -> list[int]:
        """Pupils, lowest level first."""
        return sorted(range(len(self.levels)), key=lambda p: (self.levels[p], p))


def bands(asked: Asked, _: int) -> tuple[Groups, str]:
    """Levels between fixed limits, which share everybody whom the test was normed on equally over bands."""
    law = NormalDist(asked.norm[0], asked.norm[1] or 1)
    limits = [law.inv_cdf(n / asked.count) for n in range(1, asked.count)]
    groups: Groups = [[] for _ in range(asked.count)]
    for p, level in enumerate(asked.levels):
        groups[int(np.searchsorted(limits, level, side="right"))].append(p)
    return groups, ""


def mended_bands(asked: Asked, seed: int) -> tuple[Groups, str]:
    """As bands, with limits moved as little as it takes, from the lowest on, to make the sizes right."""
    order, begin = asked.by_level, 0
    groups: Groups = []
    end = 0
    for left, band in zip(range(asked.count - 1, -1, -1), bands(asked, seed)[0], strict=True):
        end += len(band)
        # What is left for the bands above must fit them, too.
        least = max(begin + asked.low, len(order) - left * asked.high)
        most = min(begin + asked.high, len(order) - left * asked.low)
        cut = min(max(end, least), most)
        groups.append(order[begin:cut])
        begin = cut
    return groups, ""


def snake(asked: Asked, _: int) -> tuple[Groups, str]:
    """In order of level dealt out to and fro."""
    groups: Groups = [[] for _ in range(asked.count)]
    for place, p in enumerate(asked.by_level):
        lap, seat = divmod(place, asked.count)
        groups[seat if lap % 2 == 0 else asked.count - 1 - seat].append(p)
    return groups, ""


def shuffled(asked: Asked, seed: int) -> tuple[Groups, str]:
    """A thousand random even divisions, each with as many tries of a random swap as there are pupils.

    A swap is kept when hard rules are broken no more, and the cost is no higher. The best of them.
    """
    rng = random.Random(seed)
    number, until = len(asked.levels), time.process_time() + asked.patience
    best: tuple[tuple[int, int], Groups] | None = None
    made = 0
    while made < RESTARTS and (best is None or time.process_time() < until):
        made += 1
        order = rng.sample(range(number), number)
        groups = [order[g :: asked.count] for g in range(asked.count)]
        value = (asked.task.faults(groups), asked.task.cost(groups))
        for _ in range(number):
            one, two = rng.sample(range(asked.count), 2)
            i, j = rng.randrange(len(groups[one])), rng.randrange(len(groups[two]))
            groups[one][i], groups[two][j] = groups[two][j], groups[one][i]
            after = (asked.task.faults(groups), asked.task.cost(groups))
            if after <= value:
                value = after
            else:
                groups[one][i], groups[two][j] = groups[two][j], groups[one][i]
            if time.process_time() > until and best is not None:
                break
        if best is None or value < best[0]:
            best = value, [list(group) for group in groups]
    assert best is not None
    return best[1], "" if made == RESTARTS else f"{made} restarts"


def k_means(asked: Asked, seed: int) -> tuple[Groups, str]:
    """Levels clustered by k-means with limits on sizes (``k-means-constrained``), ten starts."""
    found = KMeansConstrained(
        n_clusters=asked.count, size_min=asked.low, size_max=asked.high, random_state=seed, n_init=10
    ).fit_predict(np.array(asked.levels)[:, None])
    return [[int(p) for p in np.flatnonzero(found == g)] for g in range(asked.count)], ""


METHODS: dict[str, tuple[tuple[str, ...], Callable[[Asked, int], tuple[Groups, str]]]] = {
    "bands": (("homogeneous",), bands),
    "bands, sizes mended": (("homogeneous",), mended_bands),
    "k-means-constrained": (("homogeneous",), k_means),
    "snake draft": (("mixed",), snake),
    "random, 1,000 restarts": (("homogeneous", "mixed"), shuffled),
}
"""Name -> for which modes it is, and the method: groups, and a note (empty: none)."""
