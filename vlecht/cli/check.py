"""``vlecht check``: the independent judge of a roster. Runs without OR-Tools."""

from __future__ import annotations

from typing import Any

import click

from vlecht.cli.exits import Exit


@click.command()
@click.argument("school")
@click.argument("roster")
@click.option("--json", "as_json", is_flag=True, help="Violations and costs as JSON.")
@click.option("--groups", is_flag=True, help="Only rules about who learns with whom, no timetable.")
@click.option("--quiet", "-q", is_flag=True, help="Only the cost per rule, not every violation.")
@click.option(
    "--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True, help="Of sentences."
)
@click.pass_context
def check(
    ctx: click.Context, school: str, roster: str, as_json: bool, groups: bool, quiet: bool, lang: str
) -> None:
    """Judge a ROSTER of a SCHOOL: every violation in a sentence, and the cost per rule.

    ROSTER is a file, or a directory with roster.json in it. Exit code 5 when a hard rule is broken. A roster
    that was made for another version of the school (of a week that was mended) is checked against that.

    \b
    Example:
      vlecht check sample:kameleon out/kameleon
    """
    from vlecht.cli.locate import another_version
    from vlecht.cli.output import cost_table, count, print_json, stdout
    from vlecht.instances.findings import InputError
    from vlecht.instances.registry import load_roster, load_school
    from vlecht.instances.roster_json import strangeness
    from vlecht.models.index import SchoolIndex
    from vlecht.rules.judge import costs, judge
    from vlecht.rules.registry import ABOUT_GROUPS

    index = SchoolIndex(load_school(school))
    try:
        found = load_roster(roster, index)
    except InputError:
        other = another_version(index.school, roster)
        if other is not None:
            click.echo(other.say(lang), err=True)
        raise
    warning = strangeness(found, index)
    if warning:
        click.echo(f"warning: {warning}", err=True)
    judgement = judge(index, found, ABOUT_GROUPS if groups else None)
    table = costs(judgement)
    other = another_version(index.school, roster) if judgement.hard else None
    if as_json:
        data: dict[str, Any] = {
            "school": index.school.id,
            "hard_violations": len(judgement.hard),
            "violations": len(judgement.violations),
            "cost": judgement.cost,
            "other_version": None if other is None else other.en,
            "costs": [line.model_dump() for line in table],
            "list": [
                {
                    "rule": violation.rule,
                    "mode": judgement.settings[violation.rule].mode,
                    "amount": violation.amount,
                    "objects": list(violation.objects),
                    "sentence": violation.say(lang),
                }
                for violation in judgement.violations
            ],
        }
        print_json(data)
    else:
        if not quiet:
            for mode in ("hard", "soft"):
                for violation in judgement.violations:
                    if judgement.settings[violation.rule].mode == mode:
                        objects = ", ".join(violation.objects)
                        click.echo(
                            f"{mode} {violation.rule} ({violation.amount}): {violation.say(lang)} [{objects}]"
                        )
        stdout().print(cost_table(table))
        soft = len(judgement.violations) - len(judgement.hard)
        click.echo(
            f"{count(len(judgement.hard), 'violation')} of hard rules,"
            f" {count(soft, 'violation')} of soft rules, cost {judgement.cost}."
        )
        if other is not None:
            click.echo(other.say(lang))
    ctx.exit(Exit.VIOLATED if judgement.hard else Exit.DONE)
