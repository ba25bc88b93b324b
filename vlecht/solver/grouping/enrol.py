"""Who goes to which workshop at which moment, and at which moment each section is given: one problem."""

from __future__ import annotations

from dataclasses import replace

from ortools.sat.python import cp_model

from vlecht.solver.grouping.dividing import divide, state_seats
from vlecht.solver.grouping.enrolments import Enrolments, Linear, is_proven
from vlecht.solver.grouping.seating import SeatModel, only_worth
from vlecht.solver.grouping.sections import SectionModel
from vlecht.solver.grouping.workshop_task import WorkshopTask
from vlecht.solver.run import Clock, Outcome, Settings, hint_wholly, run


class EnrolModel(SectionModel):
    """The CP-SAT model of a workshop task.

    ``attends[pupil, offer][moment]``: whether a pupil is in a section of the offer then (left out where that
    cannot, or need not, be).
    """

    def __init__(self, task: WorkshopTask, evenly: bool = False) -> None:
        super().__init__(task, evenly)
        model = self.model
        self.attends = {
            (p, o): [model.new_bool_var("") for _ in self.moments]
            for p in range(len(task.pupils))
            for o in range(len(task.offers))
            if not task.closed(p, o) and not task.idle(p, o)
        }
        self._pupils()
        self.seats = state_seats(self)
        self._wishes()

    def number(self, offer: int, moment: int) -> Linear:
        """How many sections of an offer are given at a moment."""
        return sum(self.given[s][moment] for s in self.task.sections_of[offer])

    def heads(self, offer: int, moment: int) -> Linear:
        """How many pupils are at an offer at a moment."""
        return sum(row[moment] for (_, o), row in self.attends.items() if o == offer)

    def _pupils(self) -> None:
        task, model = self.task, self.model
        for p in range(len(task.pupils)):
            mine = {o: row for (q, o), row in self.attends.items() if q == p}
            for m in self.moments:
                model.add_exactly_one(row[m] for row in mine.values())
            for o, row in mine.items():
                self._taken_when_given(row, o)
                offer = task.offers[o]
                done = int(offer.repeat == "never" and offer.id in task.index.pupils[task.pupils[p]].done)
                if offer.repeat != "often":
                    self.charge("workshop_once", sum(row), len(row), 1 - done)
                lacks = not set(offer.after) <= set(task.index.pupils[task.pupils[p]].done)
                if lacks:
                    self.charge("prerequisites", sum(row), len(row))
        for o, offer in enumerate(task.offers):
            here = [row for (_, other), row in self.attends.items() if other == o]
            for m in self.moments:
                number = self.number(o, m)
                if len(task.sections_of[o]) == 1 or not offer.parallel:
                    for row in here:
                        model.add(row[m] <= number)
                if offer.capacity < len(here):
                    self.charge("group_size", self.heads(o, m) - offer.capacity * number, len(here))
                else:
                    model.add(self.heads(o, m) <= len(here) * number)
                if offer.min:
                    upper = offer.min * len(task.sections_of[o])
                    self.charge("group_size", offer.min * number - self.heads(o, m), upper)

    def _taken_when_given(self, row: list[cp_model.IntVar], offer: int) -> None:
        """Who takes an offer with one section takes it when it is given. That follows; said, it propagates:
        two offers at one moment are at once one offer missed, from which the search builds its bound."""
        if len(self.task.sections_of[offer]) == 1 and self.task.offers[offer].repeat != "often":
            taken = self.model.new_bool_var("")
            self.model.add_exactly_one([*row, taken.negated()])
            for attends, given in zip(row, self.given[self.task.sections_of[offer][0]], strict=True):
                self.model.add_bool_or([attends, taken.negated(), given.negated()])

    def _wishes(self) -> None:
        """Ranks above the least, the worst of them, and worth that is not got."""
        task, model = self.task, self.model
        wishes, worth = task.setting("wishes"), task.setting("worth")
        furthest = model.new_int_var(0, len(task.moments) * (len(task.offers) + 1), "")
        cares = False
        for p in range(len(task.pupils)):
            mine = {o: row for (q, o), row in self.attends.items() if q == p}
            if len(set(task.ranks[p])) > 1:
                ranks = sum(task.ranks[p][o] * sum(row) for o, row in mine.items()) - task.least[p]
                if wishes.mode == "soft":
                    self.cost.append(wishes.weight * ranks)
                elif wishes.mode == "hard":
                    model.add(ranks <= 0)
                model.add(furthest >= ranks)
                cares = True
            for o, row in mine.items():
                value = task.worth[p][o]
                if value <= 0 or worth.mode == "off":
                    continue
                got: Linear = sum(row)
                if task.offers[o].repeat == "often":
                    got = model.new_bool_var("")
                    model.add_max_equality(got, row)
                if worth.mode == "soft":
                    self.cost.append(worth.weight * value * (1 - got))
                else:
                    model.add(got >= 1)
            missed = sum(v for o, v in enumerate(task.worth[p]) if v > 0 and o not in mine)
            if missed and worth.mode == "soft":
                self.cost.append(worth.weight * missed)
            elif missed and worth.mode == "hard":
                model.add_bool_or([])
        if cares:
            self.charge("worst_served", furthest, len(task.moments) * (len(task.offers) + 1))
        else:
            model.add(furthest == 0)

    def solve(
        self, clock: Clock, settings: Settings, seconds: float, start: Enrolments | None = None
    ) -> tuple[Outcome, int]:
        """The best solution found, and a proven bound on the cost; ``start`` is where to begin.

        Without the worst served it is close to a transport problem and solved at once; what it gives is
        seldom bad for anybody, and a good place to begin with fairness (which by itself finds little).
        """
        if not self.fairness:
            # Offers missed are few: a bound built from what cannot all be had rises fast, where others stay.
            names = ("core", "max_lp")[: settings.workers]
            settings = replace(settings, workers=len(names), subsolvers=names)
        if start is not None:
            self.model.minimize(sum(self.cost) + sum(self.fairness))
            hint_wholly(self.model, self.known(start), clock, settings)
            outcome = run(self.model, clock, settings, clock.left, patience=seconds)
            return outcome, outcome.bound or 0
        self.model.minimize(sum(self.cost))
        if not self.fairness:
            outcome = run(self.model, clock, settings, clock.left, patience=seconds)
            return outcome, outcome.bound or 0
        light = replace(settings, light=True)
        first = run(self.model, clock, light, clock.left, patience=seconds * 3 / 4)
        if not first.found:
            return first, 0
        self.hint(first)
        self.model.minimize(sum(self.cost) + sum(self.fairness))
        outcome = run(self.model, clock, light, clock.left, patience=seconds / 4)
        return outcome, max(first.bound or 0, outcome.bound or 0)

    def known(self, start: Enrolments) -> list[tuple[cp_model.IntVar, int]]:
        """What enrolments say of the moments of sections and of who is where."""
        task = self.task
        number = {moment: m for m, moment in enumerate(task.moments)}
        when = [number[start.moments[section.name]] for section in task.sections]
        here = {
            (pupil, section.offer, when[s])
            for s, section in enumerate(task.sections)
            for pupil in start.members[section.name]
        }
        found = [(self.given[s][m], int(when[s] == m)) for s in range(len(when)) for m in self.moments]
        for (p, o), row in self.attends.items():
            found += [(row[m], int((task.pupils[p], o, m) in here)) for m in self.moments]
        return found

    def hint(self, outcome: Outcome) -> None:
        """Suggest a solution as a place to begin."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools does not annotate it
        for number in range(len(self.model.proto.variables)):
            variable = self.model.get_int_var_from_proto_index(number)
            self.model.add_hint(variable, outcome.value(variable))

    def read(self, outcome: Outcome, bound: int) -> Enrolments:
        """The enrolments of a solution."""
        task = self.task
        moment = [next(m for m in self.moments if outcome.value(row[m])) for row in self.given]
        heads: dict[tuple[int, int], list[int]] = {}
        for (p, o), row in self.attends.items():
            for m in self.moments:
                if outcome.value(row[m]):
                    heads.setdefault((o, m), []).append(p)
        members: dict[str, tuple[str, ...]] = {}
        for o, sections in enumerate(task.sections_of):
            for m in self.moments:
                here = [s for s in sections if moment[s] == m]
                fixed = {
                    p: s
                    for s in here
                    for p in heads.get((o, m), ())
                    if (p, s, m) in self.seats and outcome.value(self.seats[p, s, m])
                }
                for s, pupils in divide(here, heads.get((o, m), []), fixed).items():
                    members[task.sections[s].name] = tuple(task.pupils[p] for p in pupils)
        where = {section.name: task.moments[m] for section, m in zip(task.sections, moment, strict=True)}
        return Enrolments(members, where, outcome.objective or 0, max(0, bound) if is_proven(task) else 0)


def enrol(
    task: WorkshopTask,
    clock: Clock,
    settings: Settings,
    seconds: float,
    evenly: bool = False,
    start: Enrolments | None = None,
) -> Enrolments | None:
    """The best enrolments found in about so many seconds, or the first found later; ``None``: none.

    ``start``: enrolments to better. ``evenly`` spreads sections over moments, which is no rule but helps to
    find staff.
    """
    stated = SeatModel(task, evenly) if only_worth(task) else EnrolModel(task, evenly)
    outcome, bound = stated.solve(clock, settings, seconds, start)
    return stated.read(outcome, bound) if outcome.found else None
