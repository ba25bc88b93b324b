"""Groups that are kept from one subject to another."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, AnyOf, Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class SameGroups(Rule):
    """Per delivery with ``same_groups_as`` and pupil in both: 1 when the numbers of the groups differ.

    The first group goes with the first, the second with the second and so on.
    """

    id = "same_groups"
    words = Phrase(
        "Groups are the same for subjects that should share them.",
        "Groepen zijn gelijk voor vakken die ze moeten delen.",
    )
    unit = Phrase("pupils", "leerlingen")
    mode = "soft"
    weight = 2

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per delivery and pupil."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or delivery.same_groups_as is None:
                continue
            mine = roster.plan.groups_of.get(delivery.id, ())
            others = roster.plan.groups_of.get(delivery.same_groups_as, ())
            for pupil in roster.plan.members_of.get(delivery.id, ()):
                here = [n for n, name in enumerate(mine) if pupil in roster.members_in(name)]
                there = [n for n, name in enumerate(others) if pupil in roster.members_in(name)]
                if here and there and not set(here) & set(there):
                    one, two = listed(mine[n] for n in here), listed(others[n] for n in there)
                    sentence = Phrase(
                        f"Pupil {pupil} is in {one} but in {two}",
                        f"Leerling {pupil} zit in {one:nl} maar in {two:nl}",
                    )
                    yield self.breach(1, (pupil, delivery.id, delivery.same_groups_as), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per pupil of both: in some group of each only when in a pair of equal numbers."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or delivery.same_groups_as is None:
                continue
            mine = [frame.group[name] for name in frame.plan.groups_of.get(delivery.id, ())]
            others = [frame.group[name] for name in frame.plan.groups_of.get(delivery.same_groups_as, ())]
            sums: list[Sum] = []
            belong = frame.plan.members_of.get(delivery.same_groups_as, ())
            for name in frame.plan.members_of.get(delivery.id, ()):
                if name not in belong:
                    continue
                pupil = frame.pupil[name]
                some = [AnyOf(tuple(Joins(pupil, group) for group in groups)) for groups in (mine, others)]
                pairs = zip(mine, others, strict=False)
                equal = AnyOf(tuple(All((Joins(pupil, one), Joins(pupil, two))) for one, two in pairs))
                sums.append(Sum(name, (Term(1, All(tuple(some))), Term(-1, equal)), maximum=0))
            sentence = f"Groups of {delivery.id} are those of {delivery.same_groups_as}"
            yield LimitSum(**self.common(setting, (delivery.id,), sentence), sums=tuple(sums))
