"""``vlecht diff``: two rosters side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from vlecht.models.index import SchoolIndex
    from vlecht.models.roster import Roster
    from vlecht.models.why import Moved


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
    roster judged under its own school. After a regrouping: who changed group and why, within which budgets.

    \b
    Examples:
      vlecht diff out/kameleon/roster.1.json out/kameleon
      vlecht diff out/kameleon out/repaired --of staff --lang nl
    """
    from vlecht.cli.locate import with_school
    from vlecht.cli.output import print_json
    from vlecht.report.difference import KINDS, cost_lines, lines, summary
    from vlecht.report.grouping import budget_lines, move, move_data, moves_heading
    from vlecht.rules.diff import compare

    old_index, old = with_school(before, school)
    new_index, new = with_school(after, school)
    found = compare(old_index, old, new, new_index)
    moves = _moves(old, new_index, new)
    budgets = budget_lines(new_index, new) if moves else ()
    if as_json:
        listed = [move_data(moved, lang) for moved in moves]
        said = [line.say(lang) for line in budgets]
        print_json(found.as_dict() | {"moves": listed, "budgets": said})
        return
    click.echo(summary(found).say(lang))
    if moves:
        click.echo(f"\n{moves_heading(moves).say(lang)}")
        for words in (*map(move, moves), *budgets):
            click.echo(f"  {words.say(lang)}")
    chosen = tuple(kind for kind in KINDS if not kinds or kind in kinds)
    for line in (*lines(found, lang, chosen), "", *cost_lines(found, lang)):
        click.echo(line)


def _moves(before: Roster, index: SchoolIndex, after: Roster) -> tuple[Moved, ...]:
    """Who left a group of the roster before for another, when the roster after begins a new period."""
    from vlecht.models.diff import compare_groups

    if not index.school.regrouping.former or not compare_groups(before.groups, after.groups):
        return ()
    from vlecht.solver.grouping.whys import moves_of  # takes the solver's library: only when it is asked

    members = {group.id: group.members for group in before.groups}
    return tuple(m for m in moves_of(index, after)[0] if m.pupil in members.get(m.former, ()))
