"""The desk: where the arrays of a search are, as one number.

All compiled functions of a search take the address of its *desk*: a few words that say where its arrays are.
Passing arrays themselves costs a dozen machine words each at every call. Large functions are ``opaque``
(``jit``): called by symbol and compiled once, where numba would compile them anew into each caller (73 s
against 11 s for the whole search).
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vlecht.solver.jit import compiled, numba, pointer_to, types

Words = MutableSequence[int]
"""What a view is to compiled code: numbers by position."""


_view: Any = numba.carray
_to_int32 = pointer_to(types.int32)
_to_int64 = pointer_to(types.int64)
_to_uint64 = pointer_to(types.uint64)

WORDS = 16
"""Length of a desk: addresses of tables, state, journal, best state, given numbers; then costs and dice."""

_ENDLESS = 1 << 40
"""The length that views claim to have."""

_COSTS, _DICE = 8, 12


@compiled
def tables(desk: int) -> Words:
    """The problem's tables."""
    view: Words = _view(_to_int32(_view(_to_int64(desk), (WORDS,))[0]), (_ENDLESS,))
    return view


@compiled
def state(desk: int) -> Words:
    """The present state."""
    view: Words = _view(_to_int32(_view(_to_int64(desk), (WORDS,))[1]), (_ENDLESS,))
    return view


@compiled
def journal(desk: int) -> Words:
    """The steps of the move in hand."""
    view: Words = _view(_to_int32(_view(_to_int64(desk), (WORDS,))[2]), (_ENDLESS,))
    return view


@compiled
def kept(desk: int) -> Words:
    """The head of the best state."""
    view: Words = _view(_to_int32(_view(_to_int64(desk), (WORDS,))[3]), (_ENDLESS,))
    return view


@compiled
def costs(desk: int) -> Words:
    """Infeasibility and objective of the present state, then those of the best."""
    view: Words = _view(_to_int64(desk + 8 * _COSTS), (4,))
    return view


@compiled
def dice(desk: int) -> Any:
    """The state of the random numbers: one word."""
    view: Any = _view(_to_uint64(desk + 8 * _DICE), (1,))
    return view


def new_desk(*arrays: NDArray[np.int32], seed: int) -> NDArray[np.int64]:
    """A desk with tables, state, journal and best state on it. The caller keeps the arrays alive."""
    desk = np.zeros(WORDS, dtype=np.int64)
    for place, array in enumerate(arrays):
        desk[place] = array.ctypes.data
    # Any number but 0 will do; small seeds are spread out.
    desk[_DICE] = (seed + 1) * 2654435761 % (1 << 62) | 1
    return desk


def costs_on(desk: NDArray[np.int64]) -> NDArray[np.int64]:
    """The costs on a desk, as ``costs`` has them; writing changes the desk."""
    return desk[_COSTS : _COSTS + 4]
