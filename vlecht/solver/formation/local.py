"""Tasks on this machine, a process each: one past its deadline is killed, one that dies costs only itself."""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, TimeoutError
from functools import partial
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from vlecht.solver.formation.runner import Done
from vlecht.solver.formation.work import work

WATCH = 1.0
"""Seconds between two looks of a worker at whether its parent still lives."""


def processors() -> int:
    """Processors that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class LocalRunner:
    """Runs tasks on ``jobs`` processes of this machine, each by ``do`` (a function of a module)."""

    def __init__(self, jobs: int, do: Callable[[str], str] = work) -> None:
        self._do = do
        self._jobs = jobs
        self._ended: queue.SimpleQueue[Done] = queue.SimpleQueue()
        self._pool: Any = ProcessPool(
            max_workers=jobs, initializer=_begin, initargs=(os.getpid(),), context=_context()
        )

    @property
    def slots(self) -> int:
        """Processes."""
        return self._jobs

    def submit(self, key: str, parcel: str, deadline: float) -> None:
        """Hands a task to the next free process; the deadline counts from when that begins with it."""
        future: ProcessFuture[str] = self._pool.schedule(self._do, args=[parcel], timeout=deadline)
        future.add_done_callback(partial(self._note, key))

    def _note(self, key: str, future: ProcessFuture[str]) -> None:
        try:
            done = Done(key, future.result())
        except CancelledError:
            return
        except TimeoutError:
            done = Done(key, failure="deadline", detail="did not keep its time limit and was stopped")
        except ProcessExpired as error:
            done = Done(key, failure="lost", detail=f"its process ended with code {error.exitcode}")
        except BaseException as error:
            # Whatever a task raises is an outcome of the task, never the end of the batch.
            trace = getattr(error, "traceback", "")
            done = Done(key, failure="error", detail=f"{type(error).__name__}: {error}\n{trace}".strip())
        self._ended.put(done)

    def finished(self, timeout: float) -> list[Done]:
        """What has ended."""
        found: list[Done] = []
        try:
            found.append(self._ended.get(timeout=timeout))
            while True:
                found.append(self._ended.get_nowait())
        except queue.Empty:
            return found

    def close(self) -> None:
        """Kills what still runs."""
        self._pool.stop()
        self._pool.join()


def _context() -> multiprocessing.context.BaseContext:
    """Processes from a clean server that has loaded the solver once: a fork of a process with threads is
    not safe, and loading OR-Tools takes a second."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["vlecht.solver.formation.work"])
    return context


def _begin(parent: int) -> None:
    """A worker leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while _lives(parent):
        time.sleep(WATCH)
    os._exit(1)


def _lives(process: int) -> bool:
    if sys.platform == "win32":
        # There a process without parent cannot send its result, and ends by itself at its time limit.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
