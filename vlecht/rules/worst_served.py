"""Nobody gets workshops that are much further from the wishes than need be."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_greatest import LimitGreatest
from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, listed
from vlecht.rules.view import RosterView


class WorstServed(Rule):
    """Per workshop delivery: how many ranks the pupil who is served worst is off the own best.

    Ranks are counted as rule ``wishes`` counts them. Weighted heavily this is fairness first, then the
    total of all wishes.
    """

    id = "worst_served"
    words = Phrase(
        "The pupil whose workshop wishes are met worst is served as well as can be.",
        "De leerling die bij de workshops het slechtst af is, is zo goed mogelijk bediend.",
    )
    unit = Phrase("ranks", "plaatsen")
    mode = "soft"
    weight = 10

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per delivery, naming everybody who is served that badly."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            moments = sum(b.delivery == delivery.id and not b.hosts for b in roster.plan.blocks)
            often = {offer.id: offer.repeat == "often" for offer in delivery.offers}
            off: dict[str, int] = {}
            for pupil, sections in roster.joined.get(delivery.id, {}).items():
                wished = list(dict.fromkeys(w for w in index.pupils[pupil].wishes if w in often))
                rank = {o: wished.index(o) + 1 if o in wished else len(wished) + 1 for o in often}
                places = [rank[o] for o, again in often.items() for _ in range(moments if again else 1)]
                got = [section.removeprefix(f"{delivery.id}.").rpartition(".")[0] for section in sections]
                off[pupil] = sum(rank[o] for o in got) - sum(sorted(places)[:moments])
            worst = max(off.values(), default=0)
            if worst > 0:
                those = [pupil for pupil, ranks in off.items() if ranks == worst]
                ranks = counted(worst, "rank")
                sentence = Phrase(
                    f"Worst served at {delivery.id}: {listed(those, 6)}, {ranks} off",
                    f"Het slechtst af bij {delivery.id}: {listed(those, 6):nl}, {ranks:nl} ernaast",
                )
                yield self.breach(worst, (delivery.id, *those), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """The greatest of all pupils' ranks above their least."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            choice = next(c for c in frame.plan.choices if c.delivery == delivery.id)
            owner = [offer for offer in delivery.offers for _ in range(offer.sections)]
            sums: list[tuple[tuple[Term, ...], int]] = []
            for pupil in choice.pupils:
                order: dict[str, int] = {}
                for wish in index.pupils[pupil].wishes:
                    if any(offer.id == wish for offer in delivery.offers):
                        order.setdefault(wish, len(order) + 1)
                last = len(order) + 1
                terms = tuple(
                    Term(order.get(offer.id, last), Joins(frame.pupil[pupil], frame.group[section]))
                    for section, offer in zip(choice.groups, owner, strict=True)
                )
                best: list[int] = []
                for offer in delivery.offers:
                    times = choice.count if offer.repeat == "often" else 1
                    best += [order.get(offer.id, last)] * times
                sums.append((terms, sum(sorted(best)[: choice.count])))
            sentence = f"Nobody is served badly at {delivery.id}"
            yield LimitGreatest(**self.common(setting, (delivery.id,), sentence), sums=tuple(sums))
