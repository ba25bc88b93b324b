"""Groups stay as they were, as far as there is no reason to change them."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class Stability(Rule):
    """Per pupil and group of the period before: groups of the same delivery that the pupil is in instead.

    Pupils who no longer belong to the delivery, and who join it for the first time, change nothing.
    """

    id = "stability"
    words = Phrase(
        "At a regrouping pupils stay in their group, unless there is a reason.",
        "Bij een hergroepering blijven leerlingen in hun groep, tenzij er een reden is.",
    )
    unit = Phrase("changes", "wisselingen")
    mode = "soft"
    weight = 2

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil who changed group."""
        for pupil, delivery, former, now in roster.moves:
            sentence = Phrase(
                f"Pupil {pupil} went from {former} to {now}", f"Leerling {pupil} ging van {former} naar {now}"
            )
            yield self.breach(1, (pupil, delivery, former, now), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per former group: its pupils join no other group of the delivery."""
        for former in index.school.regrouping.former:
            others = [g for g in frame.plan.groups_of.get(former.delivery, ()) if g != former.id]
            belong = set(frame.plan.members_of.get(former.delivery, ()))
            sums = tuple(
                Sum(
                    pupil,
                    tuple(Term(1, Joins(frame.pupil[pupil], frame.group[other])) for other in others),
                    maximum=0,
                )
                for pupil in former.members
                if pupil in belong
            )
            if sums:
                sentence = f"Pupils of {former.id} stay in it"
                yield LimitSum(**self.common(setting, (former.id,), sentence), sums=sums)
