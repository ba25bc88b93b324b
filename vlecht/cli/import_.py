"""``vlecht import``: pupils, groups, staff from the systems a school has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from vlecht.cli.exits import Exit


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "kind",
    type=click.Choice(["edexml", "oneroster", "untis", "fet", "csv"]),
    required=True,
    help="What the file is.",
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="The school file to write (.json or .xlsx)."
)
@click.option(
    "--into",
    "school",
    metavar="SCHOOL",
    help="Merge into this school, complete or not, by id; it is not changed itself.",
)
@click.option("--remove", is_flag=True, help="Also take out pupils who are no longer in the import.")
@click.option(
    "--column",
    "columns",
    metavar="FIELD=HEADER",
    multiple=True,
    help="csv: which column is what: id, name, year, home_group, level:SUBJECT.",
)
@click.option("--delimiter", help="csv, untis: between cells [default: found out].")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@click.pass_context
def import_(
    ctx: click.Context,
    source: Path,
    kind: str,
    out: Path | None,
    school: str | None,
    remove: bool,
    columns: tuple[str, ...],
    delimiter: str | None,
    as_json: bool,
) -> None:
    """Read pupils, groups and staff from EDEXML, OneRoster, Untis, FET or any CSV file.

    Says what is new, gone and changed, and what could not be used. Without --out nothing is written. What
    an import does not know (rooms, curriculum) stays as it is in --into, or is to be filled in.

    \b
    Examples:
      vlecht import EDEX.XML --from edexml --into school.xlsx -o filled.xlsx
      vlecht import list.csv --from csv --column id=Nr --column level:math=DLE --into a.xlsx -o b.xlsx
    """
    from vlecht.cli.output import print_json
    from vlecht.instances.exchange.merge import merge
    from vlecht.instances.exchange.partial import read_partial

    found = _read(kind, source, columns, delimiter)
    before: dict[str, Any] = {} if school is None else read_partial(school)
    data, changes = merge(before, found, remove)
    usable = _write(data, out) if out is not None else None
    if as_json:
        listed = [{"what": c.what, "kind": c.kind, "id": c.id, "details": list(c.details)} for c in changes]
        print_json({"changes": listed, "notes": found.notes, "usable": usable})
    else:
        for change in changes:
            click.echo(str(change))
        for note in found.notes:
            click.echo(f"note: {note}")
        counts = {what: sum(c.what == what for c in changes) for what in ("new", "changed", "gone")}
        click.echo(", ".join(f"{number} {what}" for what, number in counts.items()))
        if out is not None:
            click.echo(
                f"{out}" + ("" if usable else ": not complete yet; vlecht validate says what to fill in")
            )
    ctx.exit(Exit.DONE)


def _read(kind: str, source: Path, columns: tuple[str, ...], delimiter: str | None) -> Any:
    from vlecht.instances.exchange import columns as any_csv
    from vlecht.instances.exchange import edexml, fet_read, oneroster_read, untis
    from vlecht.instances.source import read_bytes

    if columns and kind != "csv":
        raise click.UsageError("--column goes with --from csv")
    if kind == "csv":
        pairs = [column.partition("=") for column in columns]
        if not pairs or not all(field and mark and head for field, mark, head in pairs):
            raise click.UsageError("say which column is what: --column id=Nummer --column level:math=Score")
        return any_csv.read(source, {field: head for field, _, head in pairs}, delimiter)
    if kind == "untis":
        return untis.read(source, delimiter)
    if kind == "oneroster":
        return oneroster_read.read(source)
    reader = edexml.read if kind == "edexml" else fet_read.read
    return reader(*read_bytes(source))


def _write(data: dict[str, Any], out: Path) -> bool:
    """Writes a school, complete or not; says whether it can be used as it is."""
    from vlecht.instances.exchange.partial import write_partial

    if out.exists():
        raise click.UsageError(f"{out} exists already; choose another name")
    return write_partial(data, out)
