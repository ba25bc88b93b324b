"""Moves of times: one part, two that change places, chains of parts that give way to one another.

Events that must run at the same times move together. Kempe chains and ejections as in Kingston, "KHE14: an
algorithm for high school timetabling" (2014), and Fonseca et al., "GOAL solver" (2014).
"""

from __future__ import annotations

import numpy as np

from vlecht.solver.jit import compiled, opaque
from vlecht.solver.local.desk import dice, journal, state, tables
from vlecht.solver.local.journal import full, to_resource, to_start, undo
from vlecht.solver.local.layout import (
    EVENT_ALWAYS,
    EVENT_CLASS,
    EVENT_FIXED,
    EVENT_OPEN,
    EVENT_PART,
    PART_EVENT,
    ROLE_CANDIDATES,
    STARTS,
    STARTS_MASK,
    STARTS_ROW,
    TIMES,
    V_DURATION,
    V_LOAD,
    V_OCCUPANT,
    V_START,
    V_WHO,
    WIDTH,
)

CHAIN, EJECTED = 30, 5
"""Parts that are driven away in one move at most: in a chain of swaps, and when driving out."""

MOSTLY, GRAIN = 4, 64
"""A chain of swaps may drive away at least so many parts; it may drive away n in so many of n moves. Long
ones are seldom accepted and cost most of the time."""


@compiled
def roll(desk: int, number: int) -> int:
    """A random whole number below ``number`` (Marsaglia's xorshift)."""
    words = dice(desk)
    x = words[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    words[0] = x
    return int(np.int64((x >> np.uint64(33)) % np.uint64(number)))


@compiled
def some_part(desk: int, event: int) -> int:
    """A random part of an event."""
    a = tables(desk)
    v = state(desk)
    first = a[a[EVENT_PART] + event]
    count = a[a[EVENT_PART] + event + 1] - first
    part = first + roll(desk, count)
    while v[a[V_DURATION] + part] == 0:
        part = first + roll(desk, count)
    return part


@compiled
def may_start(desk: int, part: int, start: int) -> bool:
    """Whether a start is worth trying for a part."""
    a = tables(desk)
    v = state(desk)
    if start < 0 or start >= a[TIMES]:
        return False
    event = a[a[PART_EVENT] + part]
    row = a[a[STARTS_ROW] + event] + v[a[V_DURATION] + part] - 1
    return a[a[a[STARTS_MASK] + row] + start] != 0


@compiled
def some_start(desk: int, part: int) -> int:
    """A random start worth trying, or -1 when there is none."""
    a = tables(desk)
    v = state(desk)
    event = a[a[PART_EVENT] + part]
    row = a[STARTS] + a[a[STARTS_ROW] + event] + v[a[V_DURATION] + part] - 1
    count = a[row + 1] - a[row]
    if count == 0:
        return -1
    return a[a[row] + roll(desk, count)]


@opaque
def to_start_together(desk: int, part: int, start: int) -> int:
    """Move a part, and with it the equal parts of the events that run at the same times."""
    a = tables(desk)
    v = state(desk)
    before = v[a[V_START] + part]
    duration = v[a[V_DURATION] + part]
    to_start(desk, part, start)
    row = a[EVENT_CLASS] + a[a[PART_EVENT] + part]
    for entry in range(a[row], a[row + 1]):
        other = a[entry]
        if a[a[EVENT_FIXED] + other] == 0:
            for twin in range(a[a[EVENT_PART] + other], a[a[EVENT_PART] + other + 1]):
                if v[a[V_DURATION] + twin] == duration and v[a[V_START] + twin] == before:
                    to_start(desk, twin, start)
                    break
    return 0


@compiled
def other_there(desk: int, resource: int, time: int, part: int) -> int:
    """The one other part that the resource attends at the time, or -1; also when the part is not there."""
    a = tables(desk)
    v = state(desk)
    start = v[a[V_START] + part]
    if start < 0 or time < start or time >= start + v[a[V_DURATION] + part]:
        return -1
    place = resource * a[TIMES] + time
    if v[a[V_LOAD] + place] != 2:
        return -1
    other = v[a[V_OCCUPANT] + place] - part - 2
    return other if other != part else -1


@opaque
def displace(desk: int, part: int, resource: int, offset: int) -> int:
    """What clashes with a part for a resource moves by ``-offset``, or (offset 0) to a random start."""
    a = tables(desk)
    v = state(desk)
    j = journal(desk)
    start = v[a[V_START] + part]
    for time in range(start, start + v[a[V_DURATION] + part]):
        other = other_there(desk, resource, time, part)
        if other < 0 or other == j[2] or a[a[EVENT_FIXED] + a[a[PART_EVENT] + other]] != 0:
            continue
        place = some_start(desk, other) if offset == 0 else v[a[V_START] + other] - offset
        if offset == 0 or may_start(desk, other, place):
            to_start_together(desk, other, place)
    return 0


@compiled
def is_free(desk: int, resource: int, part: int, most: int) -> bool:
    """Whether a resource attends at most ``most`` sub-events at every time of the part."""
    a = tables(desk)
    v = state(desk)
    start = v[a[V_START] + part]
    if start >= 0:
        for time in range(start, start + v[a[V_DURATION] + part]):
            if v[a[V_LOAD] + resource * a[TIMES] + time] > most:
                return False
    return True


@opaque
def free_roles(desk: int, part: int) -> int:
    """For open roles whose resource is elsewhere too, or missing: somebody who is free, if found soon."""
    a = tables(desk)
    v = state(desk)
    event = a[a[PART_EVENT] + part]
    for role in range(a[a[EVENT_OPEN] + event + 1] - a[a[EVENT_OPEN] + event]):
        now = v[a[V_WHO] + part * a[WIDTH] + role]
        if now >= 0 and is_free(desk, now, part, 1):
            continue
        row = a[ROLE_CANDIDATES] + a[a[EVENT_OPEN] + event] + role
        count = a[row + 1] - a[row]
        if count == 0:
            continue
        shifted = roll(desk, count)
        for number in range(min(count, 24)):
            resource = a[a[row] + (number + shifted) % count]
            if is_free(desk, resource, part, 0):
                to_resource(desk, part, role, resource)
                break
    return 0


@compiled
def reach(desk: int, eject: bool) -> int:
    """How many parts a move may drive away: when swapping mostly few, sometimes many."""
    if eject:
        return EJECTED
    return min(CHAIN, MOSTLY * GRAIN // (1 + roll(desk, GRAIN)))


@opaque
def give_way(desk: int, eject: int, rooms: int) -> int:
    """Go through the parts that a move has moved; what clashes with them moves too, and so on.

    Swapping (``eject`` false): what is in the way goes the opposite way. Parts that have been moved once
    stay. ``rooms``: for open roles, another resource is sought first. A move that would drive away too
    many is given up: it would leave clashes, and those are never accepted.
    """
    a = tables(desk)
    v = state(desk)
    j = journal(desk)
    most = j[0] + reach(desk, eject != 0)
    entry = counted = moved = 0
    while entry < j[0]:
        place = 1 + 4 * entry
        entry += 1
        if j[place] != 0:
            continue
        part = j[place + 1]
        before = j[place + 3]
        start = v[a[V_START] + part]
        if start < 0:
            continue
        if rooms:
            free_roles(desk, part)
        offset = 0 if eject or before < 0 else start - before
        event = a[a[PART_EVENT] + part]
        row = a[EVENT_ALWAYS] + event
        always = a[row + 1] - a[row]
        for each in range(always + a[a[EVENT_OPEN] + event + 1] - a[a[EVENT_OPEN] + event]):
            resource = a[a[row] + each] if each < always else v[a[V_WHO] + part * a[WIDTH] + each - always]
            if resource >= 0:
                displace(desk, part, resource, offset)
            while counted < j[0]:
                moved += 1 if j[1 + 4 * counted] == 0 else 0
                counted += 1
            if moved > most or full(desk):
                undo(desk)
                return 0
    return 0


@opaque
def move_time(desk: int, part: int, way: int, rooms: int) -> int:
    """Move a part: alone (way 0), swapping with what is in the way (1), or driving it out (2)."""
    a = tables(desk)
    v = state(desk)
    j = journal(desk)
    start = some_start(desk, part)
    if start == v[a[V_START] + part]:
        return 0
    to_start_together(desk, part, start)
    if way > 0:
        give_way(desk, way - 1, rooms)
    elif rooms:
        for entry in range(j[0]):
            if j[1 + 4 * entry] == 0:
                free_roles(desk, j[2 + 4 * entry])
    return 0


@opaque
def swap_times(desk: int, part: int, other: int, rooms: int) -> int:
    """Two parts change places; neighbours change order."""
    a = tables(desk)
    v = state(desk)
    j = journal(desk)
    first, second = v[a[V_START] + part], v[a[V_START] + other]
    if first == second or first < 0 or second < 0:
        return 0
    to, back = second, first
    if first + v[a[V_DURATION] + part] == second:
        to = first + v[a[V_DURATION] + other]
    elif second + v[a[V_DURATION] + other] == first:
        back = second + v[a[V_DURATION] + part]
    if may_start(desk, part, to) and may_start(desk, other, back):
        to_start_together(desk, part, to)
        if v[a[V_START] + other] == second:
            to_start_together(desk, other, back)
        if rooms:
            for entry in range(j[0]):
                if j[1 + 4 * entry] == 0:
                    free_roles(desk, j[2 + 4 * entry])
    return 0
