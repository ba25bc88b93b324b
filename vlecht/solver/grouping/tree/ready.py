"""Whether trees can be used: they are compiled at their first use on a machine, beside the search.

That takes about 40 s of one core, and is kept (``jit``); afterwards it is a second. Run as a module
(``python -m vlecht.solver.grouping.tree.ready``) it compiles them beforehand.
"""

from __future__ import annotations

import threading

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.company import Friends
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.run import Clock

PATIENCE = 3.0
"""Seconds to wait for what was compiled before; who is not ready then is asked again."""
WAITED = 0.5
"""Part of the time left that waiting takes at most."""
LOADED = 1.5
"""With less than so many seconds left it is not worth to load, let alone compile, anything."""


class _Compiling(threading.Thread):
    """Compiles everything by proving the best groups of four pupils, and looking for them."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.error: BaseException | None = None

    def run(self) -> None:
        """Compile."""
        # Importing alone compiles part of it.
        try:
            from vlecht.solver.grouping.tree.anneal import Annealing
            from vlecht.solver.grouping.tree.prove import tree_of

            tree = tree_of(FOUR)
            assert tree is not None
            tree.prove(Clock(60), 60, lambda: 1)
            # Neighbourhoods are searched as trees are; annealing has code of its own.
            annealing = Annealing(FOUR, tree.tables)
            annealing.begin([[0, 1], [2, 3]])
            annealing.go(Clock(60), 60, 1)
        except BaseException as error:  # told to whoever asks
            self.error = error


FOUR = Task(
    "four",
    ("a", "b"),
    ("p", "q", "r", "s"),
    (Spread("levels", 1, False, (1, 1, 2, 2)), Friends("friends", 1, False, {0: (1,), 2: (3,)})),
    {},
)
"""A task that has everything a tree must have."""

_lock = threading.Lock()
_compiling: _Compiling | None = None


def ready(clock: Clock) -> bool:
    """Whether trees can be used by now; the first to ask has them compiled. Under a clock that counts work
    the answer is yes, however long it takes: what is done may not hang on time."""
    global _compiling  # once per process
    with _lock:
        first = _compiling is None
        if _compiling is None:
            if clock.left < LOADED and not clock.deterministic:
                return False
            _compiling = _Compiling()
            _compiling.start()
    soon = min(PATIENCE, WAITED * clock.left) if first else 0.0
    _compiling.join(None if clock.deterministic else soon)
    if _compiling.error is not None:
        raise _compiling.error
    return not _compiling.is_alive()


if __name__ == "__main__":
    ready(Clock(1, deterministic=True))
