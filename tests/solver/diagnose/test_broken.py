"""The library of broken schools: proven to have no roster, with the planted mistake named."""

from __future__ import annotations

import pytest

from tests.solver.diagnose.broken import BROKEN, Broken
from vlecht.instances.school_json import examine_data
from vlecht.models.diagnosis import Findings
from vlecht.models.school import School
from vlecht.solver.diagnose.assumed import hard_rules
from vlecht.solver.diagnose.checks import Answer, ask, checks
from vlecht.solver.diagnose.facts import FactBook
from vlecht.solver.diagnose.find import find_conflicts
from vlecht.solver.run import Clock, Settings

QUICK = (
    "leave_of_two",
    "too_many_eyes_at_lunch",
    "leader_and_coordinator_both_away",
    "pinned_together_and_kept_apart",
    "gym_ours_for_half_an_hour",
)
"""A handful of all kinds for every run of the tests; the rest are slow."""


def _named(case: Broken, found: Findings) -> bool:
    conflict = found.conflicts[0]
    names = [*(fact.id for fact in conflict.facts), *(f"rule|{rule}" for rule in conflict.rules)]
    return any(name.startswith(cause) for name in names for cause in case.causes)


def test_there_are_enough_and_each_has_its_own_name() -> None:
    assert len({case.name for case in BROKEN}) == len(BROKEN) >= 30


@pytest.mark.parametrize("case", BROKEN[::3], ids=lambda case: case.name)
def test_a_broken_school_passes_the_check_of_its_file(case: Broken) -> None:
    reading = examine_data(case.name, case.school().canonical())
    assert [str(finding) for finding in reading.findings if finding.severity == "error"] == []


@pytest.mark.parametrize("case", [c for c in BROKEN if c.name in QUICK], ids=lambda case: case.name)
def test_the_mistake_is_named(case: Broken) -> None:
    found = find_conflicts(case.school(), seconds=60, reproducible=True)
    assert found.impossible
    assert found.conflicts[0].verified
    assert found.conflicts[0].minimal
    assert _named(case, found)


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    [c for c in BROKEN if c.name not in QUICK],
    ids=lambda case: case.name,
)
def test_every_mistake_is_named(case: Broken) -> None:
    assert not [
        f for f in examine_data(case.name, case.school().canonical()).findings if f.severity == "error"
    ]
    found = find_conflicts(case.school(), seconds=60, reproducible=True)
    assert found.impossible
    assert found.conflicts[0].verified
    assert _named(case, found)


def test_minimal_means_that_without_any_one_fact_or_rule_it_can_be() -> None:
    school = next(case for case in BROKEN if case.name == "gym_ours_for_half_an_hour").school()
    conflict = find_conflicts(school, seconds=60, reproducible=True).conflicts[0]
    book = FactBook(school)
    check = next(check for check in checks(book) if check.name == conflict.check)
    facts = [fact.id for fact in conflict.facts]

    def answer(some: list[str], rules: list[str]) -> Answer:
        return ask(book, check, some, rules, Clock(60, deterministic=True), Settings(1), 30).answer

    assert answer(facts, list(conflict.rules)) is Answer.NO
    for fact in facts:
        assert answer([f for f in facts if f != fact], list(conflict.rules)) is Answer.YES, fact
    for rule in conflict.rules:
        assert answer(facts, [r for r in conflict.rules if r != rule]) is Answer.YES, rule


def test_different_conflicts_when_asked() -> None:
    cases = {case.name: case for case in BROKEN}
    data = cases["contract_typed_wrong"].school().canonical()
    cases["gym_ours_for_half_an_hour"].change(data)
    reading = examine_data("two", data)
    assert reading.school is not None
    found = find_conflicts(reading.school, seconds=60, most=2, reproducible=True)
    assert len(found.conflicts) == 2
    first, second = ({fact.id for fact in conflict.facts} for conflict in found.conflicts)
    assert first != second


def test_rules_that_are_not_hard_are_part_of_no_conflict() -> None:
    case = next(case for case in BROKEN if case.name == "leader_and_coordinator_both_away")
    answers: list[Answer] = []
    for mode in ("hard", "soft"):
        data = case.school().canonical()
        data.setdefault("policy", {}).setdefault("rules", {})["presence"] = {"mode": mode}
        book = FactBook(School.model_validate(data))
        check = next(check for check in checks(book) if check.name == "week: meetings")
        rules = hard_rules(book.index)
        answers.append(
            ask(book, check, book.fact, rules, Clock(60, deterministic=True), Settings(1), 30).answer
        )
    assert answers == [Answer.NO, Answer.YES]
