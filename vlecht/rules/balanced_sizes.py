"""Groups of a delivery are about equally large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_range import LimitRange
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class BalancedSizes(Rule):
    """Per set of level groups, rounds, stations or a flex hour: largest minus smallest, beyond the tolerance.

    Sizes are numbers of members; guests do not count.
    """

    id = "balanced_sizes"
    words = Phrase(
        "Groups of a delivery are about equally large.",
        "Groepen van een werkvorm zijn ongeveer even groot.",
    )
    unit = Phrase("pupils", "leerlingen")
    mode = "soft"
    weight = 5
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "tolerance": Parameter(2, "pupils that the largest group may have more than the smallest")
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per set of groups."""
        for delivery in index.school.deliveries:
            for names in roster.plan.sets_of.get(delivery.id, ()) if isinstance(delivery, Regrouped) else ():
                sizes = {name: len(roster.members_in(name)) for name in names}
                small, large = min(sizes, key=sizes.__getitem__), max(sizes, key=sizes.__getitem__)
                over = sizes[large] - sizes[small] - int(setting.params["tolerance"])
                if over > 0:
                    who = listed(roster.members_in(large))
                    sentence = Phrase(
                        f"{large} has {sizes[large]} members ({who}) and {small} has {sizes[small]}: "
                        f"{over} more apart than the tolerance",
                        f"{large} heeft {sizes[large]} leden ({who:nl}) en {small} heeft er {sizes[small]}: "
                        f"{over} verder uiteen dan de marge",
                    )
                    yield self.breach(over, (delivery.id, large, small), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """The range of the numbers of joined members."""
        for choice in frame.plan.choices:
            delivery = index.deliveries[choice.delivery]
            if choice.guest or not isinstance(delivery, Regrouped):
                continue
            sums = tuple(
                (group, tuple(Term(1, Joins(frame.pupil[p], frame.group[group])) for p in choice.pupils))
                for group in choice.groups
            )
            facts = (delivery.id, *choice.groups[:1])
            yield LimitRange(
                **self.common(setting, facts, f"Groups of {delivery.id} are about equally large"),
                sums=sums,
                tolerance=int(setting.params["tolerance"]),
            )
