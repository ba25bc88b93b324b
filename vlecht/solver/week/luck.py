"""Which way to improve a roster to try next: those that gain most for their time, the others now and then."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass
class Luck:
    """How well a way to improve has done. Old outcomes fade."""

    score: float = 1.0
    seconds: float = 1.0
    tries: int = 0

    def learn(self, gained: bool, seconds: float) -> None:
        """Remember an outcome and what it took."""
        self.tries += 1
        self.score = max(0.1, 0.8 * self.score + 0.2 * (3.0 if gained else 0.0))
        self.seconds = 0.7 * self.seconds + 0.3 * max(0.1, seconds) if self.tries > 1 else max(0.1, seconds)


def draw(luck: Mapping[str, Luck], rng: random.Random) -> str:
    """The next one: untried ones first, in order, then in proportion to the gain for their time."""
    for name, found in luck.items():
        if found.tries == 0:
            return name
    return rng.choices(list(luck), [found.score**2 / found.seconds for found in luck.values()])[0]
