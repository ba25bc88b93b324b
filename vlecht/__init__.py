"""Vlecht weaves pupils, staff and rooms into one weekly group-crossing roster.

>>> import vlecht
>>> school = vlecht.School.load("sample:kameleon")
>>> result = vlecht.solve(school, time_limit=60)
>>> print(result.summary())

Names are loaded when they are first used, so that ``import vlecht`` is quick and needs no solver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vlecht.api import CheckReport, Roster, School, check, solve
    from vlecht.models.result import Progress, Result

__version__ = "0.1.0"

__all__ = ["CheckReport", "Progress", "Result", "Roster", "School", "__version__", "check", "solve"]

_HOMES = {
    "CheckReport": "vlecht.api",
    "Progress": "vlecht.models.result",
    "Result": "vlecht.models.result",
    "Roster": "vlecht.api",
    "School": "vlecht.api",
    "check": "vlecht.api",
    "solve": "vlecht.api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'vlecht' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
