"""The mirror of the least staff: what a budget buys, on tiny schools as by trying everything."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from tests.solver.formation.test_least import CANDIDATES, priced, works
from vlecht.instances.findings import InputError
from vlecht.instances.scenarios.staffing import Build, ask
from vlecht.models.index import SchoolIndex
from vlecht.models.least import Budget, Measure, Question, cost_of
from vlecht.models.scenario import CandidateFile
from vlecht.rules.judge import judge
from vlecht.solver.formation.least.joint import JointModel
from vlecht.solver.formation.least.parts import PartsModel
from vlecht.solver.formation.least.search import find_least
from vlecht.solver.run import Clock, Settings, run

NOW = cost_of(priced().staff, "euros")
MATH = {"delivery": "math-a", "choices": [{"groups": {"min": 3, "max": 3}, "size": {"min": 1, "max": 6}}]}
SUPPORT = {"delivery": "rt", "choices": [{"sessions": 3}, {"sessions": 12}]}


def asked(teaching: list[dict[str, Any]], budget: int, candidates: int = 0) -> tuple[Question, Build]:
    file = CandidateFile.model_validate({"teaching": teaching, "candidates": CANDIDATES[:candidates]})
    return ask(priced(), file, "people.toml", Budget(budget))


def best(question: Question, build: Build, measure: Measure) -> int:
    """By trying every choice, the best first."""
    people = [(None, *(o.id for o in options)) for options in question.by_person.values()]
    ways = [tuple(w.id for w in ways) for ways in question.by_delivery.values() if len(ways) > 1]
    every = [frozenset(name for name in names if name is not None) for names in product(*people, *ways)]
    for chosen in sorted(every, key=lambda c: question.score(c, measure)):
        if question.affordable(chosen) and works(build, chosen):
            return question.score(chosen, measure)
    raise AssertionError("nothing works")


@pytest.mark.parametrize(("teaching", "measure"), [(MATH, "group_size"), (SUPPORT, "support")])
def test_what_a_budget_buys_is_found_as_by_trying_everything(
    teaching: dict[str, Any], measure: Measure
) -> None:
    question, build = asked([teaching], NOW)
    found = find_least(question, build, measure=measure, time_limit=240)
    assert found.score == best(question, build, measure)
    assert found.proven
    assert found.school is not None
    assert found.roster is not None
    assert not judge(SchoolIndex(found.school), found.roster).hard


@pytest.mark.slow
@pytest.mark.parametrize("measure", ["group_size", "support"])
def test_larger_budgets_with_candidates_too(measure: Measure) -> None:
    question, build = asked([MATH, SUPPORT], NOW + 50_000, candidates=2)
    found = find_least(question, build, measure=measure, time_limit=240)
    assert found.score == best(question, build, measure)
    assert found.chosen is not None
    assert question.affordable(found.chosen)
    assert found.proven


def test_less_than_the_staff_costs_buys_nothing_and_the_reason_is_the_budget() -> None:
    question, build = asked([MATH], NOW - 1)
    found = find_least(question, build, measure="group_size", time_limit=120)
    assert found.impossible
    assert found.chosen is None
    assert [fact.en for fact in found.facts] == [f"The budget is € {NOW - 1:,}"]


def test_ways_without_a_file_are_those_nearby() -> None:
    question, build = asked([], NOW)
    ways = {delivery: [w.groups for w in ways] for delivery, ways in question.by_delivery.items()}
    assert ways["math-a"] == [2, 3, 4]
    assert [way.minutes for way in question.by_delivery["rt"]] == [60, 90, 120]
    school = build({"math-a~2", "rt~3"}).school
    given = {delivery.id: delivery for delivery in school.deliveries}
    assert given["math-a"] == next(w for w in question.ways if w.id == "math-a~2").delivery
    assert [delivery.id for delivery in school.deliveries] == [d.id for d in priced().deliveries]


def test_what_is_asked_more_of_is_excluded_with_what_cannot_be() -> None:
    question, _ = asked([SUPPORT, MATH], NOW)
    assert question.no_better({"rt~2"}) == {"rt~2", "rt~3"}
    assert question.no_better({"rt"}) == {"rt", "rt~2", "rt~3"}
    # Fewer groups are larger: that three cannot be says nothing about two.
    assert question.no_better({"math-a"}) == {"math-a"}


def test_scores_and_figures() -> None:
    question, _ = asked([SUPPORT], NOW)
    pupils = question.way["rt"].pupils
    assert question.figure(question.score({"rt~2"}, "support"), "support") == 90 * pupils
    sizes = question.figure(question.score({"rt"}, "group_size"), "group_size")
    given = [ways[0] for ways in question.by_delivery.values() if not ways[0].support]
    weighed = sum(w.pupils * w.minutes * w.pupils / w.groups for w in given)
    assert sizes == pytest.approx(weighed / sum(w.pupils * w.minutes for w in given), rel=0.01)


@pytest.mark.parametrize("model", [PartsModel, pytest.param(JointModel, marks=pytest.mark.slow)])
def test_ways_that_have_a_roster_are_never_excluded(model: type[PartsModel] | type[JointModel]) -> None:
    question, build = asked([MATH, SUPPORT], NOW)
    chosen = frozenset({"math-a", "rt~2"})
    assert works(build, chosen)
    found = model(question, "support")
    for name, literal in found.choices.given.items():
        found.model.add(literal == (name in chosen))
    assert run(found.model, Clock(60), Settings(), 60).status in ("OPTIMAL", "FEASIBLE")


def test_mistakes_in_what_could_be_given() -> None:
    teaching: list[dict[str, Any]] = [
        {"delivery": "langg-a", "choices": [{"sessions": 2}]},
        {"delivery": "rt", "choices": [{"sessions": 0}, {"size": {"max": 3}, "subject": "gym"}]},
    ]
    with pytest.raises(InputError) as caught:
        asked(teaching, NOW)
    text = str(caught.value)
    assert "Did you mean lang-a or lang-b?" in text
    assert "choices[0]" in text
    assert "changes what is given" in text
