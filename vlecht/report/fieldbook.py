"""The fields of the file formats, from the models' own schema and words: ``vlecht schema --markdown``."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any

from pydantic import BaseModel

from vlecht.models.roster import Roster
from vlecht.models.scenario import CandidateFile, ScenarioFile
from vlecht.models.school import School
from vlecht.models.words import format_clock

HEADER = """# File formats

Schools and rosters are JSON in UTF-8, scenario and candidate files TOML. This page is made from the models:
`vlecht schema --markdown`. The same as JSON Schema: `vlecht schema school`, `vlecht schema roster`,
`vlecht schema scenario`, `vlecht schema candidates`.

- *Ids* are stable texts without spaces and without `/ # |`. Names are for display and may be left out:
  a roster can be made with ids alone.
- *Times* are `HH:MM`, *days* are `mon` to `sun` (`A-mon` and so on where the calendar has several weeks),
  *lengths* are minutes, dates are `YYYY-MM-DD`.
- Unknown fields are refused, so that a typing mistake is found. `vlecht validate FILE` reports every fault
  at once, with its place and what to do. Files above 64 MB are refused.
- Files are written at once or not at all. A roster is never overwritten: an older `roster.json` is kept as
  `roster.1.json` and so on.
"""

FORMATS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("School", School),
    ("Roster", Roster),
    ("Scenario", ScenarioFile),
    ("Candidates", CandidateFile),
)
"""What the page tells of, in order. What two formats share is told once."""


def as_markdown() -> str:
    """All formats as one page: a section for every object, in the order in which it is first needed."""
    parts = [HEADER]
    told: set[str] = set()
    for title, model in FORMATS:
        schema = model.model_json_schema()
        definitions: dict[str, Any] = schema.get("$defs", {})
        words = {name: _words(found) for name, found in _models(model).items()}
        parts.append(_section(f"{title} file", schema, words[model.__name__], definitions))
        parts.extend(
            _section(name, definitions[name], words.get(name, ""), definitions)
            for name in _order(schema, definitions)
            if "properties" in definitions[name] and name not in told
        )
        told.update(definitions)
    return "\n".join(parts)


def _models(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Every model of our packages by name: those a schema may name."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = [BaseModel]
    while waiting:
        for child in waiting.pop().__subclasses__():
            waiting.append(child)
            if child.__module__.startswith("vlecht.models."):
                found[child.__name__] = child
    found[model.__name__] = model
    return found


def _words(model: type[BaseModel]) -> str:
    text = inspect.cleandoc(model.__doc__ or "")
    text = re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"`\1`", text)
    return text.replace("``", "`")


def _order(schema: dict[str, Any], definitions: dict[str, Any]) -> list[str]:
    found: list[str] = []

    def visit(node: Any) -> None:
        for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(node)):
            if name not in found:
                found.append(name)
                visit(definitions[name])

    visit(schema["properties"])
    return found


def _section(title: str, schema: dict[str, Any], words: str, definitions: dict[str, Any]) -> str:
    level = "##" if title.endswith(" file") else "###"
    rows = [f"{level} {title}", "", words, "", "| field | holds | default |", "|---|---|---|"]
    required = set(schema.get("required", ()))
    for name, field in schema["properties"].items():
        if name in required:
            default = "**needed**"
        else:
            default = f"`{_default(field)}`" if "default" in field else "empty"
        if "const" in field:
            default = "**needed**" if name in ("form", "what", "do") else default
        rows.append(f"| `{name}` | {_holds(field, definitions)} | {default} |")
    return "\n".join(rows) + "\n"


def _default(field: dict[str, Any]) -> str:
    """A default as it would be written in a file."""
    value = field["default"]
    is_time = field.get("type") == "string" and isinstance(value, int)
    return json.dumps(format_clock(value) if is_time else value)


def _holds(field: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        found = definitions[name]
        return _holds(found, definitions) if "enum" in found else f"[{name}](#{name.lower()})"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return "one of " + ", ".join(f"`{value}`" for value in field["enum"])
    for several in ("anyOf", "oneOf"):
        if several in field:
            return " or ".join(dict.fromkeys(_holds(option, definitions) for option in field[several]))
    kind = field.get("type")
    if kind == "array":
        return f"list of {_holds(field['items'], definitions)}"
    if kind == "object":
        values = field.get("additionalProperties")
        return f"object with values: {_holds(values, definitions)}" if isinstance(values, dict) else "object"
    if kind == "string":
        return _text(field)
    if kind in ("integer", "number"):
        return _number(field, "whole number" if kind == "integer" else "number")
    return {"boolean": "`true` or `false`", "null": "`null`"}.get(str(kind), "anything")


def _text(field: dict[str, Any]) -> str:
    pattern = field.get("pattern", "")
    if ":[0-5]" in pattern:
        return "time"
    if pattern:
        return "id"
    return "date" if field.get("format") == "date" else "text"


def _number(field: dict[str, Any], word: str) -> str:
    if field.get("maximum") == 7 * 24 * 60:
        return "minutes"
    low, above, high = (field.get(key) for key in ("minimum", "exclusiveMinimum", "maximum"))
    limits = [f"from {low}"] if low is not None else [f"above {above}"] if above is not None else []
    limits += [f"to {high}"] if high is not None else []
    return f"{word} {' '.join(limits)}".strip()
