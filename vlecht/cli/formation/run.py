"""``vlecht formation run``: solve a batch, kept as it goes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vlecht.cli.exits import Exit
from vlecht.cli.formation.sources import Batch, batch_options, read_batch

if TYPE_CHECKING:
    from vlecht.instances.journal import Journal
    from vlecht.solver.formation.batch import Standing
    from vlecht.solver.formation.runner import Runner


@click.command()
@click.argument("scenarios")
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Directory."
)
@batch_options
@click.option("--jobs", type=click.IntRange(1, 1024), help="Scenarios at a time [default: all processors].")
@click.option(
    "--cluster", metavar="ADDRESS", help="A dask scheduler, tcp://HOST:PORT, instead of this machine."
)
@click.option("--resume", is_flag=True, help="Go on with the batch in the directory.")
@click.option("--json", "as_json", is_flag=True, help="How it ended, as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
def run(
    scenarios: str,
    out: Path,
    jobs: int | None,
    cluster: str | None,
    resume: bool,
    as_json: bool,
    quiet: bool,
    **options: Any,
) -> Exit:
    """Solve every scenario of SCENARIOS and keep the results in a directory as they come.

    Stop it at any moment (Ctrl-C, or harder): --resume goes on where it was, and what is done is never done
    again. Results are kept by what they depend on, so a changed scenario file resumes too: what is the same
    is not solved again.

    \b
    Examples:
      vlecht formation run scenarios.toml -o out/what-if
      vlecht formation run scenarios.toml -o out/what-if --resume
      vlecht formation run scenarios.toml -o out/board --schools board/ --time-limit 20s --jobs 8
      vlecht formation run scenarios.toml -o out/board --cluster tcp://127.0.0.1:8786
    """
    from vlecht.instances.journal import JOURNAL, Journal

    if (out / JOURNAL).exists() and not resume:
        raise click.UsageError(
            f"{out} holds a batch already: go on with it (--resume), or name another directory"
        )
    if jobs and cluster:
        raise click.UsageError("--jobs is for this machine; a cluster has as many slots as its workers")
    batch = read_batch(scenarios, **options)
    with Journal(out, create=True) as journal:
        journal.lock()
        _keep_plan(journal, batch)
        if resume:
            journal.forget_failures()
        return _go(journal, batch, jobs, cluster, as_json, quiet)


def _keep_plan(journal: Journal, batch: Batch) -> None:
    for school_hash, text in batch.plan.schools.items():
        journal.keep_school(school_hash, text)
    about = {
        "title": batch.file.title,
        "notes": batch.file.notes,
        "assumptions": list(batch.file.assumptions),
        "options": batch.options.model_dump(mode="json"),
        "schools": {name: school.name or name for name, school in batch.schools.items()},
        "synthetic": all(school.synthetic for school in batch.schools.values()),
        "axes": [{"id": axis.id, "name": axis.name, "each": axis.each or ""} for axis in batch.file.axes],
    }
    journal.write_plan(about, batch.plan.rows, batch.plan.tasks.values())


def _runner(jobs: int | None, cluster: str | None) -> Runner:
    if cluster:
        from vlecht.solver.formation.cluster import ClusterRunner

        return ClusterRunner(cluster)
    from vlecht.solver.formation.local import LocalRunner, processors

    return LocalRunner(jobs or processors())


def _go(
    journal: Journal, batch: Batch, jobs: int | None, cluster: str | None, as_json: bool, quiet: bool
) -> Exit:
    from vlecht.cli.running import stop_on_signals
    from vlecht.solver.formation.batch import run_batch

    stopped = threading.Event()
    runner = _runner(jobs, cluster)
    try:
        with stop_on_signals(stopped, "Stopping; --resume goes on from here."), _progress(quiet) as show:
            standing = run_batch(batch.plan.tasks.values(), runner, journal, show, stopped.is_set)
    finally:
        runner.close()
    _print(journal, standing, as_json)
    if standing.done < standing.total:
        return Exit.INTERRUPTED
    return Exit.USAGE if standing.failed else Exit.DONE


def _print(journal: Journal, standing: Standing, as_json: bool) -> None:
    from collections import Counter

    answers = Counter(outcome.answer for outcome in journal.outcomes().values())
    if as_json:
        from vlecht.cli.output import print_json

        print_json(
            {
                "tasks": standing.total,
                "done": standing.done,
                "failed": standing.failed,
                "seconds": round(standing.elapsed, 1),
                "answers": dict(sorted(answers.items())),
                "directory": str(journal.folder),
            }
        )
        return
    found = ", ".join(f"{number} {answer}" for answer, number in sorted(answers.items()))
    click.echo(f"{standing.done} of {standing.total} solved in {standing.elapsed:.0f} s: {found or 'none'}")
    for key, outcome in journal.outcomes().items():
        if outcome.answer == "failed":
            click.echo(f"failed: {key}: {outcome.message.splitlines()[0]}", err=True)
    click.echo(f"compare: vlecht formation report {journal.folder}")


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[Standing], None] | None]:
    if quiet:
        yield None
    elif sys.stderr.isatty():
        from rich.live import Live
        from rich.table import Table

        from vlecht.cli.output import stderr

        def table(standing: Standing) -> Table:
            found = Table("done", "running", "failed", "time", "left")
            found.add_row(
                f"{standing.done} of {standing.total}",
                str(standing.running),
                str(standing.failed),
                _clock(standing.elapsed),
                _clock(standing.left),
            )
            return found

        with Live(console=stderr(), transient=True, refresh_per_second=2) as live:
            yield lambda standing: live.update(table(standing))
    else:
        yield _Lines()


class _Lines:
    """Plain progress: a line whenever something was done."""

    def __init__(self) -> None:
        self.last: tuple[int, int] | None = None

    def __call__(self, standing: Standing) -> None:
        if (standing.done, standing.failed) != self.last:
            self.last = (standing.done, standing.failed)
            click.echo(
                f"{standing.elapsed:8.1f} s  {standing.done} of {standing.total} done,"
                f" {standing.running} running, {standing.failed} failed, {_clock(standing.left)} left",
                err=True,
            )


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return "?"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
