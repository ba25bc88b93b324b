"""The tables of a school, from the models: a table for every list of things, a column for every "
"plain field."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from vlecht.models.school import School
from vlecht.models.words import Window, parse_clock

Kind = Literal[
    "text",
    "word",
    "whole",
    "number",
    "yes_no",
    "choice",
    "clock",
    "date",
    "day",
    "level",
    "windows",
    "json",
]
"""What a cell holds (or, for a list, each of its items). A word is a text that has a usual Dutch form."""

_TAGS = ("form", "what")
_WORDS = ("kind", "room_kinds", "independent_kinds")


@dataclass(frozen=True, slots=True)
class Column:
    """A field as a column. ``path``: its place in the row's data, field by field.

    ``many``: a list in one cell. ``spread``: a column for every key of a dictionary (the header names the
    key, one of ``keys`` where these are given). ``choices``: the values a choice allows. ``empty``: what an
    empty cell means is not an empty list. ``only_mark``: the list has a table of its own, the cell only says
    whether it is empty.
    ``owners``: for lists of several forms, the tags of the forms that have the field.
    """

    path: tuple[str, ...]
    kind: Kind
    many: bool = False
    spread: bool = False
    choices: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    required: bool = False
    default: Any = None
    empty: bool = False
    only_mark: bool = False
    optional: bool = False
    owners: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """``size.min``."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Table:
    """A list of things. ``path``: where the list stands (``("staff", "availability")``).

    A table inside another has the owner's id in its first column; ``keyed``: the list is a dictionary, its
    key in the first column; ``single``: the one thing it is, written as field and value under each other.
    ``owner``: the path of the table whose rows its rows belong to.
    """

    path: tuple[str, ...]
    columns: tuple[Column, ...]
    tag: str = ""
    keyed: bool = False
    single: bool = False
    owner: tuple[str, ...] = ()
    models: tuple[type[BaseModel], ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """``staff.availability``."""
        return ".".join(self.path) or "school"


@lru_cache(maxsize=1)
def tables() -> tuple[Table, ...]:
    """Every table of a school, what is needed first before what refers to it."""
    found: list[Table] = []
    singles = tuple(_columns(School, (), found, ()))
    return (Table((), singles, single=True, models=(School,)), *found)


def table_at(path: tuple[str, ...]) -> Table:
    """The table of a list. Raises ``StopIteration`` when there is none: a fault of ours."""
    return next(table for table in tables() if table.path == path)


def _columns(
    model: type[BaseModel], base: tuple[str, ...], found: list[Table], table: tuple[str, ...]
) -> Iterator[Column]:
    """Columns of a model's plain fields; tables of its lists of things are added to ``found``."""
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        if name == "format_version":
            continue
        yield from _field(name, hints[name], info, base, found, table)


def _field(
    name: str, hint: Any, info: FieldInfo, base: tuple[str, ...], found: list[Table], table: tuple[str, ...]
) -> Iterator[Column]:
    path = (*base, name)
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    plain: dict[str, Any] = {"required": info.is_required(), "default": default}
    bare, optional = _without_none(hint)
    inner = _unwrapped(bare)
    arguments = get_args(inner)
    if _is_model(inner):
        yield from _columns(inner, path, found, table)
    elif get_origin(inner) is tuple and _models(arguments[0]):
        if _models(arguments[0]) == (Window,):
            yield Column(path, "windows", many=True, empty=bool(default), **plain)
        else:
            _add(arguments[0], (*table, *path), found, table)
            if default:
                yield Column(path, "text", many=True, empty=True, only_mark=True, **plain)
    elif get_origin(inner) is tuple:
        kind, choices = _kind(arguments[0], name)
        yield Column(path, kind, many=True, choices=choices, empty=bool(default), **plain)
    elif get_origin(inner) is dict and _is_model(arguments[1]):
        rows = tuple(_columns(arguments[1], (), found, (*table, *path)))
        found.append(Table((*table, *path), rows, keyed=True, models=(arguments[1],)))
    elif get_origin(inner) is dict:
        value, nothing = _without_none(arguments[1])
        kind, choices = _kind(value, name)
        if kind == "json":
            yield Column(path, "json", **plain)
        else:
            keys = _kind(arguments[0], name)[1]
            yield Column(path, kind, spread=True, choices=choices, keys=keys, optional=nothing, **plain)
    else:
        kind, choices = _kind(inner if inner is not bare else bare, name)
        yield Column(path, kind, choices=choices, optional=optional, **plain)


def _add(item: Any, path: tuple[str, ...], found: list[Table], owner: tuple[str, ...]) -> None:
    """The table of a list of models (one model, or a union told apart by a tag)."""
    models = _models(item)
    position = len(found)
    if len(models) == 1:
        columns = list(_columns(models[0], (), found, path))
        found.insert(position, Table(path, tuple(columns), owner=owner, models=models))
        return
    tag = next(name for name in _TAGS if name in models[0].model_fields)
    tags = [str(model.model_fields[tag].default) for model in models]
    merged: dict[tuple[tuple[str, ...], Kind, bool], Column] = {}
    inner: list[Table] = []
    for model, name in zip(models, tags, strict=True):
        for column in _columns(model, (), inner, path):
            if column.path == (tag,):
                continue
            key = (column.path, column.kind, column.many)
            known = merged.get(key)
            owners = (*(known.owners if known else ()), name)
            first = known or column
            merged[key] = Column(
                first.path,
                first.kind,
                first.many,
                first.spread,
                first.choices,
                first.keys,
                first.required,
                first.default,
                first.empty or column.empty,
                first.only_mark,
                first.optional,
                owners,
            )
    first_column = Column((tag,), "choice", choices=tuple(tags), required=True)
    ids = [column for column in merged.values() if column.path == ("id",)]
    rest = [column for column in merged.values() if column.path != ("id",)]
    found.insert(position, Table(path, (*ids, first_column, *rest), tag=tag, owner=owner, models=models))
    for table in inner:
        if all(table.path != other.path for other in found):
            found.append(table)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        rest = tuple(part for part in get_args(hint) if part is not type(None))
        if len(rest) < len(get_args(hint)):
            return (rest[0] if len(rest) == 1 else Union[rest]), True  # noqa: UP007  # made at run time
    return hint, False


def _unwrapped(hint: Any) -> Any:
    """The type within ``Annotated``, unless the annotation is what tells the kind (times of day)."""
    if get_origin(hint) is Annotated and not _is_clock(hint):
        return get_args(hint)[0]
    return hint


def _is_clock(hint: Any) -> bool:
    return any(getattr(part, "func", None) is parse_clock for part in get_args(hint)[1:])


def _is_model(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, BaseModel)


def _models(hint: Any) -> tuple[type[BaseModel], ...]:
    """The models that a list's items may be; empty for plain items."""
    inner = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if _is_model(inner):
        return (inner,)
    if get_origin(inner) in (Union, types.UnionType) and all(_is_model(part) for part in get_args(inner)):
        return tuple(get_args(inner))
    return ()


def _kind(hint: Any, name: str) -> tuple[Kind, tuple[str, ...]]:
    if get_origin(hint) is Annotated:
        if _is_clock(hint):
            return "clock", ()
        hint = get_args(hint)[0]
    if get_origin(hint) is Literal:
        return "choice", tuple(str(value) for value in get_args(hint))
    if get_origin(hint) in (Union, types.UnionType):
        return ("level", ()) if set(get_args(hint)) == {float, str} else ("json", ())
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "choice", tuple(str(member.value) for member in hint)
    if hint is str:
        return ("day" if name in ("day", "days") else "word" if name in _WORDS else "text"), ()
    kinds: dict[Any, Kind] = {bool: "yes_no", int: "whole", float: "number", date: "date"}
    return kinds.get(hint, "json"), ()
