"""Tasks on a cluster of dask workers, here or elsewhere.

Dask's own ``cancel`` does not stop a solve that runs, so the time limit is inside the task; a worker that
does not keep it is restarted. A worker that dies gives its task back to the scheduler, which hands it to
another; a task that kills workers is given up by dask (``KilledWorker``) and counts as lost.

Everybody who reaches a scheduler's port can run code on its workers: have it listen on the loopback only, or
use TLS (``tls://``, with certificates configured for dask) between machines.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from vlecht.solver.formation.runner import Done
from vlecht.solver.formation.work import work

CONNECT = 20.0
"""Seconds to wait for the scheduler and for its first worker."""
LOOK = 2.0
"""Seconds between two looks at which tasks run, and for how long."""


class ClusterRunner:
    """Runs tasks on the workers of a dask scheduler, a slot per worker thread."""

    def __init__(self, address: str) -> None:
        """Raises ``OSError`` when there is no scheduler at the address, or no worker joins it."""
        from distributed import Client

        connect: Any = Client  # dask declares no types of its own
        try:
            self._client = connect(address, timeout=CONNECT, set_as_default=False)
            self._client.wait_for_workers(1, timeout=CONNECT)
        except (OSError, ValueError, TimeoutError) as error:
            raise OSError(f"no dask scheduler with workers at {address}: {error}") from None
        self._ended: queue.SimpleQueue[Done] = queue.SimpleQueue()
        self._futures: dict[str, Any] = {}
        self._deadline: dict[str, float] = {}
        self._since: dict[str, float] = {}
        self._looked = 0.0

    @property
    def slots(self) -> int:
        """Threads of all workers that are there now (1 at least: some may be on their way)."""
        return max(1, sum(self._threads().values()))

    def _threads(self) -> dict[str, int]:
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        return {address: int(worker["nthreads"]) for address, worker in workers.items()}

    def submit(self, key: str, parcel: str, deadline: float) -> None:
        """Hands a task to the scheduler."""
        self._deadline[key] = deadline
        name = f"vlecht-{key}-{time.monotonic_ns()}"
        future = self._client.submit(work, parcel, key=name, pure=False)
        self._futures[key] = future
        future.add_done_callback(partial(self._note, key))

    def _note(self, key: str, future: Any) -> None:
        from distributed import KilledWorker

        if key not in self._futures or self._futures[key] is not future:
            return
        try:
            if future.status == "cancelled":
                done = Done(key, failure="lost", detail="the scheduler lost it")
            elif future.status == "error":
                error = future.exception()
                lost = isinstance(error, KilledWorker)
                detail = f"{type(error).__name__}: {error}"
                done = Done(key, failure="lost" if lost else "error", detail=detail)
            else:
                done = Done(key, future.result())
        except Exception as error:
            # The connection may break while the result is fetched: then it is computed again.
            done = Done(key, failure="lost", detail=f"{type(error).__name__}: {error}")
        self._ended.put(done)

    def finished(self, timeout: float) -> list[Done]:
        """What has ended; tasks past their deadline end here, and their worker is restarted."""
        found: list[Done] = []
        try:
            found.append(self._ended.get(timeout=timeout))
            while True:
                found.append(self._ended.get_nowait())
        except queue.Empty:
            pass
        for done in found:
            self._forget(done.key)
        return found + self._overdue()

    def _forget(self, key: str) -> None:
        for kept in (self._futures, self._deadline, self._since):
            kept.pop(key, None)

    def _overdue(self) -> list[Done]:
        now = time.monotonic()
        if now - self._looked < LOOK:
            return []
        self._looked = now
        if self._client.status != "running":
            lost = [Done(key, failure="lost", detail="the scheduler is gone") for key in self._futures]
            for done in lost:
                self._forget(done.key)
            return lost
        at = self._where()
        found: list[Done] = []
        for key, future in list(self._futures.items()):
            worker = at.get(future.key)
            if worker is None:
                self._since.pop(key, None)
            elif now - self._since.setdefault(key, now) > self._deadline[key]:
                self._forget(key)
                future.cancel()
                self._client.restart_workers([worker], raise_for_error=False)
                found.append(
                    Done(key, failure="deadline", detail="did not keep its time limit and was stopped")
                )
        return found

    def _where(self) -> dict[Any, str]:
        """Dask's name of a running task -> the worker it runs on."""
        processing: Mapping[str, Any] = self._client.processing()
        return {name: worker for worker, names in processing.items() for name in names}

    def close(self) -> None:
        """Takes back what still waits; what runs ends by its own time limit."""
        futures = list(self._futures.values())
        self._futures.clear()
        if futures and self._client.status == "running":
            self._client.cancel(futures)
        self._client.close()
