"""Which decisions of a model are open; everything else keeps the value it has in a given solution."""

from __future__ import annotations

from dataclasses import dataclass

from vlecht.core.solution import Solution


@dataclass(frozen=True)
class Freedom:
    """A free part of a solution: a neighbourhood.

    ``sub_events`` are positions in ``solution.sub_events`` whose split and times are open (within
    ``times`` and their present times; ``None``: anywhere). ``roles`` are (position, role) pairs whose
    resource is open. ``pupils`` choose their groups and releases anew.
    """

    solution: Solution
    sub_events: frozenset[int] = frozenset()
    roles: frozenset[tuple[int, int]] = frozenset()
    pupils: frozenset[int] = frozenset()
    times: frozenset[int] | None = None
