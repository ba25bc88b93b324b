"""Pupils who need a helper near are in a group that has one."""

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
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class HelperPresent(Rule):
    """Per group without a helper: members with one of the delivery's ``helper_needs``.

    The first ``helpers`` groups of a delivery have a second member of staff (rule ``staffed`` sees to that).
    """

    id = "helper_present"
    words = Phrase(
        "Pupils who need a helper are in a group that has one.",
        "Leerlingen die een helper nodig hebben, zitten in een groep waar die is.",
    )
    unit = Phrase("pupils", "leerlingen")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or not delivery.helper_needs:
                continue
            wanted = set(delivery.helper_needs)
            for names in roster.plan.sets_of.get(delivery.id, ()):
                for name in names[delivery.helpers :]:
                    those = [p for p in roster.members_in(name) if wanted.intersection(index.pupils[p].needs)]
                    if those:
                        sentence = Phrase(
                            f"Group {name} has no helper, and {listed(those, 8)} need one",
                            f"Groep {name} heeft geen helper, en {listed(those, 8):nl} heeft die nodig",
                        )
                        yield self.breach(len(those), (name, *those), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Nobody with such a need joins a group from the first without a helper on."""
        for choice in frame.plan.choices:
            delivery = index.deliveries[choice.delivery]
            if choice.guest or not isinstance(delivery, Regrouped):
                continue
            those = [p for p in choice.pupils if set(index.pupils[p].needs) & set(delivery.helper_needs)]
            if those:
                sums = tuple(
                    Sum(
                        name,
                        tuple(Term(1, Joins(frame.pupil[p], frame.group[name])) for p in those),
                        maximum=0,
                    )
                    for name in choice.groups[delivery.helpers :]
                )
                sentence = f"Who needs a helper at {delivery.id} has one"
                yield LimitSum(**self.common(setting, (choice.groups[0],), sentence), sums=sums)
