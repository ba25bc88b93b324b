"""Interchangeable units, counted per part of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from vlecht.models.grid import Part
from vlecht.models.plan import Block
from vlecht.solver.week.units import Week


@dataclass(frozen=True)
class Kind:
    """Interchangeable units (positions, in order), the parts they may be in, and their count in each."""

    units: tuple[int, ...]
    length: int
    parts: tuple[Part, ...]
    count: tuple[cp_model.IntVar, ...]


def kinds_of(
    week: Week, model: cp_model.CpModel, given: Mapping[str, cp_model.IntVar] | None = None
) -> list[Kind]:
    """Units by signature and possible parts; every unit is in exactly one part.

    ``given``: delivery -> whether it is given at all, where that is open.
    """
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for u, unit in enumerate(week.units):
        alike[(*unit.signature, week.parts[u], week.starts(unit))].append(u)
    kinds: list[Kind] = []
    for units in alike.values():
        parts, length = week.parts[units[0]], week.units[units[0]].length
        count = tuple(model.new_int_var(0, min(len(units), part.length // length), "") for part in parts)
        there = (given or {}).get(week.units[units[0]].block.delivery, 1)
        model.add(cp_model.LinearExpr.sum(list(count)) == len(units) * there)
        kinds.append(Kind(tuple(units), length, parts, count))
    return kinds


def most_quiet(block: Block) -> int:
    """The most slots of independent work that any pupil has in such a block, whichever group they are in."""
    lessons: dict[str, int] = defaultdict(int)
    for activity in block.activities:
        for group in activity.groups:
            lessons[group] += 0 if activity.kind == "independent" else activity.length
    return block.length - min(lessons.values(), default=block.length)
