"""The one door to numba: how functions are compiled, where compiled code is kept, and the desk.

All compiled functions of a search take one number, the address of its *desk*: a few words that say where
its arrays are. Passing arrays themselves costs a dozen machine words each at every call. Large functions
are ``opaque``: called by symbol and compiled once, where numba would compile them anew into each caller
(73 s against 11 s for the whole search).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, MutableSequence
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Words = MutableSequence[int]
"""What a view is to compiled code: numbers by position."""

_Function = TypeVar("_Function", bound=Callable[..., Any])


_SOURCES = ("jit", "layout", "kernel", "journal", "moves", "moves_resources", "anneal")
"""The modules that hold compiled functions, and what they are made of."""


def _version() -> str:
    """A name for the compiled functions' source: numba does not see that a function called has changed."""
    digest = hashlib.sha256()
    for name in _SOURCES:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
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

_OPTIONS: dict[str, Any] = {"cache": _kept, "error_model": "numpy", "boundscheck": False}


def compiled(function: _Function) -> _Function:
    """The function, compiled at its first call and into its callers; kept where a cache can be."""
    return cast("_Function", numba.njit(**_OPTIONS)(function))


def opaque(function: _Function) -> _Function:
    """The function over whole numbers, compiled once and called by symbol, from compiled code only."""
    signature = types.int64(*[types.int64] * function.__code__.co_argcount)
    made = numba.cfunc(signature, **_OPTIONS)(function)
    name = f"vlecht_{function.__name__}"
    binding.add_symbol(name, made.address)
    _alive.append(made)
    return cast("_Function", types.ExternalFunction(name, signature))


_alive: list[object] = []
"""Compiled code must outlive its address."""


def _pointer_to(kind: Any) -> Any:
    def make(_context: object, address: object) -> Any:
        def build(_ctx: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.inttoptr(arguments[0], _ctx.get_value_type(signature.return_type))

        return types.CPointer(kind)(address), build

    return intrinsic(make)


_view: Any = numba.carray
_to_int32 = _pointer_to(types.int32)
_to_int64 = _pointer_to(types.int64)
_to_uint64 = _pointer_to(types.uint64)

WORDS = 16
"""Length of a desk: addresses of tables, state, journal, best state, given numbers; then costs and dice."""

_ENDLESS = 1 << 40
"""The length that views claim to have."""

_COSTS, _DICE = 8, 12


@compiled
def tables(desk: int) -> Words:
    """The problem's tables."""
    view: Words = _view(_to_int32(_view(_to_int64(desk), (WORDS,))[0]), (_ENDLESS,))
    return view


@compiled
def state(desk: int) -> Words:
    """The present state."""
    view: Words = _view(_to_int32(_view(_to_int64(desk), (WORDS,))[1]), (_ENDLESS,))
    return view


@compiled
def journal(desk: int) -> Words:
    """The steps of the move in hand."""
    view: Words = _view(_to_int32(_view(_to_int64(desk), (WORDS,))[2]), (_ENDLESS,))
    return view


@compiled
def kept(desk: int) -> Words:
    """The head of the best state."""
    view: Words = _view(_to_int32(_view(_to_int64(desk), (WORDS,))[3]), (_ENDLESS,))
    return view


@compiled
def costs(desk: int) -> Words:
    """Infeasibility and objective of the present state, then those of the best."""
    view: Words = _view(_to_int64(desk + 8 * _COSTS), (4,))
    return view


@compiled
def dice(desk: int) -> Any:
    """The state of the random numbers: one word."""
    view: Any = _view(_to_uint64(desk + 8 * _DICE), (1,))
    return view


def new_desk(*arrays: NDArray[np.int32], seed: int) -> NDArray[np.int64]:
    """A desk with tables, state, journal and best state on it. The caller keeps the arrays alive."""
    desk = np.zeros(WORDS, dtype=np.int64)
    for place, array in enumerate(arrays):
        desk[place] = array.ctypes.data
    # Any number but 0 will do; small seeds are spread out.
    desk[_DICE] = (seed + 1) * 2654435761 % (1 << 62) | 1
    return desk


def costs_on(desk: NDArray[np.int64]) -> NDArray[np.int64]:
    """The costs on a desk, as ``costs`` has them; writing changes the desk."""
    return desk[_COSTS : _COSTS + 4]
