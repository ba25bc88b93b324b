"""What the local search's process and its parent say to one another: pickled, each behind its length."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from vlecht.core.problem import Problem
from vlecht.core.solution import Cost, Solution


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is to do, for at most so many seconds."""

    problem: Problem
    seed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Found:
    """A solution and its cost; ``near``: not the best, but it lacks little and costs less objective."""

    solution: Solution
    cost: Cost
    near: bool = False


def packed(message: object) -> bytes:
    """A message as it goes over the line. Made by the thread that owns what is in it: objects that another
    thread still fills cannot be pickled."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return struct.pack("<Q", len(content)) + content


def send(stream: IO[bytes], message: bytes) -> None:
    """Send a packed message."""
    stream.write(message)
    stream.flush()


def read(stream: IO[bytes]) -> Iterator[object]:
    """The messages, until the stream ends."""
    while len(prefix := stream.read(8)) == 8:
        content = stream.read(struct.unpack("<Q", prefix)[0])
        try:
            yield pickle.loads(content)
        except (EOFError, pickle.UnpicklingError):
            return
