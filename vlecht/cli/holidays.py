"""``vlecht holidays``: Dutch school holidays of a region, to be checked and edited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command()
@click.option("--region", type=click.Choice(["noord", "midden", "zuid"]), required=True)
@click.option("--first", type=click.DateTime(["%Y-%m-%d"]), required=True, help="First day of the term.")
@click.option("--last", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Last day of the term.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The file [default: standard output].")
def holidays(region: str, first: Any, last: Any, out: Path | None) -> None:
    """List school and public holidays between two days, as a file for `export --holidays`.

    Known school years: 2025-2026 and 2026-2027. Check them, add your own days off, and keep the file.

    \b
    Example:
      vlecht holidays --region midden --first 2026-08-31 --last 2027-07-09 -o holidays.csv
    """
    from vlecht.instances.writing import write_text
    from vlecht.report.dates import as_csv, holidays_of

    text = as_csv(holidays_of(region, first.date(), last.date()))
    if out is None:
        click.echo(text, nl=False)
        return
    if out.exists():
        raise click.UsageError(f"{out} exists already; choose another name")
    write_text(out, text)
    click.echo(str(out))
