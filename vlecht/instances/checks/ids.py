"""Ids: each stands once."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.instances.checks.base import Document, Path
from vlecht.instances.checks.walk import values
from vlecht.instances.findings import Finding
from vlecht.instances.shape import describe

LISTS = (
    "calendar.breaks[].id",
    "calendar.periods[].id",
    "sites[].id",
    "rooms[].id",
    "equipment[].id",
    "subjects[].id",
    "clusters[].id",
    "home_groups[].id",
    "pupils[].id",
    "roles[].id",
    "staff[].id",
    "deliveries[].id",
    "deliveries[].stations[].id",
    "deliveries[].offers[].id",
    "meetings[].id",
    "funding[].id",
)
"""Where ids are given. Ids in one list must differ; stations and offers only within their delivery."""


def check(document: Document) -> Iterator[Finding]:
    """Every id that stands twice in its list."""
    for pattern in LISTS:
        first: dict[tuple[Path, str], Path] = {}
        for path, value in values(document.data, pattern):
            if not isinstance(value, str):
                continue
            before = first.setdefault((path[:-2], value), path)
            if before != path:
                yield document.finding(
                    path,
                    value,
                    f"is used before, at {describe(document.data, before).split(' (')[0]}",
                    "give each its own id",
                    "duplicate-id",
                )
