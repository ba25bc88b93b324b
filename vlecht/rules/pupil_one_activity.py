"""A pupil cannot be in two places at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.base import Constraint
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed, moment
from vlecht.rules.view import RosterView


class PupilOneActivity(Rule):
    """Per pupil: over all slots, the number of places claimed in activities, less one.

    A session claims a pupil once for each group the pupil attends it with. One the pupil may leave counts
    only at slots at which no other session claims the pupil.
    """

    id = "pupil_one_activity"
    words = Phrase(
        "A pupil is in at most one activity at a time.",
        "Een leerling doet hoogstens een ding tegelijk.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil."""
        extra: dict[tuple[str, str], int] = {}
        for session in roster.roster.sessions:
            if len(session.groups) > 1:
                places = Counter(p for group in session.groups for p in roster.members.get(group, ()))
                extra |= {
                    (pupil, session.id): number - 1
                    for pupil, number in places.items()
                    if number > 1 and pupil not in session.without
                }
        for pupil in index.pupils:
            amount, first = 0, -1
            at = roster.sessions_at(pupil)
            for slot, sessions in at.items():
                over = len(sessions) - 1
                if extra:
                    over += sum(extra.get((pupil, session.id), 0) for session in sessions)
                if over > 0:
                    amount += over
                    first = slot if first < 0 else min(first, slot)
            if amount:
                names = listed((session.id for session in at[first]), 4)
                when = moment(index.grid, first)
                sentence = Phrase(
                    f"Pupil {pupil} is in more than one activity at {when} ({names}); "
                    f"{amount} slots too many in all",
                    f"Leerling {pupil} heeft {when:nl} meer dan een activiteit ({names:nl}); "
                    f"samen {amount} tijdvakken te veel",
                )
                yield self.breach(amount, (pupil,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """No clashes of any pupil."""
        yield AvoidClashes(
            **self.common(setting, (), "A pupil is in at most one activity at a time"),
            resources=tuple(frame.pupil.values()),
        )
