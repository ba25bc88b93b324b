"""What is free in one solution is free in another."""

from __future__ import annotations

from random import Random

import pytest

from tests.core.parity import random_solution
from tests.core.weeks import busy_week
from vlecht.solver.cpsat.freedom import Freedom


@pytest.mark.parametrize("seed", range(12))
def test_the_same_events_and_roles_are_free_in_another_solution(seed: int) -> None:
    problem, rng = busy_week(), Random(seed)
    one, other = random_solution(problem, rng), random_solution(problem, rng)
    events = set(rng.sample(range(len(problem.events)), 2))
    numbered = list(enumerate(one.sub_events))
    whole = frozenset(p for p, sub in numbered if sub.event in events)
    roles = frozenset(
        (position, 0) for position, sub in numbered if sub.resources and sub.event not in events
    )
    times, pupils = frozenset({1, 2}), frozenset({3})
    carried = Freedom(one, whole, roles, pupils, times).carried(other)
    assert carried.solution is other
    assert (carried.times, carried.pupils) == (times, pupils)
    for position, sub in enumerate(other.sub_events):
        assert (position in carried.sub_events) == (sub.event in events)
        for role in range(len(sub.resources)):
            assert ((position, role) in carried.roles) == (role == 0 and sub.event not in events)
