"""Enough time with one's own teacher."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.atoms import AnyOf, Assigned, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.words import Function
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView

_IN_CHARGE = (Function.LEAD, Function.SUPERVISE)
_APART = ("workshops", "support")


class HomeTeacherMinutes(Rule):
    """Amount: per home group, minutes too few with one of its own teachers.

    Counted is a moment (the activities of one block that are planned at the same offset, together once)
    at which an own teacher leads or supervises an activity of a delivery that the home group is taught by:
    its class, or any of the groups its pupils are divided over. Workshops and support do not count, nor
    home groups without own teachers. A home group of several years gets the most asked for one of them.
    """

    id = "home_teacher_minutes"
    words = Phrase(
        "Every home group has so many minutes a week with an own teacher at one of its activities.",
        "Elke stamgroep heeft zoveel minuten per week een eigen leerkracht bij een van haar activiteiten.",
    )
    unit = Phrase("minutes", "minuten")
    mode = "soft"
    weight = 1
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "minutes": Parameter(600, "minutes a week asked"),
        "minutes_by_year": Parameter({}, "minutes a week asked for a year, where they differ"),
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per home group."""
        lengths: dict[str, dict[tuple[str, int], int]] = {group: {} for group in index.home_groups}
        for session in roster.roster.sessions:
            delivery = index.deliveries[session.delivery]
            if delivery.form in _APART:
                continue
            teachers = {a.staff for a in session.staff if a.function in _IN_CHARGE}
            whole = [group for group in session.groups if group in index.home_groups]
            for group in whole or delivery.home_groups:
                if not teachers.isdisjoint(index.own_teachers(group)):
                    planned = roster.plan.activity.get(session.id)
                    moment = (session.block, 0 if planned is None else planned.offset)
                    lengths[group][moment] = max(session.minutes, lengths[group].get(moment, 0))
        for group, moments in lengths.items():
            found, asked = sum(moments.values()), _asked(index, setting, group)
            if index.own_teachers(group) and found < asked:
                sentence = Phrase(
                    f"Home group {group} has {found} minutes with its own teachers,"
                    f" {asked - found} fewer than {asked}",
                    f"Stamgroep {group} heeft {found} minuten met de eigen leerkrachten,"
                    f" {asked - found} minder dan {asked}",
                )
                yield self.breach(asked - found, (group,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per home group: the lengths of the moments with an own teacher in a seat add up to enough."""
        for group in index.home_groups:
            own = [frame.staff[person] for person in index.own_teachers(group)]
            moments: dict[tuple[str, int, int], list[Assigned]] = {}
            for block in frame.blocks_of(group):
                if index.deliveries[block.delivery].form in _APART:
                    continue
                for activity in block.activities:
                    seats = moments.setdefault((block.id, activity.offset, activity.length), [])
                    seats.extend(
                        Assigned(frame.event[activity.id], role, person)
                        for role, seat in enumerate(activity.seats)
                        if seat.function in _IN_CHARGE
                        for person in own
                    )
            terms = tuple(
                Term(length * index.grid.step, AnyOf(tuple(seats)))
                for (_, _, length), seats in moments.items()
                if seats
            )
            if own:
                asked = _asked(index, setting, group)
                yield LimitSum(
                    **self.common(setting, (group,), f"{group} has {asked} minutes with its own teachers"),
                    sums=(Sum(group, terms, minimum=asked),),
                )


def _asked(index: SchoolIndex, setting: Setting, group: str) -> int:
    """Minutes asked of a home group over all weeks of the cycle: reads the setting, judges nothing."""
    by_year = setting.params["minutes_by_year"]
    years = index.home_groups[group].years
    most = max(by_year.get(str(year), setting.params["minutes"]) for year in years)
    return int(most) * max(1, len(index.school.calendar.weeks))
