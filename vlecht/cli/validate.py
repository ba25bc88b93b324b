"""``vlecht validate``: is a school file usable?"""

from __future__ import annotations

from pathlib import Path

import click

from vlecht.cli.exits import Exit


@click.command()
@click.argument("school")
@click.option(
    "--marked",
    type=click.Path(path_type=Path),
    help="Of a workbook: write a copy here, wrong cells marked, with a sheet of findings.",
)
@click.option(
    "--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Of that sheet."
)
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON.")
@click.pass_context
def validate(ctx: click.Context, school: str, marked: Path | None, lang: str, as_json: bool) -> None:
    """Check a school file: syntax, references, sums. All findings at once.

    Exit code 2 when the file is not usable, 0 otherwise (warnings allowed).

    \b
    Examples:
      vlecht validate school.json
      vlecht validate school.xlsx --marked checked.xlsx
    """
    from vlecht.cli.output import print_findings, print_json
    from vlecht.instances.registry import examine_school

    reading = examine_school(school)
    if marked is not None:
        _mark(school, marked, lang)
    usable = reading.school is not None
    if as_json:
        print_json({"usable": usable, "findings": [finding.as_dict() for finding in reading.findings]})
    else:
        if reading.findings or not usable:
            print_findings(reading.findings, err=False)
        if reading.school is not None:
            found = reading.school
            click.echo(
                f"{school} is usable: {len(found.pupils)} pupils, {len(found.home_groups)} home groups,"
                f" {len(found.staff)} staff, {len(found.rooms)} rooms, {len(found.deliveries)} deliveries."
            )
    ctx.exit(Exit.DONE if usable else Exit.INVALID)


def _mark(school: str, copy: Path, lang: str) -> None:
    from vlecht.instances.workbook.reading import marked_copy
    from vlecht.instances.writing import write_bytes

    if Path(school).suffix.lower() not in (".xlsx", ".xlsm"):
        raise click.UsageError("--marked is for workbooks (.xlsx)")
    if copy.exists() and copy.samefile(school):
        raise click.UsageError("--marked: name another file; yours is never changed")
    write_bytes(copy, marked_copy(school, lang))
