"""What ``group`` and ``regroup`` share: options, progress, and groups as they print them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster

if TYPE_CHECKING:
    from vlecht.models.result import Progress
    from vlecht.solver.grouping.ask import GroupResult


def number_of_groups(index: SchoolIndex, given: tuple[str, ...]) -> dict[str, int]:
    """``DELIVERY=N`` options -> numbers of level groups."""
    from vlecht.instances.findings import did_you_mean

    level = {d.id: d.groups for d in index.school.deliveries if d.form == "level_groups"}
    found: dict[str, int] = {}
    for text in given:
        name, _, number = text.partition("=")
        if name not in level:
            raise click.UsageError(f"--groups {text}: {did_you_mean(name, level)}")
        limits = level[name]
        if not number.isdecimal() or not limits.min <= int(number) <= limits.max:
            raise click.UsageError(
                f"--groups {text}: a number from {limits.min} to {limits.max} after {name}="
            )
        found[name] = int(number)
    return found


def known_subjects(index: SchoolIndex, subjects: tuple[str, ...]) -> None:
    """Refuses ``--subject`` options that name no subject of the school."""
    from vlecht.instances.findings import did_you_mean

    for subject in subjects:
        if subject not in index.subjects:
            raise click.UsageError(f"--subject {subject}: {did_you_mean(subject, index.subjects)}")


def shown_progress(quiet: bool) -> Callable[[Progress], None] | None:
    """A line on standard error for every new cost or bound."""
    last: list[tuple[int | None, int | None]] = []

    def show(progress: Progress) -> None:
        key = (progress.cost, progress.bound)
        if last != [key]:
            last[:] = [key]
            click.echo(f"{progress.seconds:8.1f} s  groups  cost {key[0]}  bound {key[1]}", err=True)

    return None if quiet else show


def printed(
    index: SchoolIndex, result: GroupResult, roster: Roster, lang: str, as_json: bool
) -> dict[str, Any]:
    """Prints groups in numbers and their cost per rule (unless as JSON); returns the same as plain data."""
    from rich.table import Table

    from vlecht.cli.output import cost_table, stdout
    from vlecht.models.result import describe_bound
    from vlecht.report.grouping import by_hand, numbers
    from vlecht.rules.judge import costs, judge
    from vlecht.rules.registry import ABOUT_GROUPS

    judgement = judge(index, roster, ABOUT_GROUPS - {"group_membership"})
    rows = [numbers(index, group) for group in result.groups]
    hand = by_hand(index, result.groups)
    if not as_json:
        table = Table(title="Groups", title_justify="left")
        for head in ("group", "pupils", "guests", "low", "mean", "high", "sd", "unknown", "years", "needs"):
            table.add_column(head, justify="left" if head in ("group", "years", "needs") else "right")
        for row in rows:
            levels = ("-" if v is None else str(v) for v in (row.low, row.mean, row.high, row.spread))
            kinds = (", ".join(f"{n}× {kind}" for kind, n in found) for found in (row.years, row.needs))
            table.add_row(row.group, str(row.members), str(row.guests), *levels, str(row.unknown), *kinds)
        stdout().print(table)
        stdout().print(cost_table(costs(judgement)))
        click.echo(f"status: {result.status}")
        click.echo(f"cost: {result.cost}")
        click.echo(f"bound: {describe_bound(result.bound, result.gap)}")
        click.echo(f"time: {result.seconds:.2f} s")
        for phrase in hand:
            click.echo(f"place by hand: {phrase.say(lang)}")
    return {
        "status": result.status,
        "cost": result.cost,
        "bound": result.bound,
        "gap": result.gap,
        "seconds": round(result.seconds, 3),
        "hard_violations": len(judgement.hard),
        "costs": [line.model_dump() for line in costs(judgement)],
        "groups": [
            {
                "id": row.group,
                "members": list(group.members),
                "guests": list(group.guests),
                "low": row.low,
                "mean": row.mean,
                "high": row.high,
                "spread": row.spread,
                "unknown": row.unknown,
            }
            for row, group in zip(rows, result.groups, strict=True)
        ],
        "by_hand": [phrase.say(lang) for phrase in hand],
    }


def explained(
    index: SchoolIndex, roster: Roster, names: tuple[str, ...], lang: str, as_json: bool
) -> dict[str, list[str]]:
    """Why each named pupil (or everybody in a named group) is there and not elsewhere."""
    from vlecht.instances.findings import did_you_mean
    from vlecht.report.grouping import elsewhere
    from vlecht.solver.grouping.whys import stated

    members = {group.id: group.members for group in roster.groups}
    for name in names:
        if name not in members and name not in index.pupils:
            raise click.UsageError(f"--why {name}: {did_you_mean(name, [*members, *index.pupils])}")
    found: dict[str, list[str]] = {}
    for those in stated(index, roster) if names else ():
        for name, pupils in those.members.items():
            for pupil in pupils:
                if pupil in names or name in names:
                    lines = [elsewhere(e).say(lang) for e in those.elsewhere(pupil)]
                    found[f"{pupil} @ {name}"] = lines
    if not as_json:
        for pupil, lines in found.items():
            click.echo(pupil.replace(" @ ", " is in "))
            for line in lines:
                click.echo(f"  {line}")
    return found
