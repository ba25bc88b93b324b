"""Enrolment where only worth counts, stated by sections that share a moment: as good as by moments."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tests.schools import tiny_school
from tests.solver.grouping.test_enrol import drawn_workshops
from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.school import School
from vlecht.solver.grouping.enrol import EnrolModel, enrol
from vlecht.solver.grouping.seating import SeatModel, only_worth
from vlecht.solver.grouping.workshop_task import WorkshopTask
from vlecht.solver.run import Clock, Settings

SETTINGS = Settings(workers=2)


def task_of(school: School) -> WorkshopTask:
    index = SchoolIndex(school)
    delivery = index.deliveries["choice-a"]
    assert isinstance(delivery, WorkshopsDelivery)
    return WorkshopTask(index, expand(index), delivery)


def scarce(seed: int) -> WorkshopTask:
    """Few seats, some that are not open to everybody, and some worth in the spare offer itself."""
    rng = random.Random(seed)
    data = drawn_workshops(seed).model_dump(mode="json", exclude_none=True)
    for delivery in data["deliveries"]:
        if delivery["id"] == "choice-a":
            for offer in delivery["offers"][:-1]:
                offer |= {"capacity": rng.randint(2, 5), "leads": []}
            delivery["offers"][0]["repeat"] = "never"
    for pupil in data["pupils"]:
        pupil["worth"] |= {"study": 20} if rng.random() < 0.2 else {}
        pupil["done"] = ["o0"] if rng.random() < 0.3 else []
    return task_of(School.model_validate(data))


@pytest.mark.parametrize("seed", range(5))
def test_seats_are_worth_as_much_as_where_every_moment_is_stated(seed: int) -> None:
    task = scarce(seed)
    assert only_worth(task)
    outcome, bound = EnrolModel(task).solve(Clock(20), SETTINGS, 5)
    expected = outcome.objective
    found = enrol(task, Clock(20), SETTINGS, 5)
    if outcome.infeasible:
        assert found is None
        return
    assert outcome.optimal
    assert bound == expected
    assert found is not None
    assert found.cost == found.bound == expected
    moments = {section.name: found.moments[section.name] for section in task.sections}
    missed = sum(map(sum, task.worth))
    where: Counter[tuple[str, str]] = Counter()
    for section in task.sections:
        offer, inside = task.offers[section.offer], found.members[section.name]
        assert len(inside) <= offer.capacity
        where.update((pupil, moments[section.name]) for pupil in inside)
        assert not any(offer.repeat == "never" and offer.id in task.index.pupils[p].done for p in inside)
    got = {
        (pupil, section.offer) for section in task.sections for pupil in found.members[section.name]
    }  # who is in the spare offer twice has its worth once
    missed -= sum(task.worth[task.pupils.index(pupil)][offer] for pupil, offer in got)
    assert missed * task.setting("worth").weight == expected
    assert where == Counter({(pupil, moment): 1 for pupil in task.pupils for moment in task.moments})


def test_enrolments_to_begin_from_are_a_whole_solution() -> None:
    task = scarce(0)
    first = enrol(task, Clock(20), SETTINGS, 5)
    assert first is not None
    stated = SeatModel(task)
    for variable, value in stated.known(first):
        stated.model.add(variable == value)
    outcome, _ = stated.solve(Clock(20), SETTINGS, 5)
    assert outcome.objective == first.cost
    again = enrol(task, Clock(20), SETTINGS, 5, start=first)
    assert again is not None
    assert again.cost == first.cost


def test_where_wishes_count_everything_is_stated() -> None:
    assert not only_worth(task_of(tiny_school()))
