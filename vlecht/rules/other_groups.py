"""Groups that are deliberately mixed up from one subject to another."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from vlecht.core.atoms import All, Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted
from vlecht.rules.view import RosterView


class OtherGroups(Rule):
    """Per group of a delivery with ``other_groups_than`` and group of that one: pupils in both, beyond fair.

    The fair part is the number of pupils in both deliveries divided by the number of pairs of groups,
    rounded up.
    """

    id = "other_groups"
    words = Phrase(
        "Groups are mixed up for subjects that should not share them.",
        "Groepen zijn gemengd voor vakken die ze niet mogen delen.",
    )
    unit = Phrase("pupils", "leerlingen")
    mode = "soft"
    weight = 2

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pair of groups."""
        plan = roster.plan
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or delivery.other_groups_than is None:
                continue
            mine, others = (plan.groups_of.get(d, ()) for d in (delivery.id, delivery.other_groups_than))
            here, there = (plan.members_of.get(d, ()) for d in (delivery.id, delivery.other_groups_than))
            if not mine or not others:
                continue
            both = set(here) & set(there)
            fair = -(-len(both) // (len(mine) * len(others)))
            for one in mine:
                for two in others:
                    shared = both.intersection(roster.members_in(one)).intersection(roster.members_in(two))
                    if len(shared) > fair:
                        pupils = counted(len(shared), "pupil")
                        sentence = Phrase(
                            f"{one} and {two} share {pupils}, {len(shared) - fair} more than their fair part",
                            f"{one} en {two} delen {pupils:nl}, {len(shared) - fair} meer dan hun deel",
                        )
                        yield self.breach(len(shared) - fair, (one, two), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per pair of groups: who joins both, at most the fair part."""
        plan = frame.plan
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or delivery.other_groups_than is None:
                continue
            mine = plan.groups_of.get(delivery.id, ())
            others = plan.groups_of.get(delivery.other_groups_than, ())
            there = set(plan.members_of.get(delivery.other_groups_than, ()))
            both = [frame.pupil[p] for p in plan.members_of.get(delivery.id, ()) if p in there]
            if not mine or not others:
                continue
            sums = tuple(
                Sum(
                    f"{one} / {two}",
                    tuple(
                        Term(1, All((Joins(p, frame.group[one]), Joins(p, frame.group[two])))) for p in both
                    ),
                    maximum=ceil(len(both) / (len(mine) * len(others))),
                )
                for one in mine
                for two in others
            )
            sentence = f"Groups of {delivery.id} are not those of {delivery.other_groups_than}"
            yield LimitSum(**self.common(setting, (delivery.id,), sentence), sums=sums)
