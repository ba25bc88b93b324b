"""``vlecht log``: the versions of a run folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command()
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The versions as JSON.")
def log(directory: Path, as_json: bool) -> None:
    """List every roster of a run folder DIRECTORY: when and how it was made, from which, and what it costs.

    Rosters are never overwritten: the newest is roster.json, older ones are roster.N.json.

    \b
    Example:
      vlecht log out/kameleon
    """
    from vlecht.cli.output import print_json
    from vlecht.instances.findings import SourceError
    from vlecht.instances.versions import versions

    found = versions(directory)
    if not found:
        raise SourceError(f"{directory}: there is no roster in this folder")
    files = {version.hash: version.file.name for version in found}
    rows: list[dict[str, Any]] = [
        {
            "file": version.file.name,
            "hash": version.hash,
            "made": version.made or None,
            "how": version.how or None,
            "from": version.parent,
            "from_file": files.get(version.parent or ""),
            "cost": version.roster.run.cost,
            "school": version.roster.run.school_hash or None,
        }
        for version in found
    ]
    if as_json:
        print_json(rows)
        return
    _print(rows)


def _print(rows: list[dict[str, Any]]) -> None:
    from rich.table import Table

    from vlecht.cli.output import stdout

    table = Table()
    for column in ("file", "hash", "made", "how", "from"):
        table.add_column(column)
    table.add_column("cost", justify="right")
    for row in rows:
        origin = row["from_file"] or row["from"] or "-"
        cost = "-" if row["cost"] is None else str(row["cost"])
        table.add_row(row["file"], row["hash"], row["made"] or "-", row["how"] or "-", origin, cost)
    stdout().print(table)
