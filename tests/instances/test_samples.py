"""The sample schools: sizes as in the sources, and each with the feature it is there for."""

from __future__ import annotations

from functools import cache

import pytest

from tests.instances.test_generator import assert_planted
from tests.rules.parity import assert_parity
from vlecht.instances.generator import Planted
from vlecht.instances.samples import SAMPLES, sample
from vlecht.models.deliveries import (
    CoTaughtDelivery,
    InstructionRoundsDelivery,
    LevelGroupsDelivery,
)
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.words import Function
from vlecht.rules.frame import Frame
from vlecht.rules.registry import RULES


@cache
def made(name: str) -> Planted:
    """A sample, made once."""
    return sample(name)


@pytest.mark.parametrize("name", SAMPLES)
def test_planted_rosters_satisfy_every_hard_rule(name: str) -> None:
    assert_planted(made(name))
    assert SAMPLES[name] in made(name).school.notes


@pytest.mark.parametrize(
    ("name", "pupils", "staff"),
    [
        ("akkrum-275", 275, 25),
        ("balans-700", 700, 45),
        ("blokhuus-250", 250, 23),
        ("borgstee-220", 220, 25),
        ("p4-87", 87, 11),
    ],
)
def test_sizes(name: str, pupils: int, staff: int) -> None:
    school = made(name).school
    assert (len(school.pupils), len(school.staff)) == (pupils, staff)


def test_address() -> None:
    assert sample("sample:p4-87").school == made("p4-87").school
    with pytest.raises(KeyError, match="no sample"):
        sample("nowhere")


def test_kameleon_frees_a_teacher_in_every_round() -> None:
    planted = made("kameleon")
    rounds = [d for d in planted.school.deliveries if isinstance(d, InstructionRoundsDelivery)]
    assert [len(d.home_groups) for d in rounds] == [3, 3, 3]
    assert all(d.mode == "mixed" and d.freed == 1 for d in rounds)
    blocks = {s.block for s in planted.roster.sessions if s.kind == "instruction"}
    turns = sum(d.rounds for d in rounds) * len(blocks) // len(rounds)
    assert len(planted.roster.freed) == turns
    roles = {person.id: person.roles[0] for person in planted.school.staff}
    guides = {
        roles[a.staff]
        for s in planted.roster.sessions
        if s.kind == "independent" and s.delivery in {d.id for d in rounds}
        for a in s.staff
    }
    assert guides == {"supporter", "assistant"}
    kinds = {room.id: room.kind for room in planted.school.rooms}
    quiet = [s for s in planted.roster.sessions if s.delivery == rounds[0].id and s.kind == "independent"]
    places = {kinds[s.room] for s in quiet if s.room is not None}
    assert places <= {"collaboration", "quiet"}
    assert {m.kind for m in planted.school.meetings} == {"joint_preparation", "team_meeting", "stand_up"}
    assert planted.school.policy.rules["independent_minutes"].mode == "hard"


def test_balans_has_three_groups_by_score_a_circuit_in_year_three_and_a_walk_in() -> None:
    school = made("balans-700").school
    level = [d for d in school.deliveries if isinstance(d, LevelGroupsDelivery)]
    assert {(d.groups.min, d.groups.max, len(d.home_groups)) for d in level} == {(3, 3, 3)}
    assert [d.home_groups for d in school.deliveries if d.form == "circuit"] == [("3a", "3b", "3c")]
    walks = [d for d in school.deliveries if d.form == "fixed"]
    assert {(d.days, d.start, d.minutes) for d in walks} == {(("fri",), 495, 15)}
    assert {g for d in walks for g in d.home_groups} == {g.id for g in school.home_groups}
    assert sum(bool(room.shared) for room in school.rooms) >= 2


def test_blokhuus_has_seventeen_group_teachers_who_share() -> None:
    school = made("blokhuus-250").school
    assert len({own.staff for group in school.home_groups for own in group.teachers}) == 17
    assert sum(len(group.teachers) == 2 for group in school.home_groups) == 7
    part = {line.subject: line.day_part for line in school.curriculum}
    assert part["math"] == part["language"] == "morning"
    assert part["gym"] == part["world"] == "afternoon"


def test_p4_has_two_teachers_on_one_group_and_prepares_inside_school_time() -> None:
    planted = made("p4-87")
    pairs = [d for d in planted.school.deliveries if isinstance(d, CoTaughtDelivery) and d.subject != "work"]
    assert {d.home_groups for d in pairs} == {("34a",)}
    both = sum(s.minutes for s in planted.roster.sessions if len(s.staff) == 2 and "34a" in s.groups)
    assert both >= 0.6 * 23.75 * 60
    assert all(s.staff[1].function is Function.CO_TEACH for s in planted.roster.sessions if len(s.staff) == 2)
    held = next(m for m in planted.roster.meetings if m.meeting == "prep-34a")
    assert 510 <= held.start < held.start + held.minutes <= 840
    (presence,) = planted.school.presence
    assert presence.staff == ("director1", "coordinator1")


def test_borgstee_combines_years_and_regroups_every_six_weeks() -> None:
    planted = made("borgstee-220")
    assert (3, 4) in {group.years for group in planted.school.home_groups}
    assert sum("teacher" in person.roles for person in planted.school.staff) == 19
    assert all((period.end - period.start).days == 39 for period in planted.school.calendar.periods)
    assert planted.roster.period == "period-1"
    assert any("alks" in meeting.name for meeting in planted.school.meetings)


def test_akkrum_counts_overhead_and_has_combination_groups() -> None:
    school = made("akkrum-275").school
    rounds = [d for d in school.deliveries if isinstance(d, InstructionRoundsDelivery)]
    assert all(d.overhead_minutes > 0 for d in rounds)
    assert sum(len(group.years) > 1 for group in school.home_groups if 1 not in group.years) >= 2
    assert any(
        d.groups.max > len(d.home_groups) and d.subject == "reading"
        for d in school.deliveries
        if isinstance(d, LevelGroupsDelivery)
    )


def test_the_five_variants_are_one_school() -> None:
    schools = [made(f"variant-{number}").school for number in range(1, 6)]
    first = schools[0]
    for other in schools[1:]:
        assert other.rooms == first.rooms
        for ours, theirs in zip(first.staff, other.staff, strict=True):
            assert ours == theirs
        for pupil, same in zip(first.pupils, other.pupils, strict=True):
            assert (pupil.id, pupil.year, pupil.levels) == (same.id, same.year, same.levels)
    hours = [sum(line.minutes for line in SchoolIndex(s).curriculum.values()) for s in schools]
    assert len(set(hours)) == 1


@pytest.mark.parametrize("name", ["p4-87", *(pytest.param(n, marks=pytest.mark.slow) for n in SAMPLES)])
def test_planted_weeks_cost_the_core_the_same(name: str) -> None:
    planted = made(name)
    index = SchoolIndex(planted.school)
    frame = Frame(index, expand(index, planted.roster.run.options["groups"]))
    for rule in RULES:
        assert_parity(rule, index, frame, planted.roster)
