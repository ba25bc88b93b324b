"""A roster that is given, as the plan and the groups it is of."""

from __future__ import annotations

from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.models.roster import Roster
from vlecht.solver.grouping.grouping import Grouping


def plan_of(index: SchoolIndex, roster: Roster) -> Plan | None:
    """The plan that a roster is of; ``None`` when it has sessions that this school does not ask for."""
    sizes: dict[str, int] = {}
    for group in roster.groups:
        sizes[group.delivery] = sizes.get(group.delivery, 0) + 1
    plan = expand(index, sizes)
    return None if {session.id for session in roster.sessions} - set(plan.activity) else plan


def grouping_of(plan: Plan, roster: Roster) -> Grouping:
    """A roster's groups, and the moments of its workshop sections."""
    hosted = {block.id for block in plan.blocks if block.hosts}
    return Grouping(
        {group.id: group.members for group in roster.groups},
        {group.id: group.guests for group in roster.groups if group.guests},
        {session.id: session.block for session in roster.sessions if session.id in hosted},
    )
