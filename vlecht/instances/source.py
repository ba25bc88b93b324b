"""From a path or standard input to plain data: size limit, encoding, JSON syntax with line and column."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from vlecht.instances.findings import Finding, InputError, SourceError, did_you_mean, shown

MAX_BYTES = 64 * 1024 * 1024
"""Larger files are refused: a school of thousands of pupils takes a few megabytes."""


def read_object(source: str | Path, model_fields: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """(name for messages, plain data) of a JSON file, or of standard input for ``-``.

    ``model_fields`` are the top-level fields expected, for the message when something else is found.
    Raises :class:`SourceError` when it cannot be opened and :class:`InputError` when it is not a JSON object.
    """
    name, text = read_text(source)
    data = _parse(name, text)
    if not isinstance(data, dict):
        kind = "a list" if isinstance(data, list) else "a single value"
        fields = ", ".join(model_fields[:5])
        raise _refusal(
            name,
            "",
            "",
            f"holds {kind} where an object is expected",
            f"start with {{ and fields such as {fields}",
            "not-an-object",
        )
    return name, data


def read_text(source: str | Path) -> tuple[str, str]:
    """(name for messages, text) of a UTF-8 file, or of standard input for ``-``. Raises as read_object."""
    name, raw = read_bytes(source)
    try:
        return name, raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _refusal(
            name, f"line {line}", "", "is not UTF-8 text", "save it as UTF-8", "encoding"
        ) from None


def read_bytes(source: str | Path) -> tuple[str, bytes]:
    """(name for messages, contents) of a file, or of standard input for ``-``. Raises as read_object."""
    name = "standard input" if str(source) == "-" else str(source)
    if str(source) == "-":
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        path = Path(source)
        try:
            if path.is_dir():
                raise SourceError(f"{name} is a directory; name the file in it")
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            kind = f"*{path.suffix or '.json'}"
            near = [other.name for other in path.parent.glob(kind)] if path.parent.is_dir() else []
            hint = f" ({did_you_mean(path.name, near)})" if near else ""
            raise SourceError(f"{name}: there is no such file{hint}") from None
        except SourceError:
            raise
        except OSError as error:
            raise SourceError(f"{name}: {error.strerror or error}") from None
    if len(raw) > MAX_BYTES:
        limit = f"{MAX_BYTES // (1024 * 1024)} MB"
        raise _refusal(
            name,
            "",
            "",
            f"is larger than {limit}",
            "is this the right file? A school takes a few megabytes",
            "too-large",
        )
    return name, raw


def _parse(name: str, text: str) -> Any:
    if not text.strip():
        raise _refusal(name, "", "", "is empty", "a file starts with {", "empty-file")
    twice: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            twice.extend(key for key, times in Counter(key for key, _ in items).items() if times > 1)
        return found

    def constant(word: str) -> Any:
        raise _refusal(name, "", word, "is not a JSON number", "write a number or null", "json-syntax")

    try:
        data = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        truncated = not rest or error.msg.startswith("Unterminated string")
        problem = (
            "the file ends too early"
            if truncated
            else f"is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        )
        remedy = (
            "was it copied or saved completely?" if truncated else "mend it there, or write it with a program"
        )
        place = f"line {error.lineno}, column {error.colno}"
        raise _refusal(name, place, "", problem, remedy, "json-syntax") from None
    except RecursionError:
        raise _refusal(
            name, "", "", "is nested too deeply", "is this the right file?", "json-syntax"
        ) from None
    except ValueError as error:
        # Python refuses whole numbers of thousands of digits.
        raise _refusal(name, "", "", f"is not valid JSON: {error}", "mend it there", "json-syntax") from None
    if twice:
        raise InputError(
            Finding(
                name, "", shown(key), "stands twice in one object", "keep one of the two", "duplicate-field"
            )
            for key in dict.fromkeys(twice)
        )
    return data


def _refusal(file: str, place: str, value: str, problem: str, remedy: str, code: str) -> InputError:
    return InputError([Finding(file, place, value, problem, remedy, code)])
