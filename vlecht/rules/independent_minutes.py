"""Pupils of a year have enough independent work in the week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from vlecht.core.atoms import All, AnyOf, Atom, Joins, Placed, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.plan import Activity
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class IndependentMinutes(Rule):
    """Per pupil: minutes a week of independent work short of what the pupil's year asks.

    Sessions of independent work that a group of the pupil attends count whole, also when the pupil is
    pulled out for part of them: that is where support is best taken from. With several weeks in the
    calendar the minutes are asked for each week, and counted over the cycle.
    """

    id = "independent_minutes"
    words = Phrase(
        "Pupils of a year have at least so many minutes of independent work a week.",
        "Leerlingen van een leerjaar werken minstens zoveel minuten per week zelfstandig.",
    )
    unit = Phrase("minutes", "minuten")
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "minutes_by_year": Parameter({}, "year -> least minutes a week; years left out ask for nothing")
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil."""
        weeks = max(1, len(index.school.calendar.weeks))
        asked = {int(year): int(m) * weeks for year, m in setting.params["minutes_by_year"].items()}
        for pupil in index.school.pupils:
            if pupil.year in asked:
                sessions = roster.sessions_of_pupil.get(pupil.id, ())
                got = sum(session.minutes for session in sessions if session.kind == "independent")
                short = asked[pupil.year] - got
                if short > 0:
                    sentence = Phrase(
                        f"Pupil {pupil.id} has {got} of {asked[pupil.year]} minutes of independent work",
                        f"Leerling {pupil.id} werkt {got} van {asked[pupil.year]} minuten zelfstandig",
                    )
                    yield self.breach(short, (pupil.id,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Minutes of the events that a pupil's groups attend, per year."""
        minutes_by_year: Mapping[str, Any] = setting.params["minutes_by_year"]
        options: dict[str, list[str]] = {p.id: [p.home_group] for p in index.school.pupils}
        for choice in frame.plan.choices:
            for pupil in choice.pupils:
                options[pupil].extend(choice.groups)
        work: dict[str, list[Activity]] = {}
        for activity in frame.plan.activities:
            if activity.kind == "independent":
                for group in activity.groups:
                    work.setdefault(group, []).append(activity)
        for year, minutes in minutes_by_year.items():
            sums: list[Sum] = []
            for pupil in (p.id for p in index.school.pupils if p.year == int(year)):
                attended: dict[int, list[Atom]] = {}
                lengths: dict[int, int] = {}
                for group in options[pupil]:
                    for activity in work.get(group, ()):
                        event = frame.event[activity.id]
                        attended.setdefault(event, []).append(Joins(frame.pupil[pupil], frame.group[group]))
                        lengths[event] = activity.length * index.grid.step
                terms = tuple(
                    Term(lengths[event], All((AnyOf(tuple(joins)), Placed(event))))
                    for event, joins in attended.items()
                )
                least = int(minutes) * max(1, len(index.school.calendar.weeks))
                sums.append(Sum(pupil, terms, minimum=least))
            if sums:
                sentence = f"Pupils of year {year} have {minutes} minutes of independent work a week"
                yield LimitSum(**self.common(setting, (year,), sentence), sums=tuple(sums))
