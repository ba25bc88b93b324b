"""Small Boolean and integer building blocks of a model, with constants folded away.

A literal is a model Boolean, its negation, or a plain ``bool``; every function here keeps what is known
a plain value, so that a model in which nearly everything is fixed stays nearly empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal


def negation(literal: Literal) -> Literal:
    """The opposite of a literal."""
    if isinstance(literal, bool):
        return not literal
    found = literal.negated()
    assert isinstance(found, cp_model.NotBooleanVariable | cp_model.IntVar)
    return found


def total(literals: Iterable[Literal]) -> Expression:
    """How many of the literals are true."""
    constant = 0
    terms: list[cp_model.IntVar | cp_model.NotBooleanVariable] = []
    for literal in literals:
        if isinstance(literal, bool):
            constant += literal
        else:
            terms.append(literal)
    if not terms:
        return constant
    found: cp_model.LinearExpr = cp_model.LinearExpr.sum(terms)
    return found + constant if constant else found


def weighted(pairs: Iterable[tuple[int, Literal]]) -> Expression:
    """The sum of weight x literal."""
    constant = 0
    weights: list[int] = []
    terms: list[cp_model.IntVar | cp_model.NotBooleanVariable] = []
    for weight, literal in pairs:
        if isinstance(literal, bool):
            constant += weight * literal
        else:
            weights.append(weight)
            terms.append(literal)
    if not terms:
        return constant
    found: cp_model.LinearExpr = cp_model.LinearExpr.weighted_sum(terms, weights)
    return found + constant if constant else found


class Algebra:
    """Makes auxiliary variables in one model, each meaning once."""

    def __init__(self, model: cp_model.CpModel) -> None:
        self.model = model
        self._any: dict[tuple[int, ...], Literal] = {}
        self._all: dict[tuple[int, ...], Literal] = {}
        self._one: dict[tuple[int, ...], Literal] = {}

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """True exactly when at least one of the literals is."""
        open_ = _distinct(literals, neutral=False)
        if isinstance(open_, bool):
            return open_
        if len(open_) == 1:
            return open_[0]
        key = tuple(sorted(literal.index for literal in open_))
        known = self._any.get(key)
        if known is None:
            found = self.model.new_bool_var("")
            for literal in open_:
                self.model.add_implication(literal, found)
            self.model.add_bool_or([*open_, found.negated()])
            known = self._any[key] = found
        return known

    def all_of(self, literals: Sequence[Literal]) -> Literal:
        """True exactly when all of the literals are."""
        open_ = _distinct(literals, neutral=True)
        if isinstance(open_, bool):
            return open_
        if len(open_) == 1:
            return open_[0]
        key = tuple(sorted(literal.index for literal in open_))
        known = self._all.get(key)
        if known is None:
            found = self.model.new_bool_var("")
            for literal in open_:
                self.model.add_implication(found, literal)
            self.model.add_bool_or([found, *(literal.negated() for literal in open_)])
            known = self._all[key] = found
        return known

    def one_of(self, literals: Sequence[Literal]) -> Literal:
        """True exactly when one of the literals is; the model must already exclude two at once.

        One linear equation propagates better than the clauses of ``any_of``.
        """
        open_ = [literal for literal in literals if not isinstance(literal, bool)]
        if any(literal is True for literal in literals):
            return True
        if len(open_) <= 1:
            return open_[0] if open_ else False
        key = tuple(sorted(literal.index for literal in open_))
        known = self._one.get(key)
        if known is None:
            found = self.model.new_bool_var("")
            self.model.add(cp_model.LinearExpr.sum(open_) == found)
            known = self._one[key] = found
        return known

    def over(self, expression: Expression, limit: int, upper: int) -> Expression:
        """max(0, expression - limit) from above, for an expression of at most ``upper``."""
        if not isinstance(expression, cp_model.LinearExpr):
            return max(0, int(expression) - limit)
        if upper <= limit:
            return 0
        found = self.model.new_int_var(0, upper - limit, "")
        self.model.add(found >= expression - limit)
        return found

    def under(self, expression: Expression, limit: int, lower: int) -> Expression:
        """max(0, limit - expression) from above, for an expression of at least ``lower``."""
        if not isinstance(expression, cp_model.LinearExpr):
            return max(0, limit - int(expression))
        if lower >= limit:
            return 0
        found = self.model.new_int_var(0, limit - lower, "")
        self.model.add(found >= limit - expression)
        return found


def _distinct(
    literals: Sequence[Literal], neutral: bool
) -> bool | list[cp_model.IntVar | cp_model.NotBooleanVariable]:
    """The open literals, each once; or the constant that decides (or is left of) the junction."""
    found: dict[int, cp_model.IntVar | cp_model.NotBooleanVariable] = {}
    for literal in literals:
        if isinstance(literal, bool):
            if literal is not neutral:
                return literal
        else:
            found[literal.index] = literal
    return list(found.values()) if found else neutral
