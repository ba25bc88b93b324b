"""Groups of which only sizes and levels count: pupils in order of level, cut where that costs least.

Where levels lie close together, no groups are better than blocks of neighbours: of two groups that overlap,
or of which one lies within the other, the lowest pupils may form one and the highest the other, with as many
pupils each, and neither the sum of both widths nor what is beyond a tolerance grows. So dynamic programming
over (group, last pupil) finds the least; pupils of unknown level fill blocks up. How even the sizes are is of
all groups together: it is asked per pair of a smallest and a largest size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeGuard

import numpy as np

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Numbers, Term
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.grouping.terms.sizes import Even, Limit

NEVER = 2**40
"""More than any cut costs: what is not allowed."""
WORK = 10**9
"""Sums that may be made; about a second."""
ROOM = 10**7
"""Entries that its tables may have."""
WIDE = 500
"""Groups that may differ by more pupils than this have too many pairs of sizes to ask about."""


@dataclass(frozen=True)
class Cut:
    """The best cut (``None``: none found), what levels and sizes charge for it, and for any groups at least.

    They differ only where there was too much to reckon; ``NEVER`` means that there are no such groups.
    """

    groups: list[list[int]] | None
    cost: int
    bound: int

    @property
    def settled(self) -> bool:
        """Whether there is nothing more to know."""
        return self.bound >= self.cost


def plain(task: Task) -> bool:
    """Whether nothing but sizes and levels counts: the best cut is the best that there is."""
    kinds = [type(term) for term in task.terms if not _of_sizes(term)]
    once = len(set(kinds)) == len(kinds) and set(kinds) <= {Spread, Even}
    return once and not task.allowed and not task.guides


def cut(task: Task) -> Cut | None:
    """The best cut by sizes and levels alone, whatever else counts; ``None`` when that is too much work.

    Other terms and pins only add to the cost: the bound holds for the whole task.
    """
    levels = _Levels(task)
    return levels.best() if levels.able else None


def _of_sizes(term: Term) -> TypeGuard[Limit]:
    return isinstance(term, Limit) and set(term.loads) == {1}


class _Levels:
    """Pupils in order of level, and what blocks of them cost."""

    def __init__(self, task: Task) -> None:
        self.number, self.size = len(task.pupils), len(task.groups)
        self.limits = [t for t in task.terms if _of_sizes(t)]
        self.even = next((t for t in task.terms if isinstance(t, Even)), None)
        self.spread = next((t for t in task.terms if isinstance(t, Spread)), None)
        values = (0,) * self.number if self.spread is None else self.spread.values
        known = sorted((value, p) for p, value in enumerate(values) if value is not None)
        self.values = np.array([value for value, _ in known], dtype=np.int64)
        self.known = [p for _, p in known]
        self.unknown = [p for p, value in enumerate(values) if value is None]
        low = max((t.low for t in self.limits if t.hard), default=0)
        highs = [t.high for t in self.limits if t.hard and t.high is not None]
        high = min((self.number, *highs))
        self.low = max(low, 0, self.number - (self.size - 1) * high)
        self.high = min(high, self.number - (self.size - 1) * max(low, 0))
        self.work = 0
        self._widths: dict[int, Numbers] = {}

    @property
    def able(self) -> bool:
        """Whether this is no more work than allowed."""
        span, table = self.high - self.low, (len(self.unknown) + 1) * (len(self.known) + 1)
        fits = span <= WIDE and (self.size + 1) * table <= ROOM
        return span < 0 or (fits and self._steps(self.low, self.high) <= WORK)

    def best(self) -> Cut:
        """Pairs of sizes by what they cost at least, until none can be better.

        A pair costs no less than one that holds it, so with every better cut the widest of the pairs that are
        left is asked first: it bounds them all (10,000 pupils: 60 pairs asked without that, 21 with it).
        """
        lows, highs, least = self._pairs()
        best, found, widest = NEVER, None, False
        while (least < best).any():
            left = np.flatnonzero(least < best)
            if widest:
                low, high = int(lows[left].min()), int(highs[left].max())
            else:
                pair = left[least[left].argmin()]
                low, high = int(lows[pair]), int(highs[pair])
            steps = self._steps(low, high)
            if self.work + steps > WORK:
                break
            self.work += steps
            cost, blocks = self._cut(low, high)
            inside = (lows >= low) & (highs <= high)
            least[inside] = np.maximum(least[inside], cost + self._uneven(highs[inside] - lows[inside]))
            widest = False
            if blocks is not None:
                sizes = [len(block) for block in blocks]
                cost += int(self._uneven(np.array(max(sizes) - min(sizes))))
                if cost < best:
                    best, found, widest = cost, blocks, True
        return Cut(found, best, min(best, int(least.min(initial=best))))

    def _pairs(self) -> tuple[Numbers, Numbers, Numbers]:
        """Smallest and largest sizes that can be met, and what their difference costs."""
        if self.even is None:
            lows, highs = np.array([self.low]), np.array([self.high])
        else:
            sizes = np.arange(self.low, self.high + 1)
            lows, highs = (side.ravel() for side in np.meshgrid(sizes, sizes, indexing="ij"))
        least = self._uneven(highs - lows)
        uneven = (lows * self.size < self.number) & (self.number < highs * self.size)
        able = (
            (lows <= highs) & (least < NEVER) & (uneven | (lows == highs) & (lows * self.size == self.number))
        )
        return lows[able], highs[able], least[able]

    def _uneven(self, difference: Numbers) -> Numbers:
        """What sizes that differ so much cost."""
        if self.even is None:
            return np.zeros_like(difference)
        over = np.maximum(0, difference - self.even.tolerance)
        found: Numbers = np.where(over > 0, NEVER, 0) if self.even.hard else self.even.weight * over
        return found

    @cached_property
    def _prices(self) -> dict[int, int]:
        """Size -> what one group of that size costs."""
        soft = [t for t in self.limits if not t.hard]
        return {s: sum(t.weight * t.amount([range(s)]) for t in soft) for s in range(self.low, self.high + 1)}

    def _alike(self, low: int, high: int) -> bool:
        """Whether groups of all such sizes cost the same."""
        return len({self._prices[size] for size in range(low, high + 1)}) == 1

    def _moves(self, low: int, high: int) -> list[tuple[int, int]]:
        """Numbers of known and of unknown pupils that a block may have.

        Where sizes cost the same only as many of unknown level as it needs: the rest go wherever is room.
        """
        alike, spare = self._alike(low, high), len(self.unknown)
        return [
            (known, unknown)
            for known in range(max(0, low - spare), min(high, len(self.known)) + 1)
            for least in (max(0, low - known),)
            for unknown in range(least, 1 + (least if alike else min(spare, high - known)))
        ]

    def _steps(self, low: int, high: int) -> int:
        """How many sums a cut takes."""
        return self.size * len(self._moves(low, high)) * (len(self.unknown) + 1) * (len(self.known) + 1)

    def _width(self, known: int) -> Numbers:
        """Per first pupil, what the levels of a block of so many known pupils cost."""
        if known not in self._widths:
            blocks = len(self.values) - known + 1
            if self.spread is None or known < 2:
                self._widths[known] = np.zeros(blocks, dtype=np.int64)
            else:
                over = np.maximum(0, self.values[known - 1 :] - self.values[:blocks] - self.spread.tolerance)
                hard = self.spread.hard
                self._widths[known] = np.where(over > 0, NEVER, 0) if hard else self.spread.weight * over
        return self._widths[known]

    def _cut(self, low: int, high: int) -> tuple[int, list[list[int]] | None]:
        """What the levels and sizes of the best blocks of such sizes cost, and the blocks, lowest first."""
        moves = self._moves(low, high)
        known, unknown = len(self.known), len(self.unknown)
        fewest, most = moves[0][0], moves[-1][0]
        # tables[g][u, e]: the first g blocks hold the e lowest known pupils and u of unknown level
        tables: list[Numbers] = [np.full((unknown + 1, known + 1), NEVER, dtype=np.int64)]
        tables[0][0, 0] = 0
        for block in range(1, self.size + 1):
            before, after = tables[-1], np.full_like(tables[0], NEVER)
            # the others must be able to hold the rest
            last = min(known - (self.size - block) * fewest, block * most)
            start = max(known - (self.size - block) * most, block * fewest, 0)
            for here, filled in moves:
                first = max(start, here)
                if first <= last:
                    price = self._width(here)[first - here : last + 1 - here] + self._prices[here + filled]
                    came = before[: unknown + 1 - filled, first - here : last + 1 - here] + price
                    there = after[filled:, first : last + 1]
                    np.minimum(there, came, out=there)
            tables.append(after)
        spent = int(tables[-1][:, known].argmin()) if self._alike(low, high) else unknown
        cost = int(tables[-1][spent, known])
        if cost >= NEVER:
            return NEVER, None
        return cost, self._blocks(tables, moves, spent, high)

    def _blocks(
        self, tables: list[Numbers], moves: list[tuple[int, int]], spent: int, high: int
    ) -> list[list[int]]:
        """The blocks that led to the last table, from the highest down; who is left fills the smallest."""
        blocks: list[list[int]] = []
        end, rest = len(self.known), self.unknown[spent:]
        for before, after in zip(tables[-2::-1], tables[:0:-1], strict=True):
            here, filled = next(
                (n, u)
                for n, u in moves
                if n <= end
                and u <= spent
                and before[spent - u, end - n] + self._width(n)[end - n] + self._prices[n + u]
                == after[spent, end]
            )
            blocks.append(self.known[end - here : end] + self.unknown[spent - filled : spent])
            end, spent = end - here, spent - filled
        for pupil in rest:
            min((block for block in blocks if len(block) < high), key=len).append(pupil)
        return blocks[::-1]
