"""Guests at independent work: each sits with a group, and is nowhere in the way."""

from __future__ import annotations

from collections.abc import Mapping

from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan


def seat_guests(
    index: SchoolIndex, plan: Plan, members: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Group -> guests: with the smallest group, never beside somebody they are to be kept apart from."""
    guests: dict[str, tuple[str, ...]] = {}
    apart: dict[str, set[str]] = {}
    for one, two in index.apart:
        apart.setdefault(one, set()).add(two)
        apart.setdefault(two, set()).add(one)
    for choice in plan.choices:
        for pupil in choice.pupils if choice.guest else ():
            avoid = apart.get(pupil, set())

            def crowd(group: str, avoid: set[str] = avoid) -> tuple[bool, int]:
                inside = members.get(group, ()) + guests.get(group, ())
                return not avoid.isdisjoint(inside), len(inside)

            chosen = min(choice.groups, key=crowd)
            guests[chosen] = (*guests.get(chosen, ()), pupil)
    return guests
