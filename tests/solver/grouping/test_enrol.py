"""Workshop enrolment: capacities, one section per moment, no offer twice, wishes as well as can be."""

from __future__ import annotations

from collections import Counter

from tests.schools import tiny_data, tiny_school
from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.school import School
from vlecht.rules.registry import RULE
from vlecht.solver.grouping.enrol import Enrolments, EnrolModel, enrol
from vlecht.solver.grouping.workshop_task import WorkshopTask, rank
from vlecht.solver.run import Clock, Settings


def run(index: SchoolIndex) -> Enrolments | None:
    delivery = index.deliveries["choice-a"]
    assert isinstance(delivery, WorkshopsDelivery)
    return enrol(WorkshopTask(index, expand(index), delivery), Clock(20), Settings(workers=2), 5)


def test_every_pupil_is_in_one_section_per_moment_and_in_no_offer_twice() -> None:
    index = SchoolIndex(tiny_school())
    found = run(index)
    assert found is not None
    visits: Counter[tuple[str, str]] = Counter()
    offers: Counter[tuple[str, str]] = Counter()
    for section, visitors in found.members.items():
        for pupil in visitors:
            visits[pupil, found.moments[section]] += 1
            offers[pupil, section.split(".")[1]] += 1
        assert 1 <= len(visitors) <= 9
    pupils = [*index.pupils_of["a1"], *index.pupils_of["a2"]]
    assert visits == Counter({(p, m): 1 for p in pupils for m in ("choice-a#1", "choice-a#2")})
    assert max(offers.values()) == 1


def test_a_scarce_offer_goes_to_as_many_first_wishes_as_it_has_places() -> None:
    data = tiny_data()
    for delivery in data["deliveries"]:
        if delivery["id"] == "choice-a":
            delivery["offers"] = [
                {"id": "clay", "capacity": 2, "sections": 1},
                {"id": "code", "capacity": 12, "sections": 2},
                {"id": "song", "capacity": 12, "sections": 1},
            ]
    for pupil in data["pupils"]:
        pupil["wishes"] = ["clay", "code"]
    index = SchoolIndex(School.model_validate(data))
    found = run(index)
    assert found is not None
    clay = [p for section, pupils in found.members.items() if ".clay." in section for p in pupils]
    assert len(clay) == 2
    # Two pupils get both wishes; ten get code and song, 2 ranks off: their sum and the worst of them count.
    weights = {rule: RULE[rule].weight for rule in ("wishes", "worst_served")}
    assert found.bound == found.cost == weights["wishes"] * 10 * 2 + weights["worst_served"] * 2


def test_rank_counts_unwished_offers_one_past_the_last_wish() -> None:
    index = SchoolIndex(tiny_school())
    delivery = index.deliveries["choice-a"]
    assert isinstance(delivery, WorkshopsDelivery)
    assert [rank(index, "p-a1-1", delivery, offer) for offer in ("clay", "code", "song")] == [1, 2, 3]


def test_too_few_places_give_no_enrolment() -> None:
    data = tiny_data()
    for delivery in data["deliveries"]:
        if delivery["id"] == "choice-a":
            delivery["offers"] = [{"id": "clay", "capacity": 3, "sections": 2}, {"id": "code", "capacity": 3}]
    assert run(SchoolIndex(School.model_validate(data))) is None


def test_enrolments_to_begin_from_are_never_made_worse_and_are_what_is_stated() -> None:
    index = SchoolIndex(tiny_school())
    delivery = index.deliveries["choice-a"]
    assert isinstance(delivery, WorkshopsDelivery)
    task = WorkshopTask(index, expand(index), delivery)
    first = enrol(task, Clock(20), Settings(workers=2), 0.1)
    assert first is not None
    # Every pupil of a section that is given at a moment is said to be there then, and nobody else.
    stated = EnrolModel(task)
    known = {variable.index: value for variable, value in stated.known(first)}
    attending = {
        (task.pupils[p], m) for (p, _), row in stated.attends.items() for m in stated.moments
        if known[row[m].index]
    }  # fmt: skip
    assert attending == {
        (pupil, task.moments.index(first.moments[section]))
        for section, pupils in first.members.items()
        for pupil in pupils
    }
    again = enrol(task, Clock(20), Settings(workers=2), 1.0, start=first)
    assert again is not None
    assert again.cost <= first.cost
