"""How points of application are named: ids, joined readably."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vlecht.core.problem import Problem


def point(ids: Iterable[str]) -> str:
    """The name of a point of application made of the ids of several things."""
    return " / ".join(ids)


def roles_named(problem: Problem, events: Iterable[int], name: str) -> Iterator[tuple[int, int]]:
    """(event, role) for every role of the name in the events; events without it are passed over."""
    for event in events:
        for role, stated in enumerate(problem.events[event].roles):
            if stated.name == name:
                yield event, role
