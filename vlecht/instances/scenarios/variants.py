"""The five organisation variants as presets of delivery forms, for any school.

What stays: support, given times, independent work, lessons with named leads or special rooms (gym), and the
home groups themselves. *Basic skills* are the subjects that the school calls core; *themes* are subjects of
the afternoon. Only home groups above year 2 of a cluster with at least two of them, with equal curriculum
lines, are taught together.

1 traditional: every subject per home group. 2 adaptive: themes in a circuit. 3 flexible: basic skills in
level groups, themes in a circuit. 4 units: as 3, and a second person at a part of the other lessons.
5 personalised: level groups that follow no level, and workshops for the themes.
"""

from __future__ import annotations

from collections import defaultdict
from math import ceil
from typing import Any

from vlecht.instances.scenarios.draft import Draft
from vlecht.instances.scenarios.teaching import give
from vlecht.models.attending import session_lengths
from vlecht.models.changes import VariantChange
from vlecht.models.deliveries import AnyDelivery, ClassDelivery
from vlecht.models.index import SchoolIndex

YOUNG = frozenset((1, 2))
"""Years that learn in their own group whatever the variant."""
ROOM_TO_MOVE = 3
"""Pupils by which a level group may differ from its equal share."""
_ALIGNED = ("level_groups", "instruction_rounds", "circuit", "workshops", "co_taught")


def variant(draft: Draft, change: VariantChange) -> None:
    """Gives every subject the form that the variant has for it."""
    for old in draft.school.deliveries:
        if old.form in _ALIGNED:
            give(draft, {old.id: old.home_groups}, {"form": "class"})
    draft.update(pupils=tuple(p.model_copy(update={"works_with": {}}) for p in draft.school.pupils))
    if change.number == 1:
        return
    index = SchoolIndex(draft.school)
    for cluster, groups in index.home_groups_of.items():
        upper = [g for g in groups if not set(index.home_groups[g].years) <= YOUNG]
        if len(upper) < 2:
            continue
        for subject in draft.school.subjects:
            together = _together(index, subject.id, upper)
            if len(together) < 2:
                continue
            becomes = _form(index, change.number, subject.id, subject.core, tuple(together))
            if becomes is not None:
                form = str(becomes["form"])
                draft.note(f"{cluster}: {subject.id} as {form}", f"{cluster}: {subject.id} als {form}")
                chosen = _classes(draft, subject.id, together)
                give(draft, chosen, becomes)


def _classes(draft: Draft, subject: str, groups: list[str]) -> dict[str, tuple[str, ...]]:
    return {
        d.id: tuple(g for g in d.home_groups if g in groups)
        for d in draft.school.deliveries
        if d.subject == subject and _plain(d)
    }


def _plain(delivery: AnyDelivery) -> bool:
    """A lesson of a home group that could be given otherwise."""
    return (
        isinstance(delivery, ClassDelivery)
        and not delivery.independent
        and not delivery.leads
        and not delivery.room_kinds
    )


def _together(index: SchoolIndex, subject: str, groups: list[str]) -> list[str]:
    """The largest set of home groups with plain lessons of a subject and equal curriculum lines."""
    alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for group in groups:
        line = index.curriculum.get((group, subject))
        given = index.delivery_of.get((group, subject))
        if line is not None and given is not None and _plain(given):
            alike[line.minutes, line.usual, line.shortest, line.longest].append(group)
    return max(alike.values(), key=len, default=[])


def _form(
    index: SchoolIndex, number: int, subject: str, core: bool, groups: tuple[str, ...]
) -> dict[str, Any] | None:
    """What a subject becomes in a variant; ``None``: it stays with the home group."""
    line = index.curriculum[groups[0], subject]
    if core and number >= 3:
        pupils = sum(len(index.pupils_of[g]) for g in groups)
        share = pupils / len(groups)
        return {
            "form": "level_groups",
            "groups": {"min": len(groups), "max": len(groups)},
            "size": {"min": max(1, int(share) - ROOM_TO_MOVE), "max": ceil(share) + ROOM_TO_MOVE},
            "mode": "free" if number == 5 else "homogeneous",
        }
    lengths = set(session_lengths(line, index.grid.step))
    if line.day_part == "afternoon" and not core:
        if number == 5:
            return _workshops(index, subject, groups, lengths)
        if lengths and all(length % len(groups) == 0 for length in lengths):
            stations = [{"id": f"station{n + 1}"} for n in range(len(groups))]
            return {"form": "circuit", "stations": stations}
        return None
    if number == 4 and not core:
        return {"form": "co_taught", "share": 0.2}
    return None


def _workshops(
    index: SchoolIndex, subject: str, groups: tuple[str, ...], lengths: set[int]
) -> dict[str, Any] | None:
    """Workshops in two sections each; as many at a moment as there are home groups."""
    line = index.curriculum[groups[0], subject]
    moments = len(session_lengths(line, index.grid.step))
    if len(lengths) != 1 or moments < 2:
        return None
    pupils = sum(len(index.pupils_of[g]) for g in groups)
    offers = max(moments, ceil(moments * len(groups) / 2))
    places = ceil(pupils * moments / (2 * offers)) + ROOM_TO_MOVE
    return {
        "form": "workshops",
        "offers": [{"id": f"{subject}{n + 1}", "capacity": places, "sections": 2} for n in range(offers)],
    }
