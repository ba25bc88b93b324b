"""Other forms, other minutes, other variants."""

from __future__ import annotations

import pytest

from tests.instances.scenarios.test_people import made, mistakes, said
from vlecht.instances.registry import load_school
from vlecht.models.changes import CurriculumChange, DeliveryChange, VariantChange
from vlecht.models.deliveries import InstructionRoundsDelivery, LevelGroupsDelivery
from vlecht.models.index import SchoolIndex


def test_fields_of_a_delivery() -> None:
    found = made(DeliveryChange(delivery="math-a", becomes={"groups": {"min": 2, "max": 3}})).school
    delivery = SchoolIndex(found).deliveries["math-a"]
    assert isinstance(delivery, LevelGroupsDelivery)
    assert delivery.groups.max == 3
    assert delivery.size.max == 10


def test_fields_for_a_part_of_the_home_groups_split_the_delivery() -> None:
    change = DeliveryChange(subject="task", home_groups=("a1",), becomes={"equipment": {"tablets": 5}})
    index = SchoolIndex(made(change).school)
    assert index.delivery_of["a1", "task"].equipment == {"tablets": 5}
    assert index.delivery_of["a2", "task"].equipment == {}


def test_another_form_per_cluster() -> None:
    becomes = {"form": "level_groups", "groups": {"min": 2, "max": 2}, "size": {"min": 3, "max": 9}}
    index = SchoolIndex(made(DeliveryChange(subject="read", becomes=becomes)).school)
    assert index.delivery_of["a1", "read"].id == index.delivery_of["a2", "read"].id
    assert index.delivery_of["b1", "read"].id != index.delivery_of["a1", "read"].id
    assert index.delivery_of["a1", "read"].form == "level_groups"
    only = made(DeliveryChange(subject="lang", clusters=("b",), becomes={"form": "class"})).school
    index = SchoolIndex(only)
    assert isinstance(index.delivery_of["a1", "lang"], InstructionRoundsDelivery)
    assert index.delivery_of["b1", "lang"].form == "class"


def test_mistakes_in_deliveries() -> None:
    found = mistakes(
        DeliveryChange(delivery="math-c", becomes={"size": {"max": 9}}),
        DeliveryChange(becomes={"size": {"max": 9}}),
        DeliveryChange(delivery="math-a", becomes={"grups": {"min": 1, "max": 2}}),
        DeliveryChange(delivery="math-a", becomes={"form": "levelgroups"}),
        DeliveryChange(delivery="math-a", becomes={"form": "circuit", "stations": []}),
        DeliveryChange(subject="rt", home_groups=("b1",), becomes={"form": "class"}),
    )
    assert "did you mean math-b or math-a?" in found[0]
    assert "did you mean groups or home_groups?" in found[2]
    assert "did you mean level_groups?" in found[3]
    assert found[4].startswith("changes[4].becomes.stations")
    assert "is not given in those home groups" in found[5]


def test_minutes_move_between_subjects() -> None:
    change = CurriculumChange(years=(3,), by={"read": 45, "task": -45})
    found = made(change)
    index = SchoolIndex(found.school)
    assert index.curriculum["a1", "read"].minutes == 135
    assert ("a1", "task") not in index.curriculum
    assert index.curriculum["a2", "task"].minutes == 45
    assert "a1" not in index.deliveries["task-a"].home_groups
    assert said(found.notes) == ["a1 no longer have task"]


def test_a_subject_for_the_first_time() -> None:
    change = CurriculumChange(home_groups=("b1",), by={"rt": 45, "task": -45}, usual={"rt": 45})
    found = made(change)
    index = SchoolIndex(found.school)
    assert index.curriculum["b1", "rt"].minutes == 45
    assert index.delivery_of["b1", "rt"].form == "class"


def test_minutes_that_do_not_add_up_are_a_mistake() -> None:
    (text,) = mistakes(CurriculumChange(home_groups=("a1",), by={"task": 45}))
    assert "630 minutes a week in the curriculum and 585 minutes of lesson time" in text
    assert len(mistakes(CurriculumChange(by={"task": -90}), CurriculumChange(to={"tsk": 4}))) == 2
    assert len(mistakes(CurriculumChange(to={"task": 4}, by={"task": 4}), CurriculumChange())) == 2


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_every_variant_of_a_sample_is_a_school(number: int) -> None:
    school = load_school("sample:variant-1")
    found = made(VariantChange(number=number), school=school)
    assert found.obstacles == ()
    forms = {d.subject: d.form for d in found.school.deliveries if d.id.endswith("c56")}
    minutes = [sum(x.minutes for x in SchoolIndex(s).curriculum.values()) for s in (school, found.school)]
    assert minutes[0] == minutes[1]
    assert forms["world"] == ("class", "circuit", "circuit", "circuit", "workshops")[number - 1]
    assert forms["math"] == ("class" if number < 3 else "level_groups")
    assert forms["gym"] == "class"
    assert ("co_taught" in forms.values()) == (number == 4)


def test_variants_undo_each_other() -> None:
    school = load_school("sample:variant-3")
    once = made(VariantChange(number=1), school=school).school
    assert {d.form for d in once.deliveries} <= {"class", "support"}
    assert not any(pupil.works_with for pupil in once.pupils)
