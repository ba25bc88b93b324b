"""Groups in words and numbers: what each is made of, who moves and why, why a pupil is not elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, pstdev

from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import comparable_levels, placed_by_hand
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Group
from vlecht.models.why import Effect, Elsewhere, Moved
from vlecht.rules.phrases import listed
from vlecht.rules.registry import RULE


@dataclass(frozen=True)
class GroupNumbers:
    """A group in numbers. Levels are those that can be compared; ``unknown`` members have none.

    ``kinds``: (what, how many), most first: years, home groups, needs.
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
