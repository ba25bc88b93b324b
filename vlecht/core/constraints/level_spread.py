"""Levels within a group that should be close together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import excess

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LevelSpread(Constraint):
    """Per group: highest minus lowest level among its pupils, as far as that is beyond ``tolerance``.

    ``levels`` lists (pupil, level); pupils without a known level do not count. Pupils are all who are
    enrolled, by fixed membership or by choice; with fewer than two the spread is 0. Unit: levels.
    """

    groups: tuple[int, ...]
    levels: tuple[tuple[int, int], ...]
    tolerance: int = 0
    kind = "LevelSpread"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per group."""
        level_of = dict(self.levels)
        for group in self.groups:
            known = [level_of[pupil] for pupil in view.enrolled.get(group, ()) if pupil in level_of]
            if known and (over := max(known) - min(known) - self.tolerance) > 0:
                yield Deviation(view.problem.resources[group].id, over)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        if not self.levels:
            return
        lowest, highest = min(level for _, level in self.levels), max(level for _, level in self.levels)
        upper = highest - lowest - self.tolerance
        if upper <= 0:
            return
        for group in self.groups:
            joins = [(level, x.joins(pupil, group)) for pupil, level in self.levels]
            if all(isinstance(literal, bool) for _, literal in joins):
                known = [level for level, literal in joins if literal is True]
                over: Expression = max(max(known) - min(known) - self.tolerance, 0) if known else 0
            else:
                over = excess(x, self, self._width(x, joins) - self.tolerance, upper)
            x.charge(self, x.problem.resources[group].id, over, upper)

    def _width(self, x: Variables, joins: list[tuple[int, Literal]]) -> Expression:
        """Highest minus lowest level of those who join, or more."""
        lowest, highest = min(level for level, _ in joins), max(level for level, _ in joins)
        # An empty group leaves both ends free, and minimisation lets them meet.
        bottom = x.model.new_int_var(lowest, highest, "bottom")
        top = x.model.new_int_var(lowest, highest, "top")
        x.model.add(bottom <= top)
        for level, literal in joins:
            if literal is not False:
                x.model.add(bottom <= level).only_enforce_if(literal)
                x.model.add(top >= level).only_enforce_if(literal)
        return top - bottom
