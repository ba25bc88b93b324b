"""``vlecht xhstt``: evaluate and solve XHSTT archives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vlecht.core.solution import Cost, Solution, View

if TYPE_CHECKING:
    from vlecht.core.problem import Problem


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
