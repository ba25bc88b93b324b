"""How points of application are named: ids, joined readably."""

from __future__ import annotations

from collections.abc import Iterable


def point(ids: Iterable[str]) -> str:
    """The name of a point of application made of the ids of several things."""
    return " / ".join(ids)
