"""``vlecht formation least``: the least staff with which a complete roster exists, with a certificate."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vlecht.cli.exits import Exit
from vlecht.cli.types import DURATION

if TYPE_CHECKING:
    from vlecht.models.least import Least, Measure, Question
    from vlecht.models.school import School
    from vlecht.solver.formation.least.search import Moment

CERTIFICATE = "certificate.json"


@click.command()
@click.argument("school")
@click.option("--candidates", required=True, help="Who could come or go: a TOML file (docs/formation.md).")
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Directory for the roster."
)
@click.option("--by", "measure", type=click.Choice(["euros", "fte"]), default="euros", show_default=True)
@click.option("--time-limit", type=DURATION, default="5m", show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--workers", type=click.IntRange(1, 256), default=8, show_default=True)
@click.option(
    "--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True, help="Of the facts."
)
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
def least(
    school: str,
    candidates: str,
    out: Path | None,
    measure: Measure,
    time_limit: float,
    seed: int,
    workers: int,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> Exit:
    """Find the cheapest staffing of SCHOOL that still has a complete roster, and prove it.

    The candidate file names who could come, who of the staff need not stay, and other hours or roles they are
    open to. The answer is a staffing with a roster that the checker accepts, a lower bound on what any
    staffing with a roster must cost, and the facts that keep it from being cheaper.

    \b
    Example:
      vlecht formation least sample:borgstee-220 --candidates candidates.toml -o out/least
    """
    from vlecht.cli.running import stop_on_signals
    from vlecht.instances.registry import load_school
    from vlecht.instances.scenarios import read_candidates
    from vlecht.instances.scenarios.staffing import ask
    from vlecht.solver.formation.least.search import find_least

    found = load_school(school)
    question, build = ask(found, read_candidates(candidates), candidates)
    stopped = threading.Event()
    with stop_on_signals(stopped, "Stopping with the best so far."):
        answer = find_least(
            question,
            build,
            measure=measure,
            time_limit=time_limit,
            seed=seed,
            workers=workers,
            on_progress=None if quiet else _progress(measure),
            should_stop=stopped.is_set,
        )
    files = _write(answer, question, out) if out is not None else {}
    if as_json:
        from vlecht.cli.output import print_json

        print_json(_as_data(answer, question) | {"files": files})
    else:
        _print(found, answer, question, lang)
        for name, path in files.items():
            click.echo(f"{name}: {path}")
    if stopped.is_set():
        return Exit.INTERRUPTED
    if answer.chosen is None:
        return Exit.INFEASIBLE if answer.impossible else Exit.UNKNOWN
    return Exit.DONE


def _progress(measure: Measure) -> Callable[[Moment], None]:
    def show(moment: Moment) -> None:
        price = "-" if moment.price is None else _amount(moment.price, measure)
        click.echo(
            f"{moment.seconds:8.1f} s  {moment.stage}  best {price}  bound {_amount(moment.bound, measure)}",
            err=True,
        )

    return show


def _amount(value: int, measure: Measure) -> str:
    return f"€ {value:,}" if measure == "euros" else f"{value / 1000:.2f} FTE"


def _write(answer: Least, question: Question, out: Path) -> dict[str, str]:
    """The roster with its school and page, and the certificate."""
    import json

    from vlecht.instances.registry import save_roster, save_school
    from vlecht.instances.roster_json import ROSTER_FILE
    from vlecht.instances.writing import write_text

    out.mkdir(parents=True, exist_ok=True)
    files: dict[str, str] = {}
    if answer.roster is not None and answer.school is not None:
        save_roster(answer.roster, out / ROSTER_FILE)
        save_school(answer.school, out / "school.json")
        files = {"roster": str(out / ROSTER_FILE), "school": str(out / "school.json")}
    write_text(out / CERTIFICATE, json.dumps(_as_data(answer, question), ensure_ascii=False, indent=1) + "\n")
    return files | {"certificate": str(out / CERTIFICATE)}


def _as_data(answer: Least, question: Question) -> dict[str, Any]:
    return {
        "measure": answer.measure,
        "price": answer.price,
        "bound": answer.bound,
        "gap": answer.gap,
        "proven": answer.proven,
        "impossible": answer.impossible,
        "staffing": None if answer.chosen is None else _staffing(answer.chosen, question),
        "facts": [{"en": fact.en, "nl": fact.nl} for fact in answer.facts],
        "facts_minimal": answer.minimal,
        "tried": [
            {
                "options": sorted(attempt.chosen),
                "price": attempt.price,
                "answer": attempt.answer,
                "reasons": list(map(str, attempt.reasons)),
            }
            for attempt in answer.attempts
        ],
        "seconds": round(answer.seconds, 1),
    }


def _staffing(chosen: frozenset[str], question: Question) -> list[dict[str, Any]]:
    """Everybody about whom something was open, and what becomes of them."""
    found: list[dict[str, Any]] = []
    for person, options in question.by_person.items():
        option = next((o for o in options if o.id in chosen), None)
        hired = options[0].hired
        if option is None:
            found.append({"staff": person, "what": "not hired" if hired else "leaves"})
            continue
        staff = option.staff
        line: dict[str, Any] = {"staff": person, "what": "hired" if hired else "stays"}
        line |= {"fte": staff.fte, "roles": list(staff.roles), "euros": option.price("euros")}
        found.append(line)
    return found


def _print(school: School, answer: Least, question: Question, lang: str) -> None:
    from rich.table import Table

    from vlecht.cli.output import stdout

    measure = answer.measure
    if answer.chosen is None:
        click.echo(
            "Not even everybody together can do it: proven."
            if answer.impossible
            else "No staffing with a roster was found in the time given."
        )
        click.echo(f"bound: {_amount(answer.bound, measure)}")
    else:
        assert answer.price is not None
        table = Table(title=f"Least staff of {school.name or school.id}", title_justify="left")
        for name in ("staff", "", "FTE", "roles", "euros a year"):
            table.add_column(name, justify="right" if name in ("FTE", "euros a year") else "left")
        for line in _staffing(answer.chosen, question):
            fte = f"{line['fte']:.2f}" if "fte" in line else ""
            euros = f"{line['euros']:,}" if "euros" in line else ""
            table.add_row(line["staff"], line["what"], fte, ", ".join(line.get("roles", ())), euros)
        stdout().print(table)
        proven = "nothing cheaper can exist" if answer.proven else f"gap {answer.gap:.1%}"
        click.echo(f"whole staff: {_amount(answer.price, measure)}")
        click.echo(f"bound: {_amount(answer.bound, measure)} ({proven})")
    if answer.facts:
        more = "none can be left out" if answer.minimal else "perhaps not all are needed"
        click.echo(f"what keeps it from being less ({more}):")
        for fact in answer.facts:
            click.echo(f"  - {fact.say(lang)}")
    for attempt in answer.attempts:
        if attempt.answer == "unknown":
            names = ", ".join(sorted(attempt.chosen)) or "nobody of them"
            click.echo(f"not decided: {names} ({_amount(attempt.price, measure)})")
    click.echo(f"time: {answer.seconds:.1f} s")
