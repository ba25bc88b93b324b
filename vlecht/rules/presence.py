"""Somebody of a set of staff at school every day."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import on
from vlecht.rules.view import RosterView


class Presence(Rule):
    """Amount: persons missing, per presence line and day.

    At school: the day is one of the working days, and there is lesson time on it at which they can be there.
    """

    id = "presence"
    words = Phrase(
        "On every school day at least so many of the named staff are at school.",
        "Elke schooldag is minstens zoveel van de genoemde medewerkers op school.",
    )
    unit = Phrase("persons", "medewerkers")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per presence line and day with too few."""
        workdays = {person: set(days) for person, days in roster.roster.workdays.items()}
        for line in index.school.presence:
            named = dict.fromkeys(line.staff)
            for day in index.grid.days:
                lessons = [s for s in index.grid.lesson_slots if index.grid.days[index.grid.day(s)] == day]
                there = sum(
                    day in workdays.get(person, ())
                    and any(slot not in index.availability(person, "cannot") for slot in lessons)
                    for person in named
                )
                if there < line.at_least:
                    names = ", ".join(named)
                    sentence = Phrase(
                        f"On {day} {there} of {names} at school, {line.at_least} asked",
                        f"Op {on(day):nl} zijn er {there} van {names} op school, {line.at_least} gevraagd",
                    )
                    yield self.breach(line.at_least - there, (day, *named), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per presence line: each day is joined by so many of those who can be there at all."""
        grid = index.grid
        lessons = [grid.lesson_slots & set(frame.day_slots(day)) for day in range(len(grid.days))]
        for number, line in enumerate(index.school.presence):
            named = tuple(dict.fromkeys(line.staff))
            yield LimitSum(
                **self.common(
                    setting,
                    (str(number), *named),
                    f"At least {line.at_least} of {', '.join(named)} at school every day",
                ),
                sums=tuple(
                    Sum(
                        day,
                        tuple(
                            Term(1, Joins(frame.staff[person], resource))
                            for person in named
                            if not lessons[position] <= index.availability(person, "cannot")
                        ),
                        minimum=line.at_least,
                    )
                    for position, (day, resource) in enumerate(frame.day.items())
                ),
            )
