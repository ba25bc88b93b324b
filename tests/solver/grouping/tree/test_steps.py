"""From every amount to the next that a term can cost."""

from __future__ import annotations

import itertools
import random

import pytest

from vlecht.solver.grouping.tree.steps import MOST, amounts_of, between, every


@pytest.mark.parametrize("seed", range(20))
def test_amounts_are_those_of_some_division(seed: int) -> None:
    rng = random.Random(seed)
    members, groups, off = rng.randint(1, 5), rng.randint(2, 3), rng.randint(0, 2)
    inside = [{off + rng.randrange(9) for _ in range(rng.randint(1, 2))} for _ in range(members + 1)]
    expected = {
        sum(amounts) - off
        for numbers in itertools.product(range(members + 1), repeat=groups)
        if sum(numbers) == members
        for amounts in itertools.product(*(inside[number] for number in numbers))
    }
    found = amounts_of(inside, groups, off)
    assert {amount for amount in range(MOST) if found >> amount & 1} == expected


def test_the_next_amount_is_a_step_away() -> None:
    steps = between(1 << 0 | 1 << 3 | 1 << 12)
    assert len(steps) == MOST
    assert steps[:4] == [3, 2, 1, 9]
    assert [amount + steps[amount] for amount in range(12)] == [3] * 3 + [12] * 9
    assert 12 + steps[12] == MOST
    assert every(5) == [5] * MOST
