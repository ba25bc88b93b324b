"""What deviations cost in a model: strict ones are forced to 0, others are weighed in two sums."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.core.constraints.base import Constraint, CostFunction
from vlecht.core.solution import Cost

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression

_UNARY_LIMIT = 40
"""Quadratic costs up to this deviation are sums of unary steps, beyond it one multiplication."""


class Ledger:
    """Collects charged deviations as (weight, term) pairs for infeasibility and for objective.

    In a ``partial`` model deviations that are already constant say nothing about the free part: they
    neither make it infeasible nor count.
    """

    def __init__(self, model: cp_model.CpModel, strict: Callable[[Constraint], bool], partial: bool) -> None:
        self.model = model
        self.strict = strict
        self.partial = partial
        self.constant = Cost()
        self.hard: list[tuple[int, cp_model.LinearExpr]] = []
        self.soft: list[tuple[int, cp_model.LinearExpr]] = []

    def charge(self, constraint: Constraint, deviation: Expression, upper: int) -> None:
        """Make a deviation of at most ``upper`` count."""
        if not isinstance(deviation, cp_model.LinearExpr):
            self._charge_constant(constraint, int(deviation))
        elif self.strict(constraint):
            self.model.add(deviation <= 0)
        elif constraint.weight > 0 and upper > 0:
            terms = self.hard if constraint.hard else self.soft
            if constraint.function is CostFunction.LINEAR or upper == 1:
                terms.append((constraint.weight, deviation))
            elif constraint.function is CostFunction.STEP:
                met = self.model.new_bool_var("")
                self.model.add(deviation <= upper * met)
                terms.append((constraint.weight, met))
            elif upper <= _UNARY_LIMIT:
                steps = [self.model.new_bool_var("") for _ in range(upper)]
                self.model.add(deviation <= cp_model.LinearExpr.sum(steps))
                for first, second in itertools.pairwise(steps):
                    self.model.add_implication(second, first)
                terms.extend((constraint.weight * (2 * k + 1), step) for k, step in enumerate(steps))
            else:
                self._charge_square(constraint, deviation, upper, terms)

    def charge_outside(
        self, constraint: Constraint, expression: cp_model.LinearExpr, span: tuple[int, int], upper: int
    ) -> None:
        """Make the amount by which an open expression in 0..``upper`` is outside the span count."""
        low, high = span
        if self.strict(constraint):
            if low > high:
                self.model.add_bool_or([])
            elif low > 0 or high < upper:
                self.model.add_linear_constraint(expression, low, high)
            return
        most = max(low, upper - high, 0)
        if most == 0:
            return
        found = self.model.new_int_var(0, most, "")
        if high < upper:
            self.model.add(found >= expression - high)
        if low > 0:
            self.model.add(found >= low - expression)
        self.charge(constraint, found, most)

    def _charge_constant(self, constraint: Constraint, deviation: int) -> None:
        if self.partial or deviation <= 0:
            return
        if self.strict(constraint):
            self.model.add_bool_or([])
            return
        value = constraint.weight * constraint.function(deviation)
        self.constant = self.constant + (Cost(value, 0) if constraint.hard else Cost(0, value))

    def _charge_square(
        self,
        constraint: Constraint,
        deviation: cp_model.LinearExpr,
        upper: int,
        terms: list[tuple[int, cp_model.LinearExpr]],
    ) -> None:
        base = self.model.new_int_var(0, upper, "")
        square = self.model.new_int_var(0, upper * upper, "")
        self.model.add(base >= deviation)
        self.model.add_multiplication_equality(square, [base, base])
        terms.append((constraint.weight, square))

    def infeasibility(self) -> Expression:
        """The charged hard cost."""
        return _sum(self.hard, self.constant.infeasibility)

    def objective(self) -> Expression:
        """The charged soft cost."""
        return _sum(self.soft, self.constant.objective)


def _sum(terms: list[tuple[int, cp_model.LinearExpr]], constant: int) -> Expression:
    if not terms:
        return constant
    found: cp_model.LinearExpr = cp_model.LinearExpr.weighted_sum(
        [term for _, term in terms], [weight for weight, _ in terms]
    )
    return found + constant if constant else found
