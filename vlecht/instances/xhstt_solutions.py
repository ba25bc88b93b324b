"""XHSTT's solution groups, to the core and back."""

from __future__ import annotations

from lxml import etree

from vlecht.core.problem import Problem
from vlecht.core.solution import Solution, SubEvent
from vlecht.instances.findings import did_you_mean
from vlecht.instances.xhstt_model import Archive, Instance, SolutionGroup, StoredSolution
from vlecht.instances.xhstt_xml import Scribe, children, fields


def read_solution_groups(
    root: etree._Element, instances: dict[str, Instance], scribe: Scribe
) -> tuple[SolutionGroup, ...]:
    """All solution groups of an archive."""
    found: dict[str, SolutionGroup] = {}
    for element in children(root, "SolutionGroups"):
        id_ = scribe.id(element, found)
        solutions: list[StoredSolution] = []
        for child in element.iterfind("Solution"):
            stored = _read_solution(child, instances, scribe)
            if stored is not None:
                solutions.append(stored)
        found[id_] = SolutionGroup(id_, fields(element.find("MetaData")), tuple(solutions))
    return tuple(found.values())


def _read_solution(
    element: etree._Element, instances: dict[str, Instance], scribe: Scribe
) -> StoredSolution | None:
    name = element.get("Reference", "")
    instance = instances.get(name)
    if instance is None:
        remedy = did_you_mean(name, instances)
        scribe.fault(element, "is no instance of this archive", "unknown-reference", name, remedy)
        return None
    report = element.find("Report")
    return StoredSolution(
        name,
        _Reading(instance.problem, scribe).read(element),
        _optional(element, "Description"),
        _optional(element, "RunningTime"),
        None if report is None else _compact(report),
    )


def _compact(element: etree._Element) -> str:
    """The element as text without indentation, which writing adds anew."""
    for each in element.iter():
        if not (each.text or "").strip():
            each.text = None
        if not (each.tail or "").strip():
            each.tail = None
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _optional(element: etree._Element, tag: str) -> str | None:
    child = element.find(tag)
    return None if child is None else child.text or ""


class _Reading:
    """Reads one solution. Duration that no solution event claims becomes a sub-event without a time."""

    def __init__(self, problem: Problem, scribe: Scribe) -> None:
        self._problem = problem
        self._scribe = scribe
        self._times = problem.time_index
        self._roles = [
            {role.name: place for place, role in enumerate(event.roles) if role.name}
            for event in problem.events
        ]

    def read(self, element: etree._Element) -> Solution:
        """The solution in the core's terms."""
        claimed = [0] * len(self._problem.events)
        subs: list[SubEvent] = []
        for child in children(element, "Events"):
            event = self._scribe.reference(child, self._problem.event_index)
            if event is None:
                continue
            duration = self._scribe.integer(child, "Duration", self._problem.events[event].duration, 1)
            claimed[event] += duration
            if claimed[event] > self._problem.events[event].duration:
                self._scribe.fault(
                    child,
                    "has solution events that together last longer than the event",
                    "too-long",
                    self._problem.events[event].id,
                )
            subs.append(
                SubEvent(event, duration, self._start(child, event, duration), self._filled(child, event))
            )
        for event, stated in enumerate(self._problem.events):
            if claimed[event] < stated.duration:
                start = stated.time if not claimed[event] else None
                resources = tuple(role.preassigned for role in stated.roles)
                subs.append(SubEvent(event, stated.duration - claimed[event], start, resources))
        return Solution(tuple(subs))

    def _start(self, element: etree._Element, event: int, duration: int) -> int | None:
        child = element.find("Time")
        if child is None:
            return self._problem.events[event].time
        start = self._scribe.reference(child, self._times)
        if start is not None and start + duration > len(self._problem.times):
            self._scribe.fault(child, "starts too late to end within the cycle", "too-late")
            return None
        return start

    def _filled(self, element: etree._Element, event: int) -> tuple[int | None, ...]:
        found = [role.preassigned for role in self._problem.events[event].roles]
        for child in element.iterfind("Resources/Resource"):
            resource = self._scribe.reference(child, self._problem.resource_index)
            name = self._scribe.text(child, "Role", "")
            if not name and resource in found:
                # A preassigned resource, which need not be stated.
                continue
            role = self._roles[event].get(name)
            if role is None:
                remedy = did_you_mean(name, self._roles[event])
                self._scribe.fault(child, "is no role of the event", "unknown-role", name, remedy)
            elif found[role] not in (None, resource):
                self._scribe.fault(child, "has its resource already", "role-taken", name)
            elif resource is not None:
                if (
                    self._problem.resources[resource].type
                    != self._problem.events[event].roles[role].resource_type
                ):
                    id_ = self._problem.resources[resource].id
                    self._scribe.fault(child, "is not of the role's resource type", "wrong-type", id_)
                found[role] = resource
        return tuple(found)


def write_solution_groups(root: etree._Element, archive: Archive) -> None:
    """Append the solution groups of an archive."""
    section = etree.SubElement(root, "SolutionGroups")
    for group in archive.solution_groups:
        element = etree.SubElement(section, "SolutionGroup", Id=group.id)
        metadata = etree.SubElement(element, "MetaData")
        for tag, text in group.metadata:
            etree.SubElement(metadata, tag).text = text
        for stored in group.solutions:
            _write_solution(element, stored, archive.instance(stored.instance).problem)


def _write_solution(parent: etree._Element, stored: StoredSolution, problem: Problem) -> None:
    element = etree.SubElement(parent, "Solution", Reference=stored.instance)
    for tag, text in (("Description", stored.description), ("RunningTime", stored.running_time)):
        if text is not None:
            etree.SubElement(element, tag).text = text
    section = etree.SubElement(element, "Events")
    for sub in stored.solution.sub_events:
        event = problem.events[sub.event]
        child = etree.SubElement(section, "Event", Reference=event.id)
        etree.SubElement(child, "Duration").text = str(sub.duration)
        if sub.start is not None:
            etree.SubElement(child, "Time", Reference=problem.times[sub.start].id)
        filled = [
            (role.name, resource)
            for role, resource in zip(event.roles, sub.resources, strict=True)
            if role.preassigned is None and resource is not None
        ]
        if filled:
            resources = etree.SubElement(child, "Resources")
            for name, resource in filled:
                assigned = etree.SubElement(resources, "Resource", Reference=problem.resources[resource].id)
                etree.SubElement(assigned, "Role").text = name
    if stored.report is not None:
        element.append(etree.fromstring(stored.report))
