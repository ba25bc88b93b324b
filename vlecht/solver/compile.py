"""A school compiled: the frame's problem under the constraints of its rules, each with its provenance."""

from __future__ import annotations

from collections.abc import Collection

from vlecht.core.constraints.base import Constraint
from vlecht.core.problem import Problem
from vlecht.rules.frame import Frame
from vlecht.rules.registry import RULES


def constraints_of(frame: Frame, only: Collection[str] | None = None) -> tuple[Constraint, ...]:
    """The core constraints of all rules that are on (or of ``only`` these rules)."""
    found: list[Constraint] = []
    for rule in RULES:
        setting = rule.setting(frame.index)
        if setting.mode != "off" and (only is None or rule.id in only):
            found.extend(rule.constraints(frame.index, frame, setting))
    return tuple(found)


def compile_school(frame: Frame, only: Collection[str] | None = None) -> Problem:
    """The whole problem, or the problem under some rules only."""
    return frame.problem.with_constraints(constraints_of(frame, only))
