"""Sets of names of whom more is asked than they can give, against every set there is."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from vlecht.solver.week.shortage import shortage

NAMES = "abcde"
NEEDS = st.lists(st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=3), max_size=7)
SUPPLY = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2))


def lacking(needs: list[frozenset[str]], supply: dict[str, int], names: frozenset[str]) -> bool:
    return sum(need <= names for need in needs) > sum(supply.get(name, 0) for name in names)


@given(NEEDS, SUPPLY)
def test_a_shortage_is_found_when_there_is_one_and_is_one(
    needs: list[frozenset[str]], supply: dict[str, int]
) -> None:
    found = shortage(needs, supply)
    every = [frozenset(c) for n in range(1, len(NAMES) + 1) for c in combinations(NAMES, n)]
    if found is None:
        assert not any(lacking(needs, supply, names) for names in every)
    else:
        assert lacking(needs, supply, found)


def test_three_lessons_for_two_teachers_who_could_each_give_two_of_them() -> None:
    needs = [frozenset("ab"), frozenset("b"), frozenset("a"), frozenset("c")]
    assert shortage(needs, dict.fromkeys("abc", 1)) == frozenset("ab")
    assert shortage(needs, {"a": 2, "b": 1, "c": 1}) is None
