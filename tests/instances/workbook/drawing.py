"""Schools drawn at random from the models themselves, with texts that try to break tables.

They make no sense as schools; what matters is that nothing of them is lost. Fields added to the models are
drawn by themselves.
"""

from __future__ import annotations

import types
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, Lt, MinLen
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from vlecht.models.school import School
from vlecht.models.words import format_clock, parse_clock

TEXTS = st.one_of(
    st.sampled_from(
        ["", "=1+1", "+31", "-", "?", "@x", "'", "''x", "'=x", "5.0", "007", "1,5", "ja", "a, b",
         'say "x"', "  x ",
         "a\nb", "a\r\nb", "\tq", "é; ü", "_x0041_", "\x01", "=cmd|' /C calc'!A0", "TRUE",
         "2026-01-01", "'\"a\"",
         "'[1]", "[1]", "1e5", "mon", "#x", '"', '""', "\u2028", "x" * 300]
    ),
    st.text(max_size=12),
)  # fmt: skip
IDS = st.one_of(
    st.sampled_from(
        [
            "5",
            "5.0",
            "007",
            "a,b",
            'q"q',
            "'a",
            "-",
            "?",
            "=x",
            "@y",
            "ma",
            "é",
            "a;b",
            "1e5",
            "x: y".replace(" ", ""),
        ]
    ),
    st.text(alphabet="abcXYZ0123456789.,;'\"-_:=+@?", min_size=1, max_size=6),
)
KINDS = st.sampled_from(["classroom", "Classroom", "lokaal", "LOKAAL ", "gym", "gymzaal", "'hall", "a, b"])
DAYS = st.sampled_from(["mon", "tue", "wed", "thu", "fri", "A-mon", "B-fri"])
FLOATS = st.sampled_from([0.1, 0.5, 1.0, 0.1 + 0.2])


def schools() -> st.SearchStrategy[School]:
    """Any school that the models allow."""
    return _model(School).map(School.model_validate)


def _model(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(model, include_extras=True)
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, info in model.model_fields.items():
        if name == "format_version":
            continue
        part = _field(name, hints[name], info)
        tag = name in ("form", "what")
        (required if info.is_required() or tag else optional)[name] = part
    return st.fixed_dictionaries(required, optional=optional)


def _field(name: str, hint: Any, info: FieldInfo) -> st.SearchStrategy[Any]:
    limits = [part for part in info.metadata if isinstance(part, Ge | Gt | Le | Lt)]
    least = max([part.min_length for part in info.metadata if isinstance(part, MinLen)], default=0)
    return _of(name, hint, limits, at_least=max(least, int(info.is_required())))


def _of(name: str, hint: Any, limits: list[Any], at_least: int = 0) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        if any(getattr(part, "func", None) is parse_clock for part in arguments[1:]):
            return st.integers(0, 1440).map(format_clock)
        if arguments[0] is str:
            return st.sampled_from(["2017-04", "2018-12"]) if name == "born" else IDS
        inner = [p for a in arguments[1:] for p in getattr(a, "metadata", [a])]
        return _of(
            name, arguments[0], limits + [p for p in inner if isinstance(p, Ge | Gt | Le | Lt)], at_least
        )
    if origin in (Union, types.UnionType):
        return st.one_of([_of(name, part, limits, at_least) for part in arguments])
    if hint is type(None):
        return st.none()
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        item = _of(name, arguments[0], [])
        named = name not in ("curriculum",) and _has_id(arguments[0])
        unique = (lambda made: made["id"]) if named else None
        return st.lists(item, min_size=at_least, max_size=3, unique_by=unique)
    if origin is dict:
        keys = st.sampled_from(["handovers", "few_faces"]) if name == "rules" else _of(name, arguments[0], [])
        return st.dictionaries(keys, _of(name, arguments[1], []), max_size=3)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _model(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(sorted(member.value for member in hint))
    if hint is str and name in ("kind", "room_kinds", "independent_kinds"):
        return st.one_of(KINDS, TEXTS)
    if hint is str:
        return DAYS if name in ("day", "days") else TEXTS
    if hint is bool:
        return st.booleans()
    if hint is int:
        low = max([int(str(limit.ge)) for limit in limits if isinstance(limit, Ge)], default=0)
        high = min([int(str(limit.le)) for limit in limits if isinstance(limit, Le)], default=5000)
        return st.integers(low, high)
    if hint is float:
        return FLOATS
    return st.dates().map(str)


def _has_id(hint: Any) -> bool:
    inner = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    models = get_args(inner) or (inner,)
    return all(isinstance(m, type) and issubclass(m, BaseModel) and "id" in m.model_fields for m in models)
