"""FET beside Vlecht, both ways.

FET's examples of primary schools are imported, solved here within the limit, and judged by the checker. Our
samples are solved here, exported with their groups, staff and days fixed, solved by ``fet-cl``, and both
timetables judged by the same checker. FET is asked for a timetable that keeps its constraints, not a cheap
one, so the costs are no contest; what they show is that its answer is a roster.

Debian's packages ``fet`` and ``fet-data`` are used where they are installed; nothing of them is kept here.
Raw results go to ``fet.jsonl``, the tables to ``fet.md``.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from vlecht.instances.exchange import fet_read
from vlecht.instances.exchange.fet_write import fet, read_timetable
from vlecht.instances.exchange.merge import merge
from vlecht.instances.registry import load_school
from vlecht.instances.school_json import examine_data
from vlecht.models.index import SchoolIndex
from vlecht.report.machine import commit, machine
from vlecht.rules.judge import judge
from vlecht.solver.solve import solve

HERE = Path(__file__).parent
RAW = HERE / "fet.jsonl"
TABLE = HERE / "fet.md"
SAMPLES = ("kameleon", "akkrum-275")
PRIMARY = (
    "Greece/Didymoteicho/6th-Primary-School",
    "Namibia/by-Bobby/set-2/FGPS",
    "Namibia/by-Bobby/set-2/MAPS",
    "Namibia/by-Bobby/set-5/KalengaPSY15T1a",
    "Namibia/by-Bobby/set-6-2016/MAPSY16T1d",
    "Namibia/by-Bobby/set-7-2016/HashiyanaPSY16T2a",
    "Namibia/by-Bobby/set-7-2016/HavanaPSY2016T2b",
    "Namibia/by-Bobby/set-7-2016/Moses-vd-Byl-Y2016-T1b",
    "Namibia/by-Bobby/set-7-2016/NamibiaPSY16T1f",
    "Namibia/by-Bobby/set-7-2016/NamutuniPSY16T2a",
    "Namibia/by-Bobby/set-7-2016/RehobothPSY16T1a",
    "Namibia/by-Bobby/set-7-2016/StAndrewsPSY2016T2a",
    "Namibia/by-Bobby/set-8-2017/KalengaPSY2017T1d",
    "Spain/3-school/primaria",
)
"""FET's examples of primary schools, by name or by their own words."""


def primary(name: str, examples: Path, limit: float, seed: int) -> dict[str, Any]:
    """One of FET's examples, solved here."""
    found = fet_read.read(name, (examples / f"{name}.fet").read_bytes())
    data, _ = merge({"id": "fet", "format_version": 1}, found, remove=False)
    school = examine_data(name, data).school
    row: dict[str, Any] = {"what": "primary", "instance": name, "imported": school is not None}
    left_out = [note for note in found.notes if "carried over" in note]
    row["notes"] = len(found.notes)
    row["not_carried_over"] = left_out
    if school is None:
        return row
    result = solve(school, time_limit=limit, seed=seed)
    row |= {"status": result.status, "cost": result.cost, "seconds": round(result.seconds, 1)}
    row |= {"home_groups": len(school.home_groups), "staff": len(school.staff)}
    row["hard"] = None if result.roster is None else len(judge(SchoolIndex(school), result.roster).hard)
    return row


def answer(name: str, limit: float, seed: int) -> dict[str, Any]:
    """One of our samples, solved here and by FET."""
    index = SchoolIndex(load_school(f"sample:{name}"))
    result = solve(index.school, time_limit=limit, seed=seed)
    if result.roster is None:
        return {"what": "answer", "instance": name, "status": result.status}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "s.fet").write_bytes(fet(index, result.roster))
        began = time.monotonic()
        command = ["fet-cl", f"--inputfile={folder}/s.fet", f"--outputdir={folder}/out"]
        subprocess.run([*command, f"--timelimitseconds={limit:.0f}"], check=False, capture_output=True)
        seconds = time.monotonic() - began
        answers = list(Path(folder).glob("out/timetables/*/*_activities.xml"))
        try:
            theirs = read_timetable(answers[0].read_bytes(), result.roster) if answers else None
        except ValueError:  # FET writes what it has when its time is up
            theirs = None
    row: dict[str, Any] = {"what": "answer", "instance": name, "status": result.status}
    for who, roster, took in (("ours", result.roster, result.seconds), ("fet", theirs, seconds)):
        if roster is None:
            row[who] = None
            continue
        found = judge(index, roster)
        broken = sorted({violation.rule for violation in found.hard})
        row[who] = {"seconds": round(took, 1), "hard": len(found.hard), "broken": broken, "cost": found.cost}
        row[who]["moved"] = sum(
            (a.day, a.start) != (b.day, b.start)
            for a, b in zip(roster.sessions, result.roster.sessions, strict=True)
        )
    return row


_SHOWN = ("home_groups", "staff", "imported", "status", "seconds", "hard", "cost")


def tables(rows: list[dict[str, Any]]) -> Iterator[str]:
    """The latest run of every instance as Markdown."""
    latest = {(row["what"], row["instance"]): row for row in rows}
    yield "# FET beside Vlecht\n"
    yield "Generated by `python -m benchmarks.fet --table` from `fet.jsonl` (latest run of each).\n"
    yield "## FET's examples of primary schools, solved here\n"
    yield "| example | home groups | staff | imported | status | s | hard | cost | left out | commit |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for (what, name), row in latest.items():
        if what == "primary":
            cells = [*(row.get(key) for key in _SHOWN), len(row["not_carried_over"]), row["commit"]]
            shown = ["-" if cell is None else str(cell) for cell in cells]
            yield "| " + " | ".join([name.rsplit("/", 1)[-1], *shown]) + " |"
    yield "\n## Our samples, solved here and by FET\n"
    yield "Groups, staff and days are ours in both; FET is told of no costs.\n"
    yield "| sample | by | s | sessions moved | hard | rules broken | cost | commit |"
    yield "|---|---|---|---|---|---|---|---|"
    for (what, name), row in latest.items():
        for who in ("ours", "fet") if what == "answer" else ():
            found = row.get(who)
            cells = ["-"] * 5
            if found:
                broken = ", ".join(found["broken"]) or "none"
                cells = [found["seconds"], found["moved"], found["hard"], broken, found["cost"]]
            yield f"| {name} | {who} | " + " | ".join(str(cell) for cell in (*cells, row["commit"])) + " |"


@click.command()
@click.argument("names", nargs=-1)
@click.option("--limit", default=60.0, show_default=True, help="Seconds per solve.")
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--examples",
    type=click.Path(path_type=Path),
    default=Path("/usr/share/doc/fet-data/examples/FET-5-official"),
    show_default=True,
    help="Where fet-data keeps its examples.",
)
@click.option("--table", "only_table", is_flag=True, help="Only write the tables again.")
def main(names: tuple[str, ...], limit: float, seed: int, examples: Path, only_table: bool) -> None:
    """Run NAMES (ends of an example's name, or samples; everything when none is given)."""
    runs: list[tuple[str, Callable[[], dict[str, Any]]]] = [
        *((name, lambda name=name: primary(name, examples, limit, seed)) for name in PRIMARY),
        *((name, lambda name=name: answer(name, limit, seed)) for name in SAMPLES),
    ]
    for name, run in [] if only_table else runs:
        if names and not any(name.endswith(wanted) for wanted in names):
            continue
        row = run() | {"limit": limit, "seed": seed, "commit": commit(), "machine": machine()}
        with RAW.open("a") as out:
            out.write(json.dumps(row) + "\n")
        click.echo(json.dumps({key: row[key] for key in row if key not in ("machine", "not_carried_over")}))
    rows = [json.loads(line) for line in RAW.read_text().splitlines()]
    TABLE.write_text("\n".join(tables(rows)) + "\n")
    click.echo(f"table: {TABLE.name}")


if __name__ == "__main__":
    main()
