"""What every term is: a demand on a set of groups, stated to a model and evaluated on finished groups."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from vlecht.solver.grouping.counts import Counts

Groups = Sequence[Sequence[int]]
"""Finished groups: per group the positions of its pupils in the task."""

Numbers = NDArray[np.int64]
T = TypeVar("T")


class Division:
    """A whole division of pupils over groups, as arrays: what ``Term.changes`` looks at.

    ``group``: pupil -> group. ``inside``: (pupil, group) -> 1 where the pupil is. ``everybody``: 0, 1, …
    """

    def __init__(self, group: Numbers, groups: int) -> None:
        self.group = group
        self.everybody = np.arange(len(group))
        self.inside: Numbers = np.zeros((len(group), groups), dtype=np.int64)
        self.inside[self.everybody, group] = 1
        self._kept: dict[int, Any] = {}

    def once(self, term: Term, make: Callable[[], T]) -> T:
        """What a term works out once for all divisions that this one becomes."""
        if id(term) not in self._kept:
            self._kept[id(term)] = make()
        found: T = self._kept[id(term)]
        return found

    def move(self, pupil: int, group: int) -> None:
        """Put a pupil into another group."""
        self.inside[pupil, self.group[pupil]] = 0
        self.inside[pupil, group] = 1
        self.group[pupil] = group

    def own(self, table: Numbers) -> Numbers:
        """Of a (pupil, group) table each pupil's entry for the own group, as a column."""
        return table[self.everybody, self.group][:, None]

    def changes(self, loads: Numbers, cost: Callable[[Numbers], Numbers]) -> Numbers:
        """Changes of the sum over groups of the cost of its load, for every pupil moved to every group.

        ``loads``: what each pupil weighs, the same in every group (n, 1) or not (n, groups).
        """
        total = (loads * self.inside).sum(axis=0)
        now = cost(total)
        joined = cost(total + loads) - now
        left = (cost(total - loads) - now) * np.ones_like(self.inside)
        found = joined + self.own(left)
        found[self.everybody, self.group] = 0
        return found


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

    @property
    def idle(self) -> bool:
        """Whether no groups at all can break it: it need not be stated, and tells nobody apart."""
        return False

    @abstractmethod
    def amount(self, groups: Groups) -> int:
        """How much of it finished groups break, in the rule's unit."""

    @abstractmethod
    def changes(self, division: Division) -> Numbers:
        """(pupil, group) -> how much the amount changes when the pupil moves to the group."""

    @abstractmethod
    def post(self, m: Counts) -> None:
        """State the same in a model."""
