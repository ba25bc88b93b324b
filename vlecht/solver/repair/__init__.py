"""Mending a week: little change, options of different kinds, each checked."""

from vlecht.solver.repair.repair import repair

__all__ = ["repair"]
