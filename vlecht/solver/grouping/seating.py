"""Enrolment where nothing counts but what offers are worth: which section a pupil is in, not at what moment.

Who is in two sections only asks that they are not given at one moment. That is a question about the two
sections, the same for everybody who wants both: what the search learns of one pupil holds for all of them,
whatever the moment. With a literal per pupil, offer and moment it learns the same thing over and over.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from ortools.sat.python import cp_model

from vlecht.solver.grouping.enrolments import Enrolments, is_proven
from vlecht.solver.grouping.sections import SectionModel
from vlecht.solver.grouping.workshop_task import WorkshopTask
from vlecht.solver.run import Clock, Outcome, Settings, hint_wholly, run


def only_worth(task: WorkshopTask) -> bool:
    """Whether all that counts is what offers are worth, with a spare one for who has nothing at a moment."""
    return (
        task.spare is not None
        and all(len(set(ranks)) == 1 for ranks in task.ranks)
        and all(offer.min == 0 for offer in task.offers)
        and all(offer.repeat != "often" for o, offer in enumerate(task.offers) if o != task.spare)
        and not any(task.tied)
        and task.setting("workshop_once").mode == "hard"
        and (task.setting("prerequisites").mode == "hard" or not any(offer.after for offer in task.offers))
    )


class SeatModel(SectionModel):
    """The CP-SAT model of such a task.

    ``seats[pupil, section]``: whether a pupil is in a section. ``shared[one, two]``: whether two sections
    are given at one moment (it may hold when they are not).
    """

    def __init__(self, task: WorkshopTask, evenly: bool = False) -> None:
        super().__init__(task, evenly)
        self.seats: dict[tuple[int, int], cp_model.IntVar] = {}
        self.shared: dict[tuple[int, int], cp_model.IntVar] = {}
        for p in range(len(task.pupils)):
            self._pupil(p)
        for s, section in enumerate(task.sections):
            here = [seat for (_, other), seat in self.seats.items() if other == s]
            self.charge("group_size", sum(here), len(here), task.offers[section.offer].capacity)

    def _pupil(self, p: int) -> None:
        """One section of every offer that is worth something, or its worth is missed."""
        task, model, worth = self.task, self.model, self.task.setting("worth")
        mine: list[int] = []
        for o, value in enumerate(task.worth[p]):
            if value <= 0 or worth.mode == "off":
                continue
            missed = model.new_bool_var("")
            if worth.mode == "soft":
                self.cost.append(worth.weight * value * missed)
            else:
                model.add(missed == 0)
            open_to = () if task.closed(p, o) else task.sections_of[o]
            for s in open_to:
                self.seats[p, s] = model.new_bool_var("")
            model.add_exactly_one([missed, *(self.seats[p, s] for s in open_to)])
            mine += open_to
        for one, two in combinations(mine, 2):
            if task.sections[one].offer != task.sections[two].offer:
                both = (self.seats[p, one].negated(), self.seats[p, two].negated())
                model.add_bool_or([*both, self._shared(one, two).negated()])

    def _shared(self, one: int, two: int) -> cp_model.IntVar:
        if (one, two) not in self.shared:
            shared = self.shared[one, two] = self.model.new_bool_var("")
            for first, second in zip(self.given[one], self.given[two], strict=True):
                self.model.add_bool_or([first.negated(), second.negated(), shared])
        return self.shared[one, two]

    def solve(
        self, clock: Clock, settings: Settings, seconds: float, start: Enrolments | None = None
    ) -> tuple[Outcome, int]:
        """The best solution found, and a proven bound on the cost; ``start`` is where to begin."""
        # Offers missed are few: a bound built from what cannot all be had rises fast, where others stay.
        names = ("core", "max_lp")[: settings.workers]
        chosen = replace(settings, workers=len(names), subsolvers=names)
        self.model.minimize(sum(self.cost))
        if start is not None:
            hint_wholly(self.model, self.known(start), clock, chosen)
        outcome = run(self.model, clock, chosen, clock.left, patience=seconds)
        return outcome, outcome.bound or 0

    def known(self, start: Enrolments) -> list[tuple[cp_model.IntVar, int]]:
        """What enrolments say of the moments of sections and of who is in them."""
        task = self.task
        number = {moment: m for m, moment in enumerate(task.moments)}
        when = [number[start.moments[section.name]] for section in task.sections]
        found = [(self.given[s][m], int(when[s] == m)) for s in range(len(when)) for m in self.moments]
        inside = [frozenset(start.members[section.name]) for section in task.sections]
        taken: set[tuple[int, int]] = set()
        for (p, s), seat in self.seats.items():
            # Of the spare offer a pupil may be in several sections: the first is where its worth is got.
            sits = task.pupils[p] in inside[s] and (p, task.sections[s].offer) not in taken
            taken |= {(p, task.sections[s].offer)} if sits else set()
            found.append((seat, int(sits)))
        return found

    @property
    def _spare(self) -> tuple[int, ...]:
        return () if self.task.spare is None else self.task.sections_of[self.task.spare]

    def read(self, outcome: Outcome, bound: int) -> Enrolments:
        """The enrolments of a solution; who has nothing at a moment is in the spare offer."""
        task = self.task
        moment = [next(m for m in self.moments if outcome.value(row[m])) for row in self.given]
        inside: list[list[int]] = [[] for _ in task.sections]
        busy: set[tuple[int, int]] = set()
        for (p, s), seat in self.seats.items():
            if task.sections[s].offer != task.spare and outcome.value(seat):
                inside[s].append(p)
                busy.add((p, moment[s]))
        spare = {moment[s]: s for s in self._spare}
        for m, s in spare.items():
            inside[s] = [p for p in range(len(task.pupils)) if (p, m) not in busy]
        members = {
            section.name: tuple(task.pupils[p] for p in pupils)
            for section, pupils in zip(task.sections, inside, strict=True)
        }
        where = {section.name: task.moments[m] for section, m in zip(task.sections, moment, strict=True)}
        return Enrolments(members, where, outcome.objective or 0, max(0, bound) if is_proven(task) else 0)
