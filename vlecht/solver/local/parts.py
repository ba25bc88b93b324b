"""Into which parts events are split at first: as the constraints on splitting like best."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random

from vlecht.core.constraints.distribute_split_events import DistributeSplitEvents
from vlecht.core.constraints.split_events import SplitEvents
from vlecht.core.problem import Problem
from vlecht.core.solution import Solution, SubEvent
from vlecht.solver.cpsat.domains import Narrowing

_MOST_TRIED = 300
"""Ways to split that are compared."""


def partitions(total: int, low: int, high: int) -> Iterator[list[int]]:
    """Ways to write a total as a sum of numbers from low to high, in falling order."""
    if total == 0:
        yield []
    for first in range(min(total, high), low - 1, -1):
        if total - first == 0 or total - first >= low:
            for rest in partitions(total - first, low, min(first, high)):
                yield [first, *rest]


def parts_of(problem: Problem, domains: Narrowing, rng: Random) -> Solution:
    """Every event split as it costs least, at random among equals, without times and with nobody chosen.

    Events that must run at the same times are split alike where their durations are.
    """
    charges: dict[int, list[SplitEvents | DistributeSplitEvents]] = {}
    for constraint in problem.constraints:
        if isinstance(constraint, SplitEvents | DistributeSplitEvents):
            for index in constraint.events:
                charges.setdefault(index, []).append(constraint)
    chosen: dict[tuple[int, int], list[int]] = {}
    subs: list[SubEvent] = []
    for index, event in enumerate(problem.events):
        resources = tuple(role.preassigned for role in event.roles)
        if event.time is not None:
            subs.append(SubEvent(index, event.duration, event.time, resources))
            continue
        key = (domains.linked(index), event.duration)
        if key not in chosen:
            known = domains.durations(index) or tuple(range(1, event.duration + 1))
            ways = list(islice(partitions(event.duration, min(known), max(known)), _MOST_TRIED))
            costs = [_cost(way, charges.get(index, [])) for way in ways]
            best = min(costs, default=0)
            chosen[key] = rng.choice(
                [way for way, cost in zip(ways, costs, strict=True) if cost == best] or [[event.duration]]
            )
        subs.extend(SubEvent(index, duration, None, resources) for duration in chosen[key])
    return Solution(tuple(subs))


def _cost(way: list[int], charges: list[SplitEvents | DistributeSplitEvents]) -> int:
    """What a way to split costs, hard a thousand times over."""
    total = 0
    for each in charges:
        if isinstance(each, SplitEvents):
            misfits = sum(not each.minimum_duration <= part <= each.maximum_duration for part in way)
            beyond = max(0, each.minimum_amount - len(way), len(way) - each.maximum_amount)
            amount = misfits + beyond
        else:
            number = way.count(each.duration)
            amount = max(0, each.minimum - number, number - each.maximum)
        total += each.weight * each.function(amount) * (1000 if each.hard else 1)
    return total
