"""Levels: a band is one of its subject's."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.instances.checks.base import Facts
from vlecht.instances.findings import Finding, did_you_mean


def check(facts: Facts) -> Iterator[Finding]:
    """Levels that are words but not bands of their subject."""
    for position, pupil in enumerate(facts.school.pupils):
        for subject, level in pupil.levels.items():
            bands = facts.index.subjects[subject].bands
            if isinstance(level, str) and level not in bands:
                remedy = (
                    did_you_mean(level, bands)
                    if bands
                    else f"give {subject} bands, or write a number or null"
                )
                yield facts.finding(
                    ("pupils", position, "levels", subject),
                    level,
                    f"is not a band of {subject}",
                    remedy,
                    "unknown-band",
                )
