"""A roster under other groups: times stay, and the checker accepts what comes of it."""

from __future__ import annotations

from dataclasses import replace

from tests.schools import tiny_school
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.rules.judge import judge
from vlecht.solver.run import Clock, Settings
from vlecht.solver.solve import solve
from vlecht.solver.week.given import grouping_of
from vlecht.solver.week.regrouped import under_groups
from vlecht.solver.week.units import Week

SETTINGS = Settings(workers=2)


def test_two_pupils_change_groups_and_nothing_changes_time() -> None:
    school = tiny_school()
    index = SchoolIndex(school)
    roster = solve(school, time_limit=8, gap=1.0, workers=2).roster
    assert roster is not None
    plan = expand(index)
    grouping = grouping_of(plan, roster)
    one, two = grouping.members["math-b.g1"], grouping.members["math-b.g2"]
    members = dict(grouping.members)
    members["math-b.g1"], members["math-b.g2"] = (*one[1:], two[0]), (*two[1:], one[0])
    before, after = Week(index, plan, grouping), Week(index, plan, replace(grouping, members=members))
    changed = under_groups(before, after, roster, Clock(20), SETTINGS)
    assert changed is not None
    assert judge(index, changed).hard == ()
    assert {group.id: set(group.members) for group in changed.groups} == {
        group: set(pupils) for group, pupils in members.items()
    }
    when = {session.id: (session.day, session.start) for session in roster.sessions}
    assert {session.id: (session.day, session.start) for session in changed.sessions} == when
