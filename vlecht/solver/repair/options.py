"""Options for a week: each checked by the judge, compared with what was, and ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from vlecht.models.diff import RosterDiff
from vlecht.models.phrases import Phrase
from vlecht.models.repair import Budget, Cover, Fairness, Option, OptionKind
from vlecht.models.roster import Roster, Run
from vlecht.rules.diff import compare
from vlecht.rules.judge import costs, judge
from vlecht.solver.repair.case import Case

PERIOD = timedelta(weeks=8)
"""A period of fairness: from holiday to holiday, about."""

SHOWN = 8
"""So many violations are told of."""

TITLES: dict[OptionKind, Phrase] = {
    "cover": Phrase("colleagues who are free stand in", "collega's die vrij zijn vallen in"),
    "release": Phrase("who teaches together parts for a while", "wie samen lesgeeft gaat even uit elkaar"),
    "swap": Phrase("colleagues change lessons", "collega's ruilen lessen"),
    "supervise": Phrase(
        "independent work, supervised by who may do that", "zelfstandig werken, begeleid door wie dat mag"
    ),
    "merge": Phrase("groups together", "groepen samen"),
    "distribute": Phrase("pupils distributed over other groups", "leerlingen verdeeld over andere groepen"),
    "mixed": Phrase("of everything something", "van alles wat"),
    "room": Phrase("other rooms", "andere ruimtes"),
    "group": Phrase("places in groups", "plaatsen in groepen"),
    "move": Phrase("a lesson at another moment", "een les op een ander moment"),
}
"""What an option of a kind is, in a few words."""


def option(
    case: Case,
    kind: OptionKind,
    roster: Roster,
    reasons: Iterable[Phrase],
    covers: Iterable[tuple[str, str, int]] = (),
    *,
    title: Phrase | None = None,
    week: date | None = None,
    seconds: float = 0.0,
) -> Option | tuple[Phrase, ...]:
    """An option, or why the judge or the budget refuses it."""
    judgement = judge(case.index, roster)
    if judgement.hard:
        return tuple(violation.phrase for violation in judgement.hard[:SHOWN])
    diff = compare(case.before, case.roster, roster, case.index, (case.judgement, judgement))
    over = _over_budget(case, diff)
    if over:
        return over
    run = Run(
        school_hash=case.index.school.hash(),
        status="feasible",
        cost=judgement.cost,
        costs=costs(judgement),
        options={"repair": kind},
    )
    found = tuple(covers)
    return Option(
        kind,
        title or TITLES[kind],
        roster.model_copy(update={"run": run}),
        case.index.school,
        tuple(reasons),
        diff,
        judgement.cost,
        found,
        fairness(found, case.history, week),
        seconds,
    )


def _over_budget(case: Case, diff: RosterDiff) -> tuple[Phrase, ...]:
    budget: Budget = case.budget
    found: list[Phrase] = []
    limits = (("pupil", budget.per_pupil), ("staff", budget.per_staff))
    for kind, most in limits:
        for changed in diff.changed if most is not None else ():
            number = len(changed.moments)
            if (
                changed.kind == kind
                and changed.name not in case.absent
                and most is not None
                and number > most
            ):
                found.append(
                    Phrase(
                        f"{changed.name} would have {number} changes, {most} allowed",
                        f"{changed.name} zou {number} veranderingen hebben, {most} mag",
                    )
                )
    if budget.total is not None and len(diff.sessions) > budget.total:
        number = len(diff.sessions)
        found.append(
            Phrase(
                f"{number} sessions, meetings and duties would change, {budget.total} allowed",
                f"er zouden {number} activiteiten, overleggen en pleinwachten veranderen, {budget.total} mag",
            )
        )
    return tuple(found)


def fairness(
    covers: Iterable[tuple[str, str, int]], history: Iterable[Cover], week: date | None
) -> tuple[Fairness, ...]:
    """What an option asks of everybody, beside what they did before: that week, period and school year."""
    asked: Counter[str] = Counter()
    for _, person, minutes in covers:
        asked[person] += minutes
    before = [cover for cover in history if week is None or cover.day < week + timedelta(days=7)]
    found = []
    for person, minutes in sorted(asked.items()):
        mine = [cover for cover in before if cover.staff == person]
        found.append(
            Fairness(
                person,
                minutes,
                sum(c.minutes for c in mine if week is not None and c.day >= week),
                sum(c.minutes for c in mine if week is None or c.day >= week - PERIOD),
                sum(c.minutes for c in mine if week is None or c.day >= school_year(week)),
            )
        )
    return tuple(found)


def school_year(day: date) -> date:
    """The first of August before a day (or that day)."""
    start = date(day.year, 8, 1)
    return start if day >= start else date(day.year - 1, 8, 1)


def rank(options: Iterable[Option]) -> tuple[Option, ...]:
    """Fewest changes first: for colleagues, for pupils, then what it costs more."""
    return tuple(sorted(options, key=disruption))


def disruption(found: Option) -> tuple[float, int]:
    """How much an option asks of everybody: a moment of a colleague weighs as much as ten of pupils, or as
    two points of the soft rules; equal ones by number of changes."""
    staff = sum(len(one.moments) for one in found.diff.of("staff"))
    pupils = sum(len(one.moments) for one in found.diff.of("pupil"))
    return (staff + pupils / 10 + max(0, found.cost_change) / 2, found.changes)
