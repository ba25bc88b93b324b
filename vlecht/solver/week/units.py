"""What remains to be placed once groups are known: units, the lanes they may not overlap in, head counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from vlecht.models.deliveries import InstructionRoundsDelivery
from vlecht.models.grid import Part
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity, Block, Plan, Seat
from vlecht.models.school import StartPin
from vlecht.models.words import Function
from vlecht.rules.registry import RULE
from vlecht.solver.grouping.grouping import Grouping

LARGE_WEEK = 500
"""Weeks of more units are large: the staff's transport had no solution in 15 s at 720, and a first staffing
looks at own teachers and what is shared first."""
VAST_WEEK = 1000
"""Weeks of more units (1,500 pupils: 1,551) are improved a cluster at a time: arranged anew as a whole they
were not laid out in 160 s, and the staff of two days took 33 s for nothing."""


@dataclass(frozen=True)
class Unit:
    """A block to place, with all activities that move with it (a workshop moment holds its sections)."""

    block: Block
    activities: tuple[Activity, ...]

    @property
    def id(self) -> str:
        """The block's id."""
        return self.block.id

    @property
    def length(self) -> int:
        """Slots."""
        return self.block.length

    @property
    def signature(self) -> tuple[object, ...]:
        """Equal for blocks that are interchangeable in time: same delivery, groups, length and seats.

        Support groups of one delivery take out other pupils each, so each is a kind of its own.
        """
        seats = tuple(sorted((a.offset, a.length, a.kind, a.seats, a.rooms) for a in self.activities))
        groups = self.activities[0].groups if self.block.pulls else self.block.home_groups
        return (self.block.delivery, groups, self.length, seats, self.block.fixed)


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether somebody can be there at some or all lesson slots of some days, and would rather be at none."""

    some: bool
    whole: bool
    reluctant: bool


def forced_members(index: SchoolIndex, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Support groups that leave no choice: the only group of a delivery holds all its pupils."""
    return {
        choice.groups[0]: choice.pupils
        for choice in plan.choices
        if len(choice.groups) == 1 and index.deliveries[choice.delivery].form == "support"
    }


class Week:
    """A school's units under a grouping. Everything the time, staff and room steps ask for.

    Without a grouping (``relaxed``) it says only what holds whatever the groups: home groups' lanes, no
    head counts of instruction groups, no workshop sections, and of support only the groups that leave no
    choice because a delivery has a single one.
    """

    def __init__(self, index: SchoolIndex, plan: Plan, grouping: Grouping | None) -> None:
        self.index = index
        self.plan = plan
        self.relaxed = grouping is None
        self.grouping = grouping or Grouping(forced_members(index, plan))
        sections: dict[str, list[Activity]] = defaultdict(list)
        for block in plan.blocks:
            if block.hosts and not self.relaxed:
                sections[self.grouping.moments[block.id]].extend(block.activities)
        self.units: tuple[Unit, ...] = tuple(
            Unit(block, block.activities + tuple(sections[block.id]))
            for block in plan.blocks
            if not block.hosts
        )
        self.unit = {unit.id: unit for unit in self.units}
        self.position = {unit.id: position for position, unit in enumerate(self.units)}

    def heads(self, activity: Activity) -> int:
        """Pupils who attend, guests included."""
        return sum(len(self.attending(group)) for group in activity.groups)

    def attending(self, group: str) -> tuple[str, ...]:
        """Pupils of a home or instruction group, guests included."""
        if group in self.index.pupils_of:
            return self.index.pupils_of[group]
        return self.grouping.members.get(group, ()) + self.grouping.guests.get(group, ())

    def cluster_of(self, unit: Unit) -> str:
        """The cluster whose clock the unit follows."""
        groups = unit.block.home_groups or unit.block.pulls
        return self.index.cluster_of(groups[0])

    @cached_property
    def parts(self) -> tuple[tuple[Part, ...], ...]:
        """Unit -> the parts of days it may be put in (fixed, pinned and windowed units have fewer)."""
        found: list[tuple[Part, ...]] = []
        for unit in self.units:
            allowed = self.starts(unit)
            found.append(
                tuple(
                    part
                    for part in self.index.grid.parts(self.cluster_of(unit))
                    if any(part.first <= s <= part.first + part.length - unit.length for s in allowed)
                )
            )
        return tuple(found)

    def starts(self, unit: Unit) -> frozenset[int]:
        """Slots at which the unit may start: inside one part, within its windows, as pinned."""
        known = self._starts.get(unit.id)
        if known is not None:
            return known
        found: set[int] = set()
        for part in self.index.grid.parts(self.cluster_of(unit)):
            for start in range(part.first, part.first + part.length - unit.length + 1):
                windows = unit.block.windows
                if windows is None or all(s in windows for s in range(start, start + unit.length)):
                    found.add(start)
        if unit.block.fixed is not None:
            found &= {unit.block.fixed}
        for pin in self.index.school.pins:
            if isinstance(pin, StartPin) and pin.block == unit.id:
                slot = self.index.grid.slot(self.index.grid.day_index[pin.day], pin.start)
                found = found - {slot} if pin.forbid else found & {slot}
        self._starts[unit.id] = frozenset(found)
        return self._starts[unit.id]

    @cached_property
    def _starts(self) -> dict[str, frozenset[int]]:
        return {}

    @cached_property
    def lanes(self) -> tuple[frozenset[int], ...]:
        """Sets of units (positions) of which no two may overlap.

        One per home group; per support group and home group it pulls from (with that group's lessons it may
        not be taken from); per home group and other cluster's delivery that one of its pupils follows; and
        per pupil with several such claims.
        """
        lanes: set[frozenset[int]] = set()
        of_group: dict[str, list[int]] = defaultdict(list)
        of_delivery: dict[str, list[int]] = defaultdict(list)
        of_support: dict[str, list[int]] = defaultdict(list)
        for position, unit in enumerate(self.units):
            for group in unit.block.home_groups:
                of_group[group].append(position)
            of_delivery[unit.block.delivery].append(position)
            if unit.block.pulls:
                of_support[unit.activities[0].groups[0]].append(position)
        lanes.update(frozenset(units) for units in of_group.values())
        claims: dict[str, list[list[int]]] = defaultdict(list)
        for choice in self.plan.choices:
            delivery = self.index.deliveries[choice.delivery]
            for group in choice.groups:
                for pupil in self.grouping.members.get(group, ()):
                    home = self.index.pupils[pupil].home_group
                    if delivery.form == "support":
                        mine = of_support[group]
                        barred = [
                            u for u in of_group[home] if self.units[u].block.subject in delivery.never_from
                        ]
                    elif home not in delivery.home_groups and not choice.guest:
                        mine = of_delivery[delivery.id]
                        barred = [u for u in of_group[home] if not self._may_miss(u, delivery.subject)]
                    else:
                        continue
                    if mine not in claims[pupil]:
                        claims[pupil].append(mine)
                    lanes.add(frozenset([*mine, *barred]))
        for found in claims.values():
            if len(found) > 1:
                lanes.add(frozenset(position for units in found for position in units))
        return tuple(sorted(lanes, key=sorted))

    @cached_property
    def apart(self) -> frozenset[tuple[int, int]]:
        """Pairs of units that share a lane: they never overlap."""
        return frozenset((a, b) for lane in self.lanes for a in lane for b in lane)

    def wrong_part(self, unit: Unit) -> frozenset[int]:
        """Starts in the other part of the day than the curriculum prefers (rule day_part)."""
        groups = unit.block.home_groups
        line = self.index.curriculum.get((groups[0], unit.block.subject)) if groups else None
        if line is None or line.day_part == "any":
            return frozenset()
        noon, morning = self.index.school.calendar.noon, line.day_part == "morning"
        return frozenset(s for s in self.starts(unit) if (self.index.grid.clock(s) < noon) != morning)

    def pulled(self, unit: Unit) -> tuple[str, ...]:
        """The pupils of a support unit (none for other units)."""
        return self.grouping.members.get(unit.activities[0].groups[0], ()) if unit.block.pulls else ()

    def lessons_of(self, unit: Unit, pupils: tuple[str, ...]) -> dict[str, int]:
        """Activity -> how many of the pupils would miss a lesson there (independent work is none)."""
        found: dict[str, int] = {}
        for activity in unit.activities:
            if activity.kind != "independent":
                inside = {p for group in activity.groups for p in self.attending(group)}
                count = sum(
                    p in inside and not self.index.learns_elsewhere(p, unit.block.subject) for p in pupils
                )
                if count:
                    found[activity.id] = count
        return found

    def presence(self, person: str, days: frozenset[int]) -> Presence:
        """How far a person can be there on some days."""
        known = self._presence.get((person, days))
        if known is None:
            grid = self.index.grid
            slots = [slot for slot in grid.lesson_slots if grid.day(slot) in days]
            blocked = self.index.availability(person, "cannot")
            unwanted = self.index.availability(person, "rather_not")
            known = self._presence[person, days] = Presence(
                any(slot not in blocked for slot in slots),
                not any(slot in blocked for slot in slots),
                bool(slots) and all(slot in unwanted for slot in slots),
            )
        return known

    @cached_property
    def _presence(self) -> dict[tuple[str, frozenset[int]], Presence]:
        return {}

    def may_face(self, person: str, activity: Activity, seat: Seat) -> bool:
        """Whether a qualification allows a person so large a group (rule lead_capacity, when it is hard)."""
        if seat.function not in (Function.LEAD, Function.SUPPORT) or not self._limits_faced:
            return True
        years = self.index.years_of(self.index.deliveries[activity.delivery].home_groups)
        most = self.index.group_limit(person, activity.subject, years)
        return most is None or self.heads(activity) <= most

    @cached_property
    def _limits_faced(self) -> bool:
        """Whether heads are known, and anybody's qualification limits them."""
        limited = any(q.most is not None for person in self.index.school.staff for q in person.qualifications)
        return limited and not self.relaxed and RULE["lead_capacity"].setting(self.index).mode == "hard"

    def teaches_own(self, person: str) -> bool:
        """Whether the person is an own teacher of some home group."""
        return person in self._own_teachers

    @cached_property
    def _own_teachers(self) -> frozenset[str]:
        return frozenset(t for group in self.index.home_groups for t in self.index.own_teachers(group))

    def unwelcome(self, person: str) -> dict[int, int]:
        """Slot -> cost of working then, of the soft rules rather_not and prefers (others are left out)."""
        known = self._unwelcome.get(person)
        if known is None:
            known = self._unwelcome[person] = {}
            wishes = self.index.availability(person, "prefers")
            unwanted = self.index.availability(person, "rather_not")
            outside = self.index.grid.lesson_slots - wishes if wishes else frozenset()
            for rule, slots in (("rather_not", unwanted), ("prefers", outside)):
                setting = RULE[rule].setting(self.index)
                for slot in slots if setting.mode == "soft" else ():
                    known[slot] = known.get(slot, 0) + setting.weight
        return known

    @cached_property
    def _unwelcome(self) -> dict[str, dict[int, int]]:
        return {}

    def freed(self, unit: Unit) -> int:
        """How many of the team's end-responsible staff the unit must leave free."""
        delivery = self.index.deliveries[unit.block.delivery]
        return delivery.freed if isinstance(delivery, InstructionRoundsDelivery) else 0

    def freed_moments(self, unit: Unit) -> tuple[tuple[int, int], ...]:
        """(offset, length) of the rounds in which somebody must be freed."""
        if not self.freed(unit):
            return ()
        return tuple(sorted({(a.offset, a.length) for a in unit.activities}))

    def may_be_freed(self, unit: Unit) -> dict[str, int]:
        """End-responsible members of the cluster's team, at no price."""
        team = self.index.clusters[self.cluster_of(unit)].team
        return {person: 0 for person in team if self.index.end_responsible(person)}

    def _may_miss(self, position: int, subject: str) -> bool:
        """Whether a pupil at another cluster's level may miss the unit: own subject, or independent work."""
        unit = self.units[position]
        return unit.block.subject == subject or all(a.kind == "independent" for a in unit.activities)
