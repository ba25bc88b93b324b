"""An archive in memory into XHSTT's XML."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from vlecht.core.problem import Problem
from vlecht.instances.xhstt_constraints import write_constraint
from vlecht.instances.xhstt_model import Archive, Fields, Instance
from vlecht.instances.xhstt_solutions import write_solution_groups


def to_xml(archive: Archive) -> bytes:
    """The archive as UTF-8 XML. Raises ``ValueError`` for what the format cannot say."""
    root = etree.Element("HighSchoolTimetableArchive")
    if archive.id is not None:
        root.set("Id", archive.id)
    if archive.metadata:
        _write_fields(etree.SubElement(root, "MetaData"), archive.metadata)
    section = etree.SubElement(root, "Instances")
    for instance in archive.instances:
        _InstanceWriter(instance).write(etree.SubElement(section, "Instance"))
    if archive.solution_groups:
        write_solution_groups(root, archive)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _write_fields(parent: etree._Element, fields: Fields) -> None:
    for tag, text in fields:
        etree.SubElement(parent, tag).text = text


def _memberships(groups: Iterable[tuple[int, ...]], count: int) -> list[list[int]]:
    """Member -> the groups that hold it."""
    found: list[list[int]] = [[] for _ in range(count)]
    for group, members in enumerate(groups):
        for member in members:
            found[member].append(group)
    return found


class _InstanceWriter:
    """Writes one instance."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._problem: Problem = instance.problem
        if self._problem.choices or self._problem.members or self._problem.releases:
            raise ValueError(f"XHSTT has no enrolment choices (instance {self._problem.id})")

    def write(self, element: etree._Element) -> None:
        """Fill the Instance element."""
        instance, problem = self._instance, self._problem
        element.set("Id", problem.id)
        metadata = instance.metadata or tuple(
            (tag, problem.name if tag == "Name" else "")
            for tag in ("Name", "Contributor", "Date", "Country", "Description")
        )
        _write_fields(etree.SubElement(element, "MetaData"), metadata)
        self._times(etree.SubElement(element, "Times"))
        self._resources(etree.SubElement(element, "Resources"))
        self._events(etree.SubElement(element, "Events"))
        section = etree.SubElement(element, "Constraints")
        for constraint in problem.constraints:
            write_constraint(section, constraint, problem, instance.listings.get(constraint.id))

    def _named(self, parent: etree._Element, tag: str, id_: str, name: str) -> etree._Element:
        element = etree.SubElement(parent, tag, Id=id_)
        colour = self._instance.colours.get(f"{tag} {id_}")
        if colour is not None:
            element.set("Color", colour)
        etree.SubElement(element, "Name").text = name
        return element

    def _times(self, section: etree._Element) -> None:
        problem = self._problem
        declared = etree.SubElement(section, "TimeGroups")
        for group in problem.time_groups:
            self._named(declared, group.kind, group.id, group.name)
        found = _memberships((group.times for group in problem.time_groups), len(problem.times))
        for time, groups in zip(problem.times, found, strict=True):
            element = self._named(section, "Time", time.id, time.name)
            others: list[str] = []
            for group in (problem.time_groups[index] for index in groups):
                if group.kind in ("Day", "Week") and element.find(group.kind) is None:
                    etree.SubElement(element, group.kind, Reference=group.id)
                else:
                    others.append(group.id)
            _write_list(element, "TimeGroup", others)

    def _resources(self, section: etree._Element) -> None:
        problem = self._problem
        declared = etree.SubElement(section, "ResourceTypes")
        for kind in problem.resource_types:
            self._named(declared, "ResourceType", kind, self._instance.type_names.get(kind, kind))
        declared = etree.SubElement(section, "ResourceGroups")
        for group in problem.resource_groups:
            element = self._named(declared, "ResourceGroup", group.id, group.name)
            etree.SubElement(element, "ResourceType", Reference=group.type)
        found = _memberships((group.resources for group in problem.resource_groups), len(problem.resources))
        for resource, groups in zip(problem.resources, found, strict=True):
            element = self._named(section, "Resource", resource.id, resource.name)
            etree.SubElement(element, "ResourceType", Reference=resource.type)
            _write_list(element, "ResourceGroup", [problem.resource_groups[group].id for group in groups])

    def _events(self, section: etree._Element) -> None:
        problem = self._problem
        declared = etree.SubElement(section, "EventGroups")
        for group in problem.event_groups:
            self._named(declared, group.kind, group.id, group.name)
        found = _memberships((group.events for group in problem.event_groups), len(problem.events))
        members = {group.id: group.resources for group in problem.resource_groups}
        for index, event in enumerate(problem.events):
            element = self._named(section, "Event", event.id, event.name)
            etree.SubElement(element, "Duration").text = str(event.duration)
            if event.workload is not None:
                etree.SubElement(element, "Workload").text = str(event.workload)
            if event.course is not None:
                etree.SubElement(element, "Course", Reference=event.course)
            if event.time is not None:
                etree.SubElement(element, "Time", Reference=problem.times[event.time].id)
            listed = self._instance.event_resource_groups.get(index, ())
            through = {resource for group in listed for resource in members[group]}
            self._roles(element, index, through)
            _write_list(element, "ResourceGroup", list(listed))
            groups = [problem.event_groups[group].id for group in found[index]]
            _write_list(element, "EventGroup", [group for group in groups if group != event.course])

    def _roles(self, element: etree._Element, event: int, through: set[int]) -> None:
        """The roles, but for those that resource groups bring."""
        roles = [
            role
            for role in self._problem.events[event].roles
            if role.name or role.workload is not None or role.preassigned not in through
        ]
        if not roles:
            return
        section = etree.SubElement(element, "Resources")
        for role in roles:
            child = etree.SubElement(section, "Resource")
            if role.preassigned is not None:
                child.set("Reference", self._problem.resources[role.preassigned].id)
            if role.name:
                etree.SubElement(child, "Role").text = role.name
            etree.SubElement(child, "ResourceType", Reference=role.resource_type)
            if role.workload is not None:
                etree.SubElement(child, "Workload").text = str(role.workload)


def _write_list(parent: etree._Element, tag: str, references: list[str]) -> None:
    if references:
        section = etree.SubElement(parent, f"{tag}s")
        for reference in references:
            etree.SubElement(section, tag, Reference=reference)
