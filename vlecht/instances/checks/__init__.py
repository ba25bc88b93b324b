"""What is checked of a school file after its syntax: one family of checks per file, listed here."""

from __future__ import annotations

from vlecht.instances.checks import (
    clock,
    curriculum,
    day,
    forms,
    ids,
    levels,
    money,
    needed,
    packing,
    pins,
    pins_kept,
    places,
    policy,
    references,
    seats,
)
from vlecht.instances.checks.base import DocumentCheck, SchoolCheck

DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    needed.check,
    ids.check,
    references.check,
    clock.check,
    policy.check,
    money.check,
)
"""Checks on plain data; they run beside the check of the shape, so that all is reported at once."""

SCHOOL_CHECKS: tuple[SchoolCheck, ...] = (
    day.check,
    levels.check,
    curriculum.check,
    packing.check,
    forms.check,
    places.check,
    seats.check,
    pins.check,
    pins_kept.check,
)
"""Checks of sense; they need a school whose shape and references are right."""
