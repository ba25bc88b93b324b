"""One set of parallel groups to compose: pupils, groups, and the terms that count."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from vlecht.solver.grouping.terms.base import Groups, Term
from vlecht.solver.grouping.terms.company import Scattered


@dataclass(frozen=True)
class Task:
    """Every pupil joins exactly one of the groups. ``name``: the delivery (and flex hour) it is for.

    ``allowed``: pupil position -> positions of the only groups that the pupil may join (left out: any).
    ``guides``: what is no rule's cost, and chooses between groups of equal cost.
    """

    name: str
    groups: tuple[str, ...]
    pupils: tuple[str, ...]
    terms: tuple[Term, ...]
    allowed: Mapping[int, frozenset[int]]
    guides: tuple[Scattered, ...] = ()

    @cached_property
    def position(self) -> dict[str, int]:
        """Pupil -> position."""
        return {pupil: position for position, pupil in enumerate(self.pupils)}

    @cached_property
    def classes(self) -> tuple[tuple[int, ...], ...]:
        """Interchangeable pupils together: no term tells them apart, and the same groups are open to them."""
        found: dict[Hashable, list[int]] = {}
        for pupil in range(len(self.pupils)):
            key = (
                self.allowed.get(pupil),
                tuple(term.feature(pupil) for term in (*self.terms, *self.guides)),
            )
            found.setdefault(key, []).append(pupil)
        return tuple(tuple(pupils) for pupils in found.values())

    @cached_property
    def alike(self) -> tuple[tuple[int, ...], ...]:
        """Interchangeable groups together, in order."""
        found: dict[Hashable, list[int]] = {}
        for group in range(len(self.groups)):
            open_to = tuple(sorted(p for p, groups in self.allowed.items() if group in groups))
            key = (open_to, tuple(term.label(group) for term in self.terms))
            found.setdefault(key, []).append(group)
        return tuple(tuple(groups) for groups in found.values())

    def cost(self, groups: Groups) -> int:
        """Weighted amounts of the soft terms."""
        return sum(term.weight * term.amount(groups) for term in self.terms if not term.hard)

    @cached_property
    def scale(self) -> int:
        """What a point of the cost weighs beside guides: they choose between groups of equal cost only."""
        return 1 + sum(guide.weight * len(guide.kinds) * len(self.groups) for guide in self.guides)

    def steered(self, groups: Groups) -> int:
        """The cost, and what guides add to it."""
        return self.scale * self.cost(groups) + sum(g.weight * g.amount(groups) for g in self.guides)

    def faults(self, groups: Groups) -> int:
        """Amounts of the hard terms, and pupils in groups that are not open to them."""
        wrong = sum(g not in self.allowed.get(p, (g,)) for g, pupils in enumerate(groups) for p in pupils)
        return wrong + sum(term.amount(groups) for term in self.terms if term.hard)

    def positions(self, members: Mapping[str, Sequence[str]]) -> tuple[tuple[int, ...], ...]:
        """Groups by name, as positions; pupils of other tasks are left out."""
        return tuple(
            tuple(self.position[p] for p in members.get(group, ()) if p in self.position)
            for group in self.groups
        )

    def named(self, groups: Groups) -> dict[str, tuple[str, ...]]:
        """Positions, as groups by name, pupils in the task's order."""
        return {
            name: tuple(self.pupils[p] for p in sorted(pupils))
            for name, pupils in zip(self.groups, groups, strict=True)
        }
