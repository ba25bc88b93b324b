"""Some pupils like, or need, to be in the same group."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.together import Together
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class KeepTogether(Rule):
    """Per set of groups and pair of pupils to keep together: 1 when both are regrouped and share no group."""

    id = "keep_together"
    words = Phrase(
        "Pupils who are to be kept together share an instruction group wherever both are regrouped.",
        "Leerlingen die samen horen, zitten in dezelfde instructiegroep waar beiden worden hergroepeerd.",
    )
    unit = Phrase("pairs", "paren")
    mode = "soft"
    weight = 5

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per delivery and pair."""
        sets = [(d, names) for d, found in roster.plan.sets_of.items() for names in found]
        for delivery, names in sets if index.together else ():
            joined = roster.joined.get(delivery, {})
            for one, two in index.together:
                first = [name for name in joined.get(one, ()) if name in names]
                second = [name for name in joined.get(two, ()) if name in names]
                if first and second and not set(first) & set(second):
                    here, there = listed(first), listed(second)
                    sentence = Phrase(
                        f"Pupils {one} and {two} should be together, but {one} is in {here} and {two} "
                        f"in {there}",
                        f"Leerlingen {one} en {two} horen samen, maar {one} zit in {here:nl} en {two} "
                        f"in {there:nl}",
                    )
                    yield self.breach(1, (one, two, delivery), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Together, per delivery, for pairs that it regroups both."""
        sets = [(delivery, names) for delivery, found in frame.plan.sets_of.items() for names in found]
        for delivery, groups in sets:
            regrouped = {p for c in frame.plan.choices if c.delivery == delivery for p in c.pupils}
            pairs = tuple(
                (frame.pupil[one], frame.pupil[two])
                for one, two in index.together
                if one in regrouped and two in regrouped
            )
            if pairs:
                yield Together(
                    **self.common(
                        setting, (delivery, groups[0]), f"Pupils to be kept together are so in {delivery}"
                    ),
                    pairs=pairs,
                    groups=tuple(frame.group[group] for group in groups),
                )
