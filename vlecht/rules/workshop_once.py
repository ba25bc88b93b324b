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
    """Per pupil and offer: sections of the offer that the pupil is in, less one.

    Of an offer that repeats ``often`` none is too many; of one that repeats ``never`` every section is, to
    who has ``done`` it before.
    """

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
                given = Counter(s.removeprefix(f"{delivery.id}.").rpartition(".")[0] for s in sections)
                done = index.pupils[pupil].done
                for found in delivery.offers:
                    past = int(found.repeat == "never" and found.id in done)
                    number, offer = given[found.id] + past, f"{delivery.id}.{found.id}"
                    if given[found.id] and number > 1 and found.repeat != "often":
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
                most = {
                    p: 0 if offer.repeat == "never" and offer.id in index.pupils[p].done else 1
                    for p in choice.pupils
                }
                if offer.repeat == "often" or (len(groups) == 1 and all(most.values())):
                    continue
                yield LimitSum(
                    **self.common(
                        setting, (delivery.id, offer.id), f"Nobody does {offer.id} of {delivery.id} twice"
                    ),
                    sums=tuple(
                        Sum(
                            pupil, tuple(Term(1, Joins(frame.pupil[pupil], g)) for g in groups), maximum=limit
                        )
                        for pupil, limit in most.items()
                    ),
                )
