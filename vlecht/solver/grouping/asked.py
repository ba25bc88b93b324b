"""What the statements of rules look up when they are asked for the terms of a set of groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from vlecht.models.deliveries import AnyDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import PupilChoice
from vlecht.rules.base import Setting
from vlecht.solver.grouping.terms.base import Term


@dataclass(frozen=True)
class Circumstances:
    """What else is known when a set of groups is composed.

    ``prices``: (pupil, group) -> further cost of that pupil in that group. ``earlier``: groups that the
    same pupils were in before, beside those of the period before (earlier flex hours). ``places``: the most
    pupils that each group may have, because of its room.
    """

    prices: Mapping[tuple[str, str], int] = field(default_factory=dict)
    earlier: tuple[tuple[str, ...], ...] = ()
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A choice with what its statements look up."""

    index: SchoolIndex
    choice: PupilChoice
    delivery: AnyDelivery
    circumstances: Circumstances

    def at(self, pupils: Sequence[str]) -> frozenset[int]:
        """Positions of those of the pupils who are in the task."""
        return frozenset(self.position[p] for p in pupils if p in self.position)

    @cached_property
    def position(self) -> dict[str, int]:
        """Pupil -> position in the task."""
        return {pupil: position for position, pupil in enumerate(self.choice.pupils)}

    def pairs(self, named: Sequence[tuple[str, str]]) -> tuple[tuple[int, int], ...]:
        """Those of the pairs of which both are in the task."""
        where = self.position
        return tuple((where[a], where[b]) for a, b in named if a in where and b in where)

    def values(self, known: Mapping[str, int]) -> tuple[int | None, ...]:
        """A value per pupil, ``None`` where it is not known."""
        return tuple(known.get(pupil) for pupil in self.choice.pupils)

    @cached_property
    def former(self) -> dict[str, str]:
        """Pupil -> group of the delivery in the period before."""
        regrouping = self.index.school.regrouping
        return {
            pupil: group.id
            for group in regrouping.former
            if group.delivery == self.delivery.id
            for pupil in group.members
        }

    @cached_property
    def moves(self) -> tuple[tuple[int, ...], ...] | None:
        """Per pupil and group 1 when joining it is a change; ``None`` when nobody was in a group before."""
        former = self.former
        if not former:
            return None
        return tuple(
            tuple(int(former.get(pupil, group) != group) for group in self.choice.groups)
            for pupil in self.choice.pupils
        )


Statement = Callable[[Asked, Setting, dict[str, Any]], Iterator[Term]]
"""A rule's setting, and the common fields of its terms -> the terms it asks for in a set of groups."""
