"""How long it takes to raise a bound: the levels of a deepening search, and what the next ones will take.

A level is a search for groups of at most so much. Every point more takes a nearly constant factor longer, so
what the last level took tells what the next one will. A level of two points in place of two of one saves the
first of the two.
"""

from __future__ import annotations

from dataclasses import dataclass

LITTLE = 0.02
"""Seconds of a level that tell nothing about the next."""
LEAST, USUAL, MOST = 1.4, 2.0, 6.0
"""Growth per point: between these, and at first."""
HARDER = 1.25
"""Growth grows: so many times what was seen last."""
LATE = 2.5
"""So many times the expected time is far too long."""
SAFE = 0.6
"""Part of the time that a level may be expected to take."""
AT_ONCE = 2
"""Points of a level, when there is time for it."""


@dataclass
class Pace:
    """``spent``: seconds in the present level, of so many ``points``; ``last``: seconds of the one before."""

    spent: float = 0.0
    points: int = 1
    last: float = LITTLE
    growth: float = USUAL

    def begin(self, ahead: float) -> int:
        """End a level and begin the next, with so many seconds ahead at most; its points."""
        if self.last > LITTLE and self.spent > LITTLE:
            seen = (self.spent / self.last) ** (1 / self.points)
            self.growth = min(max(HARDER * seen, LEAST), MOST)
        self.last, self.spent = max(self.spent, LITTLE), 0.0
        self.points = AT_ONCE if self._expected(AT_ONCE) <= SAFE * ahead else 1
        return self.points

    def _expected(self, points: int) -> float:
        return self.last * self.growth**points

    @property
    def due(self) -> float:
        """Seconds that the level will still take. One that takes longer than expected may end soon: who is
        nearly there does not wait for the others. One that takes far too long takes as long again."""
        expected = self._expected(self.points)
        return max(expected - self.spent, expected / 4) if self.spent < LATE * expected else self.spent
