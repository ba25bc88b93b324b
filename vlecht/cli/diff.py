"""``vlecht diff``: two rosters side by side."""

from __future__ import annotations

import click


@click.command()
@click.argument("before")
@click.argument("after")
@click.option("--school", help="The school of both [default: school.json beside each].")
@click.option(
    "--of",
    "kinds",
    type=click.Choice(["pupil", "staff", "group", "room"]),
    multiple=True,
    help="Only whose weeks these are; may be given more than once [default: all].",
)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Every difference as JSON.")
def diff(
    before: str, after: str, school: str | None, kinds: tuple[str, ...], lang: str, as_json: bool
) -> None:
    """Say what differs between two rosters, BEFORE and AFTER: for each pupil, staff member, group and room.

    Weeks are compared moment by moment by what people do. Then what each rule costs more or less, every
    roster judged under its own school.

    \b
    Examples:
      vlecht diff out/kameleon/roster.1.json out/kameleon
      vlecht diff out/kameleon out/repaired --of staff --lang nl
    """
    from vlecht.cli.locate import with_school
    from vlecht.cli.output import print_json
    from vlecht.report.difference import KINDS, cost_lines, lines, summary
    from vlecht.rules.diff import compare

    old_index, old = with_school(before, school)
    new_index, new = with_school(after, school)
    found = compare(old_index, old, new, new_index)
    if as_json:
        print_json(found.as_dict())
        return
    click.echo(summary(found).say(lang))
    chosen = tuple(kind for kind in KINDS if not kinds or kind in kinds)
    for line in (*lines(found, lang, chosen), "", *cost_lines(found, lang)):
        click.echo(line)
