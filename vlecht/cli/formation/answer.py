"""What ``formation least`` and ``formation most`` share: options, search, how answers are shown and kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vlecht.cli.exits import Exit
from vlecht.cli.types import DURATION

if TYPE_CHECKING:
    from vlecht.instances.scenarios.staffing import Build
    from vlecht.models.least import Least, Measure, Question
    from vlecht.models.school import School
    from vlecht.solver.formation.least.state import Moment

CERTIFICATE = "certificate.json"
Command = Callable[..., Any]


def search_options(command: Command) -> Command:
    """Options of a search and of its answer."""
    options = (
        click.option(
            "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Directory for the roster."
        ),
        click.option("--time-limit", type=DURATION, default="5m", show_default=True),
        click.option("--seed", type=int, default=0, show_default=True),
        click.option("--workers", type=click.IntRange(1, 256), default=8, show_default=True),
        click.option(
            "--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True, help="Of the facts."
        ),
        click.option("--json", "as_json", is_flag=True, help="The answer as JSON."),
        click.option("--quiet", "-q", is_flag=True, help="No progress on standard error."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def find_and_show(
    school: School,
    question: Question,
    build: Build,
    *,
    measure: Measure,
    out: Path | None,
    time_limit: float,
    seed: int,
    workers: int,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> Exit:
    """Searches, writes what was found, and prints it."""
    from vlecht.cli.running import stop_on_signals
    from vlecht.solver.formation.least.search import find_least

    stopped = threading.Event()
    with stop_on_signals(stopped, "Stopping with the best so far."):
        answer = find_least(
            question,
            build,
            measure=measure,
            time_limit=time_limit,
            seed=seed,
            workers=workers,
            on_progress=None if quiet else _progress(question, measure),
            should_stop=stopped.is_set,
        )
    files = _write(answer, question, out) if out is not None else {}
    if as_json:
        from vlecht.cli.output import print_json

        print_json(_as_data(answer, question) | {"files": files})
    else:
        _print(school, answer, question, lang)
        for name, path in files.items():
            click.echo(f"{name}: {path}")
    if stopped.is_set():
        return Exit.INTERRUPTED
    if answer.chosen is None:
        return Exit.INFEASIBLE if answer.impossible else Exit.UNKNOWN
    return Exit.DONE


def amount(question: Question, score: int, measure: Measure) -> str:
    """A score in words."""
    value = question.figure(score, measure)
    if measure == "euros":
        return f"€ {value:,.0f}"
    if measure == "fte":
        return f"{value:.2f} FTE"
    return f"{value:.2f} pupils in a group" if measure == "group_size" else f"{value:,.0f} minutes of support"


def _progress(question: Question, measure: Measure) -> Callable[[Moment], None]:
    def show(moment: Moment) -> None:
        best = "-" if moment.score is None else amount(question, moment.score, measure)
        bound = amount(question, moment.bound, measure)
        click.echo(f"{moment.seconds:8.1f} s  {moment.stage}  best {best}  bound {bound}", err=True)

    return show


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
    measure, chosen = answer.measure, answer.chosen
    budget = question.budget
    return {
        "measure": measure,
        "value": None if answer.score is None else question.figure(answer.score, measure),
        "bound": question.figure(answer.bound, measure),
        "gap": answer.gap,
        "proven": answer.proven,
        "impossible": answer.impossible,
        "budget": None if budget is None else question.figure(budget.amount, budget.money),
        "euros": None if chosen is None else question.score(chosen, "euros"),
        "fte": None if chosen is None else question.figure(question.score(chosen, "fte"), "fte"),
        "staffing": None if chosen is None else _staffing(chosen, question),
        "teaching": None if chosen is None else _teaching(chosen, question),
        "facts": [{"en": fact.en, "nl": fact.nl} for fact in answer.facts],
        "facts_minimal": answer.minimal,
        "tried": [
            {
                "chosen": sorted(attempt.chosen),
                "value": question.figure(attempt.score, measure),
                "answer": attempt.answer,
                "reasons": list(map(str, attempt.reasons)),
            }
            for attempt in answer.attempts
        ],
        "seconds": round(answer.seconds, 1),
    }


def _staffing(chosen: Collection[str], question: Question) -> list[dict[str, Any]]:
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


def _teaching(chosen: Collection[str], question: Question) -> list[dict[str, Any]]:
    """Every delivery about which something was open: how it is given, and how it was."""
    found: list[dict[str, Any]] = []
    for delivery, ways in question.by_delivery.items():
        way = next((w for w in ways if w.id in chosen), None)
        if len(ways) > 1 and way is not None:
            line = {"delivery": delivery, "pupils": way.pupils, "groups": way.groups, "minutes": way.minutes}
            found.append(line | {"groups_now": ways[0].groups, "minutes_now": ways[0].minutes})
    return found


def _print(school: School, answer: Least, question: Question, lang: str) -> None:
    measure = answer.measure
    if answer.chosen is None:
        click.echo(
            "Not even everybody together can do it: proven."
            if answer.impossible
            else "Nothing with a roster was found in the time given."
        )
        click.echo(f"bound: {amount(question, answer.bound, measure)}")
    else:
        assert answer.score is not None
        _print_choice(school, answer.chosen, question)
        for money in ("euros", "fte"):
            click.echo(f"whole staff: {amount(question, question.score(answer.chosen, money), money)}")
        if measure not in ("euros", "fte"):
            click.echo(f"found: {amount(question, answer.score, measure)}")
        proven = "proven: nothing better can exist" if answer.proven else f"gap {answer.gap:.1%}"
        click.echo(f"bound: {amount(question, answer.bound, measure)} ({proven})")
    if answer.facts:
        more = "none can be left out" if answer.minimal else "perhaps not all are needed"
        what = "it impossible" if answer.impossible else "everything beyond the bound impossible"
        click.echo(f"what makes {what} ({more}):")
        for fact in answer.facts:
            click.echo(f"  - {fact.say(lang)}")
    for attempt in answer.attempts:
        if attempt.answer == "unknown":
            names = ", ".join(sorted(attempt.chosen)) or "nobody of them"
            click.echo(f"not decided: {names} ({amount(question, attempt.score, measure)})")
    click.echo(f"time: {answer.seconds:.1f} s")


def _print_choice(school: School, chosen: Collection[str], question: Question) -> None:
    from rich.table import Table

    from vlecht.cli.output import stdout

    if question.options:
        table = Table(title=f"Staff of {school.name or school.id}", title_justify="left")
        for name in ("staff", "", "FTE", "roles", "euros a year"):
            table.add_column(name, justify="right" if name in ("FTE", "euros a year") else "left")
        for line in _staffing(chosen, question):
            fte = f"{line['fte']:.2f}" if "fte" in line else ""
            euros = f"{line['euros']:,}" if "euros" in line else ""
            table.add_row(line["staff"], line["what"], fte, ", ".join(line.get("roles", ())), euros)
        stdout().print(table)
    teaching = _teaching(chosen, question)
    if teaching:
        table = Table(title="Given as", title_justify="left")
        for name in ("delivery", "pupils", "groups", "(now)", "minutes a week", "(now) "):
            table.add_column(name, justify="left" if name == "delivery" else "right")
        for line in teaching:
            cells = ("pupils", "groups", "groups_now", "minutes", "minutes_now")
            table.add_row(line["delivery"], *(str(line[cell]) for cell in cells))
        stdout().print(table)
