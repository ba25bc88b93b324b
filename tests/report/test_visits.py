"""A lesson whose pupils are with others for once: told in every week that it touches."""

from __future__ import annotations

import pytest

from tests.schools import tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Roster, Session, Visit
from vlecht.models.words import Function
from vlecht.report.editions import edition
from vlecht.report.page import render
from vlecht.report.translations import Language
from vlecht.report.weeks import Line, Weeks
from vlecht.rules.judge import judge

INDEX = SchoolIndex(tiny_school())
LOST, HOST, OTHER = "read-a/a1#1", "read-a/a2#1", "read-b/b1#1"
MINE = tuple(f"p-a1-{number}" for number in range(6))


def _held(name: str, group: str, who: str) -> Session:
    staff = (Assignment(staff=who, function=Function.LEAD),) if who else ()
    return Session(
        id=name, block=name, delivery=name.split("/")[0], subject="read", kind="class", day="mon", start=525,
        minutes=45, groups=(group,), staff=staff, room=f"room-{group}" if who else None,
    )  # fmt: skip


ROSTER = Roster(
    school="tiny",
    sessions=(_held(LOST, "a1", ""), _held(HOST, "a2", "t-a2"), _held(OTHER, "b1", "t-b1")),
    visits=(
        Visit(session=LOST, host=HOST, pupils=MINE[:4]),
        Visit(session=LOST, host=OTHER, pupils=MINE[4:]),
    ),
)


def _lines(weeks: Weeks, kind: str, key: str) -> list[Line]:
    return [line for cell in weeks.cells(kind, key) for line in cell.lines if line.kind == "class"]


def test_who_is_in_two_rounds_of_one_place_counts_once() -> None:
    again = _held("read-a/a2#2", "a2", "t-a2")
    more = Visit(session=LOST, host=again.id, pupils=MINE[:4])
    roster = ROSTER.model_copy(
        update={"sessions": (*ROSTER.sessions, again), "visits": (*ROSTER.visits, more)}
    )
    (lost,) = _lines(Weeks(INDEX, roster, Language("nl")), "group", "a1")
    assert lost.detail == "elders a2 (4), b1 (2)"


@pytest.mark.parametrize(("lang", "guest"), [("nl", "te gast bij"), ("en", "guest of")])
def test_a_pupil_reads_with_whom(lang: str, guest: str) -> None:
    weeks = Weeks(INDEX, ROSTER, Language(lang))
    (line,) = _lines(weeks, "pupil", MINE[5])
    assert (line.detail, line.who, line.where) == (f"{guest} b1", "t-b1", "room-b1")
    (host,) = _lines(weeks, "pupil", "p-a2-0")
    assert host.detail == ""


def test_groups_and_staff_read_who_is_where() -> None:
    weeks = Weeks(INDEX, ROSTER, Language("nl"))
    (lost,) = _lines(weeks, "group", "a1")
    assert lost.detail == "elders a2 (4), b1 (2)"
    (host,) = _lines(weeks, "group", "a2")
    assert host.detail == "gasten uit a1 (4)"
    (taught,) = _lines(weeks, "staff", "t-b1")
    assert taught.detail == "b1; gasten uit a1 (2)"
    (discreet,) = _lines(Weeks(INDEX, ROSTER, Language("nl"), discreet=True), "group", "a1")
    assert discreet.detail == "elders a2, b1"


def test_parents_see_where_their_child_is_and_nobody_else() -> None:
    index, shown = edition(INDEX, ROSTER, "parents", MINE[0])
    (line,) = _lines(Weeks(index, shown, Language("nl")), "pupil", MINE[0])
    assert (line.who, line.where) == ("t-a2", "room-a2")
    assert {p for visit in shown.visits for p in visit.pupils} == {MINE[0]}
    html = render(INDEX, ROSTER, judge(INDEX, ROSTER), "nl", "parents", MINE[0])
    assert "te gast bij" in html
    assert not [pupil for pupil in MINE[1:] if pupil in html]


def test_the_public_sees_no_names() -> None:
    _, shown = edition(INDEX, ROSTER, "public")
    assert len(shown.visits) == 2
    assert not {p for visit in shown.visits for p in visit.pupils} & set(MINE)
