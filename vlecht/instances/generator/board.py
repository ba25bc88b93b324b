"""A school board's schools: many of them, of the sizes and kinds that boards have."""

from __future__ import annotations

import random
from collections.abc import Iterator

from vlecht.instances.generator.generate import Planted, generate

SMALLEST, LARGEST = 60, 750
TYPICAL = 205
"""Half of the schools are smaller than this, about as in the Netherlands."""
SPREAD = 0.5
"""Of the sizes' logarithm: two thirds lie between 125 and 340 pupils."""
VARIANTS = ((1, 30), (2, 25), (3, 25), (4, 12), (5, 8))
"""Organisation variant and weight: traditional ones are the most common."""


def board(number: int, seed: int = 0) -> Iterator[Planted]:
    """So many different synthetic schools, ``school-01`` and on; each known to have a roster.

    The same arguments give the same schools, and more schools begin with the same ones.
    """
    digits = max(2, len(str(number)))
    for position in range(1, number + 1):
        rng = random.Random(f"board/{seed}/{position}")
        pupils = round(min(LARGEST, max(SMALLEST, TYPICAL * rng.lognormvariate(0, SPREAD))))
        variants, weights = zip(*VARIANTS, strict=True)
        variant = rng.choices(variants, weights)[0]
        times = "continuous" if rng.random() < 0.5 else "classic"
        made = generate(pupils, variant, seed * 1000 + position, times=times)
        name = {"id": f"school-{position:0{digits}}", "name": f"School {position}"}
        school = made.school.model_copy(update=name)
        run = made.roster.run.model_copy(update={"school_hash": school.hash()})
        yield Planted(school, made.roster.model_copy(update={"school": school.id, "run": run}))
