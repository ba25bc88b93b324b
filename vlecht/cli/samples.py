"""``vlecht samples``: the sample schools."""

from __future__ import annotations

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
def samples(as_json: bool) -> None:
    """List the sample schools with their sizes. All of them are synthetic.

    Use one wherever a school is asked, as sample:NAME.
    """
    from rich.table import Table
    from rich.text import Text

    from vlecht.cli.output import print_json, stdout
    from vlecht.instances.samples import SAMPLES, sample

    rows = []
    for name in SAMPLES:
        school = sample(name).school
        rows.append(
            {
                "name": name,
                "pupils": len(school.pupils),
                "home_groups": len(school.home_groups),
                "clusters": len(school.clusters),
                "staff": len(school.staff),
                "rooms": len(school.rooms),
                "what": SAMPLES[name],
            }
        )
    if as_json:
        print_json(rows)
        return
    table = Table(title="Sample schools (synthetic)", title_justify="left")
    for column in rows[0] if rows else ():
        table.add_column(column.replace("_", " "), justify="left" if column in ("name", "what") else "right")
    for row in rows:
        table.add_row(*(Text(str(value)) for value in row.values()))
    stdout().print(table)
