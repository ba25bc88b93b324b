"""A first division of pupils over groups, bettered move by move: tabu search over one pupil, one other group.

It proves nothing, but is nearly always close to the best in a fraction of a second, where CP-SAT begins far
away: a model of a hundred pupils in six mixed groups had a cost of 233 after half a second, this finds 0.
"""

from __future__ import annotations

import random
from itertools import count

import numpy as np

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Division, Groups, Numbers, Term
from vlecht.solver.grouping.terms.levels import Share, Spread
from vlecht.solver.grouping.terms.sizes import Limit
from vlecht.solver.run import Clock

HARD = 10_000_000
"""What one point of a hard term weighs, and a pupil in a group that is not open."""
FRUITLESS = 60
"""So many steps without gain, and as many more per group, end the search."""
UNFIT = 10
"""So many times as long it may take to find groups that break nothing."""

STEPS = 1000
"""Steps that count for a second where the clock counts work."""


def descend(
    task: Task, clock: Clock, seed: int, seconds: float, begin: Groups | None = None
) -> list[list[int]]:
    """The best groups met in so many seconds, by faults, cost and guides of the task.

    It goes on for up to ``UNFIT`` times as long while a hard term is broken: without groups there is nothing.
    """
    rng = random.Random(seed)
    number, size = len(task.pupils), len(task.groups)
    where = _first(task) if begin is None else _where(begin, number)
    if size < 2:
        return _groups(where, size)
    shut = np.zeros((number, size), dtype=np.int64)
    for p, allowed in task.allowed.items():
        shut[p, [g for g in range(size) if g not in allowed]] = HARD
    division = Division(where, size)
    cost = best = _whole(task, where)
    found = where.copy()
    barred = np.zeros((number, size), dtype=np.int64)
    weights: list[tuple[int, Term]] = [
        (HARD if term.hard else task.scale * term.weight, term) for term in task.terms
    ]
    weights += [(guide.weight, guide) for guide in task.guides]
    until, fruitless = clock.used + seconds, 0
    for step in count():
        if best == 0 or fruitless > FRUITLESS * (1 + size) or clock.left <= 0:
            break
        if clock.used > (until if best < HARD else until + (UNFIT - 1) * seconds):
            break
        clock.spent += (1 / STEPS) if clock.deterministic else 0.0
        change = shut - division.own(shut)
        for weight, term in weights:
            change = change + weight * term.changes(division)
        change[division.everybody, division.group] = HARD**2
        # What was left lately may not be joined again, unless that is better than anything so far.
        change = np.where((barred > step) & (cost + change >= best), HARD**2, change)
        least = change.min()
        if least >= HARD**2:
            fruitless += 1
            continue
        p, g = divmod(int(rng.choice(np.flatnonzero(change == least))), size)
        barred[p, division.group[p]] = step + rng.randint(4, 4 + number // 8)
        division.move(p, g)
        cost += int(least)
        fruitless += 1
        if cost < best:
            best, fruitless = cost, 0
            found = division.group.copy()
    return _groups(found, size)


def completed(task: Task, groups: Groups) -> list[list[int]]:
    """Groups with everybody in them: who is in none yet goes where that costs least."""
    found = [list(pupils) for pupils in groups]
    inside = {p for pupils in found for p in pupils}
    missing = [p for p in range(len(task.pupils)) if p not in inside]
    able = {p: sorted(task.allowed.get(p, range(len(found)))) for p in missing}
    for p in missing:
        found[min(able[p], key=lambda g: len(found[g]))].append(p)
    for p in missing:
        others = [[q for q in pupils if q != p] for pupils in found]
        tried = [[[*pupils, p] if h == g else pupils for h, pupils in enumerate(others)] for g in able[p]]
        found = min(tried, key=lambda groups: (task.faults(groups), task.steered(groups)))
    return found


def _whole(task: Task, where: Numbers) -> int:
    groups = _groups(where, len(task.groups))
    return task.steered(groups) + HARD * task.faults(groups)


def _groups(where: Numbers, size: int) -> list[list[int]]:
    return [[int(p) for p in np.flatnonzero(where == g)] for g in range(size)]


def _where(groups: Groups, number: int) -> Numbers:
    where = np.zeros(number, dtype=np.int64)
    for g, pupils in enumerate(groups):
        where[list(pupils)] = g
    return where


def _first(task: Task) -> Numbers:
    """In order of level: cut into groups where levels lie close together, else dealt out to and fro."""
    number, size = len(task.pupils), len(task.groups)
    ordering = next((term for term in task.terms if isinstance(term, Spread | Share)), None)
    values = ordering.values if ordering is not None else (None,) * number
    middle = sorted(value for value in values if value is not None)
    usual = middle[len(middle) // 2] if middle else 0
    order = sorted(range(number), key=lambda p: (usual if values[p] is None else values[p], p))
    room = [_room(task, size)] * size
    where = np.zeros(number, dtype=np.int64)
    for place, p in enumerate(order):
        if isinstance(ordering, Spread):
            wanted = place * size // number
        else:
            lap, seat = divmod(place, size)
            wanted = seat if lap % 2 == 0 else size - 1 - seat
        allowed = task.allowed.get(p, frozenset(range(size)))
        full = {g: room[g] <= 0 for g in allowed}
        where[p] = min(allowed, key=lambda g: (full[g], abs(g - wanted)), default=wanted)
        room[int(where[p])] -= 1
    return where


def _room(task: Task, size: int) -> int:
    most = [
        term.high for term in task.terms if isinstance(term, Limit) and term.hard and set(term.loads) == {1}
    ]
    return min((high for high in most if high is not None), default=len(task.pupils) // size + 1)
