"""What staffing costs in the seat model against what the checker counts."""

from __future__ import annotations

from itertools import groupby

import pytest

from vlecht.instances.samples import sample
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.school import School
from vlecht.rules.judge import costs, judge
from vlecht.solver.grouping.grouping import Grouping
from vlecht.solver.run import Clock, Settings, run
from vlecht.solver.week.likely import Circle
from vlecht.solver.week.refine import layout_of
from vlecht.solver.week.seat_costs import _faces_met
from vlecht.solver.week.seats import SeatModel
from vlecht.solver.week.units import Week


@pytest.mark.parametrize("faces", [2, 3])
def test_faces_are_those_that_the_checker_counts(faces: int) -> None:
    planted = sample("p4-87")
    data = planted.school.model_dump(mode="json", by_alias=True)
    data["policy"]["rules"]["few_faces"] = {"mode": "soft", "weight": 2, "params": {"faces": faces}}
    index = SchoolIndex(School.model_validate(data))
    roster = planted.roster
    plan = expand(index, roster.run.options.get("groups"))
    hosted = {block.id for block in plan.blocks if block.hosts}
    week = Week(
        index,
        plan,
        Grouping(
            {group.id: group.members for group in roster.groups},
            {group.id: group.guests for group in roster.groups if group.guests},
            {s.id: s.block for s in roster.sessions if s.id in hosted},
        ),
    )
    layout = layout_of(week, roster)
    counted = next(line.cost for line in costs(judge(index, roster)) if line.rule == "few_faces")
    assert counted > 0
    seats = sorted(layout.staff)
    open_seats = {seat for activity, found in groupby(seats, key=lambda s: s[0]) for seat in list(found)[:1]}
    for opened in (set(), set(sorted(open_seats)[:5])):
        keep = {seat: person for seat, person in layout.staff.items() if seat not in opened}
        x = SeatModel(week, layout, Circle.CLOSE, keep)
        for seat in opened:  # open to others, but in fact with the same person
            x.model.add(x.seat[seat][layout.staff[seat]] == 1)
        everything = {activity for activity, _ in seats}
        x.model.minimize(sum(_faces_met(x, everything)))
        outcome = run(x.model, Clock(20), Settings(workers=2), 20)
        assert outcome.found
        assert outcome.objective == counted
