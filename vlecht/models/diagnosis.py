"""What a diagnosis says: facts of a school, conflicts between them, and changes that lead out of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from vlecht.models.phrases import Phrase

FactKind = Literal[
    "cannot",
    "max_days",
    "contact",
    "function",
    "qualified",
    "leads",
    "room",
    "places",
    "shared",
    "equipment",
    "time",
    "line",
    "groups",
    "second",
    "fixed",
    "freed",
    "sizes",
    "offer",
    "apart",
    "support",
    "windows",
    "never_from",
    "pause",
    "duty",
    "meeting",
    "presence",
    "pin",
]
"""What a fact is about."""


@dataclass(frozen=True)
class Fact:
    """Something a school file says that a roster must respect.

    ``id`` stays the same when other things in the file change; ``objects`` are the ids it names; ``place``
    is where it stands in the file; ``words`` say it.
    """

    id: str
    kind: FactKind
    objects: tuple[str, ...]
    place: str
    words: Phrase

    @property
    def sentence(self) -> str:
        """The fact in English."""
        return self.words.en

    def as_dict(self) -> dict[str, Any]:
        """The fact as plain data."""
        return {
            "id": self.id,
            "kind": self.kind,
            "objects": list(self.objects),
            "place": self.place,
            "sentence": self.words.en,
            "sentence_nl": self.words.nl,
        }


@dataclass(frozen=True)
class Conflict:
    """Facts and rules of a school that cannot hold together.

    ``scope`` says for which part of the week that is proven. ``verified``: two configurations of the solver
    found it impossible. ``minimal``: without any one of the facts or rules it is possible. A conflict that
    is not minimal was cut short by the time limit.
    """

    scope: Phrase
    facts: tuple[Fact, ...]
    rules: tuple[str, ...]
    verified: bool
    minimal: bool
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """The conflict as plain data."""
        return {
            "scope": self.scope.en,
            "scope_nl": self.scope.nl,
            "facts": [fact.as_dict() for fact in self.facts],
            "rules": list(self.rules),
            "verified": self.verified,
            "minimal": self.minimal,
            "seconds": round(self.seconds, 2),
        }


@dataclass(frozen=True)
class Findings:
    """What the search for conflicts came to.

    Without conflicts nothing is proven impossible; ``complete`` tells whether every check ran in the time.
    ``skipped`` names checks that this school's policy leaves no ground for, and those that ran out of time.
    """

    conflicts: tuple[Conflict, ...] = ()
    complete: bool = True
    skipped: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def impossible(self) -> bool:
        """Whether it is proven that there is no roster."""
        return any(conflict.verified for conflict in self.conflicts)
