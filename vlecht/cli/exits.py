"""Exit codes, the same for every command."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended, for scripts."""

    DONE = 0
    USAGE = 1
    INVALID = 2
    INFEASIBLE = 3
    UNKNOWN = 4
    VIOLATED = 5
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        """The code in words."""
        return _MEANING[self]


_MEANING = {
    Exit.DONE: "done",
    Exit.USAGE: "wrong usage, or a file that cannot be read or written",
    Exit.INVALID: "invalid input",
    Exit.INFEASIBLE: "proven that no roster exists",
    Exit.UNKNOWN: "no roster without hard violations found in time",
    Exit.VIOLATED: "the roster breaks a hard rule (check)",
    Exit.INTERRUPTED: "interrupted; the best roster so far is written",
}
