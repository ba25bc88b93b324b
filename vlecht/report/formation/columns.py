"""What scenarios are compared by: one line per figure, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from vlecht.models.formation import Outcome, RosterFigures, Row, StaffFigures

Value = float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A figure. ``better``: -1 when less is better, 1 when more is, 0 when it depends. ``digits`` are shown;
    ``same``: a difference up to this is none."""

    id: str
    section: Literal["money and staff", "teaching", "work pressure", "quality"]
    better: Literal[-1, 0, 1]
    digits: int
    same: float
    of_row: Callable[[Row, Outcome | None], Value]

    @property
    def words(self) -> str:
        """The key of its words."""
        return f"col {self.id}"

    def value(self, row: Row, outcome: Outcome | None) -> Value:
        """The figure; ``None`` when there is none (no roster)."""
        return self.of_row(row, outcome)

    def differs(self, value: Value, other: Value) -> bool:
        """Whether two values differ by more than counts."""
        return value is not None and other is not None and abs(value - other) > self.same + 1e-9


def _staff(read: Callable[[StaffFigures], float]) -> Callable[[Row, Outcome | None], Value]:
    return lambda row, _: read(row.staff)


def _figure(read: Callable[[RosterFigures], float]) -> Callable[[Row, Outcome | None], Value]:
    def found(_: Row, outcome: Outcome | None) -> Value:
        return None if outcome is None or outcome.figures is None else read(outcome.figures)

    return found


COLUMNS: tuple[Column, ...] = (
    Column("euros", "money and staff", -1, 0, 0.5, _staff(lambda s: s.euros)),
    Column("short", "money and staff", -1, 0, 0.5, _staff(lambda s: s.short)),
    Column("fte", "money and staff", 0, 2, 0.004, _staff(lambda s: s.fte)),
    Column("persons", "money and staff", 0, 0, 0, _staff(lambda s: s.persons)),
    Column("pupils", "money and staff", 0, 0, 0, _staff(lambda s: s.pupils)),
    Column("group_size", "teaching", -1, 1, 0.1, _figure(lambda f: f.group_size.mean)),
    Column("largest_group", "teaching", -1, 0, 0, _figure(lambda f: f.group_size.most)),
    Column("class_size", "teaching", -1, 1, 0.1, _figure(lambda f: f.class_size)),
    Column("instruction", "teaching", 1, 0, 2, _figure(lambda f: f.instruction.mean)),
    Column("least_instruction", "teaching", 1, 0, 2, _figure(lambda f: f.instruction.least)),
    Column("in_groups", "teaching", 0, 0, 2, _figure(lambda f: f.in_groups)),
    Column("supported", "teaching", 0, 0, 0, _figure(lambda f: f.supported)),
    Column("support", "teaching", 1, 0, 1, _figure(lambda f: f.support.mean)),
    Column("alone", "teaching", 1, 0, 1, _figure(lambda f: f.alone)),
    Column("independent", "teaching", 0, 0, 2, _figure(lambda f: f.independent.mean)),
    Column("own_teacher", "teaching", 1, 0, 15, _figure(lambda f: f.own_teacher.mean)),
    Column("least_own_teacher", "teaching", 1, 0, 15, _figure(lambda f: f.own_teacher.least)),
    Column("faces", "teaching", -1, 1, 0.2, _figure(lambda f: f.faces.mean)),
    Column("room_changes", "teaching", -1, 1, 0.3, _figure(lambda f: f.room_changes.mean)),
    Column("contact", "work pressure", -1, 0, 0.5, _figure(lambda f: 100 * f.contact.mean)),
    Column("over_95", "work pressure", -1, 0, 0, _figure(lambda f: f.over_95)),
    Column("guided", "work pressure", 0, 0, 5, _figure(lambda f: f.guided.mean)),
    Column("per_guide", "work pressure", -1, 1, 0.2, _figure(lambda f: f.per_guide)),
    Column("free", "work pressure", 1, 0, 5, _figure(lambda f: f.free)),
    Column("freed", "work pressure", 1, 0, 0, _figure(lambda f: sum(f.freed.values()))),
    Column("handovers", "work pressure", -1, 0, 0, _figure(lambda f: f.handovers)),
    Column("gaps", "work pressure", -1, 0, 5, _figure(lambda f: f.gaps)),
    Column("breaks", "work pressure", 1, 0, 0.5, _figure(lambda f: 100 * f.breaks)),
    Column("cost", "quality", -1, 0, 0, lambda _, o: None if o is None else o.cost),
    Column("bound", "quality", 0, 0, 0, lambda _, o: None if o is None else o.bound),
)
"""All figures; adding one is adding its line and its words."""

COLUMN: dict[str, Column] = {column.id: column for column in COLUMNS}

PARETO = ("euros", "class_size", "contact")
"""What trade-offs are between: money, group size and workload; less is better of each."""
