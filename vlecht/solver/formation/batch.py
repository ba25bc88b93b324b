"""A batch: every task once, in an order in which each can begin from its neighbour's roster."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from vlecht.models.formation import Answer, Outcome, Task
from vlecht.solver.formation.runner import Done, Runner, deadline
from vlecht.solver.formation.work import parcel

ATTEMPTS = 3
"""A task whose worker is lost this often is given up: something in it kills workers."""
BEAT = 0.5
"""Seconds between two looks at whether to stop."""


class Store(Protocol):
    """What the batch reads from and writes to. Only the process that runs the batch does so."""

    def answered(self) -> dict[str, Answer]:
        """Keys of the tasks that have an outcome, and what it is."""

    def school(self, task: Task) -> str:
        """The text of a task's school file."""

    def roster(self, key: str) -> str | None:
        """The roster of an outcome, as text; ``None`` when it has none."""

    def begin(self, key: str) -> None:
        """Notes that an attempt begins."""

    def lose(self, key: str, how: str) -> None:
        """Notes that an attempt came to nothing."""

    def finish(self, outcome: Outcome) -> None:
        """Keeps an outcome, once and for all."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a batch stands. ``failed``: could not be computed. ``left``: seconds to go, as far as known."""

    total: int
    done: int
    running: int
    failed: int
    elapsed: float
    left: float | None


def run_batch(
    tasks: Iterable[Task],
    runner: Runner,
    store: Store,
    on_progress: Callable[[Standing], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Standing:
    """Does every task that has no outcome yet. Ends early when ``should_stop`` says so.

    A task waits for the one it begins from. Of those that can begin the largest goes first, so that no
    long one is left alone at the end.
    """
    batch = _Batch(list(tasks), runner, store)
    while not batch.over:
        if should_stop is not None and should_stop():
            break
        batch.fill()
        for done in runner.finished(BEAT):
            batch.take(done)
        if on_progress is not None:
            on_progress(batch.standing())
    return batch.standing()


class _Batch:
    def __init__(self, tasks: list[Task], runner: Runner, store: Store) -> None:
        self.tasks = {task.key: task for task in tasks}
        self.runner = runner
        self.store = store
        self.began = time.monotonic()
        answered = store.answered()
        self.done = {key for key in self.tasks if key in answered}
        self.failed = {key for key in self.done if answered[key] == "failed"}
        self.before = len(self.done)
        self.running: set[str] = set()
        self.tries: dict[str, int] = defaultdict(int)
        self.waiting: dict[str, list[str]] = defaultdict(list)
        self.ready: list[str] = []
        for task in tasks:
            if task.key in self.done:
                continue
            if task.start is None or task.start in answered or task.start not in self.tasks:
                self.ready.append(task.key)
            else:
                self.waiting[task.start].append(task.key)

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return len(self.done) == len(self.tasks)

    def _next(self) -> str:
        """Of what can begin: what most others wait for, then the largest."""
        key = max(self.ready, key=lambda k: (len(self.waiting.get(k, ())), self.tasks[k].size, k))
        self.ready.remove(key)
        return key

    def fill(self) -> None:
        """Begins tasks as long as there are slots."""
        while self.ready and len(self.running) < self.runner.slots:
            key = self._next()
            task = self.tasks[key]
            start = self.store.roster(task.start) if task.start is not None else None
            text = parcel(task, self.store.school(task), start)
            limit = deadline(task.options.time_limit, task.options.reproducible)
            self.running.add(key)
            self.tries[key] += 1
            self.store.begin(key)
            self.runner.submit(key, text, limit)

    def take(self, done: Done) -> None:
        """An attempt has ended: keep what it brought, or try again, or give the task up."""
        if done.key not in self.running:
            return
        self.running.discard(done.key)
        if done.text is not None:
            self._keep(Outcome.model_validate_json(done.text))
            return
        self.store.lose(done.key, f"{done.failure}: {done.detail}")
        if done.failure == "lost" and self.tries[done.key] < ATTEMPTS:
            self.ready.append(done.key)
            return
        answer: Answer = "unknown" if done.failure == "deadline" else "failed"
        self._keep(Outcome(key=done.key, answer=answer, message=done.detail))

    def _keep(self, outcome: Outcome) -> None:
        self.store.finish(outcome)
        self.done.add(outcome.key)
        if outcome.answer == "failed":
            self.failed.add(outcome.key)
        self.ready.extend(self.waiting.pop(outcome.key, ()))

    def standing(self) -> Standing:
        """How it stands. The time left follows from the limits of what is to be done and from the pace."""
        elapsed = time.monotonic() - self.began
        left = [task for key, task in self.tasks.items() if key not in self.done]
        made = len(self.done) - self.before
        seconds: float | None = None
        if not left:
            seconds = 0.0
        elif made:
            pace = elapsed / made
            seconds = pace * max(0.5, len(left) - len(self.running) / 2)
        else:
            seconds = sum(task.options.time_limit for task in left) / self.runner.slots
        return Standing(
            len(self.tasks), len(self.done), len(self.running), len(self.failed), elapsed, seconds
        )
