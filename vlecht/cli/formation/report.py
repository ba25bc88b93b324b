"""``vlecht formation report``: the comparison of a batch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from vlecht.instances.journal import Journal
    from vlecht.report.formation.compare import Comparison, Verdict

PAGE, TABLE = "comparison.html", "comparison.csv"
"""Names of what is written into the batch's directory."""
VERDICTS: tuple[Verdict, ...] = ("feasible", "infeasible", "unknown", "failed", "skipped", "open")
"""Answers in the order in which they are counted."""
FEW = 4
"""A table each for up to so many schools; more have one table together, the rest is on the page."""


@click.command()
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The comparison as JSON.")
def report(directory: Path, lang: str, as_json: bool) -> None:
    """Compare the scenarios in DIRECTORY: a table here, comparison.csv and comparison.html there.

    Works while the batch still runs, and shows then what is there.

    \b
    Example:
      vlecht formation report out/what-if --lang en
    """
    from vlecht.instances.journal import Journal
    from vlecht.instances.writing import write_text
    from vlecht.report.formation.compare import compare
    from vlecht.report.formation.page import render
    from vlecht.report.formation.table import as_csv

    with Journal(directory) as journal:
        rows, outcomes = journal.rows(), journal.outcomes()
        comparison = compare(journal.about(), rows, outcomes)
        links = _roster_pages(journal)
    write_text(directory / TABLE, as_csv(rows, outcomes, lang))
    write_text(directory / PAGE, render(comparison, lang, links.get))
    if as_json:
        from vlecht.cli.output import print_json

        print_json(_as_data(comparison))
        return
    _print(comparison, lang)
    click.echo(f"table: {directory / TABLE}")
    click.echo(f"page: {directory / PAGE}")


def _roster_pages(journal: Journal) -> dict[str, str]:
    """Task -> the address of its roster's file, relative to the page."""
    found = {}
    for key in journal.answered():
        folder = journal.result_folder(key)
        for name in ("roster.html", "roster.json"):
            if (folder / name).exists():
                found[key] = f"results/{key}/{name}"
                break
    return found


def _as_data(comparison: Comparison) -> dict[str, Any]:
    from vlecht.report.formation.words import differences
    from vlecht.report.translations import Language

    say = Language("en")
    return {
        "title": comparison.about.get("title", ""),
        "assumptions": comparison.about.get("assumptions", []),
        "lines": [
            {
                "school": line.row.school,
                "scenario": line.row.scenario,
                "name": line.row.name,
                "rank": line.rank,
                "answer": line.verdict,
                "reasons": list(map(str, line.reasons)),
                "pareto": line.front,
                "task": line.row.key,
                "figures": line.values,
                "differences": list(differences(line, say)),
                "notes": list(map(str, line.row.notes)),
            }
            for line in comparison.lines
        ],
        "robustness": [
            {
                "school": found.school,
                "axis": found.axis,
                "others": found.title,
                "works": found.number("feasible"),
                "infeasible": found.number("infeasible"),
                "of": len(found.lines),
            }
            for found in comparison.robust
        ],
    }


def _print(comparison: Comparison, lang: str) -> None:
    from rich.table import Table
    from rich.text import Text

    from vlecht.cli.output import stdout
    from vlecht.report.formation.columns import COLUMN
    from vlecht.report.formation.words import differences, number
    from vlecht.report.translations import Language

    say = Language(lang)
    console = stdout()
    shown = ("euros", "fte", "class_size", "contact", "cost")
    colour = {"feasible": "green", "infeasible": "bold red", "unknown": "yellow"}
    if len(comparison.schools) > FEW:
        _print_board(comparison, lang)
        return
    for school in comparison.schools:
        name = comparison.about.get("schools", {}).get(school, school)
        table = Table(
            title=f"{comparison.about.get('title') or say('what-if')}: {name}", title_justify="left"
        )
        table.add_column(say("rank"), justify="right")
        table.add_column(say("scenario"))
        table.add_column(say("answer"))
        for column in shown:
            table.add_column(say(COLUMN[column].words), justify="right")
        table.add_column(f"{say('difference')} / {say('why')}")
        for line in comparison.of(school):
            words = [reason.say(lang) for reason in line.reasons]
            if line.verdict == "feasible":
                words = list(differences(line, say, without=shown))
            table.add_row(
                f"{line.rank}{'*' if line.front else ''}",
                say("base") if line.row.scenario == "base" else line.row.name,
                Text(say(f"answer {line.verdict}"), style=colour.get(line.verdict, "dim")),
                *(number(line.values[c], COLUMN[c].digits, say) for c in shown),
                Text("; ".join(words)),
            )
        console.print(table)
    for found in comparison.robust:
        where = f"{found.school}: " if len(comparison.schools) > 1 else ""
        click.echo(
            f"{where}{found.axis}{f' ({found.title})' if found.title else ''}: {say('robust in')}"
            f" {found.number('feasible')} {say('of n')} {len(found.lines)}"
        )


def _print_board(comparison: Comparison, lang: str) -> None:
    """Per scenario in how many schools it works, and what it costs together."""
    from collections import Counter

    from rich.table import Table

    from vlecht.cli.output import stdout
    from vlecht.report.formation.words import number
    from vlecht.report.translations import Language

    say = Language(lang)
    table = Table(title=comparison.about.get("title") or say("what-if"), title_justify="left")
    verdicts = [v for v in VERDICTS if any(line.verdict == v for line in comparison.lines)]
    table.add_column(say("scenario"))
    for heading in (*(say(f"answer {verdict}") for verdict in verdicts), say("col fte"), say("col euros")):
        table.add_column(heading, justify="right")
    for scenario in dict.fromkeys(line.row.scenario for line in comparison.lines):
        lines = [line for line in comparison.lines if line.row.scenario == scenario]
        counts = Counter(line.verdict for line in lines)
        together = [sum(line.values[column] or 0.0 for line in lines) for column in ("fte", "euros")]
        table.add_row(
            say("base") if scenario == "base" else lines[0].row.name,
            *(str(counts[verdict]) for verdict in verdicts),
            number(together[0], 2, say),
            number(together[1], 0, say),
        )
    stdout().print(table)
