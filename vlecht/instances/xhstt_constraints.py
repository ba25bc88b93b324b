"""The sixteen constraint elements of XHSTT, to the core and back: one table says what each holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from vlecht.core.constraints import XHSTT_CONSTRAINTS
from vlecht.core.constraints.base import Constraint, CostFunction
from vlecht.core.problem import Problem
from vlecht.instances.findings import did_you_mean
from vlecht.instances.xhstt_model import Listing
from vlecht.instances.xhstt_xml import Scribe, children

_CLASSES: dict[str, type[Constraint]] = {str(kind.kind): kind for kind in XHSTT_CONSTRAINTS}
"""Element name -> core class."""

_LIMITS = (("Minimum", "minimum"), ("Maximum", "maximum"))


@dataclass(frozen=True, slots=True)
class _Layout:
    """What a constraint element holds beyond the common parts: attribute names of the core's class.

    ``points`` are its points of application; ``targets`` resources, times, time groups or spans;
    ``numbers`` (element, attribute) of whole numbers; ``role`` whether it names one.
    """

    points: str
    targets: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    role: bool = False


_LAYOUTS = {
    "AssignResourceConstraint": _Layout("events", role=True),
    "AssignTimeConstraint": _Layout("events"),
    "AvoidClashesConstraint": _Layout("resources"),
    "AvoidSplitAssignmentsConstraint": _Layout("event_groups", role=True),
    "AvoidUnavailableTimesConstraint": _Layout("resources", "times"),
    "ClusterBusyTimesConstraint": _Layout("resources", "time_groups", _LIMITS),
    "DistributeSplitEventsConstraint": _Layout("events", "", (("Duration", "duration"), *_LIMITS)),
    "LimitBusyTimesConstraint": _Layout("resources", "time_groups", _LIMITS),
    "LimitIdleTimesConstraint": _Layout("resources", "time_groups", _LIMITS),
    "LimitWorkloadConstraint": _Layout("resources", "", _LIMITS),
    "LinkEventsConstraint": _Layout("event_groups"),
    "OrderEventsConstraint": _Layout("pairs"),
    "PreferResourcesConstraint": _Layout("events", "resources", role=True),
    "PreferTimesConstraint": _Layout("events", "times", (("Duration", "duration"),)),
    "SplitEventsConstraint": _Layout(
        "events",
        "",
        (
            ("MinimumDuration", "minimum_duration"),
            ("MaximumDuration", "maximum_duration"),
            ("MinimumAmount", "minimum_amount"),
            ("MaximumAmount", "maximum_amount"),
        ),
    ),
    "SpreadEventsConstraint": _Layout("event_groups", "spans"),
}

_OPTIONAL = {("PreferTimesConstraint", "duration")}


@dataclass
class Names:
    """Id -> index of everything an instance declares."""

    times: dict[str, int] = field(default_factory=dict)
    time_groups: dict[str, int] = field(default_factory=dict)
    resources: dict[str, int] = field(default_factory=dict)
    resource_groups: dict[str, int] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    event_groups: dict[str, int] = field(default_factory=dict)


def read_constraint(
    element: etree._Element, id_: str, problem: Problem, names: Names, scribe: Scribe
) -> tuple[Constraint | None, Listing]:
    """The core constraint of an element (None when faults prevent it), and how it names things."""
    kind = str(element.tag)
    if kind not in _CLASSES:
        scribe.fault(
            element, "is no XHSTT constraint", "unknown-constraint", kind, did_you_mean(kind, _CLASSES)
        )
        return None, Listing()
    before = len(scribe.findings)
    layout = _LAYOUTS[kind]
    required = scribe.text(element, "Required").lower()
    if required not in ("true", "false"):
        scribe.fault(element, "must be true or false", "not-a-boolean", required)
    function = scribe.text(element, "CostFunction")
    if function not in {known.value for known in CostFunction}:
        known = [each.value for each in CostFunction]
        scribe.fault(
            element, "is no cost function", "unknown-function", function, did_you_mean(function, known)
        )
    values: dict[str, Any] = {
        "id": id_,
        "name": scribe.text(element, "Name", ""),
        "hard": required == "true",
        "weight": scribe.integer(element, "Weight"),
        "provenance": None,
    }
    if layout.role:
        values["role"] = scribe.text(element, "Role")
    for tag, attribute in layout.numbers:
        if (kind, attribute) not in _OPTIONAL or element.find(tag) is not None:
            values[attribute] = scribe.integer(element, tag, least=1 if attribute == "duration" else 0)
    applies, values[layout.points] = _read_points(element, layout.points, problem, names, scribe)
    targets: tuple[tuple[str, str], ...] = ()
    if layout.targets:
        targets, values[layout.targets] = _read_targets(element, layout.targets, problem, names, scribe)
    if len(scribe.findings) > before:
        return None, Listing()
    return _CLASSES[kind](function=CostFunction(function), **values), Listing(applies, targets)


_Read = tuple[tuple[tuple[str, str], ...], tuple[Any, ...]]
"""The references as they stand, and what they mean."""


def _read_points(
    element: etree._Element, points: str, problem: Problem, names: Names, scribe: Scribe
) -> _Read:
    scope = element.find("AppliesTo")
    if scope is None:
        scribe.fault(element, "has no AppliesTo", "missing-element")
        return (), ()
    if points == "event_groups":
        return _expand(scope, "EventGroups", "", names.event_groups, {}, (), scribe)
    if points == "events":
        groups = tuple(group.events for group in problem.event_groups)
        return _expand(scope, "EventGroups", "Events", names.event_groups, names.events, groups, scribe)
    if points == "resources":
        members = tuple(group.resources for group in problem.resource_groups)
        return _expand(
            scope, "ResourceGroups", "Resources", names.resource_groups, names.resources, members, scribe
        )
    pairs: list[tuple[int, int, int, int]] = []
    for pair in scope.iterfind("EventPairs/EventPair"):
        ends: list[int] = []
        for tag in ("FirstEvent", "SecondEvent"):
            child = pair.find(tag)
            if child is None:
                scribe.fault(pair, f"has no {tag}", "missing-element")
            elif (event := scribe.reference(child, names.events)) is not None:
                ends.append(event)
        low = scribe.integer(pair, "MinSeparation", 0)
        high = scribe.integer(pair, "MaxSeparation", len(problem.times))
        if len(ends) == 2:
            pairs.append((ends[0], ends[1], low, high))
    return (), tuple(pairs)


def _read_targets(
    element: etree._Element, targets: str, problem: Problem, names: Names, scribe: Scribe
) -> _Read:
    if targets == "resources":
        members = tuple(group.resources for group in problem.resource_groups)
        return _expand(
            element, "ResourceGroups", "Resources", names.resource_groups, names.resources, members, scribe
        )
    if targets == "times":
        spans = tuple(group.times for group in problem.time_groups)
        return _expand(element, "TimeGroups", "Times", names.time_groups, names.times, spans, scribe)
    if targets == "time_groups":
        return _expand(element, "TimeGroups", "", names.time_groups, {}, (), scribe)
    found: list[tuple[int, int, int]] = []
    for child in children(element, "TimeGroups"):
        group = scribe.reference(child, names.time_groups)
        if group is not None:
            found.append((group, scribe.integer(child, "Minimum"), scribe.integer(child, "Maximum")))
    return (), tuple(found)


def _expand(
    element: etree._Element,
    group_tag: str,
    member_tag: str,
    groups: dict[str, int],
    members: dict[str, int],
    contents: tuple[tuple[int, ...], ...],
    scribe: Scribe,
) -> _Read:
    """References to groups and to members as they stand, and the indices they mean, each once.

    Without a member tag the groups themselves are meant.
    """
    listed: list[tuple[str, str]] = []
    found: list[int] = []
    for child in children(element, group_tag):
        group = scribe.reference(child, groups)
        if group is not None:
            listed.append((group_tag, child.get("Reference", "")))
            found.extend(contents[group] if member_tag else (group,))
    for child in children(element, member_tag) if member_tag else ():
        member = scribe.reference(child, members)
        if member is not None:
            listed.append((member_tag, child.get("Reference", "")))
            found.append(member)
    return tuple(listed), tuple(dict.fromkeys(found))


def write_constraint(
    parent: etree._Element, constraint: Constraint, problem: Problem, listing: Listing | None
) -> None:
    """Append the constraint's element; without a listing members are named one by one.

    Raises ``ValueError`` for a constraint the format does not have.
    """
    layout = _LAYOUTS.get(constraint.kind)
    if layout is None:
        raise ValueError(f"XHSTT has no {constraint.kind} (constraint {constraint.id})")
    element = etree.SubElement(parent, constraint.kind, Id=constraint.id)
    for tag, text in (
        ("Name", constraint.name),
        ("Required", "true" if constraint.hard else "false"),
        ("Weight", str(constraint.weight)),
        ("CostFunction", constraint.function.value),
    ):
        etree.SubElement(element, tag).text = text
    scope = etree.SubElement(element, "AppliesTo")
    if layout.points == "pairs":
        _write_pairs(scope, constraint, problem)
    else:
        plain = _plain(layout.points, getattr(constraint, layout.points), problem)
        _write_references(scope, plain if listing is None else listing.applies_to)
    if layout.targets == "spans":
        _write_spans(element, constraint, problem)
    elif layout.targets:
        plain = _plain(layout.targets, getattr(constraint, layout.targets), problem)
        _write_references(element, plain if listing is None else listing.targets)
    if layout.role:
        etree.SubElement(element, "Role").text = str(getattr(constraint, "role"))  # noqa: B009 - the table names it
    for tag, attribute in layout.numbers:
        value = getattr(constraint, attribute)
        if value is not None:
            etree.SubElement(element, tag).text = str(value)


def _plain(attribute: str, indices: tuple[int, ...], problem: Problem) -> tuple[tuple[str, str], ...]:
    """(element name, id) of things named one by one."""
    tag = {
        "event_groups": "EventGroups",
        "events": "Events",
        "resources": "Resources",
        "times": "Times",
        "time_groups": "TimeGroups",
    }[attribute]
    things = getattr(problem, attribute)
    return tuple((tag, things[index].id) for index in indices)


def _write_references(parent: etree._Element, listed: tuple[tuple[str, str], ...]) -> None:
    for tag, references in _sections(listed):
        section = etree.SubElement(parent, tag)
        for reference in references:
            etree.SubElement(section, tag[:-1], Reference=reference)


def _sections(listed: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for tag, reference in listed:
        found.setdefault(tag, []).append(reference)
    yield from found.items()


def _write_pairs(scope: etree._Element, constraint: Constraint, problem: Problem) -> None:
    section = etree.SubElement(scope, "EventPairs")
    for first, second, low, high in getattr(constraint, "pairs", ()):
        pair = etree.SubElement(section, "EventPair")
        etree.SubElement(pair, "FirstEvent", Reference=problem.events[first].id)
        etree.SubElement(pair, "SecondEvent", Reference=problem.events[second].id)
        etree.SubElement(pair, "MinSeparation").text = str(low)
        etree.SubElement(pair, "MaxSeparation").text = str(high)


def _write_spans(element: etree._Element, constraint: Constraint, problem: Problem) -> None:
    section = etree.SubElement(element, "TimeGroups")
    for group, low, high in getattr(constraint, "spans", ()):
        span = etree.SubElement(section, "TimeGroup", Reference=problem.time_groups[group].id)
        etree.SubElement(span, "Minimum").text = str(low)
        etree.SubElement(span, "Maximum").text = str(high)
