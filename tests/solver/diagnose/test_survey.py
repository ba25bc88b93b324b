"""Supply and demand, counted by hand on the tiny school."""

from __future__ import annotations

import pytest

from tests.schools import tiny_data
from vlecht.models.diagnosis import Load, Survey
from vlecht.models.school import School
from vlecht.models.words import Function
from vlecht.solver.diagnose import FactBook, survey


@pytest.fixture
def counted() -> Survey:
    data = tiny_data()
    absent = next(person for person in data["staff"] if person["id"] == "t-b2")
    absent["availability"] = [{"days": ["tue"]}]
    return survey(FactBook(School.model_validate(data)))


def _load(counted: Survey, start: str) -> Load:
    return next(load for load in counted.loads if load.what.en.startswith(start))


def test_moments_count_who_could_and_who_must(counted: Survey) -> None:
    monday, tuesday = (
        next(m for m in counted.moments if (m.day, m.start) == (day, 8 * 60 + 30)) for day in ("mon", "tue")
    )
    # four teachers, the gymnast and two supporters may lead; one teacher is away on Tuesday
    assert (monday.could[Function.LEAD], tuesday.could[Function.LEAD]) == (7, 6)
    # every cluster of two home groups can do with two people (rounds: one teaches, one guides)
    assert (monday.least, monday.anybody, monday.spare) == (4, 8, 4)
    assert tuesday.spare == 3


def test_loads_are_sorted_with_the_tightest_first(counted: Survey) -> None:
    shares = [load.share for load in counted.loads]
    assert shares == sorted(shares, reverse=True)


def test_breaks_meetings_and_rooms(counted: Survey) -> None:
    duty = _load(counted, "supervisors of break pause on Tuesday")
    assert (duty.asked, duty.there) == (1, 5)
    meeting = _load(counted, "days for meeting prep-a")
    assert (meeting.asked, meeting.there) == (1, 3)
    gym = _load(counted, "rooms: gym (main): gym")
    # four home groups of 45 minutes; the gym is open on three mornings of 3.5 hours
    assert (gym.asked, gym.there) == (180, 3 * 210)
    assert gym.words.nl.startswith("ruimtes: gym (main): gym: 180 van 630 minuten")
