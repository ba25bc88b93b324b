"""The secondary samples: teams, sites, half-hours, and timetables without clashes."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

import pytest

from tests.instances.test_generator import assert_planted
from vlecht.instances.generator import Planted
from vlecht.instances.samples import sample
from vlecht.instances.school_json import examine_data
from vlecht.instances.secondary import SECONDARY
from vlecht.instances.secondary.timetable import Lessons, colour, spread
from vlecht.models.index import SchoolIndex


@cache
def made(name: str) -> Planted:
    return sample(name)


@pytest.mark.parametrize(
    ("name", "pupils", "classes"),
    [("p1-750", 750, 28), ("p6-575", 575, 22), ("p7-175", 175, 11), ("p8-750", 750, 28)],
)
def test_sizes_and_planted_rosters(name: str, pupils: int, classes: int) -> None:
    planted = made(name)
    assert (len(planted.school.pupils), len(planted.school.home_groups)) == (pupils, classes)
    assert_planted(planted)
    assert examine_data(name, planted.school.canonical()).findings == ()
    assert SECONDARY[name].notes in planted.school.notes


def test_teams_of_p1_and_their_coordinators() -> None:
    school = made("p1-750").school
    for cluster in school.clusters:
        assert 8 <= len(cluster.team) <= 10
        assert 5 <= sum(group.cluster == cluster.id for group in school.home_groups) <= 6
        team = [p for p in school.staff if p.id in cluster.team]
        assert sum(p.task_minutes == 300 for p in team) == 1


def test_p6_keeps_everybody_on_a_site_and_reads_at_one_time() -> None:
    planted = made("p6-575")
    index = SchoolIndex(planted.school)
    site = {room.id: room.site for room in planted.school.rooms}
    where: dict[str, set[str | None]] = {}
    for session in planted.roster.sessions:
        for seat in session.staff:
            where.setdefault(seat.staff, set()).add(site[session.room or ""])
    assert {len(sites) for sites in where.values()} == {1}
    reading = [s for s in planted.roster.sessions if s.subject == "reading"]
    assert {(s.day, s.start, s.minutes) for s in reading} == {("tue", 660, 30), ("thu", 660, 30)}
    assert len(reading) == 2 * len(index.home_groups)
    assert index.travel_minutes("north", "south") == 10


def test_p7_has_small_classes_help_and_newcomers() -> None:
    planted = made("p7-175")
    assert all(len(p) <= 18 for p in SchoolIndex(planted.school).pupils_of.values())
    helped = [s for s in planted.roster.sessions if len(s.staff) == 2]
    assert helped
    assert {s.subject for s in helped} == {"practice"}
    assert sum("nt2" in pupil.needs for pupil in planted.school.pupils) >= 30
    assert {f.id for f in planted.school.funding} == {"base", "support"}


def test_p8_has_seven_exam_subjects() -> None:
    index = SchoolIndex(made("p8-750").school)
    exam = {subject for group, subject in index.curriculum if group == "5a"}
    assert exam - {"pe", "reading", "mentor", "project"} == {
        "dutch", "english", "maths", "history", "economy", "physics", "biology",
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_colours_never_meet_and_are_no_more_than_the_largest_degree(seed: int) -> None:
    rng = random.Random(seed)
    edges = [(f"a{rng.randrange(5)}", f"b{rng.randrange(6)}") for _ in range(rng.randrange(60))]
    most = max(Counter(end for edge in edges for end in edge).values(), default=0)
    found = colour(edges, most)
    for side in (0, 1):
        seen = Counter((edge[side], c) for edge, c in zip(edges, found, strict=True))
        assert not seen or max(seen.values()) == 1
    if edges:
        assert max(found) < most
        with pytest.raises(ValueError, match="more lessons than there are hours"):
            colour(edges, most - 1)


def test_days_are_full_and_days_off_kept() -> None:
    lessons = [Lessons("1a", "x", "t1", 2), Lessons("1a", "y", "t2", 2), Lessons("1b", "x", "t1", 2),
               Lessons("1b", "y", "t2", 2)]  # fmt: skip
    found = spread(lessons, [2, 1, 1], {})
    for group in ("1a", "1b"):
        days = [f for lesson, f in zip(lessons, found, strict=True) if lesson.group == group]
        assert [sum(day) for day in zip(*days, strict=True)] == [2, 1, 1]
    with pytest.raises(ValueError, match="cannot be divided"):
        spread(lessons, [2, 1, 1], {"t1": (0,)})
