"""The readable roster: one HTML file, without a network, for the screen and for paper."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from vlecht.models.index import SchoolIndex
from vlecht.models.result import describe_bound, relative_gap
from vlecht.models.roster import Roster
from vlecht.models.words import format_clock
from vlecht.report.figures import delivery_figures, duties_held, meetings_held
from vlecht.report.translations import Language
from vlecht.report.weeks import Weeks
from vlecht.report.whereabouts import cluster_days
from vlecht.rules.base import Judgement
from vlecht.rules.judge import costs

TEMPLATES = Path(__file__).parent / "templates"

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


@lru_cache(maxsize=1)
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["clock"] = format_clock
    return found


def render(index: SchoolIndex, roster: Roster, judgement: Judgement, lang: str = "nl") -> str:
    """The page of a roster. ``lang`` is ``nl`` or ``en``; raises ``ValueError`` for another.

    Names stand where the school file gives them, ids elsewhere: leave names out of the school file to
    make a page without them.
    """
    say = Language(lang)
    weeks = Weeks(index, roster, say)
    run = roster.run
    # The bound holds for the roster that was solved; the cost is judged again, now.
    cost = judgement.cost
    bound = say("no bound") if run.bound is None else describe_bound(run.bound, relative_gap(cost, run.bound))
    return _environment().get_template("roster.html.j2").render(
        say=say,
        lang=lang,
        index=index,
        school=index.school,
        roster=roster,
        weeks=weeks,
        judgement=judgement,
        costs=costs(judgement),
        cost=cost,
        bound=bound,
        clusters=[
            (cluster, tuple(cluster_days(weeks, cluster.id)))
            for cluster in index.school.clusters
            if index.home_groups_of[cluster.id]
        ],
        deliveries=delivery_figures(weeks),
        meetings=meetings_held(weeks),
        duties=duties_held(weeks),
        legend=LEGEND,
        css=Markup((TEMPLATES / "roster.css").read_text(encoding="utf-8")),
        script=Markup((TEMPLATES / "roster.js").read_text(encoding="utf-8")),
    )  # fmt: skip
