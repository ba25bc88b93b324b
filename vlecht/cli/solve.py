"""``vlecht solve``: a school in, a roster out."""

from __future__ import annotations

from pathlib import Path

import click

from vlecht.cli.types import DURATION, GAP


@click.command()
@click.argument("school")
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Directory [default: out/ID]."
)
@click.option("--time-limit", type=DURATION, default="60s", show_default=True, help="60, 60s, 5m or PT5M.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another search.")
@click.option(
    "--workers", type=click.IntRange(1, 256), help="Parallel workers [default: the solver's choice]."
)
@click.option("--gap", type=GAP, default="0", help="Stop at this gap to the bound: 1% or 0.01.")
@click.option("--start", type=str, metavar="ROSTER", help="A roster to begin from.")
@click.option("--groups", metavar="FILE", help="Groups composed before (or a roster): they are held.")
@click.option("--reproducible", is_flag=True, help="The same roster for the same seed, on any machine.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Of the page.")
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
@click.pass_context
def solve(
    ctx: click.Context,
    school: str,
    out: Path | None,
    time_limit: float,
    seed: int,
    workers: int | None,
    gap: float,
    start: str | None,
    groups: str | None,
    reproducible: bool,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Make a roster for SCHOOL: roster.json, school.json and roster.html in the output directory.

    A roster that is there already is kept as roster.1.json and so on. Ctrl-C writes the best roster so far.
    With --groups every group of FILE keeps its members: they are pins in the school.json that is written.
    Deliveries without groups in it are composed.

    \b
    Examples:
      vlecht solve school.json -o out/school --time-limit 5m
      vlecht solve sample:kameleon --time-limit 60s --seed 3 --json --quiet
      vlecht solve sample:kameleon --groups out/kameleon-groups/groups.json
    """
    from vlecht.cli.output import school_with_warnings
    from vlecht.cli.running import Options, run
    from vlecht.instances.registry import load_roster
    from vlecht.models.index import SchoolIndex

    found = school_with_warnings(school)
    if groups is not None:
        from vlecht.instances.held import hold_groups

        index = SchoolIndex(found)
        found = hold_groups(groups, index, load_roster(groups, index))
    begin = load_roster(start, SchoolIndex(found)) if start else None
    options = Options(
        out or Path("out") / found.id,
        time_limit,
        seed,
        workers,
        gap,
        begin,
        reproducible,
        quiet,
        as_json,
        lang,
    )
    ctx.exit(run(found, options))
