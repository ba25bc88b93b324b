"""Changes of several kinds together: mended one kind after the other, each for the week that the last left.

Who is in which group comes first, then times, then rooms, then staff: what comes later depends on what came
before, and is easiest to change again. What is told of in the end is the whole: one roster, compared with the
one that there was, judged for the school of the week in which everything happens, within the budget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.repair import AnyEvent, ChangeFile, LessonMoved, Option, PupilJoins, PupilLeaves
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.solver.repair.absent import cover_options
from vlecht.solver.repair.case import Case
from vlecht.solver.repair.events import school_of_week
from vlecht.solver.repair.moved import move_options
from vlecht.solver.repair.options import TITLES, option
from vlecht.solver.repair.pupils import place_options
from vlecht.solver.repair.rooms import room_options
from vlecht.solver.run import Clock, Settings

Part = Literal["groups", "times", "rooms", "staff"]
PART: dict[str, Part] = {
    "pupil_joins": "groups",
    "pupil_leaves": "groups",
    "lesson_moved": "times",
    "room_closed": "rooms",
    "absent": "staff",
}
"""What of the week a change touches."""
ORDERS: tuple[tuple[Part, ...], ...] = (
    ("groups", "times", "rooms", "staff"),
    ("groups", "times", "staff", "rooms"),
)
"""In which order parts are mended. A session whose pupils are all elsewhere needs no room: where rooms fall
short before, they may not after."""
WIDTH = 2
"""So many ways of a kind of change are gone on from."""
KINDS: dict[Part, Phrase] = {
    "groups": Phrase("pupils who come or go", "leerlingen die komen of gaan"),
    "times": Phrase("a lesson that is moved", "een les die verplaatst wordt"),
    "rooms": Phrase("a room that is closed", "een ruimte die dicht is"),
    "staff": Phrase("somebody who is absent", "iemand die afwezig is"),
}


@dataclass(frozen=True)
class Way:
    """What was made so far: the school of the week and the roster, by which options."""

    school: School
    roster: Roster
    made: tuple[Option, ...] = ()


class Stages:
    """Options for everything that happens. ``reasons`` tell why there are none; ``proven``: none can be."""

    def __init__(self, case: Case, change: ChangeFile, clock: Clock, settings: Settings) -> None:
        """``case``: the school and roster before anything happens."""
        self.case = case
        self.change = change
        self.clock = clock
        self.settings = settings
        self.reasons: list[Phrase] = []
        self.proven = False
        self.parts: dict[Part, tuple[AnyEvent, ...]] = {
            part: events
            for part in ORDERS[0]
            if (events := tuple(e for e in change.changes if PART[e.do] == part))
        }

    def options(self) -> Iterator[Option]:
        """Whole options, as they are found."""
        found = False
        start = Way(self.case.before.school, self.case.roster)
        for parts in dict.fromkeys(tuple(p for p in order if p in self.parts) for order in ORDERS):
            self.reasons.clear()
            for way in self._ways(start, parts, wide=True):
                made = way.made[0] if len(way.made) == 1 else self._whole(way)
                if made is not None:
                    found = True
                    yield made
            if found:
                self.reasons.clear()
                return

    def _ways(self, way: Way, parts: Sequence[Part], wide: bool) -> Iterator[Way]:
        """Ways through the parts that are left; beside the first of each only narrow ones."""
        if not parts:
            yield way
            return
        part, *rest = parts
        number = 0
        for made in self._part(way, part):
            yield from self._ways(
                Way(made.school, made.roster, (*way.made, made)), rest, wide and (number == 0 or not rest)
            )
            number += 1
            if not wide or (rest and number >= WIDTH):
                return
        if not number and len(self.parts) > 1:
            told = Phrase(
                f"Together with what else happens no way was found for {KINDS[part]}",
                f"Samen met de rest is er geen oplossing gevonden voor {KINDS[part]:nl}",
            )
            if told not in self.reasons:
                self.reasons.insert(0, told)

    def _part(self, way: Way, part: Part) -> Iterator[Option]:
        """Options for one kind of change."""
        # Who comes is known before somebody who goes is taken out of everybody's wishes.
        events = sorted(self.parts[part], key=lambda event: event.do == "pupil_leaves")
        now = school_of_week(way.school, way.roster, events, self.change.eased)
        case = Case(
            SchoolIndex(way.school),
            SchoolIndex(now),
            way.roster,
            self.change.frozen,
            self.change.budget,
            self.case.history,
        )
        week = self.change.week
        if part == "groups":
            comes = tuple(event.pupil.id for event in events if isinstance(event, PupilJoins))
            goes = tuple(event.pupil for event in events if isinstance(event, PupilLeaves))
            yield from place_options(case, comes, goes, self.clock, week, self.reasons)
        elif part == "times":
            moved = tuple(event for event in events if isinstance(event, LessonMoved))
            yield from move_options(case, moved, self.clock, self.settings, week, self._why_not)
        elif part == "rooms":
            yield from room_options(case, self.clock, self.settings, week, self.reasons)
        else:
            yield from cover_options(case, self.clock, self.settings, week, self._why_not)

    def _why_not(self, words: tuple[Phrase, ...], sure: bool) -> None:
        for phrase in words:
            self._told(phrase)
        # What one kind of change leaves no room for, another way through the others might.
        self.proven = sure and len(self.parts) == 1

    def _told(self, phrase: Phrase) -> None:
        if phrase not in self.reasons:
            self.reasons.append(phrase)

    def _whole(self, way: Way) -> Option | None:
        """All that was done as one option, for everything that happens."""
        case = replace(self.case, index=SchoolIndex(way.school))
        case.judgement = self.case.judgement
        kinds = dict.fromkeys(made.kind for made in way.made)
        titles = [TITLES[kind] for kind in kinds]
        found = option(
            case,
            way.made[-1].kind,
            way.roster,
            [reason for made in way.made for reason in made.reasons],
            [cover for made in way.made for cover in made.covers],
            title=Phrase("; ".join(t.en for t in titles), "; ".join(t.nl for t in titles)),
            week=self.change.week,
        )
        if isinstance(found, Option):
            return found
        for phrase in found:
            self._told(phrase)
        return None
