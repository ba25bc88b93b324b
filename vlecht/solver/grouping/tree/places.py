"""Where arrays are, as whole numbers: what large compiled functions are handed in place of arrays.

An array is a dozen machine words at every call, and a function that is handed arrays is compiled anew into
each of its callers (``jit``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from vlecht.solver.jit import compiled, numba, pointer_to, types

ROW = 4
"""Numbers of an array: its address and up to three lengths."""


_to_numbers = pointer_to(types.int64)
_to_bits = pointer_to(types.uint64)
_view: Any = numba.carray


def places(arrays: Sequence[Any]) -> Any:
    """The numbers of arrays, which must be kept alive."""
    found = np.zeros((len(arrays), ROW), dtype=np.int64)
    for row, array in zip(found, arrays, strict=True):
        row[0] = array.ctypes.data
        row[1 : 1 + array.ndim] = array.shape
    return found


@compiled
def row_from(address: int, length: int) -> Any:
    """A row of numbers at an address."""
    return _view(_to_numbers(address), (length,))


@compiled
def sets_from(address: int, number: int, words: int) -> Any:
    """Sets at an address."""
    return _view(_to_bits(address), (number, words))


@compiled
def row_at(place: int, at: int) -> Any:
    """The array so far on in a place, as a row of numbers."""
    row = _view(_to_numbers(place + at * 8 * ROW), (ROW,))
    return row_from(row[0], row[1])


@compiled
def rows_at(place: int, at: int) -> Any:
    """As rows of numbers."""
    row = _view(_to_numbers(place + at * 8 * ROW), (ROW,))
    return _view(_to_numbers(row[0]), (row[1], row[2]))


@compiled
def set_at(place: int, at: int) -> Any:
    """As a set."""
    row = _view(_to_numbers(place + at * 8 * ROW), (ROW,))
    return _view(_to_bits(row[0]), (row[1],))


@compiled
def sets_at(place: int, at: int) -> Any:
    """As sets."""
    row = _view(_to_numbers(place + at * 8 * ROW), (ROW,))
    return sets_from(row[0], row[1], row[2])


@compiled
def tables_of_sets_at(place: int, at: int) -> Any:
    """As rows of sets."""
    row = _view(_to_numbers(place + at * 8 * ROW), (ROW,))
    return _view(_to_bits(row[0]), (row[1], row[2], row[3]))
