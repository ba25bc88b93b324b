"""Moves of resources in open roles, and of how events are split."""

from __future__ import annotations

import numpy as np

from vlecht.solver.jit import compiled, opaque
from vlecht.solver.local.desk import state, tables
from vlecht.solver.local.journal import counted, full, to_resource, to_size, to_start
from vlecht.solver.local.layout import (
    EVENT_CLASS,
    EVENT_LEAST,
    EVENT_MOST,
    EVENT_OPEN,
    EVENT_PART,
    PART_EVENT,
    ROLE_CANDIDATES,
    TIMES,
    V_DURATION,
    V_LOAD,
    V_OCCUPANT,
    V_START,
    V_WHO,
    WHOLE_ROLES,
    WIDTH,
)
from vlecht.solver.local.moves import is_free, roll, some_start, to_start_together


@compiled
def is_candidate(desk: int, open_: int, resource: int) -> bool:
    """Whether the resource may fill the open role."""
    a = tables(desk)
    row = a[ROLE_CANDIDATES] + open_
    found = False
    for entry in range(a[row], a[row + 1]):
        # A loop, not any(): numba does not compile generators.
        if a[entry] == resource:
            found = True
    return found


@opaque
def hand_over(desk: int, part: int, role: int, resource: int, instead: int) -> int:
    """Put a resource into a role; the parts that have it at those times get ``instead`` where they may."""
    a = tables(desk)
    v = state(desk)
    start = v[a[V_START] + part]
    to_resource(desk, part, role, resource)
    if start < 0 or resource < 0:
        return 0
    for time in range(start, start + v[a[V_DURATION] + part]):
        place = resource * a[TIMES] + time
        if v[a[V_LOAD] + place] != 2:
            continue
        other = v[a[V_OCCUPANT] + place] - part - 2
        if other == part:
            continue
        event = a[a[PART_EVENT] + other]
        for each in range(a[a[EVENT_OPEN] + event + 1] - a[a[EVENT_OPEN] + event]):
            if v[a[V_WHO] + other * a[WIDTH] + each] == resource:
                if instead < 0 or is_candidate(desk, a[a[EVENT_OPEN] + event] + each, instead):
                    to_resource(desk, other, each, instead)
                break
    return 0


@opaque
def move_resource(desk: int, part: int, way: int) -> int:
    """Another resource in a random open role: free then (way 0), or taken from another part (1)."""
    a = tables(desk)
    v = state(desk)
    event = a[a[PART_EVENT] + part]
    roles = a[a[EVENT_OPEN] + event + 1] - a[a[EVENT_OPEN] + event]
    role = roll(desk, roles)
    row = a[ROLE_CANDIDATES] + a[a[EVENT_OPEN] + event] + role
    count = a[row + 1] - a[row]
    if count == 0:
        return 0
    now = v[a[V_WHO] + part * a[WIDTH] + role]
    resource = a[a[row] + roll(desk, count)]
    if way == 0:
        shifted = roll(desk, count)
        for number in range(min(count, 24)):
            resource = a[a[row] + (number + shifted) % count]
            if resource != now and is_free(desk, resource, part, 0):
                break
        to_resource(desk, part, role, resource)
    else:
        hand_over(desk, part, role, resource, now)
    return 0


@opaque
def move_whole(desk: int, point: int) -> int:
    """All parts of a split-assignment point that have one resource get another (perhaps one in use there).

    Parts elsewhere that are in the way get the first resource in return.
    """
    a = tables(desk)
    v = state(desk)
    row = a[WHOLE_ROLES] + point
    count = (a[row + 1] - a[row]) // 2
    if count == 0:
        return 0
    entry = a[row] + 2 * roll(desk, count)
    event, open_ = a[entry], a[entry + 1]
    first = a[a[EVENT_PART] + event]
    part = first + roll(desk, a[a[EVENT_PART] + event + 1] - first)
    if v[a[V_DURATION] + part] == 0:
        return 0
    now = v[a[V_WHO] + part * a[WIDTH] + open_ - a[a[EVENT_OPEN] + event]]
    candidates = a[ROLE_CANDIDATES] + open_
    number = a[candidates + 1] - a[candidates]
    if number == 0:
        return 0
    resource = a[a[candidates] + roll(desk, number)]
    if roll(desk, 3) == 0:
        # One that the point has already: this is how splits are mended.
        other = a[row] + 2 * roll(desk, count)
        where = a[a[EVENT_PART] + a[other]]
        found = v[a[V_WHO] + where * a[WIDTH] + a[other + 1] - a[a[EVENT_OPEN] + a[other]]]
        if found >= 0 and is_candidate(desk, open_, found):
            resource = found
    if resource == now:
        return 0
    everything = roll(desk, 3) == 0
    for each in range(a[row], a[row + 1], 2):
        role = a[each + 1] - a[a[EVENT_OPEN] + a[each]]
        if not is_candidate(desk, a[each + 1], resource):
            continue
        for place in range(a[a[EVENT_PART] + a[each]], a[a[EVENT_PART] + a[each] + 1]):
            if v[a[V_DURATION] + place] > 0 and not full(desk):
                held = v[a[V_WHO] + place * a[WIDTH] + role]
                if held == now or everything:
                    hand_over(desk, place, role, resource, held)
    return 0


@opaque
def resize(desk: int, part: int, other: int, to: int, rest: int) -> int:
    """Two parts of an event get new durations (0: the part ends, or begins); longer ones stay in range."""
    a = tables(desk)
    v = state(desk)
    event = a[a[PART_EVENT] + part]
    roles = a[a[EVENT_OPEN] + event + 1] - a[a[EVENT_OPEN] + event]
    start, away = v[a[V_START] + part], v[a[V_START] + other]
    if v[a[V_DURATION] + part] == 0:
        start = -1
    if v[a[V_DURATION] + other] == 0:
        away = -1
    to_start(desk, part, -1)
    to_start(desk, other, -1)
    # Roles are emptied and filled again: their cost hangs on the duration.
    held = np.empty(roles, dtype=np.int32)
    kept = np.empty(roles, dtype=np.int32)
    for role in range(roles):
        held[role] = v[a[V_WHO] + part * a[WIDTH] + role]
        kept[role] = v[a[V_WHO] + other * a[WIDTH] + role]
    was = v[a[V_DURATION] + other]
    for role in range(roles):
        to_resource(desk, part, role, -1)
        to_resource(desk, other, role, -1)
    # Counted at both ends, so that undoing it counts the old durations again.
    counted(desk, event)
    to_size(desk, part, to)
    to_size(desk, other, rest)
    counted(desk, event)
    for role in range(roles):
        to_resource(desk, part, role, held[role])
        if rest > 0:
            to_resource(desk, other, role, kept[role] if was > 0 else held[role])
    if start >= 0:
        to_start(desk, part, min(start, a[TIMES] - to))
    if rest > 0:
        if away >= 0:
            to_start(desk, other, min(away, a[TIMES] - rest))
        elif was == 0:
            to_start(desk, other, some_start(desk, other))
    return 0


@compiled
def twin_of(desk: int, event: int, duration: int, start: int, not_this: int) -> int:
    """A part of the event with that duration and start, or -1."""
    a = tables(desk)
    v = state(desk)
    for part in range(a[a[EVENT_PART] + event], a[a[EVENT_PART] + event + 1]):
        here = duration == 0 or v[a[V_START] + part] == start
        if here and part != not_this and v[a[V_DURATION] + part] == duration:
            return part
    return -1


@opaque
def move_split(desk: int, event: int) -> int:
    """Divide an event otherwise: a part splits, two become one, or one gives times to another.

    Events that run at the same times follow; afterwards one of the two parts may go to another start.
    """
    a = tables(desk)
    v = state(desk)
    first, end = a[a[EVENT_PART] + event], a[a[EVENT_PART] + event + 1]
    part = first + roll(desk, end - first)
    other = first + roll(desk, end - first)
    if part == other or v[a[V_DURATION] + part] == 0:
        return 0
    have, more = v[a[V_DURATION] + part], v[a[V_DURATION] + other]
    low, high = a[a[EVENT_LEAST] + event], a[a[EVENT_MOST] + event]
    if more == 0:
        if have < 2 * low:
            return 0
        to = low + roll(desk, have - 2 * low + 1)
    elif have + more <= high and roll(desk, 2) == 0:
        to = have + more
    else:
        to = have + 1 if roll(desk, 2) == 0 else have - 1
    rest = have + more - to
    if to < low or to > high or rest < 0 or rest > high or (rest > 0 and rest < low):
        return 0
    begin, begin_other = v[a[V_START] + part], v[a[V_START] + other]
    resize(desk, part, other, to, rest)
    place_other = v[a[V_START] + other]
    row = a[EVENT_CLASS] + event
    for entry in range(a[row], a[row + 1]):
        one = twin_of(desk, a[entry], have, begin, -1)
        two = twin_of(desk, a[entry], more, begin_other, one)
        if one >= 0 and two >= 0 and not full(desk):
            resize(desk, one, two, to, rest)
            if rest > 0:
                to_start(desk, two, place_other)
    choice = roll(desk, 3)
    if choice == 0:
        to_start_together(desk, part, some_start(desk, part))
    elif choice == 1 and rest > 0:
        to_start_together(desk, other, some_start(desk, other))
    return 0
