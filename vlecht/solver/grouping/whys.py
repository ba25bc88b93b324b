"""What can be said of groups that are there, by whoever they were made: why here, and why somebody moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from vlecht.models.index import SchoolIndex
from vlecht.models.plan import PupilChoice
from vlecht.models.roster import Roster
from vlecht.models.why import Elsewhere, Moved
from vlecht.rules.view import RosterView
from vlecht.solver.grouping.explain import alternatives
from vlecht.solver.grouping.statement import task_of
from vlecht.solver.grouping.task import Task


@dataclass(frozen=True)
class Stated:
    """A set of groups of a roster, each with its members."""

    index: SchoolIndex
    choice: PupilChoice
    members: dict[str, tuple[str, ...]]

    @cached_property
    def task(self) -> Task:
        """The set as a task. Stating it takes longest, so it is done when it is asked for."""
        return task_of(self.index, self.choice)

    def elsewhere(self, pupil: str) -> tuple[Elsewhere, ...]:
        """Every other group for a pupil, cheapest first."""
        return alternatives(self.task, self.task.positions(self.members), pupil)


def stated(index: SchoolIndex, roster: Roster) -> Iterator[Stated]:
    """The sets of a roster's groups of which every pupil joins one, and everybody does. Not workshops."""
    view = RosterView(index, roster)
    for choice in view.plan.choices:
        form = index.deliveries[choice.delivery].form
        if choice.guest or form == "workshops" or not set(choice.groups) <= view.group.keys():
            continue
        members = {name: view.members_in(name) for name in choice.groups}
        if sorted(p for pupils in members.values() for p in pupils) == sorted(choice.pupils):
            yield Stated(index, choice, members)


def elsewhere_of(index: SchoolIndex, roster: Roster) -> dict[tuple[str, str], tuple[Elsewhere, ...]]:
    """(group, member) -> every other group for the member, cheapest first."""
    return {
        (name, pupil): found.elsewhere(pupil)
        for found in stated(index, roster)
        for name, pupils in found.members.items()
        for pupil in pupils
    }


def moves_of(index: SchoolIndex, roster: Roster) -> tuple[tuple[Moved, ...], tuple[Moved, ...]]:
    """Who changes since the period before, and who joins for the first time, in order of delivery."""
    moves: list[Moved] = []
    joined: list[Moved] = []
    regrouping = index.school.regrouping
    asked = {(m.pupil, m.subject): m.why or "must move" for m in regrouping.must_move}
    for found in stated(index, roster) if regrouping.former else ():
        delivery = found.choice.delivery
        former = {p: g.id for g in regrouping.former if g.delivery == delivery for p in g.members}
        subject = index.deliveries[delivery].subject
        for name, pupils in found.members.items() if former else ():
            for pupil in pupils:
                was = former.get(pupil, "")
                if was == name:
                    continue
                stay = {e.group: e.effects for e in found.elsewhere(pupil)} if was else {}
                why = asked.get((pupil, subject), asked.get((pupil, None), ""))
                (moves if was else joined).append(Moved(pupil, delivery, was, name, stay.get(was, ()), why))
    return tuple(moves), tuple(joined)
