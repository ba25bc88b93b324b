"""Seats: for every function in every activity there is somebody who may do it."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.instances.checks.base import Facts
from vlecht.instances.findings import Finding, did_you_mean
from vlecht.models.plan import Activity, Block, Seat
from vlecht.models.words import Function


def check(facts: Facts) -> Iterator[Finding]:
    """Seats nobody may take, breaks nobody may supervise, presence that asks more than there are."""
    positions = {delivery.id: n for n, delivery in enumerate(facts.school.deliveries)}
    told: set[tuple[str, str, tuple[str, ...]]] = set()
    for block in facts.plan.blocks:
        for activity in block.activities:
            for seat in activity.seats:
                key = (block.delivery, seat.function.value, _years(facts, block, activity))
                if not seat.candidates and not seat.optional and key not in told:
                    told.add(key)
                    yield _nobody(facts, positions[block.delivery], seat, key[2])
    yield from _alone(facts)
    able = [s for s in facts.index.staff if facts.index.permission(s, Function.BREAK_DUTY)]
    for position, pause in enumerate(facts.school.calendar.breaks):
        if pause.supervisors > len(able):
            yield facts.finding(
                ("calendar", "breaks", position, "supervisors"),
                pause.supervisors,
                f"are asked, {len(able)} staff have a role with break_duty",
                "allow break_duty in more roles, or ask fewer",
                "nobody-may",
            )
    for position, presence in enumerate(facts.school.presence):
        if presence.at_least > len(presence.staff):
            yield facts.finding(
                ("presence", position, "at_least"),
                presence.at_least,
                f"is more than the {len(presence.staff)} staff named",
                "ask fewer, or name more staff",
                "nobody-may",
            )


def _alone(facts: Facts) -> Iterator[Finding]:
    """Sessions that are said to do without their second person are sessions of that delivery."""
    for position, delivery in enumerate(facts.school.deliveries):
        known = [a.id for a in facts.plan.activities if a.delivery == delivery.id] if delivery.alone else []
        for number, name in enumerate(delivery.alone):
            if name not in known:
                yield facts.finding(
                    ("deliveries", position, "alone", number),
                    name,
                    "is not a session of this delivery",
                    did_you_mean(name, known),
                    "unknown-reference",
                )


def _years(facts: Facts, block: Block, activity: Activity) -> tuple[str, ...]:
    known = [group for group in activity.groups if group in facts.index.home_groups]
    groups = known or block.home_groups or block.pulls or facts.index.deliveries[block.delivery].home_groups
    return tuple(str(year) for year in sorted(facts.index.years_of(tuple(groups))))


def _nobody(facts: Facts, position: int, seat: Seat, years: tuple[str, ...]) -> Finding:
    subject = facts.school.deliveries[position].subject
    qualified = ""
    if seat.function in (Function.LEAD, Function.SUPPORT):
        qualified = (
            f" and is qualified for {subject} in year{'s' if len(years) > 1 else ''} {', '.join(years)}"
        )
    return facts.finding(
        ("deliveries", position),
        None,
        f"needs somebody who may {seat.function.value.replace('_', ' ')}{qualified}: nobody does",
        "check leads, the roles' functions and the staff's qualifications",
        "nobody-may",
    )
