"""``vlecht group``: instruction groups on their own, with reasons."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import click

from vlecht.cli.exits import Exit
from vlecht.cli.types import DURATION, GAP


@click.command()
@click.argument("school")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Directory [default: out/ID-groups].",
)
@click.option("--subject", "subjects", multiple=True, help="Only this subject; may be given more than once.")
@click.option(
    "--groups", "counts", multiple=True, metavar="DELIVERY=N", help="How many level groups [default: most]."
)
@click.option("--start", metavar="ROSTER", help="Groups to begin from: a newcomer joins them.")
@click.option("--why", "names", multiple=True, metavar="NAME", help="Explain a pupil, or all of a group.")
@click.option("--time-limit", type=DURATION, default="20s", show_default=True, help="60, 60s, 5m or PT5M.")
@click.option("--gap", type=GAP, default="0", help="Stop at this gap to the bound: 1% or 0.01.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--workers", type=click.IntRange(1, 256), default=8, show_default=True)
@click.option("--reproducible", is_flag=True, help="The same groups for the same seed, on any machine.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
@click.pass_context
def group(
    ctx: click.Context,
    school: str,
    out: Path | None,
    subjects: tuple[str, ...],
    counts: tuple[str, ...],
    start: str | None,
    names: tuple[str, ...],
    time_limit: float,
    gap: float,
    seed: int,
    workers: int,
    reproducible: bool,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Compose the instruction groups of SCHOOL, without a timetable: groups.json in the output directory.

    Prints each group in numbers, the cost per rule about groups and a proven bound, and who had better be
    placed by hand. `vlecht check SCHOOL groups.json --groups` judges them again.

    \b
    Examples:
      vlecht group sample:kameleon --subject math
      vlecht group sample:kameleon --why math-c34.g1 --time-limit 5s
    """
    from vlecht.cli.grouping import explained, known_subjects, number_of_groups, printed, shown_progress
    from vlecht.cli.output import print_json
    from vlecht.cli.running import stop_on_signals
    from vlecht.instances.registry import load_roster, load_school, save_roster
    from vlecht.models.index import SchoolIndex
    from vlecht.models.roster import Roster
    from vlecht.solver.grouping.ask import GroupOptions
    from vlecht.solver.grouping.ask import group as compose

    index = SchoolIndex(load_school(school))
    known_subjects(index, subjects)
    options = GroupOptions(
        subjects=subjects,
        counts=number_of_groups(index, counts),
        time_limit=time_limit,
        seed=seed,
        workers=workers,
        gap=gap,
        reproducible=reproducible,
        start={g.id: g.members for g in load_roster(start, index).groups} if start else {},
    )
    stopped = threading.Event()
    with stop_on_signals(stopped, "Stopping: writing the best groups so far (once more to leave at once)."):
        result = compose(index, options, on_progress=shown_progress(quiet), should_stop=stopped.is_set)
    data: dict[str, Any] = {"status": result.status, "message": result.message}
    if result.groups:
        folder = out or Path("out") / f"{index.school.id}-groups"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "groups.json"
        roster = Roster(school=index.school.id, groups=result.groups)
        run = roster.run.model_copy(update={"school_hash": index.school.hash(), "status": "feasible"})
        save_roster(roster.model_copy(update={"run": run}), path)
        data = printed(index, result, roster, lang, as_json) | {"files": {"groups": str(path)}}
        data["why"] = explained(index, roster, names, lang, as_json)
        if not as_json:
            click.echo(f"groups: {path}")
    elif not as_json:
        click.echo(f"status: {result.status} ({result.message})")
    if as_json:
        print_json(data)
    if result.status == "interrupted":
        ctx.exit(Exit.INTERRUPTED)
    if not result.groups:
        ctx.exit(Exit.INFEASIBLE if result.status == "infeasible" else Exit.UNKNOWN)
