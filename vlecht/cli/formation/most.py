"""``vlecht formation most``: the smallest groups, or most support, that a budget buys, with a proof."""

from __future__ import annotations

from typing import Any

import click

from vlecht.cli.exits import Exit
from vlecht.cli.formation.answer import search_options

MEASURES = {"small-groups": "group_size", "support": "support"}


@click.command()
@click.argument("school")
@click.option("--candidates", help="Who could come or go, and what could be given otherwise (TOML).")
@click.option("--budget", type=click.FloatRange(min=0), help="What all staff may cost (none: as now).")
@click.option(
    "--by", type=click.Choice(["euros", "fte"]), default="euros", show_default=True, help="Of the budget."
)
@click.option(
    "--of",
    "wanted",
    type=click.Choice(list(MEASURES)),
    default="small-groups",
    show_default=True,
    help="What there should be most of.",
)
@search_options
def most(
    school: str, candidates: str | None, budget: float | None, by: Any, wanted: str, **options: Any
) -> Exit:
    """Find the smallest instruction groups, or the most support, that a budget buys at SCHOOL, and prove it.

    The mirror of ``least``: staff may cost no more than the budget; hires, hours, roles and the ways in which
    instruction in groups and support are given are chosen so that a complete roster exists.

    \b
    Example:
      vlecht formation most sample:borgstee-220 --candidates candidates.toml --budget 1000000 --of support
    """
    from vlecht.cli.formation.answer import find_and_show
    from vlecht.instances.registry import load_school
    from vlecht.instances.scenarios import read_candidates
    from vlecht.instances.scenarios.staffing import ask
    from vlecht.models.least import Budget, cost_of
    from vlecht.models.scenario import CandidateFile

    found = load_school(school)
    file = read_candidates(candidates) if candidates is not None else CandidateFile()
    scale = 1000 if by == "fte" else 1
    whole = cost_of(found.staff, by) if budget is None else round(budget * scale)
    question, build = ask(found, file, candidates or school, Budget(whole, by))
    measure: Any = MEASURES[wanted]
    return find_and_show(found, question, build, measure=measure, **options)
