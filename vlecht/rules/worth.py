"""Pupils get the workshops that are worth most to them."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import AnyOf, Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class Worth(Rule):
    """Per pupil and workshop delivery: the worth (``pupils.worth``) of offers that the pupil did not get."""

    id = "worth"
    words = Phrase(
        "Pupils get the workshops that are worth most to them.",
        "Leerlingen krijgen de workshops die voor hen het meeste waard zijn.",
    )
    unit = Phrase("worth", "waarde")
    mode = "soft"
    weight = 1

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil and delivery."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            offers = {offer.id for offer in delivery.offers}
            joined = roster.joined.get(delivery.id, {})
            for pupil in roster.plan.members_of.get(delivery.id, ()):
                got = {s.removeprefix(f"{delivery.id}.").rpartition(".")[0] for s in joined.get(pupil, ())}
                missed = {
                    offer: worth
                    for offer, worth in index.pupils[pupil].worth.items()
                    if offer in offers and offer not in got
                }
                if sum(missed.values()) > 0:
                    total = sum(missed.values())
                    sentence = Phrase(
                        f"Pupil {pupil} did not get {listed(missed)}, worth {total}",
                        f"Leerling {pupil} kreeg {listed(missed):nl} niet, waarde {total}",
                    )
                    yield self.breach(total, (pupil, delivery.id, *missed), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """The worth of what is joined, at least all that is asked for."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            choice = next(c for c in frame.plan.choices if c.delivery == delivery.id)
            sections: dict[str, list[int]] = {}
            owner = [offer.id for offer in delivery.offers for _ in range(offer.sections)]
            for name, offer in zip(choice.groups, owner, strict=True):
                sections.setdefault(offer, []).append(frame.group[name])
            sums: list[Sum] = []
            for pupil in choice.pupils:
                asked = {o: w for o, w in index.pupils[pupil].worth.items() if o in sections and w > 0}
                terms = tuple(
                    Term(worth, AnyOf(tuple(Joins(frame.pupil[pupil], group) for group in sections[offer])))
                    for offer, worth in asked.items()
                )
                if terms:
                    sums.append(Sum(pupil, terms, minimum=sum(asked.values())))
            if sums:
                sentence = f"Pupils get what is worth most to them at {delivery.id}"
                yield LimitSum(**self.common(setting, (delivery.id,), sentence), sums=tuple(sums))
