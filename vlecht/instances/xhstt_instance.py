"""An XHSTT Instance element into a core problem."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from vlecht.core.constraints.base import Constraint
from vlecht.core.problem import Event, EventGroup, Problem, Resource, ResourceGroup, Role, Time, TimeGroup
from vlecht.instances.xhstt_constraints import Names, read_constraint
from vlecht.instances.xhstt_model import Instance, Listing
from vlecht.instances.xhstt_xml import Scribe, children, fields


@dataclass
class _Group:
    """A group while its members are still being met."""

    id: str
    name: str
    kind: str
    members: list[int] = field(default_factory=list)


class InstanceReader:
    """Reads one instance; faults go to the scribe."""

    def __init__(self, element: etree._Element, scribe: Scribe) -> None:
        self._element = element
        self._scribe = scribe
        self._colours: dict[str, str] = {}
        self._time_groups: list[_Group] = []
        self._resource_groups: list[_Group] = []
        self._event_groups: list[_Group] = []
        self._types: dict[str, int] = {}
        self._resources: list[Resource] = []
        self._group_roles: dict[int, tuple[str, ...]] = {}
        self.names = Names()

    def read(self) -> Instance:
        """The instance; incomplete when the scribe noted faults."""
        element, scribe = self._element, self._scribe
        times = self._times()
        type_names = self._resource_types()
        self._read_resources()
        events = self._events()
        problem = Problem(
            id=scribe.id(element, {}),
            name=scribe.text(element, "MetaData/Name", ""),
            times=tuple(times),
            resources=tuple(self._resources),
            events=tuple(events),
            time_groups=tuple(
                TimeGroup(group.id, group.name, tuple(group.members), group.kind)
                for group in self._time_groups
            ),
            resource_types=tuple(self._types),
            resource_groups=tuple(
                ResourceGroup(group.id, group.name, group.kind, tuple(group.members))
                for group in self._resource_groups
            ),
            event_groups=tuple(
                EventGroup(group.id, group.name, tuple(group.members), group.kind)
                for group in self._event_groups
            ),
        )
        constraints: list[Constraint] = []
        listings: dict[str, Listing] = {}
        for child in children(element, "Constraints"):
            id_ = scribe.id(child, listings)
            constraint, listing = read_constraint(child, id_, problem, self.names, scribe)
            listings[id_] = listing
            if constraint is not None:
                constraints.append(constraint)
        return Instance(
            problem.with_constraints(constraints),
            fields(element.find("MetaData")),
            type_names,
            self._colours,
            self._group_roles,
            listings,
        )

    def _declare(self, path: str, groups: list[_Group], index: dict[str, int], kind: str | None) -> None:
        """Groups of a section. ``kind`` None: the element's name."""
        for child in children(self._element, path):
            id_ = self._scribe.id(child, index)
            index[id_] = len(groups)
            shown_kind = kind
            if shown_kind is None:
                shown_kind = str(child.tag)
            else:
                self._type(child)
                reference = child.find("ResourceType")
                shown_kind = "" if reference is None else reference.get("Reference", "")
            groups.append(_Group(id_, self._scribe.text(child, "Name", ""), shown_kind))

    def _join(
        self, element: etree._Element, member: int, groups: list[_Group], index: dict[str, int]
    ) -> None:
        group = self._scribe.reference(element, index)
        if group is not None and member not in groups[group].members[-1:]:
            groups[group].members.append(member)

    def _colour(self, element: etree._Element, id_: str) -> None:
        colour = element.get("Color")
        if colour is not None:
            self._colours[f"{element.tag} {id_}"] = colour

    def _times(self) -> list[Time]:
        index = self.names.time_groups
        self._declare("Times/TimeGroups", self._time_groups, index, None)
        times: list[Time] = []
        for child in self._element.iterfind("Times/Time"):
            id_ = self._scribe.id(child, self.names.times)
            self.names.times[id_] = len(times)
            self._colour(child, id_)
            for tag in ("Day", "Week"):
                for reference in child.iterfind(tag):
                    self._join(reference, len(times), self._time_groups, index)
            for reference in children(child, "TimeGroups"):
                self._join(reference, len(times), self._time_groups, index)
            times.append(Time(id_, self._scribe.text(child, "Name", "")))
        return times

    def _resource_types(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for child in children(self._element, "Resources/ResourceTypes"):
            id_ = self._scribe.id(child, found)
            self._types[id_] = len(found)
            found[id_] = self._scribe.text(child, "Name", "")
        return found

    def _type(self, element: etree._Element) -> str:
        child = element.find("ResourceType")
        if child is None:
            self._scribe.fault(element, "has no ResourceType", "missing-element")
            return ""
        self._scribe.reference(child, self._types)
        return child.get("Reference", "")

    def _read_resources(self) -> None:
        self._declare("Resources/ResourceGroups", self._resource_groups, self.names.resource_groups, "")
        for child in self._element.iterfind("Resources/Resource"):
            id_ = self._scribe.id(child, self.names.resources)
            self.names.resources[id_] = len(self._resources)
            self._colour(child, id_)
            for reference in children(child, "ResourceGroups"):
                self._join(reference, len(self._resources), self._resource_groups, self.names.resource_groups)
            kind = self._type(child)
            self._resources.append(Resource(id_, kind, self._scribe.text(child, "Name", "")))

    def _events(self) -> list[Event]:
        scribe, names = self._scribe, self.names
        self._declare("Events/EventGroups", self._event_groups, names.event_groups, None)
        events: list[Event] = []
        for child in self._element.iterfind("Events/Event"):
            id_ = scribe.id(child, names.events)
            names.events[id_] = len(events)
            self._colour(child, id_)
            course = child.find("Course")
            if course is not None:
                self._join(course, len(events), self._event_groups, names.event_groups)
            for reference in children(child, "EventGroups"):
                self._join(reference, len(events), self._event_groups, names.event_groups)
            fixed = child.find("Time")
            events.append(
                Event(
                    id=id_,
                    duration=scribe.integer(child, "Duration", least=1),
                    roles=self._roles(child, len(events)),
                    time=None if fixed is None else scribe.reference(fixed, names.times),
                    workload=None if child.find("Workload") is None else scribe.integer(child, "Workload"),
                    name=scribe.text(child, "Name", ""),
                    course=None if course is None else course.get("Reference"),
                )
            )
        return events

    def _roles(self, element: etree._Element, event: int) -> tuple[Role, ...]:
        scribe = self._scribe
        roles: list[Role] = []
        for child in element.iterfind("Resources/Resource"):
            name = scribe.text(child, "Role", "")
            if name and any(role.name == name for role in roles):
                scribe.fault(child, "is a role the event has already", "duplicate-role", name)
            workload = None if child.find("Workload") is None else scribe.integer(child, "Workload")
            if child.get("Reference") is None:
                if not name:
                    scribe.fault(child, "has neither a Reference nor a Role", "missing-element")
                roles.append(Role(name, self._type(child), workload=workload))
                continue
            resource = scribe.reference(child, self.names.resources)
            if resource is not None:
                kind = self._resources[resource].type
                roles.append(Role(name, kind, preassigned=resource, workload=workload))
        groups: list[str] = []
        for child in children(element, "ResourceGroups"):
            group = scribe.reference(child, self.names.resource_groups)
            if group is None:
                continue
            groups.append(self._resource_groups[group].id)
            present = {role.preassigned for role in roles}
            roles.extend(
                Role("", self._resources[resource].type, preassigned=resource)
                for resource in self._resource_groups[group].members
                if resource not in present
            )
        if groups:
            self._group_roles[event] = tuple(groups)
        return tuple(roles)
