"""Pupils who visit another session are really there, and not too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Visit
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, listed
from vlecht.rules.view import RosterView


class Visits(Rule):
    """Amount: one per visit that cannot be as it is written; and per session with visitors, the pupils beyond
    the number allowed for each member of staff in it.

    A visit is from one session to another that is held at the same time (for a part at least), that has
    pupils of its own present, and by pupils of the first who do not belong in the second.
    """

    id = "visits"
    words = Phrase(
        "Pupils who join another group for once have a place there, and it does not get too large.",
        "Leerlingen die een keer bij een andere groep aansluiten hebben daar plek, en die groep wordt niet te"
        " groot.",
    )
    unit = Phrase("visits and pupils", "bezoeken en leerlingen")
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "per_staff": Parameter(35, "pupils per member of staff in a session that has visitors")
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per visit that cannot be, one per session that gets too large."""
        for visit in roster.roster.visits:
            why = _objection(roster, visit)
            if why:
                sentence = Phrase(
                    f"Pupils of {visit.session} cannot visit {visit.host}: {why}",
                    f"Leerlingen van {visit.session} kunnen niet naar {visit.host}: {why:nl}",
                )
                yield self.breach(1, (visit.session, visit.host), sentence)
        most = int(setting.params["per_staff"])
        for name in roster.visitors:
            session = roster.session.get(name)
            if session is None:
                continue
            heads, staff = len(roster.attendees(session)), len({seat.staff for seat in session.staff})
            over = heads - most * staff
            if over > 0:
                pupils, people = counted(heads, "pupil"), counted(staff, "person")
                sentence = Phrase(
                    f"{name} has {pupils} with its visitors for {people}, {over} above {most} each",
                    f"{name} heeft met gasten {pupils:nl} op {people:nl}, {over} boven {most} per persoon",
                )
                yield self.breach(over, (name,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """None: in the core nobody visits. Visits are made where a roster is repaired."""
        yield from ()


def _objection(roster: RosterView, visit: Visit) -> Phrase | None:
    """Why a visit cannot be, or ``None``."""
    own, host = roster.session.get(visit.session), roster.session.get(visit.host)
    if own is None or host is None:
        name = visit.session if own is None else visit.host
        return Phrase(f"{name} is not held", f"{name} is er niet")
    if set(roster.slots(own)).isdisjoint(roster.slots(host)):
        return Phrase("they are not at the same time", "die zijn niet tegelijk")
    mine, theirs = roster.pupils_of_groups(own), roster.pupils_of_groups(host)
    strangers = [pupil for pupil in visit.pupils if pupil not in mine]
    if strangers:
        names = listed(strangers)
        return Phrase(f"{names} are not of {own.id}", f"{names:nl} horen niet bij {own.id}")
    there = [pupil for pupil in visit.pupils if pupil in theirs]
    if there:
        names = listed(there)
        return Phrase(f"{names} belong there anyway", f"{names:nl} horen daar al")
    if set(theirs) <= roster.visiting.get(host.id, frozenset()):
        return Phrase(
            f"the pupils of {host.id} are elsewhere", f"de leerlingen van {host.id} zijn zelf ergens anders"
        )
    return None
