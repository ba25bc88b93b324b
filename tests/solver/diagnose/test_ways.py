"""Ways out: light before heavy, each of them enough, none with a remedy too many."""

from __future__ import annotations

import pytest

from tests.solver.diagnose.broken import BROKEN
from vlecht.models.diagnosis import Conflict
from vlecht.models.phrases import Phrase
from vlecht.models.result import Result
from vlecht.models.school import School
from vlecht.solver.diagnose import find_conflicts, ways_out
from vlecht.solver.diagnose.facts import FactBook
from vlecht.solver.diagnose.remedies import ideas


def _school(name: str) -> School:
    return next(case for case in BROKEN if case.name == name).school()


def _accepts(_school: School, _seconds: float) -> Result:
    from vlecht.instances.samples import sample

    return Result("feasible", sample("p4-87").roster, cost=7)


def test_pins_go_before_arrangements() -> None:
    school = _school("pinned_together_and_kept_apart")
    found = find_conflicts(school, seconds=60, reproducible=True)
    ways = list(ways_out(school, found.conflicts, seconds=60, most=3, solve=_accepts))
    assert [way.price for way in ways] == [2, 2, 4]
    assert all(len(way.remedies) == 1 for way in ways)
    assert ways[0].remedies[0].words.en == "drop the pin (pinned: p0050 is in math-c34.g1)"
    assert ways[0].remedies[0].edits[0].after is None
    assert (ways[0].proof, ways[0].cost) == ("solved", 7)


def test_numbers_change_no_more_than_is_needed() -> None:
    school = _school("too_many_eyes_at_lunch")
    found = find_conflicts(school, seconds=60, reproducible=True)
    ways = list(ways_out(school, found.conflicts, seconds=60, most=1, solve=_accepts))
    fewer = ways[0].remedies[0]
    # minimal for the conflict on the first day that has it
    assert fewer.id == "duty|lunch"
    assert [(edit.place, edit.before) for edit in fewer.edits] == [("calendar.breaks[1].supervisors", 8)]
    assert fewer.edits[0].after in (6, 7)


@pytest.mark.parametrize("name", ["leave_of_two", "all_workshops_by_one_person", "tablets_broken"])
def test_every_kind_of_fact_that_can_change_has_a_remedy_that_edits_the_file(name: str) -> None:
    school = _school(name)
    book = FactBook(school)
    everything = Conflict(Phrase("", ""), book.facts, (), verified=False, minimal=False)
    seen = set()
    for idea in ideas(book.index, everything):
        remedy = idea.remedy(school, 1)
        assert remedy.edits, idea.id
        assert remedy.price >= 1
        assert remedy.words.nl != remedy.words.en
        School.model_validate(idea.apply(school, 1).canonical())
        seen.add(remedy.kind)
    assert {"contract", "availability", "hire"} <= seen
