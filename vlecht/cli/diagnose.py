"""``vlecht diagnose``: what is impossible about a school, why, what would help, and where it is tight."""

from __future__ import annotations

import time
from pathlib import Path

import click

from vlecht.cli.exits import Exit
from vlecht.cli.types import DURATION


@click.command()
@click.argument("school")
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a page (HTML) here."
)
@click.option("--time-limit", type=DURATION, default="30s", show_default=True, help="60, 60s, 5m or PT5M.")
@click.option(
    "--conflicts", type=click.IntRange(1, 20), default=1, show_default=True, help="So many different ones."
)
@click.option("--ways", type=click.IntRange(0, 20), default=3, show_default=True, help="So many ways out.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
@click.pass_context
def diagnose(
    ctx: click.Context,
    school: str,
    out: Path | None,
    time_limit: float,
    conflicts: int,
    ways: int,
    seed: int,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Say before any search what cannot be in a SCHOOL, and what will hurt first.

    Conflicts are sets of facts and rules that cannot hold together, proven twice and made as small as the
    time allows. Ways out are the lightest changes, each tried by solving. Exit code 3 when it is proven that
    there is no roster; 0 does not say that there is one.

    \b
    Examples:
      vlecht diagnose school.json
      vlecht diagnose sample:kameleon -o out/diagnosis.html --lang nl
    """
    from vlecht.instances.registry import load_school
    from vlecht.models.result import Result
    from vlecht.models.school import School
    from vlecht.report.diagnosis import Diagnosis
    from vlecht.solver import solve
    from vlecht.solver.diagnose import FactBook, find_conflicts, survey, ways_out

    found = load_school(school)
    began = time.monotonic()

    def tell(text: str) -> None:
        if not quiet:
            click.echo(f"{time.monotonic() - began:8.1f} s  {text}", err=True)

    def solved(changed: School, seconds: float) -> Result:
        return solve(changed, time_limit=seconds, seed=seed, gap=0.99, explain=False)

    tell("supply and demand")
    counted = survey(FactBook(found))
    tell("conflicts")
    findings = find_conflicts(found, seconds=max(5.0, 0.7 * time_limit), most=conflicts, seed=seed)
    options = []
    if findings.impossible and ways:
        tell("ways out")
        left = max(1.0, time_limit - (time.monotonic() - began))
        for way in ways_out(found, findings.conflicts, seconds=left, most=ways, seed=seed, solve=solved):
            options.append(way)
            tell(f"way out: {'; '.join(remedy.words.say(lang) for remedy in way.remedies)}")
    diagnosis = Diagnosis(found, findings, counted, tuple(options))
    if out is not None:
        from vlecht.instances.writing import write_text
        from vlecht.report.diagnosis import render

        write_text(out, render(diagnosis, lang))
    if as_json:
        from vlecht.cli.output import print_json

        print_json(diagnosis.as_dict())
    else:
        _print(diagnosis, lang)
        if out is not None:
            click.echo(f"page: {out}")
    ctx.exit(Exit.INFEASIBLE if findings.impossible else Exit.DONE)


def _print(diagnosis: object, lang: str) -> None:
    from vlecht.cli.output import stdout
    from vlecht.report.diagnosis import Diagnosis, conflict_text, heat_table, load_table, verdict, way_text
    from vlecht.report.translations import Language

    assert isinstance(diagnosis, Diagnosis)
    click.echo(verdict(diagnosis.findings).say(lang))
    for conflict in diagnosis.findings.conflicts:
        click.echo("\n" + conflict_text(conflict, lang))
    if diagnosis.ways:
        click.echo(f"\n{Language(lang)('ways out')}:")
        for number, way in enumerate(diagnosis.ways, 1):
            click.echo(way_text(number, way, lang))
    click.echo("")
    stdout().print(heat_table(diagnosis.survey, lang))
    stdout().print(load_table(diagnosis.survey, lang))
