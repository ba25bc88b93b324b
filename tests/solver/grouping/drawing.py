"""Tasks drawn at random: small ones with any kind of term."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Term
from vlecht.solver.grouping.terms.company import Again, Apart, Friends, NotAlone, Scattered, Together
from vlecht.solver.grouping.terms.levels import Share, Spread
from vlecht.solver.grouping.terms.places import Budget, Exchange, Priced
from vlecht.solver.grouping.terms.sizes import Even, Limit, Seated


def pairs(rng: random.Random, number: int) -> tuple[tuple[int, int], ...]:
    found = {tuple(sorted(rng.sample(range(number), 2))) for _ in range(rng.randint(1, 3))}
    return tuple((a, b) for a, b in sorted(found))


def kinds(rng: random.Random, number: int) -> tuple[frozenset[int], ...]:
    values = [rng.randrange(3) for _ in range(number)]
    return tuple(frozenset(p for p in range(number) if values[p] == v) for v in sorted(set(values)))


def values(rng: random.Random, number: int, top: int = 30) -> tuple[int | None, ...]:
    return tuple(None if rng.random() < 0.15 else rng.randrange(top) for _ in range(number))


def prices(rng: random.Random, number: int, groups: int) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(rng.randrange(3) for _ in range(groups)) for _ in range(number))


@dataclass(frozen=True)
class Draw:
    """What a term is drawn for: so many pupils and groups, and the fields that all terms share."""

    rng: random.Random
    number: int
    groups: int
    common: tuple[str, int, bool]


Maker = Callable[[Draw], Term]
MAKERS: dict[str, Maker] = {
    "limit": lambda d: Limit(
        *d.common, (1,) * d.number, low=d.number // d.groups - 1, high=d.number // d.groups + 1
    ),
    "heavy": lambda d: Limit(*d.common, tuple(d.rng.randrange(2) for _ in range(d.number)), high=1),
    "loads": lambda d: Limit(*d.common, tuple(d.rng.randrange(4) for _ in range(d.number)), low=2),
    "seated": lambda d: Seated(*d.common, tuple(d.rng.randint(1, d.number) for _ in range(d.groups))),
    "even": lambda d: Even(*d.common, tolerance=d.rng.randrange(2)),
    "spread": lambda d: Spread(*d.common, values(d.rng, d.number), tolerance=d.rng.randrange(9)),
    "share": lambda d: Share(*d.common, values(d.rng, d.number), tolerance=d.rng.randrange(4)),
    "kind": lambda d: Share(*d.common, values(d.rng, d.number, 2)),
    "priced": lambda d: Priced(*d.common, prices(d.rng, d.number, d.groups)),
    "budget": lambda d: Budget(*d.common, prices(d.rng, d.number, d.groups), most=d.number // 2),
    "exchange": lambda d: Exchange(
        *d.common,
        tuple(d.rng.choice([None, -1, *range(d.groups)]) for _ in range(d.number)),
        most=d.rng.randrange(3),
    ),
    "apart": lambda d: Apart(*d.common, pairs(d.rng, d.number)),
    "together": lambda d: Together(*d.common, pairs(d.rng, d.number)),
    "friends": lambda d: Friends(
        *d.common,
        {
            p: tuple(sorted(d.rng.sample([q for q in range(d.number) if q != p], d.rng.randint(1, 2))))
            for p in range(d.number)
            if d.rng.random() < 0.6
        }
        or {0: (1,)},
    ),
    "not_alone": lambda d: NotAlone(*d.common, kinds(d.rng, d.number)),
    "scattered": lambda d: Scattered(*d.common, kinds(d.rng, d.number)),
    "again": lambda d: Again(*d.common, tuple(d.rng.choice([None, "x", "y"]) for _ in range(d.number))),
}
"""Kind of term -> one drawn at random."""


def drawn_task(rng: random.Random, number: int, groups: int, terms: tuple[Term, ...], pins: int = 0) -> Task:
    """A task with these terms; so many pupils are held to some of the groups."""
    allowed = {
        p: frozenset(rng.sample(range(groups), rng.randint(1, groups)))
        for p in rng.sample(range(number), pins)
    }
    return Task(
        "drawn",
        tuple(f"g{g}" for g in range(groups)),
        tuple(f"p{p}" for p in range(number)),
        terms,
        allowed,
    )


def random_groups(rng: random.Random, number: int, groups: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(groups)]
    for p in range(number):
        found[rng.randrange(groups)].append(p)
    return found
