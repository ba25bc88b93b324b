"""Several sets of groups as one problem, where they are coupled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from vlecht.solver.grouping.compose import SEARCHED, state
from vlecht.solver.grouping.counts import Counts
from vlecht.solver.grouping.couplings import Coupling, SameNumbers, Whole
from vlecht.solver.grouping.descent import descend
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.terms.named import Named
from vlecht.solver.run import Clock, Settings, run


@dataclass(frozen=True)
class JointlyComposed:
    """Task name -> groups (``None``: none found), what tasks and couplings cost, and a bound on that."""

    groups: dict[str, Groups] | None
    cost: int = 0
    bound: int = 0
    impossible: bool = False


def components(tasks: Iterable[str], couplings: Sequence[Coupling]) -> list[tuple[list[str], list[Coupling]]]:
    """Tasks that couplings tie together, directly or not, each with its couplings."""
    parent = {task: task for task in tasks}

    def root(task: str) -> str:
        while parent[task] != task:
            task = parent[task]
        return task

    for coupling in couplings:
        first, *rest = (root(task) for task in sorted(coupling.tasks))
        for other in rest:
            parent[root(other)] = root(first)
    found: dict[str, tuple[list[str], list[Coupling]]] = {}
    for task in parent:
        found.setdefault(root(task), ([], []))[0].append(task)
    for coupling in couplings:
        found[root(min(coupling.tasks))][1].append(coupling)
    return list(found.values())


def cost_of(tasks: Mapping[str, Task], couplings: Sequence[Coupling], whole: Whole) -> int:
    """Weighted amounts of all soft terms and couplings."""
    own = sum(task.cost(whole[name]) for name, task in tasks.items())
    return own + sum(c.weight * c.amount(whole) for c in couplings if not c.hard)


def faults_of(tasks: Mapping[str, Task], couplings: Sequence[Coupling], whole: Whole) -> int:
    """Amounts of all hard terms and couplings."""
    own = sum(task.faults(whole[name]) for name, task in tasks.items())
    return own + sum(c.amount(whole) for c in couplings if c.hard)


def compose_jointly(
    tasks: Mapping[str, Task],
    couplings: Sequence[Coupling],
    clock: Clock,
    settings: Settings,
    seconds: float,
    hint: Whole | None = None,
) -> JointlyComposed:
    """The best groups found for coupled tasks in about so many seconds, or the first ones found later."""
    model = cp_model.CpModel()
    counts: dict[str, Counts] = {}
    for name, task in tasks.items():
        counts[name] = state(_told_apart(task, couplings), model)
        if hint is None:
            first = descend(task, clock, settings.seed, SEARCHED * seconds / len(tasks))
            counts[name].hint(first)
        else:
            counts[name].hint(hint[name])
    for coupling in couplings:
        coupling.post(counts)
    model.minimize(cp_model.LinearExpr.sum([part for m in counts.values() for part in m.objective]))
    outcome = run(model, clock, settings, clock.left, patience=seconds)
    if not outcome.found:
        return JointlyComposed(None, impossible=outcome.infeasible)
    groups: dict[str, Groups] = {name: m.read(outcome) for name, m in counts.items()}
    return JointlyComposed(groups, cost_of(tasks, couplings, groups), max(0, outcome.bound or 0))


def _told_apart(task: Task, couplings: Sequence[Coupling]) -> Task:
    """The task with a term that tells apart the pupils, and the groups, that couplings ask for."""
    mine = [coupling for coupling in couplings if task.name in coupling.tasks]
    pupils = frozenset[int]().union(*(coupling.tied.get(task.name, frozenset()) for coupling in mine))
    numbered = any(isinstance(coupling, SameNumbers) for coupling in mine)
    if not pupils and not numbered:
        return task
    return replace(task, terms=(*task.terms, Named("", 0, True, pupils, numbered)))
