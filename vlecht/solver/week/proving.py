"""When a solve's bounds are proven, and which: what holds for every roster, while the search goes on."""

from __future__ import annotations

from vlecht.rules.judge import costs
from vlecht.rules.registry import RULE
from vlecht.solver.week.bounds import (
    prove_groups,
    prove_staff,
    prove_times,
    prove_times_packed,
    prove_times_with_staff,
)
from vlecht.solver.week.state import Search

ASSUMED = (
    "pupil_one_activity",
    "pupil_supervised",
    "group_membership",
    "curriculum_minutes",
    "lesson_time",
    "fixed_time",
    "aligned_blocks",
    "group_size",
    "keep_apart",
    "workshop_once",
    "support_times",
    "staffed",
    "qualified",
    "staff_one_activity",
    "availability",
    "working_days",
    "contact_minutes",
    "room_suitable",
    "room_shared",
    "room_one_activity",
    "room_capacity",
    "pins",
)
"""Rules that the relaxations take as met: when one of them is not hard there is no bound, rather than a
wrong one."""
WITH_STAFF = ("rather_not", "prefers", "workload_spread")
"""Rules that only the bound with staff says anything about."""


def prove(search: Search) -> str:
    """Bound the cost; returns why there is no roster at all when that is proven (else empty)."""
    if any(RULE[rule].setting(search.index).mode != "hard" for rule in ASSUMED) or search.clock.left <= 0:
        return ""
    seconds = max(2.0, min(10.0, search.clock.left / 6))
    search.report("bound")
    settled = search.groups.settled if search.groups is not None else {}
    groups = prove_groups(search.index, search.clock, search.settings, min(4.0, seconds), settled)
    times = prove_times(search.index, search.clock, search.settings, seconds)
    if groups.impossible or times.impossible:
        return groups.impossible or times.impossible
    staff = prove_staff(search.index, search.clock, search.settings, min(4.0, seconds))
    search.apart_from_times = groups.bound + staff.bound
    search.raise_bound(search.apart_from_times + times.bound)
    return ""


def prove_further(search: Search) -> None:
    """Bounds that take longer, once half of the time has not closed the gap."""
    if search.apart_from_times is None or search.clock.used < search.clock.limit / 2:
        return
    assert search.best is not None
    apart, search.apart_from_times = search.apart_from_times, None
    proofs = [prove_times_packed]
    if any(line.cost for line in costs(search.best.judgement) if line.rule in WITH_STAFF):
        proofs.append(prove_times_with_staff)
    for proof in proofs:
        search.report("bound")
        more = proof(search.index, search.clock, search.settings, min(10.0, search.clock.left / 4))
        search.raise_bound(apart + more.bound)
