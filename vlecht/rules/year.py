"""A year of regroupings in figures: who changed group how often, and how many others everybody met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.rules.view import RosterView


@dataclass(frozen=True)
class PeriodFigures:
    """A period of a year, ``number`` 1 is the first; ``name`` as in the school's calendar, where it has one.

    ``moves``: pupil -> changes of group at its start (everybody in a group; 0 in the first period).
    ``by_subject``: the same, added up per subject. ``met``: pupil -> others who were in an instruction
    group with the pupil in this period; ``faces``: the same since the first period.
    """

    number: int
    name: str
    moves: Mapping[str, int]
    by_subject: Mapping[str, int]
    met: Mapping[str, int]
    faces: Mapping[str, int]

    @property
    def changes(self) -> int:
        """Changes of group in all."""
        return sum(self.moves.values())

    @property
    def movers(self) -> int:
        """Pupils who changed."""
        return sum(number > 0 for number in self.moves.values())

    @property
    def changes_each(self) -> float:
        """Changes per pupil."""
        return fmean(self.moves.values()) if self.moves else 0.0

    @property
    def faces_each(self) -> float:
        """Others met since the first period, on average."""
        return fmean(self.faces.values()) if self.faces else 0.0

    def as_dict(self) -> dict[str, Any]:
        """As plain data, without pupils."""
        return {
            "period": self.number,
            "name": self.name,
            "pupils": len(self.faces),
            "changes": self.changes,
            "changes_per_pupil": round(self.changes_each, 3),
            "pupils_changed": self.movers,
            "most_changes": max(self.moves.values(), default=0),
            "changes_by_subject": dict(self.by_subject),
            "met": round(fmean(self.met.values()), 1) if self.met else 0.0,
            "faces": round(self.faces_each, 1),
            "fewest_faces": min(self.faces.values(), default=0),
            "most_faces": max(self.faces.values(), default=0),
        }


def follow(periods: Iterable[tuple[SchoolIndex, Roster]]) -> tuple[PeriodFigures, ...]:
    """The figures of consecutive periods; the first is where the year begins, so nobody changes in it."""
    found: list[PeriodFigures] = []
    known: dict[str, set[str]] = {}
    for index, roster in periods:
        here: dict[str, set[str]] = {}
        for group in roster.groups:
            for pupil in group.members:
                here.setdefault(pupil, set()).update(group.members)
        for pupil, others in here.items():
            others.discard(pupil)
            known.setdefault(pupil, set()).update(others)
        changes = RosterView(index, roster).moves if found else ()
        moves = Counter(pupil for pupil, _, _, _ in changes)
        subjects = Counter(index.deliveries[delivery].subject for _, delivery, _, _ in changes)
        found.append(
            PeriodFigures(
                len(found) + 1,
                roster.period or "",
                {pupil: moves[pupil] for pupil in here},
                {subject: subjects[subject] for subject in index.subjects if subjects[subject]},
                {pupil: len(others) for pupil, others in here.items()},
                {pupil: len(known[pupil]) for pupil in here},
            )
        )
    return tuple(found)
