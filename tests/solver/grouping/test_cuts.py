"""Groups by sizes and levels alone: the best cut is the best of all divisions, and costs what it claims."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.sets import draw
from tests.solver.grouping.drawing import drawn_task, pairs
from tests.solver.grouping.test_compose import choice, cost, school
from tests.solver.grouping.test_tiny import best_of_all
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.rules.judge import judge
from vlecht.rules.registry import ABOUT_GROUPS
from vlecht.solver.grouping import compose, cuts
from vlecht.solver.grouping.ask import GroupOptions, group
from vlecht.solver.grouping.compose import compose_task
from vlecht.solver.grouping.cuts import Cut, cut, plain
from vlecht.solver.grouping.statement import task_of
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Term
from vlecht.solver.grouping.terms.company import Apart
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.grouping.terms.sizes import Even, Limit, Seated
from vlecht.solver.run import Clock, Settings


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Few pupils, levels with ties and unknown ones; any of the terms, hard or soft."""
    size = draw(st.integers(1, 3))
    number = draw(st.integers(1, 7 if size < 3 else 6))
    value = st.one_of(st.none(), st.integers(0, 4), st.integers(0, 30))
    values = tuple(draw(st.lists(value, min_size=number, max_size=number)))
    weights, everybody = st.integers(1, 5), (1,) * number
    terms: list[Term] = []
    if draw(st.booleans()):
        low = draw(st.integers(0, number // size))
        high = draw(st.none() | st.integers(-(-number // size), number))
        terms.append(Limit("size", 1, True, everybody, low, high))
    if draw(st.booleans()):
        target = draw(st.integers(0, number))
        terms.append(Limit("target", draw(weights), False, everybody, target, target))
    if draw(st.booleans()):
        terms.append(Limit("reserved", draw(weights), False, everybody, high=draw(st.integers(0, number))))
    if draw(st.booleans()):
        hard = draw(st.integers(0, 3)) == 0
        terms.append(Even("even", draw(weights), hard, draw(st.integers(0, 3))))
    if draw(st.integers(0, 4)):
        hard = draw(st.integers(0, 4)) == 0
        terms.append(Spread("levels", draw(weights), hard, values, draw(st.sampled_from([0, 0, 2, 10]))))
    names = tuple(f"g{g}" for g in range(size)), tuple(f"p{p}" for p in range(number))
    return Task("drawn", *names, tuple(terms), {})


def found(task: Task) -> Cut:
    known = cut(task)
    assert known is not None
    return known


@settings(max_examples=300, deadline=None)
@given(tasks())
def test_the_best_cut_is_the_best_of_all_divisions(task: Task) -> None:
    assert plain(task)
    best, known = best_of_all(task), found(task)
    assert known.settled
    if best is None:
        assert known.groups is None
        return
    assert known.groups is not None
    assert sorted(p for pupils in known.groups for p in pupils) == list(range(len(task.pupils)))
    assert task.faults(known.groups) == 0
    assert task.cost(known.groups) == known.cost == known.bound == best


@settings(max_examples=60, deadline=None)
@given(tasks(), st.integers(0, 10**6))
def test_a_cut_bounds_the_task_whatever_else_counts(task: Task, seed: int) -> None:
    rng = random.Random(seed)
    number, size = len(task.pupils), len(task.groups)
    assume(number > 1)
    more = drawn_task(rng, number, size, (*task.terms, Apart("apart", 3, False, pairs(rng, number))), pins=1)
    assert not plain(more)
    best = best_of_all(more)
    assume(best is not None)
    assert best is not None
    assert found(more).bound <= best


@pytest.mark.parametrize(
    "other",
    [
        Apart("apart", 1, False, ((0, 1),)),
        Spread("ages", 1, False, (1, 2, 3, 4)),
        Limit("heavy", 1, False, (1, 0, 1, 1), high=1),
        Seated("places", 0, True, (3, 2)),
    ],
    ids=lambda term: term.rule,
)
def test_what_more_is_stated_is_no_matter_of_sizes_and_levels_alone(other: Term) -> None:
    levels = Spread("levels", 1, False, (4, 3, 2, 1))
    assert plain(drawn_task(random.Random(0), 4, 2, (levels,)))
    assert not plain(drawn_task(random.Random(0), 4, 2, (levels, other)))
    assert not plain(drawn_task(random.Random(0), 4, 2, (levels,), pins=1))


def test_too_much_to_reckon_is_told_and_what_was_reckoned_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    levels = Spread("levels", 1, False, (1, 1, 1, 1, 1, 9, 9, 30))
    task = drawn_task(random.Random(0), 8, 2, (levels, Even("even", 2, False)))
    whole = found(task)
    assert (whole.cost, whole.bound) == (20, 20)
    monkeypatch.setattr(cuts, "WORK", 170)
    part = found(task)
    assert part.groups is not None
    assert not part.settled
    assert task.cost(part.groups) == part.cost
    assert part.bound <= whole.cost <= part.cost
    searched = compose_task(task, Clock(30), Settings(workers=2), 5)
    assert (searched.cost, searched.bound) == (whole.cost, whole.cost)
    monkeypatch.setattr(cuts, "ROOM", 10)
    assert cut(task) is None


def searching(*_: object, **__: object) -> None:
    pytest.fail("a search is run")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 80)), min_size=4, max_size=12),
    st.sampled_from([None, 2, 5]),
    st.integers(0, 2),
    st.sampled_from([0, 7]),
)
def test_what_is_claimed_is_what_the_checker_charges(
    levels: list[int | None], target: int | None, reserved: int, tolerance: int
) -> None:
    data = school(levels, "homogeneous").school.model_dump(mode="json")
    sizes = {"min": 1, "max": 10, "target": target, "reserved": reserved}
    next(d for d in data["deliveries"] if d["id"] == "math-a")["size"] = sizes
    data["policy"] = {"rules": {"level_mix": {"params": {"tolerance": tolerance}}}}
    index = SchoolIndex(School.model_validate(data))
    task = task_of(index, choice(index))
    assert plain(task)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compose, "descend", searching)
        known = compose_task(task, Clock(30), Settings(), 1)
    assert known.groups is not None
    assert known.cost == known.bound == cost(index, task.named(known.groups))


def test_a_thousand_pupils_in_one_set_are_proven_best_without_a_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compose, "descend", searching)
    index = SchoolIndex(draw(1_000, "homogeneous", 1))
    result = group(index, GroupOptions(time_limit=60, workers=1))
    judgement = judge(index, Roster(school=index.school.id, groups=result.groups), ABOUT_GROUPS)
    assert result.status == "optimal"
    assert result.cost == result.bound == judgement.cost == 58
    assert not judgement.hard


def test_sizes_that_cannot_be_met_are_proven_so_without_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "descend", searching)
    task = drawn_task(random.Random(0), 5, 2, (Limit("size", 1, True, (1,) * 5, low=3),))
    known = compose_task(task, Clock(30), Settings(), 1)
    assert known.groups is None
    assert known.impossible
