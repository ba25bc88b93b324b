"""Running a solve from the command line: progress, Ctrl-C, files, exit code. Shared by solve and demo."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any

import click

from vlecht.cli.exits import Exit
from vlecht.models.index import SchoolIndex
from vlecht.models.result import Progress, Result, describe_bound, relative_gap
from vlecht.models.roster import Roster
from vlecht.models.school import School

PAGE = "roster.html"
"""Name of the readable roster in an output directory."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asks of a solve."""

    out: Path
    time_limit: float = 60.0
    seed: int = 0
    workers: int | None = None
    gap: float = 0.0
    start: Roster | None = None
    reproducible: bool = False
    quiet: bool = False
    as_json: bool = False
    lang: str = "nl"


def run(school: School, options: Options) -> Exit:
    """Solves, judges, writes and reports. The exit code says how it ended."""
    from vlecht.solver import solve

    _writable(options.out)
    stopped = threading.Event()
    with stop_on_signals(stopped), _progress(options.quiet) as show:
        result = solve(
            school,
            time_limit=options.time_limit,
            seed=options.seed,
            workers=options.workers,
            gap=options.gap,
            start=options.start,
            reproducible=options.reproducible,
            on_progress=show,
            should_stop=stopped.is_set,
        )
    return finish(school, result, options, stopped.is_set())


def _writable(out: Path) -> None:
    """Makes the output directory and tries to write in it: better now than after an hour of solving."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=out):
        pass


def finish(school: School, result: Result, options: Options, stopped: bool = False) -> Exit:
    """Writes what a solve returned, prints the outcome, and says the exit code."""
    from vlecht.instances import versions
    from vlecht.instances.registry import save_roster, save_school
    from vlecht.instances.roster_json import ROSTER_FILE
    from vlecht.instances.writing import write_text
    from vlecht.report.page import render
    from vlecht.rules.judge import costs, judge

    files: dict[str, str] = {}
    hard = 0
    roster = result.roster
    if roster is not None:
        # The checker has the last word: what it rejects is written, but never as a roster that can be used.
        index = SchoolIndex(school)
        judgement = judge(index, roster)
        cost = judgement.cost
        result = replace(result, costs=costs(judgement), cost=cost, gap=relative_gap(cost, result.bound))
        hard = len(judgement.hard)
        name = ROSTER_FILE if not hard else "rejected.json"
        if hard:
            kept = save_roster(roster, options.out / name)
            save_school(school, options.out / versions.SCHOOL_FILE)
        else:
            kept = versions.save(options.out, school, roster, "solve", options.start)
        files = {"roster": str(options.out / name), "school": str(options.out / "school.json")}
        if kept is not None:
            files["previous roster"] = str(kept)
        page = options.out / (PAGE if not hard else "rejected.html")
        write_text(page, render(index, roster, judgement, options.lang))
        files["page"] = str(page)
    code = _exit(result, hard, stopped)
    if options.as_json:
        from vlecht.cli.output import print_json

        print_json(_as_data(result, files, code))
    else:
        _print(result, files, hard, options.lang)
    return code


def _exit(result: Result, hard: int, stopped: bool) -> Exit:
    if stopped or result.status == "interrupted":
        return Exit.INTERRUPTED
    if result.status == "infeasible":
        return Exit.INFEASIBLE
    return Exit.UNKNOWN if result.roster is None or hard else Exit.DONE


def _as_data(result: Result, files: dict[str, str], code: Exit) -> dict[str, Any]:
    return {
        "status": result.status,
        "exit_code": int(code),
        "hard_violations": result.hard_violations,
        "cost": result.cost,
        "bound": result.bound,
        "gap": result.gap,
        "seconds": round(result.seconds, 3),
        "costs": [line.model_dump() for line in result.costs],
        "message": result.message,
        "conflicts": [conflict.as_dict() for conflict in result.conflicts],
        "files": files,
    }


def _print(result: Result, files: dict[str, str], hard: int, lang: str) -> None:
    from vlecht.cli.output import cost_table, stdout

    click.echo(f"status: {result.status}" + (f" ({result.message})" if result.message else ""))
    if result.roster is not None:
        click.echo(f"hard violations: {hard}")
        click.echo(f"cost: {result.cost}")
    click.echo(f"bound: {describe_bound(result.bound, result.gap)}")
    click.echo(f"time: {result.seconds:.1f} s")
    if result.roster is None:
        click.echo("No roster was found, so none is written.")
        if result.conflicts:
            from vlecht.report.diagnosis import conflict_text

            for conflict in result.conflicts:
                click.echo("\n" + conflict_text(conflict, lang))
            click.echo("\nWhat would help, and where else it is tight: vlecht diagnose")
        return
    stdout().print(cost_table(result.costs))
    for name, path in files.items():
        click.echo(f"{name}: {path}")


@contextmanager
def stop_on_signals(
    stopped: threading.Event,
    words: str = "Stopping: writing the best roster so far (once more to leave at once).",
) -> Iterator[None]:
    """The first Ctrl-C (or SIGTERM) asks to end with what there is, and says so; the second ends at once."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may listen to signals
        return
    before: dict[signal.Signals, Any] = {}

    def ask(number: int, _frame: FrameType | None) -> None:
        stopped.set()
        click.echo(words, err=True)
        signal.signal(number, before[signal.Signals(number)])

    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, ask)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _live() as show:
            yield show
    else:
        yield _Lines()


class _Lines:
    """Plain progress: a line for every new cost or bound, and for each stage when it is first reached."""

    def __init__(self) -> None:
        self.last: tuple[int | None, int | None] | None = None
        self.stages: set[str] = set()

    def __call__(self, progress: Progress) -> None:
        key = (progress.cost, progress.bound)
        if key != self.last or progress.stage not in self.stages:
            self.last = key
            self.stages.add(progress.stage)
            bound = describe_bound(progress.bound, progress.gap)
            cost = "-" if progress.cost is None else progress.cost
            click.echo(f"{progress.seconds:8.1f} s  {progress.stage}  cost {cost}  {bound}", err=True)


@contextmanager
def _live() -> Iterator[Callable[[Progress], None]]:
    from rich.live import Live
    from rich.table import Table

    from vlecht.cli.output import stderr

    def table(progress: Progress) -> Table:
        found = Table("time", "stage", "best cost", "bound", "gap")
        gap = "-" if progress.gap is None else f"{progress.gap:.1%}"
        shown = ["-" if value is None else str(value) for value in (progress.cost, progress.bound)]
        found.add_row(f"{progress.seconds:.1f} s", progress.stage, *shown, gap)
        return found

    with Live(console=stderr(), transient=True, refresh_per_second=4) as live:
        yield lambda progress: live.update(table(progress))
