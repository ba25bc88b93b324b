"""Small tasks that have a tree, drawn at random, and every division of their pupils."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from tests.solver.grouping.drawing import MAKERS, Draw, drawn_task
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.company import Friends
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.grouping.terms.sizes import Limit

BOUNDED = [
    "apart",
    "even",
    "friends",
    "heavy",
    "kind",
    "limit",
    "not_alone",
    "priced",
    "scattered",
    "seated",
    "spread",
    "together",
]
"""Kinds of terms that trees know."""


def drawn(seed: int, hard: bool = True) -> Task:
    """Levels, friends and some more soft kinds of terms; ``hard``: one that must hold too, and a pin."""
    rng = random.Random(seed)
    number, groups = rng.randint(5, 7), rng.randint(2, 3)
    more = rng.sample([kind for kind in BOUNDED if kind not in ("friends", "spread")], 3)
    terms = [
        MAKERS[kind](Draw(rng, number, groups, (kind, rng.randint(1, 5), False)))
        for kind in ("spread", "friends", *more)
    ]
    if hard:
        kind = rng.choice(["limit", "apart", "together", "not_alone", "spread"])
        terms.append(MAKERS[kind](Draw(rng, number, groups, ("hard", 1, True))))
    return drawn_task(rng, number, groups, tuple(terms), pins=rng.randint(0, 1) if hard else 0)


def divisions(task: Task) -> Iterator[list[list[int]]]:
    """All of them without faults."""
    size = len(task.groups)
    for places in itertools.product(range(size), repeat=len(task.pupils)):
        groups = [[p for p, place in enumerate(places) if place == g] for g in range(size)]
        if task.faults(groups) == 0:
            yield groups


def class_of(number: int, seed: int) -> Task:
    """So many pupils in three groups: levels, three friends each, sizes."""
    rng = random.Random(seed)
    friends = {p: tuple(sorted(rng.sample([q for q in range(number) if q != p], 3))) for p in range(number)}
    terms = (
        Spread("levels", 1, False, tuple(round(rng.gauss(50, 12)) for _ in range(number))),
        Friends("friends", 5, False, friends),
        Limit("sizes", 1, True, (1,) * number, low=number // 3 - 1, high=number // 3 + 1),
    )
    return Task("class", ("a", "b", "c"), tuple(f"p{p}" for p in range(number)), terms, {})
