"""Pupils in a group do not differ too much in age."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.level_spread import LevelSpread
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import months_old
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class AgeSpan(Rule):
    """Per group: months between its youngest and its oldest member beyond the limit.

    Members whose ``born`` is known count.
    """

    id = "age_span"
    words = Phrase(
        "Pupils in an instruction group do not differ too much in age.",
        "Leerlingen in een instructiegroep schelen niet te veel in leeftijd.",
    )
    unit = Phrase("months", "maanden")
    mode = "soft"
    weight = 1
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "months": Parameter(36, "months between youngest and oldest that are fine")
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped):
                continue
            for name in roster.plan.groups_of.get(delivery.id, ()):
                ages = {p: months_old(index, p) for p in roster.members_in(name)}
                known = {p: age for p, age in ages.items() if age is not None}
                if not known:
                    continue
                young, old = min(known, key=known.__getitem__), max(known, key=known.__getitem__)
                over = known[old] - known[young] - int(setting.params["months"])
                if over > 0:
                    sentence = Phrase(
                        f"Pupils {young} and {old} in {name} are {known[old] - known[young]} months apart, "
                        f"{over} too many",
                        f"Leerlingen {young} en {old} in {name} schelen {known[old] - known[young]} maanden, "
                        f"{over} te veel",
                    )
                    yield self.breach(over, (name, young, old), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Spread of the ages per set of groups."""
        for choice in frame.plan.choices:
            if choice.guest or not isinstance(index.deliveries[choice.delivery], Regrouped):
                continue
            ages = tuple(
                (frame.pupil[p], age) for p in choice.pupils if (age := months_old(index, p)) is not None
            )
            if ages:
                sentence = f"Pupils in the groups of {choice.delivery} are about equally old"
                yield LevelSpread(
                    **self.common(setting, (choice.groups[0],), sentence),
                    groups=tuple(frame.group[name] for name in choice.groups),
                    levels=ages,
                    tolerance=int(setting.params["months"]),
                )
