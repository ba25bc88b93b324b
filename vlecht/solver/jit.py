"""The one door to numba: how functions are compiled, and where compiled code is kept."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

_Function = TypeVar("_Function", bound=Callable[..., Any])


_SOURCES = ("jit.py", "views.py", "local/*.py", "grouping/tree/*.py")
"""The modules that hold compiled functions, and what they are made of."""


def _version() -> str:
    """A name for the compiled functions' source: numba does not see that a function called has changed."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for pattern in _SOURCES:
        for path in sorted(here.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _cache_folder() -> str | None:
    """A folder that the user can write, for compiled code; ``None`` where there is none."""
    homes = [os.environ.get("XDG_CACHE_HOME", ""), str(Path("~/.cache").expanduser()), tempfile.gettempdir()]
    for home in filter(None, homes):
        folder = Path(home) / "vlecht" / f"compiled-{_version()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return str(folder)
        except (OSError, RuntimeError):
            continue
    return None


_kept = bool(os.environ.get("NUMBA_CACHE_DIR"))
if not _kept and (_folder := _cache_folder()) is not None:
    # numba reads this once, when it is imported.
    os.environ["NUMBA_CACHE_DIR"] = _folder
    _kept = True

import numba  # noqa: E402 - must see the folder above
from llvmlite import binding  # noqa: E402
from numba import types  # noqa: E402
from numba.extending import intrinsic  # noqa: E402

__all__ = ["compiled", "inlined", "intrinsic", "numba", "opaque", "pointer_to", "types"]

_OPTIONS: dict[str, Any] = {"cache": _kept, "error_model": "numpy", "boundscheck": False, "nogil": True}


def compiled(function: _Function) -> _Function:
    """The function, compiled at its first call and into its callers; kept where a cache can be."""
    return cast("_Function", numba.njit(**_OPTIONS)(function))


def inlined(function: _Function) -> _Function:
    """The same, put into its callers before they are compiled: for large ones of few callers that are handed
    many arrays, where a call costs more than the work (tree of groups: a third faster)."""
    return cast("_Function", numba.njit(inline="always", **_OPTIONS)(function))


def opaque(function: _Function) -> _Function:
    """The function over whole numbers, compiled once and called by symbol, from compiled code only."""
    signature = types.int64(*[types.int64] * function.__code__.co_argcount)
    made = numba.cfunc(signature, **{k: v for k, v in _OPTIONS.items() if k != "nogil"})(function)
    name = f"vlecht_{function.__name__}"
    binding.add_symbol(name, made.address)
    _alive.append(made)
    return cast("_Function", types.ExternalFunction(name, signature))


def pointer_to(kind: Any) -> Any:
    """For compiled code: an address as a pointer to numbers of a kind."""

    def make(_context: object, _address: object) -> Any:
        def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.inttoptr(arguments[0], context.get_value_type(signature.return_type))

        return types.CPointer(kind)(types.int64), build

    return intrinsic(make)


_alive: list[object] = []
"""Compiled code must outlive its address."""
