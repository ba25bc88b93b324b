"""Small encodings that several constraints post. Model side only: ``deviations`` never uses them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from vlecht.core.atoms import Term
    from vlecht.core.constraints.base import Constraint, Expression, Literal, Variables


def negation(literal: Literal) -> Literal:
    """The opposite literal (``~`` on a plain bool would be arithmetic)."""
    # The stubs forget which kind of literal a negation gives, hence the cast.
    return not literal if isinstance(literal, bool) else cast("Literal", ~literal)


def key(literal: Literal) -> tuple[bool, int]:
    """Equal for literals that are the same (their ``==`` makes a constraint instead of comparing)."""
    return (True, int(literal)) if isinstance(literal, bool) else (False, literal.index)


def total(expressions: Iterable[Expression]) -> Expression:
    """The sum of expressions, 0 when there are none."""
    found: Expression = 0
    for expression in expressions:
        found = found + expression
    return found


def weighted(x: Variables, terms: Iterable[Term]) -> Expression:
    """The sum of the coefficients of the terms that hold."""
    return total(term.coefficient * term.atom.literal(x) for term in terms)


def bounds(terms: Sequence[Term]) -> tuple[int, int]:
    """Least and greatest conceivable value of a weighted sum."""
    return (
        sum(min(term.coefficient, 0) for term in terms),
        sum(max(term.coefficient, 0) for term in terms),
    )


def clause(x: Variables, literals: Iterable[Literal]) -> None:
    """At least one of the literals holds."""
    x.model.add_bool_or(list(literals))


def excess(x: Variables, constraint: Constraint, amount: Expression, upper: int) -> Expression:
    """max(amount, 0), allowed to be greater; for a strict constraint ``amount <= 0`` is posted outright.

    ``upper`` bounds the amount. Only for deviations: they sink to the least value allowed. What is
    constant stays so, for ``charge`` to judge.
    """
    if isinstance(amount, int):
        return max(amount, 0)
    if upper <= 0:
        return 0
    if x.is_strict(constraint):
        x.model.add(amount <= 0)
        return 0
    found = x.model.new_int_var(0, upper, f"{constraint.kind}_excess")
    x.model.add(found >= amount)
    return found


def penalty(x: Variables, constraint: Constraint, literals: Sequence[Literal]) -> Expression:
    """1 when all of the literals hold, else 0 (or more); for a strict constraint they are excluded."""
    if any(literal is False for literal in literals):
        return 0
    if all(literal is True for literal in literals):
        return 1
    if x.is_strict(constraint):
        clause(x, [negation(literal) for literal in literals])
        return 0
    found = x.model.new_bool_var(f"{constraint.kind}_penalty")
    clause(x, [found, *(negation(literal) for literal in literals)])
    return found


def caused(x: Variables, causes: list[list[Literal]]) -> Literal:
    """A literal that is true when all literals of some cause are (and may be true otherwise)."""
    possible = [cause for cause in causes if not any(literal is False for literal in cause)]
    if not possible:
        return False
    if any(all(literal is True for literal in cause) for cause in possible):
        return True
    if len(possible) == 1 and sum(literal is not True for literal in possible[0]) == 1:
        return next(literal for literal in possible[0] if literal is not True)
    found = x.model.new_bool_var("caused")
    for cause in possible:
        clause(x, [found, *(negation(literal) for literal in cause)])
    return found


def started(x: Variables, event: int, time: int) -> Literal:
    """Whether some sub-event of the event starts at the time."""
    count = x.starts_any(event, time)
    if isinstance(count, int):
        return count > 0
    found = x.model.new_bool_var(f"started_{event}_{time}")
    x.model.add(count >= 1).only_enforce_if(found)
    x.model.add(count <= 0).only_enforce_if(~found)
    return found
