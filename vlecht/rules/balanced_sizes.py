"""Groups of a delivery are about equally large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_range import LimitRange
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView

_FORMS = ("level_groups", "instruction_rounds", "circuit")


class BalancedSizes(Rule):
    """Per delivery with level groups, rounds or a circuit: largest minus smallest group beyond the tolerance.

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
        """One violation per delivery."""
        for delivery in index.school.deliveries:
            names = roster.plan.groups_of.get(delivery.id, ()) if delivery.form in _FORMS else ()
            sizes = {n: len(roster.group[n].members) if n in roster.group else 0 for n in names}
            if not sizes:
                continue
            small, large = min(sizes, key=sizes.__getitem__), max(sizes, key=sizes.__getitem__)
            over = sizes[large] - sizes[small] - int(setting.params["tolerance"])
            if over > 0:
                sentence = Phrase(
                    f"{large} has {sizes[large]} members and {small} has {sizes[small]}: "
                    f"{over} more apart than the tolerance",
                    f"{large} heeft {sizes[large]} leden en {small} heeft er {sizes[small]}: "
                    f"{over} meer verschil dan mag",
                )
                yield self.breach(over, (delivery.id, large, small), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """The range of the numbers of joined members."""
        for delivery in index.school.deliveries:
            choices = [c for c in frame.plan.choices if c.delivery == delivery.id and not c.guest]
            if delivery.form in _FORMS and choices:
                sums = tuple(
                    (
                        group,
                        tuple(Term(1, Joins(frame.pupil[p], frame.group[group])) for p in choices[0].pupils),
                    )
                    for group in choices[0].groups
                )
                yield LimitRange(
                    **self.common(
                        setting, (delivery.id,), f"Groups of {delivery.id} are about equally large"
                    ),
                    sums=sums,
                    tolerance=int(setting.params["tolerance"]),
                )
