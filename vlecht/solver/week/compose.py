"""All groups of a school: every regrouping delivery composed on its own (they share no cost)."""

from __future__ import annotations

from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.solver.run import Clock, Settings
from vlecht.solver.week.groups import compose
from vlecht.solver.week.units import Grouping
from vlecht.solver.week.workshops import enrol

EACH = 4.0
"""Seconds that one delivery may take at most in the first round."""


def compose_all(index: SchoolIndex, plan: Plan, clock: Clock, settings: Settings) -> Grouping | str:
    """The grouping of a plan, or the id of a delivery for which no groups were found."""
    members: dict[str, tuple[str, ...]] = {}
    guests: dict[str, tuple[str, ...]] = {}
    moments: dict[str, str] = {}
    bound = 0
    taught = [choice for choice in plan.choices if not choice.guest]
    for choice in taught:
        delivery = index.deliveries[choice.delivery]
        seconds = min(EACH, max(0.5, clock.left / (2 * len(taught))))
        if isinstance(delivery, WorkshopsDelivery):
            enrolled = enrol(index, plan, delivery, clock, settings, seconds)
            if enrolled is None:
                return delivery.id
            members |= enrolled.members
            moments |= enrolled.moments
            bound += _weighed(index, "wishes", enrolled.bound)
        else:
            composed = compose(index, choice, clock, settings, seconds)
            if composed.members is None:
                return delivery.id
            members |= composed.members
            bound += composed.bound
    for choice in plan.choices:
        if choice.guest:
            _seat_guests(index, choice.pupils, choice.groups, members, guests)
    return Grouping(members, guests, moments, bound)


def _weighed(index: SchoolIndex, rule: str, amount: int) -> int:
    from vlecht.rules.registry import RULE

    setting = RULE[rule].setting(index)
    return amount * setting.weight if setting.mode == "soft" else 0


def _seat_guests(
    index: SchoolIndex,
    pupils: tuple[str, ...],
    groups: tuple[str, ...],
    members: dict[str, tuple[str, ...]],
    guests: dict[str, tuple[str, ...]],
) -> None:
    """Guests sit with the smallest group, never beside somebody they are to be kept apart from."""
    for pupil in pupils:
        apart = set(index.pupils[pupil].apart)

        def crowd(group: str, apart: set[str] = apart, pupil: str = pupil) -> tuple[bool, int]:
            inside = members.get(group, ()) + guests.get(group, ())
            clash = any(p in apart or pupil in index.pupils[p].apart for p in inside)
            return clash, len(inside)

        chosen = min(groups, key=crowd)
        guests[chosen] = (*guests.get(chosen, ()), pupil)
