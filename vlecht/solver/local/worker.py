"""The process of its own in which local search runs: ``python -m vlecht.solver.local.worker``.

It is told a problem, and later better solutions, through its standard input, and tells better solutions
through its standard output. It ends when its time is over or its standard input does: never later than its
parent.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from queue import Empty, SimpleQueue
from typing import BinaryIO

from vlecht.core.solution import Cost
from vlecht.solver.local.messages import Found, Task, packed, read, send


def main() -> None:
    """Work until told to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not come between the messages.
    os.dup2(2, 1)
    messages = read(sys.stdin.buffer)
    task = next(messages, None)
    if not isinstance(task, Task):
        return
    inbox: SimpleQueue[object] = SimpleQueue()

    def listen() -> None:
        for message in messages:
            inbox.put(message)
        # The parent is done or gone: nothing that is still being worked on is of use to anybody.
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    _work(task, inbox, out)


def _work(task: Task, inbox: SimpleQueue[object], out: BinaryIO) -> None:
    ends = time.monotonic() + task.seconds
    from vlecht.solver.local.monitors import UnsupportedError
    from vlecht.solver.local.schedule import Annealer
    from vlecht.solver.local.state import LocalState
    from vlecht.solver.local.tables import Tables

    try:
        state = LocalState(Tables(task.problem), task.seed)
    except UnsupportedError:
        return
    annealer = Annealer(state, task.seed)
    told = Cost(2**62, 2**62)

    def between() -> bool:
        nonlocal told
        latest: Found | None = None
        while True:
            try:
                message = inbox.get_nowait()
            except Empty:
                break
            if isinstance(message, Found) and (latest is None or message.cost < latest.cost):
                latest = message
        if latest is not None and latest.cost < annealer.best_cost:
            annealer.offer(state.head_of(latest.solution), latest.cost)
            told = min(told, latest.cost)
        if annealer.best_cost < told and annealer.best is not None:
            told = annealer.best_cost
            try:
                send(out, packed(Found(state.solution(annealer.best), told)))
            except OSError:
                return False
        if annealer.near is not None:
            head, cost = annealer.near
            annealer.near = None
            try:
                send(out, packed(Found(state.solution(head), cost, near=True)))
            except OSError:
                return False
        return time.monotonic() < ends

    annealer.run(lambda: ends - time.monotonic(), between)


if __name__ == "__main__":
    main()
