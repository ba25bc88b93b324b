"""Groups that should each get their fair share of the levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LevelBalance(Constraint):
    """Per group: how many level points it is off its fair share, as far as that is beyond ``tolerance``.

    ``levels`` lists (pupil, level); pupils without a known level do not count. With S the sum and N the
    number of the levels over all the groups, and s and n those of one group, its fair share is n·S/N and
    it is off by |s - n·S/N|, rounded down (0 when N is 0). Unit: levels.
    """

    groups: tuple[int, ...]
    levels: tuple[tuple[int, int], ...]
    tolerance: int = 0
    kind = "LevelBalance"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per group."""
        level_of = dict(self.levels)
        known = [
            [level_of[pupil] for pupil in view.enrolled.get(group, ()) if pupil in level_of]
            for group in self.groups
        ]
        number = sum(len(levels) for levels in known)
        points = sum(sum(levels) for levels in known)
        for group, levels in zip(self.groups, known, strict=True):
            if number:
                off = abs(number * sum(levels) - points * len(levels)) // number - self.tolerance
                if off > 0:
                    yield Deviation(view.problem.resources[group].id, off)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        if not self.levels:
            return
        joins = {
            group: [
                (level, literal)
                for pupil, level in self.levels
                if (literal := x.joins(pupil, group)) is not False
            ]
            for group in self.groups
        }
        most = sum(len(pairs) for pairs in joins.values())
        widest = max(level for _, level in self.levels) - min(level for _, level in self.levels)
        number, points = self._whole(x)
        for group, pairs in joins.items():
            share = total(literal for _, literal in pairs)
            own = total(level * literal for level, literal in pairs)
            upper = max(len(pairs) * widest - self.tolerance, 0)
            if upper:
                over = self._over(x, (number, points), (share, own), most, upper)
                x.charge(self, x.problem.resources[group].id, over, upper)

    def _whole(self, x: Variables) -> tuple[Expression, Expression]:
        """N and S; plain integers where every pupil joins a known number of the groups."""
        number: list[Expression] = []
        points: list[Expression] = []
        for pupil, level in self.levels:
            known = self._known_count(x, pupil)
            count = total(x.joins(pupil, group) for group in self.groups) if known is None else known
            number.append(count)
            points.append(level * count)
        return total(number), total(points)

    def _known_count(self, x: Variables, pupil: int) -> int | None:
        """How many of the groups the pupil joins, where fixed membership and choices settle that."""
        fixed = {group for group in self.groups if x.joins(pupil, group) is True}
        count = len(fixed)
        seen: set[int] = set()
        for choice in x.problem.choices:
            options = set(choice.options)
            if choice.pupil != pupil or options.isdisjoint(self.groups):
                continue
            if (
                choice.minimum != choice.maximum
                or not options.issubset(self.groups)
                or options & (seen | fixed)
            ):
                return None
            seen |= options
            count += choice.minimum
        return count

    def _over(
        self,
        x: Variables,
        whole: tuple[Expression, Expression],
        part: tuple[Expression, Expression],
        most: int,
        upper: int,
    ) -> Expression:
        """A deviation over with over + tolerance >= the floor of |N·s - S·n| / N.

        That is (over + tolerance + 1)·N > |N·s - S·n|, which is linear when N and S are known.
        """
        number, points = whole
        share, own = part
        if isinstance(number, int) and isinstance(points, int):
            if number == 0:
                return 0
            off = number * own - points * share
            if isinstance(off, int):
                return max(abs(off) // number - self.tolerance, 0)
            over: Expression = 0 if x.is_strict(self) else x.model.new_int_var(0, upper, "off_balance")
            for side in (off, -off):
                x.model.add(number * (over + self.tolerance + 1) >= side + 1)
            return over
        highest = max(abs(level) for _, level in self.levels)
        limit = 0 if x.is_strict(self) else upper
        over = x.model.new_int_var(0, limit, "off_balance")
        total_number, own_share = (_variable(x, value, 0, most) for value in (number, share))
        total_points, own_points = (
            _variable(x, value, -highest * most, highest * most) for value in (points, own)
        )
        reach = highest * most * most
        first = _product(x, total_number, own_points, -reach, reach)
        second = _product(x, total_points, own_share, -reach, reach)
        allowed = _product(x, total_number, over + self.tolerance + 1, 0, most * (limit + self.tolerance + 1))
        someone = x.model.new_bool_var("someone")
        x.model.add(total_number <= most * someone)
        x.model.add(allowed >= first - second + 1).only_enforce_if(someone)
        x.model.add(allowed >= second - first + 1).only_enforce_if(someone)
        return over


def _variable(x: Variables, value: Expression, lower: int, upper: int) -> Expression:
    """A variable equal to the expression (products take no sums)."""
    found = x.model.new_int_var(lower, upper, "")
    x.model.add(found == value)
    return found


def _product(x: Variables, first: Expression, second: Expression, lower: int, upper: int) -> Expression:
    """A variable equal to the product."""
    found = x.model.new_int_var(lower, upper, "")
    x.model.add_multiplication_equality(found, [first, second])
    return found
