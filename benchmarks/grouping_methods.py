"""Our groups beside those of others: bands, k-means with sizes, a snake draft, random restarts with swaps.

Everybody groups the same pupils into the same number of groups, and the checker judges all of them by the
rules about groups: what is hard and broken, and what it costs. Instances are drawn at random (``sets``, 25 to
700 pupils, without and with pairs), and two samples with every grouping rule (``grouping_schools``). Raw
results go to ``grouping_methods.jsonl``, the table to ``grouping_methods.md``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any, Literal

import click

from benchmarks.grouping_schools import seven_hundred, with_everything
from benchmarks.rivals import METHODS, Asked
from benchmarks.sets import draw
from vlecht.instances.registry import load_school
from vlecht.models.deliveries import FlexDelivery, Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import comparable_levels
from vlecht.models.roster import Group, Roster
from vlecht.models.school import School
from vlecht.report.machine import commit, machine
from vlecht.rules.judge import judge
from vlecht.rules.registry import ABOUT_GROUPS
from vlecht.solver.grouping.ask import GroupOptions, group
from vlecht.solver.grouping.statement import task_of

HERE = Path(__file__).parent
RAW = HERE / "grouping_methods.jsonl"
TABLE = HERE / "grouping_methods.md"
OURS = "ours"
Mode = Literal["homogeneous", "mixed"]


@dataclass(frozen=True)
class Instance:
    """A school of which the sets of groups of one mode are compared."""

    mode: Mode
    school: Callable[[int], School]


def _drawn(mode: Mode, pupils: int, clusters: int, pairs: bool) -> Instance:
    return Instance(mode, lambda seed: draw(pupils, mode, seed, clusters, pairs))


INSTANCES: dict[str, Instance] = {
    f"{mode} {pupils}{' pairs' if pairs else ''}": _drawn(mode, pupils, clusters, pairs)
    for mode in ("homogeneous", "mixed")
    for pupils, clusters in ((25, 1), (60, 1), (120, 1), (275, 3), (700, 6))
    for pairs in (False, True)
}
INSTANCES["homogeneous 700 every rule"] = Instance("homogeneous", seven_hundred)
INSTANCES["mixed 275 every rule"] = Instance(
    "mixed", lambda seed: with_everything(load_school("sample:kameleon"), seed)
)


def compared(name: str, seed: int, limit: float, workers: int, patience: float) -> list[dict[str, Any]]:
    """All methods on an instance, ours first: it says how many groups there are."""
    instance = INSTANCES[name]
    school = instance.school(seed)
    wanted = {
        d.id: d
        for d in school.deliveries
        if isinstance(d, Regrouped) and not isinstance(d, FlexDelivery) and d.mode == instance.mode
    }
    # Nothing else is grouped: what rules say of other deliveries is nobody's merit or fault.
    index = SchoolIndex(school.model_copy(update={"deliveries": tuple(wanted.values())}))
    began, used = time.monotonic(), time.process_time()
    found = group(index, GroupOptions(time_limit=limit, seed=seed, workers=workers))
    took = {"seconds": time.monotonic() - began, "cpu": time.process_time() - used}
    more = {
        "bound": found.bound,
        "first": found.history[0][0] if found.history else None,
        "note": "" if found.groups else found.message,
    }
    rows = [_row(name, OURS, index, list(found.groups)) | took | more]
    choices = [c for c in found.plan.choices if not c.guest]
    levels = {name: comparable_levels(index, delivery) for name, delivery in wanted.items()}
    norm = [level for known in levels.values() for level in known.values()]
    for method, (modes, make) in METHODS.items():
        if instance.mode not in modes:
            continue
        began, used = time.monotonic(), time.process_time()
        made: list[Group] = []
        notes: list[str] = []
        for choice in choices:
            known = levels[choice.delivery]
            size = wanted[choice.delivery].size
            middle = fmean(known.values()) if known else 0.0
            asked = Asked(
                task_of(index, choice),
                tuple(float(known.get(p, middle)) for p in choice.pupils),
                size.min,
                size.max,
                (fmean(norm), pstdev(norm)),
                patience / len(choices),
            )
            groups, note = make(asked, seed)
            notes += [note] if note else []
            made += [
                Group(id=g, delivery=choice.delivery, members=tuple(choice.pupils[p] for p in pupils))
                for g, pupils in zip(choice.groups, groups, strict=True)
            ]
        took = {"seconds": time.monotonic() - began, "cpu": time.process_time() - used}
        rows.append(_row(name, method, index, made) | took | {"note": ", ".join(dict.fromkeys(notes))})
    return rows


def _row(name: str, method: str, index: SchoolIndex, groups: list[Group]) -> dict[str, Any]:
    judgement = judge(index, Roster(school=index.school.id, groups=tuple(groups)), ABOUT_GROUPS)
    hard = [v for v in judgement.hard if v.rule != "group_membership"]
    pupils = {p for g in groups for p in g.members}
    sets = len({g.delivery for g in groups})
    return {
        "instance": name,
        "method": method,
        "pupils": len(pupils),
        "sets": sets,
        "groups": len(groups),
        "hard": sum(v.amount for v in hard),
        "cost": judgement.cost,
    }


def table(rows: list[dict[str, Any]]) -> str:
    """The latest run of every instance and method as Markdown."""
    latest: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        latest.setdefault(row["instance"], {})[row["method"]] = row
    heads = (
        "instance | pupils | sets | groups | method | hard | cost | more | bound | first | CPU s | s | note"
    )
    lines = [
        "# Our groups beside those of others",
        "",
        "Generated by `python -m benchmarks.grouping_methods --table` from `grouping_methods.jsonl`.",
        "The latest run of each, judged by the checker. *hard*: by how much hard rules are broken (mostly",
        "sizes, in pupils); *more*: cost above ours; *CPU s*: processor time. Ours goes on until the",
        "time is up or nothing is proven cheaper; *first* is when it had groups.",
        "",
        f"| {heads} |",
        "|" + "---|" * (1 + heads.count("|")),
    ]
    worse: list[str] = []
    for name in (n for n in INSTANCES if n in latest):
        found = latest[name]
        ours = found[OURS]
        for method in (m for m in (OURS, *METHODS) if m in found):
            row = found[method]
            if (row["hard"], row["cost"]) < (ours["hard"], ours["cost"]):
                worse.append(f"{name} ({method})")
            cells = [name, row["pupils"], row["sets"], row["groups"]] if row is ours else [""] * 4
            cells += [method, row["hard"], row["cost"], "" if row is ours else row["cost"] - ours["cost"]]
            cells += ["" if row.get(key) is None else row[key] for key in ("bound", "first")]
            cells += [round(row["cpu"], 2)]
            cells += [round(row["seconds"], 2), row["note"]]
            lines.append("| " + " | ".join(map(str, cells)) + " |")
    said = "none" if not worse else ", ".join(worse)
    lines += ["", f"Instances on which another method is better than ours: {said}."]
    return "\n".join(lines) + "\n"


@click.command()
@click.argument("names", nargs=-1)
@click.option("--limit", default=10.0, show_default=True, help="Seconds for ours.")
@click.option(
    "--patience",
    default=60.0,
    show_default=True,
    help="Seconds of processor time for the random restarts of an instance, all its sets together.",
)
@click.option("--seed", default=1, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--table", "only_table", is_flag=True, help="Only write the table again.")
def main(
    names: tuple[str, ...], limit: float, patience: float, seed: int, workers: int, only_table: bool
) -> None:
    """Compare all methods on the instances NAMES (all, when none is given)."""
    unknown = [name for name in names if name not in INSTANCES]
    if unknown:
        raise click.UsageError(f"no such instance: {', '.join(unknown)}; there are: {', '.join(INSTANCES)}")
    for name in () if only_table else names or INSTANCES:
        for row in compared(name, seed, limit, workers, patience):
            here = {
                "seed": seed,
                "limit": limit,
                "workers": workers,
                "commit": commit(),
                "machine": machine(),
            }
            here["load"] = round(float(Path("/proc/loadavg").read_text().split()[0]), 1)
            with RAW.open("a") as out:
                out.write(json.dumps(row | here) + "\n")
            click.echo(f"{name}: {row['method']}: hard {row['hard']}, cost {row['cost']}, {row['cpu']:.2f} s")
    if RAW.exists():
        TABLE.write_text(table([json.loads(line) for line in RAW.read_text().splitlines()]))


if __name__ == "__main__":
    main()
