"""What differs between two rosters of a school: for whom, when, what instead of what, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from vlecht.models.phrases import Phrase
from vlecht.models.roster import Group
from vlecht.models.words import format_clock

Kind = Literal["pupil", "staff", "group", "room"]
"""Whose week it is that changes."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A spell on a day (minutes since midnight) with something else than before; an empty phrase: nothing."""

    day: str
    start: int
    end: int
    when: Phrase
    before: Phrase
    after: Phrase

    @property
    def words(self) -> Phrase:
        """The change in a sentence."""
        if not self.before:
            return Phrase(f"{self.when}: {self.after} (new)", f"{self.when:nl}: {self.after:nl} (nieuw)")
        if not self.after:
            return Phrase(
                f"{self.when}: no longer {self.before}", f"{self.when:nl}: niet meer {self.before:nl}"
            )
        return Phrase(
            f"{self.when}: {self.after}, before: {self.before}",
            f"{self.when:nl}: {self.after:nl}, eerst: {self.before:nl}",
        )

    def as_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "day": self.day,
            "start": format_clock(self.start),
            "end": format_clock(self.end),
            "before": self.before.en,
            "after": self.after.en,
            "sentence": self.words.en,
            "sentence_nl": self.words.nl,
        }


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody or something whose week changes. ``notes``: groups joined and left, other days at school."""

    kind: Kind
    name: str
    moments: tuple[Moment, ...]
    notes: tuple[Phrase, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "id": self.name,
            "moments": [moment.as_dict() for moment in self.moments],
            "notes": [note.en for note in self.notes],
            "notes_nl": [note.nl for note in self.notes],
        }


@dataclass(frozen=True, slots=True)
class GroupChange:
    """An instruction group with other members or guests than before."""

    group: str
    joined: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionChange:
    """A session, meeting or break duty that is new, gone, or otherwise in some of its fields."""

    id: str
    what: Literal["new", "gone", "changed"]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostChange:
    """What a rule costs before and after (violations, for a hard rule)."""

    rule: str
    mode: Literal["hard", "soft"]
    before: int
    after: int


@dataclass(frozen=True)
class RosterDiff:
    """Everything that differs between two rosters."""

    changed: tuple[Changed, ...]
    groups: tuple[GroupChange, ...]
    sessions: tuple[SessionChange, ...]
    costs: tuple[CostChange, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing differs (costs aside)."""
        return not (self.changed or self.groups or self.sessions)

    def of(self, kind: Kind) -> tuple[Changed, ...]:
        """Those of a kind whose week changes."""
        return tuple(found for found in self.changed if found.kind == kind)

    def days(self) -> frozenset[str]:
        """Days on which something differs."""
        return frozenset(moment.day for found in self.changed for moment in found.moments)

    def as_dict(self) -> dict[str, Any]:
        """As plain data, for ``--json``."""
        return {
            "same": self.same,
            "pupils": [found.as_dict() for found in self.of("pupil")],
            "staff": [found.as_dict() for found in self.of("staff")],
            "groups": [found.as_dict() for found in self.of("group")],
            "rooms": [found.as_dict() for found in self.of("room")],
            "memberships": [
                {"group": found.group, "joined": list(found.joined), "left": list(found.left)}
                for found in self.groups
            ],
            "sessions": [
                {"id": found.id, "what": found.what, "fields": list(found.fields)} for found in self.sessions
            ],
            "costs": [
                {"rule": line.rule, "mode": line.mode, "before": line.before, "after": line.after}
                for line in self.costs
            ],
        }


def compare_groups(before: Iterable[Group], after: Iterable[Group]) -> tuple[GroupChange, ...]:
    """Instruction groups with other members or guests, those that are new or gone included."""
    old = {group.id: group.members + group.guests for group in before}
    new = {group.id: group.members + group.guests for group in after}
    found: list[GroupChange] = []
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name, ()), new.get(name, ())
        if set(was) != set(now):
            joined = tuple(pupil for pupil in now if pupil not in was)
            found.append(GroupChange(name, joined, tuple(pupil for pupil in was if pupil not in now)))
    return tuple(found)
