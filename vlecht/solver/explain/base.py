"""A judged roster as a core solution, and back."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from vlecht.core.constraints.base import Constraint
from vlecht.core.solution import Solution
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster, Session
from vlecht.models.school import AnyPin, School
from vlecht.rules.frame import Frame
from vlecht.rules.judge import judge
from vlecht.rules.registry import RULES
from vlecht.solver.compile import constraints_of
from vlecht.solver.grouping.grouping import Grouping
from vlecht.solver.week.assemble import from_solution
from vlecht.solver.week.given import grouping_of, plan_of


class Base:
    """What an explanation starts from. Raises ``ValueError`` for a roster that is not a whole week's plan."""

    def __init__(self, school: School, roster: Roster) -> None:
        self.index = SchoolIndex(school)
        self.roster = roster
        self.judgement = judgement = judge(self.index, roster)
        if judgement.hard:
            raise ValueError(f"the roster breaks hard rules already: {judgement.hard[0].sentence}")
        self.cost = judgement.cost
        known = roster.run.school_hash == school.hash()
        self.bound = roster.run.bound if known else None
        """What every week of this school costs at the least, where the solver has proven it."""
        plan = plan_of(self.index, roster)
        if plan is None:
            raise ValueError("the roster has other sessions than the school asks for")
        self.plan = plan
        self.frame = Frame(self.index, plan)
        self.grouping = grouping_of(plan, roster)
        self.solution = self.frame.solution(roster)
        again = judge(self.index, self.read(self.solution))
        if roster.visits or again.hard or again.cost != self.cost:
            raise ValueError(
                "the roster was mended for one week: ask about the roster that it was made from"
                " (vlecht log lists versions)"
            )

    @cached_property
    def hard_rules(self) -> tuple[str, ...]:
        """Rules that no roster may break."""
        return tuple(rule.id for rule in RULES if rule.setting(self.index).mode == "hard")

    @cached_property
    def constraints(self) -> tuple[Constraint, ...]:
        """Every rule that is on, as core constraints."""
        return constraints_of(self.frame)

    @cached_property
    def sessions(self) -> dict[str, Session]:
        """Session id -> session."""
        return {session.id: session for session in self.roster.sessions}

    def start(self, session: Session) -> int:
        """The slot at which a session starts."""
        return self.index.grid.slot(self.index.grid.day_index[session.day], session.start)

    def read(self, solution: Solution) -> Roster:
        """The roster that a solution means, groups as its pupils join them."""
        return from_solution(self.frame, self._grouping(solution), solution)

    def _grouping(self, solution: Solution) -> Grouping:
        pupils = {number: name for name, number in self.frame.pupil.items()}
        groups = {number: name for name, number in self.frame.group.items()}
        guests_of = {
            (pupil, group)
            for choice in self.plan.choices
            if choice.guest
            for pupil in choice.pupils
            for group in choice.groups
        }
        members: dict[str, list[str]] = {name: [] for name in self.grouping.members}
        guests: dict[str, list[str]] = {}
        order = {name: number for number, name in enumerate(self.index.pupils)}
        for one, other in solution.joins:
            if one in pupils and other in groups:
                pupil, group = pupils[one], groups[other]
                (guests if (pupil, group) in guests_of else members).setdefault(group, []).append(pupil)

        def sorted_(found: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
            return {name: tuple(sorted(mine, key=order.__getitem__)) for name, mine in found.items()}

        return replace(
            self.grouping,
            members=sorted_(members),
            guests=sorted_(guests),
            moments=self._moments(solution),
        )

    def _moments(self, solution: Solution) -> dict[str, str]:
        """Workshop section -> the moment at which it is."""
        starts = {sub.event: sub.start for sub in solution.sub_events}
        anchor = self.frame.anchor
        return {
            block.id: next(host for host in block.hosts if starts[anchor[host]] == starts[anchor[block.id]])
            for block in self.plan.blocks
            if block.hosts
        }


def with_pin(school: School, pin: AnyPin) -> School:
    """The school with a pin more."""
    return school.model_copy(update={"pins": (*school.pins, pin)})
