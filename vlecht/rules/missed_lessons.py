"""What pupils miss while they are pulled out."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, AnyOf, Joins, Released, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, listed
from vlecht.rules.view import RosterView


class MissedLessons(Rule):
    """Per pupil: sessions of the pupil's groups, other than independent work, that the pupil leaves.

    Leaving a subject that the pupil is exempt from, or takes at another cluster's level, misses nothing.
    """

    id = "missed_lessons"
    words = Phrase(
        "Pupils who are pulled out miss as few lessons as possible; independent work may be missed.",
        "Leerlingen die eruit gehaald worden missen zo weinig mogelijk lessen; zelfstandig werken "
        "mag gemist worden.",
    )
    unit = Phrase("sessions", "activiteiten")
    mode = "soft"
    weight = 1

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil."""
        missed: dict[str, list[str]] = {}
        for session in roster.roster.sessions:
            if session.kind != "independent" and session.without:
                attending = set(roster.attendees(session))
                for pupil in session.without:
                    if pupil in attending and not index.learns_elsewhere(pupil, session.subject):
                        missed.setdefault(pupil, []).append(session.id)
        for pupil, sessions in missed.items():
            lessons, names = counted(len(sessions), "lesson"), listed(sessions)
            sentence = Phrase(
                f"Pupil {pupil} misses {lessons}: {names}", f"Leerling {pupil} mist {lessons:nl}: {names:nl}"
            )
            yield self.breach(len(sessions), (pupil,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Releases from events that a group of the pupil attends, per pupil."""
        activity_of = {frame.event[activity.id]: activity for activity in frame.plan.activities}
        pupil_of = {resource: pupil for pupil, resource in frame.pupil.items()}
        terms: dict[str, list[Term]] = {}
        for resource, event in sorted(frame.releases):
            pupil, activity = pupil_of[resource], activity_of[event]
            if activity.kind != "independent" and not index.learns_elsewhere(pupil, activity.subject):
                attends = AnyOf(tuple(Joins(resource, frame.group[group]) for group in activity.groups))
                terms.setdefault(pupil, []).append(Term(1, All((Released(resource, event), attends))))
        for pupil, found in terms.items():
            yield LimitSum(
                **self.common(setting, (pupil,), f"Pupil {pupil} misses no lessons"),
                sums=(Sum(pupil, tuple(found), maximum=0),),
            )
