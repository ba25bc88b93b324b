"""Every pupil who is present is in a supervised activity somewhere, at every moment."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.cover_times import CoverTimes
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import moments
from vlecht.rules.view import RosterView


class PupilSupervised(Rule):
    """Per pupil: lesson slots of the own cluster at which the pupil is present and in no activity.

    Present is: not away (outside the attendance windows, or elsewhere, travel included). Whether the
    activity has its staff is said by other rules.
    """

    id = "pupil_supervised"
    words = Phrase(
        "Every pupil who is present is in an activity at every moment of lesson time.",
        "Elke leerling die er is heeft op elk moment van de lestijd een activiteit.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil."""
        for group in index.school.home_groups:
            lessons = index.grid.teaching_slots(group.cluster)
            for pupil in index.pupils_of[group.id]:
                alone = lessons - roster.sessions_at(pupil).keys() - index.away(pupil)
                if alone:
                    when = moments(index.grid, alone)
                    sentence = Phrase(
                        f"Pupil {pupil} has no activity at {when}",
                        f"Leerling {pupil} heeft geen activiteit op {when:nl}",
                    )
                    yield self.breach(len(alone), (pupil,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Pupils are busy at their times."""
        pupils = index.school.pupils
        times = (
            index.grid.teaching_slots(index.cluster_of(pupil.home_group)) - index.away(pupil.id)
            for pupil in pupils
        )
        yield CoverTimes(
            **self.common(setting, (), "Every pupil who is present is in an activity in all lesson time"),
            resources=tuple(frame.pupil[pupil.id] for pupil in pupils),
            times_of=tuple(tuple(sorted(found)) for found in times),
        )
