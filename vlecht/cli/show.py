"""``vlecht show``: a week in the terminal."""

from __future__ import annotations

import click


@click.command()
@click.argument("roster")
@click.option("--school", help="The school of the roster [default: school.json beside it].")
@click.option("--group", metavar="ID", help="The week of a home group or an instruction group.")
@click.option("--pupil", metavar="ID", help="The week of a pupil.")
@click.option("--staff", metavar="ID", help="The week of a staff member.")
@click.option("--room", metavar="ID", help="The week of a room.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True)
def show(
    roster: str,
    school: str | None,
    group: str | None,
    pupil: str | None,
    staff: str | None,
    room: str | None,
    lang: str,
) -> None:
    """Show the week of one group, pupil, staff member or room of a ROSTER.

    \b
    Example:
      vlecht show out/kameleon --group g5a
    """
    from vlecht.cli.locate import with_school
    from vlecht.cli.output import stdout
    from vlecht.instances.findings import did_you_mean
    from vlecht.report.terminal import week_table
    from vlecht.report.translations import Language
    from vlecht.report.weeks import Weeks

    asked = {"group": group, "pupil": pupil, "staff": staff, "room": room}
    named = {kind: name for kind, name in asked.items() if name is not None}
    if len(named) != 1:
        raise click.UsageError("name one of --group, --pupil, --staff and --room")
    index, found = with_school(roster, school)
    weeks = Weeks(index, found, Language(lang))
    ((kind, name),) = named.items()
    known = weeks.known(kind)
    if name not in known:
        raise click.UsageError(f"there is no {kind} {name}: {did_you_mean(name, known)}")
    stdout().print(week_table(weeks, kind, name))
