"""What every staffing must be able to do, part of day by part of day: a relaxation of the whole roster.

Every home group's parts of days are filled with lessons; the seats of each part are shared out among people
who can be there, whoever of the candidates comes; nobody has more than the contract allows or is at school on
more days than agreed; breaks are watched, meetings find a moment. When in a part somebody does what is left
open. So its optimum is a lower bound, and a staffing that it excludes has no roster.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial

from ortools.sat.python import cp_model

from vlecht.models.deliveries import LevelGroupsDelivery
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.least import Measure, Question
from vlecht.models.phrases import Phrase
from vlecht.models.words import Function, format_clock
from vlecht.rules.phrases import on
from vlecht.rules.registry import RULE
from vlecht.solver.formation.least.choices import Choices, Facts
from vlecht.solver.formation.least.pauses import Work, post_pauses
from vlecht.solver.week.capacity import room_capacities
from vlecht.solver.week.parts import Kind, kinds_of
from vlecht.solver.week.units import Week

Linear = cp_model.LinearExpr
Term = cp_model.LinearExpr | cp_model.IntVar | int


def fewest_groups(index: SchoolIndex) -> dict[str, int]:
    """The plan that asks least of staff: the fewest level groups that are allowed."""
    return {d.id: d.groups.min for d in index.school.deliveries if isinstance(d, LevelGroupsDelivery)}


@dataclass
class _Seats:
    """Seat-slots asked in a stretch of a set of people; ``contact``: they count for the contract."""

    people: frozenset[str]
    contact: bool
    terms: list[Term]


class PartsModel:
    """The relaxation over all options. ``explaining``: every fact can be left out (see ``binding``)."""

    def __init__(self, question: Question, measure: Measure, explaining: bool = False) -> None:
        self.question = question
        self.index = SchoolIndex(question.school)
        self.model = cp_model.CpModel()
        self.facts = Facts(self.model, explaining)
        self.choices = Choices(self.model, question, measure, self.facts)
        self.week = Week(self.index, expand(self.index, fewest_groups(self.index)), None)
        self.possible = all(self.week.parts)
        if not self.possible:
            return
        self.kinds = kinds_of(self.week, self.model, self.choices.given)
        self._workdays()
        self._minutes: dict[str, list[Term]] = defaultdict(list)
        self._work: dict[tuple[str, int], list[Work]] = defaultdict(list)
        """(person, day) -> contact within stretches."""
        self._fill()
        self._rooms()
        self._share_out()
        self._peaks()
        self._duties()
        self._meetings()
        self._presence()
        self._contracts()
        self._pauses()

    def _hard(self, rule: str) -> bool:
        return RULE[rule].setting(self.index).mode == "hard"

    def _workdays(self) -> None:
        """(person, day) -> whether at school; people whose days are not limited are, when they are there."""
        days = range(len(self.index.grid.days))
        weeks = max(1, len(self.index.school.calendar.weeks))
        self.at: dict[tuple[str, int], cp_model.IntVar | int] = {}
        for person in self.index.school.staff:
            there = self.choices.of(person.id)
            most = person.max_days
            if most is None or most * weeks >= len(days) or not self._hard("working_days"):
                self.at.update({(person.id, day): there for day in days})
                continue
            literals = [self.model.new_bool_var("") for _ in days]
            self.model.add(sum(literals) <= most * weeks)
            for day, literal in zip(days, literals, strict=True):
                if isinstance(there, cp_model.IntVar):
                    self.model.add_implication(literal, there)
                self.at[person.id, day] = literal

    def _fill(self) -> None:
        """Every home group's parts are filled exactly (or hold no more than fits)."""
        for group in self.index.home_groups:
            load: dict[tuple[int, int], list[Term]] = defaultdict(list)
            mine = [k for k in self.kinds if group in self.week.units[k.units[0]].block.home_groups]
            for kind in mine:
                for part, count in zip(kind.parts, kind.count, strict=True):
                    load[part.first, part.length].append(kind.length * count)
            whole = sum(kind.length * len(kind.units) for kind in mine if self._first_way(kind))
            exact = whole == sum(length for _, length in load)
            for (_, length), terms in load.items():
                if exact:
                    self.model.add(sum(terms) == length)
                else:
                    self.model.add(sum(terms) <= length)

    def _first_way(self, kind: Kind) -> bool:
        """Whether it is of a delivery as it is now: all ways take as much of a home group's week."""
        way = self.question.way.get(self.week.units[kind.units[0]].block.delivery)
        return way is None or self.question.by_delivery[way.delivery.id][0] is way

    def _rooms(self) -> None:
        if not all(map(self._hard, ("room_one_activity", "room_suitable", "room_capacity", "room_shared"))):
            return
        for capacity in room_capacities(self.week):
            first, length = capacity.stretch.start, len(capacity.stretch)
            terms: list[Term] = []
            for kind in self.kinds:
                demand = capacity.demand.get(kind.units[0], 0)
                for part, count in zip(kind.parts, kind.count, strict=True) if demand else ():
                    if first <= part.first and part.first + part.length <= first + length:
                        terms.append(demand * count)
            if terms:
                with self.facts.fact(
                    "rooms", partial(Phrase, "The rooms there are", "De ruimtes die er zijn")
                ):
                    self.facts.add(sum(terms) <= sum(capacity.supply.values()))

    def _spans(self) -> list[tuple[int, int]]:
        return sorted({(part.first, part.length) for kind in self.kinds for part in kind.parts})

    def _demand(self, first: int, length: int) -> list[_Seats]:
        """Seat-slots asked in a stretch, per set of people who may take them, freed teachers included."""
        found: dict[tuple[frozenset[str], bool], list[Term]] = defaultdict(list)
        for kind in self.kinds:
            unit = self.week.units[kind.units[0]]
            seats: dict[tuple[frozenset[str], bool], int] = defaultdict(int)
            for activity in unit.activities:
                for seat in activity.seats:
                    if not seat.optional:
                        seats[frozenset(seat.candidates), True] += activity.length
            if self._hard("freed_teacher"):
                for _, span in self.week.freed_moments(unit):
                    seats[frozenset(self.week.may_be_freed(unit)), False] += span * self.week.freed(unit)
            for part, count in zip(kind.parts, kind.count, strict=True):
                if (part.first, part.length) == (first, length):
                    for key, slots in seats.items():
                        found[key].append(slots * count)
        return [_Seats(people, contact, terms) for (people, contact), terms in found.items()]

    def _share_out(self) -> None:
        """The seats of each stretch among the people who can be there then."""
        step, grid = self.index.grid.step, self.index.grid
        self.spare: list[Term] = []
        """Slots at which somebody has nothing on, per stretch."""
        for first, length in self._spans():
            day = grid.day(first)
            name = f"part {grid.label(first)}"
            taken: dict[str, list[Term]] = defaultdict(list)
            with self.facts.fact(name, partial(self.part_words, first, length)):
                for seats in self._demand(first, length):
                    shares: list[Term] = []
                    for person in sorted(seats.people):
                        free = self._free(person, first, length)
                        if free:
                            share = self.model.new_int_var(0, free, "")
                            shares.append(share)
                            taken[person].append(share)
                            if seats.contact:
                                self._minutes[person].append(step * share)
                                self._work[person, day].append((range(first, first + length), share))
                    self.facts.add(sum(shares) >= sum(seats.terms))
            spare: list[Term] = []
            for person, terms in taken.items():
                able = self._free(person, first, length) * self.at[person, day]
                self.model.add(sum(terms) <= able)
                spare.append(able - sum(terms))
            self.spare.append(sum(spare))

    def _free(self, person: str, first: int, length: int) -> int:
        if not self._hard("availability"):
            return length
        blocked = self.index.availability(person, "cannot")
        return sum(slot not in blocked for slot in range(first, first + length))

    def _peaks(self) -> None:
        """What runs side by side in a block needs as many people at one moment."""
        for kind in self.kinds:
            unit = self.week.units[kind.units[0]]
            for offset in sorted({a.offset for a in unit.activities}):
                seats = [
                    frozenset(seat.candidates)
                    for a in unit.activities
                    if a.offset <= offset < a.offset + a.length
                    for seat in a.seats
                    if not seat.optional
                ]
                for people in set(seats):
                    asked = sum(other <= people for other in seats)
                    if asked > 1:
                        self._peak(kind, people, asked)

    def _peak(self, kind: Kind, people: frozenset[str], asked: int) -> None:
        unit = self.week.units[kind.units[0]]
        for part, count in zip(kind.parts, kind.count, strict=True):
            able = [p for p in sorted(people) if self._free(p, part.first, part.length) >= unit.length]
            fixed = sum(isinstance(self.at[p, part.day], int) for p in able)
            if fixed >= asked:
                continue
            held = self.model.new_bool_var("")
            self.model.add(count <= len(kind.units) * held)
            words = partial(
                Phrase,
                f"{unit.block.delivery} asks {asked} people at once",
                f"{unit.block.delivery} vraagt {asked} mensen tegelijk",
            )
            with self.facts.fact(f"peak {unit.block.delivery}", words):
                self.facts.add(sum(self.at[p, part.day] for p in able) >= asked * held)

    def _duties(self) -> None:
        grid = self.index.grid
        if not self._hard("break_duty"):
            return
        able = [p for p in self.index.staff if self.index.permission(p, Function.BREAK_DUTY) is not None]
        for pause in self.index.school.calendar.breaks:
            for day in grid.days_of(pause.days) if pause.supervisors else ():
                span = grid.span(day, pause.start, pause.end)
                literals: list[Term] = []
                for person in able:
                    if self._free(person, span.start, len(span)) == len(span):
                        literal = self.model.new_bool_var("")
                        self.model.add(literal <= self.at[person, day])
                        self._minutes[person].append((pause.end - pause.start) * literal)
                        self._work[person, day].append((span, len(span) * literal))
                        literals.append(literal)
                words = partial(
                    Phrase,
                    f"Break {pause.id} asks {pause.supervisors} supervisors",
                    f"Pauze {pause.id} vraagt {pause.supervisors} keer toezicht",
                )
                with self.facts.fact(f"break {pause.id}", words):
                    self.facts.add(sum(literals) >= pause.supervisors)

    def _meetings(self) -> None:
        """Meetings to which all must come have moments at which all who are there can."""
        grid = self.index.grid
        for meeting in self.index.school.meetings:
            if meeting.attendance != "all" or not self._hard("meetings_held"):
                continue
            length, inside = grid.slots(meeting.minutes), grid.inside(meeting.windows)
            members = self.index.meeting_members(meeting.id)
            held: list[Term] = []
            words = partial(
                Phrase,
                f"At meeting {meeting.id} all must be able to come",
                f"Bij overleg {meeting.id} moet iedereen kunnen",
            )
            with self.facts.fact(f"meeting {meeting.id}", words):
                for start in sorted(inside):
                    slots = range(start, start + length)
                    if not all(s in inside and grid.day(s) == grid.day(start) for s in slots):
                        continue
                    now = self.model.new_bool_var("")
                    held.append(now)
                    for member in members:
                        if self._free(member, start, length) < length:
                            self.model.add(now + self.choices.of(member) <= 1)
                        elif member in self.choices.there:
                            there = self.choices.there[member]
                            self.model.add(now + there - 1 <= self.at[member, grid.day(start)])
                        else:
                            self.model.add(now <= self.at[member, grid.day(start)])
                weeks = max(1, len(self.index.school.calendar.weeks))
                self.facts.add(sum(held) >= meeting.per_week * weeks)

    def _presence(self) -> None:
        grid = self.index.grid
        for number, rule in enumerate(self.index.school.presence if self._hard("presence") else ()):
            words = partial(
                Phrase,
                f"Of {', '.join(rule.staff)} {rule.at_least} must be at school every day",
                f"Van {', '.join(rule.staff)} moeten er elke dag {rule.at_least} zijn",
            )
            with self.facts.fact(f"presence {number}", words):
                for day in range(len(grid.days)):
                    self.facts.add(sum(self.at[person, day] for person in rule.staff) >= rule.at_least)

    def _contracts(self) -> None:
        if not self._hard("contact_minutes"):
            return
        words = partial(
            Phrase, "Contracts allow no more contact minutes", "Aanstellingen geven niet meer lesminuten"
        )
        for person, terms in self._minutes.items():
            with self.facts.fact("contracts", words):
                self.facts.add(sum(terms) <= self.index.contact_limit(person) * self.choices.of(person))

    def _pauses(self) -> None:
        if not self._hard("staff_break"):
            return
        words = partial(
            Phrase, "Staff with a long day have a break", "Medewerkers met een lange dag hebben pauze"
        )
        with self.facts.fact("staff_break", words):
            post_pauses(self.model, self.facts, self.index, self._work)

    def ease(self) -> Linear:
        """How easy a staffing has it: spare slots, above all in the tightest part of a day."""
        tightest = self.model.new_int_var(0, 10_000, "")
        for spare in self.spare:
            self.model.add(tightest <= spare)
        return 20 * tightest + sum(self.spare)

    def part_words(self, first: int, length: int) -> Phrase:
        """A part of a day, and who must be there then: a home group each has somebody at every moment."""
        grid = self.index.grid
        day, end = grid.days[grid.day(first)], grid.clock(first) + length * grid.step
        hours = f"{format_clock(grid.clock(first))}-{format_clock(end)}"
        fixed = [p for p in self.index.staff if p not in self.choices.there]
        may = {c for u in self.week.units for a in u.activities for s in a.seats for c in s.candidates}
        there = sum(self._free(p, first, length) == length for p in fixed if p in may)
        groups = sum(
            any((p.first, p.length) == (first, length) for p in grid.parts(g.cluster))
            for g in self.index.school.home_groups
        )
        when = on(day)
        return Phrase(
            f"On {day} {hours} {groups} home groups have lessons; of those who stay {there} can be there",
            f"{when:nl} {hours} hebben {groups} stamgroepen les; van wie blijft kunnen er {there} zijn",
        )
