"""A workshop that follows on another is for who has done that."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class Prerequisites(Rule):
    """Per pupil and section: 1 when the offer is ``after`` something that the pupil has not ``done``."""

    id = "prerequisites"
    words = Phrase(
        "Pupils are only in workshops for which they have done what comes before.",
        "Leerlingen zitten alleen in workshops waarvoor ze het voorafgaande hebben gedaan.",
    )
    unit = Phrase("sections", "workshopmomenten")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil and section."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            after = {offer.id: offer.after for offer in delivery.offers}
            for pupil, sections in roster.joined.get(delivery.id, {}).items():
                for section in sections:
                    offer = section.removeprefix(f"{delivery.id}.").rpartition(".")[0]
                    lacks = [need for need in after[offer] if need not in index.pupils[pupil].done]
                    if lacks:
                        sentence = Phrase(
                            f"Pupil {pupil} is in {section} without having done {listed(lacks)}",
                            f"Leerling {pupil} zit in {section} zonder {listed(lacks):nl} te hebben gedaan",
                        )
                        yield self.breach(1, (pupil, section), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Nobody joins a section of an offer whose prerequisites are not met."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            choice = next(c for c in frame.plan.choices if c.delivery == delivery.id)
            owner = [offer for offer in delivery.offers for _ in range(offer.sections)]
            sums = tuple(
                Sum(f"{pupil} / {name}", (Term(1, Joins(frame.pupil[pupil], frame.group[name])),), maximum=0)
                for name, offer in zip(choice.groups, owner, strict=True)
                if offer.after
                for pupil in choice.pupils
                if not set(offer.after) <= set(index.pupils[pupil].done)
            )
            if sums:
                sentence = f"Workshops of {delivery.id} that follow on others are for who did those"
                yield LimitSum(**self.common(setting, (delivery.id,), sentence), sums=sums)
