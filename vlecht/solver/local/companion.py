"""The local search beside another search: a process of its own that trades solutions with its parent."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from types import TracebackType

from vlecht.core.problem import Problem
from vlecht.core.solution import Cost, Solution
from vlecht.solver.local.messages import Found, Task, packed, read, send


class Companion:
    """Starts the process; ``best`` is what it has told last. Use as a context manager.

    Where the process cannot start, or does not know the problem, it simply never tells anything.
    """

    def __init__(self, problem: Problem, seed: int, seconds: float) -> None:
        self._lock = threading.Lock()
        self._best: Found | None = None
        self._near: Found | None = None
        self._pending: bytes | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._wake = threading.Event()
        self._closed = False
        environment = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "vlecht.solver.local.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        except OSError:
            return
        task = packed(Task(problem, seed, seconds))
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._speak, args=(task,), daemon=True).start()

    def __enter__(self) -> Companion:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        self._wake.set()
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    @property
    def alive(self) -> bool:
        """Whether anything may still come."""
        return self._process is not None and self._process.poll() is None

    def better(self, cost: Cost) -> Solution | None:
        """The best that it has told, if that costs less by its own account."""
        with self._lock:
            found = self._best
        return found.solution if found is not None and found.cost < cost else None

    def near(self) -> Solution | None:
        """What it has told last that lacks little and costs less than its best; once."""
        with self._lock:
            found, self._near = self._near, None
        return None if found is None else found.solution

    def offer(self, solution: Solution, cost: Cost) -> None:
        """Let it know of a solution; returns at once."""
        message = packed(Found(solution, cost))
        with self._lock:
            self._pending = message
        self._wake.set()

    def _listen(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        for message in read(self._process.stdout):
            if isinstance(message, Found):
                with self._lock:
                    if message.near:
                        self._near = message
                    else:
                        self._best = message

    def _speak(self, task: bytes) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, task)
            while not self._closed:
                self._wake.wait()
                self._wake.clear()
                with self._lock:
                    message, self._pending = self._pending, None
                if message is not None:
                    send(self._process.stdin, message)
        except OSError:
            # It has ended, perhaps because it does not know the problem.
            return
