"""Threads beside each other that go into compiled code and come out of it all the time.

Compiled code lets the others run. Whoever comes out of it waits for the interpreter until the one who has it
comes to its next step in compiled code, or at most so long (5 ms by default), which is as long as a step:
two who prove beside each other took 1.6 times as long as one by itself. With short waits they take the same.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

WAIT = 0.0002
"""Seconds that a thread waits for the interpreter."""

_lock = threading.Lock()
_inside = 0
_before = 0.0


@contextmanager
def short_waits() -> Iterator[None]:
    """Short waits within; those of before when the last has left."""
    global _inside, _before  # the interpreter has one
    with _lock:
        if _inside == 0:
            _before = sys.getswitchinterval()
            sys.setswitchinterval(WAIT)
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if _inside == 0:
                sys.setswitchinterval(_before)
