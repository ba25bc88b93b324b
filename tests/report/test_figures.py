"""Figures about groups, meetings and break duties."""

from __future__ import annotations

from tests.schools import tiny_data
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import BreakDuty, Group, MeetingSession, Roster
from vlecht.models.school import School
from vlecht.report.figures import delivery_figures, duties_held, meetings_held
from vlecht.report.translations import Language
from vlecht.report.weeks import Weeks


def _weeks() -> Weeks:
    data = tiny_data()
    data["pupils"][2]["levels"] = {}
    roster = Roster(
        school="tiny",
        groups=(
            Group(
                id="math-a.g1",
                delivery="math-a",
                members=("p-a1-0", "p-a1-1", "p-a1-2", "p-a2-0"),
                guests=("p-a2-1",),
            ),
        ),
        meetings=(
            MeetingSession(meeting="prep-a", day="tue", start=12 * 60, minutes=30, staff=("t-a1", "t-a2")),
            MeetingSession(meeting="stand-up", day="mon", start=8 * 60 + 15, minutes=15, staff=("t-a1",)),
        ),
        duties=(
            BreakDuty(pause="pause", day="mon", staff="t-a1", place="plaza"),
            BreakDuty(pause="pause", day="mon", staff="t-a2", place="plaza"),
            BreakDuty(pause="pause", day="tue", staff="t-b1"),
        ),
    )
    return Weeks(SchoolIndex(School.model_validate(data)), roster, Language("en"))


def test_groups_with_their_level_mix() -> None:
    (delivery,) = delivery_figures(_weeks())
    (group,) = delivery.groups
    assert (group.lowest, group.highest, group.unknown) == (3, 13, 1)
    assert group.mean is not None
    assert round(group.mean, 2) == round((3 + 13 + 4) / 3, 2)
    assert group.homes == (("a1", 3), ("a2", 1))
    assert group.guests == ("p-a2-1",)


def test_meetings_in_order_of_time() -> None:
    assert [(held.name, held.times) for held in meetings_held(_weeks())] == [
        ("stand-up", "08:15–08:30"),
        ("prep-a", "12:00–12:30"),
    ]


def test_break_duties_of_a_place_share_a_line() -> None:
    assert [(held.day, held.staff, held.place) for held in duties_held(_weeks())] == [
        (0, ("t-a1", "t-a2"), "plaza"),
        (1, ("t-b1",), ""),
    ]
