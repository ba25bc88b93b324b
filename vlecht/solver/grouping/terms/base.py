"""What every term is: a demand on a set of groups, stated to a model and evaluated on finished groups."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vlecht.solver.grouping.counts import Counts

Groups = Sequence[Sequence[int]]
"""Finished groups: per group the positions of its pupils in the task."""


@dataclass(frozen=True)
class Term(ABC):
    """A demand. ``rule`` owns it; ``weight`` per unit of its amount, unless ``hard``: then it must be 0.

    Pupils and groups are positions in the task's tuples.
    """

    rule: str
    weight: int
    hard: bool

    def feature(self, pupil: int) -> Hashable:  # noqa: ARG002  # most terms do tell pupils apart
        """What the term tells pupils apart by: pupils with equal features are interchangeable to it."""
        return None

    def label(self, group: int) -> Hashable:  # noqa: ARG002  # most terms do not tell groups apart
        """What the term tells groups apart by: groups with equal labels are interchangeable to it."""
        return None

    @abstractmethod
    def amount(self, groups: Groups) -> int:
        """How much of it finished groups break, in the rule's unit."""

    @abstractmethod
    def post(self, m: Counts) -> None:
        """State the same in a model."""
