"""Generated schools: their planted rosters satisfy every hard rule, and their numbers add up."""

from __future__ import annotations

import random

import pytest

from vlecht.instances.generator import Planted, generate
from vlecht.instances.generator.cohort import share_out
from vlecht.models.attending import session_lengths
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.words import Function
from vlecht.rules.judge import judge


def assert_planted(planted: Planted) -> None:
    """Judged without a hard violation, and says of itself what it is."""
    found = judge(SchoolIndex(planted.school), planted.roster)
    assert [v.sentence for v in found.hard] == []
    assert planted.roster.run.status == "planted"
    assert planted.roster.run.school_hash == planted.school.hash()
    assert planted.school.synthetic
    assert "ynthetic" in planted.school.notes


def drawn(seed: int, count: int, most: int) -> list[tuple[int, int, int, str]]:
    """(pupils, variant, seed, times), every variant in turn, sizes mostly small."""
    rng = random.Random(seed)
    return [
        (
            rng.randint(60, rng.choice((150, 400, most))),
            1 + number % 5,
            rng.randint(0, 999),
            rng.choice(("classic", "continuous")),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(("pupils", "variant", "seed", "times"), drawn(1, 25, 500))
def test_planted_rosters_satisfy_every_hard_rule(pupils: int, variant: int, seed: int, times: str) -> None:
    assert_planted(generate(pupils, variant, seed, times=times))


@pytest.mark.slow
@pytest.mark.parametrize(("pupils", "variant", "seed", "times"), drawn(2, 150, 1500))
def test_many_planted_rosters(pupils: int, variant: int, seed: int, times: str) -> None:
    assert_planted(generate(pupils, variant, seed, times=times))


@pytest.mark.parametrize("variant", range(1, 6))
@pytest.mark.parametrize("pupils", [20, 60, *(pytest.param(n, marks=pytest.mark.slow) for n in (1500, 2000))])
def test_smallest_and_largest(pupils: int, variant: int) -> None:
    planted = generate(pupils, variant, 7)
    assert len(planted.school.pupils) == pupils
    assert_planted(planted)


@pytest.mark.parametrize("variant", range(1, 6))
@pytest.mark.parametrize(("times", "hours"), [("classic", 24.75), ("continuous", 23.75)])
def test_curriculum_fills_the_week_exactly(variant: int, times: str, hours: float) -> None:
    index = SchoolIndex(generate(180, variant, 3, times=times).school)
    for group in index.home_groups.values():
        lines = [line for (name, _), line in index.curriculum.items() if name == group.id]
        assert sum(line.minutes for line in lines) == hours * 60
        assert len(index.grid.teaching_slots(group.cluster)) * index.grid.step == hours * 60
        for line in lines:
            lengths = session_lengths(line, index.grid.step)
            assert set(lengths) == {line.usual // index.grid.step}


def test_same_arguments_same_school() -> None:
    first, second = generate(140, 5, 11), generate(140, 5, 11)
    assert first.school.hash() == second.school.hash()
    assert first.roster == second.roster
    assert generate(140, 5, 12).school.hash() != first.school.hash()


def test_variants_are_what_they_say() -> None:
    forms = {
        variant: {d.form for d in generate(220, variant, 1).school.deliveries} for variant in range(1, 6)
    }
    assert forms[1] == {"class", "co_taught", "support"}
    assert forms[2] == {"class", "co_taught", "circuit", "support"}
    assert {"level_groups", "instruction_rounds", "circuit"} <= forms[3]
    assert {"level_groups", "co_taught", "circuit"} <= forms[4]
    assert {"level_groups", "workshops"} <= forms[5]


def test_units_have_a_wide_age_range() -> None:
    school = generate(220, 4, 1).school
    assert all(len(group.years) >= 3 for group in school.home_groups if 1 not in group.years)


def test_number_of_level_groups_follows_the_leads() -> None:
    planted = generate(300, 3, 3)
    counts = planted.roster.run.options["groups"]
    limits = {d.id: d.groups for d in planted.school.deliveries if d.form == "level_groups"}
    assert counts.keys() == limits.keys()
    assert all(limits[name].min <= count <= limits[name].max for name, count in counts.items())
    assert any(count > limits[name].min for name, count in counts.items())
    plan = expand(SchoolIndex(planted.school), counts)
    assert {a.id for a in plan.activities} == {s.id for s in planted.roster.sessions}


def test_most_teachers_work_part_time_on_the_days_they_say() -> None:
    planted = generate(250, 3, 2)
    index = SchoolIndex(planted.school)
    teachers = [s for s in planted.school.staff if "teacher" in s.roles]
    assert sum(s.fte < 1 for s in teachers) > len(teachers) / 2
    assert any(s.availability and s.max_days for s in teachers)
    assert any(not s.availability and s.max_days for s in teachers)
    for person in teachers:
        assert index.contact_limit(person.id) > 0


def test_particulars_are_sprinkled() -> None:
    planted = generate(300, 3, 5)
    pupils = planted.school.pupils
    assert {need for pupil in pupils for need in pupil.needs} == {"rt", "plus", "nt2"}
    assert any(pupil.works_with for pupil in pupils)
    assert any(pupil.attendance for pupil in pupils)
    assert any(pupil.elsewhere for pupil in pupils)
    assert any(pupil.exemptions for pupil in pupils)
    assert any(pupil.apart for pupil in pupils)
    assert any(pupil.together for pupil in pupils)
    assert any(None in pupil.levels.values() for pupil in pupils)
    assert any(group.guests for group in planted.roster.groups)
    assert any(session.without for session in planted.roster.sessions)
    assert any(room.shared for room in planted.school.rooms)
    assert planted.school.equipment


def test_a_supporter_leads_only_beside_end_responsible_teachers() -> None:
    planted = generate(300, 3, 3)
    index = SchoolIndex(planted.school)
    assert any(
        index.permission(a.staff, Function.LEAD) == "in_reach" and a.function is Function.LEAD
        for s in planted.roster.sessions
        for a in s.staff
    )


def test_limits_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="20 to 2000"):
        generate(19, 1)
    with pytest.raises(ValueError, match="variants"):
        generate(100, 6)


def test_sharing_out() -> None:
    assert share_out(10, [1, 1, 1]) == [4, 3, 3]
    assert share_out(10, [1.0, 3.0], 1) == [3, 7]
    with pytest.raises(ValueError, match="too little"):
        share_out(1, [1.0, 1.0], 1)
