"""A school looked up by id, with the facts that several rules ask for (and nothing that one rule decides)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from vlecht.models.deliveries import AnyDelivery
from vlecht.models.grid import Grid
from vlecht.models.people import Cluster, HomeGroup, Pupil, Role, Staff
from vlecht.models.places import Room
from vlecht.models.school import CurriculumLine, Meeting, School, Subject
from vlecht.models.words import Function, Window


class SchoolIndex:
    """Lookups over one school. Raises ``KeyError`` on an unknown id (validated schools have none)."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.grid = Grid(school)
        self.rooms: dict[str, Room] = {room.id: room for room in school.rooms}
        self.subjects: dict[str, Subject] = {subject.id: subject for subject in school.subjects}
        self.clusters: dict[str, Cluster] = {cluster.id: cluster for cluster in school.clusters}
        self.home_groups: dict[str, HomeGroup] = {group.id: group for group in school.home_groups}
        self.pupils: dict[str, Pupil] = {pupil.id: pupil for pupil in school.pupils}
        self.roles: dict[str, Role] = {role.id: role for role in school.roles}
        self.staff: dict[str, Staff] = {person.id: person for person in school.staff}
        self.deliveries: dict[str, AnyDelivery] = {delivery.id: delivery for delivery in school.deliveries}
        self.meetings: dict[str, Meeting] = {meeting.id: meeting for meeting in school.meetings}

    @cached_property
    def levels_in(self) -> dict[str, dict[str, int]]:
        """Delivery -> pupil -> comparable level, as far as asked: kept by ``models.kinds``."""
        return {}

    @cached_property
    def pupils_of(self) -> dict[str, tuple[str, ...]]:
        """Home group -> its pupils, in file order."""
        found: dict[str, list[str]] = {group.id: [] for group in self.school.home_groups}
        for pupil in self.school.pupils:
            found[pupil.home_group].append(pupil.id)
        return {group: tuple(pupils) for group, pupils in found.items()}

    @cached_property
    def home_groups_of(self) -> dict[str, tuple[str, ...]]:
        """Cluster -> its home groups."""
        found: dict[str, list[str]] = {cluster.id: [] for cluster in self.school.clusters}
        for group in self.school.home_groups:
            found[group.cluster].append(group.id)
        return {cluster: tuple(groups) for cluster, groups in found.items()}

    @cached_property
    def curriculum(self) -> dict[tuple[str, str], CurriculumLine]:
        """(home group, subject) -> its line. One for the home group by name wins from one for its years."""
        found: dict[tuple[str, str], CurriculumLine] = {}
        for line in self.school.curriculum:
            if not line.home_groups:
                for group in self.school.home_groups:
                    if not line.years or set(line.years) & set(group.years):
                        found.setdefault((group.id, line.subject), line)
        for line in self.school.curriculum:
            for name in line.home_groups:
                found[name, line.subject] = line
        return {key: line for key, line in found.items() if line.minutes > 0}

    @cached_property
    def delivery_of(self) -> dict[tuple[str, str], AnyDelivery]:
        """(home group, subject) -> the delivery that gives it (support is extra and not in here)."""
        return {
            (group, delivery.subject): delivery
            for delivery in self.school.deliveries
            if delivery.form != "support"
            for group in delivery.home_groups
        }

    def cluster_of(self, home_group: str) -> str:
        """The cluster of a home group."""
        return self.home_groups[home_group].cluster

    def own_teachers(self, home_group: str) -> tuple[str, ...]:
        """The home group's own teachers, in file order."""
        return tuple(own.staff for own in self.home_groups[home_group].teachers)

    @cached_property
    def teams_of(self) -> dict[str, tuple[str, ...]]:
        """Staff -> the clusters whose team they are in."""
        found: dict[str, list[str]] = {person.id: [] for person in self.school.staff}
        for cluster in self.school.clusters:
            for person in cluster.team:
                found[person].append(cluster.id)
        return {person: tuple(clusters) for person, clusters in found.items()}

    def permission(self, staff: str, function: Function) -> str | None:
        """``alone``, ``in_reach`` or ``None``: the best that one of the person's roles allows."""
        known = self._permissions.get((staff, function), "")
        if known == "":
            found = {self.roles[role].functions.get(function) for role in self.staff[staff].roles}
            known = "alone" if "alone" in found else "in_reach" if "in_reach" in found else None
            self._permissions[staff, function] = known
        return known

    @cached_property
    def _permissions(self) -> dict[tuple[str, Function], str | None]:
        return {}

    def end_responsible(self, staff: str) -> bool:
        """Whether one of the person's roles is end-responsible."""
        return staff in self._end_responsible

    @cached_property
    def _end_responsible(self) -> frozenset[str]:
        return frozenset(
            person.id
            for person in self.school.staff
            if any(self.roles[role].end_responsible for role in person.roles)
        )

    def qualified(self, staff: str, subject: str, years: frozenset[int]) -> bool:
        """Whether one of the person's qualifications covers the subject in all of the years."""
        return any(
            (not q.subjects or subject in q.subjects) and (not q.years or years <= set(q.years))
            for q in self.staff[staff].qualifications
        )

    def group_limit(self, staff: str, subject: str, years: frozenset[int]) -> int | None:
        """The largest group to which the person may teach the subject in the years; ``None``: any size."""
        limits: list[int] = []
        for q in self.staff[staff].qualifications:
            if (not q.subjects or subject in q.subjects) and (not q.years or years <= set(q.years)):
                if q.most is None:
                    return None
                limits.append(q.most)
        return max(limits, default=None)

    def years_of(self, home_groups: tuple[str, ...]) -> frozenset[int]:
        """All years found in some home groups."""
        return frozenset(year for group in home_groups for year in self.home_groups[group].years)

    def availability(self, staff: str, level: str) -> frozenset[int]:
        """Slots with that availability of a person: ``cannot``, ``rather_not``, ``prefers``, ``absent``.

        Who is absent cannot.
        """
        key = (staff, level)
        known = self._availability.get(key)
        if known is None:
            known = self._availability[key] = self.grid.within(
                Window(days=a.days, start=a.start, end=a.end)
                for a in self.staff[staff].availability
                if level in (a.level, _MEANS.get(a.level))
            )
        return known

    @cached_property
    def _availability(self) -> dict[tuple[str, str], frozenset[int]]:
        return {}

    def away(self, pupil: str) -> frozenset[int]:
        """Slots at which the pupil is not with us: outside the attendance windows, or elsewhere.

        The way to and from another site of ours counts as elsewhere.
        """
        known = self._away.get(pupil)
        if known is None:
            found = self.pupils[pupil]
            slots: set[int] = set()
            if found.attendance:
                slots.update(set(range(self.grid.size)) - self.grid.within(found.attendance))
            for moment in found.elsewhere:
                travel = self.travel_minutes(self.site_of_home_group(found.home_group), moment.site)
                slots.update(
                    self.grid.within(
                        [
                            Window(
                                days=moment.days,
                                start=max(0, moment.start - travel),
                                end=min(1440, moment.end + travel),
                            )
                        ]
                    )
                )
            known = self._away[pupil] = frozenset(slots)
        return known

    @cached_property
    def _away(self) -> dict[str, frozenset[int]]:
        return {}

    def site_of_home_group(self, home_group: str) -> str | None:
        """The site of the home group's own room."""
        room = self.home_groups[home_group].room
        return self.rooms[room].site if room is not None else None

    def travel_minutes(self, a: str | None, b: str | None) -> int:
        """Minutes between two sites (0 when either is unknown or they are the same)."""
        if a is None or b is None or a == b:
            return 0
        return self._travel.get(frozenset((a, b)), 0)

    @cached_property
    def _travel(self) -> dict[frozenset[str], int]:
        return {frozenset((way.a, way.b)): way.minutes for way in self.school.travel}

    def contact_limit(self, staff: str) -> int:
        """Contact minutes a week: stated, or FTE × the policy's minutes per FTE; less the task minutes."""
        person = self.staff[staff]
        full = person.contact_minutes
        if full is None:
            full = round(person.fte * self.school.policy.contact_minutes_per_fte)
        return max(0, full - person.task_minutes) * max(1, len(self.school.calendar.weeks))

    def level(self, pupil: str, subject: str) -> int | None:
        """The pupil's level as a whole number: bands by their position (in steps of 10), numbers rounded."""
        value = self.pupils[pupil].levels.get(subject)
        if value is None:
            return None
        if isinstance(value, str):
            bands = self.subjects[subject].bands
            return bands.index(value) * 10 if value in bands else None
        return round(value)

    def learns_elsewhere(self, pupil: str, subject: str) -> bool:
        """Whether the pupil does not take the subject with the own cluster: exempt, or at another's level."""
        found = self.pupils[pupil]
        own = self.cluster_of(found.home_group)
        return subject in found.exemptions or found.works_with.get(subject, own) != own

    @cached_property
    def apart(self) -> tuple[tuple[str, str], ...]:
        """Pairs of pupils to keep apart, each once, whichever of the two names the other."""
        return _pairs((p.id, other) for p in self.school.pupils for other in p.apart)

    @cached_property
    def together(self) -> tuple[tuple[str, str], ...]:
        """Pairs of pupils to keep together, each once."""
        return _pairs((p.id, other) for p in self.school.pupils for other in p.together)

    def meeting_members(self, meeting: str) -> tuple[str, ...]:
        """Who belongs at a meeting, in file order of the staff."""
        found = self.meetings[meeting]
        wanted = set(found.staff) | {p for c in found.clusters for p in self.clusters[c].team}
        if not wanted:
            wanted = set(self.staff)
        return tuple(person.id for person in self.school.staff if person.id in wanted)


_MEANS = {"absent": "cannot"}
"""Levels of availability that another includes."""


def _pairs(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple({frozenset(pair): pair for pair in found if pair[0] != pair[1]}.values())
