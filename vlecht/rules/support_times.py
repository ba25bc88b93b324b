"""Support is not taken from the subjects that matter most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from vlecht.core.atoms import All, AnyOf, Joins, Released, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.attending import support_pupils
from vlecht.models.deliveries import SupportDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class SupportTimes(Rule):
    """Per pupil with support: sessions the pupil leaves of subjects their support is never taken from.

    Only sessions of the pupil's own groups count, and not subjects that the pupil is exempt from or takes
    at another cluster's level.
    """

    id = "support_times"
    words = Phrase(
        "Pupils are never pulled out of the subjects that their support is not to be taken from.",
        "Leerlingen worden nooit gehaald uit vakken waar hun ondersteuning van af moet blijven.",
    )
    unit = Phrase("sessions", "activiteiten")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil."""
        spared: dict[str, set[str]] = defaultdict(set)
        for delivery in index.school.deliveries:
            if isinstance(delivery, SupportDelivery):
                for pupil in support_pupils(index, delivery):
                    spared[pupil].update(delivery.never_from)
        for pupil, subjects in spared.items():
            left = [
                session.id
                for session in roster.sessions_of_pupil.get(pupil, ())
                if pupil in session.without
                and session.subject in subjects
                and not index.learns_elsewhere(pupil, session.subject)
            ]
            if left:
                sentence = Phrase(
                    f"Pupil {pupil} is pulled out of {listed(left)}, which support must leave alone",
                    f"Leerling {pupil} wordt gehaald uit {listed(left):nl}, waar ondersteuning van af "
                    "moet blijven",
                )
                yield self.breach(len(left), (pupil,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Releases from events that a group of the pupil attends, per pupil."""
        never: dict[str, set[str]] = {}
        for choice in frame.plan.choices:
            delivery = index.deliveries[choice.delivery]
            if isinstance(delivery, SupportDelivery):
                for pupil in choice.pupils:
                    never.setdefault(pupil, set()).update(delivery.never_from)
        for pupil, subjects in never.items():
            resource = frame.pupil[pupil]
            terms = tuple(
                Term(
                    1,
                    All(
                        (
                            Released(resource, frame.event[activity.id]),
                            AnyOf(tuple(Joins(resource, frame.group[g]) for g in activity.groups)),
                        )
                    ),
                )
                for activity in frame.plan.activities
                if activity.subject in subjects
                and (resource, frame.event[activity.id]) in frame.releases
                and not index.learns_elsewhere(pupil, activity.subject)
            )
            if terms:
                sentence = f"Pupil {pupil} is not pulled out of {listed(sorted(subjects))}"
                yield LimitSum(
                    **self.common(setting, (pupil,), sentence), sums=(Sum(pupil, terms, maximum=0),)
                )
