"""The question of the least staff, and its mirror: who could be on it, what could be given, what is found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from vlecht.models.deliveries import AnyDelivery, SupportDelivery
from vlecht.models.people import Staff
from vlecht.models.phrases import Phrase
from vlecht.models.result import Status
from vlecht.models.roster import Roster
from vlecht.models.school import School

Money = Literal["euros", "fte"]
"""What staff costs. Euros are whole; FTE are counted in thousandths."""
Measure = Literal["euros", "fte", "group_size", "support"]
"""What is to be least. ``group_size``: pupils in an instruction group, summed over pupils and minutes;
``support``: minutes of support of all pupils, negative, for more is better."""


def cost_of(staff: Iterable[Staff], measure: Measure) -> int:
    """Euros a year, or thousandths of an FTE (0 for what staff does not cost)."""
    if measure == "fte":
        return sum(round(1000 * person.fte) for person in staff)
    return sum(round(person.fte * (person.cost or 0.0)) for person in staff) if measure == "euros" else 0


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
        """Euros a year, or thousandths of an FTE (0 for what staff does not cost)."""
        return cost_of([self.staff], measure)


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which something can be given. ``id`` is that of the stand-in in the question's school;
    ``delivery`` what is given then, under its own id.

    ``pupils`` get it, each so many ``minutes`` a week, in so many ``groups``.
    """

    id: str
    delivery: AnyDelivery
    pupils: int
    minutes: int
    groups: int

    @property
    def support(self) -> bool:
        """Whether it is support, rather than instruction in groups."""
        return isinstance(self.delivery, SupportDelivery)

    def worth(self, measure: Measure) -> int:
        """What it adds to a measure."""
        if measure == "group_size" and not self.support:
            return round(self.minutes * self.pupils**2 / max(1, self.groups))
        return -self.pupils * self.minutes if measure == "support" and self.support else 0

    def asks_no_less(self, other: Way) -> bool:
        """Whether this takes at least what ``other`` does, so that where that cannot be this cannot."""
        mine, its = self.delivery, other.delivery
        if self.id == other.id:
            return True
        if not isinstance(mine, SupportDelivery) or not isinstance(its, SupportDelivery):
            return False
        fewer = mine.model_copy(update={"sessions": its.sessions, "minutes": its.minutes})
        return fewer == its and mine.sessions >= its.sessions and mine.minutes >= its.minutes


@dataclass(frozen=True, slots=True)
class Budget:
    """What staff may cost in all."""

    amount: int
    money: Money = "euros"


@dataclass(frozen=True)
class Question:
    """A school in which every option is a member of staff of its own, and every way a delivery of its own;
    and how they exclude each other: a person is there in one way, a delivery is given in one.

    ``stay``: persons who must be there in one of their ways. ``at_most``: candidates who may come in all.
    ``ways``: of every delivery that instructs in groups or supports, those about which nothing is open
    included.
    """

    school: School
    options: tuple[Option, ...]
    stay: frozenset[str] = frozenset()
    at_most: int | None = None
    ways: tuple[Way, ...] = ()
    budget: Budget | None = None

    @cached_property
    def option(self) -> Mapping[str, Option]:
        """Options by id."""
        return {option.id: option for option in self.options}

    @cached_property
    def way(self) -> Mapping[str, Way]:
        """Ways about which something is open, by id."""
        return {way.id: way for ways in self.by_delivery.values() if len(ways) > 1 for way in ways}

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Option, ...]]:
        """Person -> the ways in which they can be there."""
        found: dict[str, list[Option]] = {}
        for option in self.options:
            found.setdefault(option.person, []).append(option)
        return {person: tuple(options) for person, options in found.items()}

    @cached_property
    def by_delivery(self) -> Mapping[str, tuple[Way, ...]]:
        """Delivery -> the ways in which it can be given, as it is now first."""
        found: dict[str, list[Way]] = {}
        for way in self.ways:
            found.setdefault(way.delivery.id, []).append(way)
        return {delivery: tuple(ways) for delivery, ways in found.items()}

    def fixed(self, measure: Measure) -> int:
        """What the people and deliveries come to about whom nothing is open."""
        staff = [person for person in self.school.staff if person.id not in self.option]
        given = [way for way in self.ways if way.id not in self.way]
        return cost_of(staff, measure) + sum(way.worth(measure) for way in given)

    def floor(self, measure: Measure) -> int:
        """What nothing can be less than, roster or not."""
        found = self.fixed(measure)
        for person, options in self.by_person.items():
            found += min(option.price(measure) for option in options) if person in self.stay else 0
        return found + sum(
            min(way.worth(measure) for way in ways) for ways in self.by_delivery.values() if len(ways) > 1
        )

    def score(self, chosen: Collection[str], measure: Measure) -> int:
        """What a choice of options and ways comes to, with everything else; less is better."""
        people = sum(self.option[name].price(measure) for name in chosen if name in self.option)
        return (
            self.fixed(measure)
            + people
            + sum(self.way[name].worth(measure) for name in chosen if name in self.way)
        )

    def affordable(self, chosen: Collection[str]) -> bool:
        """Whether the staff of a choice is within the budget."""
        return self.budget is None or self.score(chosen, self.budget.money) <= self.budget.amount

    def no_better(self, chosen: Collection[str]) -> frozenset[str]:
        """Options that bring no more than the chosen ones (those, and fewer hours of the same), and ways that
        ask no less."""
        found = set(chosen)
        for name in chosen:
            if name in self.way:
                way = self.way[name]
                found |= {w.id for w in self.by_delivery[way.delivery.id] if w.asks_no_less(way)}
                continue
            high = self.option[name].staff
            for other in self.by_person[high.id]:
                low = other.staff
                if low.roles == high.roles and low.fte <= high.fte:
                    found.add(other.id)
        return frozenset(found)

    @property
    def pupil_minutes(self) -> int:
        """Pupils times minutes a week of all instruction in groups."""
        return sum(
            ways[0].pupils * ways[0].minutes for ways in self.by_delivery.values() if not ways[0].support
        )

    def figure(self, score: int, measure: Measure) -> float:
        """A score as people say it: euros, FTE, pupils in a group as they meet it, minutes of support."""
        if measure == "group_size":
            return score / max(1, self.pupil_minutes)
        return score / 1000 if measure == "fte" else float(-score if measure == "support" else score)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was tried: options and ways, score, answer, and why there is no roster if that is proven."""

    chosen: frozenset[str]
    score: int
    answer: Status
    reasons: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Least:
    """The least found, with its certificate.

    ``chosen``: options and ways, ``None`` when nothing with a roster was found. ``score`` and ``bound`` are
    of the whole school; ``proven`` when they are equal. ``facts``: together they exclude
    everything below ``bound`` (``minimal``: and none of them can be left out). ``impossible``: not even all
    together suffice, and the facts exclude everything.
    """

    measure: Measure
    chosen: frozenset[str] | None
    score: int | None
    bound: int
    school: School | None = None
    roster: Roster | None = None
    facts: tuple[Phrase, ...] = ()
    minimal: bool = False
    attempts: tuple[Attempt, ...] = ()
    impossible: bool = False
    seconds: float = 0.0

    @property
    def proven(self) -> bool:
        """Whether nothing better can exist."""
        return self.score is not None and self.bound >= self.score

    @property
    def gap(self) -> float | None:
        """What may be left to gain, as a share of the score; ``None`` when nothing was found."""
        if self.score is None:
            return None
        return max(0, self.score - self.bound) / abs(self.score) if self.score else 0.0
