"""Money: staff are paid from funding sources that exist."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.instances.checks.base import Document
from vlecht.instances.checks.walk import values
from vlecht.instances.findings import Finding, did_you_mean


def check(document: Document) -> Iterator[Finding]:
    """Sources that staff name but the school does not list. A school that lists none may use any word."""
    known = {value: None for _, value in values(document.data, "funding[].id") if isinstance(value, str)}
    if not known:
        return
    for path, value in values(document.data, "staff[].funding"):
        if isinstance(value, str) and value and value not in known:
            yield document.finding(
                path,
                value,
                "is not a funding source of this school",
                did_you_mean(value, known),
                "unknown-reference",
            )
