"""``vlecht formation``: what-if questions about the staffing, in batches."""

from __future__ import annotations

import click

from vlecht.cli.formation.least import least
from vlecht.cli.formation.most import most
from vlecht.cli.formation.plan import plan
from vlecht.cli.formation.report import report
from vlecht.cli.formation.run import run


@click.group()
def formation() -> None:
    """What if somebody leaves, or comes? Solve many scenarios, compare them, find the least staff.

    A scenario file (TOML) says what changes: see docs/formation.md.

    \b
    Examples:
      vlecht formation plan scenarios.toml
      vlecht formation run scenarios.toml -o out/what-if
      vlecht formation report out/what-if
      vlecht formation least school.json --candidates candidates.toml
      vlecht formation most school.json --budget 950000 --of support
    """


for command in (plan, run, report, least, most):
    formation.add_command(command)
