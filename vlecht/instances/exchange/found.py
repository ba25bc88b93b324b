"""What an import brings: the parts of a school that a system knows, and what was made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Found:
    """Plain data of a school, as far as a file has it, with notes on what was left out or guessed.

    ``data``: list -> its items, each with an id. ``single``: fields that are there once, or whose items have
    no id. ``complete``: lists of which the file is complete, so that what it does not name has gone.
    """

    source: str
    data: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    single: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    complete: tuple[str, ...] = ()

    def add(self, kind: str, item: dict[str, Any]) -> None:
        """Adds an item to a list, once for each id: the first counts."""
        items = self.data.setdefault(kind, [])
        if all(other["id"] != item["id"] for other in items):
            items.append({key: value for key, value in item.items() if value not in (None, "", [], {})})


def usable_id(text: str) -> str:
    """An id as school files have it: no white space and none of ``/ # |``."""
    made = "-".join(text.split())
    for letter in "/#|":
        made = made.replace(letter, "-")
    return made[:128] or "x"
