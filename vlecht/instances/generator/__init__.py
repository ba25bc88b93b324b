"""Synthetic schools of any size in the five organisation variants, each with a planted roster."""

from __future__ import annotations

from vlecht.instances.generator.generate import Planted, Recipe, cook, finish, generate, prepare
from vlecht.instances.generator.teaching import Style
from vlecht.instances.generator.team import Staffing

__all__ = ["Planted", "Recipe", "Staffing", "Style", "cook", "finish", "generate", "prepare"]
