"""The checks of a diagnosis, each a question about one part of a school that every roster must answer yes.

From quick to slow: groups, sums over the week, single days, the week as a whole. Where a day cannot be, its
stretches are asked too: what a small check finds impossible is explained by few facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from ortools.sat.python import cp_model

from vlecht.models.phrases import Phrase
from vlecht.solver.diagnose.assumed import Assumed
from vlecht.solver.diagnose.facts import FactBook
from vlecht.solver.diagnose.membership import build_groups
from vlecht.solver.diagnose.minutes import build_minutes
from vlecht.solver.diagnose.relaxed import build, build_peaks, build_week
from vlecht.solver.diagnose.scope import Scope, days, stretches, week
from vlecht.solver.run import Clock, Settings, run


class Answer(Enum):
    """Whether something can be. ``OPEN``: not known in the time given."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True)
class Check:
    """A question: ``model`` states it under some facts and rules, ``without`` those rules, about some
    ``days`` (none: all). ``parts``: smaller checks of the same, worth asking when this one says no."""

    name: str
    title: Phrase
    model: Callable[[Assumed], cp_model.CpModel | None]
    without: frozenset[str] = frozenset()
    days: tuple[int, ...] | None = None
    parts: tuple[Check, ...] = ()


CONFIRMATION = 20.0
"""Seconds for each of the two configurations that confirm a conflict."""

STAFF_RULES = frozenset(
    {
        "staffed",
        "staff_one_activity",
        "qualified",
        "availability",
        "working_days",
        "contact_minutes",
        "staff_break",
        "end_responsible_in_reach",
        "freed_teacher",
        "break_duty",
        "meetings_held",
        "presence",
    }
)
"""Rules about staff."""
ROOM_RULES = frozenset({"room_suitable", "room_shared", "room_one_activity", "room_capacity", "equipment"})
"""Rules about places."""
GROUP_RULES = frozenset({"group_size", "keep_apart", "workshop_once"})
"""Rules about groups of pupils."""


def checks(book: FactBook) -> Iterator[Check]:
    """All checks, in the order in which they are best asked."""
    for delivery in book.school.deliveries:
        title = Phrase(f"in {delivery.id}", f"bij {delivery.id}")
        model = partial(build_groups, delivery=delivery.id)
        if delivery.form not in ("class", "co_taught", "fixed"):
            yield Check(f"groups {delivery.id}", title, model, STAFF_RULES | ROOM_RULES)
    quick = list(_weeks())
    smaller = list(stretches(book.index))
    single = [
        replace(_of(day), parts=tuple(_of(scope) for scope in smaller if scope.days == day.days))
        for day in days(book.index)
    ]
    # Where minutes are short because of one day, that day says it in fewer words.
    yield replace(quick[0], parts=tuple(single))
    yield from quick[1:-2]
    yield from single
    yield from quick[-2:]
    yield _of(week(book.index))
    for day in days(book.index, named=True):
        yield _of(day)


def _of(scope: Scope) -> Check:
    return Check(scope.name, scope.title, partial(_fine, scope=scope), days=scope.days)


def _fine(assumed: Assumed, scope: Scope) -> cp_model.CpModel | None:
    return build(assumed, scope)


def _weeks() -> Iterator[Check]:
    """The whole week by parts of days, under more and more rules; the last two take longest."""
    title = Phrase("over the whole week", "in de hele week")
    sums = {"staff_break", "end_responsible_in_reach", "freed_teacher", "meetings_held", "presence"}
    yield Check("week: minutes", title, build_minutes, ROOM_RULES | sums)
    yield Check("week: lessons", title, build_week, STAFF_RULES | ROOM_RULES)
    yield Check("week: together", title, build_peaks, ROOM_RULES)
    yield Check("week: rooms", title, build_week, STAFF_RULES)
    people = STAFF_RULES - {"meetings_held", "presence", "working_days", "availability"}
    yield Check("week: meetings", title, build_week, people | ROOM_RULES)
    yield Check("week: staff", title, build_week, ROOM_RULES)
    yield Check("week", title, build_week)


@dataclass(frozen=True)
class Asked:
    """An answer, and the facts and rules that were looked at for it."""

    answer: Answer
    consulted: frozenset[str]


def ask(
    book: FactBook,
    check: Check,
    facts: Iterable[str],
    rules: Iterable[str],
    clock: Clock,
    settings: Settings,
    seconds: float,
) -> Asked:
    """Whether what a check looks at can be under some facts and rules."""
    assumed = Assumed(book, facts, frozenset(rules) - check.without, check.days)
    model = check.model(assumed)
    answer = Answer.NO
    if model is not None:
        outcome = run(model, clock, settings, seconds)
        answer = Answer.YES if outcome.found else Answer.NO if outcome.infeasible else Answer.OPEN
    return Asked(answer, frozenset(assumed.consulted))


def confirmed(
    book: FactBook,
    check: Check,
    facts: Iterable[str],
    rules: Iterable[str],
    settings: Settings,
    deterministic: bool = False,
) -> bool:
    """Whether two configurations find it impossible: the usual one, and one worker without presolve."""
    facts, rules = tuple(facts), tuple(rules)
    clock = Clock(2 * CONFIRMATION, deterministic=deterministic)
    return all(
        ask(book, check, facts, rules, clock, chosen, CONFIRMATION).answer is Answer.NO
        for chosen in (replace(settings, workers=8), settings.other)
    )
