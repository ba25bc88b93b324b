"""Simulated annealing over the moves, and a greedy first placement; compiled.

Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated annealing" (1983); for high-school timetabling
Fonseca, Santos, Toffolo et al., "GOAL solver: a hybrid local search based solver for high school
timetabling" (2014).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vlecht.solver.jit import compiled, opaque
from vlecht.solver.local.desk import costs, journal, kept, state, tables
from vlecht.solver.local.journal import to_resource, undo
from vlecht.solver.local.layout import (
    EVENT_ALWAYS,
    EVENT_FIXED,
    EVENT_OPEN,
    EVENT_PART,
    MOVABLE,
    PART_EVENT,
    ROLE_CANDIDATES,
    SPLITTABLE,
    STAFFED,
    STARTS,
    STARTS_ROW,
    TIMES,
    V_DURATION,
    V_LOAD,
    V_OCCUPANT,
    V_START,
    V_WHO,
    WIDTH,
    Ints,
)
from vlecht.solver.local.moves import move_time, roll, some_part, swap_times, to_start_together
from vlecht.solver.local.moves_resources import move_resource, move_split, move_whole

ALONE, SWAPPING, EJECTING, PAIR, FREE, TAKEN, WHOLE, SPLIT = range(8)
"""Kinds of moves."""

KINDS = 8

PRICE, HASTE, AIM, AIM_END, CHEAPEST, DEAREST, MEAN = range(7)
"""Places in a gauge: what annealing is told of the price of infeasibility, and what it tells."""

GAUGE = 7

BEAT = 64
"""Moves between looks at the temperature and the price."""


@compiled
def neighbour(desk: int, part: int) -> int:
    """Another part that a resource of this part attends, or -1."""
    a = tables(desk)
    v = state(desk)
    row = a[EVENT_ALWAYS] + a[a[PART_EVENT] + part]
    count = a[row + 1] - a[row]
    if count == 0:
        return -1
    place = a[a[row] + roll(desk, count)] * a[TIMES] + roll(desk, a[TIMES])
    if v[a[V_LOAD] + place] != 1:
        return -1
    other = v[a[V_OCCUPANT] + place] - 1
    if other == part or a[a[EVENT_FIXED] + a[a[PART_EVENT] + other]] != 0:
        return -1
    return other


@opaque
def one_move(desk: int, kind: int, wholes: int) -> int:
    """Make a random move of a kind; the journal is empty where it came to nothing."""
    a = tables(desk)
    if kind <= PAIR:
        count = a[a[MOVABLE] + 1] - a[a[MOVABLE]]
        part = some_part(desk, a[a[a[MOVABLE]] + roll(desk, count)])
        event = a[a[PART_EVENT] + part]
        rooms = min(a[a[EVENT_OPEN] + event + 1] - a[a[EVENT_OPEN] + event], roll(desk, 4))
        if kind == PAIR:
            other = neighbour(desk, part)
            if other >= 0:
                swap_times(desk, part, other, rooms)
        elif kind == ALONE and roll(desk, 200) == 0:
            to_start_together(desk, part, -1)
        else:
            move_time(desk, part, kind, rooms)
    elif kind <= TAKEN:
        count = a[a[STAFFED] + 1] - a[a[STAFFED]]
        part = some_part(desk, a[a[a[STAFFED]] + roll(desk, count)])
        if roll(desk, 200) == 0:
            event = a[a[PART_EVENT] + part]
            role = roll(desk, a[a[EVENT_OPEN] + event + 1] - a[a[EVENT_OPEN] + event])
            to_resource(desk, part, role, -1)
        else:
            move_resource(desk, part, kind - FREE)
    elif kind == WHOLE:
        move_whole(desk, roll(desk, wholes))
    else:
        count = a[a[SPLITTABLE] + 1] - a[a[SPLITTABLE]]
        move_split(desk, a[a[a[SPLITTABLE]] + roll(desk, count)])
    return 0


@compiled
def anneal(
    desk: int,
    head: int,
    mix: Ints,
    tallies: NDArray[np.int64],
    wholes: int,
    rounds: int,
    hot: float,
    cold: float,
    gauge: NDArray[np.float64],
) -> None:
    """Anneal for so many moves from temperature ``hot`` down to ``cold``.

    A unit of infeasibility weighs ``gauge[PRICE]`` units of objective in what is accepted. The price follows
    what is left of infeasibility: times ``gauge[HASTE]`` where there is more than the aim (from
    ``gauge[AIM]`` down to ``gauge[AIM_END]``), else divided by it. ``gauge[MEAN]`` becomes the mean
    objective.
    The best state is kept lexicographically (its first ``head`` numbers: durations, starts, resources).
    ``mix`` holds running totals of the odds of the kinds of moves; ``tallies`` counts per kind: tried,
    taken, better.
    """
    v = state(desk)
    c = costs(desk)
    j = journal(desk)
    best = kept(desk)
    beats = max(1, rounds // BEAT)
    cooling = (cold / hot) ** (1.0 / beats)
    lowering = (gauge[AIM_END] - gauge[AIM]) / beats
    aim = gauge[AIM]
    temperature = hot
    price = gauge[PRICE]
    sum_ = 0.0
    for number in range(rounds):
        if number % BEAT == BEAT - 1:
            temperature *= cooling
            aim += lowering
            sum_ += c[1]
            if c[0] > aim:
                price = min(gauge[DEAREST], price * gauge[HASTE])
            else:
                price = max(gauge[CHEAPEST], price / gauge[HASTE])
        dart = roll(desk, mix[KINDS - 1])
        kind = 0
        while mix[kind] <= dart:
            kind += 1
        hard, soft = c[0], c[1]
        one_move(desk, kind, wholes)
        tallies[kind, 0] += 1
        if j[0] == 0:
            continue
        change = price * (c[0] - hard) + (c[1] - soft)
        if change > 0.0:
            # -log of a random number in (0, 1], as an exponential threshold.
            threshold = -np.log((roll(desk, 1 << 30) + 1) / float(1 << 30))
            if change > temperature * threshold:
                undo(desk)
                continue
        j[0] = 0
        tallies[kind, 1] += 1
        if change < 0.0:
            tallies[kind, 2] += 1
        if c[0] < c[2] or (c[0] == c[2] and c[1] < c[3]):
            c[2], c[3] = c[0], c[1]
            for word in range(head):
                best[word] = v[word]
    gauge[PRICE] = price
    gauge[MEAN] = sum_ / beats


@compiled
def place(desk: int, sequence: Ints, price: float) -> None:
    """Give the parts of events, in the sequence, the start and the resources that cost least then."""
    a = tables(desk)
    v = state(desk)
    c = costs(desk)
    j = journal(desk)
    for event in sequence:
        for part in range(a[a[EVENT_PART] + event], a[a[EVENT_PART] + event + 1]):
            if v[a[V_DURATION] + part] == 0:
                continue
            if v[a[V_START] + part] < 0:
                row = a[STARTS] + a[a[STARTS_ROW] + event] + v[a[V_DURATION] + part] - 1
                least, chosen = np.inf, -1
                count = a[row + 1] - a[row]
                shifted = roll(desk, max(1, count))
                for number in range(count):
                    start = a[a[row] + (number + shifted) % count]
                    hard, soft = c[0], c[1]
                    to_start_together(desk, part, start)
                    change = price * (c[0] - hard) + (c[1] - soft)
                    if change < least:
                        least, chosen = change, start
                    undo(desk)
                if chosen >= 0:
                    to_start_together(desk, part, chosen)
                    j[0] = 0
            for role in range(a[a[EVENT_OPEN] + event + 1] - a[a[EVENT_OPEN] + event]):
                if v[a[V_WHO] + part * a[WIDTH] + role] >= 0:
                    continue
                row = a[ROLE_CANDIDATES] + a[a[EVENT_OPEN] + event] + role
                count = a[row + 1] - a[row]
                least, chosen = np.inf, -1
                shifted = roll(desk, max(1, count))
                for number in range(count):
                    resource = a[a[row] + (number + shifted) % count]
                    hard, soft = c[0], c[1]
                    to_resource(desk, part, role, resource)
                    change = price * (c[0] - hard) + (c[1] - soft)
                    if change < least:
                        least, chosen = change, resource
                    undo(desk)
                if chosen >= 0:
                    to_resource(desk, part, role, chosen)
                    j[0] = 0
