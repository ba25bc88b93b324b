"""A task as tables for compiled code: bounded terms only, pupils in the task's order, sets as bits."""

from __future__ import annotations

from typing import Any, NamedTuple

from vlecht.solver.grouping.tree.bits import bare
from vlecht.solver.jit import compiled

BROKEN = 1 << 24
"""What a point of a hard term weighs: more than any groups may cost."""
Numbers = Any
"""An array of whole numbers; of sets of pupils where its name says so."""


class Tables(NamedTuple):
    """Everything the tree search knows. A weight of ``BROKEN`` is a hard term.

    ``everybody`` (words): all pupils. ``open`` (groups, words): who may join. ``alike`` (groups): the class
    of interchangeable groups. ``sizes`` (groups, pupils + 1): the price of a number of members. ``even``:
    tolerance and weight of the difference between sizes.

    ``spread_levels`` (spreads, levels): values that occur, from low to high; ``spread_sets``: who has each;
    ``spread_known``: who has any; ``spread_place`` (spreads, pupils): the place of a pupil's value, -1
    without; ``spread_terms`` (spreads, 3): number of levels, tolerance, weight.

    ``friends`` (pupils, words): of whom one is wanted near; ``friends_of``: the same as lists, -1 after the
    end; ``fans_of``: who wants the pupil near; ``wanting`` (words): who wants anybody; ``lonely`` (1): what
    it weighs when none is.

    ``pairs`` (pairs, 4): two pupils, weight, and 1 for apart or 0 for together.

    ``kinds`` (kinds, words): sets of pupils; ``kind_prices`` (kinds, members + 1): the price of a number of
    them in one group; ``kind_terms`` (kinds, 2): members, and what is taken off in all; ``kind_shares``
    (kinds, 4): known pupils, members, weight and tolerance of a fair share (weight 0: none); ``kind_fair``
    (kinds, 2, pupils + 1): that share of so many pupils, rounded down and up; ``kind_known``:
    who counts for it, as a row of ``knowns`` (sets; -1: everybody). ``kinds_of`` and ``knowns_of`` (pupils):
    which of them a pupil is in, -1 after the end.

    ``prices`` (pupils, groups): what a pupil costs in a group; ``priced`` (1): whether any does.

    ``steps`` (entries, amounts): from every amount of an entry of ``narrow``'s bounds to the next that it can
    come to, 0 where it is not branched on.
    """

    everybody: Numbers
    open: Numbers
    alike: Numbers
    sizes: Numbers
    even: Numbers
    spread_levels: Numbers
    spread_sets: Numbers
    spread_known: Numbers
    spread_place: Numbers
    spread_terms: Numbers
    friends: Numbers
    friends_of: Numbers
    fans_of: Numbers
    wanting: Numbers
    lonely: Numbers
    pairs: Numbers
    kinds: Numbers
    kind_prices: Numbers
    kind_terms: Numbers
    kind_shares: Numbers
    kind_fair: Numbers
    kind_known: Numbers
    kinds_of: Numbers
    knowns: Numbers
    knowns_of: Numbers
    prices: Numbers
    priced: Numbers
    steps: Numbers


@compiled
def bare_tables(t: Tables) -> Tables:
    """The tables as ``bare`` views."""
    return Tables(
        bare(t.everybody),
        bare(t.open),
        bare(t.alike),
        bare(t.sizes),
        bare(t.even),
        bare(t.spread_levels),
        bare(t.spread_sets),
        bare(t.spread_known),
        bare(t.spread_place),
        bare(t.spread_terms),
        bare(t.friends),
        bare(t.friends_of),
        bare(t.fans_of),
        bare(t.wanting),
        bare(t.lonely),
        bare(t.pairs),
        bare(t.kinds),
        bare(t.kind_prices),
        bare(t.kind_terms),
        bare(t.kind_shares),
        bare(t.kind_fair),
        bare(t.kind_known),
        bare(t.kinds_of),
        bare(t.knowns),
        bare(t.knowns_of),
        bare(t.prices),
        bare(t.priced),
        bare(t.steps),
    )
