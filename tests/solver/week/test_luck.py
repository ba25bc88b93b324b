"""Which way to improve is tried next."""

from __future__ import annotations

import random

from vlecht.solver.week.luck import Luck, draw


def test_what_was_never_tried_comes_first_in_order() -> None:
    luck = {"a": Luck(), "b": Luck(), "c": Luck()}
    rng = random.Random(0)
    luck["a"].learn(gained=False, seconds=1.0)
    assert draw(luck, rng) == "b"
    luck["b"].learn(gained=False, seconds=1.0)
    assert draw(luck, rng) == "c"


def test_what_gains_and_what_is_quick_is_drawn_more_often_and_nothing_is_given_up() -> None:
    luck = {"gains": Luck(), "slow": Luck(), "dull": Luck()}
    for _ in range(10):
        luck["gains"].learn(gained=True, seconds=1.0)
        luck["slow"].learn(gained=True, seconds=10.0)
        luck["dull"].learn(gained=False, seconds=1.0)
    rng = random.Random(1)
    drawn = [draw(luck, rng) for _ in range(3000)]
    assert drawn.count("gains") > 4 * drawn.count("slow") > 0
    assert drawn.count("gains") > 4 * drawn.count("dull") > 0
