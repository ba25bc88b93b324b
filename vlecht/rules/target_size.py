"""Instruction groups are about as large as somebody wants them."""

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


class TargetSize(Rule):
    """Per group of a delivery with a ``size.target``: members above or below it; guests do not count."""

    id = "target_size"
    words = Phrase(
        "Instruction groups have the number of members that is aimed at.",
        "Instructiegroepen zijn zo groot als de bedoeling is.",
    )
    unit = Phrase("pupils", "leerlingen")
    mode = "soft"
    weight = 1

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or delivery.size.target is None:
                continue
            target = delivery.size.target
            for name in roster.plan.groups_of.get(delivery.id, ()):
                size = len(roster.members_in(name))
                if size != target:
                    members = counted(size, "member")
                    sentence = Phrase(
                        f"Group {name} has {members}, {target} is the aim",
                        f"Groep {name} heeft {members:nl}, {target} is de bedoeling",
                    )
                    yield self.breach(abs(size - target), (name,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Joined members per group, exactly the target."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or delivery.size.target is None:
                continue
            target = delivery.size.target
            sums = tuple(
                Sum(
                    name,
                    tuple(Term(1, Joins(frame.pupil[p], frame.group[name])) for p in choice.pupils),
                    target,
                    target,
                )
                for choice in frame.plan.choices
                if choice.delivery == delivery.id and not choice.guest
                for name in choice.groups
            )
            sentence = f"Groups of {delivery.id} have about {target} members"
            yield LimitSum(**self.common(setting, (delivery.id,), sentence), sums=sums)
