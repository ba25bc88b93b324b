"""Sets of groups in turns: everything is proven when there is time, and told after every turn."""

from __future__ import annotations

import random

from tests.solver.grouping.drawing import MAKERS, Draw, drawn_task
from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.parts import Alone, Part
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.tree.ready import ready
from vlecht.solver.grouping.turns import promising, take_turns
from vlecht.solver.run import Clock, Settings


def begun(tasks: list[Task]) -> list[Alone]:
    """Parts with everybody dealt out, where that breaks nothing."""
    parts = []
    for number, task in enumerate(tasks):
        part = Alone(f"part{number}", task)
        size = len(task.groups)
        groups = [[p for p in range(len(task.pupils)) if p % size == g] for g in range(size)]
        assert task.faults(groups) == 0
        part.offer(task.named(groups), task.cost(groups), 0)
        parts.append(part)
    return parts


def soft(seed: int) -> Task:
    return drawn(seed, hard=False)


def without_tree(seed: int) -> Task:
    rng = random.Random(seed)
    kinds = [MAKERS[kind](Draw(rng, 6, 2, (kind, 3, False))) for kind in ("even", "apart", "share")]
    return drawn_task(rng, 6, 2, tuple(kinds))


def best_of(task: Task) -> int:
    return min(map(task.cost, divisions(task)))


def test_parts_with_trees_and_without_are_all_proven() -> None:
    assert ready(Clock(1, deterministic=True))
    tasks = [soft(1), soft(2), without_tree(3), soft(4), without_tree(5)]
    parts = begun(tasks)
    told: list[int] = []
    spent = {part.name: 0.1 for part in parts}
    take_turns(parts, spent, Clock(60), Settings(2, 1), 0.0, lambda: told.append(sum(p.gap for p in parts)))
    assert [part.cost for part in parts] == [best_of(task) for task in tasks]
    assert all(part.gap == 0 for part in parts)
    assert all((part.searching is not None) == part.suited for part in parts)
    assert told == sorted(told, reverse=True)
    assert told[-1] == 0


def test_turns_end_when_time_is_up_and_keep_the_best() -> None:
    assert ready(Clock(1, deterministic=True))
    parts = begun([class_of(120, seed) for seed in range(3)])
    before = [part.cost for part in parts]
    clock = Clock(1.0, deterministic=True)
    take_turns(parts, {part.name: 0.6 for part in parts}, clock, Settings(2, 1), 0.0, lambda: None)
    assert clock.left < 0.1
    assert all(part.cost < cost for part, cost in zip(parts, before, strict=True))
    assert all(0 < part.bound < part.cost for part in parts)
    assert all(part.task.faults(part.task.positions(part.members)) == 0 for part in parts)


def test_two_runs_that_count_work_are_the_same() -> None:
    def run() -> list[tuple[int, int, dict[str, tuple[str, ...]]]]:
        parts = begun([class_of(40, seed) for seed in range(3)])
        clock = Clock(1.0, deterministic=True)
        take_turns(parts, {part.name: 0.6 for part in parts}, clock, Settings(2, 1), 0.0, lambda: None)
        return [(part.cost, part.bound, part.members) for part in parts]

    assert run() == run()


def test_several_workers_prove_and_better_one_part() -> None:
    assert ready(Clock(1, deterministic=True))
    (part,) = begun([soft(9)])
    part.compose(Clock(60), Settings(2, 1), 30)
    assert part.cost == part.bound == best_of(part.task)


def test_a_gap_that_is_asked_for_is_enough() -> None:
    assert ready(Clock(1, deterministic=True))
    parts = begun([class_of(150, 1), class_of(150, 2)])
    take_turns(parts, {p.name: 0.1 for p in parts}, Clock(60), Settings(2, 1), 0.9, lambda: None)
    cost, bound = sum(p.cost for p in parts), sum(p.bound for p in parts)
    assert bound < cost
    assert cost - bound <= 0.9 * cost


def test_the_most_promising_may_gain_most_for_the_time_it_had() -> None:
    parts: list[Part] = list(begun([soft(1), soft(2)]))
    parts[0].cost, parts[0].bound, parts[1].cost, parts[1].bound = 10, 2, 10, 6
    assert promising(parts, {"part0": 1.0, "part1": 1.0}) is parts[0]
    assert promising(parts, {"part0": 4.0, "part1": 1.0}) is parts[1]
    parts[0].bound, parts[1].bound = 10, 10
    assert promising(parts, {"part0": 1.0, "part1": 1.0}) is None
