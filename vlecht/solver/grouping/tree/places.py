"""Where arrays are, as whole numbers: what large compiled functions are handed in place of arrays.

An array is a dozen machine words at every call, and a function that is handed arrays is compiled anew into
each of its callers (``jit``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from vlecht.solver.jit import compiled, types
from vlecht.solver.views import row_viewer, rows_viewer, tables_viewer

ROW = 4
"""Numbers of an array: its address and up to three lengths."""


row_from, rows_from = row_viewer(types.int64), rows_viewer(types.int64)
"""A row of numbers at an address; rows of them."""
short_row_from, short_rows_from = row_viewer(types.int16), rows_viewer(types.int16)
"""The same of small numbers."""
set_from, sets_from = row_viewer(types.uint64), rows_viewer(types.uint64)
"""A set at an address; sets."""
_tables_of_rows_from, _tables_of_sets_from = tables_viewer(types.int64), tables_viewer(types.uint64)


def places(arrays: Sequence[Any]) -> Any:
    """The numbers of arrays, which must be kept alive."""
    found = np.zeros((len(arrays), ROW), dtype=np.int64)
    for row, array in zip(found, arrays, strict=True):
        row[0] = array.ctypes.data
        row[1 : 1 + array.ndim] = array.shape
    return found


@compiled
def row_at(place: int, at: int) -> Any:
    """The array so far on in a place, as a row of numbers."""
    row = row_from(place + at * 8 * ROW, ROW)
    return row_from(row[0], row[1])


@compiled
def rows_at(place: int, at: int) -> Any:
    """As rows of numbers."""
    row = row_from(place + at * 8 * ROW, ROW)
    return rows_from(row[0], row[1], row[2])


@compiled
def tables_of_rows_at(place: int, at: int) -> Any:
    """As tables of rows of numbers."""
    row = row_from(place + at * 8 * ROW, ROW)
    return _tables_of_rows_from(row[0], row[1], row[2], row[3])


@compiled
def set_at(place: int, at: int) -> Any:
    """As a set."""
    row = row_from(place + at * 8 * ROW, ROW)
    return set_from(row[0], row[1])


@compiled
def sets_at(place: int, at: int) -> Any:
    """As sets."""
    row = row_from(place + at * 8 * ROW, ROW)
    return sets_from(row[0], row[1], row[2])


@compiled
def tables_of_sets_at(place: int, at: int) -> Any:
    """As rows of sets."""
    row = row_from(place + at * 8 * ROW, ROW)
    return _tables_of_sets_from(row[0], row[1], row[2], row[3])
