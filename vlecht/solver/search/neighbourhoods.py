"""Neighbourhoods: which part of the incumbent to free. Each is one function in a literal list.

Two whole days won most early on published instances, costly resources with the events around them late
(trials on XHSTT-2014); which one to use is learnt during the search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.search.state import Landscape, State

_FEW, _WIDE = 3, 3
"""Whole resources that are freed together though that is more than asked, and how much more that may be:
one or two have nothing to exchange."""

Chooser = Callable[[Landscape, State, int, Random], Freedom]
"""A neighbourhood of about so many sub-events."""


def _freedom(
    land: Landscape,
    state: State,
    positions: Iterable[int],
    times: frozenset[int] | None = None,
    extra_roles: Iterable[tuple[int, int]] = (),
) -> Freedom:
    """These sub-events, with their open roles, and the pupils who may choose among what they hold."""
    chosen = frozenset(positions)
    subs = state.solution.sub_events
    roles = {(position, role) for position in chosen for role in land.open_roles[subs[position].event]}
    roles.update(extra_roles)
    return Freedom(state.solution, chosen, frozenset(roles), _pupils(state, chosen), times)


def _pupils(state: State, positions: frozenset[int]) -> frozenset[int]:
    """Pupils with a choice or release that touches what the sub-events hold."""
    problem, subs = state.problem, state.solution.sub_events
    if not problem.choices and not problem.releases:
        return frozenset()
    held = {resource for position in positions for resource in subs[position].resources}
    events = {subs[position].event for position in positions}
    choosing = {choice.pupil for choice in problem.choices if held.intersection(choice.options)}
    return frozenset(choosing | {pupil for pupil, event in problem.releases if event in events})


def _subs_of(land: Landscape, state: State, events: Iterable[int]) -> set[int]:
    """Sub-events of the events and of those that must run with them."""
    domains = land.domains(state)
    roots = {domains.linked(event) for event in events}
    by_event = state.view.by_event
    return {
        position
        for event in range(len(land.problem.events))
        if domains.linked(event) in roots
        for position in by_event[event]
    }


def _attended(state: State, resource: int) -> set[int]:
    """Events that a resource attends in the solution."""
    return {state.solution.sub_events[position].event for position in state.view.positions_of(resource)}


def _grow(land: Landscape, state: State, events: set[int], size: int, rng: Random) -> set[int]:
    """Sub-events of the events, and of events that share a resource with them, up to the size."""
    chosen = _subs_of(land, state, events)
    frontier = sorted(events)
    rng.shuffle(frontier)
    while len(chosen) < size and frontier:
        event = frontier.pop()
        positions = state.view.by_event[event]
        held = {r for p in positions for r in state.solution.sub_events[p].resources if r is not None}
        for resource in rng.sample(sorted(held), min(2, len(held))):
            others = sorted(_attended(state, resource) - events)
            rng.shuffle(others)
            for other in others:
                if len(chosen) >= size:
                    break
                events.add(other)
                frontier.append(other)
                chosen |= _subs_of(land, state, [other])
        rng.shuffle(frontier)
    return chosen


def some_times(land: Landscape, state: State, size: int, rng: Random) -> Freedom:
    """Everything within a few times, rather ones at which something costly happens.

    With so few times to go to, the model stays small where there are many rooms, and where everybody is
    busy all the time exchanges between a few times are the only ones that there are.
    """
    subs = state.solution.sub_events
    placed = [p for p, sub in enumerate(subs) if sub.start is not None]
    if not placed:
        return _freedom(land, state, range(len(subs)))
    events, found = _costly(land, state, rng)
    for resource in found:
        events |= _attended(state, resource)
    costly = [p for event in sorted(events) for p in state.view.by_event[event] if subs[p].start is not None]
    times = frozenset(subs[rng.choice(costly or placed)].times)
    chosen: set[int] = set()
    for number in range(len(land.problem.times)):
        pool = costly if costly and rng.random() < 0.3 else placed
        wider = times.union(subs[rng.choice(pool)].times)
        inside = {p for p, sub in enumerate(subs) if sub.start is None or wider.issuperset(sub.times)}
        if number >= 1 and len(inside) > size:
            break
        chosen, times = inside, wider
    return _freedom(land, state, chosen, times)


def _costly(land: Landscape, state: State, rng: Random) -> tuple[set[int], set[int]]:
    """(events, resources) of a random violation, more likely a costly one; hard ones first."""
    hard = [found for found in state.violations if found.constraint.hard]
    pool = hard if hard and rng.random() < 0.8 else state.violations
    if not pool:
        return set(), set()
    # The square root keeps one dear violation that cannot be mended from taking every try.
    chosen = rng.choices(pool, weights=[found.cost**0.5 for found in pool])[0]
    return land.involved(chosen.deviation.point)


def days(land: Landscape, state: State, size: int, rng: Random) -> Freedom:
    """Whole days: everything within two or more of them, and what has no time."""
    order = list(range(len(land.days)))
    rng.shuffle(order)
    chosen: set[int] = set()
    times: frozenset[int] = frozenset()
    subs = state.solution.sub_events
    for number, day in enumerate(order):
        wider = times | frozenset(land.days[day])
        inside = {p for p, sub in enumerate(subs) if sub.start is None or wider.issuperset(sub.times)}
        if number >= 2 and len(inside) > size:
            break
        chosen, times = inside, wider
    if len(chosen) > 2 * size:
        # Days too full to free whole: those of the events around a random one only.
        around = _grow(land, state, {subs[rng.choice(sorted(chosen))].event}, size * 3, rng)
        chosen &= around
    return _freedom(land, state, chosen, times)


def resources(land: Landscape, state: State, size: int, rng: Random) -> Freedom:
    """Everything of a few resources, the first one a costly one, the next ones its companions."""
    events, found = _costly(land, state, rng)
    if not found:
        attending = {
            r
            for event in events
            for p in state.view.by_event[event]
            for r in state.solution.sub_events[p].resources
            if r is not None
        }
        found = {rng.choice(sorted(attending))} if attending else set()
    if not found and land.problem.resources:
        found = {rng.randrange(len(land.problem.resources))}
    chosen: set[int] = set()
    queue = sorted(found)
    seen = set(queue)
    while queue:
        resource = queue.pop(0)
        more = _subs_of(land, state, _attended(state, resource))
        if chosen and len(chosen | more) > size:
            break
        chosen |= more
        near = sorted(
            {r for p in more for r in state.solution.sub_events[p].resources if r is not None} - seen
        )
        rng.shuffle(near)
        queue.extend(near[:3])
        seen.update(near[:3])
    if len(chosen) > 2 * size:
        chosen = set(rng.sample(sorted(chosen), size))
    return _freedom(land, state, chosen)


def columns(land: Landscape, state: State, size: int, rng: Random) -> Freedom:
    """Everything of a few resources of one type, such as classes: random ones, rather with others in common.

    Three whole classes are solved to the end in tenths of a second where as many events around a costly
    resource are not: they have their times among themselves. Dorneles, de Araújo and Buriol, "A
    fix-and-optimize heuristic for the high school timetabling problem" (2014).
    """
    if not land.kinds:
        return resources(land, state, size, rng)
    alike = rng.choice(land.kinds)
    first = rng.choice(alike)
    chosen = _subs_of(land, state, _attended(state, first))
    others = [other for other in alike if other != first]
    if rng.random() < 0.5:
        met = _companions(state, first)
        others.sort(key=lambda other: rng.random() * (1 + len(met & _companions(state, other))), reverse=True)
    else:
        rng.shuffle(others)
    for number, other in enumerate(others, start=1):
        more = _subs_of(land, state, _attended(state, other))
        if len(chosen | more) > (size if number >= _FEW else _WIDE * size):
            break
        chosen |= more
    return _freedom(land, state, chosen)


def _companions(state: State, resource: int) -> set[int]:
    """Resources that attend something with it."""
    subs = state.solution.sub_events
    return {r for p in state.view.positions_of(resource) for r in subs[p].resources if r is not None}


def violations(land: Landscape, state: State, size: int, rng: Random) -> Freedom:
    """The events of a costly point of application, and others that share resources with them."""
    events, found = _costly(land, state, rng)
    for resource in found:
        events |= _attended(state, resource)
    if len(events) > size:
        events = set(rng.sample(sorted(events), size))
    return _freedom(land, state, _grow(land, state, events, size, rng))


def event_groups(land: Landscape, state: State, size: int, rng: Random) -> Freedom:
    """The events of a random event group, and others that share resources with them."""
    if land.event_groups:
        group = rng.choice(land.event_groups)
        events = set(rng.sample(group, min(len(group), max(1, size // 2))))
    else:
        events = {rng.randrange(len(land.problem.events))}
    return _freedom(land, state, _grow(land, state, events, size, rng))


def costly_days(land: Landscape, state: State, size: int, rng: Random) -> Freedom:
    """Everything of a costly resource, and one whole day."""
    _, found = _costly(land, state, rng)
    if not found:
        found = {rng.randrange(len(land.problem.resources))} if land.problem.resources else set()
    events = {event for resource in found for event in _attended(state, resource)}
    chosen = _subs_of(land, state, events)
    day = frozenset(rng.choice(land.days))
    inside = [p for p, sub in enumerate(state.solution.sub_events) if sub.start in day and p not in chosen]
    rng.shuffle(inside)
    chosen.update(inside[: max(0, size - len(chosen))])
    return _freedom(land, state, chosen)


def assignments(land: Landscape, state: State, size: int, rng: Random) -> Freedom:
    """Only who fills the open roles, of several times as many sub-events; times stay."""
    events, found = _costly(land, state, rng)
    for resource in found:
        events |= _attended(state, resource)
    around = _grow(land, state, events or {rng.randrange(len(land.problem.events))}, 3 * size, rng)
    subs = state.solution.sub_events
    busy = {time for position in around for time in subs[position].times}
    same = [p for p, sub in enumerate(subs) if p not in around and not busy.isdisjoint(sub.times)]
    rng.shuffle(same)
    around.update(same[: 2 * size])
    roles = [(position, role) for position in around for role in land.open_roles[subs[position].event]]
    return _freedom(land, state, (), None, roles)


NEIGHBOURHOODS: tuple[tuple[str, Chooser], ...] = (
    ("days", days),
    ("resources", resources),
    ("columns", columns),
    ("times", some_times),
    ("violations", violations),
    ("event groups", event_groups),
    ("resource and day", costly_days),
    ("assignments", assignments),
)
"""Name -> chooser; ``assignments`` is of use only where roles are open."""

AROUND = frozenset({"resources", "times", "violations", "resource and day", "assignments"})
"""Those that lie around something costly, of what is hard rather."""
