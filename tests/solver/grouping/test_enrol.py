"""Workshop enrolment: capacities, one section per moment, no offer twice, wishes as well as can be."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest

from tests.schools import tiny_data, tiny_school
from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.school import School
from vlecht.rules.registry import RULE
from vlecht.solver.grouping.enrol import EnrolModel, enrol
from vlecht.solver.grouping.enrolments import Enrolments
from vlecht.solver.grouping.seating import SeatModel, only_worth
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


def drawn_workshops(seed: int) -> School:
    """Pupils who want what is worth something to them; sections with and without a lead of their own."""
    rng = random.Random(seed)
    data = tiny_data()
    offers = [
        {
            "id": f"o{n}",
            "capacity": 12,
            "min": 0,
            "sections": rng.choice([1, 1, 2]),
            "leads": rng.choice([[], ["t-a1"], ["t-a2"]]),
            "parallel": rng.random() < 0.5,
            "moments": rng.choice([[], [], [1], [1, 2], [2, 3]]),
        }
        for n in range(4)
    ]
    study = {"id": "study", "capacity": 12, "min": 0, "sections": 3, "repeat": "often", "parallel": False}
    for delivery in data["deliveries"]:
        if delivery["id"] == "choice-a":
            delivery["offers"] = [*offers, study]
    for line in data["curriculum"]:
        if line["subject"] == "choice":
            line |= {"minutes": 90, "max_per_day": 3}
    for pupil in data["pupils"]:
        pupil |= {"wishes": [], "together": [], "apart": []}
        pupil["worth"] = {f"o{n}": rng.randint(1, 9) for n in range(4) if rng.random() < 0.6}
    data["policy"] = {"rules": {"worst_served": {"mode": "off"}}}
    return School.model_validate(data)


def least_missed(task: WorkshopTask) -> int | None:
    """The least worth that pupils miss, over all moments of all sections; ``None``: none are allowed."""
    courses = [s for s, section in enumerate(task.sections) if section.offer != task.spare]
    best: int | None = None
    for places in itertools.product(range(3), repeat=len(courses)):
        at = dict(zip(courses, places, strict=True))
        offers: dict[int, list[int]] = {}
        for s, moment in at.items():
            offers.setdefault(task.sections[s].offer, []).append(moment)
        leads = [(task.sections[s].leads, moment) for s, moment in at.items() if task.sections[s].leads]
        if (
            len(set(leads)) < len(leads)
            or any(not task.offers[o].parallel and len(set(m)) < len(m) for o, m in offers.items())
            or any(task.offers[o].moments and m + 1 not in task.offers[o].moments
                   for o, ms in offers.items() for m in ms)
        ):  # fmt: skip
            continue
        missed = 0
        for worth in task.worth:
            most = 0
            for taken in itertools.product((None, *offers), repeat=3):
                picked = [(o, m) for m, o in enumerate(taken) if o is not None]
                if len({o for o, _ in picked}) == len(picked) and all(m in offers[o] for o, m in picked):
                    most = max(most, sum(worth[o] for o, _ in picked))
            missed += sum(worth) - most
        best = missed if best is None else min(best, missed)
    return best


@pytest.mark.parametrize("seed", range(6))
def test_as_much_worth_is_got_as_any_moments_of_the_sections_allow(seed: int) -> None:
    index = SchoolIndex(drawn_workshops(seed))
    delivery = index.deliveries["choice-a"]
    assert isinstance(delivery, WorkshopsDelivery)
    task = WorkshopTask(index, expand(index), delivery)
    best = least_missed(task)
    assert only_worth(task)
    for workers in (1, 2):
        for stated in (EnrolModel(task), SeatModel(task)):
            outcome, bound = stated.solve(Clock(20), Settings(workers=workers, seed=seed), 5)
            assert outcome.found == (best is not None)
            if best is not None:
                found = stated.read(outcome, bound)
                assert found.cost == found.bound == best


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
