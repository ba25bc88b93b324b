"""The model of a week with somebody missing: every seat keeps who has it, and what is lost is mended.

It is the week's staffing model (:class:`~vlecht.solver.week.seats.SeatModel`: one thing at a time, meetings,
duties, breaks, contact minutes, company, freed teachers) of the days on which something is lost, with most of
it fixed. Times never change here.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.models.plan import Activity
from vlecht.models.words import Function
from vlecht.solver.repair.acquaintance import Acquaintance
from vlecht.solver.repair.guides import add_guides, within_reach
from vlecht.solver.repair.hosts import STAYS, Places
from vlecht.solver.repair.measures import (
    EMPTY,
    FACE,
    OTHER,
    RELEASE,
    REWARD,
    RULES_COST,
    STAND_IN,
    Measures,
)
from vlecht.solver.week.likely import Circle
from vlecht.solver.week.pinned import has_room_pinned, has_staff_pinned, is_pinned, pinned_staff
from vlecht.solver.week.seat_costs import DAILY
from vlecht.solver.week.seats import Held, SeatModel

if TYPE_CHECKING:
    from vlecht.solver.repair.case import Case, Seat


class CoverModel(SeatModel):
    """Decisions beside those of the seat model: ``empty``, ``guides``, ``gone`` and the places of guests."""

    def __init__(self, case: Case, measures: Measures) -> None:
        self.case = case
        self.measures = measures
        self.empty: dict[Seat, cp_model.IntVar] = {}
        self.guides: dict[str, dict[str, cp_model.IntVar]] = {}
        """Activity -> person -> supervises it as independent work."""
        self.released: dict[Seat, cp_model.IntVar] = {}
        """The seat of somebody second -> the session goes on without."""
        self.gone: dict[str, cp_model.IntVar] = {}
        """Activity -> its pupils are elsewhere and it has nobody."""
        self.terms: list[cp_model.LinearExprT] = []
        self.rewards: list[cp_model.IntVar] = []
        self.stands_in: dict[str, list[tuple[Activity, cp_model.IntVar]]] = defaultdict(list)
        """Person -> what the person may take over, and the literal that it is so."""
        self.acquaintance = Acquaintance(case)
        super().__init__(case.week, case.layout_of_days, Circle.ALL)
        if self.possible:
            self._leave_for_a_reason()
            within_reach(self)
            self.places = Places(case, self.model, self.gone)
            self._send()
            self._minimise()

    @cached_property
    def _one(self) -> cp_model.IntVar:
        """What is so."""
        return self.model.new_constant(1)

    def _workdays(self) -> dict[tuple[str, int], cp_model.IntVar | bool]:
        """Everybody comes on the days they came, less what they are absent."""
        for name, person in self.case.minutes_elsewhere.items():
            self._burdened(name, person)
        return {
            (person, number): day in self.case.workdays(person)
            for person in self.index.staff
            for number, day in enumerate(self.index.grid.days)
        }

    def _add_seats(self, held: Held, circle: Circle) -> None:  # noqa: ARG002  # everybody is looked at here
        activity, case = held.activity, self.case
        minutes = activity.length * self.index.grid.step
        lost = any((activity.id, number) in case.broken for number in range(len(activity.seats)))
        if self._may_go(activity, lost):
            self.gone[activity.id] = self.model.new_bool_var("")
        for number in range(len(activity.seats)):
            seat = (activity.id, number)
            able = self._able(held, number)
            literals = {person: self.model.new_bool_var("") for person in able}
            self.seat[seat] = literals
            present = case.layout.staff.get(seat)
            if present is None and activity.seats[number].optional:
                continue
            ways = [*literals.values()]
            if self.measures.empty and (seat in case.broken or present is None):
                self.empty[seat] = self.model.new_bool_var("")
                ways.append(self.empty[seat])
            if activity.id in self.gone:
                ways.append(self.gone[activity.id])
            if self.measures.release and number and self._may_part(activity, number):
                self.released[seat] = self.model.new_bool_var("")
                self.terms.append(RELEASE * self.released[seat])
                ways.append(self.released[seat])
            if number == 0 and seat in case.broken and self.measures.guide:
                ways += add_guides(self, held)
            if not ways:
                self.possible = False
            elif len(ways) == 1:
                self.model.add(ways[0] == 1)
                self.sure.update(literal.index for literal in literals.values())
            else:
                self.model.add_exactly_one(ways)
            for person, literal in literals.items():
                self.busy(person, held.slots, minutes, literal)
                if person != present:
                    self._stand_in(seat, activity, person, literal, present)
        for person in {p for n in range(len(activity.seats)) for p in self.seat[activity.id, n]}:
            twice = [
                x[person] for n in range(len(activity.seats)) if person in (x := self.seat[activity.id, n])
            ]
            if len(twice) > 1:
                self.model.add_at_most_one(twice)

    def _able(self, held: Held, number: int) -> list[str]:
        """Who may have a seat: who has it, and where it may change everybody who can."""
        activity, case = held.activity, self.case
        present = case.layout.staff.get((activity.id, number))
        lost = (activity.id, number) in case.broken
        if not lost and not (self.measures.swap and self._helps(activity, present)):
            return [] if present is None else [present]
        candidates = pinned_staff(
            self.index.school, activity, number, dict.fromkeys(activity.seats[number].candidates, 0)
        )
        # Whose lesson is left for a lost one is followed by somebody who had nothing then: no longer chains.
        return [
            person
            for person in candidates
            if self.free(person, held.slots)
            and (person not in self.measures.without or person == present)
            and (lost or person == present or self.acquaintance.lessons[person].isdisjoint(held.slots))
        ]

    def _helps(self, activity: Activity, present: str | None) -> bool:
        """Whether who has a seat could take a lost one at that time instead."""
        case = self.case
        return activity.id in case.near and any(
            present in case.activity[name].seats[number].candidates
            and not set(case.slots[name]).isdisjoint(case.slots[activity.id])
            for name, number in case.broken
        )

    def _may_part(self, activity: Activity, number: int) -> bool:
        """Whether a session may go on without somebody second: who is lost, or can take a lost seat then."""
        case = self.case
        if (activity.id, number) in case.broken:
            return True
        present = case.layout.staff.get((activity.id, number))
        if present is None or is_pinned(
            self.index.school, activity, present, activity.seats[number].function
        ):
            return False
        own = any(seat == 0 and name == activity.id for name, seat in case.broken)
        return self._helps(activity, present) or (own and present in activity.seats[0].candidates)

    def _may_go(self, activity: Activity, lost: bool) -> bool:
        """Whether the pupils of an activity may all go to others."""
        if activity.kind in STAYS or not self.week.heads(activity):
            return False
        if has_staff_pinned(self.index.school, activity) or has_room_pinned(self.index.school, activity):
            return False
        if lost:
            return self.measures.merge or self.measures.distribute
        return self.measures.merge and activity.id in self.case.near

    def _stand_in(
        self, seat: Seat, activity: Activity, person: str, literal: cp_model.IntVar, present: str | None
    ) -> None:
        """What it weighs that somebody takes the seat of another."""
        lost = seat in self.case.broken
        self.terms.append((STAND_IN if lost else OTHER) * literal)
        self.terms.append((self.acquaintance.price(activity, person)) * literal)
        if present is not None:
            self.stands_in[person].append((activity, literal))
        slots = self.case.slots[activity.id]
        if (
            self.measures.wanted == "swap"
            and lost
            and any(s in self.acquaintance.lessons[person] for s in slots)
        ):
            self.rewards.append(literal)

    def _add_duties(self) -> None:
        """Break duties stay with who has them; those of who is absent go to others."""
        grid = self.index.grid
        able = [p for p in self.index.staff if self.index.permission(p, Function.BREAK_DUTY) == "alone"]
        lasts = {pause.id: pause for pause in self.index.school.calendar.breaks}
        had: dict[tuple[str, int], list[str]] = defaultdict(list)
        for duty in self.case.roster.duties:
            day = grid.day_index[duty.day]
            if day in self.case.days:
                had[duty.pause, day].append(duty.staff)
            else:
                self._burdened(duty.staff, lasts[duty.pause].end - lasts[duty.pause].start)
        for (pause, day), present in had.items():
            slots = grid.span(day, lasts[pause].start, lasts[pause].end)
            minutes = lasts[pause].end - lasts[pause].start
            lost = [person for person in present if not self.free(person, slots)]
            others = [p for p in able if p not in present and self.free(p, slots)] if lost else []
            literals = {person: self.model.new_bool_var("") for person in others}
            if len(literals) < len(lost):
                self.possible = False
            self.model.add(sum(literals.values()) == len(lost))
            for person, literal in literals.items():
                self.terms.append((STAND_IN + self.acquaintance.burden(person)) * literal)
            literals |= {person: self._one for person in present if person not in lost}
            for person, literal in literals.items():
                self.busy(person, slots, minutes, literal)
            self.duty[pause, day] = literals

    def _add_meetings(self) -> None:
        """Meetings stay when they are; who is absent is excused."""
        grid = self.index.grid
        for meeting in self.case.roster.meetings:
            day = grid.day_index[meeting.day]
            slots = grid.span(day, meeting.start, meeting.start + meeting.minutes)
            for person in meeting.staff if day in self.case.days else ():
                if not self.case.cannot(person, slots):
                    self.busy(person, slots, 0, self._one)

    def _burdened(self, person: str, minutes: int) -> None:
        """Contact minutes that the person has on other days."""
        self.contact[person].append((minutes, self._one))

    def _leave_for_a_reason(self) -> None:
        """Who could have kept a seat leaves it only for a lost one at that time."""
        case = self.case
        for (name, number), literals in self.seat.items():
            present = case.layout.staff.get((name, number))
            parts = (name, number) in self.released
            if (name, number) in case.broken or present not in literals or len(literals) + parts < 2:
                continue
            instead = [
                literal
                for other, seat in case.broken
                if not set(case.slots[other]).isdisjoint(case.slots[name])
                for taken in (self.seat.get((other, seat), {}), self.guides.get(other, {}))
                for person, literal in taken.items()
                if person == present
            ]
            gone = [self.gone[name]] if name in self.gone else []
            self.model.add_bool_or([literals[present], *instead, *gone])
        if self.measures.wanted == "release":
            self.rewards += [literal for seat, literal in self.released.items() if seat not in case.broken]

    def _send(self) -> None:
        """The pupils of what has nobody go elsewhere."""
        lost = {activity for activity, _ in self.case.broken}
        for name, literal in self.gone.items():
            activity = self.case.activity[name]
            if self.measures.distribute and name in lost:
                self.places.distribute(activity)
            else:
                self.places.merge(activity)
            if name not in lost:
                self.terms.append(OTHER * literal)
            elif self.measures.wanted in ("merge", "distribute"):
                self.rewards.append(literal)
        self.places.settle()

    def _minimise(self) -> None:
        """Little change first, then quality; each lost lesson mended as wanted is rewarded."""
        faces: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
        for person, taken in self.stands_in.items():
            for activity, literal in taken:
                for group in activity.groups:
                    faces[group, person].append(literal)
        for literals in faces.values():
            one = self.model.new_bool_var("")
            self.model.add_max_equality(one, literals)
            self.terms.append(FACE * one)
        if self.measures.wanted:
            self.model.add_bool_or(self.rewards)
        reward = 0 if self.measures.wanted in ("swap", "release") else REWARD
        self._within_budget()
        self.model.minimize(
            cp_model.LinearExpr.sum(
                [
                    *self.terms,
                    *self.places.prices,
                    *(EMPTY * literal for literal in self.empty.values()),
                    *(-reward * literal for literal in self.rewards),
                    *(RULES_COST * term for cost in DAILY for term in cost(self)),
                ]
            )
        )

    def _within_budget(self) -> None:
        """Change budgets, as far as they can be counted here; the roster is counted again afterwards."""
        most = self.case.budget.per_staff
        if most is not None:
            changed: dict[str, list[cp_model.LinearExprT]] = defaultdict(list)
            for person, taken in self.stands_in.items():
                changed[person] += [literal for _, literal in taken]
            for seat, person in self.case.layout.staff.items():
                if seat in self.seat and person in self.seat[seat] and len(self.seat[seat]) > 1:
                    changed[person].append(1 - self.seat[seat][person])
            for person, literals in changed.items():
                if person not in self.case.absent:
                    self.model.add(sum(literals) <= most)
