"""Groups in words and numbers: what each is made of, who moves and why, why a pupil is not elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import comparable_levels, placed_by_hand
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Group, Roster
from vlecht.models.why import Effect, Elsewhere, Moved
from vlecht.rules.judge import judge
from vlecht.rules.phrases import listed
from vlecht.rules.registry import RULE
from vlecht.rules.view import RosterView


@dataclass(frozen=True)
class GroupNumbers:
    """A group in numbers. Levels are those that can be compared; ``unknown`` members have none.

    ``kinds``: (what, how many), most first: years, home groups, needs, attributes (``language nl``).
    """

    group: str
    members: int
    guests: int
    low: int | None
    mean: float | None
    high: int | None
    spread: float | None
    unknown: int
    years: tuple[tuple[str, int], ...]
    homes: tuple[tuple[str, int], ...]
    needs: tuple[tuple[str, int], ...]
    attributes: tuple[tuple[str, int], ...]


def numbers(index: SchoolIndex, group: Group) -> GroupNumbers:
    """What a group is made of."""
    levels = comparable_levels(index, index.deliveries[group.delivery])
    known = [levels[p] for p in group.members if p in levels]
    pupils = [index.pupils[p] for p in group.members]

    def counted(kinds: Iterable[str]) -> tuple[tuple[str, int], ...]:
        return tuple(sorted(Counter(kinds).items(), key=lambda item: (-item[1], item[0])))

    return GroupNumbers(
        group.id,
        len(group.members),
        len(group.guests),
        min(known, default=None),
        round(fmean(known), 1) if known else None,
        max(known, default=None),
        round(pstdev(known), 1) if known else None,
        len(group.members) - len(known),
        counted(str(p.year) for p in pupils),
        counted(p.home_group for p in pupils),
        counted(need for p in pupils for need in p.needs),
        counted(f"{name} {value}" for p in pupils for name, value in p.attributes.items()),
    )


def by_hand(index: SchoolIndex, groups: Iterable[Group]) -> tuple[Phrase, ...]:
    """Pupils whose place people had better look at: no level, or one on another scale."""
    found: list[Phrase] = []
    for delivery in dict.fromkeys(group.delivery for group in groups):
        for pupil, why in placed_by_hand(index, index.deliveries[delivery]).items():
            reason = (
                Phrase("no level is known", "er is geen niveau bekend")
                if why == "unknown"
                else Phrase(f"the level is on scale {why or '-'}", f"het niveau is op schaal {why or '-'}")
            )
            found.append(Phrase(f"{delivery}: {pupil}: {reason}", f"{delivery}: {pupil}: {reason:nl}"))
    return tuple(found)


def effect(found: Effect) -> Phrase:
    """``level_mix +3 level points (cost +3)``."""
    unit = RULE[found.rule].unit if found.rule in RULE else Phrase("", "")
    cost = (
        Phrase("hard", "hard") if found.hard else Phrase(f"cost {found.cost:+d}", f"kosten {found.cost:+d}")
    )
    return Phrase(
        f"{found.rule} {found.amount:+d} {unit} ({cost})",
        f"{found.rule} {found.amount:+d} {unit:nl} ({cost:nl})",
    )


def _effects(found: Iterable[Effect]) -> Phrase:
    heavy = sorted(found, key=lambda e: (not e.hard, -abs(e.cost)))
    return listed([effect(e) for e in heavy], 6) if heavy else Phrase("no rule minds", "geen regel verandert")


def move(found: Moved) -> Phrase:
    """Who moves from where to where, and what it saves."""
    if not found.former:
        return Phrase(f"{found.pupil} joins {found.group}", f"{found.pupil} komt erbij in {found.group}")
    why = _effects(found.effects)
    asked = (
        Phrase(f"asked ({found.asked}); ", f"gevraagd ({found.asked}); ") if found.asked else Phrase("", "")
    )
    return Phrase(
        f"{found.pupil}: {found.former} to {found.group}; {asked}staying would mean: {why}",
        f"{found.pupil}: {found.former} naar {found.group}; {asked:nl}blijven zou betekenen: {why:nl}",
    )


def move_data(found: Moved, lang: str) -> dict[str, str]:
    """A change as plain data."""
    why = move(found).say(lang)
    return {
        "pupil": found.pupil,
        "delivery": found.delivery,
        "from": found.former,
        "to": found.group,
        "why": why,
    }


def moves_heading(moves: Sequence[Moved]) -> Phrase:
    """How many changes there are, by how many pupils."""
    pupils = len({found.pupil for found in moves})
    return Phrase(
        f"Changes of group: {len(moves)} by {pupils} pupils",
        f"Wisselingen van groep: {len(moves)} door {pupils} leerlingen",
    )


def budget_lines(index: SchoolIndex, roster: Roster) -> tuple[Phrase, ...]:
    """Each budget of changes, how much of it the roster uses, and whether the checker finds it held."""
    budgets, so_far = index.school.regrouping.budgets, index.school.regrouping.so_far
    moves = RosterView(index, roster).moves
    subjects = Counter((p, index.deliveries[delivery].subject) for p, delivery, _, _ in moves)
    pupils = Counter(p for p, _, _, _ in moves)
    # Who goes from one group to another counts for both.
    groups = Counter(name for _, _, former, now in moves for name in (former, now))
    earlier = {p: sum(subjects.values()) for p, subjects in so_far.items()}
    one = max((n + so_far.get(p, {}).get(s, 0) for (p, s), n in subjects.items()), default=0)
    used = (
        (budgets.total, len(moves), Phrase("in all", "in totaal")),
        (budgets.per_subject, one, Phrase("of one pupil in one subject", "van een leerling in een vak")),
        (
            budgets.per_pupil,
            max((n + earlier.get(p, 0) for p, n in pupils.items()), default=0),
            Phrase("of one pupil", "van een leerling"),
        ),
        (
            budgets.per_group,
            max(groups.values(), default=0),
            Phrase("into and out of one group", "in en uit een groep"),
        ),
    )
    lines = [
        Phrase(
            f"budget: at most {most} changes {what}, {number} used",
            f"budget: hoogstens {most} wisselingen {what:nl}, {number} gebruikt",
        )
        for most, number, what in used
        if most is not None
    ]
    broken = len(judge(index, roster, {"change_budget"}).violations)
    verdict = Phrase("the checker finds the budgets held", "de controle vindt de budgetten in acht genomen")
    if broken:
        verdict = Phrase(
            f"the checker finds {broken} budgets broken", f"de controle vindt {broken} budgetten overschreden"
        )
    return (*lines, verdict) if lines else ()


def elsewhere(found: Elsewhere) -> Phrase:
    """Why not there, and the swap that would be needed."""
    effects = _effects(found.effects)
    if found.closed:
        return Phrase(
            f"not in {found.group}: a pin forbids it", f"niet in {found.group}: een vastzetting verbiedt dat"
        )
    total = (
        Phrase("forbidden", "verboden")
        if found.forbidden
        else Phrase(f"cost {found.cost:+d}", f"kosten {found.cost:+d}")
    )
    text = Phrase(
        f"in {found.group} instead: {total}: {effects}", f"wel in {found.group}: {total:nl}: {effects:nl}"
    )
    if found.partner is None:
        return Phrase(f"{text}; no swap is allowed", f"{text:nl}; geen ruil is toegestaan")
    swap = _effects(found.swapped)
    return Phrase(
        f"{text}; best swap: with {found.partner}, cost {found.swap_cost:+d}: {swap}",
        f"{text:nl}; beste ruil: met {found.partner}, kosten {found.swap_cost:+d}: {swap:nl}",
    )
