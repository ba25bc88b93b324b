"""Tasks drawn at random: small ones with any kind of term."""

from __future__ import annotations

import random
from collections.abc import Callable

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Term
from vlecht.solver.grouping.terms.company import Again, Apart, Friends, NotAlone, Scattered, Together
from vlecht.solver.grouping.terms.levels import Share, Spread
from vlecht.solver.grouping.terms.places import Budget, Exchange, Priced
from vlecht.solver.grouping.terms.sizes import Even, Limit


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


Maker = Callable[[random.Random, int, int, tuple[str, int, bool]], Term]
MAKERS: dict[str, Maker] = {
    "limit": lambda r, n, k, c: Limit(*c, (1,) * n, low=n // k - 1, high=n // k + 1),
    "heavy": lambda r, n, k, c: Limit(*c, tuple(r.randrange(2) for _ in range(n)), high=1),
    "loads": lambda r, n, k, c: Limit(*c, tuple(r.randrange(4) for _ in range(n)), low=2),
    "even": lambda r, n, k, c: Even(*c, tolerance=r.randrange(2)),
    "spread": lambda r, n, k, c: Spread(*c, values(r, n), tolerance=r.randrange(9)),
    "share": lambda r, n, k, c: Share(*c, values(r, n), tolerance=r.randrange(4)),
    "kind": lambda r, n, k, c: Share(*c, values(r, n, 2)),
    "priced": lambda r, n, k, c: Priced(*c, prices(r, n, k)),
    "budget": lambda r, n, k, c: Budget(*c, prices(r, n, k), most=n // 2),
    "exchange": lambda r, n, k, c: Exchange(
        *c, tuple(r.choice([None, -1, *range(k)]) for _ in range(n)), most=r.randrange(3)
    ),
    "apart": lambda r, n, k, c: Apart(*c, pairs(r, n)),
    "together": lambda r, n, k, c: Together(*c, pairs(r, n)),
    "friends": lambda r, n, k, c: Friends(
        *c,
        {
            p: tuple(sorted(r.sample([q for q in range(n) if q != p], r.randint(1, 2))))
            for p in range(n)
            if r.random() < 0.6
        }
        or {0: (1,)},
    ),
    "not_alone": lambda r, n, k, c: NotAlone(*c, kinds(r, n)),
    "scattered": lambda r, n, k, c: Scattered(*c, kinds(r, n)),
    "again": lambda r, n, k, c: Again(*c, tuple(r.choice([None, "x", "y"]) for _ in range(n))),
}
"""Kind of term -> one drawn for so many pupils and groups, with the three common fields."""


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
