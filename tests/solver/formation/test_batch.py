"""The batch: every task once, in an order that lets each begin from its neighbour, whatever happens."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from vlecht.models.formation import Answer, Outcome, SolveOptions, Task
from vlecht.solver.formation.batch import ATTEMPTS, Standing, run_batch
from vlecht.solver.formation.runner import Done, Failure

OPTIONS = SolveOptions(time_limit=1.0)


def task(key: str, start: str | None = None, size: int = 0) -> Task:
    return Task(key=key, school_hash=key, options=OPTIONS, start=start, size=size)


class Memory:
    """A store in memory. A second result for a key is refused, as the journal refuses it."""

    def __init__(self) -> None:
        self.results: dict[str, Outcome] = {}
        self.begun: list[str] = []
        self.lost: list[tuple[str, str]] = []

    def answered(self) -> dict[str, Answer]:
        return {key: outcome.answer for key, outcome in self.results.items()}

    def school(self, task: Task) -> str:
        return json.dumps({"id": task.school_hash})

    def roster(self, key: str) -> str | None:
        return self.results[key].roster if key in self.results else None

    def begin(self, key: str) -> None:
        self.begun.append(key)

    def lose(self, key: str, how: str) -> None:
        self.lost.append((key, how))

    def finish(self, outcome: Outcome) -> None:
        assert outcome.key not in self.results
        self.results[outcome.key] = outcome


class Scripted:
    """A runner that ends attempts one call later, as told per key (a roster by default)."""

    def __init__(self, slots: int = 2, ends: dict[str, list[Failure]] | None = None) -> None:
        self.slots = slots
        self.ends = ends or {}
        self.now: list[str] = []
        self.starts: dict[str, str | None] = {}
        self.most = 0

    def submit(self, key: str, parcel: str, deadline: float) -> None:
        assert deadline > 1.0
        self.now.append(key)
        self.most = max(self.most, len(self.now))
        data = json.loads(parcel)
        assert data["task"]["key"] == key
        self.starts[key] = data["start"]

    def finished(self, timeout: float) -> list[Done]:
        assert timeout > 0
        if not self.now:
            return []
        key = self.now.pop(0)
        failures = self.ends.get(key, [])
        if failures:
            return [Done(key, failure=failures.pop(0), detail="told so")]
        return [Done(key, Outcome(key=key, answer="feasible", roster=f"of {key}").model_dump_json())]

    def close(self) -> None:
        pass


def test_every_task_once_and_after_the_one_it_begins_from() -> None:
    store, runner = Memory(), Scripted()
    tasks = [task("b1", "a"), task("b2", "a", 5), task("a", size=1), task("c", "b1")]
    standing = run_batch(tasks, runner, store)
    assert Counter(store.begun) == dict.fromkeys(["a", "b1", "b2", "c"], 1)
    assert store.begun[0] == "a"
    assert runner.starts == {"a": None, "b1": "of a", "b2": "of a", "c": "of b1"}
    assert (standing.done, standing.total, standing.running, standing.left) == (4, 4, 0, 0.0)
    assert runner.most == 2


def test_who_is_waited_for_and_what_is_large_goes_first() -> None:
    store, runner = Memory(), Scripted(slots=1)
    run_batch([task("s", size=1), task("l", size=9), task("w", size=0), task("x", "w")], runner, store)
    assert store.begun == ["w", "l", "s", "x"]


def test_what_is_done_is_not_done_again() -> None:
    store = Memory()
    store.finish(Outcome(key="a", answer="infeasible"))
    standing = run_batch([task("a"), task("b", "a")], Scripted(), store)
    assert store.begun == ["b"]
    assert standing.done == 2


def test_a_lost_worker_is_tried_again_but_not_for_ever() -> None:
    store = Memory()
    ends: dict[str, list[Failure]] = {"a": ["lost"], "b": ["lost"] * ATTEMPTS}
    standing = run_batch([task("a"), task("b")], Scripted(ends=ends), store)
    assert store.results["a"].answer == "feasible"
    assert store.results["b"].answer == "failed"
    assert standing.failed == 1
    assert Counter(store.begun) == {"a": 2, "b": ATTEMPTS}
    assert len(store.lost) == 1 + ATTEMPTS


def test_a_missed_deadline_is_unknown_and_a_fault_is_a_failure() -> None:
    store = Memory()
    ends: dict[str, list[Failure]] = {"a": ["deadline"], "b": ["error"]}
    run_batch([task("a"), task("b"), task("c", "a")], Scripted(ends=ends), store)
    assert store.results["a"].answer == "unknown"
    assert store.results["b"].answer == "failed"
    assert store.results["c"].answer == "feasible"


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_stopped_batch_goes_on_where_it_was(after: int) -> None:
    store = Memory()
    tasks = [task(name) for name in "abcd"]
    first = run_batch(tasks, Scripted(slots=1), store, should_stop=lambda: len(store.results) >= after)
    assert first.done == after
    run_batch(tasks, Scripted(slots=1), store)
    assert len(store.results) == 4
    assert set(Counter(store.begun).values()) == {1}


def test_progress_tells_how_it_stands() -> None:
    seen: list[Standing] = []
    run_batch([task(name) for name in "abc"], Scripted(slots=1), Memory(), seen.append)
    assert [s.done for s in seen] == [1, 2, 3]
    assert all(s.left is not None for s in seen)
