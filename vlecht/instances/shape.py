"""Plain data against a model: unknown fields, missing ones and wrong types, as findings with a place."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from vlecht.instances.findings import Finding, did_you_mean, shown

Model = TypeVar("Model", bound=BaseModel)

_TAGS = ("form", "what", "do")
"""Fields that tell members of a union apart; pydantic puts their value in an error's location."""

_NOUNS = {
    "home_groups": "home group", "staff": "staff member", "curriculum": "line", "deliveries": "delivery",
    "equipment": "equipment", "breaks": "break", "presence": "presence", "travel": "travel",
}  # fmt: skip


def parse(file: str, data: dict[str, Any], model: type[Model]) -> tuple[Model | None, tuple[Finding, ...]]:
    """The model of some data, or every finding about its shape."""
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        found: dict[tuple[str, str], Finding] = {}
        for detail in error.errors(include_url=False):
            finding = _finding(file, data, model, detail)
            # A value that fits no member of a union is reported once, not once for every member.
            found.setdefault((finding.place, finding.code), finding)
        return None, tuple(found.values())


def describe(data: Any, path: tuple[str | int, ...]) -> str:
    """``pupils[3].home_group (pupil p17)``: the path, and the innermost thing on it that has an id."""
    text, owner, current, noun = "", "", data, ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
            noun = _NOUNS.get(part, part.removesuffix("s"))
        try:
            current = current[part]
        except (KeyError, IndexError, TypeError):
            current = None
        if isinstance(part, int) and isinstance(current, dict) and isinstance(current.get("id"), str):
            owner = f"{noun} {current['id']}"
    return f"{text} ({owner})" if owner else text


def _finding(file: str, data: Any, model: type[BaseModel], detail: Any) -> Finding:
    kind, path = detail["type"], _path(data, detail["loc"])
    place, value = describe(data, path), shown(detail["input"])
    if kind == "extra_forbidden":
        names = _fields_at(model, data, path[:-1])
        return Finding(
            file, place, "", "is not a field here", did_you_mean(str(path[-1]), names), "unknown-field"
        )
    if kind in ("missing", "union_tag_not_found"):
        if kind == "union_tag_not_found":
            place = describe(data, (*path, detail["ctx"]["discriminator"].strip("'")))
        return Finding(file, place, "", "is missing", "add it", "missing-field")
    if kind == "union_tag_invalid":
        field = detail["ctx"]["discriminator"].strip("'")
        tags = [tag.strip().strip("'") for tag in detail["ctx"]["expected_tags"].split(",")]
        tag = detail["ctx"]["tag"]
        return Finding(
            file,
            describe(data, (*path, field)),
            shown(tag),
            "is not one of the forms"
            if field == "form"
            else f"is not something to {field}"
            if field == "do"
            else "is not one of the kinds",
            did_you_mean(tag, tags),
            "bad-value",
        )
    if kind in ("too_short", "too_long") and isinstance(detail["input"], list | tuple):
        return Finding(file, place, "", _sentence(detail["msg"]), "add what is missing", "too-few")
    if kind == "string_pattern_mismatch":
        remedy = "use letters, digits, - . _ : without spaces and without / # |"
        return Finding(file, place, value, "is not a usable id", remedy, "bad-id")
    if kind == "value_error":
        return Finding(file, place, value, "is not a usable value", str(detail["ctx"]["error"]), "bad-value")
    if kind == "literal_error" and path[-1:] == ("format_version",):
        remedy = "this version reads format 1; use a newer version of vlecht"
        return Finding(file, place, value, "is a format version that is not known", remedy, "format-version")
    code = "wrong-type" if kind.endswith(("_type", "_parsing")) else "bad-value"
    return Finding(file, place, value, "is not a usable value", _sentence(detail["msg"]), code)


def _sentence(message: str) -> str:
    """Pydantic's message as the end of our sentence."""
    return message[:1].lower() + message[1:].replace("tuple", "list").replace(
        "valid dictionary", "valid object"
    )


def _path(data: Any, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The location without union tags, and cut where the data no longer goes deeper."""
    path: list[str | int] = []
    current = data
    entered = False
    for position, part in enumerate(loc):
        if part == "[key]":
            continue
        if isinstance(current, dict):
            if entered and part in (current.get(tag) for tag in _TAGS):
                entered = False
                continue
            path.append(part)
            current = current.get(part) if isinstance(part, str) else None
        elif isinstance(current, list) and isinstance(part, int) and part < len(current):
            path.append(part)
            current = current[part]
            entered = True
        elif position == 0:
            path.append(part)
        else:
            break
    return tuple(path)


def _fields_at(model: type[BaseModel], data: Any, path: tuple[str | int, ...]) -> list[str]:
    """Fields known at a place: of the models its annotation allows (a union's by its tag)."""
    models: list[type[BaseModel]] = [model]
    current = data
    for part in path:
        current = current[part]
        if isinstance(part, str):
            steps = [m.model_fields[part].annotation for m in models if part in m.model_fields]
            models = [found for step in steps for found in _models_in(step)]
        for tag in _TAGS:
            if isinstance(current, dict) and tag in current:
                fitting = [
                    m for m in models if tag in m.model_fields and m.model_fields[tag].default == current[tag]
                ]
                models = fitting or models
    return [name for m in models for name in m.model_fields]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Annotated, Union, types.UnionType, tuple, list, dict):
        for part in get_args(annotation):
            yield from _models_in(part)
