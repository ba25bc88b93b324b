"""Growth, shrinkage, home groups more and fewer."""

from __future__ import annotations

from collections import Counter

from tests.instances.scenarios.test_people import made, mistakes, said
from tests.schools import tiny_data, tiny_school
from vlecht.instances.scenarios.pupils import NEW
from vlecht.models.changes import (
    CurriculumChange,
    ExtraHomeGroup,
    Growth,
    MergeHomeGroups,
    RoomGained,
)
from vlecht.models.deliveries import LevelGroupsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.places import Room
from vlecht.models.school import School


def sizes(school: School) -> dict[str, int]:
    return {group: len(pupils) for group, pupils in SchoolIndex(school).pupils_of.items()}


def test_growth_is_shared_by_years_and_goes_to_the_smallest_groups() -> None:
    found = made(Growth(percent=25)).school
    assert len(found.pupils) == 30
    years = Counter(pupil.year for pupil in found.pupils)
    assert sorted(years.values()) == [7, 7, 8, 8]
    new = [pupil for pupil in found.pupils if pupil.id.startswith(NEW)]
    assert len(new) == 6
    assert all(pupil.levels and not pupil.together for pupil in new)
    assert made(Growth(percent=25)).school == found


def test_growth_in_one_year_only() -> None:
    found = made(Growth(years=(4,), pupils=3)).school
    assert sizes(found) == {"a1": 6, "a2": 9, "b1": 6, "b2": 6}
    again = made(Growth(years=(4,), pupils=2), Growth(years=(4,), pupils=1)).school
    assert len({pupil.id for pupil in again.pupils}) == 27


def test_shrinkage_takes_pupils_out_of_everything() -> None:
    found = made(Growth(home_groups=("a1", "a2"), pupils=-4)).school
    assert sizes(found) == {"a1": 4, "a2": 4, "b1": 6, "b2": 6}
    there = {pupil.id for pupil in found.pupils}
    assert all(set(pupil.together) | set(pupil.apart) <= there for pupil in found.pupils)


def test_too_many_pupils_is_an_answer() -> None:
    found = made(Growth(years=(3,), pupils=9))
    assert any("math-a has 21 pupils for 2 groups of 3 to 10" in text for text in said(found.obstacles))


def test_mistakes_in_growth() -> None:
    assert len(mistakes(Growth(years=(9,), pupils=2), Growth(), Growth(pupils=-24))) >= 3


def test_a_home_group_more_gets_all_that_its_like_gets() -> None:
    data = tiny_data()
    for delivery in data["deliveries"]:
        if delivery["form"] in ("level_groups", "circuit"):
            delivery["size"] = {"min": 1, "max": 20}
    found = made(
        RoomGained(room=Room(id="extra", capacity=14)),
        ExtraHomeGroup(id="a3", like="a1", pupils_from=("a1", "a2"), room="extra", teachers=("helper-a",)),
        school=School.model_validate(data),
    )
    index = SchoolIndex(found.school)
    assert sizes(found.school) == {"a1": 4, "a2": 4, "b1": 6, "b2": 6, "a3": 4}
    assert index.home_groups["a3"].years == (3, 4)
    assert index.own_teachers("a3") == ("helper-a",)
    for delivery in found.school.deliveries:
        assert ("a3" in delivery.home_groups) == ("a1" in delivery.home_groups), delivery.id
    level = index.deliveries["math-a"]
    assert isinstance(level, LevelGroupsDelivery)
    assert (level.groups.min, level.groups.max) == (3, 3)
    assert "math-a has 3 level groups instead of 2" in said(found.notes)


def test_mistakes_about_a_home_group_more() -> None:
    found = mistakes(ExtraHomeGroup(id="a2", like="a9", room="attic", teachers=("nobody",)))
    assert [text.split()[0] for text in found] == [
        "changes[0].like",
        "changes[0].teachers",
        "changes[0].room",
        "changes[0].id",
    ]


def test_merged_home_groups_are_one() -> None:
    data = tiny_data()
    for delivery in data["deliveries"]:
        if delivery["form"] == "level_groups":
            delivery["size"] = {"min": 1, "max": 20}
    school = School.model_validate(data)
    found = made(MergeHomeGroups(home_groups=("a1", "a2"), room="plaza"), school=school)
    assert found.obstacles == ()
    index = SchoolIndex(found.school)
    assert sizes(found.school) == {"a1": 12, "b1": 6, "b2": 6}
    assert index.home_groups["a1"].years == (3, 4)
    assert index.own_teachers("a1") == ("t-a1", "t-a2")
    assert index.home_groups["a1"].room == "plaza"
    assert all("a2" not in delivery.home_groups for delivery in found.school.deliveries)
    level = index.deliveries["math-a"]
    assert isinstance(level, LevelGroupsDelivery)
    assert level.groups.max == 1


def test_merging_with_curricula_of_their_own_keeps_the_first() -> None:
    school = made(
        CurriculumChange(home_groups=("a2",), by={"read": 45, "task": -45}), school=tiny_school()
    ).school
    found = made(MergeHomeGroups(home_groups=("a2", "a1")), school=school)
    index = SchoolIndex(found.school)
    assert index.curriculum["a2", "read"].minutes == 135
    assert ("a2", "task") not in index.curriculum
