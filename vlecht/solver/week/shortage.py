"""Who is asked for more than there are: what keeps some needs from being met, though each could be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ortools.graph.python import max_flow

Names = frozenset[str]


def shortage(needs: Sequence[Names], supply: Mapping[str, int]) -> Names | None:
    """Names of whom some needs ask more than they supply; ``None`` when every need can be met at once.

    A need is for one of its names, each of which serves ``supply`` needs at a time. A set of needs that asks
    for more than all its names can give is what Hall's theorem says there is when they cannot all be met; it
    is read from a least cut of the flow from needs to names.
    """
    names = sorted({name for found in needs for name in found})
    node = {name: 2 + len(needs) + number for number, name in enumerate(names)}
    source, sink = 0, 1
    flow = max_flow.SimpleMaxFlow()
    for number, found in enumerate(needs):
        flow.add_arc_with_capacity(source, 2 + number, 1)
        for name in sorted(found):
            flow.add_arc_with_capacity(2 + number, node[name], 1)
    for name in names:
        flow.add_arc_with_capacity(node[name], sink, supply.get(name, 0))
    if not needs:
        return None
    flow.solve(source, sink)
    if flow.optimal_flow() == len(needs):
        return None
    inside = set(flow.get_source_side_min_cut())
    return frozenset(name for name in names if node[name] in inside)
