"""Finding conflicts: facts and rules that cannot hold together, proven twice and made as small as can be."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from vlecht.models.diagnosis import Conflict, FactKind, Findings
from vlecht.models.school import School
from vlecht.rules.registry import RULE
from vlecht.solver.diagnose.assumed import STRUCTURE, hard_rules
from vlecht.solver.diagnose.checks import (
    GROUP_RULES,
    ROOM_RULES,
    STAFF_RULES,
    Answer,
    Asked,
    Check,
    ask,
    checks,
    confirmed,
)
from vlecht.solver.diagnose.facts import FactBook
from vlecht.solver.diagnose.shrink import shrink
from vlecht.solver.run import Clock, Settings

ONE_QUESTION = 6.0
"""Seconds for a check; most take less than one."""
ONE_STEP = 3.0
"""Seconds for a question while a conflict is made smaller."""

INTEREST: tuple[FactKind, ...] = (
    "pin",
    "fixed",
    "apart",
    "offer",
    "groups",
    "second",
    "freed",
    "duty",
    "meeting",
    "presence",
    "windows",
    "never_from",
    "cannot",
    "max_days",
    "contact",
    "qualified",
    "leads",
    "shared",
    "places",
    "equipment",
    "room",
    "sizes",
    "support",
    "time",
    "pause",
    "line",
    "function",
)
"""Kinds of fact, those first that tell most: a conflict is explained by them rather than by the rest."""
FIXED: frozenset[FactKind] = frozenset({"time", "line", "pause", "function", "room", "sizes", "support"})
"""Facts that a second conflict may share with the first: they say what a school week is."""


ASPECTS: tuple[frozenset[str], ...] = (
    ROOM_RULES,
    GROUP_RULES | {"support_windows", "support_times"},
    frozenset({"break_duty", "meetings_held", "presence", "staff_break"}),
    frozenset({"freed_teacher", "end_responsible_in_reach"}),
    frozenset({"contact_minutes", "working_days"}),
    frozenset({"pins", "fixed_time"}),
    STAFF_RULES,
)
"""Rules that are left out together first; a rule belongs to the first set it is in."""


@dataclass
class Search:
    """A search for conflicts of one school."""

    book: FactBook
    clock: Clock
    settings: Settings
    facts: list[str]
    rules: tuple[str, ...]
    conflicts: list[Conflict] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def ask(self, check: Check, facts: Sequence[str], rules: Sequence[str], seconds: float) -> Asked:
        """Whether a check can be under some facts and rules."""
        return ask(self.book, check, facts, rules, self.clock, self.settings, seconds)


def find_conflicts(
    school: School,
    *,
    seconds: float = 20.0,
    most: int = 1,
    seed: int = 0,
    reproducible: bool = False,
    should_stop: Callable[[], bool] | None = None,
) -> Findings:
    """Conflicts of a school: up to ``most`` different ones, found in so many ``seconds``.

    Every check is a relaxation of the school's rules: what it calls impossible, no roster can do. No conflict
    therefore means that nothing is proven impossible, not that a roster exists. Sessions are those of the
    school's plan. A conflict that the time did not suffice to make smaller is marked as not minimal.
    ``reproducible``: the same conflicts in every run, on any machine; seconds then count the solver's work.
    """
    began = time.monotonic()
    book = FactBook(school)
    loose = [rule for rule in STRUCTURE if RULE[rule].setting(book.index).mode != "hard"]
    if loose:
        return Findings(complete=False, skipped=tuple(f"rule {rule} is not hard" for rule in loose))
    search = Search(
        book,
        Clock(seconds, should_stop or (lambda: False), deterministic=reproducible),
        Settings(workers=1, seed=seed),
        [fact.id for fact in sorted(book.facts, key=lambda fact: INTEREST.index(fact.kind))],
        hard_rules(book.index),
    )
    for check in checks(book):
        while len(search.conflicts) < most and _examine(search, check):
            _suppose_mended(search)
        if len(search.conflicts) >= most or search.clock.left <= 0:
            break
    complete = not search.skipped and (search.clock.left > 0 or len(search.conflicts) >= most)
    return Findings(tuple(search.conflicts), complete, tuple(search.skipped), time.monotonic() - began)


def _examine(search: Search, check: Check) -> bool:
    """Ask a check, and explain a no; whether a conflict was found."""
    asked = search.ask(check, search.facts, search.rules, ONE_QUESTION)
    if asked.answer is Answer.OPEN:
        search.skipped.append(check.name)
    if asked.answer is not Answer.NO:
        return False
    return _explain(search, *_smallest(search, check, asked.consulted))


def _smallest(search: Search, check: Check, consulted: frozenset[str]) -> tuple[Check, frozenset[str]]:
    """The first of a check's parts, and of its parts, that says no as well."""
    for part in check.parts:
        asked = search.ask(part, search.facts, search.rules, ONE_QUESTION)
        if asked.answer is Answer.NO:
            return _smallest(search, part, asked.consulted)
    return check, consulted


def _explain(search: Search, check: Check, consulted: frozenset[str]) -> bool:
    """Make what a check calls impossible smaller, have it confirmed and keep it as a conflict."""
    began = time.monotonic()

    def hurry() -> bool:
        return search.clock.left <= 0

    def possible(facts: Sequence[str], rules: Sequence[str]) -> bool | None:
        answer = search.ask(check, facts, rules, ONE_STEP).answer
        return None if answer is Answer.OPEN else answer is Answer.YES

    facts = [fact for fact in search.facts if fact in consulted]
    rules = [rule for rule in search.rules if rule in consulted and rule not in check.without]
    left = shrink(rules, _aspect, lambda some: possible(facts, some), hurry)
    kept = shrink(facts, _kind(search.book), lambda some: possible(some, left.items), hurry)
    if not confirmed(search.book, check, kept.items, left.items, search.settings, search.clock.deterministic):
        search.skipped.append(check.name)
        return False
    search.conflicts.append(
        Conflict(
            check.title,
            tuple(search.book.fact[fact] for fact in kept.items),
            left.items,
            verified=True,
            minimal=left.minimal and kept.minimal,
            check=check.name,
            seconds=time.monotonic() - began,
        )
    )
    return True


def _aspect(rule: str) -> int:
    return next((number for number, rules in enumerate(ASPECTS) if rule in rules), len(ASPECTS))


def _kind(book: FactBook) -> Callable[[str], FactKind]:
    return lambda fact: book.fact[fact].kind


def _suppose_mended(search: Search) -> None:
    """Go on as if what can be changed in the last conflict were, to find a different one."""
    found = {fact.id for fact in search.conflicts[-1].facts if fact.kind not in FIXED}
    if not found:
        found = {fact.id for fact in search.conflicts[-1].facts}
    search.facts = [fact for fact in search.facts if fact not in found]
