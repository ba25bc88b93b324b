"""``vlecht formation least``: the least staff with which a complete roster exists, with a certificate."""

from __future__ import annotations

from typing import Any

import click

from vlecht.cli.exits import Exit
from vlecht.cli.formation.answer import search_options


@click.command()
@click.argument("school")
@click.option("--candidates", required=True, help="Who could come or go: a TOML file (docs/formation.md).")
@click.option("--by", type=click.Choice(["euros", "fte"]), default="euros", show_default=True)
@search_options
def least(school: str, candidates: str, by: Any, **options: Any) -> Exit:
    """Find the cheapest staffing of SCHOOL that still has a complete roster, and prove it.

    The candidate file names who could come, who of the staff need not stay, and other hours or roles they are
    open to. The answer is a staffing with a roster that the checker accepts, a lower bound on what any
    staffing with a roster must cost, and the facts that keep it from being cheaper.

    \b
    Example:
      vlecht formation least sample:borgstee-220 --candidates candidates.toml -o out/least
    """
    from vlecht.cli.formation.answer import find_and_show
    from vlecht.instances.registry import load_school
    from vlecht.instances.scenarios import read_candidates
    from vlecht.instances.scenarios.staffing import ask

    found = load_school(school)
    question, build = ask(found, read_candidates(candidates), candidates)
    return find_and_show(found, question, build, measure=by, **options)
