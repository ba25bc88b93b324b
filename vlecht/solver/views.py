"""Views of memory for compiled functions: an address and lengths, and nothing else.

numba's own arrays count references, and allow for an index below 0, also where there is nothing to count and
no such index: a large function that is handed dozens of arrays does little else. A view is read and written
with one index for every dimension; with the first index alone it gives a view of what is there.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from numba.core import cgutils
from numba.core.typing.templates import (
    AbstractTemplate,
    AttributeTemplate,
    infer_getattr,
    infer_global,
    signature,
)
from numba.extending import lower_builtin, lower_getattr, models, register_model

from vlecht.solver.jit import intrinsic, types

ADDRESS = types.int64


class View(types.Type):  # type: ignore[misc]  # numba has no types of its own
    """Numbers of a kind, in so many dimensions."""

    def __init__(self, kind: Any, dimensions: int) -> None:
        self.kind, self.dimensions = kind, dimensions
        super().__init__(name=f"View({kind}, {dimensions})")

    @property
    def inside(self) -> Any:
        """What is at one place of the first dimension."""
        return self.kind if self.dimensions == 1 else View(self.kind, self.dimensions - 1)


@register_model(View)
class _Model(models.StructModel):  # type: ignore[misc]  # as above
    def __init__(self, manager: Any, view: View) -> None:
        lengths = [(f"length{i}", types.int64) for i in range(view.dimensions)]
        super().__init__(manager, view, [("data", types.CPointer(view.kind)), *lengths])


def _made(view: View, context: Any, builder: Any, arguments: Any) -> Any:
    found = cgutils.create_struct_proxy(view)(context, builder)
    found.data = builder.inttoptr(arguments[0], context.get_value_type(types.CPointer(view.kind)))
    for i, length in enumerate(arguments[1:]):
        setattr(found, f"length{i}", length)
    return found._getvalue()


def row_viewer(kind: Any) -> Any:
    """For compiled code: a view of the numbers at an address, of a length."""
    view = View(kind, 1)

    def make(_context: object, _address: object, _length: object) -> Any:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return _made(view, context, builder, arguments)

        return view(ADDRESS, types.int64), build

    return intrinsic(make)


def rows_viewer(kind: Any) -> Any:
    """The same of rows."""
    view = View(kind, 2)

    def make(_context: object, _address: object, _number: object, _length: object) -> Any:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return _made(view, context, builder, arguments)

        return view(ADDRESS, types.int64, types.int64), build

    return intrinsic(make)


def tables_viewer(kind: Any) -> Any:
    """The same of tables of rows."""
    view = View(kind, 3)

    def make(_context: object, _address: object, _tables: object, _number: object, _length: object) -> Any:
        def build(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return _made(view, context, builder, arguments)

        return view(ADDRESS, types.int64, types.int64, types.int64), build

    return intrinsic(make)


def _of_view(arguments: Any, wanted: int) -> Any:
    """The view and the type of its index when a call is about one."""
    if len(arguments) != wanted or not isinstance(arguments[0], View):
        return None
    view, index = arguments[:2]
    if isinstance(index, types.Integer):
        return view, types.int64, view.inside
    if isinstance(index, types.BaseTuple) and len(index) == view.dimensions:
        return view, types.UniTuple(types.int64, len(index)), view.kind
    return None


@infer_global(operator.getitem)
class _Read(AbstractTemplate):  # type: ignore[misc]  # as above
    def generic(self, arguments: Any, _keywords: Any) -> Any:
        found = _of_view(arguments, 2)
        return None if found is None else signature(found[2], found[0], found[1])


@infer_global(operator.setitem)
class _Write(AbstractTemplate):  # type: ignore[misc]  # as above
    def generic(self, arguments: Any, _keywords: Any) -> Any:
        found = _of_view(arguments, 3)
        if found is None or isinstance(found[2], View):
            return None
        return signature(types.none, found[0], found[1], found[2])


@infer_global(len)
class _Length(AbstractTemplate):  # type: ignore[misc]  # as above
    def generic(self, arguments: Any, _keywords: Any) -> Any:
        return signature(types.intp, *arguments) if isinstance(arguments[0], View) else None


@infer_getattr
class _Attributes(AttributeTemplate):  # type: ignore[misc]  # as above
    key = View

    def resolve_shape(self, view: View) -> Any:
        return types.UniTuple(types.int64, view.dimensions)


def _at(context: Any, builder: Any, view: View, value: Any, places: Any) -> tuple[Any, Any]:
    """The view as a struct, and the address at the places of its first dimensions."""
    struct = cgutils.create_struct_proxy(view)(context, builder, value=value)
    at = places[0]
    for i in range(1, view.dimensions):
        at = builder.mul(at, getattr(struct, f"length{i}"))
        if i < len(places):
            at = builder.add(at, places[i])
    return struct, builder.gep(struct.data, [at])


def _read(context: Any, builder: Any, call: Any, arguments: Any) -> Any:
    view = call.args[0]
    struct, address = _at(context, builder, view, arguments[0], [arguments[1]])
    if view.dimensions == 1:
        return builder.load(address)
    inside = cgutils.create_struct_proxy(view.inside)(context, builder)
    inside.data = address
    for i in range(1, view.dimensions):
        setattr(inside, f"length{i - 1}", getattr(struct, f"length{i}"))
    return inside._getvalue()


def _read_one(context: Any, builder: Any, call: Any, arguments: Any) -> Any:
    places = cgutils.unpack_tuple(builder, arguments[1])
    return builder.load(_at(context, builder, call.args[0], arguments[0], places)[1])


def _write(context: Any, builder: Any, call: Any, arguments: Any) -> Any:
    builder.store(arguments[2], _at(context, builder, call.args[0], arguments[0], [arguments[1]])[1])
    return context.get_dummy_value()


def _write_one(context: Any, builder: Any, call: Any, arguments: Any) -> Any:
    places = cgutils.unpack_tuple(builder, arguments[1])
    builder.store(arguments[2], _at(context, builder, call.args[0], arguments[0], places)[1])
    return context.get_dummy_value()


def _length(context: Any, builder: Any, call: Any, arguments: Any) -> Any:
    return cgutils.create_struct_proxy(call.args[0])(context, builder, value=arguments[0]).length0


def _shape(context: Any, builder: Any, view: View, value: Any) -> Any:
    struct = cgutils.create_struct_proxy(view)(context, builder, value=value)
    lengths = [getattr(struct, f"length{i}") for i in range(view.dimensions)]
    return cgutils.pack_array(builder, lengths)


_lowerings: list[tuple[Callable[..., Any], Callable[..., Any], tuple[Any, ...]]] = [
    (operator.getitem, _read, (View, types.int64)),
    (operator.getitem, _read_one, (View, types.UniTuple)),
    (operator.setitem, _write, (View, types.int64, types.Any)),
    (operator.setitem, _write_one, (View, types.UniTuple, types.Any)),
    (len, _length, (View,)),
]
for _function, _lowering, _kinds in _lowerings:
    lower_builtin(_function, *_kinds)(_lowering)
lower_getattr(View, "shape")(_shape)
