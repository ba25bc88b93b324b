"""``vlecht bench``: run instances against the clock, keep the raw results, make the table."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click

from vlecht.cli.types import DURATION


@click.group()
def bench() -> None:
    """Benchmarks: many instances, one JSON line per run, a table."""


@bench.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--time-limit", type=DURATION, default="60s", show_default=True, help="Per run: 60, 60s, 5m.")
@click.option("--instance", "names", multiple=True, help="Only archives with this file name, without .xml.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another search.")
@click.option(
    "--workers", type=click.IntRange(1, 256), default=4, show_default=True, help="As of xhstt solve."
)
@click.option(
    "--results",
    type=click.Path(dir_okay=False, path_type=Path),
    default="xhstt.jsonl",
    show_default=True,
    help="Raw results: one JSON line a run, added at the end.",
)
@click.option(
    "--table",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The table, in Markdown [default: beside the results].",
)
@click.option("--again", is_flag=True, help="Run also what the results have for this limit, seed and commit.")
@click.option("--table-only", is_flag=True, help="Run nothing: make the table from the results.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
def xhstt(
    folder: Path,
    time_limit: float,
    names: tuple[str, ...],
    seed: int,
    workers: int,
    results: Path,
    page: Path | None,
    again: bool,
    table_only: bool,
    quiet: bool,
) -> None:
    """Solve every XHSTT archive in FOLDER and compare with what others have published.

    Every run is a process of its own, and every solution is evaluated again, from the file that it was
    written to. Runs that the results hold already (same instance, limit, seed, workers and commit) are
    passed over, so that an interrupted benchmark goes on where it stopped. best_known.tsv and
    published.tsv in FOLDER give the table its other columns.
    """
    from vlecht.instances.writing import write_text
    from vlecht.report.machine import commit, machine
    from vlecht.report.xhstt_table import read_known, table

    archives = sorted(path for path in folder.glob("*.xml") if not names or path.stem in names)
    if unknown := set(names) - {path.stem for path in archives}:
        raise click.UsageError(f"{folder} has no {sorted(unknown)[0]}.xml")
    if not archives and not table_only:
        raise click.UsageError(f"{folder} has no XHSTT archives (files whose names end in .xml)")
    rows = _read(results)
    now, here = commit(), machine()
    options = {"time_limit": time_limit, "seed": seed, "workers": workers}
    done = {
        row["file"] for row in rows if row["commit"] == now and all(row[k] == v for k, v in options.items())
    }
    for path in () if table_only else archives:
        if path.name in done and not again:
            continue
        for row in _run(path, time_limit, seed, workers, quiet):
            row = row | options | {"commit": now, "machine": here, "when": int(time.time())}
            with results.open("a") as stream:
                stream.write(json.dumps(row) + "\n")
            rows.append(row)
            click.echo(
                f"{row['instance']}: infeasibility {row['infeasibility']}, objective {row['objective']},"
                f" bound {row['bound']}, {row['seconds']:.0f} s, {row['memory_mib']} MiB"
            )
    page = page or results.with_suffix(".md")
    write_text(page, table(rows, read_known(folder)))
    click.echo(f"table: {page}")


def _read(results: Path) -> list[dict[str, Any]]:
    if not results.exists():
        return []
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(results.read_text().splitlines(), 1):
        try:
            rows.append(json.loads(line))
        except ValueError:
            raise click.ClickException(f"{results}, line {number}: is not JSON; take the line out") from None
    return rows


def _run(path: Path, time_limit: float, seed: int, workers: int, quiet: bool) -> list[dict[str, Any]]:
    """Solve every instance of an archive; one row each, costs as the evaluator has them."""
    from vlecht.cli.xhstt import evaluation
    from vlecht.instances.xhstt import read_archive

    rows: list[dict[str, Any]] = []
    for instance in read_archive(path).instances:
        with tempfile.TemporaryDirectory() as place:
            written = Path(place) / "solution.xml"
            arguments = ["xhstt", "solve", str(path), "--instance", instance.problem.id, "-o", str(written)]
            arguments += ["--time-limit", f"{time_limit:g}", "--seed", str(seed), "--workers", str(workers)]
            began = time.monotonic()
            process = subprocess.Popen(
                [sys.executable, "-c", _MEASURED, *arguments, "--json", *(["--quiet"] if quiet else [])],
                stdout=subprocess.PIPE,
                text=True,
            )
            try:
                output, _ = process.communicate()
            except BaseException:
                # Ctrl-C reaches the run as well; nothing of a broken-off run is kept.
                process.terminate()
                process.wait()
                raise
            seconds = time.monotonic() - began
            if process.returncode not in (0, 4):
                raise click.ClickException(f"{path.name}: the run ended with exit code {process.returncode}")
            *shown, memory = output.strip().splitlines()
            told = json.loads("\n".join(shown))
            stored = read_archive(written).solution_groups[0].solutions[0]
            found = evaluation(instance.problem, stored.solution)
        if (told["infeasibility"], told["objective"]) != (found.cost.infeasibility, found.cost.objective):
            raise click.ClickException(f"{path.name}: the solver and the evaluator disagree on the cost")
        lag = seconds - told["seconds"]
        rows.append(
            {
                "file": path.name,
                "instance": instance.problem.id,
                "infeasibility": found.cost.infeasibility,
                "objective": found.cost.objective,
                "by_kind": found.by_kind(),
                "bound": told["bound"],
                "seconds": round(seconds, 2),
                "memory_mib": int(memory),
                # Reading the archive and loading libraries count: times are those of the process.
                "history": [
                    [round(step["seconds"] + lag, 2), step["infeasibility"], step["objective"], step["step"]]
                    for step in told["history"]
                ],
            }
        )
    return rows


_MEASURED = """
import resource, sys
from vlecht.cli import main
try:
    main(sys.argv[1:])
finally:
    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(sum(used) // 1024)
"""
"""Runs the command line, then prints the memory (MiB) that it and its largest child have taken at most."""
