"""Shrinking an impossible set, against the definition."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from vlecht.solver.diagnose.shrink import shrink


def _possible(cores: list[set[int]], items: Sequence[int]) -> bool:
    return not any(core <= set(items) for core in cores)


@given(st.lists(st.sets(st.integers(0, 11), min_size=1, max_size=5), min_size=1, max_size=4))
def test_what_is_left_is_impossible_and_nothing_can_be_left_out(cores: list[set[int]]) -> None:
    items = list(range(12))
    left = shrink(items, lambda item: item // 3, lambda some: _possible(cores, some), lambda: False)
    assert left.minimal
    assert not _possible(cores, left.items)
    for fewer in combinations(left.items, len(left.items) - 1):
        assert _possible(cores, fewer)


def test_early_items_are_kept_rather_than_late_ones() -> None:
    cores = [{0, 1}, {2, 3}, {0, 3}]
    left = shrink(range(4), lambda item: item, lambda some: _possible(cores, some), lambda: False)
    assert set(left.items) == {0, 1}


def test_questions_without_an_answer_keep_the_set_impossible_but_not_minimal() -> None:
    cores = [{2, 5}]
    asked: list[int] = []

    def possible(some: Sequence[int]) -> bool | None:
        asked.append(len(some))
        return None if len(asked) % 2 else _possible(cores, some)

    left = shrink(range(8), lambda item: item, possible, lambda: False)
    assert not left.minimal
    assert {2, 5} <= set(left.items)


def test_in_a_hurry_everything_stays() -> None:
    left = shrink(range(5), lambda _item: 0, lambda _some: False, lambda: True)
    assert (left.items, left.minimal) == ((0, 1, 2, 3, 4), False)
