"""Views of memory: compiled code reads and writes what arrays hold."""

from __future__ import annotations

import numpy as np

from vlecht.solver.jit import compiled, types
from vlecht.solver.views import row_viewer, rows_viewer, tables_viewer

row, rows, tables = row_viewer(types.int64), rows_viewer(types.int16), tables_viewer(types.uint64)


@compiled
def doubled(address: int, length: int) -> int:
    found = row(address, length)
    total = 0
    for i in range(len(found)):
        found[i] = 2 * found[i]
        total += found[i]
    return total


@compiled
def diagonal(address: int, number: int, length: int) -> int:
    found = rows(address, number, length)
    total = 0
    for i in range(min(found.shape[0], found.shape[1])):
        total += found[i, i] * found[i][i]
        found[i, i] = -1
    return total


@compiled
def of_one_table(address: int, number: int, high: int, wide: int, at: int) -> int:
    found = tables(address, number, high, wide)[at]
    total = 0
    for i in range(found.shape[0]):
        for j in range(found.shape[1]):
            total += found[i, j]
    return total


def test_a_row_is_read_and_written() -> None:
    numbers = np.array([3, -4, 5], dtype=np.int64)
    assert doubled(numbers.ctypes.data, 3) == 8
    assert numbers.tolist() == [6, -8, 10]


def test_rows_have_a_shape_and_places() -> None:
    numbers = np.arange(12, dtype=np.int16).reshape(3, 4)
    assert diagonal(numbers.ctypes.data, 3, 4) == 0 + 25 + 100
    assert numbers.tolist() == [[-1, 1, 2, 3], [4, -1, 6, 7], [8, 9, -1, 11]]


def test_a_table_of_several_is_a_view_of_its_own() -> None:
    numbers = np.arange(24, dtype=np.uint64).reshape(2, 3, 4)
    assert of_one_table(numbers.ctypes.data, 2, 3, 4, 1) == sum(range(12, 24))
