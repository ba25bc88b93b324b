"""Every moment holds a fitting number of workshops, and no workshop beside itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vlecht.core.atoms import All, AnyOf, StartsAt, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.plan import Block
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted
from vlecht.rules.view import RosterView


class SectionsPerMoment(Rule):
    """Per moment of workshops: sections outside its limits; and sections of an offer beside each other.

    A section is at a moment when it starts with it. Offers that repeat ``often`` do not count for the
    limits. Of an offer that is not ``parallel`` every section beyond the first at a moment counts 1.
    """

    id = "sections_per_moment"
    words = Phrase(
        "Every moment has a fitting number of workshops, and no workshop twice that should not be.",
        "Elk moment heeft een passend aantal workshops, en geen workshop dubbel die dat niet mag.",
    )
    unit = Phrase("sections", "workshopmomenten")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per moment outside its limits, one per moment and offer beside itself."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            blocks = [block for block in roster.plan.blocks if block.delivery == delivery.id]
            sections = [block for block in blocks if block.hosts]
            for number, moment in enumerate(block for block in blocks if not block.hosts):
                start = roster.block_start.get(moment.id)
                here = [s.id for s in sections if start is not None and roster.block_start.get(s.id) == start]
                offers = Counter(name.removeprefix(f"{delivery.id}.").rpartition(".")[0] for name in here)
                if number < len(delivery.moments):
                    limits = delivery.moments[number]
                    often = {offer.id for offer in delivery.offers if offer.repeat == "often"}
                    held = sum(count for offer, count in offers.items() if offer not in often)
                    most = held if limits.max_sections is None else limits.max_sections
                    off = max(limits.min_sections - held, held - most, 0)
                    if off:
                        has = counted(held, "section")
                        allowed = f"{limits.min_sections} to {most}"
                        sentence = Phrase(
                            f"{moment.id} has {has}, {off} off its limits ({allowed})",
                            f"{moment.id} heeft {has:nl}, {off} buiten de grenzen "
                            f"({limits.min_sections} tot {most})",
                        )
                        yield self.breach(off, (moment.id,), sentence)
                for offer in delivery.offers:
                    beside = offers[offer.id] - 1
                    if not offer.parallel and beside > 0:
                        sentence = Phrase(
                            f"{offer.id} is given {beside + 1} times at {moment.id}",
                            f"{offer.id} wordt {beside + 1} keer gegeven op {moment.id}",
                        )
                        yield self.breach(beside, (moment.id, offer.id), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Counts of the sections that start with a moment."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            moments = [b for b in frame.plan.blocks if b.delivery == delivery.id and not b.hosts]
            sections = [b for b in frame.plan.blocks if b.delivery == delivery.id and b.hosts]
            owner = [offer for offer in delivery.offers for _ in range(offer.sections)]
            sums: list[Sum] = []
            for number, moment in enumerate(moments):
                terms = [
                    (offer, Term(1, _beside(index, frame, moment, section)))
                    for section, offer in zip(sections, owner, strict=True)
                ]
                if number < len(delivery.moments):
                    limits = delivery.moments[number]
                    counting = tuple(term for offer, term in terms if offer.repeat != "often")
                    sums.append(Sum(moment.id, counting, limits.min_sections, limits.max_sections))
                sums.extend(
                    Sum(
                        f"{moment.id} / {offer.id}",
                        tuple(term for owner_, term in terms if owner_ is offer),
                        maximum=1,
                    )
                    for offer in delivery.offers
                    if not offer.parallel
                )
            if sums:
                sentence = f"Moments of {delivery.id} have a fitting number of workshops"
                yield LimitSum(**self.common(setting, (delivery.id,), sentence), sums=tuple(sums))


def _beside(index: SchoolIndex, frame: Frame, moment: Block, section: Block) -> AnyOf:
    """Whether a section starts with a moment."""
    one, two = frame.event[section.id], frame.anchor[moment.id]
    return AnyOf(tuple(All((StartsAt(one, t), StartsAt(two, t))) for t in range(index.grid.size)))
