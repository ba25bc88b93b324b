"""The comparison as one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vlecht.models.formation import Spent
from vlecht.report.document import render_document
from vlecht.report.formation.columns import COLUMNS, Column
from vlecht.report.formation.compare import Comparison, Line, Robust
from vlecht.report.formation.words import all_differences, differences, number
from vlecht.report.translations import Language

SECTIONS = ("money and staff", "teaching", "work pressure", "quality")
MANY = 40
"""With more lines than this charts show the first ones only."""


@dataclass(frozen=True)
class Cell:
    """A figure as it is shown. ``kind``: ``same``, ``other``, ``good`` or ``bad`` beside the base."""

    text: str
    kind: str
    title: str = ""


def render(comparison: Comparison, lang: str, roster_link: Callable[[str], str | None]) -> str:
    """The page of a comparison. ``roster_link`` gives the address of a task's roster page, when it has one.

    ``lang`` is ``nl`` or ``en``; raises ``ValueError`` for another.
    """
    say = Language(lang)
    schools = comparison.schools
    return render_document(
        "formation.html.j2",
        lang,
        comparison=comparison,
        about=comparison.about,
        schools=[_School(comparison, name, say, roster_link) for name in schools],
        several=len(schools) > 1,
        robust=[_robust(found, say) for found in comparison.robust],
        sections=SECTIONS,
        overview=_overview(comparison, say) if len(schools) > 1 else None,
    )


class _School:
    """What the page shows of one school."""

    def __init__(
        self, comparison: Comparison, name: str, say: Language, roster_link: Callable[[str], str | None]
    ) -> None:
        self.id = name
        self.name = comparison.about.get("schools", {}).get(name, name)
        self.say = say
        self.lines = comparison.of(name)
        self._link = roster_link
        columns = comparison.differing(self.lines)
        always = {"euros", "fte", "class_size", "instruction", "contact", "cost"}
        self.columns: dict[str, list[Column]] = {
            section: [c for c in COLUMNS if c.section == section and (c in columns or c.id in always)]
            for section in SECTIONS
        }
        self.works = [line for line in self.lines if line.verdict == "feasible"][:MANY]

    def title(self, line: Line) -> str:
        """A line's name."""
        return self.say("base") if line.row.name == "base" else line.row.name

    def link(self, line: Line) -> str | None:
        """The address of its roster."""
        return self._link(line.row.key) if line.row.key and line.outcome else None

    def words(self, line: Line) -> list[str]:
        """The difference to the base in words."""
        return list(differences(line, self.say))

    def every(self, line: Line) -> tuple[str, ...]:
        """Every difference."""
        return all_differences(line, self.say)

    def cell(self, line: Line, column: Column) -> Cell:
        """A figure beside the base's."""
        text = number(line.values[column.id], column.digits, self.say)
        if not line.differs(column):
            return Cell(text, "same")
        better = line.better(column)
        before = line.base.values[column.id] if line.base else None
        title = f"{self.say('base')}: {number(before, column.digits, self.say)}"
        return Cell(text, "other" if better is None else "good" if better else "bad", title)

    def bars(self, column_id: str, digits: int = 1) -> list[dict[str, Any]]:
        """A figure of every scenario that works, as bars."""
        return [
            {
                "label": self.title(line),
                "value": round(line.values[column_id] or 0, digits),
                "text": number(line.values[column_id], digits, self.say),
                "series": 2 if line.row.scenario == "base" else 1,
            }
            for line in self.works
        ]

    @property
    def trade_offs(self) -> list[dict[str, Any]]:
        """Money against pupils taught together."""
        return [
            {
                "name": self.title(line) + (" ★" if line.front else ""),
                "x": round(line.values["euros"] or 0),
                "y": line.values["class_size"] or 0.0,
                "mark": line.front,
            }
            for line in self.works
        ]

    def costs(self, line: Line) -> list[tuple[str, int]]:
        """Rules that cost, the most first."""
        found = line.outcome.costs if line.outcome is not None else ()
        return sorted(((c.rule, c.cost) for c in found if c.cost), key=lambda rc: -rc[1])

    @property
    def rules(self) -> list[str]:
        """Rules that cost in any scenario."""
        names = [rule for line in self.works for rule, _ in self.costs(line)]
        return sorted(dict.fromkeys(names), key=lambda rule: -names.count(rule))

    @property
    def roles(self) -> list[str]:
        """Roles in any scenario."""
        return list(dict.fromkeys(role for line in self.lines for role in line.row.staff.by_role))

    @property
    def sources(self) -> list[str]:
        """Funding sources in any scenario."""
        return list(dict.fromkeys(name for line in self.lines for name in line.row.staff.by_funding))

    def spent(self, line: Line, source: str) -> Spent:
        """What a scenario spends of a source."""
        return line.row.staff.by_funding.get(source, Spent())

    def fte(self, line: Line, role: str) -> str:
        """FTE in a role."""
        return number(line.row.staff.by_role.get(role, Spent()).fte, 2, self.say)

    def euro(self, value: float | None) -> str:
        """Euros."""
        return number(value, 0, self.say)


def _robust(found: Robust, say: Language) -> dict[str, Any]:
    return {
        "school": found.school,
        "axis": found.axis,
        "title": found.title,
        "works": found.number("feasible"),
        "total": len(found.lines),
        "undecided": len(found.lines) - found.number("feasible") - found.number("infeasible"),
        "lines": [
            {
                "name": line.row.name,
                "verdict": line.verdict,
                "words": say(f"answer {line.verdict}"),
                "why": [reason.say(say.code) for reason in line.reasons]
                if line.verdict != "feasible"
                else list(differences(line, say)),
            }
            for line in sorted(found.lines, key=lambda line: line.verdict == "feasible")
        ],
    }


def _overview(comparison: Comparison, say: Language) -> dict[str, Any]:
    """Scenarios, in how many schools each works, and per school the answer to each of them."""
    names: dict[str, str] = {}
    for line in comparison.lines:
        names.setdefault(line.row.scenario, say("base") if line.row.name == "base" else line.row.name)
    schools = []
    for school in comparison.schools:
        lines = {line.row.scenario: line for line in comparison.of(school)}
        cells = [lines.get(name) for name in names]
        schools.append(
            {"id": school, "name": comparison.about.get("schools", {}).get(school, school), "cells": cells}
        )
    works = [
        sum(line.verdict == "feasible" for line in comparison.lines if line.row.scenario == name)
        for name in names
    ]
    return {"scenarios": list(names.values()), "works": works, "schools": schools}
