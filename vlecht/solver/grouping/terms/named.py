"""A term that costs nothing: some pupils are to be told apart, as somebody asks where each of them is."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vlecht.solver.grouping.terms.base import Division, Groups, Numbers, Term

if TYPE_CHECKING:
    from vlecht.solver.grouping.counts import Counts


@dataclass(frozen=True)
class Named(Term):
    """Tells the pupils apart. ``numbered``: groups too, because somebody asks for them by number."""

    pupils: frozenset[int]
    numbered: bool

    def feature(self, pupil: int) -> Hashable:
        """The pupil."""
        return pupil if pupil in self.pupils else None

    def label(self, group: int) -> Hashable:
        """The group's number, if that matters."""
        return group if self.numbered else None

    def amount(self, groups: Groups) -> int:  # noqa: ARG002  # there is nothing to break
        """Nothing."""
        return 0

    def changes(self, division: Division) -> Numbers:
        """Nothing."""
        return np.zeros_like(division.inside)

    def post(self, m: Counts) -> None:
        """Nothing."""
