"""The steps of the school solver one by one: what each must hold, on the tiny school and small samples."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from tests.schools import tiny_data, tiny_school
from vlecht.instances.samples import sample
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.rules.frame import Frame
from vlecht.rules.judge import judge
from vlecht.solver.grouping.grouping import Grouping
from vlecht.solver.grouping.school import compose_school
from vlecht.solver.run import Clock, Settings
from vlecht.solver.week import construct as steps
from vlecht.solver.week.assemble import from_solution
from vlecht.solver.week.bounds import prove_groups, prove_staff, prove_times
from vlecht.solver.week.construct import QUICK, construct
from vlecht.solver.week.dayparts import assign_parts
from vlecht.solver.week.layout import lay_out
from vlecht.solver.week.likely import Circle
from vlecht.solver.week.refine import REFINEMENTS, Refinement, layout_of
from vlecht.solver.week.rooming import room_week
from vlecht.solver.week.staffing import staff_week
from vlecht.solver.week.units import Week

SETTINGS = Settings(workers=2)


def made(school: School) -> Week:
    index = SchoolIndex(school)
    plan = expand(index)
    groups = compose_school(index, plan, Clock(20), SETTINGS)
    assert not groups.missing
    return Week(index, plan, groups.grouping)


def grouping_of(week_of: str) -> tuple[Week, Frame]:
    """A sample's planted groups as a week, and its frame."""
    planted = sample(week_of)
    index = SchoolIndex(planted.school)
    counts = planted.roster.run.options.get("groups")
    frame = Frame(index, expand(index, counts))
    hosted = {block.id for block in frame.plan.blocks if block.hosts}
    grouping = Grouping(
        {group.id: group.members for group in planted.roster.groups},
        {group.id: group.guests for group in planted.roster.groups if group.guests},
        {s.id: s.block for s in planted.roster.sessions if s.id in hosted},
    )
    return Week(index, frame.plan, grouping), frame


def test_parts_of_days_are_filled_exactly_and_the_bound_is_not_above_the_cost() -> None:
    week = made(tiny_school())
    found = assign_parts(week, Clock(20), SETTINGS, 3)
    assert found is not None
    assert set(found.part) == set(range(len(week.units)))
    assert found.bound <= found.cost
    filled: dict[tuple[str, int], int] = defaultdict(int)
    for u, part in found.part.items():
        for group in week.units[u].block.home_groups:
            filled[group, part.first] += week.units[u].length
    for group in week.index.home_groups:
        for part in week.index.grid.parts(week.index.cluster_of(group)):
            assert filled[group, part.first] == part.length


def test_lessons_that_do_not_fit_are_proven_not_to() -> None:
    # Four gym lessons of 45 minutes: they fit on one morning, but not before its break.
    for until, fits in (("12:00", True), ("10:15", False)):
        data = tiny_data()
        data["rooms"][-1]["shared"] = [{"days": ["mon"], "start": "08:30", "end": until}]
        found = assign_parts(made(School.model_validate(data)), Clock(20), SETTINGS, 3)
        assert found is not None
        assert found.proven_none is not fits


def test_a_laid_out_week_has_no_unit_across_a_break_and_no_overlap_in_a_lane() -> None:
    week = made(tiny_school())
    found = construct(week, Clock(30), SETTINGS, QUICK)
    assert found is not None
    starts = found.layout.starts
    for u, start in starts.items():
        assert start in week.starts(week.units[u])
    for lane in week.lanes:
        slots = [s for u in lane for s in range(starts[u], starts[u] + week.units[u].length)]
        assert len(slots) == len(set(slots))


def test_a_large_day_is_laid_out_cluster_by_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    week, _ = grouping_of("variant-3")
    parts = assign_parts(week, Clock(20), SETTINGS, 1)
    assert parts is not None
    monkeypatch.setattr(steps, "LARGE_DAY", 5)
    layout = construct(week, Clock(60), SETTINGS, QUICK)
    assert layout is not None
    found = layout.layout
    assert set(found.starts) == set(range(len(week.units)))
    busy: dict[tuple[str, int], str] = {}
    for u, start in found.starts.items():
        for activity in week.units[u].activities:
            for slot in range(start + activity.offset, start + activity.offset + activity.length):
                for number in range(len(activity.seats)):
                    person = found.staff[activity.id, number]
                    assert busy.setdefault((person, slot), activity.id) == activity.id
    for lane in week.lanes:
        slots = [s for u in lane for s in range(found.starts[u], found.starts[u] + week.units[u].length)]
        assert len(slots) == len(set(slots))


def test_a_relaxed_week_knows_the_support_groups_that_leave_no_choice() -> None:
    index = SchoolIndex(tiny_school())
    week = Week(index, expand(index), None)
    assert week.relaxed
    assert week.grouping.members == {"rt.g1": ("p-a1-0", "p-a2-1")}
    # Two groups of one pupil each are a choice.
    data = tiny_data()
    data["deliveries"][-1]["size"] = {"max": 1}
    index = SchoolIndex(School.model_validate(data))
    assert Week(index, expand(index), None).grouping.members == {}


def test_a_day_laid_out_anew_says_what_it_gains() -> None:
    week, _ = grouping_of("p4-87")
    layout = layout_of(week, sample("p4-87").roster)
    grid = week.index.grid
    mine = {u for u, start in layout.starts.items() if grid.day(start) == 0}
    choices = {u: tuple(part for part in week.parts[u] if part.day == 0) for u in mine}
    found = lay_out(week, choices, frozenset((0,)), Clock(30), SETTINGS, 10.0, Circle.ALL, layout)
    assert found is not None
    assert set(found.starts) == mine
    assert found.gain >= 0


def test_a_solution_and_its_roster_are_the_same_thing() -> None:
    for name in ("p4-87", "variant-5"):
        week, frame = grouping_of(name)
        planted = sample(name).roster
        back = from_solution(frame, week.grouping, frame.solution(planted))

        def told(roster: Roster) -> dict[str, object]:
            return {
                s.id: (s.day, s.start, s.room, s.block, tuple((a.staff, a.function) for a in s.staff))
                for s in roster.sessions
            }

        assert told(back) == told(planted)
        assert not judge(week.index, back).hard


@pytest.mark.parametrize("name", ["p4-87", "variant-1", "variant-3", "variant-5", "kameleon"])
def test_no_bound_is_above_what_the_planted_roster_costs(name: str) -> None:
    planted = sample(name)
    index = SchoolIndex(planted.school)
    clock = Clock(60)
    proofs = [
        prove_groups(index, clock, SETTINGS, 1.0),
        prove_times(index, clock, SETTINGS, 1.5),
        prove_staff(index, clock, SETTINGS, 0.5),
    ]
    assert not any(proof.impossible for proof in proofs)
    assert sum(proof.bound for proof in proofs) <= judge(index, planted.roster).cost


@pytest.mark.parametrize("refinement", REFINEMENTS, ids=lambda found: found.name)
def test_a_refinement_keeps_every_hard_rule(refinement: Refinement) -> None:
    week, _ = grouping_of("p4-87")
    planted = sample("p4-87").roster
    changed = refinement.change(week, planted, random.Random(1), Clock(20), SETTINGS)
    assert changed is not None
    assert judge(week.index, changed).hard == ()
    assert {s.id for s in changed.sessions} == {s.id for s in planted.sessions}


def test_rooms_and_staff_follow_a_lay_out_that_is_kept() -> None:
    week, _ = grouping_of("p4-87")
    layout = layout_of(week, sample("p4-87").roster)
    roomed = room_week(week, layout, Clock(20), SETTINGS, 1.0)
    assert roomed.starts == layout.starts
    assert set(roomed.rooms) == set(layout.rooms)
    staffed = staff_week(week, roomed, Clock(20), SETTINGS, 1.0)
    assert staffed is not None
    assert staffed.layout.starts == layout.starts
    assert set(staffed.layout.staff) == set(layout.staff)
