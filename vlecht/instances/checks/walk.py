"""Plain data by pattern: ``pupils[].wishes[]`` gives every wish of every pupil with its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]


def values(data: Any, pattern: str) -> Iterator[tuple[Path, Any]]:
    """(path, value) of everything a pattern names.

    ``field`` steps into an object, ``[]`` into each item of a list, ``{}`` gives the keys of an object and
    ``{=}`` its values. What has another shape than the pattern expects is passed over: the model reports it.
    """
    yield from _step(data, _parts(pattern), ())


def _parts(pattern: str) -> list[str]:
    return pattern.replace("[]", ".[]").replace("{}", ".{}").replace("{=}", ".{=}").split(".")


def _step(data: Any, parts: list[str], path: Path) -> Iterator[tuple[Path, Any]]:
    if not parts:
        yield path, data
        return
    head, rest = parts[0], parts[1:]
    if head == "[]":
        if isinstance(data, list):
            for position, item in enumerate(data):
                yield from _step(item, rest, (*path, position))
    elif head == "{}":
        if isinstance(data, dict):
            yield from (((*path, key), key) for key in data)
    elif head == "{=}":
        if isinstance(data, dict):
            for key, item in data.items():
                yield from _step(item, rest, (*path, key))
    elif isinstance(data, dict) and head in data:
        yield from _step(data[head], rest, (*path, head))
