"""Any CSV file of pupils, by naming its columns: class lists, and levels from pupil-tracking systems."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from vlecht.instances.exchange.found import Found, usable_id
from vlecht.instances.findings import Finding, InputError, did_you_mean
from vlecht.instances.source import read_bytes
from vlecht.instances.workbook.folder import decoded, sniffed

FIELDS = ("id", "name", "year", "home_group")
"""What a column can be, beside ``level:SUBJECT``."""
_NUMBER = re.compile(r"^-?\d+([.,]\d+)?$")


def read(source: str | Path, mapping: dict[str, str], delimiter: str | None = None) -> Found:
    """Pupils of a file. ``mapping``: field -> header of its column; ``level:math`` is the level in ``math``.

    Columns that are not named are not read. Raises :class:`InputError` when a column is not there, and for
    every row without an id.
    """
    name, raw = read_bytes(source)
    text = decoded(raw)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter or sniffed(text))
    heads = [head.strip() for head in reader.fieldnames or []]
    wrong = [
        Finding(
            name,
            "line 1",
            column,
            "is not a column of this file",
            did_you_mean(column, heads),
            "unknown-column",
        )
        for column in mapping.values()
        if column not in heads
    ]
    wrong += [
        Finding(
            name,
            "",
            field,
            "is not a field",
            did_you_mean(field, [*FIELDS, "level:SUBJECT"]),
            "unknown-field",
        )
        for field in mapping
        if field not in FIELDS and not field.startswith("level:")
    ]
    if "id" not in mapping:
        wrong.append(
            Finding(
                name, "", "", "the column with the pupil's id is not named", "add id=COLUMN", "missing-field"
            )
        )
    if wrong:
        raise InputError(wrong)
    found = Found(name)
    for number, row in enumerate(reader, 2):
        clean = {
            (key or "").strip(): (value or "").strip()
            for key, value in row.items()
            if isinstance(value, str | None)
        }
        key = clean.get(mapping["id"], "")
        if not key:
            wrong.append(Finding(name, f"line {number}", "", "has no id", "fill it in", "missing-field"))
            continue
        item: dict[str, object] = {"id": usable_id(key.removesuffix(".0"))}
        levels: dict[str, object] = {}
        for field, column in mapping.items():
            value = clean.get(column, "")
            if field.startswith("level:"):
                if value:
                    levels[field.removeprefix("level:")] = _level(value)
            elif field == "year" and value:
                item["year"] = int(float(value)) if _NUMBER.match(value) else value
            elif field == "home_group" and value:
                item["home_group"] = usable_id(value)
            elif field == "name":
                item["name"] = value
        found.add("pupils", item | {"levels": levels})
    if wrong:
        raise InputError(wrong)
    return found


def _level(value: str) -> object:
    return None if value == "?" else float(value.replace(",", ".")) if _NUMBER.match(value) else value
