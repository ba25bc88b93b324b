"""``vlecht export``: a roster for the systems that schools use."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

FORMATS = ("xlsx", "ics", "csv", "json", "oneroster", "gpu001", "fet", "xhstt")


@click.command()
@click.argument("roster")
@click.option("--to", "kind", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, help="The file (ics: the directory)."
)
@click.option("--school", help="The school of the roster [default: school.json beside it].")
@click.option("--first", type=click.DateTime(["%Y-%m-%d"]), help="ics, oneroster: first day of the term.")
@click.option("--last", type=click.DateTime(["%Y-%m-%d"]), help="ics, oneroster: last day of the term.")
@click.option(
    "--holidays",
    type=click.Path(path_type=Path),
    help="ics: days without lessons, as `vlecht holidays` writes.",
)
@click.option(
    "--region",
    type=click.Choice(["noord", "midden", "zuid"]),
    help="ics: the holidays of this region instead.",
)
@click.option(
    "--of",
    "which",
    type=click.Choice(["staff", "group", "pupil", "room"]),
    multiple=True,
    help="ics: whose calendars [default: staff and group].",
)
@click.option("--delimiter", default=";", show_default=True, help="csv: between cells.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def export(
    roster: str,
    kind: str,
    out: Path,
    school: str | None,
    first: Any,
    last: Any,
    holidays: Path | None,
    region: str | None,
    which: tuple[str, ...],
    delimiter: str,
    lang: str,
) -> None:
    """Write a ROSTER as a workbook, calendars, CSV, JSON, OneRoster 1.2, Untis GPU001, FET or XHSTT.

    Calendars have dated events from the first to the last day of the term, without holidays, one file for
    every staff member and group (or what --of says).

    \b
    Examples:
      vlecht export out/kameleon --to xlsx -o kameleon.xlsx
      vlecht export out/kameleon --to ics -o calendars --first 2026-08-31 --last 2027-07-09 --region midden
      vlecht export out/kameleon --to oneroster -o kameleon.zip --first 2026-08-31 --last 2027-07-09
    """
    from vlecht.cli.locate import with_school
    from vlecht.instances.writing import write_bytes, write_text
    from vlecht.report.translations import Language
    from vlecht.report.weeks import Weeks

    index, found = with_school(roster, school)
    if kind in ("ics", "oneroster"):
        if first is None or last is None or first > last:
            raise click.UsageError(f"--to {kind} needs the term: --first and --last, in that order")
        term = (first.date(), last.date())
    if kind == "xlsx":
        from vlecht.report.book import workbook
        from vlecht.rules.judge import judge

        write_bytes(out, workbook(Weeks(index, found, Language(lang)), judge(index, found)))
    elif kind == "ics":
        number = _calendars(
            Weeks(index, found, Language(lang)), out, which, term, _free(holidays, region, term)
        )
        click.echo(f"{out}: {number} calendars")
        return
    elif kind == "csv":
        from vlecht.instances.exchange.tables_write import sessions_csv

        if len(delimiter) != 1:
            raise click.UsageError("--delimiter is one character")
        write_text(out, sessions_csv(index, found, delimiter))
    elif kind == "json":
        from vlecht.instances.roster_json import text

        write_text(out, text(found))
    elif kind == "oneroster":
        from vlecht.instances.exchange.oneroster_write import archive, tables

        write_bytes(out, archive(tables(index, found, *term), index.school.id))
    elif kind == "gpu001":
        from vlecht.instances.exchange.tables_write import gpu001

        write_text(out, gpu001(index, found))
    elif kind == "fet":
        from vlecht.instances.exchange.fet_write import fet

        write_bytes(out, fet(index, found))
    else:
        from vlecht.instances.exchange.xhstt_school import xhstt

        write_bytes(out, xhstt(index, found))
    click.echo(str(out))


def _free(file: Path | None, region: str | None, term: tuple[date, date]) -> tuple[Any, ...]:
    from vlecht.report.dates import from_csv, holidays_of

    if file is not None and region is not None:
        raise click.UsageError("name --holidays or --region, not both")
    if region is not None:
        return holidays_of(region, *term)
    if file is None:
        return ()
    try:
        return from_csv(file.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise click.UsageError(f"{file}: {error}") from None


def _calendars(
    weeks: Any, out: Path, which: tuple[str, ...], term: tuple[date, date], free: tuple[Any, ...]
) -> int:
    from vlecht.cli.report import page_name
    from vlecht.instances.writing import write_bytes
    from vlecht.report.calendars import calendar

    number = 0
    for kind in which or ("staff", "group"):
        for key in weeks.known(kind):
            number += 1
            name = page_name(key, number).removesuffix(".html") + ".ics"
            write_bytes(out / kind / name, calendar(weeks, kind, key, *term, free))
    return number
