"""Synthetic secondary schools: classes, teachers per subject in teams, and a planted timetable."""

from __future__ import annotations

from vlecht.instances.secondary.recipe import SECONDARY, Secondary
from vlecht.instances.secondary.sheet import cook_secondary

__all__ = ["SECONDARY", "Secondary", "cook_secondary"]
