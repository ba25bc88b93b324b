"""Pupils get the workshops they wish for."""

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
from vlecht.rules.phrases import counted, listed
from vlecht.rules.view import RosterView


class Wishes(Rule):
    """Per pupil and workshop delivery: ranks of the joined offers above the least that is possible.

    An offer's rank is its place among the pupil's wishes for this delivery's offers, first is 1; what is
    not wished ranks one below the last wish. The least possible is the sum for the best different offers,
    one per moment (what repeats ``often`` counts for several). Whoever has no wishes is always content.
    """

    id = "wishes"
    words = Phrase(
        "Pupils get the workshops that they wish for most.",
        "Leerlingen krijgen de workshops die zij het liefst willen.",
    )
    unit = Phrase("ranks", "plaatsen")
    mode = "soft"
    weight = 2

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil and delivery."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            moments = sum(b.delivery == delivery.id and not b.hosts for b in roster.plan.blocks)
            offers = {offer.id: moments if offer.repeat == "often" else 1 for offer in delivery.offers}
            for pupil, sections in roster.joined.get(delivery.id, {}).items():
                wished = list(dict.fromkeys(offer for offer in index.pupils[pupil].wishes if offer in offers))
                ranks = {offer: len(wished) + 1 for offer in offers}
                ranks |= {offer: place for place, offer in enumerate(wished, 1)}
                least = sum(sorted(ranks[o] for o, times in offers.items() for _ in range(times))[:moments])
                got = [section.removeprefix(f"{delivery.id}.").rpartition(".")[0] for section in sections]
                over = sum(ranks[offer] for offer in got) - least
                if over > 0:
                    off, has, asked = counted(over, "rank"), listed(got), listed(wished)
                    sentence = Phrase(
                        f"Pupil {pupil} got {has} and wished {asked}: {off} off",
                        f"Leerling {pupil} kreeg {has:nl} en wenste {asked:nl}: {off:nl} ernaast",
                    )
                    yield self.breach(over, (pupil, delivery.id), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Ranks of joined sections, per pupil who has wishes."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            choice = next(c for c in frame.plan.choices if c.delivery == delivery.id)
            owner = [offer.id for offer in delivery.offers for _ in range(offer.sections)]
            sums: list[Sum] = []
            for pupil in choice.pupils:
                order: dict[str, int] = {}
                for wish in index.pupils[pupil].wishes:
                    if wish in owner:
                        order.setdefault(wish, len(order) + 1)
                terms = tuple(
                    Term(order.get(name, len(order) + 1), Joins(frame.pupil[pupil], frame.group[section]))
                    for section, name in zip(choice.groups, owner, strict=True)
                )
                best: list[int] = []
                for offer in delivery.offers:
                    often = choice.count if offer.repeat == "often" else 1
                    best += [order.get(offer.id, len(order) + 1)] * often
                sums.append(Sum(pupil, terms, maximum=sum(sorted(best)[: choice.count])))
            yield LimitSum(
                **self.common(setting, (delivery.id,), f"Pupils get what they wish at {delivery.id}"),
                sums=tuple(sums),
            )
