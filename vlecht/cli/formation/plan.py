"""``vlecht formation plan``: what a scenario file leads to, before anything is solved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from vlecht.cli.formation.sources import Batch, batch_options, read_batch


@click.command()
@click.argument("scenarios")
@batch_options
@click.option("--json", "as_json", is_flag=True, help="The plan as JSON.")
def plan(scenarios: str, as_json: bool, **options: Any) -> None:
    """Show what SCENARIOS will run: every scenario, what follows from it, how long it takes at most.

    \b
    Examples:
      vlecht formation plan scenarios.toml
      vlecht formation plan scenarios.toml --schools board/
    """
    batch = read_batch(scenarios, **options)
    if as_json:
        from vlecht.cli.output import print_json

        print_json(_as_data(batch))
        return
    _print(batch)


def _as_data(batch: Batch) -> dict[str, Any]:
    return {
        "title": batch.file.title,
        "options": batch.options.model_dump(mode="json"),
        "tasks": len(batch.plan.tasks),
        "rows": [
            {
                "school": row.school,
                "scenario": row.scenario,
                "name": row.name,
                "seed": row.seed,
                "task": row.key,
                "fte": row.staff.fte,
                "euros": row.staff.euros,
                "notes": list(map(str, row.notes)),
                "obstacles": list(map(str, row.obstacles)),
                "skipped": row.skipped,
            }
            for row in batch.plan.rows
        ],
    }


def _print(batch: Batch) -> None:
    from rich.table import Table
    from rich.text import Text

    from vlecht.cli.output import count, stdout
    from vlecht.solver.formation.local import processors

    table = Table(title=batch.file.title or Path(batch.name).name, title_justify="left")
    several = len(batch.schools) > 1
    for name in (*(("school",) if several else ()), "scenario", "what follows"):
        table.add_column(name)
    for name in ("staff", "FTE", "euros a year"):
        table.add_column(name, justify="right")
    first = batch.options.seeds[0]
    for row in batch.plan.rows:
        if row.seed != first:
            continue
        if row.skipped:
            text = Text(f"does not apply: {row.skipped}", style="dim")
        elif row.obstacles:
            text = Text("no roster can exist: " + "; ".join(map(str, row.obstacles)), style="bold red")
        else:
            text = Text("; ".join(map(str, row.notes)))
        money = f"{row.staff.euros:,.0f}" if row.staff.unpriced < row.staff.persons else "-"
        cells: list[Text | str] = [
            Text(row.name),
            text,
            str(row.staff.persons),
            f"{row.staff.fte:.2f}",
            money,
        ]
        table.add_row(*([row.school] if several else []), *cells)
    stdout().print(table)
    tasks = len(batch.plan.tasks)
    jobs = processors()
    minutes = tasks * batch.options.time_limit / jobs / 60
    seeds = f" with {len(batch.options.seeds)} seeds" if len(batch.options.seeds) > 1 else ""
    click.echo(
        f"{count(len(batch.plan.rows), 'row')}{seeds}, {count(tasks, 'different school')} to solve for"
        f" {batch.options.time_limit:g} s each: about {minutes:.0f} minutes on {count(jobs, 'processor')}."
    )
