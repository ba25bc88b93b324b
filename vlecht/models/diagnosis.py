"""What a diagnosis says: facts of a school, conflicts between them, and changes that lead out of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from vlecht.models.phrases import Phrase
from vlecht.models.words import Function

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
    is not minimal was cut short by the time limit. ``check`` names the check that found it.
    """

    scope: Phrase
    facts: tuple[Fact, ...]
    rules: tuple[str, ...]
    verified: bool
    minimal: bool
    check: str = ""
    seconds: float = 0.0

    @property
    def words(self) -> Phrase:
        """The conflict in one sentence: where, and what cannot hold together there."""
        told = [fact.words for fact in self.facts] or [Phrase(rule, rule) for rule in self.rules]
        en, nl = "; ".join(phrase.en for phrase in told), "; ".join(phrase.nl for phrase in told)
        return Phrase(f"{self.scope}: {en}", f"{self.scope:nl}: {nl}")

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


@dataclass(frozen=True)
class Moment:
    """Staff at one moment of lesson time: how many could be there, and the fewest that must.

    ``could``: function -> people who may do it and can be there; ``anybody``: people with any of them.
    ``least``: the fewest people that all home groups with lessons then can be with.
    """

    day: str
    start: int
    could: dict[Function, int]
    anybody: int
    least: int

    @property
    def spare(self) -> int:
        """People left when no more than must are at work."""
        return self.anybody - self.least


@dataclass(frozen=True)
class Load:
    """Something that is asked for, against what there is of it: the tighter, the sooner it hurts.

    ``kind`` tells moments, minutes, rooms, breaks and meetings apart. ``remedy`` is the smallest relief.
    """

    kind: Literal["moment", "minutes", "rooms", "break", "meeting", "equipment"]
    what: Phrase
    asked: int
    there: int
    unit: Phrase
    remedy: Phrase

    @property
    def share(self) -> float:
        """What is asked as a part of what there is."""
        return self.asked / self.there if self.there else float(bool(self.asked))

    @property
    def words(self) -> Phrase:
        """The load in a sentence."""
        en = f"{self.what}: {self.asked} of {self.there} {self.unit} ({self.share:.0%})"
        nl = f"{self.what:nl}: {self.asked} van {self.there} {self.unit:nl} ({self.share:.0%})"
        return Phrase(en, nl)

    def as_dict(self) -> dict[str, Any]:
        """The load as plain data."""
        return {
            "kind": self.kind,
            "what": self.what.en,
            "asked": self.asked,
            "there": self.there,
            "unit": self.unit.en,
            "share": round(self.share, 4),
            "sentence": self.words.en,
            "sentence_nl": self.words.nl,
            "remedy": self.remedy.en,
            "remedy_nl": self.remedy.nl,
        }


@dataclass(frozen=True)
class Survey:
    """Supply against demand before any search: staff per moment, and loads, the tightest first."""

    moments: tuple[Moment, ...]
    loads: tuple[Load, ...]


@dataclass(frozen=True)
class Edit:
    """A place in the school file and what stands there instead (``None``: nothing)."""

    place: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Remedy:
    """Something that can be changed, and how hard that is.

    ``price`` weighs it: a wish by hand 1 to 4, an arrangement of the school 5 to 14, somebody's contract,
    days or training 15 to 50, a hire 60 and more.
    """

    id: str
    kind: Literal["wish", "arrangement", "room", "contract", "availability", "training", "hire"]
    price: int
    words: Phrase
    edits: tuple[Edit, ...]

    def as_dict(self) -> dict[str, Any]:
        """The remedy as plain data."""
        return {
            "id": self.id,
            "kind": self.kind,
            "price": self.price,
            "sentence": self.words.en,
            "sentence_nl": self.words.nl,
            "edits": [{"place": e.place, "before": e.before, "after": e.after} for e in self.edits],
        }


@dataclass(frozen=True)
class WayOut:
    """Remedies that together lead out of every conflict found.

    ``proof``: ``solved`` when a roster of the school so changed was found and passed the checker (``cost`` is
    what it costs), ``possible`` when only no conflict is left to be found.
    """

    remedies: tuple[Remedy, ...]
    proof: Literal["solved", "possible"]
    cost: int | None = None

    @property
    def price(self) -> int:
        """How hard it is in all."""
        return sum(remedy.price for remedy in self.remedies)

    def as_dict(self) -> dict[str, Any]:
        """The way out as plain data."""
        return {
            "price": self.price,
            "proof": self.proof,
            "cost": self.cost,
            "remedies": [remedy.as_dict() for remedy in self.remedies],
        }
