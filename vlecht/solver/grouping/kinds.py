"""A stronger statement about small kinds of pupils: one choice out of all ways to divide them over groups.

Terms about a kind (nobody alone, few groups, a fair share, not too many) each say little about fractions
of pupils, so that a linear relaxation finds a way between them. How a kind of a few pupils is divided is
one of a few dozen patterns, and every pattern has a price: the patterns' prices bound what the terms charge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ortools.sat.python import cp_model

Linear = cp_model.LinearExpr | int
Division = tuple[int, ...]
"""How many of a kind are in each group."""

MOST_PATTERNS = 300
"""Kinds with more ways than this to be divided are left to their terms."""


@dataclass
class Kind:
    """What terms said about a kind: the least they charge for a division, and what they do charge."""

    least: list[Callable[[Division], int]] = field(default_factory=list)
    charged: list[Linear] = field(default_factory=list)


def state_patterns(
    model: cp_model.CpModel,
    kinds: dict[frozenset[int], Kind],
    number: Callable[[frozenset[int], int], Linear],
    groups: int,
) -> None:
    """One pattern per kind that charges speak of. ``number``: (kind, group) -> members of it there."""
    for pupils, kind in kinds.items():
        patterns = divisions(len(pupils), groups)
        if patterns is None:
            continue
        prices = [sum(least(pattern) for least in kind.least) for pattern in patterns]
        if not any(prices):
            continue
        chosen = [model.new_bool_var("") for _ in patterns]
        model.add_exactly_one(chosen)
        for g in range(groups):
            inside = cp_model.LinearExpr.weighted_sum(chosen, [pattern[g] for pattern in patterns])
            model.add(number(pupils, g) == inside)
        price = cp_model.LinearExpr.weighted_sum(chosen, prices)
        model.add(cp_model.LinearExpr.sum(kind.charged) >= price)


@lru_cache(maxsize=64)
def divisions(number: int, groups: int) -> tuple[Division, ...] | None:
    """All ways to divide so many pupils over so many groups; ``None`` when there are too many."""
    ways = 1
    for step in range(1, groups):
        ways = ways * (number + step) // step
        if ways > MOST_PATTERNS:
            return None
    return tuple(_divide(number, groups))


def _divide(number: int, groups: int) -> Iterator[Division]:
    if groups == 1:
        yield (number,)
        return
    for first in range(number + 1):
        for rest in _divide(number - first, groups - 1):
            yield (first, *rest)
