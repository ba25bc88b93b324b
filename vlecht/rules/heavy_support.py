"""No group has more pupils with a heavy need for support than it can carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import attributes_in
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class HeavySupport(Rule):
    """Per group: members with one of the named needs beyond ``most``; guests do not count."""

    id = "heavy_support"
    words = Phrase(
        "An instruction group has only so many pupils with a heavy need for support.",
        "Een instructiegroep heeft hoogstens zoveel leerlingen met een zware ondersteuningsvraag.",
    )
    unit = Phrase("pupils", "leerlingen")
    mode = "soft"
    weight = 10
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "needs": Parameter("heavy", "needs that weigh heavily, with commas"),
        "most": Parameter(2, "such pupils in a group"),
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group."""
        needs, most = attributes_in(str(setting.params["needs"])), int(setting.params["most"])
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped):
                continue
            for name in roster.plan.groups_of.get(delivery.id, ()):
                those = [p for p in roster.members_in(name) if set(index.pupils[p].needs) & set(needs)]
                over = len(those) - most
                if over > 0:
                    who = listed(those, 8)
                    sentence = Phrase(
                        f"Group {name} has {len(those)} pupils with a heavy need ({who}), {over} too many",
                        f"Groep {name} heeft {len(those)} leerlingen met een zware ondersteuningsvraag "
                        f"({who:nl}), {over} te veel",
                    )
                    yield self.breach(over, (name, *those), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Joined pupils with such a need, per group."""
        needs = set(attributes_in(str(setting.params["needs"])))
        for choice in frame.plan.choices:
            if choice.guest or not isinstance(index.deliveries[choice.delivery], Regrouped):
                continue
            those = [p for p in choice.pupils if needs.intersection(index.pupils[p].needs)]
            if those:
                sums = tuple(
                    Sum(
                        name,
                        tuple(Term(1, Joins(frame.pupil[p], frame.group[name])) for p in those),
                        maximum=int(setting.params["most"]),
                    )
                    for name in choice.groups
                )
                sentence = f"Groups of {choice.delivery} have few pupils with a heavy need"
                yield LimitSum(**self.common(setting, (choice.groups[0],), sentence), sums=sums)
