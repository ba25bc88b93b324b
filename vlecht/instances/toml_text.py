"""TOML files against a model, with every finding about their shape."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from vlecht.instances.checks.base import Document
from vlecht.instances.findings import Finding, InputError
from vlecht.instances.shape import parse
from vlecht.instances.source import read_text

Model = TypeVar("Model", bound=BaseModel)


def read_toml(source: str | Path, model: type[Model]) -> tuple[Model, Document]:
    """The model that a TOML file holds, and its plain data.

    Raises :class:`InputError` with every finding about its shape, and
    :class:`~vlecht.instances.findings.SourceError` when the file cannot be opened.
    """
    return parse_toml(*read_text(source), model)


def parse_toml(name: str, text: str, model: type[Model]) -> tuple[Model, Document]:
    """The model that a text in TOML holds, and its plain data; ``name`` is its name in findings."""
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).rpartition(" (at ")
        place = place.removesuffix(")")
        problem = f"is not valid TOML: {message[:1].lower()}{message[1:]}"
        raise InputError([Finding(name, place, "", problem, "mend it there", "toml-syntax")]) from None
    except RecursionError:
        problem = "is nested too deeply"
        raise InputError([Finding(name, "", "", problem, "is this the right file?", "toml-syntax")]) from None
    found, findings = parse(name, data, model)
    if found is None:
        raise InputError(findings)
    return found, Document(name, data)
