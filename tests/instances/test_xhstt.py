"""XHSTT archives: nothing is lost on the way in and out, and faults are named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.instances.xhstt_archive import BODIES, archive
from vlecht.core.constraints import XHSTT_CONSTRAINTS
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.order_events import OrderEvents
from vlecht.core.solution import View
from vlecht.instances.findings import InputError, SourceError
from vlecht.instances.xhstt import Archive, from_xml, read_archive, to_xml


def test_everything_reaches_the_core() -> None:
    content = from_xml(archive())
    problem = content.instances[0].problem
    assert [time.id for time in problem.times] == ["Mo1", "Mo2", "Tu1", "Tu2"]
    assert [(group.id, group.kind, group.times) for group in problem.time_groups] == [
        ("W", "Week", (0, 1, 2, 3)),
        ("Mo", "Day", (0, 1)),
        ("Tu", "Day", (2, 3)),
        ("early", "TimeGroup", (0, 2)),
    ]
    assert [group.resources for group in problem.resource_groups] == [(0, 1), (2, 3)]
    lesson, _, party = problem.events
    assert (lesson.duration, lesson.workload, lesson.roles[0].workload, lesson.course) == (2, 3, 4, "maths")
    assert (party.time, [role.preassigned for role in party.roles]) == (3, [2, 3])
    assert [group.events for group in problem.event_groups] == [(0, 1), (0, 1, 2)]
    assert {type(constraint) for constraint in problem.constraints} == set(XHSTT_CONSTRAINTS)
    clashes = next(each for each in problem.constraints if isinstance(each, AvoidClashes))
    assert clashes.resources == (0, 1, 2)
    order = next(each for each in problem.constraints if isinstance(each, OrderEvents))
    assert order.pairs == ((0, 1, 1, 2),)


def test_missing_parts_of_events_have_no_time() -> None:
    first, empty = (stored.solution for stored in from_xml(archive()).solution_groups[0].solutions)
    assert [(sub.event, sub.duration, sub.start) for sub in first.sub_events] == [
        (0, 1, 0),
        (0, 1, 2),
        (1, 1, 0),
        (2, 1, 3),
    ]
    assert [sub.start for sub in empty.sub_events] == [None, None, 3]


def test_costs_by_hand() -> None:
    content = from_xml(archive())
    problem = content.instances[0].problem
    view = View(problem, content.solution_groups[0].solutions[0].solution)
    found = {
        constraint.name: [each.amount for each in constraint.deviations(view)]
        for constraint in problem.constraints
    }
    assert found == {name: [] for name in BODIES} | {
        "DistributeSplitEvents": [1, 1, 1],
        "PreferResources": [1, 1],
        "PreferTimes": [1],
        "AvoidSplitAssignments": [1],
        "SpreadEvents": [1],
        "LinkEvents": [1],
        "OrderEvents": [4],
        "AvoidClashes": [1],
        "AvoidUnavailableTimes": [1, 1],
        "ClusterBusyTimes": [1],
        "LimitBusyTimes": [1, 1],
        "LimitWorkload": [1],
    }


def test_nothing_is_lost_by_writing() -> None:
    content = from_xml(archive())
    text = to_xml(content)
    assert from_xml(text) == content
    assert to_xml(from_xml(text)) == text


def test_what_the_file_does_not_name_is_written_one_by_one() -> None:
    content = from_xml(archive())
    bare = Archive((type(content.instances[0])(content.instances[0].problem),))
    again = from_xml(to_xml(bare)).instances[0].problem
    assert again.constraints == bare.instances[0].problem.constraints
    assert again.events == bare.instances[0].problem.events


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<Resource Reference='Ann'/>", "<Resource Reference='Anne'/>", "unknown-reference"),
        ("<Duration>2</Duration><Workload>", "<Duration>two</Duration><Workload>", "not-a-number"),
        ("<Duration>2</Duration><Workload>", "<Duration>0</Duration><Workload>", "out-of-range"),
        ('<Time Id="Mo2">', '<Time Id="Mo1">', "duplicate-id"),
        ('<Time Id="Mo2">', "<Time>", "missing-id"),
        ("<Required>true</Required>", "<Required>maybe</Required>", "not-a-boolean"),
        ("<CostFunction>Step</CostFunction>", "<CostFunction>Cubic</CostFunction>", "unknown-function"),
        ("AssignTimeConstraint", "AssignTimesConstraint", "unknown-constraint"),
        ("<MinSeparation>1<", "<MinSeparation>-1<", "out-of-range"),
        ('<Solution Reference="Tiny"><Events/>', '<Solution Reference="Tine"><Events/>', "unknown-reference"),
        (
            "<Role>lead</Role></Resource></Resources>",
            "<Role>led</Role></Resource></Resources>",
            "unknown-role",
        ),
        ('<Event Reference="m2">', '<Event Reference="m2"><Duration>2</Duration>', "too-long"),
        (
            '<Event Reference="m2"><Time Reference="Mo1"/>',
            '<Event Reference="m2"><Time/>',
            "missing-reference",
        ),
        (
            '<Event Reference="m1"><Duration>1</Duration><Time Reference="Tu1"/>',
            '<Event Reference="m1"><Duration>2</Duration><Time Reference="Tu2"/>',
            "too-late",
        ),
        ('<Resource Reference="Bob"><Role>', '<Resource Reference="C1"><Role>', "wrong-type"),
    ],
)
def test_faults_are_found_with_their_line(old: str, new: str, code: str) -> None:
    text = archive().decode()
    assert old in text
    with pytest.raises(InputError) as caught:
        from_xml(text.replace(old, new).encode(), "tiny.xml")
    found = {finding.code: finding for finding in caught.value.findings}
    assert code in found
    assert found[code].file == "tiny.xml"
    assert found[code].place.startswith("line ")


def test_all_faults_are_reported_together() -> None:
    text = archive().decode().replace("Reference='Ann'", "Reference='X'").replace("<Weight>1<", "<Weight>x<")
    with pytest.raises(InputError) as caught:
        from_xml(text.encode())
    assert {finding.code for finding in caught.value.findings} == {"unknown-reference", "not-a-number"}


def test_broken_xml_names_the_line() -> None:
    with pytest.raises(InputError, match="line 3: is not well-formed XML"):
        from_xml(b"<HighSchoolTimetableArchive>\n<Instances>\n</Oops>")
    with pytest.raises(InputError, match="is no XHSTT archive"):
        from_xml(b"<html/>")
    with pytest.raises(InputError, match="not well-formed"):
        from_xml(b"")


def test_hostile_xml_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("sesame")
    external = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a>&x;</a>'
    laughs = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'
    for text in (external, laughs):
        with pytest.raises(InputError, match="document type declaration") as caught:
            from_xml(text.encode())
        assert "sesame" not in str(caught.value)
    with pytest.raises(InputError, match="not well-formed"):
        from_xml(b"<a>" * 100_000)


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        read_archive(tmp_path / "none.xml")
    with pytest.raises(SourceError, match="directory"):
        read_archive(tmp_path)
