"""What is asked of a model: how often (0 or 1) a thing is so in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vlecht.solver.cpsat.variables import ModelVariables

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression


def joins(pupil: int, group: int, x: ModelVariables) -> Expression:
    """A pupil joins a group."""
    return _number(x.joins(pupil, group))


def starts(anchor: int, slot: int, x: ModelVariables) -> Expression:
    """A block starts with a slot."""
    return x.starts_any(anchor, slot)


def assigned(event: int, roles: Sequence[int], resource: int, x: ModelVariables) -> Expression:
    """Somebody or some room has one of the places of something."""
    return _number(x.any_of([x.assigned(event, role, resource) for role in roles]))


def _number(literal: object) -> Expression:
    """A literal as something to add up."""
    return int(literal) if isinstance(literal, bool) else literal  # type: ignore[return-value]  # a literal of the model
