"""``vlecht validate``: is a school file usable?"""

from __future__ import annotations

import click

from vlecht.cli.exits import Exit


@click.command()
@click.argument("school")
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON.")
@click.pass_context
def validate(ctx: click.Context, school: str, as_json: bool) -> None:
    """Check a school file: syntax, references, sums. All findings at once.

    Exit code 2 when the file is not usable, 0 otherwise (warnings allowed).

    \b
    Example:
      vlecht validate school.json
    """
    from vlecht.cli.output import print_findings, print_json
    from vlecht.instances.registry import examine_school

    reading = examine_school(school)
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
