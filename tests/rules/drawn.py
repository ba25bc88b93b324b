"""Rosters drawn by hand: sessions of the tiny school's plan put where a test wants them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from tests.schools import tiny_school
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.models.roster import Group, Roster, Session
from vlecht.models.words import parse_clock
from vlecht.rules.base import Rule, Violation
from vlecht.rules.view import RosterView


@cache
def tiny() -> SchoolIndex:
    """The tiny school, looked up."""
    return SchoolIndex(tiny_school())


@cache
def plan_of(index: SchoolIndex) -> Plan:
    """The plan of a school."""
    return expand(index)


def held(index: SchoolIndex, activity: str, when: str, **changes: Any) -> Session:
    """A session of the plan at ``"mon 08:30"``, without staff and room unless told otherwise."""
    planned = plan_of(index).activity[activity]
    day, clock = when.split()
    values: dict[str, Any] = {
        "id": planned.id,
        "block": planned.block,
        "delivery": planned.delivery,
        "subject": planned.subject,
        "kind": planned.kind,
        "day": day,
        "start": parse_clock(clock),
        "minutes": planned.length * index.grid.step,
        "groups": planned.groups,
    }
    return Session(**(values | changes))


def grouped(
    index: SchoolIndex,
    groups: Mapping[str, tuple[str, ...]],
    guests: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Group, ...]:
    """All groups of the plan, with these members and guests and nobody else."""
    return tuple(
        Group(id=name, delivery=delivery, members=groups.get(name, ()), guests=(guests or {}).get(name, ()))
        for delivery, names in plan_of(index).groups_of.items()
        for name in names
    )


def drawn(index: SchoolIndex, *sessions: Session, **changes: Any) -> Roster:
    """A roster of these sessions; its groups are empty unless given."""
    return Roster(
        **({"school": index.school.id, "sessions": sessions, "groups": grouped(index, {})} | changes)
    )


def judged(rule: Rule, index: SchoolIndex, roster: Roster) -> list[Violation]:
    """What the rule finds in a roster, under the school's setting."""
    found = rule.violations(index, RosterView(index, roster), rule.setting(index))
    return [violation for violation in found if violation.amount > 0]


def amounts(rule: Rule, index: SchoolIndex, roster: Roster) -> dict[tuple[str, ...], int]:
    """Objects -> amount of what the rule finds."""
    return {violation.objects: violation.amount for violation in judged(rule, index, roster)}
