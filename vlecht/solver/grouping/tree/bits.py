"""Sets of pupils as bits: (…, words) arrays of 64-bit words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from vlecht.solver.jit import compiled, intrinsic, types

WORD = 64
NOTHING, ONE = np.uint64(0), np.uint64(1)


def _count(_context: object, _word: object) -> Any:
    def build(_ctx: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.int64(types.uint64), build


ones: Any = intrinsic(_count)
"""How many bits of a word are set: one instruction."""


def words_for(number: int) -> int:
    """How many words so many pupils take."""
    return -(-number // WORD)


def bits_of(pupils: Iterable[int], words: int) -> Any:
    """A set as bits."""
    found = np.zeros(words, dtype=np.uint64)
    for p in pupils:
        found[p // WORD] |= np.uint64(1) << np.uint64(p % WORD)
    return found


def holds(members: Any, pupil: int) -> bool:
    """Whether a pupil is in a set, outside compiled code."""
    return bool(int(members[pupil // WORD]) >> (pupil % WORD) & 1)


@compiled
def bit_of(pupil: int) -> Any:
    """The bit of a pupil in its word."""
    return np.uint64(1) << np.uint64(pupil & 63)


@compiled
def first_of(bits: Any) -> Any:
    """The place of the lowest bit in its word."""
    return ones((bits & (~bits + np.uint64(1))) - np.uint64(1))


@compiled
def has(sets: Any, at: int, pupil: int) -> Any:
    """Whether a pupil is in a set of several."""
    return (sets[at, pupil >> 6] >> np.uint64(pupil & 63)) & np.uint64(1) != np.uint64(0)


@compiled
def number(sets: Any, at: int) -> Any:
    """How many there are in a set of several."""
    found = 0
    for w in range(sets.shape[1]):
        found += ones(sets[at, w])
    return found


@compiled
def without(sets: Any, at: int, pupil: int) -> None:
    """Take a pupil out of a set of several."""
    sets[at, pupil >> 6] &= ~(np.uint64(1) << np.uint64(pupil & 63))


def _bare(_context: object, array: Any) -> Any:
    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        found = context.make_array(signature.return_type)(context, builder, arguments[0])
        found.meminfo = found.meminfo.type(None)
        return found._getvalue()

    return array(array), build


bare: Any = intrinsic(_bare)
"""A view that nobody counts references to: counting them is most of the time of small functions that are
handed many arrays. The caller keeps the array alive."""
