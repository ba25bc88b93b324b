"""How a problem lies in flat arrays: names of tables, and the packer that lays them end to end.

Compiled functions pass every array they are given as a dozen machine words, so that a call with fifty
tables costs more than the work it does. Hence two arrays: ``a`` holds everything constant, ``v`` what a
solution changes; ``a[NAME]`` is where a table begins. A *list table* has one more entry than its rows:
row i runs from ``a[a[NAME] + i]`` to ``a[a[NAME] + i + 1]``, absolute positions in ``a``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
"""Tables and state."""

# Numbers.
TIMES, RESOURCES, EVENTS, PARTS, WIDTH, MONITORS = range(6)
"""WIDTH: the most open roles of an event. PARTS: sub-events that there may be, over all events."""

# Plain tables in ``a``.
EVENT_DURATION = 6
EVENT_PART = 7
"""Event -> its first part; one entry more than events."""
EVENT_FIXED = 8
"""Event -> whether its time is given."""
EVENT_OPEN = 9
"""Event -> its first open role; one entry more."""
PART_EVENT = 10
EVENT_LEAST = 11
EVENT_MOST = 12
"""Event -> least and most times that a part lasts."""
MONITOR = 13
"""Rows of ``MONITOR_ROW``: low, high, unit, function, weight, hard."""
SLOT = 14
"""Rows of ``SLOT_ROW`` per (resource, time group): first time, end of times, first link, end, idle?."""
PARTS_MOST = 15
"""Event -> the most parts it may have."""

# List tables in ``a``.
EVENT_ALWAYS = 16
"""Event -> resources that always attend."""
EVENT_UNTIMED = 17
"""Event -> monitors of the duration without a time."""
EVENT_PREFER = 18
"""Event -> (monitor, duration or 0, mask of times)."""
EVENT_SPREAD = 19
"""Event -> (first counter, list table of the constraint's spans by time, monitor)."""
EVENT_LINK = 20
"""Event -> (link point, monitor, number of events)."""
EVENT_ORDER = 21
"""Event -> (first event, second event, low, high, monitor)."""
EVENT_SPLIT = 22
"""Event -> (monitor, least duration, most duration, least amount, most amount)."""
ROLE_UNFILLED = 23
"""Open role -> monitors of the duration without a resource."""
ROLE_PREFER = 24
"""Open role -> (monitor, mask of resources)."""
ROLE_WHOLE = 25
"""Open role -> (split-assignment point, monitor)."""
ROLE_LOAD = 26
"""Open role -> its workload (one)."""
ROLE_CANDIDATES = 27
RESOURCE_CLASH = 28
"""Resource -> monitors."""
RESOURCE_LOAD = 29
"""Resource -> workload monitors."""
BUSY = 30
"""(resource, time) -> slots, or -1 - monitor where a busy time counts by itself."""
EVENT_CLASS = 31
"""Event -> the other events that are moved with it."""
STARTS = 32
"""(event, duration - 1) -> starts worth trying; see STARTS_ROW."""
STARTS_ROW = 33
"""Event -> its first row in STARTS."""
WHOLE_ROLES = 34
"""Split-assignment point -> (event, open role) that it is about."""
SPLITTABLE = 35
"""One row: events that may be split in more than one way."""
MOVABLE = 36
"""One row: events whose time is not given."""
STAFFED = 37
"""One row: events with open roles."""
STARTS_MASK = 38
"""Row of STARTS -> the same as a mask over times ."""

# Tables in ``v``; where they begin is in ``a`` too.
V_DURATION, V_START, V_WHO, V_COVER, V_LOAD, V_OCCUPANT, V_BUSY, V_IDLE = range(40, 48)
V_SPAN, V_RUN, V_WHOLE, V_SUM, V_MARK, V_SPLIT = range(48, 54)

HEADER = 64
MONITOR_ROW = 6
SLOT_ROW = 5


class Packer:
    """Lays tables end to end behind a header of their beginnings."""

    def __init__(self) -> None:
        self._chunks: list[list[int]] = [[0] * HEADER]
        self._length = HEADER

    def number(self, name: int, value: int) -> None:
        """Put a number into the header."""
        self._chunks[0][name] = value

    def block(self, values: Iterable[int]) -> int:
        """Lay values down; where they begin."""
        chunk = list(values)
        begin = self._length
        self._chunks.append(chunk)
        self._length += len(chunk)
        return begin

    def table(self, name: int, values: Iterable[int]) -> None:
        """A plain table."""
        self.number(name, self.block(values))

    def lists(self, rows: Sequence[Sequence[int]]) -> int:
        """A list table; where it begins."""
        begin = self._length
        where = begin + len(rows) + 1
        ends = [where]
        for row in rows:
            where += len(row)
            ends.append(where)
        self.block(ends)
        self.block(value for row in rows for value in row)
        return begin

    def list_table(self, name: int, rows: Sequence[Sequence[int]]) -> None:
        """A list table under a name."""
        self.number(name, self.lists(rows))

    def pack(self) -> Ints:
        """Everything as one array; raises ``OverflowError`` when a number does not fit."""
        return np.array([value for chunk in self._chunks for value in chunk], dtype=np.int32)
