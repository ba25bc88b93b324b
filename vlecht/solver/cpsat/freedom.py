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

    def carried(self, solution: Solution) -> Freedom:
        """The same events, roles and pupils free in another solution, which differs in these only."""
        was = self.solution.sub_events
        events = {was[position].event for position in self.sub_events}
        roles = {(was[position].event, role) for position, role in self.roles}
        now = list(enumerate(solution.sub_events))
        return Freedom(
            solution,
            frozenset(position for position, sub in now if sub.event in events),
            frozenset(
                (position, role)
                for position, sub in now
                for role in range(len(sub.resources))
                if (sub.event, role) in roles
            ),
            self.pupils,
            self.times,
        )
