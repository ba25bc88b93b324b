"""Events that must start at fixed distances from another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import started, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class AlignStarts(Constraint):
    """The number of followers that do not start at the anchor's start plus their offset; one point.

    ``followers`` lists (event, offset in times). When the anchor is placed and the follower is not, or
    the other way round, the follower is off; when neither is placed it is not. Events that are split
    must have all their starts match.
    """

    anchor: int
    followers: tuple[tuple[int, int], ...]
    kind = "AlignStarts"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point, the anchor."""
        anchor = _starts(view, self.anchor)
        off = sum(
            _starts(view, event) != {start + offset for start in anchor} for event, offset in self.followers
        )
        if off:
            yield Deviation(view.problem.events[self.anchor].id, off)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        count = len(x.problem.times)
        anchor = [started(x, self.anchor, time) for time in range(count)]
        off: list[Expression] = []
        for event, offset in self.followers:
            # Every start of either event, and where the other should then start.
            starts = [
                (
                    anchor[time] if 0 <= time < count else False,
                    started(x, event, time + offset) if 0 <= time + offset < count else False,
                )
                for time in range(min(0, -offset), max(count, count - offset))
            ]
            off.append(self._differs(x, starts))
        x.charge(self, x.problem.events[self.anchor].id, total(off), len(off))

    def _differs(self, x: Variables, pairs: list[tuple[Literal, Literal]]) -> Expression:
        """1 when some pair of literals differs, else 0 (or more)."""
        if all(isinstance(literal, bool) for pair in pairs for literal in pair):
            return int(any(one is not other for one, other in pairs))
        differs = 0 if x.is_strict(self) else x.model.new_bool_var("off")
        for one, other in pairs:
            x.model.add(one - other <= differs)
            x.model.add(other - one <= differs)
        return differs


def _starts(view: View, event: int) -> set[int]:
    """The starting times of the event's placed sub-events."""
    return {sub.start for sub in view.subs(event) if sub.start is not None}
