"""The comparison itself: lines with verdicts, ranked; what differs from the base; trade-offs; robustness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from vlecht.models.formation import Outcome, Row
from vlecht.models.phrases import Phrase
from vlecht.report.formation.columns import COLUMN, COLUMNS, PARETO, Column, Value

Verdict = Literal["feasible", "infeasible", "unknown", "skipped", "failed", "open"]
"""``infeasible`` is proven; ``unknown`` proves nothing; ``open``: not solved yet."""

_ORDER: tuple[Verdict, ...] = ("feasible", "unknown", "open", "failed", "infeasible", "skipped")
NEUTRAL = "as-is"
BASE = "base"


@dataclass
class Line:
    """A scenario of a school: the best of its seeds. ``rank`` from 1 within its school; ``front``: no other
    scenario of the school is better in money, group size and workload together."""

    row: Row
    outcome: Outcome | None
    verdict: Verdict
    seeds: int = 1
    base: Line | None = None
    rank: int = 0
    front: bool = False
    values: dict[str, Value] = field(default_factory=dict)

    def differs(self, column: Column) -> bool:
        """Whether the figure differs from the base's."""
        if self.base is None or self.base is self:
            return False
        return column.differs(self.values[column.id], self.base.values[column.id])

    def better(self, column: Column) -> bool | None:
        """Whether a differing figure is better than the base's (``None``: neither)."""
        value = self.values[column.id]
        other = self.base.values[column.id] if self.base else None
        if value is None or other is None or not column.better:
            return None
        return (value - other) * column.better > 0

    @property
    def reasons(self) -> tuple[Phrase, ...]:
        """Why it does not work, or why there is no answer."""
        if self.row.obstacles:
            return self.row.obstacles
        if self.row.skipped:
            return (_same(self.row.skipped),)
        if self.outcome is None:
            return ()
        if self.verdict == "infeasible":
            return self.outcome.reasons or (_same(self.outcome.message),)
        return (_same(self.outcome.message.splitlines()[0]),) if self.outcome.message else ()


def _same(text: str) -> Phrase:
    """What is said in one language only."""
    return Phrase(text, text)


@dataclass(frozen=True)
class Robust:
    """How a school, as some other choices have it, bears one change of an axis at a time."""

    school: str
    axis: str
    title: str
    lines: tuple[Line, ...]

    def number(self, verdict: Verdict) -> int:
        """Lines with a verdict."""
        return sum(line.verdict == verdict for line in self.lines)


@dataclass(frozen=True)
class Comparison:
    """Everything that is shown: lines per school, base first and then by rank; axes that vary one thing."""

    about: Mapping[str, Any]
    lines: tuple[Line, ...]
    robust: tuple[Robust, ...]

    @property
    def schools(self) -> tuple[str, ...]:
        """Schools in order."""
        return tuple(dict.fromkeys(line.row.school for line in self.lines))

    def of(self, school: str) -> tuple[Line, ...]:
        """The lines of a school."""
        return tuple(line for line in self.lines if line.row.school == school)

    def differing(self, lines: Iterable[Line]) -> tuple[Column, ...]:
        """Figures in which at least one line differs from its base."""
        found = list(lines)
        return tuple(column for column in COLUMNS if any(line.differs(column) for line in found))


def compare(about: Mapping[str, Any], rows: Iterable[Row], outcomes: Mapping[str, Outcome]) -> Comparison:
    """The comparison of a batch, finished or not."""
    kept: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        kept[row.school, row.scenario].append(row)
    lines = [_best(found, outcomes) for found in kept.values()]
    bases = {line.row.school: line for line in lines if line.row.scenario == BASE}
    for line in lines:
        line.base = bases.get(line.row.school)
    ordered: list[Line] = []
    for school in dict.fromkeys(line.row.school for line in lines):
        ordered += _ranked([line for line in lines if line.row.school == school])
    return Comparison(about, tuple(ordered), tuple(_robust(about, ordered)))


def verdict_of(row: Row, outcome: Outcome | None) -> Verdict:
    """The answer in one of six words."""
    if row.skipped:
        return "skipped"
    if row.obstacles:
        return "infeasible"
    if outcome is None:
        return "open"
    if outcome.figures is not None:
        return "feasible"
    if outcome.answer in ("infeasible", "failed"):
        return outcome.answer
    return "unknown"


def _best(rows: Sequence[Row], outcomes: Mapping[str, Outcome]) -> Line:
    """The line of a scenario: of its seeds the one with the best answer and the lowest cost."""
    found = []
    for row in rows:
        outcome = outcomes.get(row.key) if row.key else None
        line = Line(row, outcome, verdict_of(row, outcome), len(rows))
        line.values = {column.id: column.value(row, outcome) for column in COLUMNS}
        found.append(line)
    # A proof that there is none holds whatever the seed; else a roster beats none.
    order: tuple[Verdict, ...] = ("feasible", "infeasible", "unknown", "failed", "open", "skipped")
    return min(found, key=lambda line: (order.index(line.verdict), line.values["cost"] or 0))


def _ranked(lines: list[Line]) -> list[Line]:
    """Base first; then those that work within the money there is, trade-offs first, by roster cost."""
    works = [line for line in lines if line.verdict == "feasible"]
    for line in works:
        line.front = not any(_dominates(other, line) for other in works)
    ordered = sorted(
        lines,
        key=lambda line: (
            _ORDER.index(line.verdict),
            (line.values["short"] or 0) > 0.5,
            not line.front,
            line.values["cost"] or 0,
            line.values["euros"] or 0,
        ),
    )
    for number, line in enumerate(ordered, 1):
        line.rank = number
    return sorted(ordered, key=lambda line: line.row.scenario != BASE)


def _dominates(one: Line, other: Line) -> bool:
    pairs = [(one.values[name], other.values[name], COLUMN[name]) for name in PARETO]
    if any(a is None or b is None for a, b, _ in pairs):
        return False
    no_worse = all(a is not None and b is not None and a <= b + 1e-9 for a, b, _ in pairs)
    return no_worse and any(
        a is not None and b is not None and a < b and column.differs(a, b) for a, b, column in pairs
    )


def _robust(about: Mapping[str, Any], lines: Sequence[Line]) -> Iterable[Robust]:
    """Per axis that varies one thing at a time, and per combination of the other axes."""
    for axis in about.get("axes", ()):
        if not axis["each"]:
            continue
        groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[Line]] = defaultdict(list)
        for line in lines:
            points = dict(line.row.points)
            if points.get(axis["id"], NEUTRAL) != NEUTRAL:
                rest = tuple((a, p) for a, p in line.row.points if a != axis["id"])
                groups[line.row.school, rest].append(line)
        for (school, rest), found in groups.items():
            others = " + ".join(point for _, point in rest if point != NEUTRAL)
            yield Robust(school, axis["name"].replace("{each}", "…") or axis["id"], others, tuple(found))
