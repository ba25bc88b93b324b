"""``vlecht xhstt``: evaluate and solve XHSTT archives."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import vlecht
from vlecht.cli.exits import Exit
from vlecht.cli.types import DURATION
from vlecht.core.solution import Cost, Solution, View
from vlecht.instances.findings import did_you_mean

if TYPE_CHECKING:
    from vlecht.core.problem import Problem
    from vlecht.instances.xhstt import Archive, Instance
    from vlecht.solver.search import Progress


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one solution costs: in all, and per constraint that costs anything."""

    cost: Cost
    constraints: tuple[tuple[str, str, Cost], ...]
    """(id, kind, cost)."""

    def by_kind(self) -> dict[str, int]:
        """``kind/H`` (infeasibility) or ``kind/S`` (objective) -> cost, as published tables have it."""
        found: dict[str, int] = {}
        for _, kind, cost in self.constraints:
            for letter, value in (("H", cost.infeasibility), ("S", cost.objective)):
                if value:
                    found[f"{kind}/{letter}"] = found.get(f"{kind}/{letter}", 0) + value
        return found

    def as_dict(self) -> dict[str, Any]:
        """As plain data, for ``--json``."""
        return {
            "infeasibility": self.cost.infeasibility,
            "objective": self.cost.objective,
            "by_kind": self.by_kind(),
            "constraints": [
                {"id": id_, "kind": kind, "infeasibility": cost.infeasibility, "objective": cost.objective}
                for id_, kind, cost in self.constraints
            ],
        }


def evaluation(problem: Problem, solution: Solution) -> Evaluation:
    """Evaluate a solution under every constraint, without any solver."""
    view = View(problem, solution)
    found: list[tuple[str, str, Cost]] = []
    total = Cost()
    for constraint in problem.constraints:
        cost = constraint.cost(view)
        if cost != Cost():
            found.append((constraint.id, constraint.kind, cost))
            total = total + cost
    return Evaluation(total, tuple(found))


@click.group()
def xhstt() -> None:
    """Work with XHSTT archives (high-school timetabling benchmarks)."""


@xhstt.command()
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def evaluate(archive: Path, as_json: bool) -> None:
    """Print the cost of every solution in ARCHIVE, in all and per constraint."""
    from vlecht.cli.output import print_json
    from vlecht.instances.xhstt import read_archive

    content = read_archive(archive)
    results = [
        (group.id, stored.instance, evaluation(content.instance(stored.instance).problem, stored.solution))
        for group in content.solution_groups
        for stored in group.solutions
    ]
    if as_json:
        print_json([{"group": group, "instance": name} | found.as_dict() for group, name, found in results])
        return
    if not results:
        click.echo(f"{archive}: no solutions", err=True)
    for group, name, found in results:
        click.echo(
            f"{name}  {group}: infeasibility {found.cost.infeasibility}, objective {found.cost.objective}"
        )
        for id_, kind, cost in found.constraints:
            value = cost.infeasibility or cost.objective
            click.echo(f"  {'hard' if cost.infeasibility else 'soft'} {value:>8}  {kind}  {id_}")


@xhstt.command()
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--instance", "name", help="Id of the instance [default: the only one].")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Archive to write.")
@click.option("--time-limit", type=DURATION, default="60s", show_default=True, help="60, 60s, 5m or PT5M.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another search.")
@click.option("--workers", type=click.IntRange(1, 256), default=4, show_default=True, help="Of CP-SAT.")
@click.option("--start", "group", help="Begin from the solution in this solution group of ARCHIVE.")
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
@click.pass_context
def solve(
    ctx: click.Context,
    archive: Path,
    name: str | None,
    out: Path | None,
    time_limit: float,
    seed: int,
    workers: int,
    group: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Solve an instance of ARCHIVE. Published solutions in it are not looked at, unless --start asks.

    With -o the instance and the solution found are written as an archive of their own. Ctrl-C ends the
    search with the best solution so far. Exit code 4 when that is still infeasible.
    """
    from vlecht.cli.output import print_json
    from vlecht.cli.running import stop_on_signals
    from vlecht.instances.writing import write_text
    from vlecht.instances.xhstt import Archive, SolutionGroup, StoredSolution, read_archive, to_xml
    from vlecht.solver.search import search

    content = read_archive(archive)
    instance = _chosen(content, name)
    begin = None if group is None else _start(content, instance.problem.id, group)
    stopped = threading.Event()
    with stop_on_signals(stopped):
        result = search(
            instance.problem,
            start=begin,
            time_limit=time_limit,
            workers=workers,
            seed=seed,
            on_progress=(lambda _: None) if quiet else _show,
            should_stop=stopped.is_set,
        )
    if out is not None:
        stored = StoredSolution(instance.problem.id, result.solution, running_time=f"{time_limit:g}")
        metadata = (
            ("Contributor", f"Vlecht {vlecht.__version__}"),
            ("Date", date.today().isoformat()),
            ("Description", f"vlecht xhstt solve, seed {seed}, {workers} workers"),
        )
        made = SolutionGroup(f"Vlecht seed {seed}", metadata, (stored,))
        write_text(out, to_xml(Archive((instance,), (made,))).decode())
    if as_json:
        bound = None if result.bound is None else [result.bound.infeasibility, result.bound.objective]
        history = [
            {
                "seconds": round(each.seconds, 2),
                "infeasibility": each.cost.infeasibility,
                "objective": each.cost.objective,
                "step": each.step,
            }
            for each in result.history
        ]
        found = evaluation(instance.problem, result.solution).as_dict()
        seconds = round(result.seconds, 2)
        print_json(
            {"instance": instance.problem.id, "bound": bound, "seconds": seconds, "history": history} | found
        )
    else:
        proven = " (optimal)" if result.optimal else ""
        click.echo(
            f"{instance.problem.id}: infeasibility {result.cost.infeasibility},"
            f" objective {result.cost.objective}{proven}"
        )
        click.echo(f"bound: {_bound(result.bound)}")
    if stopped.is_set():
        ctx.exit(Exit.INTERRUPTED)
    ctx.exit(Exit.UNKNOWN if result.cost.infeasibility else Exit.DONE)


def _bound(bound: Cost | None) -> str:
    return "no bound" if bound is None else f"{bound.infeasibility} {bound.objective}"


def _show(progress: Progress) -> None:
    """One line of progress per improvement."""
    cost = progress.cost
    click.echo(
        f"{progress.seconds:8.1f} s  {cost.infeasibility:>5} {cost.objective:>8}"
        f"  bound {_bound(progress.bound)}  {progress.step}",
        err=True,
    )


def _chosen(content: Archive, name: str | None) -> Instance:
    """The instance of the name, or the only one."""
    names = [instance.problem.id for instance in content.instances]
    if name is None and len(names) == 1:
        return content.instances[0]
    if name is None:
        raise click.UsageError(f"the archive holds {len(names)} instances: choose one with --instance")
    if name not in names:
        raise click.UsageError(f"there is no instance {name!r}: {did_you_mean(name, names)}")
    return content.instance(name)


def _start(content: Archive, instance: str, group: str) -> Solution:
    """The solution of the instance in a solution group."""
    groups = {
        each.id: stored.solution
        for each in content.solution_groups
        for stored in each.solutions
        if stored.instance == instance
    }
    if group not in groups:
        raise click.UsageError(f"there is no solution group {group!r}: {did_you_mean(group, groups)}")
    return groups[group]
