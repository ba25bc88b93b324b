"""Friends and levels together: what is said of both is true of all groups, and says where a group reaches."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.solver.grouping.drawing import drawn_task
from tests.solver.grouping.test_tiny import assert_best
from vlecht.solver.grouping.reach import ways
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.company import Friends
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.grouping.terms.sizes import Limit
from vlecht.solver.run import Settings


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Levels known and not, close together or in a tolerance, twice at times; friends asked or demanded."""
    number, groups = draw(st.integers(4, 6)), draw(st.integers(2, 3))
    level = st.one_of(st.none(), st.integers(0, 9))
    spreads = [
        Spread(
            f"levels {i}",
            draw(st.integers(1, 3)),
            draw(st.integers(0, 5)) == 0,
            tuple(draw(level) for _ in range(number)),
            tolerance=draw(st.integers(0, 4)),
        )
        for i in range(draw(st.integers(1, 2)))
    ]
    friends = {
        p: tuple(draw(st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True)))
        for p in range(number)
        if draw(st.booleans())
        for others in ([q for q in range(number) if q != p],)
    }
    asked = [Friends("friends", draw(st.integers(1, 4)), draw(st.integers(0, 3)) == 0, friends)]
    size = Limit("size", 1, True, (1,) * number, low=1, high=number - 1)
    rng = random.Random(draw(st.integers(0, 99)))
    terms = (*spreads, *(asked if friends else ()), size)
    return drawn_task(rng, number, groups, terms, draw(st.integers(0, 1)))


@settings(max_examples=40, deadline=None)
@given(tasks(), st.integers(1, 2))
def test_groups_with_levels_and_friends_cost_the_least_of_all_and_no_more_is_proven(
    task: Task, workers: int
) -> None:
    assert_best(task, Settings(workers=workers))


def test_friends_are_left_out_from_the_farthest_on_either_side() -> None:
    values = (5, 1, None, 9, 5, 12)
    assert list(ways(values, 0, 0, (1, 2, 3, 4, 5))) == [
        ([1, 2, 4], None, 9),
        ([1, 2, 3, 4], None, 12),
        ([2, 3, 4, 5], 1, None),
        ([2, 4], 1, 9),
        ([2, 3, 4], 1, 12),
    ]
    assert list(ways(values, 4, 0, (1, 2, 3, 4, 5))) == [([1, 2, 3, 4], None, 12)]
    assert list(ways(values, 0, 2, (1, 3))) == []


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=2, max_size=7), st.data())
def test_a_pupil_with_a_friend_meets_every_way_and_one_with_none_near_does_not(
    values: list[int | None], data: st.DataObject
) -> None:
    everybody = st.sampled_from(range(1, len(values)))
    others = data.draw(st.lists(everybody, min_size=1, unique=True))
    group = {0, *data.draw(st.sets(everybody))}
    levels = [level for p in group if (level := values[p]) is not None]

    def met(nearer: list[int], below: int | None, above: int | None) -> bool:
        low, high = below is not None and min(levels) <= below, above is not None and max(levels) >= above
        return bool(group.intersection(nearer)) or low or high

    stated = [met(*way) for way in ways(values, 0, 0, others)]
    if group.intersection(others):
        assert all(stated)
    elif own := [level for level in values[:1] if level is not None]:
        far = [
            level for p in others if (level := values[p]) is not None and min(levels) <= level <= max(levels)
        ]
        # Only where no friend has an unknown level or one that the group covers is it told by levels alone.
        assert far or any(values[p] in (None, *own) for p in others) or not all(stated)
