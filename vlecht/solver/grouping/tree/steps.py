"""How much more a term costs at least, when it costs more than it must.

A kind of four in three groups costs 0, 3 or 12, say: whoever decides that it costs more than 3 knows that it
costs 12. Sets of amounts are bits of a number here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

MOST = 128
"""Amounts from here on are not told apart."""


def every(step: int) -> list[int]:
    """Where all multiples of a step may be."""
    return [step] * MOST


def between(amounts: int) -> list[int]:
    """Where only some amounts may be: how far it is from every amount to the next of them."""
    told = [amount for amount in range(MOST) if amounts >> amount & 1]
    found: list[int] = []
    for before, after in pairwise([-1, *told, MOST]):
        found += [after - amount for amount in range(max(before, 0), after)]
    return found


def amounts_of(inside: Sequence[set[int]], groups: int, off: int) -> int:
    """A kind's amounts: for every group with n of its members one of ``inside[n]``, less ``off`` in all."""
    most = (1 << (MOST + off)) - 1
    together = [1] + [0] * (len(inside) - 1)
    for _ in range(groups):
        more = [0] * len(inside)
        for here, amounts in enumerate(inside):
            for members in range(here, len(inside)):
                for amount in amounts:
                    more[members] |= together[members - here] << amount & most
        together = more
    return together[-1] >> off
