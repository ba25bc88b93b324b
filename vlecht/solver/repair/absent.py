"""Somebody is missing: colleagues, other seats, independent work, groups together, pupils distributed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.repair import Option, OptionKind
from vlecht.rules.phrases import doing, listed, spells
from vlecht.rules.registry import RULE
from vlecht.solver.repair.case import Case, Seat
from vlecht.solver.repair.cover import CoverModel
from vlecht.solver.repair.events import eased
from vlecht.solver.repair.measures import Measures
from vlecht.solver.repair.mended import Mended, mended
from vlecht.solver.repair.options import option
from vlecht.solver.run import Clock, Settings, run

SECONDS = 5.0
"""For one way, when nothing is found sooner."""
PATIENCE = 1.2
"""After so many seconds the best so far of a way is taken."""
WAYS: tuple[tuple[OptionKind, Measures], ...] = (
    ("cover", Measures()),
    ("mixed", Measures(guide=True)),
    ("release", Measures(release=True, guide=True, wanted="release")),
    ("supervise", Measures(guide=True, wanted="supervise")),
    ("merge", Measures(guide=True, merge=True, wanted="merge")),
    ("distribute", Measures(guide=True, distribute=True, wanted="distribute")),
    ("swap", Measures(swap=True, guide=True, wanted="swap")),
)
"""What is tried, in this order, quick ones first: the way that is wanted wherever it can be, another where it
cannot. Where colleagues can stand in for everything nothing is mixed."""
LET_GO = (
    "presence",
    "freed_teacher",
    "contact_minutes",
    "staff_break",
    "end_responsible_in_reach",
)
"""Rules that a school may let go for a week: where nothing mends it otherwise, each is tried."""
EVERYTHING = Measures(release=True, swap=True, guide=True, distribute=True)
"""Where nothing else helps."""


def cover_options(
    case: Case,
    clock: Clock,
    settings: Settings,
    week: date | None,
    why_not: Callable[[tuple[Phrase, ...], bool], None],
) -> Iterator[Option]:
    """Options for lost seats and duties, as they are found. ``why_not`` hears why there are none, and whether
    that is proven."""
    found = 0
    for kind, measures in WAYS:
        if kind == "mixed" and found:
            continue
        made = _try(case, kind, measures, clock, settings, week)
        if not isinstance(made, Option) and kind not in ("cover", "mixed", "swap"):
            # Not everywhere: where it cannot be, colleagues may change lessons.
            made = _try(case, kind, replace(measures, swap=True), clock, settings, week)
        if isinstance(made, Option):
            found += 1
            yield made
            if kind == "cover":
                again = replace(measures, without=frozenset(person for _, person, _ in made.covers))
                other = _try(case, kind, again, clock, settings, week)
                if isinstance(other, Option):
                    yield other
    if found:
        return
    made = _try(case, "mixed", EVERYTHING, clock, settings, week)
    if isinstance(made, Option):
        yield made
        return
    empty = _try(case, "mixed", replace(EVERYTHING, empty=True), clock, settings, week)
    if isinstance(empty, Option):
        yield empty
    else:
        reasons, proven = empty
        why_not((*reasons, *_in_the_way(case, clock, settings, week)), proven)


def _in_the_way(case: Case, clock: Clock, settings: Settings, week: date | None) -> Iterator[Phrase]:
    """Rules each of which, let go this week, would leave a way: tried, and accepted by the checker so."""
    for rule in LET_GO:
        if RULE[rule].setting(case.index).mode != "hard":
            continue
        school = eased(case.index.school, (rule,))
        without = Case(case.before, SchoolIndex(school), case.roster, case.frozen, case.budget, case.history)
        if isinstance(_try(without, "mixed", EVERYTHING, clock, settings, week), Option):
            words = RULE[rule].words
            yield Phrase(
                f"Rule {rule} stands in the way ({words}) With it among the eased rules of the change file"
                " it can be mended",
                f"Regel {rule} staat in de weg ({words:nl}) Met die regel bij eased in het bestand met de"
                " verandering is het wel op te lossen",
            )


def _try(
    case: Case, kind: OptionKind, measures: Measures, clock: Clock, settings: Settings, week: date | None
) -> Option | tuple[tuple[Phrase, ...], bool]:
    """An option of a kind; or the reasons why there is none, and whether it is proven."""
    if clock.left <= 0:
        return (), False
    began = clock.elapsed
    x = CoverModel(case, measures)
    if not x.possible:
        return (), False
    for literal, value in x.known(case.layout.staff):
        x.model.add_hint(literal, value)
    # Which seats stay empty is told when that is known to be the fewest.
    patience = None if measures.empty else PATIENCE
    outcome = run(x.model, clock, settings.only("core", "max_lp_sym"), SECONDS, patience)
    if not outcome.found:
        return (_ALL_RULES,), outcome.infeasible
    made = mended(x, outcome)
    if made.empty:
        return tuple(_nobody(x, seat) for seat in made.empty), outcome.optimal
    title = kind if kind != "mixed" else _main(made)
    done = option(
        made.case, title, made.roster, made.reasons, made.covers, week=week, seconds=clock.elapsed - began
    )
    return done if isinstance(done, Option) else (done, False)


_ALL_RULES = Phrase(
    "No way to fill the seats meets every hard rule", "Geen bezetting voldoet aan alle harde regels"
)


def _main(made: Mended) -> OptionKind:
    """What a mixed option is called by: its only way, where there is one."""
    kinds: tuple[OptionKind, ...] = ("cover", "release", "swap", "supervise", "merge", "distribute")
    used = [kind for kind in kinds if made.ways.get(kind)]
    return used[0] if len(used) == 1 else "mixed"


def _nobody(x: CoverModel, seat: Seat) -> Phrase:
    """Why a seat stays empty: what each who may take it has."""
    index, activity = x.index, x.case.activity[seat[0]]
    place = activity.seats[seat[1]]
    slots = x.case.slots[activity.id]
    when, of, task = spells(index.grid, slots), listed(activity.groups), doing(place.function)
    busy: list[str] = []
    away: list[str] = []
    full: list[str] = []
    for person in place.candidates:
        if not x.free(person, slots):
            away.append(person)
        elif any(
            who == person and not set(x.case.slots.get(other[0], ())).isdisjoint(slots)
            for other, who in x.case.layout.staff.items()
        ):
            busy.append(person)
        else:
            full.append(person)
    parts = [
        Phrase(f"{words}: {listed(names, 6)}", f"{woorden}: {listed(names, 6):nl}")
        for names, words, woorden in (
            (away, "not there", "niet aanwezig"),
            (busy, "busy", "bezet"),
            (
                full,
                "kept by a rule (contact minutes, break, company, freed)",
                "gehouden aan een regel (contactminuten, pauze, in de buurt, vrijgeroosterd)",
            ),
        )
        if names
    ]
    why = "; ".join(part.en for part in parts) or "no role or qualification allows it"
    waarom = "; ".join(part.nl for part in parts) or "geen rol of bevoegdheid laat het toe"
    return Phrase(
        f"Nobody to {task} {activity.subject} of {of} at {when} ({why})",
        f"Niemand om {activity.subject} van {of:nl} op {when:nl} {task:nl} ({waarom})",
    )
