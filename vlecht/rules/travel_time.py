"""Between two sites there is time to travel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.travel_time import TravelTime
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import moment
from vlecht.rules.view import RosterView


class TravelTimeRule(Rule):
    """Per person and journey on a day: slots that the time between two sites is short of the way.

    A journey is from the last slot in a room at one site to the next in a room at another. The way takes
    the sites' travel minutes, rounded up to whole slots. Time without a room, or in one without a site, is
    time to travel. Who is at two sites at once makes a journey from and to each, slot after slot.
    """

    id = "travel_time"
    words = Phrase(
        "Staff and pupils have time to travel between sites.",
        "Medewerkers en leerlingen hebben tijd om tussen locaties te reizen.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person and journey."""
        site = {room.id: room.site for room in index.school.rooms if room.site is not None}
        if not _far_apart(index, set(site.values())):
            return
        staff: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for session in roster.roster.sessions:
            if session.room in site:
                for assignment in session.staff:
                    for slot in roster.slots(session):
                        staff[assignment.staff][slot].add(site[session.room])
        for person, stops in staff.items():
            yield from self._journeys(index, person, stops)
        for pupil in index.pupils:
            sites = {site[s.room] for s in roster.sessions_of_pupil.get(pupil, ()) if s.room in site}
            if len(sites) > 1:
                rooms = roster.rooms_at(pupil)
                there = {slot: {site[room] for room in at if room in site} for slot, at in rooms.items()}
                yield from self._journeys(index, pupil, {slot: at for slot, at in there.items() if at})

    def _journeys(
        self, index: SchoolIndex, person: str, stops: Mapping[int, set[str]]
    ) -> Iterator[Violation]:
        grid = index.grid
        for leaves, arrives in pairwise(sorted(stops)):
            if grid.day(leaves) != grid.day(arrives):
                continue
            between = arrives - leaves - 1
            for here in sorted(stops[leaves]):
                for there in sorted(stops[arrives]):
                    minutes = index.travel_minutes(here, there)
                    if short := max(0, grid.slots(minutes) - between):
                        got, when = between * grid.step, moment(grid, arrives)
                        sentence = Phrase(
                            f"{person} has {got} of the {minutes} minutes to get from {here} to "
                            f"{there} by {when}",
                            f"{person} heeft {got} van de {minutes} minuten om van {here} naar "
                            f"{there} te gaan, voor {when:nl}",
                        )
                        yield self.breach(short, (person, here, there, grid.label(arrives)), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Travel times between the sites of the rooms."""
        names = tuple(dict.fromkeys(room.site for room in index.school.rooms if room.site is not None))
        if _far_apart(index, set(names)):
            yield TravelTime(
                **self.common(setting, names, "There is time to travel between sites"),
                resources=(*frame.staff.values(), *frame.pupil.values()),
                sites=tuple(
                    (frame.room[room.id], names.index(room.site))
                    for room in index.school.rooms
                    if room.site is not None
                ),
                separation=tuple(
                    tuple(index.grid.slots(index.travel_minutes(a, b)) for b in names) for a in names
                ),
                days=tuple(frame.day_slots(day) for day in range(len(index.grid.days))),
            )


def _far_apart(index: SchoolIndex, sites: set[str]) -> bool:
    """Whether it takes time to get from one of the sites to another: a fact, the same for both statements."""
    return any(index.travel_minutes(a, b) > 0 for a in sites for b in sites)
