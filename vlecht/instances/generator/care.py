"""Support groups of the generated schools: few pupils, taken apart when that does no harm."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vlecht.instances.generator.cohort import Base, Child, Unit
from vlecht.instances.generator.curriculum import CORE
from vlecht.instances.generator.duties import keeps_break
from vlecht.instances.generator.planting import Rooms
from vlecht.instances.generator.teaching import Teaching
from vlecht.instances.generator.team import Person, Team
from vlecht.instances.generator.week import PER_DAY, STEP, clock
from vlecht.models.deliveries import Size, SupportDelivery
from vlecht.models.index import SchoolIndex

_KINDS = ("quiet", "instruction", "classroom")


@dataclass(frozen=True)
class Held:
    """A support session: its block, group, time, person, room and pupils."""

    block: str
    slots: range
    person: Person
    room: str
    pupils: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Support to be planted, as far as there are people for it."""

    id: str
    need: str
    groups: tuple[Base, ...]
    share: float
    sessions: int
    minutes: int
    size: int
    afternoons: bool


def wanted(units: tuple[Unit, ...]) -> list[Wanted]:
    """Remedial teaching per cluster, a plus group for all, Dutch for newcomers for all."""
    upper = tuple(group for unit in units for group in unit.groups if not group.young)
    everybody = tuple(group for unit in units for group in unit.groups)
    found = []
    for unit in units:
        mine = tuple(group for group in unit.groups if not group.young)
        if mine:
            found.append(Wanted(f"rt-{unit.id}", "rt", mine, 0.06, 2, 30, 6, False))
    found.append(Wanted("plus", "plus", upper, 0.035, 1, 45, 8, True))
    found.append(Wanted("nt2", "nt2", everybody, 0.02, 2, 30, 6, True))
    return found


class Care:
    """Plants support groups into a planted week, and gives the pupils the needs that lead to them."""

    def __init__(
        self,
        index: SchoolIndex,
        teaching: Teaching,
        team: Team,
        rooms: Rooms,
        rng: random.Random,
    ) -> None:
        self.index = index
        self.team = team
        self.rooms = rooms
        self.rng = rng
        self.subject: dict[str, dict[int, str]] = {
            group: {s: cell.subject for cell in cells for s in cell.slots}
            for group, cells in teaching.cells.items()
        }
        self.taken: dict[str, set[int]] = {}
        self.deliveries: list[SupportDelivery] = []
        self.members: dict[str, tuple[str, ...]] = {}
        self.held: list[Held] = []

    def plant(self, want: Wanted) -> None:
        """As many groups as the pupils ask, fewer when there is nobody for them, or none."""
        pool = [child for group in want.groups for child in group.pupils if not child.needs]
        count = min(len(pool), max(2, round(want.share * len(pool))))
        most = -(-count // want.size)
        for groups in range(most, 0, -1):
            pupils = sorted(self.rng.sample(pool, min(count, groups * want.size)), key=lambda child: child.id)
            if len(pupils) >= 2 and self._try(want, pupils):
                return

    def _try(self, want: Wanted, pupils: list[Child]) -> bool:
        number = -(-len(pupils) // want.size)
        # Years close to each other in a group.
        order = sorted(pupils, key=lambda child: (child.year, child.id))
        sizes = [len(order) // number + (i < len(order) % number) for i in range(number)]
        plan: list[Held] = []
        members: dict[str, tuple[str, ...]] = {}
        for i in range(number):
            name = f"{want.id}.g{i + 1}"
            mine = order[sum(sizes[:i]) : sum(sizes[: i + 1])]
            members[name] = tuple(child.id for child in mine)
            days: set[int] = set()
            for ordinal in range(1, want.sessions + 1):
                found = self._session(want, f"{name}#{ordinal}", mine, days)
                if found is None:
                    self._undo(plan)
                    return False
                days.add(found.slots.start // PER_DAY)
                plan.append(found)
        self.held.extend(plan)
        self.members.update(members)
        for child in pupils:
            child.needs.append(want.need)
        self.deliveries.append(
            SupportDelivery(
                id=want.id,
                subject=want.need,
                home_groups=tuple(group.id for group in want.groups),
                needs=(want.need,),
                sessions=want.sessions,
                minutes=want.minutes,
                never_from=CORE,
                size=Size(min=1, max=want.size),
                room_kinds=_KINDS,
            )
        )
        return True

    def _undo(self, plan: Iterable[Held]) -> None:
        for held in plan:
            held.person.busy.difference_update(held.slots)
            held.person.contact -= len(held.slots) * STEP
            for pupil in held.pupils:
                self.taken[pupil].difference_update(held.slots)
            for s in held.slots:
                self.rooms.load[held.room, s].remove(len(held.pupils))

    def _session(self, want: Wanted, block: str, pupils: Sequence[Child], days: set[int]) -> Held | None:
        length = want.minutes // STEP
        for start in self._starts(want, length, days):
            slots = range(start, start + length)
            if not all(self._may_leave(child, slots) for child in pupils):
                continue
            people = sorted(self._leaders(), key=lambda p: (p.role != "coordinator", p.contact, p.id))
            person = next((p for p in people if p.free(slots) and keeps_break(p, slots)), None)
            if person is None:
                continue
            names = [r.id for kind in _KINDS for r in self.index.school.rooms if r.kind == kind]
            room = self.rooms.pick(names, slots, len(pupils))
            if room is None:
                continue
            person.take(slots)
            for child in pupils:
                self.taken.setdefault(child.id, set()).update(slots)
            return Held(block, slots, person, room, tuple(child.id for child in pupils))
        return None

    def _starts(self, want: Wanted, length: int, days: set[int]) -> list[int]:
        """Weekly-task time first (nothing is missed then), then the afternoons."""
        mine = self.subject[want.groups[0].id]
        task = [s for s in mine if all(mine.get(s + i) == "task" for i in range(length))]
        after = [
            s
            for s in mine
            if clock(s) >= 12 * 60 and all(s + i in mine for i in range(length)) and s + length - 1 in mine
        ]
        starts = sorted(after) if want.afternoons else [*sorted(task), *sorted(after)]
        return [s for s in starts if s // PER_DAY not in days]

    def _may_leave(self, child: Child, slots: range) -> bool:
        mine = self.subject[child.home]
        away = self.index.away(child.id)
        return all(
            s in mine and mine[s] not in CORE and s not in away and s not in self.taken.get(child.id, ())
            for s in slots
        )

    def _leaders(self) -> list[Person]:
        return self.team.in_role("coordinator", "supporter", "teacher")
