"""``vlecht year``: a school year of regroupings, one after the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vlecht.cli.exits import Exit
from vlecht.cli.types import DURATION, GAP
from vlecht.models.phrases import Phrase

if TYPE_CHECKING:
    from vlecht.instances.levels_csv import Level
    from vlecht.models.index import SchoolIndex
    from vlecht.rules.year import PeriodFigures


@click.command()
@click.argument("school")
@click.option("--from", "roster", required=True, metavar="ROSTER", help="The roster (or groups) of period 1.")
@click.option(
    "--levels",
    "files",
    multiple=True,
    required=True,
    metavar="CSV",
    help="Levels that a next period begins with: once per period, in order.",
)
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Directory [default: out/ID-year]."
)
@click.option("--subject", "subjects", multiple=True, help="Only regroup this subject; may be repeated.")
@click.option("--per-pupil", type=click.IntRange(0), help="Changes of one pupil at most, in the whole year.")
@click.option("--per-subject", type=click.IntRange(0), help="The same, in one subject.")
@click.option("--per-group", type=click.IntRange(0), help="Pupils into or out of one group, per period.")
@click.option("--total", type=click.IntRange(0), help="Changes at most in all, per period.")
@click.option("--stability", type=click.IntRange(0), help="Weight of every change [default: the school's].")
@click.option("--time-limit", type=DURATION, default="20s", show_default=True, help="Of each period.")
@click.option("--gap", type=GAP, default="0", help="Stop a period at this gap to its bound: 1% or 0.01.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--workers", type=click.IntRange(1, 256), default=8, show_default=True)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON, with the figures of every pupil.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
@click.pass_context
def year(
    ctx: click.Context,
    school: str,
    roster: str,
    files: tuple[str, ...],
    out: Path | None,
    subjects: tuple[str, ...],
    per_pupil: int | None,
    per_subject: int | None,
    per_group: int | None,
    total: int | None,
    stability: int | None,
    time_limit: float,
    gap: float,
    seed: int,
    workers: int,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Regroup the pupils of SCHOOL period after period: how often everybody changes, and whom they meet.

    Every period is as by `vlecht regroup`, and is written to a directory of its own: school.json and
    roster.json. Changes per pupil and per subject add up over the year.

    \b
    Example:
      vlecht year sample:kameleon --from out/kameleon --levels p2.csv --levels p3.csv --per-subject 2
    """
    from vlecht.cli.grouping import known_subjects, shown_progress
    from vlecht.cli.output import print_json
    from vlecht.cli.running import stop_on_signals
    from vlecht.instances.registry import load_roster, load_school, save_roster, save_school
    from vlecht.models.index import SchoolIndex
    from vlecht.models.regrouping import Budgets
    from vlecht.rules.judge import judge
    from vlecht.rules.registry import ABOUT_GROUPS
    from vlecht.rules.year import follow
    from vlecht.solver.grouping.ask import GroupOptions
    from vlecht.solver.grouping.regroup import Period
    from vlecht.solver.grouping.year import school_year

    index = SchoolIndex(load_school(school))
    known_subjects(index, subjects)
    begun = load_roster(roster, index)
    budgets = Budgets(per_pupil=per_pupil, per_subject=per_subject, per_group=per_group, total=total)
    names = _names(index, begun.period)
    periods = [
        Period(name=next(names), levels=levels, budgets=budgets, stability=stability)
        for levels in _levels(files, index)
    ]
    folder = out or Path("out") / f"{index.school.id}-year"
    options = GroupOptions(subjects=subjects, time_limit=time_limit, seed=seed, workers=workers, gap=gap)
    chain = [(index, begun)]
    rows: list[dict[str, Any]] = [{}]
    code = Exit.DONE
    stopped = threading.Event()
    with stop_on_signals(stopped, "Stopping after this period (once more to leave at once)."):
        for new in school_year(
            index.school,
            begun,
            periods,
            options,
            on_progress=shown_progress(quiet),
            should_stop=stopped.is_set,
        ):
            if not new.result.groups:
                code = Exit.INFEASIBLE if new.result.status == "infeasible" else Exit.UNKNOWN
                rows.append({"status": new.result.status, "message": new.result.message})
                break
            after = SchoolIndex(new.school)
            place = folder / f"period-{len(rows) + 1}"
            place.mkdir(parents=True, exist_ok=True)
            save_school(new.school, place / "school.json")
            save_roster(new.roster, place / "roster.json")
            whole = judge(after, new.roster, None if new.roster.sessions else ABOUT_GROUPS)
            hard = [v for v in whole.hard if new.roster.sessions or v.rule != "group_membership"]
            if hard and code == Exit.DONE:
                code = Exit.VIOLATED
            chain.append((after, new.roster))
            rows.append(
                {
                    "status": new.result.status,
                    "cost": new.result.cost,
                    "bound": new.result.bound,
                    "seconds": round(new.result.seconds, 2),
                    "hard": len(hard),
                    "unfit": [violation.say(lang) for violation in hard],
                    "folder": str(place),
                }
            )
    if stopped.is_set():
        code = Exit.INTERRUPTED
    figures = follow(chain)
    if as_json:
        found = [p.as_dict() for p in figures]
        everybody = {
            pupil: {
                "changes": [p.moves.get(pupil) for p in figures],
                "faces": [p.faces.get(pupil) for p in figures],
            }
            for pupil in index.pupils
            if any(pupil in p.faces for p in figures)
        }
        merged = [row | (found[n] if n < len(found) else {}) for n, row in enumerate(rows)]
        print_json({"periods": merged, "pupils": everybody})
    else:
        _print(figures, rows, lang)
    ctx.exit(code)


def _names(index: SchoolIndex, now: str | None) -> Iterator[str | None]:
    """The calendar's periods after the present one (none known: after the first), and then no names."""
    known = [period.id for period in index.school.calendar.periods]
    yield from known[known.index(now) + 1 if now in known else 1 :]
    yield from repeat(None)


def _levels(files: tuple[str, ...], index: SchoolIndex) -> list[dict[str, dict[str, Level]]]:
    """The levels of every file; the mistakes of all of them at once."""
    from vlecht.instances.findings import Finding, InputError
    from vlecht.instances.levels_csv import read_levels

    found: list[dict[str, dict[str, Level]]] = []
    findings: list[Finding] = []
    for file in files:
        try:
            found.append(read_levels(file, index))
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(tuple(findings))
    return found


def _print(figures: tuple[PeriodFigures, ...], rows: list[dict[str, Any]], lang: str) -> None:
    from rich.table import Table

    from vlecht.cli.output import stdout
    from vlecht.report.year import HEADS, TITLE, lines

    table = Table(title=TITLE.say(lang), title_justify="left")
    for key, head in HEADS.items():
        table.add_column(head.say(lang), justify="left" if key == "period" else "right")
    for period, row in zip(figures, rows, strict=False):
        data = period.as_dict() | row | {"period": f"{period.number} {period.name}"}
        table.add_row(*(str(data.get(key, "")) for key in HEADS))
    stdout().print(table)
    for line in lines(figures):
        click.echo(line.say(lang))
    for period, row in zip(figures, rows, strict=False):
        for unfit in row.get("unfit", ()):
            fits = Phrase(f"period {period.number} no longer fits", f"periode {period.number} past niet meer")
            click.echo(f"{fits.say(lang)}: {unfit}")
    if "message" in rows[-1]:
        click.echo(f"status: {rows[-1]['status']} ({rows[-1]['message']})")
    for row in rows:
        if "folder" in row:
            click.echo(f"{Phrase('period', 'periode').say(lang)}: {row['folder']}")
