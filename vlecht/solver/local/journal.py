"""Changes that can be taken back: every step of a move is noted, and undone in reverse order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vlecht.solver.jit import compiled, opaque
from vlecht.solver.local.desk import journal, state, tables
from vlecht.solver.local.kernel import fill, recount, shift, size
from vlecht.solver.local.layout import V_DURATION, V_START, V_WHO, WIDTH

Journal = NDArray[np.int32]
"""First the number of entries, then four numbers each: step, part (or event), role, what was before."""

LENGTH = 4000
"""Entries that fit; a move that needs more is cut short."""

START, WHO, SIZE, RECOUNT = range(4)


def new_journal() -> Journal:
    """An empty one."""
    return np.zeros(1 + 4 * (LENGTH + 50), dtype=np.int32)


@compiled
def note(desk: int, step: int, part: int, role: int, before: int) -> None:
    """Add an entry."""
    j = journal(desk)
    place = 1 + 4 * j[0]
    j[place] = step
    j[place + 1] = part
    j[place + 2] = role
    j[place + 3] = before
    j[0] += 1


@compiled
def full(desk: int) -> bool:
    """Whether a move must come to an end."""
    j = journal(desk)
    return j[0] >= LENGTH


@opaque
def to_start(desk: int, part: int, start: int) -> int:
    """Move a part to a start, or to none (-1)."""
    a = tables(desk)
    v = state(desk)
    before = v[a[V_START] + part]
    if before == start:
        return 0
    note(desk, START, part, 0, before)
    if before >= 0:
        shift(desk, part, before, -1)
    if start >= 0:
        shift(desk, part, start, 1)
    return 0


@opaque
def to_resource(desk: int, part: int, role: int, resource: int) -> int:
    """Put a resource, or nobody (-1), into an open role of a part."""
    a = tables(desk)
    v = state(desk)
    before = v[a[V_WHO] + part * a[WIDTH] + role]
    if before == resource:
        return 0
    note(desk, WHO, part, role, before)
    if before >= 0:
        fill(desk, part, role, before, -1)
    if resource >= 0:
        fill(desk, part, role, resource, 1)
    return 0


@compiled
def to_size(desk: int, part: int, duration: int) -> None:
    """Change the duration of a part without a time and with nobody in it."""
    a = tables(desk)
    v = state(desk)
    note(desk, SIZE, part, 0, v[a[V_DURATION] + part])
    size(desk, part, duration)


@compiled
def counted(desk: int, event: int) -> None:
    """The split of an event has changed (noted first, so that it is counted last when undone)."""
    note(desk, RECOUNT, event, 0, 0)
    recount(desk, event)


@opaque
def undo(desk: int) -> int:
    """Take everything back."""
    a = tables(desk)
    v = state(desk)
    j = journal(desk)
    for entry in range(j[0] - 1, -1, -1):
        place = 1 + 4 * entry
        step, part, role, before = j[place], j[place + 1], j[place + 2], j[place + 3]
        if step == START:
            now = v[a[V_START] + part]
            if now >= 0:
                shift(desk, part, now, -1)
            if before >= 0:
                shift(desk, part, before, 1)
        elif step == WHO:
            now = v[a[V_WHO] + part * a[WIDTH] + role]
            if now >= 0:
                fill(desk, part, role, now, -1)
            if before >= 0:
                fill(desk, part, role, before, 1)
        elif step == SIZE:
            size(desk, part, before)
        else:
            recount(desk, part)
    j[0] = 0
    return 0
