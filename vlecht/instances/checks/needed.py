"""Lists that may not be empty where the model allows it: what follows from them would make no sense."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.instances.checks.base import Document
from vlecht.instances.checks.walk import values
from vlecht.instances.findings import Finding

NEEDED: tuple[tuple[str, str], ...] = (
    ("calendar.days", "school day"),
    ("calendar.lessons", "window for lessons"),
    ("home_groups[].years", "year"),
    ("staff[].roles", "role"),
    ("meetings[].windows", "window"),
)
"""(list, what it must name at least one of)."""


def check(document: Document) -> Iterator[Finding]:
    """Every such list that is empty, and deliveries to no home group."""
    for pattern, what in NEEDED:
        for path, found in values(document.data, pattern):
            if found == []:
                yield document.finding(path, None, f"names no {what}", "name at least one", "too-few")
    for path, groups in values(document.data, "deliveries[].home_groups"):
        form = document.data["deliveries"][path[1]].get("form")
        if groups == [] and form != "support":  # support may name its pupils instead
            yield document.finding(path, None, "names no home group", "name at least one", "too-few")
