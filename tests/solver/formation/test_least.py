"""The least staff: the bound never lies, and on tiny schools the answer is that of trying everything."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

import pytest

from tests.schools import tiny_data
from vlecht.instances.findings import InputError
from vlecht.instances.scenarios.staffing import Build, ask
from vlecht.models.index import SchoolIndex
from vlecht.models.least import Question
from vlecht.models.result import Result
from vlecht.models.scenario import CandidateFile
from vlecht.models.school import School
from vlecht.rules.judge import judge
from vlecht.solver import solve
from vlecht.solver.formation.least import search
from vlecht.solver.formation.least.choices import Cut, Facts
from vlecht.solver.formation.least.joint import JointModel
from vlecht.solver.formation.least.parts import PartsModel
from vlecht.solver.formation.least.search import find_least
from vlecht.solver.run import Clock, Settings, run

COSTS = {"teacher": 80_000.0, "supporter": 50_000.0, "specialist": 70_000.0, "coordinator": 75_000.0}
CANDIDATES: list[dict[str, Any]] = [
    {"id": "ann", "roles": ["teacher"], "fte": 0.6, "cost": 78_000, "teams": ["a"]},
    {"id": "bob", "roles": ["supporter"], "fte": 0.6, "cost": 50_000, "teams": ["b"],
     "fte_choices": [0.4, 0.6]},
    {"id": "cas", "roles": ["teacher"], "fte": 1.0, "cost": 60_000, "availability": [{"days": ["mon"]}]},
]  # fmt: skip
LEAVERS: list[dict[str, Any]] = [
    {"staff": "t-a2", "may_leave": True},
    {"staff": "helper-a", "may_leave": True},
]


def priced() -> School:
    data = tiny_data()
    for person in data["staff"]:
        person["cost"] = COSTS[person["roles"][0]]
    return School.model_validate(data)


def asked(candidates: list[dict[str, Any]], present: list[dict[str, Any]]) -> tuple[Question, Build]:
    file = CandidateFile.model_validate({"candidates": candidates, "present": present})
    return ask(priced(), file, "people.toml")


def works(build: Build, chosen: frozenset[str]) -> bool:
    """Whether a roster is found, as anybody would find out."""
    made = build(chosen)
    return not made.obstacles and solve(made.school, time_limit=120, gap=0.99).roster is not None


def cheapest(question: Question, build: Build) -> int:
    """By trying every staffing, the cheapest first."""
    names = [option.id for option in question.options]
    subsets = chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))
    allowed = [
        frozenset(subset)
        for subset in subsets
        if len({question.option[name].person for name in subset}) == len(subset)
        and question.stay <= {question.option[name].person for name in subset}
    ]
    for chosen in sorted(allowed, key=lambda c: question.score(c, "euros")):
        if works(build, chosen):
            return question.score(chosen, "euros")
    raise AssertionError("nothing works")


def test_options_stand_for_hours_and_roles_and_prices() -> None:
    question, build = asked(
        CANDIDATES,
        [
            {
                "staff": "helper-b",
                "fte_choices": [0.4],
                "role_choices": [{"roles": ["teacher"], "cost": 79_000}],
            }
        ],
    )
    assert {option.id for option in question.options} == {
        "helper-b", "helper-b~2", "ann", "bob", "bob~2", "cas",
    }  # fmt: skip
    assert question.stay == {"helper-b"}
    assert question.option["helper-b"].price("euros") == 20_000
    assert question.option["helper-b~2"].price("euros") == 31_600
    assert question.option["bob"].price("fte") == 400
    assert question.no_better({"bob~2"}) == {"bob", "bob~2"}
    school = build({"helper-b~2", "bob"}).school
    staff = {person.id: person for person in school.staff}
    assert staff["helper-b"].roles == ("teacher",)
    assert staff["bob"].fte == 0.4
    assert "ann" not in staff
    fixed = sum(p.fte * (p.cost or 0) for p in school.staff if p.id not in ("helper-b", "bob"))
    assert question.fixed("euros") == round(fixed)


def test_mistakes_in_candidate_files() -> None:
    with pytest.raises(InputError) as caught:
        asked(
            [{"id": "t-a1", "roles": ["techer"], "teams": ["c"]}],
            [{"staff": "nobody"}, {"staff": "carer", "role_choices": [{"roles": ["x"]}]}],
        )
    assert len(caught.value.findings) == 5


def test_a_question_of_two_is_answered_as_by_trying_everything() -> None:
    question, build = asked([CANDIDATES[1]], [LEAVERS[0]])
    found = find_least(question, build, time_limit=240)
    assert found.score == cheapest(question, build)
    assert found.proven
    assert found.roster is not None
    assert found.school is not None
    assert not judge(SchoolIndex(found.school), found.roster).hard


def test_what_is_left_undecided_stays_above_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cheapest can be neither made nor proven impossible, its score is all that is proven."""
    question, build = asked([CANDIDATES[1]], [LEAVERS[0]])
    best = find_least(question, build, time_limit=240)
    assert best.chosen is not None
    hard = build(best.chosen).school

    def undecided(school: School, **options: Any) -> Result:
        return Result("unknown") if school == hard else solve(school, **options)

    monkeypatch.setattr(search, "solve", undecided)
    monkeypatch.setattr(search, "together", lambda _: None)
    found = find_least(question, build, time_limit=60)
    assert found.score is not None
    assert best.score is not None
    assert found.score > best.score
    assert found.bound <= best.score
    assert not found.proven


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_larger_questions_too(seed: int) -> None:
    question, build = asked(CANDIDATES[seed % 2 :], LEAVERS)
    found = find_least(question, build, time_limit=240, seed=seed)
    assert found.score == cheapest(question, build)
    assert found.proven


@pytest.mark.parametrize("model", [PartsModel, pytest.param(JointModel, marks=pytest.mark.slow)])
def test_what_has_a_roster_is_never_excluded(model: type[PartsModel] | type[JointModel]) -> None:
    question, build = asked(CANDIDATES, LEAVERS)
    for chosen in (frozenset({"t-a2", "helper-a"}), frozenset({"ann", "bob"})):
        assert works(build, chosen)
        found = model(question, "euros")
        for name, literal in found.choices.there.items():
            found.model.add(literal == (name in chosen))
        assert run(found.model, Clock(60), Settings(), 60).status in ("OPTIMAL", "FEASIBLE")


def test_nobody_at_all_is_proven_impossible_with_the_reason() -> None:
    data = tiny_data()
    for person in data["staff"]:
        person["availability"] = [{"days": ["tue"]}]
    file = CandidateFile.model_validate({"candidates": [{"id": "ann", "roles": ["supporter"]}]})
    question, build = ask(School.model_validate(data), file, "x")
    found = find_least(question, build, time_limit=120)
    assert found.chosen is None
    assert found.impossible


def test_cuts_leave_out_what_brings_no_more() -> None:
    question, _ = asked(CANDIDATES, LEAVERS)
    for cut, excluded in ((Cut(frozenset({"bob~2"}), False), True), (Cut(frozenset({"bob~2"}), True), False)):
        found = PartsModel(question, "euros")
        found.choices.exclude([cut], Facts(found.model))
        for name, literal in found.choices.there.items():
            found.model.add(literal == (name == "bob"))
        status = run(found.model, Clock(30), Settings(), 30).status
        if excluded:
            assert status == "INFEASIBLE"


@pytest.mark.slow
def test_facts_that_bind_exclude_everything_cheaper() -> None:
    # Both helpers and a teacher gone leave four groups with three people on some mornings.
    leavers = [*LEAVERS, {"staff": "helper-b", "may_leave": True}]
    question, build = asked(CANDIDATES[2:], leavers)
    found = find_least(question, build, time_limit=60)
    assert found.score is not None
    assert found.score > question.fixed("euros")
    if found.proven and found.facts:
        assert all(fact.nl for fact in found.facts)
