"""Pins: they name something that this school's week contains. A pin that does not is stale."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.instances.checks.base import Facts
from vlecht.instances.findings import Finding, did_you_mean
from vlecht.models.school import GroupPin, MomentPin, PupilPin, StartPin


def check(facts: Facts) -> Iterator[Finding]:
    """Pins on blocks, sessions and instruction groups that are not in the plan."""
    plan, index = facts.plan, facts.index
    sessions = [*plan.activity, *plan.block, *index.deliveries]
    groups = [group for names in plan.groups_of.values() for group in names]
    for position, pin in enumerate(facts.school.pins):
        if isinstance(pin, StartPin):
            field, value, known = "block", pin.block, list(plan.block)
            if pin.day not in index.grid.day_index:
                yield facts.finding(
                    ("pins", position, "day"),
                    pin.day,
                    "does not name one day of the cycle",
                    did_you_mean(pin.day, index.grid.days),
                    "unknown-day",
                )
        elif isinstance(pin, PupilPin | GroupPin):
            field, value, known = "group", pin.group, groups
        elif isinstance(pin, MomentPin):
            field, value, known = "section", pin.section, [b.id for b in plan.blocks if b.hosts]
            yield from _moment(facts, position, pin)
        else:
            field, value, known = "session", pin.session, sessions
        if value not in known:
            yield facts.finding(
                ("pins", position, field),
                value,
                "is not in the week that this school leads to (a stale pin)",
                f"{did_you_mean(value, known)} Or take the pin away",
                "stale-pin",
                # What a program held is let go; what a person fixed is not forgotten in silence.
                "warning" if pin.automatic else "error",
            )


def _moment(facts: Facts, position: int, pin: MomentPin) -> Iterator[Finding]:
    block = facts.plan.block.get(pin.section)
    if block is None or f"{block.delivery}#{pin.moment}" in block.hosts:
        return
    known = [host.rpartition("#")[2] for host in block.hosts]
    yield facts.finding(
        ("pins", position, "moment"),
        pin.moment,
        f"is not a moment at which {pin.section} may be given",
        f"there are {', '.join(known)}",
        "stale-pin",
    )
