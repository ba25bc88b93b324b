"""The readable roster: a site in one HTML file, without a network, for the screen and for paper."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from vlecht.models.index import SchoolIndex
from vlecht.models.result import describe_bound, relative_gap
from vlecht.models.roster import Roster
from vlecht.models.words import format_clock
from vlecht.report.activities import activities
from vlecht.report.document import render_document
from vlecht.report.editions import Audience, edition
from vlecht.report.figures import delivery_figures, duties_held, meetings_held
from vlecht.report.links import Links
from vlecht.report.overview import free_heat, free_staff, room_use, time_use, workload
from vlecht.report.translations import Language
from vlecht.report.weeks import Weeks
from vlecht.report.whereabouts import cluster_days
from vlecht.rules.base import Judgement
from vlecht.rules.judge import costs
from vlecht.rules.registry import RULE

LEGEND = (
    "class",
    "level_group",
    "instruction",
    "independent",
    "station",
    "workshop",
    "support",
    "fixed",
    "meeting",
    "break_duty",
    "freed",
)
"""Kinds of cell, in the order of the legend."""

VIEWS: dict[Audience, tuple[str, ...]] = {
    "all": ("start", "where", "homes", "groups", "staff", "free", "rooms", "pupils", "duties", "violations"),
    "staff": ("start", "where", "homes", "groups", "staff", "free", "rooms", "pupils", "duties"),
    "parents": ("pupils",),
    "public": ("homes",),
}
"""What an edition shows: each a template in ``templates/roster``, in the order of the menu."""


def render(
    index: SchoolIndex,
    roster: Roster,
    judgement: Judgement,
    lang: str = "nl",
    audience: Audience = "all",
    pupil: str | None = None,
) -> str:
    """The page of a roster for an audience (``parents``: of one ``pupil``).

    ``lang`` is ``nl`` or ``en``; raises ``ValueError`` for another, and as
    :func:`~vlecht.report.editions.edition`. Names stand where the school file gives them, ids elsewhere.
    """
    say = Language(lang)
    index, roster = edition(index, roster, audience, pupil)
    weeks = Weeks(index, roster, say, discreet=audience == "public")
    context: dict[str, Any] = {
        "say": say,
        "audience": audience,
        "views": VIEWS[audience],
        "school": index.school,
        "roster": roster,
        "weeks": weeks,
        "legend": LEGEND,
        "links": None,
        "judgement": None,
    }
    if audience in ("all", "staff"):
        context |= _people(weeks)
    if audience == "all":
        context |= _judged(weeks, judgement)
    return render_document("roster/site.html.j2", lang, **context)


def _people(weeks: Weeks) -> dict[str, Any]:
    index = weeks.index
    free = free_staff(weeks)
    groups_of: dict[str, list[str]] = defaultdict(list)
    for group in weeks.roster.groups:
        for pupil in (*group.members, *group.guests):
            groups_of[pupil].append(group.id)
    grid = weeks.grid
    return {
        "clusters": [
            (cluster, tuple(cluster_days(weeks, cluster.id)))
            for cluster in index.school.clusters
            if index.home_groups_of[cluster.id]
        ],
        "activities": activities(weeks),
        "clocks": [format_clock(clock) for clock in range(grid.opens, grid.closes, max(5, grid.step))],
        "deliveries": delivery_figures(weeks),
        "groups_of": groups_of,
        "free": free,
        "free_heat": free_heat(weeks, free),
        "free_days": [weeks.say.day(day) for day in grid.days],
        "time_use": time_use(weeks),
        "room_use": room_use(weeks),
        "meetings": meetings_held(weeks),
        "duties": duties_held(weeks),
    }


def _judged(weeks: Weeks, judgement: Judgement) -> dict[str, Any]:
    run = weeks.roster.run
    table = costs(judgement)
    # The bound holds for the roster that was solved; the cost is judged again, now.
    cost, bound = judgement.cost, weeks.say("no bound")
    if run.bound is not None:
        bound = describe_bound(run.bound, relative_gap(cost, run.bound))
    costly: list[dict[str, Any]] = [
        {"label": RULE[row.rule].words.say(weeks.say.code), "value": row.cost, "href": "#violations"}
        for row in table
        if row.cost
    ]
    return {
        "judgement": judgement,
        "links": Links(weeks, judgement),
        "rules": RULE,
        "costs": table,
        "costly": sorted(costly, key=lambda row: -int(row["value"])),
        "cost": cost,
        "bound": bound,
        "workload": workload(weeks),
    }
