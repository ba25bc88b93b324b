"""Ways out of conflicts: the lightest changes after which nothing is known to be impossible, then solved.

A best-first search over sets of remedies by price: every conflict that a set leaves must be hit by one of the
remedies for it, as in implicit hitting sets (Reiter 1987; Davies and Bacchus 2011).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from vlecht.models.diagnosis import Conflict, Remedy, WayOut
from vlecht.models.result import Result
from vlecht.models.school import School
from vlecht.solver.diagnose.checks import Answer, Check, ask, checks
from vlecht.solver.diagnose.facts import FactBook
from vlecht.solver.diagnose.find import find_conflicts
from vlecht.solver.diagnose.remedies import Idea, ideas
from vlecht.solver.run import Clock, Settings

MOST_IDEAS = 40
"""So many remedies of a conflict are tried, the lightest first."""
MOST_AT_ONCE = 4
"""A way out consists of so many remedies at most."""
STEP = 3.0
"""Seconds for a question about a changed school."""

Solve = Callable[[School, float], Result]
"""Makes a roster of a school in so many seconds."""


@dataclass(frozen=True)
class Step:
    """A remedy of some amount."""

    idea: Idea
    amount: int

    def apply(self, school: School) -> School:
        """The school so changed."""
        return self.idea.apply(school, self.amount)


@dataclass
class WaySearch:
    """A search for ways out. ``known``: conflicts found on the way."""

    school: School
    clock: Clock
    settings: Settings
    solve: Solve | None
    known: list[Conflict] = field(default_factory=list)


def ways_out(
    school: School,
    conflicts: tuple[Conflict, ...],
    *,
    seconds: float = 30.0,
    most: int = 3,
    seed: int = 0,
    solve: Solve | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[WayOut]:
    """The lightest ways out of a school's conflicts, one after the other, until ``most`` or the time is up.

    With ``solve`` each is tried by making a roster of the changed school. Without it, or when that finds
    none in its time, a way out is called ``possible`` when no check finds a conflict any more.
    """
    search = WaySearch(
        school, Clock(seconds, should_stop or (lambda: False)), Settings(1, seed), solve, list(conflicts)
    )
    found = 0
    order = count()
    queue: list[tuple[int, int, int, tuple[Step, ...]]] = [(0, 0, next(order), ())]
    accepted: list[frozenset[str]] = []
    while queue and found < most and search.clock.left > 0:
        _, _, _, steps = heapq.heappop(queue)
        names = frozenset(step.idea.id for step in steps)
        if any(known <= names for known in accepted):
            continue
        changed = _apply(school, steps)
        conflict = _left(search, changed)
        way: WayOut | None = None
        if conflict is None:
            way, conflict = _try(search, changed, steps)
        if way is not None:
            accepted.append(names)
            found += 1
            yield way
        elif conflict is not None and len(steps) < MOST_AT_ONCE:
            for step in _answers(search, changed, conflict):
                if step.idea.id not in names:
                    more = (*steps, step)
                    price = sum(remedy.price for remedy in _remedies(school, more))
                    heapq.heappush(queue, (price, len(more), next(order), more))


def _apply(school: School, steps: tuple[Step, ...]) -> School:
    for step in steps:
        school = step.apply(school)
    return school


def _remedies(school: School, steps: tuple[Step, ...]) -> tuple[Remedy, ...]:
    found: list[Remedy] = []
    for step in steps:
        found.append(step.idea.remedy(school, step.amount))
        school = step.apply(school)
    return tuple(found)


def _left(search: WaySearch, changed: School) -> Conflict | None:
    """A conflict known already that the changed school still has."""
    book = FactBook(changed)
    before = {fact.id for fact in FactBook(search.school).facts}
    for conflict in search.known:
        if not _resolved(search, conflict, book, before):
            return conflict
    return None


def _as_now(conflict: Conflict, book: FactBook, before: set[str]) -> Conflict:
    """A conflict with its facts as they are in a changed school: those that stayed and those that are new."""
    known = {found.id for found in conflict.facts}
    facts = tuple(fact for fact in book.facts if fact.id in known or fact.id not in before)
    return replace(conflict, facts=facts)


def _resolved(search: WaySearch, conflict: Conflict, book: FactBook, before: set[str]) -> bool:
    """Whether the facts of a conflict, as they are in a changed school, can hold together."""
    facts = [fact.id for fact in _as_now(conflict, book, before).facts]
    check = _check(book, conflict.check)
    if check is None:
        return True
    asked = ask(book, check, facts, conflict.rules, search.clock, search.settings, STEP)
    return asked.answer is Answer.YES


def _check(book: FactBook, name: str) -> Check | None:
    for check in checks(book):
        for found in (check, *check.parts):
            if found.name == name:
                return found
    return None


def _answers(search: WaySearch, changed: School, conflict: Conflict) -> Iterator[Step]:
    """The remedies that resolve a conflict by themselves, each with the least amount that does."""
    book = FactBook(changed)
    before = {fact.id for fact in FactBook(search.school).facts}

    def resolves(idea: Idea, amount: int) -> bool:
        return _resolved(search, conflict, FactBook(idea.apply(changed, amount)), before)

    for idea in ideas(book.index, _as_now(conflict, book, before))[:MOST_IDEAS]:
        if search.clock.left <= 0:
            return
        low, high = 1, max(1, idea.most)
        if not resolves(idea, high):
            continue
        while low < high:
            middle = (low + high) // 2
            if resolves(idea, middle):
                high = middle
            else:
                low = middle + 1
        yield Step(idea, high)


def _try(
    search: WaySearch, changed: School, steps: tuple[Step, ...]
) -> tuple[WayOut | None, Conflict | None]:
    """A way out when the changed school has a roster, or no conflict; else the conflict that is left."""
    remedies = _remedies(search.school, steps)
    if search.solve is not None and search.clock.left > 0:
        result = search.solve(changed, min(20.0, search.clock.left))
        if result.roster is not None:
            return WayOut(remedies, "solved", result.cost), None
    findings = find_conflicts(
        changed, seconds=max(1.0, search.clock.left), should_stop=search.clock.should_stop
    )
    if findings.conflicts:
        search.known.append(findings.conflicts[0])
        return None, findings.conflicts[0]
    return WayOut(remedies, "possible"), None
