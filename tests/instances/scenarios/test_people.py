"""Staff who leave, come, or change: what becomes of everything that names them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from tests.schools import tiny_data, tiny_school
from vlecht.instances.findings import InputError
from vlecht.instances.scenarios import apply
from vlecht.instances.scenarios.apply import Applied
from vlecht.models.changes import (
    AnyChange,
    ContractsEnd,
    Hire,
    Hours,
    Leave,
    Pick,
    QualificationChange,
    RoleChange,
    Tasks,
)
from vlecht.models.index import SchoolIndex
from vlecht.models.people import Availability, Qualification
from vlecht.models.phrases import Phrase
from vlecht.models.scenario import Candidate
from vlecht.models.school import School, StaffPin

ANN = Candidate(
    id="ann",
    roles=("supporter",),
    fte=0.6,
    cost=50_000,
    teams=("a",),
    home_groups=("a1",),
    fte_choices=(0.4, 0.6),
)


def made(*changes: AnyChange, school: School | None = None) -> Applied:
    return apply(school or tiny_school(), changes, {"ann": ANN})


def person(school: School, name: str) -> Any:
    return next(p for p in school.staff if p.id == name)


def said(phrases: Iterable[Phrase]) -> list[str]:
    assert all(phrase.nl for phrase in phrases)
    return list(map(str, phrases))


def mistakes(*changes: AnyChange, school: School | None = None) -> list[str]:
    with pytest.raises(InputError) as caught:
        made(*changes, school=school)
    return [f"{f.place} {f.value} {f.problem} {f.remedy}" for f in caught.value.findings]


def test_nothing_changes_nothing() -> None:
    school = tiny_school()
    assert made(school=school).school == school


def test_who_leaves_is_named_nowhere_any_more() -> None:
    pin = StaffPin(session="gym-a", staff="helper-a")
    school = tiny_school(pins=[pin.model_dump()])
    before = school.model_copy(deep=True)
    found = made(Leave(staff="helper-a"), school=school)
    assert school == before
    assert '"helper-a"' not in found.school.model_dump_json()
    assert said(found.notes) == ["Pins on helper-a lapse"]
    assert found.obstacles == ()


def test_a_home_group_that_loses_its_teacher_is_said() -> None:
    found = made(Leave(staff="t-a2"))
    assert SchoolIndex(found.school).own_teachers("a2") == ()
    assert said(found.notes) == ["Home group a2 no longer has a teacher of its own"]


def test_only_one_who_may_lead_leaves_an_obstacle_and_never_a_free_choice() -> None:
    # Without named leads anybody might lead gym: that is not what leaving means.
    found = made(Leave(staff="gymnast"))
    assert said(found.obstacles) == [
        "Only gymnast may lead gym-a, and leaves",
        "Only gymnast may lead gym-b, and leaves",
    ]
    assert found.obstacles[0].nl == "Alleen gymnast mag gym-a geven, en vertrekt"


def test_a_successor_takes_over() -> None:
    found = made(Leave(staff="gymnast", successor="helper-a"))
    index = SchoolIndex(found.school)
    assert index.deliveries["gym-a"].leads == ("helper-a",)
    assert found.obstacles == ()
    twice = made(Leave(staff="t-a1", successor="t-a2"))
    assert twice.school.clusters[0].team == ("t-a2", "helper-a")


def test_presence_that_cannot_be_kept_is_an_obstacle() -> None:
    data = tiny_data()
    data["presence"] = [{"staff": ["t-a1", "carer"], "at_least": 2}]
    school = School.model_validate(data)
    found = made(Leave(staff="carer"), school=school)
    assert any("at least 2" in text and "carer leaves" in text for text in said(found.obstacles))


def test_a_meeting_of_one_lapses_instead_of_becoming_everybodys() -> None:
    data = tiny_data()
    data["meetings"][0] = {
        "id": "talk", "staff": ["carer"], "minutes": 15, "windows": [{"start": "12:00", "end": "13:00"}],
    }  # fmt: skip
    data["presence"] = []
    data["deliveries"][-1]["leads"] = []
    found = made(Leave(staff="carer"), school=School.model_validate(data))
    assert "talk" not in [meeting.id for meeting in found.school.meetings]
    assert said(found.notes) == ["Meeting talk was carer's alone and lapses"]


def test_nobody_left_who_may_is_an_answer_not_a_mistake() -> None:
    data = tiny_data()
    data["presence"] = []
    for delivery in data["deliveries"]:
        if delivery["id"].startswith("gym"):
            delivery["leads"] = []
    for member in data["staff"]:
        if member["id"] != "gymnast":
            member["qualifications"] = [
                {"subjects": ["math", "lang", "read", "world", "choice", "walk", "rt"]}
            ]
    found = made(Leave(staff="gymnast"), school=School.model_validate(data))
    assert len(found.obstacles) == 4  # two deliveries, two years each
    assert str(found.obstacles[0]).startswith(
        "Delivery gym-a needs somebody who may lead and is qualified for gym"
    )


def test_contracts_end_on_or_before_the_day() -> None:
    data = tiny_data()
    data["staff"][4]["contract_end"] = "2027-07-31"  # gymnast
    data["staff"][5]["contract_end"] = "2027-08-01"  # helper-a
    data["staff"][6]["contract_end"] = "2027-08-02"  # helper-b
    for delivery in data["deliveries"]:
        if delivery["id"].startswith("gym"):
            delivery["leads"] = []
    found = made(ContractsEnd(by=date(2027, 8, 1)), school=School.model_validate(data))
    names = [p.id for p in found.school.staff]
    assert "gymnast" not in names
    assert "helper-a" not in names
    assert "helper-b" in names
    assert said(made(ContractsEnd(by=date(2020, 1, 1))).notes) == ["Nobody's contract ends by 2020-01-01"]


def test_a_candidate_comes_as_they_stand_or_as_stated() -> None:
    found = made(Hire(candidate="ann")).school
    ann = person(found, "ann")
    assert (ann.fte, ann.roles, ann.cost) == (0.6, ("supporter",), 50_000)
    assert not hasattr(ann, "fte_choices")
    assert "ann" in found.clusters[0].team
    assert SchoolIndex(found).own_teachers("a1") == ("t-a1", "ann")
    other = made(Hire(candidate="ann", fte=0.4, days=("mon", "tue"), roles=("teacher",), teams=("b",))).school
    ann = person(other, "ann")
    assert (ann.fte, ann.roles, ann.max_days) == (0.4, ("teacher",), 2)
    assert ann.availability == (Availability(days=("wed",)),)
    assert "ann" in other.clusters[1].team
    assert "ann" not in other.clusters[0].team


def test_hours_days_and_stated_minutes() -> None:
    data = tiny_data()
    data["staff"][5]["contact_minutes"] = 800
    found = made(Hours(staff="helper-a", fte=0.4, days=("tue",)), school=School.model_validate(data))
    helper = person(found.school, "helper-a")
    assert (helper.fte, helper.contact_minutes, helper.max_days) == (0.4, 400, 1)
    assert said(found.notes) == ["The contact minutes of helper-a go from 800 to 400"]
    helper = person(made(Hours(staff="helper-b", by=-0.2)).school, "helper-b")
    assert helper.fte == pytest.approx(0.6)
    # Wishes within a day stay when days change.
    helper = person(made(Hours(staff="helper-b", days=("mon", "tue"))).school, "helper-b")
    assert [a.level for a in helper.availability] == ["cannot", "rather_not"]


def test_tasks_roles_and_qualifications() -> None:
    assert person(made(Tasks(staff="t-a1", minutes=60)).school, "t-a1").task_minutes == 60
    twice = made(Tasks(staff="t-a1", minutes=60), Tasks(staff="t-a1", by=-15)).school
    assert person(twice, "t-a1").task_minutes == 45
    roles = made(RoleChange(staff="helper-a", gains=("teacher",), loses=("supporter",))).school
    assert person(roles, "helper-a").roles == ("teacher",)
    gained = made(QualificationChange(staff="gymnast", subjects=("world",), years=(3,))).school
    assert SchoolIndex(gained).qualified("gymnast", "world", frozenset((3,)))
    assert not SchoolIndex(gained).qualified("gymnast", "world", frozenset((3, 4)))


def test_a_lost_qualification_leaves_the_rest() -> None:
    lost = QualificationChange(staff="t-a1", subjects=("math",), years=(5, 6), lost=True)
    index = SchoolIndex(made(lost).school)
    assert index.qualified("t-a1", "lang", frozenset((5, 6)))
    assert index.qualified("t-a1", "math", frozenset((3, 4)))
    assert not index.qualified("t-a1", "math", frozenset((4, 5)))
    every = made(QualificationChange(staff="helper-a", lost=True)).school
    assert person(every, "helper-a").qualifications == ()
    assert Qualification() in person(every, "helper-b").qualifications


def test_somebody_by_what_they_are() -> None:
    found = made(Leave(staff=Pick(role="supporter", nth=2))).school
    assert [p.id for p in found.staff if "supporter" in p.roles] == ["helper-a"]
    found = made(Leave(staff=Pick(cluster="b", role="supporter"))).school
    assert [p.id for p in found.staff if "supporter" in p.roles] == ["helper-a"]
    (text,) = mistakes(Leave(staff=Pick(role="supporter", nth=3)))
    assert "changes[0].staff.nth" in text
    assert "there are 2" in text


def test_every_mistake_is_told_at_once_with_the_nearest_name() -> None:
    found = mistakes(
        Leave(staff="t-a11"),
        Hire(candidate="anne"),
        Hire(candidate="ann", roles=("techer",), teams=("c",), days=("sat",)),
        Hours(staff="helper-a", fte=0.5, by=0.1),
        Hours(staff="helper-a", by=-0.8),
        RoleChange(staff="helper-a", loses=("teacher",)),
        Tasks(staff="helper-a", by=-10),
        Tasks(staff="helper-a"),
        QualificationChange(staff="helper-a", subjects=("mat",)),
        Leave(staff="helper-a", successor="helper-a"),
    )
    assert len(found) == 12
    assert found[0].startswith(
        'changes[0].staff "t-a11" is not a member of staff of this school did you mean'
    )
    assert "t-a1" in found[0]
    assert "did you mean ann?" in found[1]
    assert "did you mean teacher?" in found[2]
    assert [text.split()[0] for text in found[2:5]] == [
        "changes[2].roles",
        "changes[2].teams",
        "changes[2].days",
    ]


def test_hiring_somebody_twice_is_a_mistake() -> None:
    assert "on the staff of this school already" in mistakes(Hire(candidate="ann"), Hire(candidate="ann"))[0]
