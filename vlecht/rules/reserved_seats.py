"""Groups keep places free for newcomers."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted
from vlecht.rules.view import RosterView


class ReservedSeats(Rule):
    """Per group of a delivery with ``size.reserved`` places: members who sit on one of these.

    A group may hold ``size.max`` pupils; who comes above ``size.max - size.reserved`` takes a kept place.
    """

    id = "reserved_seats"
    words = Phrase(
        "Groups keep the places free that are reserved for newcomers.",
        "Groepen houden de plaatsen vrij die voor nieuwkomers zijn gereserveerd.",
    )
    unit = Phrase("places", "plaatsen")
    mode = "soft"
    weight = 5

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or not delivery.size.reserved:
                continue
            free = delivery.size.max - delivery.size.reserved
            for name in roster.plan.groups_of.get(delivery.id, ()):
                size = len(roster.members_in(name))
                if size > free:
                    members, taken = counted(size, "member"), size - free
                    sentence = Phrase(
                        f"Group {name} has {members}: {taken} on a place reserved for newcomers",
                        f"Groep {name} heeft {members:nl}: {taken} op een plaats voor nieuwkomers",
                    )
                    yield self.breach(taken, (name,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Joined members per group, at most what leaves the places free."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or not delivery.size.reserved:
                continue
            sums = tuple(
                Sum(
                    name,
                    tuple(Term(1, Joins(frame.pupil[p], frame.group[name])) for p in choice.pupils),
                    maximum=delivery.size.max - delivery.size.reserved,
                )
                for choice in frame.plan.choices
                if choice.delivery == delivery.id and not choice.guest
                for name in choice.groups
            )
            sentence = f"Groups of {delivery.id} keep {delivery.size.reserved} places free"
            yield LimitSum(**self.common(setting, (delivery.id,), sentence), sums=sums)
