"""Nobody does the same workshop twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted
from vlecht.rules.view import RosterView


class WorkshopOnce(Rule):
    """Per pupil and offer: sections of the offer that the pupil is in, less one."""

    id = "workshop_once"
    words = Phrase(
        "No pupil is in two sections of the same workshop.",
        "Geen leerling doet dezelfde workshop twee keer.",
    )
    unit = Phrase("sections", "workshopmomenten")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil and offer."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            for pupil, sections in roster.joined.get(delivery.id, {}).items():
                offers = Counter(section.rpartition(".")[0] for section in sections)
                for offer, number in offers.items():
                    if number > 1:
                        times = counted(number, "section")
                        sentence = Phrase(
                            f"Pupil {pupil} is in {times} of {offer}",
                            f"Leerling {pupil} zit in {times:nl} van {offer}",
                        )
                        yield self.breach(number - 1, (pupil, offer), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Joined sections per pupil and offer."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            choice = next(c for c in frame.plan.choices if c.delivery == delivery.id)
            sections = iter(choice.groups)
            for offer in delivery.offers:
                groups = [frame.group[next(sections)] for _ in range(offer.sections)]
                if len(groups) > 1:
                    yield LimitSum(
                        **self.common(
                            setting, (delivery.id, offer.id), f"Nobody does {offer.id} of {delivery.id} twice"
                        ),
                        sums=tuple(
                            Sum(
                                pupil, tuple(Term(1, Joins(frame.pupil[pupil], g)) for g in groups), maximum=1
                            )
                            for pupil in choice.pupils
                        ),
                    )
