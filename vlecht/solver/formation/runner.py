"""Where the work is done: the interface behind which this machine and a cluster look the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

GRACE = 30.0
"""Seconds beyond its time limit after which a task is given up, whatever the length of the limit."""
SLACK = 0.5
"""And this share of its time limit: large schools take a while to state and to judge."""
BY_WORK = 10.0
"""A limit counted in work instead of time may take this many times as long on a busy machine."""

Failure = Literal["", "lost", "deadline", "error"]
"""``lost``: the worker died; ``deadline``: its process was killed at the deadline; ``error``: a fault in the
program."""


@dataclass(frozen=True, slots=True)
class Done:
    """The end of an attempt at a task: the outcome as text, or how it failed."""

    key: str
    text: str | None = None
    failure: Failure = ""
    detail: str = ""


class Runner(Protocol):
    """Does tasks side by side. Nothing that goes wrong with a task raises: it is in what ``finished`` says.

    ``slots``: tasks that run at the same time.
    """

    @property
    def slots(self) -> int:
        """Tasks that can run at the same time."""

    def submit(self, key: str, parcel: str, deadline: float) -> None:
        """Begins a task, to be given up after ``deadline`` seconds of running."""

    def finished(self, timeout: float) -> list[Done]:
        """Attempts that have ended since the last call; waits up to ``timeout`` seconds for the first."""

    def close(self) -> None:
        """Ends at once: whatever still runs is stopped, and nothing stays behind."""


def deadline(time_limit: float, by_work: bool) -> float:
    """Seconds after which a task with that time limit is given up."""
    return GRACE + time_limit * (BY_WORK if by_work else 1 + SLACK)
