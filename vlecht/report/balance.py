"""The page of groups: how they are balanced, who changed, and for each pupil why here and not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import comparable_levels
from vlecht.models.roster import Group, Roster
from vlecht.models.why import Elsewhere, Moved
from vlecht.report.document import render_document
from vlecht.report.grouping import by_hand, elsewhere, move, numbers
from vlecht.rules.base import Judgement
from vlecht.rules.judge import costs
from vlecht.rules.registry import RULE

Whys = Mapping[tuple[str, str], tuple[Elsewhere, ...]]
"""(group, member) -> every other group for the member, cheapest first."""


def render_balance(
    index: SchoolIndex,
    roster: Roster,
    judgement: Judgement,
    whys: Whys,
    moves: Iterable[Moved] = (),
    lang: str = "nl",
) -> str:
    """The page of a roster's groups. ``judgement``: by the rules about groups; ``moves``: since the period
    before. ``lang`` is ``nl`` or ``en``; raises ``ValueError`` for another."""
    subjects: dict[str, list[dict[str, Any]]] = {}
    for delivery in dict.fromkeys(group.delivery for group in roster.groups):
        groups = [group for group in roster.groups if group.delivery == delivery]
        found = _delivery(index, delivery, groups, judgement, whys, lang)
        subjects.setdefault(index.deliveries[delivery].subject, []).append(found)
    table = costs(judgement)
    return render_document(
        "balance.html.j2",
        lang,
        school=index.school,
        period=roster.period,
        subjects=[
            {"id": subject, "name": index.subjects[subject].name or subject, "deliveries": deliveries}
            for subject, deliveries in subjects.items()
        ],
        moves=[
            {
                "pupil": found.pupil,
                "name": index.pupils[found.pupil].name,
                "text": move(found).say(lang),
                "href": f"#group-{found.group}",
            }
            for found in moves
        ],
        hand=[phrase.say(lang) for phrase in by_hand(index, roster.groups)],
        costs=[row for row in table if row.count],
        cost=judgement.cost,
        hard=len(judgement.hard),
        rules=RULE,
    )


def _delivery(
    index: SchoolIndex, delivery: str, groups: list[Group], judgement: Judgement, whys: Whys, lang: str
) -> dict[str, Any]:
    """The groups of a delivery: numbers, levels on one scale, what rules say, and everybody in them."""
    known = comparable_levels(index, index.deliveries[delivery])
    rows = [numbers(index, group) for group in groups]
    scale = [known[p] for group in groups for p in group.members if p in known]
    return {
        "id": delivery,
        "mode": getattr(index.deliveries[delivery], "mode", ""),
        "axis": (min(scale), max(scale)) if scale else None,
        "ranges": [
            {
                "label": row.group,
                "low": row.low,
                "mean": row.mean,
                "high": row.high,
                "href": f"#group-{row.group}",
            }
            for row in rows
            if row.mean is not None
        ],
        "groups": [
            {
                "numbers": row,
                "kinds": [_counted(kinds) for kinds in (row.years, row.homes, row.needs, row.attributes)],
                "members": [_member(index, group.id, p, known.get(p), whys, lang) for p in group.members],
                "words": " ".join((*group.members, *(index.pupils[p].name for p in group.members))),
                "violations": [
                    {"rule": v.rule, "hard": judgement.settings[v.rule].mode == "hard", "text": v.say(lang)}
                    for v in judgement.violations
                    if group.id in v.objects
                ],
            }
            for row, group in zip(rows, groups, strict=True)
        ],
    }


def _counted(kinds: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{number}× {kind}" for kind, number in kinds)


def _member(
    index: SchoolIndex, group: str, pupil: str, level: int | None, whys: Whys, lang: str
) -> dict[str, Any]:
    found = index.pupils[pupil]
    return {
        "id": pupil,
        "name": found.name,
        "level": level,
        "year": found.year,
        "home": found.home_group,
        "whys": [elsewhere(other).say(lang) for other in whys.get((group, pupil), ())],
    }
