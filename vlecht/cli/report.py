"""``vlecht report``: the readable roster, one page in one file."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("roster")
@click.option("--school", help="The school of the roster [default: school.json beside it].")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="The HTML file to write.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def report(roster: str, school: str | None, out: Path, lang: str) -> None:
    """Write the HTML page of a ROSTER: one file, readable without a network, printable.

    \b
    Example:
      vlecht report out/kameleon -o kameleon.html --lang en
    """
    from vlecht.cli.locate import with_school
    from vlecht.instances.writing import write_text
    from vlecht.report.page import render
    from vlecht.rules.judge import judge

    index, found = with_school(roster, school)
    write_text(out, render(index, found, judge(index, found), lang))
    click.echo(str(out))
