"""The comparison as CSV: a line per school, scenario and seed, every figure a column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from vlecht.models.formation import Outcome, Row
from vlecht.report.formation.columns import COLUMNS, Value
from vlecht.report.formation.compare import verdict_of
from vlecht.report.translations import Language

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the start of a cell."""


def as_csv(rows: Iterable[Row], outcomes: Mapping[str, Outcome], lang: str = "nl") -> str:
    """The table as spreadsheets of that language read it: ``;`` and decimal commas in Dutch.

    Starts with a byte order mark, without which Excel takes UTF-8 for something else.
    """
    say = Language(lang)
    dutch = lang == "nl"
    found = list(rows)
    roles = sorted({role for row in found for role in row.staff.by_role})
    sources = sorted({name for row in found for name in row.staff.by_funding})
    rules = sorted({line.rule for outcome in outcomes.values() for line in outcome.costs})
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if dutch else ",", lineterminator="\r\n")
    writer.writerow(
        [say(word) for word in ("school", "scenario", "name", "seed", "answer", "why")]
        + [say(column.words) for column in COLUMNS]
        + [say("who is freed")]
        + [f"{say('col fte')} {_plain(role)}" for role in roles]
        + [f"{say('spent')} {_plain(name)}" for name in sources]
        + [f"{say('available')} {_plain(name)}" for name in sources]
        + [f"{say('cost')} {rule}" for rule in rules]
    )

    def shown(value: Value, digits: int = 2) -> str:
        if value is None:
            return ""
        plain = f"{value:.{digits}f}"
        return plain.replace(".", ",") if dutch else plain

    for row in found:
        outcome = outcomes.get(row.key) if row.key else None
        verdict = verdict_of(row, outcome)
        why = [reason.say(lang) for reason in row.obstacles] or [row.skipped]
        if not row.obstacles and outcome is not None and verdict != "feasible":
            why = [reason.say(lang) for reason in outcome.reasons] or [outcome.message]
        figures = outcome.figures if outcome is not None else None
        freed = figures.freed if figures is not None else {}
        costs = {line.rule: line.cost for line in outcome.costs} if outcome is not None else {}
        money = row.staff.by_funding
        writer.writerow(
            [_plain(t) for t in (row.school, row.scenario, row.name)]
            + [str(row.seed), say(f"answer {verdict}"), _plain("; ".join(why))]
            + [shown(column.value(row, outcome), column.digits) for column in COLUMNS]
            + [_plain(", ".join(f"{who} {minutes}" for who, minutes in freed.items()))]
            + [shown(row.staff.by_role[role].fte) if role in row.staff.by_role else "" for role in roles]
            + [shown(money[name].euros, 0) if name in money else "" for name in sources]
            + [shown(money[name].available, 0) if name in money else "" for name in sources]
            + [str(costs[rule]) if rule in costs else "" for rule in rules]
        )
    return "\ufeff" + text.getvalue()


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
