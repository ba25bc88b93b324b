"""The question of the least staff: who could be on it in which way, and what the answer is worth."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from vlecht.models.people import Staff
from vlecht.models.phrases import Phrase
from vlecht.models.result import Status
from vlecht.models.roster import Roster
from vlecht.models.school import School

Measure = Literal["euros", "fte"]
"""What is to be least. Euros are whole; FTE are counted in thousandths."""


@dataclass(frozen=True, slots=True)
class Option:
    """A way in which somebody can be on the staff. ``id`` is that of the stand-in in the question's school;
    ``staff`` what they are then, under their own id. ``hired``: does not belong to the staff now."""

    id: str
    staff: Staff
    hired: bool
    teams: tuple[str, ...] = ()
    home_groups: tuple[str, ...] = ()

    @property
    def person(self) -> str:
        """Who it is."""
        return self.staff.id

    def price(self, measure: Measure) -> int:
        """Euros a year, or thousandths of an FTE."""
        if measure == "fte":
            return round(1000 * self.staff.fte)
        return round(self.staff.fte * (self.staff.cost or 0.0))


@dataclass(frozen=True)
class Question:
    """A school in which every option is a member of staff of its own, and how options exclude each other.

    ``stay``: persons who must be there in one of their ways. ``at_most``: candidates who may come in all.
    """

    school: School
    options: tuple[Option, ...]
    stay: frozenset[str] = frozenset()
    at_most: int | None = None

    @cached_property
    def option(self) -> Mapping[str, Option]:
        """Options by id."""
        return {option.id: option for option in self.options}

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Option, ...]]:
        """Person -> the ways in which they can be there."""
        found: dict[str, list[Option]] = {}
        for option in self.options:
            found.setdefault(option.person, []).append(option)
        return {person: tuple(options) for person, options in found.items()}

    def fixed(self, measure: Measure) -> int:
        """What the staff costs about whom nothing is open."""
        open_ = set(self.option)
        staff = [Option(p.id, p, False) for p in self.school.staff if p.id not in open_]
        return sum(option.price(measure) for option in staff)

    def price(self, chosen: Collection[str], measure: Measure) -> int:
        """What a choice of options costs, with everybody else."""
        return self.fixed(measure) + sum(self.option[name].price(measure) for name in chosen)

    def below(self, chosen: Collection[str]) -> frozenset[str]:
        """Options that bring no more than the chosen ones: those, and fewer hours of the same."""
        found = set(chosen)
        for name in chosen:
            high = self.option[name].staff
            for other in self.by_person[high.id]:
                low = other.staff
                if low.roles == high.roles and low.fte <= high.fte:
                    found.add(other.id)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A staffing that was tried: its options, price, answer, and why there is no roster if that is proven."""

    chosen: frozenset[str]
    price: int
    answer: Status
    reasons: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Least:
    """The least staff found, with its certificate.

    ``chosen``: options, ``None`` when no staffing with a roster was found. ``price`` and ``bound`` are of the
    whole staff; ``proven`` when they are equal. ``facts``: what keeps it from being cheaper; together they
    exclude everything below ``price`` (``minimal``: and none of them can be left out). ``impossible``: not
    even all together suffice.
    """

    measure: Measure
    chosen: frozenset[str] | None
    price: int | None
    bound: int
    school: School | None = None
    roster: Roster | None = None
    facts: tuple[Phrase, ...] = ()
    minimal: bool = False
    attempts: tuple[Attempt, ...] = ()
    impossible: bool = False
    seconds: float = 0.0
    notes: tuple[Phrase, ...] = field(default=())

    @property
    def proven(self) -> bool:
        """Whether nothing cheaper can exist."""
        return self.price is not None and self.bound >= self.price

    @property
    def gap(self) -> float | None:
        """(price - bound) / price; ``None`` when nothing was found."""
        if self.price is None:
            return None
        return max(0, self.price - self.bound) / self.price if self.price else 0.0
