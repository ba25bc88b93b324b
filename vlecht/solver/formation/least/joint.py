"""The staffing of a whole week in one model: times and people together, pupils and rooms left out.

Exact in what concerns staff (who is where when, contracts, days, breaks, duties, meetings, company), so that
on small schools it proves that a staffing has no roster, or finds the cheapest that could have one. On large
ones it rarely ends; the parts of days bound those.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from ortools.sat.python import cp_model

from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.least import Measure, Question
from vlecht.models.words import Function, Window
from vlecht.rules.registry import RULE
from vlecht.solver.formation.least.choices import Choices, Facts
from vlecht.solver.formation.least.parts import fewest_groups
from vlecht.solver.week.units import Unit, Week

Literal = cp_model.IntVar


class JointModel:
    """The model over all options."""

    def __init__(self, question: Question, measure: Measure) -> None:
        self.question = question
        self.index = SchoolIndex(question.school)
        self.model = cp_model.CpModel()
        self.choices = Choices(self.model, question, measure, Facts(self.model))
        self.week = Week(self.index, expand(self.index, fewest_groups(self.index)), None)
        self.possible = all(self.week.parts)
        if not self.possible:
            return
        self._true = self.model.new_constant(1)
        self._load: dict[tuple[str, int], list[tuple[int, Literal]]] = defaultdict(list)
        """(person, day) -> (slots, literal): work of that day."""
        self._intervals: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
        self._contact: dict[str, list[tuple[int, Literal]]] = defaultdict(list)
        self.at = {
            (person, day): self._here(person)
            for person in self.index.staff
            for day in range(len(self.index.grid.days))
        }
        self._units()
        self._duties()
        self._meetings()
        self._people()

    def _hard(self, rule: str) -> bool:
        return RULE[rule].setting(self.index).mode == "hard"

    def _here(self, person: str) -> Literal:
        found = self.model.new_bool_var("")
        there = self.choices.of(person)
        if isinstance(there, cp_model.IntVar):
            self.model.add_implication(found, there)
        return found

    def _units(self) -> None:
        days = range(len(self.index.grid.days))
        self.start: list[Literal] = []
        self.on: list[dict[int, Literal]] = []
        spans: list[cp_model.IntervalVar] = []
        alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for u, unit in enumerate(self.week.units):
            starts = sorted(self.week.starts(unit))
            start = self.model.new_int_var_from_domain(cp_model.Domain.from_values(starts), "")
            given = self._given(unit)
            self.start.append(start)
            spans.append(self.model.new_optional_fixed_size_interval_var(start, unit.length, given, ""))
            mine = {d: found for d in days if (found := [s for s in starts if self.index.grid.day(s) == d])}
            on = {d: self.model.new_bool_var("") if len(mine) > 1 else given for d in mine}
            for d, literal in on.items() if len(mine) > 1 else ():
                domain = cp_model.Domain.from_values(mine[d])
                self.model.add_linear_expression_in_domain(start, domain).only_enforce_if(literal)
            self.model.add(sum(on.values()) == given)
            self.on.append(on)
            alike[(*unit.signature, tuple(starts))].append(u)
            self._seats(u, unit)
        for units in alike.values():
            # Support groups of one delivery look alike too, but are of other pupils.
            for one, other in pairwise(units) if self.week.units[units[0]].block.home_groups else ():
                self.model.add(self.start[one] + self.week.units[one].length <= self.start[other])
        for lane in self.week.lanes:
            self.model.add_no_overlap([spans[u] for u in lane])

    def _given(self, unit: Unit) -> Literal:
        """Whether the unit's delivery is given in the way that it belongs to."""
        return self.choices.given.get(unit.block.delivery, self._true)

    def _seats(self, u: int, unit: Unit) -> None:
        for activity in unit.activities:
            inside: dict[str, list[Literal]] = defaultdict(list)
            for seat in activity.seats:
                if seat.optional:
                    continue
                literals = {person: self.model.new_bool_var("") for person in seat.candidates}
                self.model.add(sum(literals.values()) == self._given(unit))
                for person, literal in literals.items():
                    self._take(u, activity.offset, activity.length, person, literal, contact=True)
                    inside[person].append(literal)
            for literals_of in inside.values():
                if len(literals_of) > 1:
                    self.model.add_at_most_one(literals_of)
        freed = self.week.freed(unit) if self._hard("freed_teacher") else 0
        for offset, length in self.week.freed_moments(unit) if freed else ():
            free = {person: self.model.new_bool_var("") for person in self.week.may_be_freed(unit)}
            self.model.add(sum(free.values()) >= freed * self._given(unit))
            for person, literal in free.items():
                self._take(u, offset, length, person, literal, contact=False)

    def _take(self, u: int, offset: int, length: int, person: str, literal: Literal, contact: bool) -> None:
        """The person is at something in a unit when the literal holds; freed people have nothing else."""
        moment = self.start[u] + offset
        self._intervals[person].append(
            self.model.new_optional_fixed_size_interval_var(moment, length, literal, "")
        )
        if contact:
            self._contact[person].append((length * self.index.grid.step, literal))
        for day, on in self.on[u].items():
            both = literal
            # A unit with one day only is on it when it is given, and nobody is at one that is not.
            if len(self.on[u]) > 1:
                both = self.model.new_bool_var("")
                self.model.add_bool_or([literal.negated(), on.negated(), both])
                self.model.add_implication(both, literal)
                self.model.add_implication(both, on)
            self.model.add_implication(both, self.at[person, day])
            if contact:
                self._load[person, day].append((length, both))

    def _fixed(self, person: str, first: int, length: int, literal: Literal, minutes: int) -> None:
        """Something with a given time."""
        day = self.index.grid.day(first)
        self._intervals[person].append(
            self.model.new_optional_fixed_size_interval_var(first, length, literal, "")
        )
        self.model.add_implication(literal, self.at[person, day])
        self._load[person, day].append((length, literal))
        if minutes:
            self._contact[person].append((minutes, literal))

    def _duties(self) -> None:
        grid = self.index.grid
        able = [p for p in self.index.staff if self.index.permission(p, Function.BREAK_DUTY) is not None]
        for pause in self.index.school.calendar.breaks if self._hard("break_duty") else ():
            for day in grid.days_of(pause.days) if pause.supervisors else ():
                span = grid.span(day, pause.start, pause.end)
                literals = {person: self.model.new_bool_var("") for person in able}
                self.model.add(sum(literals.values()) >= pause.supervisors)
                for person, literal in literals.items():
                    self._fixed(person, span.start, len(span), literal, pause.end - pause.start)

    def _meetings(self) -> None:
        grid = self.index.grid
        weeks = max(1, len(self.index.school.calendar.weeks))
        for meeting in self.index.school.meetings if self._hard("meetings_held") else ():
            length, inside = grid.slots(meeting.minutes), grid.inside(meeting.windows)
            held: dict[int, Literal] = {}
            for start in sorted(inside):
                slots = range(start, start + length)
                if all(s in inside and grid.day(s) == grid.day(start) for s in slots):
                    held[start] = self.model.new_bool_var("")
            self.model.add(sum(held.values()) >= meeting.per_week * weeks)
            for day in range(len(grid.days)):
                self.model.add_at_most_one([x for start, x in held.items() if grid.day(start) == day])
            for member in self.index.meeting_members(meeting.id):
                there = self.choices.of(member)
                for start, now in held.items():
                    comes = self.model.new_bool_var("")
                    here = self.at[member, grid.day(start)]
                    if meeting.attendance == "all":
                        here = there if isinstance(there, cp_model.IntVar) else self._true
                    self.model.add_bool_or([now.negated(), here.negated(), comes])
                    self._fixed(member, start, length, comes, 0)

    def _people(self) -> None:
        """One thing at a time, and the limits of contracts, days, presence and breaks."""
        index, grid = self.index, self.index.grid
        weeks = max(1, len(index.school.calendar.weeks))
        for person in index.school.staff:
            if self._hard("availability"):
                for first, length in _runs(sorted(index.availability(person.id, "cannot"))):
                    self._intervals[person.id].append(
                        self.model.new_fixed_size_interval_var(first, length, "")
                    )
            self._breaks(person.id)
            if self._hard("staff_one_activity"):
                self.model.add_no_overlap(self._intervals[person.id])
            if self._hard("contact_minutes"):
                terms = self._contact[person.id]
                self.model.add(sum(n * x for n, x in terms) <= index.contact_limit(person.id))
            if self._hard("working_days") and person.max_days is not None:
                here = [self.at[person.id, day] for day in range(len(grid.days))]
                self.model.add(sum(here) <= person.max_days * weeks)
        for rule in index.school.presence if self._hard("presence") else ():
            for day in range(len(grid.days)):
                self.model.add(sum(self.at[person, day] for person in rule.staff) >= rule.at_least)

    def _breaks(self, person: str) -> None:
        """On a long day a free stretch in the window, as something with a given time."""
        setting = RULE["staff_break"].setting(self.index)
        if setting.mode != "hard":
            return
        grid = self.index.grid
        length, most = grid.slots(setting.params["minutes"]), setting.params["when_longer_than"] // grid.step
        blocked = self.index.availability(person, "cannot")
        for day, name in enumerate(grid.days):
            load = self._load[person, day]
            if sum(n for n, _ in load) <= most:
                continue
            window = Window(
                days=(name,), start=setting.params["window_start"], end=setting.params["window_end"]
            )
            inside = grid.inside([window])
            short = self.model.new_bool_var("")
            self.model.add(sum(n * x for n, x in load) <= most).only_enforce_if(short)
            pauses: list[Literal] = []
            for start in sorted(inside):
                stretch = range(start, start + length)
                if all(s in inside for s in stretch):
                    pause = self.model.new_bool_var("")
                    pauses.append(pause)
                    # Where the person cannot be there is no work: only the rest must be kept free.
                    for first, run in _runs([s for s in stretch if s not in blocked]):
                        self._intervals[person].append(
                            self.model.new_optional_fixed_size_interval_var(first, run, pause, "")
                        )
            self.model.add_bool_or([short, *pauses])


def _runs(slots: list[int]) -> list[tuple[int, int]]:
    """Slots as (first, length) of stretches without a hole."""
    found: list[tuple[int, int]] = []
    for slot in slots:
        if found and sum(found[-1]) == slot:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((slot, 1))
    return found
