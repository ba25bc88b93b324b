"""An import into a school: merged by stable id, with a report of what is new, gone and changed."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any, Literal

from vlecht.instances.exchange.found import Found


@dataclass(frozen=True, slots=True)
class Change:
    """What an import does to one thing. ``details``: field -> (before, after)."""

    what: Literal["new", "gone", "changed"]
    kind: str
    id: str
    details: tuple[tuple[str, Any, Any], ...] = ()

    def __str__(self) -> str:
        shown = ", ".join(f"{name}: {before!r} -> {after!r}" for name, before, after in self.details)
        return f"{self.what} {self.kind} {self.id}" + (f" ({shown})" if shown else "")


def merge(school: dict[str, Any], found: Found, remove: bool) -> tuple[dict[str, Any], tuple[Change, ...]]:
    """The school's plain data with the import in it, and every change.

    What people added to a thing stays: only fields that the import has are changed, and levels and needs are
    added to those known. What the import no longer names is reported as gone, and taken out when ``remove``.
    """
    data = copy.deepcopy(school)
    changes: list[Change] = []
    for kind, items in found.data.items():
        known: dict[str, dict[str, Any]] = {item["id"]: item for item in data.setdefault(kind, [])}
        for item in items:
            if item["id"] not in known:
                data[kind].append(item)
                changes.append(Change("new", kind, item["id"]))
            elif details := _update(kind, known[item["id"]], item):
                changes.append(Change("changed", kind, item["id"], details))
        if kind in found.complete:
            named = {item["id"] for item in items}
            gone = [name for name in known if name not in named]
            changes += [Change("gone", kind, name) for name in gone]
            if remove:
                data[kind] = [item for item in data[kind] if item["id"] not in gone]
    for name, value in found.single.items():
        data.setdefault(name, value)  # the school's own calendar, curriculum and policy win
    return data, tuple(changes)


_OURS = {
    "home_groups": ("cluster", "teachers", "room"),
    "staff": ("roles",),
    "roles": ("functions", "end_responsible"),
}
"""Fields that an import only guesses: a school that has them keeps its own."""


def _update(kind: str, mine: dict[str, Any], theirs: dict[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    details: list[tuple[str, Any, Any]] = []
    for name, value in theirs.items():
        before = mine.get(name)
        if name in _OURS.get(kind, ()) and before:
            continue
        after = value
        if name == "levels":
            after = {**(before or {}), **value}
        elif name in ("needs", "extra_subjects"):
            after = list(dict.fromkeys([*(before or []), *value]))
        if after != before:
            mine[name] = after
            details.append((name, before, after))
    return tuple(details)
