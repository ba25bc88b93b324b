"""What checks are given, and how they say what they found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from vlecht.instances.findings import Finding, Severity, shown
from vlecht.instances.shape import describe
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.models.school import School

Path = tuple[str | int, ...]
"""Where something stands: field names and list positions."""


@dataclass(frozen=True)
class Document:
    """A file as plain data: what shape-independent checks read. Its fields may hold anything."""

    file: str
    data: dict[str, Any]

    def finding(
        self, path: Path, value: Any, problem: str, remedy: str, code: str, severity: Severity = "error"
    ) -> Finding:
        """A finding at a place of the file. ``value`` is shown unless it is ``None``."""
        text = "" if value is None else shown(value)
        return Finding(self.file, describe(self.data, path), text, problem, remedy, code, severity)


@dataclass(frozen=True)
class Facts(Document):
    """A document whose shape and references are right: the school, looked up by id, and its plan."""

    school: School

    @cached_property
    def index(self) -> SchoolIndex:
        """The school looked up by id."""
        return SchoolIndex(self.school)

    @cached_property
    def plan(self) -> Plan:
        """The blocks and choices that follow from the school."""
        return expand(self.index)


DocumentCheck = Callable[[Document], Iterator[Finding]]
"""A check on plain data."""

SchoolCheck = Callable[[Facts], Iterator[Finding]]
"""A check on a school whose references are right."""
