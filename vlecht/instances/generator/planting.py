"""The planted week: when every block is, who is at it, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from vlecht.instances.generator.cohort import Base, Unit
from vlecht.instances.generator.grouping import Grouped
from vlecht.instances.generator.teaching import Teaching
from vlecht.instances.generator.team import Person, Team
from vlecht.instances.generator.week import PER_DAY, STEP, Cell, clock, slot
from vlecht.models.deliveries import CoTaughtDelivery, InstructionRoundsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity, Block, Plan
from vlecht.models.words import Function


class Rooms:
    """Who is in which room when; hands out rooms that are free, ours at that moment, and large enough."""

    def __init__(self, index: SchoolIndex) -> None:
        self.index = index
        self.load: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.shared = {room.id: index.grid.within(room.shared) for room in index.school.rooms if room.shared}

    def pick(self, candidates: Iterable[str], slots: range, heads: int) -> str | None:
        """The first candidate that suits; it is then taken."""
        for name in candidates:
            room = self.index.rooms[name]
            ours = self.shared.get(name)
            if ours is not None and not ours.issuperset(slots):
                continue
            loads = [self.load[name, s] for s in slots]
            if all(len(load) < room.concurrent and sum(load) + heads <= room.capacity for load in loads):
                for load in loads:
                    load.append(heads)
                return name
        return None


class Planting:
    """Starts, staff and rooms of all blocks but support.

    Raises ``ValueError`` when something does not fit.
    """

    def __init__(
        self,
        index: SchoolIndex,
        plan: Plan,
        units: tuple[Unit, ...],
        teaching: Teaching,
        team: Team,
        groups: dict[str, Grouped],
    ) -> None:
        self.index = index
        self.plan = plan
        self.teaching = teaching
        self.team = team
        self.groups = groups
        self.base: dict[str, Base] = {group.id: group for unit in units for group in unit.groups}
        self.rooms = Rooms(index)
        self.starts: dict[str, int] = {}
        self.host: dict[str, str] = {}
        """Workshop section -> the moment it is held."""
        self.staff: dict[str, list[tuple[Person, Function]]] = {}
        self.room: dict[str, str] = {}
        self.relief: dict[str, int] = defaultdict(int)
        """Minutes that somebody else takes over from a teacher."""
        self.freed: list[tuple[str, range, Person]] = []

    def plant(self) -> None:
        """Place everything: starts first, then people and rooms block by block through the week."""
        self._starts()
        for block in sorted(self.plan.blocks, key=lambda block: (self.starts[block.id], block.id)):
            self._people(block)
        for block in sorted(self.plan.blocks, key=lambda block: (self.starts[block.id], block.id)):
            for activity in block.activities:
                self._room(activity)

    def slots(self, activity: Activity) -> range:
        """The slots of an activity."""
        start = self.starts[activity.block] + activity.offset
        return range(start, start + activity.length)

    def heads(self, activity: Activity) -> int:
        """Pupils who attend, guests included."""
        return sum(
            len(self.base[g].pupils)
            if g in self.base
            else len(self.groups[g].members) + len(self.groups[g].guests)
            for g in activity.groups
        )

    def _starts(self) -> None:
        moments: dict[tuple[str, str], list[int]] = {}
        for block in self.plan.blocks:
            if block.hosts:
                continue
            delivery = self.index.deliveries[block.delivery]
            group = block.home_groups[0]
            if block.fixed is not None:
                self.starts[block.id] = block.fixed
                continue
            key = (group, block.subject)
            if key not in moments:
                cells = self.teaching.moments(group, block.subject)
                if isinstance(delivery, CoTaughtDelivery):
                    cells = self._co_taught_first(delivery, group, cells)
                moments[key] = [cell.start for cell in cells]
            self.starts[block.id] = moments[key][block.ordinal - 1]
        by_delivery: dict[str, list[Block]] = defaultdict(list)
        for block in self.plan.blocks:
            if block.hosts:
                by_delivery[block.delivery].append(block)
        for sections in by_delivery.values():
            half = len(sections) // 4
            for position, block in enumerate(sections):
                # Sections of an offer lie two moments apart; offers of the second half start one later.
                moment = (position // 2 >= half) + 2 * (block.ordinal - 1)
                self.host[block.id] = block.hosts[moment]
                self.starts[block.id] = self.starts[block.hosts[moment]]

    def _co_taught_first(self, delivery: CoTaughtDelivery, group: str, cells: Sequence[Cell]) -> list[Cell]:
        """Moments with a second person first (those are the first ordinals), home groups taking turns."""
        partners = self.teaching.reserved[delivery.id]
        count, turn = len(delivery.home_groups), delivery.home_groups.index(group)
        mine = [cell for position, cell in enumerate(cells) if (position - turn) % count == 0]
        return sorted(
            cells, key=lambda c: (all(c.day not in p.days for p in partners), c not in mine, c.start)
        )

    def _teachers(self, home_groups: Iterable[str], start: int) -> list[Person]:
        day = start // PER_DAY
        late = start % PER_DAY > slot(0, 10 * 60 + 15)
        return [self.team.teacher(self.base[group].number, day, late) for group in home_groups]

    def _give(self, activity: Activity, person: Person, number: int) -> None:
        seat = activity.seats[number]
        person.take(self.slots(activity))
        self.staff.setdefault(activity.id, []).append((person, seat.function))

    def _people(self, block: Block) -> None:
        teachers = self._teachers(block.home_groups, self.starts[block.id])
        if block.hosts:
            host = self.plan.block[self.host[block.id]]
            teachers = self._teachers(host.home_groups, self.starts[block.id])
        delivery = self.index.deliveries[block.delivery]
        if isinstance(delivery, InstructionRoundsDelivery):
            self._rounds(block, delivery, teachers)
            return
        helpers = self.teaching.reserved.get(block.delivery, [])
        for activity in block.activities:
            slots = self.slots(activity)
            pool = [*self._specialists(block), *self._guides(activity), *teachers, *helpers]
            for number, seat in enumerate(activity.seats):
                able = [p for p in pool if p.id in seat.candidates and p.free(slots)]
                if not able:
                    raise ValueError(f"nobody to {seat.function} {activity.id} at {clock(slots[0])}")
                self._give(activity, able[0], number)

    def _specialists(self, block: Block) -> list[Person]:
        return self.team.in_role("specialist") if block.subject in ("gym", "movement") else []

    def _guides(self, activity: Activity) -> list[Person]:
        """Who guides the weekly task instead of the teacher: per home group in turn, if there is somebody.

        The teacher's contract keeps room for it: an engine need not find the same relief.
        """
        if activity.kind != "independent":
            return []
        slots = self.slots(activity)
        home_groups = self.index.deliveries[activity.delivery].home_groups
        block = self.plan.block[activity.block]
        if (block.ordinal - 1 - home_groups.index(activity.groups[0])) % len(home_groups):
            return []
        cluster = self.base[activity.groups[0]].cluster
        able = [
            person
            for person in self.team.in_role("supporter", "teacher", "assistant")
            if person.free(slots) and self.teaching.booked[person.id].isdisjoint(slots)
        ]
        able.sort(key=lambda person: (person.unit != cluster, person.contact))
        if able:
            teacher = self._teachers(activity.groups, slots.start)[0]
            self.relief[teacher.id] += len(slots) * STEP
        return able[:1]

    def _rounds(self, block: Block, delivery: InstructionRoundsDelivery, teachers: list[Person]) -> None:
        """Teachers take turns in teaching; helpers guide first, then the teachers who are left."""
        turn = block.ordinal % len(teachers)
        order = [*teachers[turn:], *teachers[:turn]]
        helpers = self.teaching.reserved.get(block.delivery, [])
        by_round: dict[int, list[Activity]] = defaultdict(list)
        for activity in block.activities:
            by_round[activity.offset].append(activity)
        for activities in by_round.values():
            slots = self.slots(activities[0])
            for activity in sorted(activities, key=lambda a: a.kind != "instruction"):
                pool = order if activity.kind == "instruction" else [*helpers, *order]
                able = [p for p in pool if p.free(slots)]
                if not able:
                    raise ValueError(f"nobody for {activity.id}")
                self._give(activity, able[0], 0)
            spare = [person for person in order if person.free(slots)]
            if len(spare) < delivery.freed:
                raise ValueError(f"nobody freed in {block.id}")
            self.freed.extend((block.id, slots, person) for person in spare)

    def _room(self, activity: Activity) -> None:
        heads, slots = self.heads(activity), self.slots(activity)
        name = self.rooms.pick(activity.rooms, slots, heads)
        if name is None:
            raise ValueError(f"no room for {heads} in {activity.id}")
        self.room[activity.id] = name
