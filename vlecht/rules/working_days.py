"""Staff are at school on no more days than agreed, and only work on days at school."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, Busy, Joins, Not, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.at_work import work_at
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed, on
from vlecht.rules.view import RosterView


class WorkingDays(Rule):
    """Per staff member: days at school above what is agreed, and days with work that are not days at school.

    Agreed are ``max_days`` a week, over the whole cycle where the calendar has several weeks. Work is
    sessions, meetings and break duties.
    """

    id = "working_days"
    words = Phrase(
        "Staff are at school on no more days than agreed and work on no other days.",
        "Medewerkers zijn niet meer dagen op school dan afgesproken en werken op geen andere dag.",
    )
    unit = Phrase("days", "dagen")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person with too many days, and one per day with work that is not theirs."""
        weeks = max(1, len(index.school.calendar.weeks))
        for person, stated in index.staff.items():
            days = dict.fromkeys(roster.roster.workdays.get(person, ()))
            if stated.max_days is not None and len(days) > stated.max_days * weeks:
                agreed = stated.max_days * weeks
                names = listed((on(day) for day in days), 14)
                sentence = Phrase(
                    f"{person} is at school on {len(days)} days ({names}), {agreed} agreed",
                    f"{person} is {len(days)} dagen op school ({names:nl}), {agreed} afgesproken",
                )
                yield self.breach(len(days) - agreed, (person,), sentence)
            other = {
                slot for slot in roster.busy[person] if index.grid.days[index.grid.day(slot)] not in days
            }
            for work in work_at(roster, person, other) if other else ():
                day = index.grid.days[index.grid.day(work.slots[0])]
                sentence = Phrase(
                    f"{person} works at {work.text}, but is not at school on {day}",
                    f"{person} werkt {work.text:nl}, maar is {on(day):nl} niet op school",
                )
                yield self.breach(1, (person, day), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """A limit on the days a person joins, and none for being busy on a day not joined."""
        for person, resource in frame.staff.items():
            sums = [
                Sum(
                    f"{person} / {name}",
                    (Term(1, All((Busy(resource, frame.day_slots(position)), Not(Joins(resource, day))))),),
                    maximum=0,
                )
                for position, (name, day) in enumerate(frame.day.items())
            ]
            most = index.staff[person].max_days
            if most is not None:
                joined = tuple(Term(1, Joins(resource, day)) for day in frame.day.values())
                agreed = most * max(1, len(index.school.calendar.weeks))
                sums.append(Sum(person, joined, maximum=agreed))
            yield LimitSum(
                **self.common(setting, (person,), f"{person} works on days at school, and not on too many"),
                sums=tuple(sums),
            )
