"""Pupils in years, and the home groups and clusters they are divided into."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

YOUNG = frozenset((1, 2))
"""Years that play and work in their own group; the school's aligned blocks are for the years above."""


@dataclass
class Child:
    """A pupil in the making: what the planting may still change before the school file is written."""

    id: str
    year: int
    levels: dict[str, float | str | None]
    home: str = ""
    needs: list[str] = field(default_factory=list)
    works_with: dict[str, str] = field(default_factory=dict)
    exemptions: list[str] = field(default_factory=list)
    wishes: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    together: list[str] = field(default_factory=list)
    mornings_only: tuple[int, ...] = ()
    """Days on which the pupil goes home at noon."""
    elsewhere: int | None = None
    """The day whose afternoon the pupil spends at another school."""


@dataclass(frozen=True)
class Base:
    """A home group: its number in the school, its years, and its pupils."""

    number: int
    id: str
    name: str
    years: tuple[int, ...]
    cluster: str
    pupils: tuple[Child, ...]

    @property
    def young(self) -> bool:
        """Whether it has years 1 and 2 only."""
        return set(self.years) <= YOUNG


@dataclass(frozen=True)
class Unit:
    """A cluster: its home groups, which of them share aligned blocks, and its rhythm (see ``week``)."""

    id: str
    groups: tuple[Base, ...]
    rhythm: int

    @property
    def aligned(self) -> tuple[Base, ...]:
        """Home groups that share aligned blocks: those above year 2, when there are at least two."""
        upper = tuple(group for group in self.groups if not group.young)
        return upper if len(upper) >= 2 else ()


def share_out(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """Whole numbers that sum to ``total``, in proportion to the weights, each at least ``least``."""
    rest = total - least * len(weights)
    if rest < 0:
        raise ValueError("too little to share out")
    exact = [rest * weight / sum(weights) for weight in weights]
    found = [int(part) for part in exact]
    order = sorted(range(len(weights)), key=lambda i: (found[i] - exact[i], i))
    for i in order[: rest - sum(found)]:
        found[i] += 1
    return [least + part for part in found]


def children(pupils: int, counts: Sequence[int], rng: random.Random) -> list[Child]:
    """Pupils of years 1 to 8. Years are as large as the numbers of home groups per two years suggest.

    A level is a test score: ten points a year, with a spread of seven; one in forty is not known.
    """
    # Years differ, but no home group gets more than thirty pupils where they need not.
    spread = min(0.05, max(0.0, 29.5 * sum(counts) / pupils - 1))
    weights = [counts[year // 2] * (1 + rng.uniform(-spread, spread)) for year in range(8)]
    found: list[Child] = []
    for year, size in enumerate(share_out(pupils, weights), 1):
        for _ in range(size):
            gift = rng.gauss(0, 5)
            levels: dict[str, float | str | None] = {
                subject: None if rng.random() < 0.025 else round(10 * year + gift + rng.gauss(0, 5))
                for subject in ("math", "language", "reading")
            }
            found.append(Child(f"p{len(found) + 1:04d}", year, levels if year > 2 else {}))
    return found


def stage_counts(pupils: int, per_group: float = 25.0) -> tuple[int, int, int, int]:
    """Home groups for years 1-2, 3-4, 5-6 and 7-8 of a school of this size."""
    total = max(4, round(pupils / per_group))
    a, b, c, d = share_out(total, (1.0, 1.02, 1.01, 1.0), 1)
    return a, b, c, d


def _stages(variant: int, counts: Sequence[int], pupils: list[Child]) -> list[list[list[Child]]]:
    """Home groups per stage of the school: two years each, or units with a wider age range in variant 4."""
    if variant != 4:
        return [
            _divide([p for p in pupils if (p.year - 1) // 2 == stage], count, mixed=stage == 0)
            for stage, count in enumerate(counts)
        ]
    young = _divide([p for p in pupils if p.year in YOUNG], counts[0], mixed=True)
    upper = [p for p in pupils if p.year not in YOUNG]
    count = sum(counts[1:])
    if count < 4:
        return [young, _divide(upper, count, mixed=False)]
    edge = sum(p.year <= 5 for p in upper)
    low = min(max(2, round(count * edge / len(upper))), count - 2)
    if max(edge / low, (len(upper) - edge) / (count - low)) > 29:
        # Year 5 is in both units then: better than crowded home groups.
        edge = len(upper) * low // count
    return [young, _divide(upper[:edge], low, mixed=True), _divide(upper[edge:], count - low, mixed=True)]


def _divide(pupils: list[Child], count: int, mixed: bool) -> list[list[Child]]:
    """Divide pupils over home groups: mixed, or year by year with a combination group where it must be."""
    years = sorted({p.year for p in pupils})
    if mixed:
        return [pupils[i::count] for i in range(count)]
    if count % 2 == 0 and len(years) == 2:
        halves = [[p for p in pupils if p.year == year] for year in years]
        return [half[i :: count // 2] for half in halves for i in range(count // 2)]
    sizes = share_out(len(pupils), [1.0] * count)
    edges = [sum(sizes[:i]) for i in range(count + 1)]
    return [pupils[low:high] for low, high in pairwise(edges)]


def _bundles(stages: list[list[list[Child]]]) -> list[list[list[Child]]]:
    """Clusters of two to four home groups where possible: large stages are split, single groups join on."""
    found: list[list[list[Child]]] = []
    for number, groups in enumerate(stages):
        if found and _joins(found[-1], stages, number):
            found[-1] = found[-1] + groups
            continue
        sizes = share_out(len(groups), [1.0] * -(-len(groups) // 4))
        found.extend(groups[sum(sizes[:i]) : sum(sizes[: i + 1])] for i in range(len(sizes)))
    return found


def _joins(last: list[list[Child]], stages: list[list[list[Child]]], number: int) -> bool:
    """Whether a stage joins the cluster before it: to give a single home group company."""
    size = len(stages[number])
    if len(last) + size > 4:
        return False
    if number == 1:
        return len(last) == size == 1 and all(len(stage) == 1 for stage in stages[2:3])
    return len(last) == 1 or (size == 1 and number == len(stages) - 1)


def _letter(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    before, last = divmod(number - 1, 26)
    return (_letter(before) if before else "") + chr(ord("a") + last)


def divide(variant: int, counts: Sequence[int], pupils: list[Child]) -> tuple[Unit, ...]:
    """Home groups in clusters. Sets each pupil's home group."""
    stages = _stages(variant, counts, pupils)
    units: list[Unit] = []
    names: dict[str, int] = {}
    number = upper = 0
    for bundle in _bundles(stages):
        span = sorted({pupil.year for group in bundle for pupil in group})
        unit = f"c{span[0]}{span[-1]}" if len(span) > 1 else f"c{span[0]}"
        names[unit] = names.get(unit, 0) + 1
        unit += _letter(names[unit]) if names[unit] > 1 else ""
        groups: list[Base] = []
        for members in bundle:
            years = tuple(sorted({pupil.year for pupil in members}))
            label = "".join(map(str, years))
            names[label] = names.get(label, 0) + 1
            letter = _letter(names[label])
            title = "/".join(map(str, years)) + letter.upper()
            groups.append(Base(number, f"{label}{letter}", title, years, unit, tuple(members)))
            for pupil in members:
                pupil.home = f"{label}{letter}"
            number += 1
        units.append(Unit(unit, tuple(groups), (upper if variant == 4 else upper // 2) % 2))
        upper += bool(units[-1].aligned)
    return tuple(units)
