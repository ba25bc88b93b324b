"""What enrolling pupils in workshops asks, as numbers: pupils, offers, sections, moments, and what counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from vlecht.models.deliveries import Offer, WorkshopsDelivery
from vlecht.models.form_workshops import section_leads
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.models.school import GroupPin, MomentPin, PupilPin
from vlecht.rules.base import Setting
from vlecht.rules.registry import RULE


def rank(index: SchoolIndex, pupil: str, delivery: WorkshopsDelivery, offer: str) -> int:
    """An offer's place among the pupil's wishes, first is 1; not wished: one below the last wish."""
    offers = {found.id for found in delivery.offers}
    wished = list(dict.fromkeys(wish for wish in index.pupils[pupil].wishes if wish in offers))
    return wished.index(offer) + 1 if offer in wished else len(wished) + 1


@dataclass(frozen=True)
class Section:
    """A section: its name, its offer, and who is named to lead it (nobody: anyone who may)."""

    name: str
    offer: int
    leads: tuple[str, ...]


@dataclass(frozen=True)
class WorkshopTask:
    """One workshop delivery of a plan. Positions stand for pupils, offers, sections and moments."""

    index: SchoolIndex
    plan: Plan
    delivery: WorkshopsDelivery

    @cached_property
    def moments(self) -> tuple[str, ...]:
        """Blocks at which pupils enrol."""
        return tuple(b.id for b in self.plan.blocks if b.delivery == self.delivery.id and not b.hosts)

    @cached_property
    def pupils(self) -> tuple[str, ...]:
        """Who enrols."""
        return self.plan.members_of[self.delivery.id]

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is on offer."""
        return self.delivery.offers

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections, offer by offer."""
        return tuple(
            Section(f"{self.delivery.id}.{offer.id}.{number}", o, section_leads(self.delivery, offer, number))
            for o, offer in enumerate(self.offers)
            for number in range(1, offer.sections + 1)
        )

    @cached_property
    def sections_of(self) -> tuple[tuple[int, ...], ...]:
        """Offer -> its sections."""
        return tuple(
            tuple(s for s, section in enumerate(self.sections) if section.offer == o)
            for o in range(len(self.offers))
        )

    def setting(self, rule: str) -> Setting:
        """How the school sets a rule."""
        return RULE[rule].setting(self.index)

    @cached_property
    def ranks(self) -> tuple[tuple[int, ...], ...]:
        """(pupil, offer) -> rank."""
        return tuple(
            tuple(rank(self.index, pupil, self.delivery, offer.id) for offer in self.offers)
            for pupil in self.pupils
        )

    @cached_property
    def least(self) -> tuple[int, ...]:
        """Per pupil the smallest sum of ranks that different offers at all moments can have."""
        found: list[int] = []
        for row in self.ranks:
            best = [
                place
                for offer, place in zip(self.offers, row, strict=True)
                for _ in range(len(self.moments) if offer.repeat == "often" else 1)
            ]
            found.append(sum(sorted(best)[: len(self.moments)]))
        return tuple(found)

    @cached_property
    def worth(self) -> tuple[tuple[int, ...], ...]:
        """(pupil, offer) -> what it is worth to the pupil."""
        return tuple(
            tuple(self.index.pupils[pupil].worth.get(offer.id, 0) for offer in self.offers)
            for pupil in self.pupils
        )

    def closed(self, pupil: int, offer: int) -> bool:
        """Whether hard rules keep the pupil out of the offer altogether."""
        found, done = self.offers[offer], self.index.pupils[self.pupils[pupil]].done
        lacks = self.setting("prerequisites").mode == "hard" and not set(found.after) <= set(done)
        again = self.setting("workshop_once").mode == "hard" and found.repeat == "never" and found.id in done
        return lacks or again

    @cached_property
    def spare(self) -> int | None:
        """An offer with room for everybody at every moment, which nothing ties: a place for who is left."""
        for o, offer in enumerate(self.offers):
            if (
                offer.repeat == "often"
                and not offer.after
                and offer.capacity >= len(self.pupils)
                and offer.sections >= len(self.moments)
                and offer.min == 0
                and not offer.moments
                and not offer.parallel
                and self.setting("sections_per_moment").mode == "hard"
                and not self.tied[o]
            ):
                return o
        return None

    def idle(self, pupil: int, offer: int) -> bool:
        """Whether the pupil need not be thought of for the offer: the spare one is no worse."""
        spare = self.spare
        return (
            spare is not None
            and offer != spare
            and self.offers[offer].min == 0
            and self.worth[pupil][offer] <= 0
            and self.ranks[pupil][offer] >= self.ranks[pupil][spare]
            and pupil not in self.tied[offer]
        )

    @cached_property
    def pairs(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """``apart`` and ``together``: pairs of which both enrol."""
        where = {pupil: p for p, pupil in enumerate(self.pupils)}

        def within(named: tuple[tuple[str, str], ...]) -> tuple[tuple[int, int], ...]:
            return tuple((where[a], where[b]) for a, b in named if a in where and b in where)

        off = {rule: self.setting(rule).mode == "off" for rule in ("keep_apart", "keep_together")}
        return {
            "apart": () if off["keep_apart"] else within(self.index.apart),
            "together": () if off["keep_together"] else within(self.index.together),
        }

    @cached_property
    def pins(self) -> tuple[PupilPin | GroupPin | MomentPin, ...]:
        """Pins about these sections that must be followed."""
        names = {section.name for section in self.sections}
        if self.setting("pins").mode != "hard":
            return ()
        return tuple(
            pin
            for pin in self.index.school.pins
            if (isinstance(pin, PupilPin | GroupPin) and pin.group in names)
            or (isinstance(pin, MomentPin) and pin.section in names)
        )

    @cached_property
    def tied(self) -> tuple[frozenset[int], ...]:
        """Per offer the pupils of whom it matters which section they are in."""
        pairs = {p for found in self.pairs.values() for pair in found for p in pair}
        where = {pupil: p for p, pupil in enumerate(self.pupils)}
        found = [set(pairs) for _ in self.offers]
        number = {section.name: section.offer for section in self.sections}
        for pin in self.pins:
            if isinstance(pin, PupilPin) and pin.pupil in where:
                found[number[pin.group]].add(where[pin.pupil])
            elif isinstance(pin, GroupPin):
                found[number[pin.group]].update(range(len(self.pupils)))
        return tuple(frozenset(pupils) for pupils in found)
