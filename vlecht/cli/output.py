"""What commands print: findings, cost tables, JSON; colour only in a terminal, and NO_COLOR holds."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vlecht.instances.findings import Finding
from vlecht.models.roster import RuleCost
from vlecht.models.school import School

PLAIN_WIDTH = 140
"""Width of tables when standard output is not a terminal."""


def stdout() -> Console:
    """A console on standard output, wide enough for tables when it is a file or a pipe."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False)


def stderr() -> Console:
    """A console on standard error."""
    return Console(file=sys.stderr, width=None if sys.stderr.isatty() else PLAIN_WIDTH, highlight=False)


def print_json(data: Any) -> None:
    """Plain data as JSON on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_findings(findings: Iterable[Finding], err: bool = True) -> None:
    """Findings, one paragraph each, and how many."""
    found = tuple(findings)
    for finding in found:
        click.echo(f"{finding.severity}: {finding}", err=err)
    mistakes = sum(finding.severity == "error" for finding in found)
    click.echo(f"{count(mistakes, 'error')}, {count(len(found) - mistakes, 'warning')}.", err=err)


def school_with_warnings(source: str) -> School:
    """A school to work with. Pins that cannot be kept are told of on standard error, one line each.

    Raises as :func:`~vlecht.instances.registry.load_school`.
    """
    from vlecht.instances.findings import InputError
    from vlecht.instances.registry import SAMPLE, examine_school, load_school

    if source.startswith(SAMPLE):
        return load_school(source)
    reading = examine_school(source)
    if reading.school is None:
        raise InputError(reading.findings)
    for finding in reading.findings:
        if finding.code == "stale-pin":
            click.echo(f"{finding.severity}: {finding}", err=True)
    return reading.school


def count(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def cost_table(costs: Iterable[RuleCost], everything: bool = False) -> Table:
    """Cost per rule: those with violations, or every rule that is on."""
    table = Table(title="Cost per rule", title_justify="left")
    table.add_column("rule")
    table.add_column("mode")
    for name in ("count", "amount", "cost"):
        table.add_column(name, justify="right")
    shown = [line for line in costs if everything or line.count]
    for line in shown:
        style = "bold red" if line.mode == "hard" and line.count else ""
        cost = "-" if line.mode == "hard" else str(line.cost)
        table.add_row(Text(line.rule, style=style), line.mode, str(line.count), str(line.amount), cost)
    if not shown:
        table.add_row("(no violations)", "", "0", "0", "0")
    return table
