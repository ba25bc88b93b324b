"""What may change along with an alternative; everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vlecht.models.phrases import Phrase
from vlecht.models.plan import Block
from vlecht.rules.phrases import listed, on
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.explain.base import Base
from vlecht.solver.week.core_steps import staff_freedom


@dataclass(frozen=True)
class Scope:
    """A free part of the week, in words."""

    words: Phrase
    freedom: Freedom


def groups(base: Base, delivery: str) -> Scope:
    """The groups of everybody in a delivery."""
    pupils = {p for choice in base.plan.choices if choice.delivery == delivery for p in choice.pupils}
    return Scope(
        Phrase(f"who is in which group of {delivery}", f"wie bij {delivery} in welke groep zit"),
        Freedom(base.solution, pupils=frozenset(base.frame.pupil[pupil] for pupil in pupils)),
    )


def rooms(base: Base, day: int) -> Scope:
    """Every room of a day."""
    name = base.index.grid.days[day]
    return Scope(
        Phrase(f"rooms on {name}", f"de ruimtes op {on(name):nl}"),
        Freedom(base.solution, roles=_roles(base, _on(base, (day,)), ("room",))),
    )


def staff(base: Base, day: int) -> Scope:
    """Who takes the seats and break duties of a day."""
    name = base.index.grid.days[day]
    meetings = {event for found in base.frame.meeting_events.values() for event in found}
    held = [p for p in _on(base, (day,)) if base.solution.sub_events[p].event not in meetings]
    return Scope(
        Phrase(f"staff on {name}", f"de bezetting op {on(name):nl}"),
        Freedom(base.solution, roles=_roles(base, held, ("staff",))),
    )


def staff_of_week(base: Base) -> Scope:
    """All seats, duties, meetings and days at school."""
    return Scope(
        Phrase("staff in the whole week", "de bezetting van de hele week"),
        staff_freedom(base.frame, base.solution),
    )


def days(base: Base, block: Block, chosen: Iterable[int]) -> Scope:
    """Times, staff and rooms of the clusters of a block, on some days."""
    return of_clusters(base, clusters(base, block), chosen)


def clusters(base: Base, block: Block) -> set[str]:
    """The clusters that a block is for."""
    return {base.index.cluster_of(group) for group in _homes(base, block)}


def of_clusters(base: Base, near: set[str], chosen: Iterable[int]) -> Scope:
    """Times, staff and rooms of some clusters, on some days."""
    frame, index = base.frame, base.index
    chosen = sorted(set(chosen))
    mine = {group for cluster in near for group in index.home_groups_of[cluster]}
    events = {
        frame.event[activity.id]
        for other in base.plan.blocks
        if other.fixed is None and not mine.isdisjoint(_homes(base, other))
        for activity in other.activities
    }
    events |= {
        frame.anchor[other.id]
        for other in base.plan.blocks
        if not other.activities and other.fixed is None and not mine.isdisjoint(other.home_groups)
    }
    positions = [p for p in _on(base, chosen) if base.solution.sub_events[p].event in events]
    times = frozenset(slot for day in chosen for slot in frame.day_slots(day))
    leavers = frozenset(pupil for pupil, event in frame.releases if event in events)
    names = listed([index.grid.days[day] for day in chosen])
    dagen = listed([on(index.grid.days[day]) for day in chosen])
    return Scope(
        Phrase(
            f"times, staff and rooms of {listed(sorted(near))} on {names}",
            f"tijden, bezetting en ruimtes van {listed(sorted(near)):nl} op {dagen:nl}",
        ),
        Freedom(
            base.solution,
            frozenset(positions),
            _roles(base, positions, ("staff", "room")),
            leavers | frozenset(frame.staff.values()),
            times,
        ),
    )


def _homes(base: Base, block: Block) -> tuple[str, ...]:
    """Home groups that a block is for: those it takes up, takes pupils from, or has at its moments."""
    if block.hosts:
        return base.index.deliveries[block.delivery].home_groups
    return (*block.home_groups, *block.pulls)


def _on(base: Base, chosen: Iterable[int]) -> list[int]:
    """Positions of what is held on some days."""
    wanted = set(chosen)
    return [
        position
        for position, sub in enumerate(base.solution.sub_events)
        if sub.start is not None and base.index.grid.day(sub.start) in wanted
    ]


def _roles(base: Base, positions: Iterable[int], kinds: tuple[str, ...]) -> frozenset[tuple[int, int]]:
    return frozenset(
        (position, number)
        for position in positions
        for number, role in enumerate(base.frame.events[base.solution.sub_events[position].event].roles)
        if role.resource_type in kinds and role.preassigned is None
    )
