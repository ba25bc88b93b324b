"""A school of which only some facts and rules hold: what is left out no longer binds.

Leaving anything out can only allow more: whatever is possible under some facts is possible under fewer.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity, Block
from vlecht.models.school import PupilPin, RoomPin, StaffPin, StartPin
from vlecht.models.words import Function, Window
from vlecht.rules.registry import RULE
from vlecht.solver.diagnose.facts import FactBook
from vlecht.solver.diagnose.facts_people import cannot_id, qualification_id
from vlecht.solver.diagnose.facts_teaching import line_of, pin_id
from vlecht.solver.diagnose.needs import SeatNeed

STRUCTURE = (
    "pupil_one_activity",
    "pupil_supervised",
    "curriculum_minutes",
    "lesson_time",
    "aligned_blocks",
    "group_membership",
)
"""Rules that make a week a week. Where one of them is not hard nothing is called impossible."""

BINDING = (
    "staffed",
    "qualified",
    "staff_one_activity",
    "availability",
    "working_days",
    "contact_minutes",
    "staff_break",
    "end_responsible_in_reach",
    "freed_teacher",
    "break_duty",
    "meetings_held",
    "presence",
    "room_suitable",
    "room_shared",
    "room_one_activity",
    "room_capacity",
    "equipment",
    "fixed_time",
    "support_windows",
    "support_times",
    "group_size",
    "keep_apart",
    "workshop_once",
    "pins",
)
"""Rules that can be part of a conflict, when they are hard in this school."""


Pin = TypeVar("Pin", StartPin, StaffPin, RoomPin, PupilPin)


def hard_rules(index: SchoolIndex) -> tuple[str, ...]:
    """Those of ``BINDING`` that are hard in a school."""
    return tuple(rule for rule in BINDING if RULE[rule].setting(index).mode == "hard")


class Assumed:
    """Questions about a school under some of its facts and hard rules."""

    def __init__(
        self, book: FactBook, facts: Iterable[str], rules: Iterable[str], days: Iterable[int] | None = None
    ) -> None:
        """``days``: the only days that are asked about (none given: all)."""
        self.book = book
        self.index = book.index
        self.facts = frozenset(facts)
        self.rules = frozenset(rules)
        self.days = frozenset(range(len(book.index.grid.days)) if days is None else days)
        self.consulted: set[str] = set()
        """Facts and rules asked about so far: what is never asked about cannot matter."""

    def holds(self, fact: str) -> bool:
        """Whether a fact is among those assumed."""
        self.consulted.add(fact)
        return fact in self.facts

    def rule(self, rule: str) -> bool:
        """Whether a rule is among those assumed."""
        self.consulted.add(rule)
        return rule in self.rules

    @cached_property
    def blocked(self) -> dict[str, frozenset[int]]:
        """Staff -> slots at which they cannot."""
        grid = self.index.grid
        found: dict[str, frozenset[int]] = {}
        for person in self.index.school.staff:
            windows = [
                Window(days=entry.days, start=entry.start, end=entry.end)
                for entry in person.availability
                if entry.level == "cannot"
                and not self.days.isdisjoint(grid.days_of(entry.days))
                and self.holds(cannot_id(person.id, entry))
            ]
            found[person.id] = grid.within(windows) if self.rule("availability") else frozenset()
        return found

    def able_on(self, person: str, day: int) -> bool:
        """Whether a person can be at school at some moment of lesson time on a day."""
        grid = self.index.grid
        return any(s not in self.blocked[person] for s in grid.lesson_slots if grid.day(s) == day)

    def max_days(self, person: str) -> int | None:
        """Days at school over the whole cycle, when there are fewer than school days."""
        stated = self.index.staff[person].max_days
        if stated is None or not self.rule("working_days") or not self.holds(f"max_days|{person}"):
            return None
        most = stated * max(1, len(self.index.school.calendar.weeks))
        return most if most < len(self.index.grid.days) else None

    def contact(self, person: str) -> int | None:
        """Most contact minutes over the whole cycle."""
        if not self.rule("contact_minutes") or not self.holds(f"contact|{person}"):
            return None
        return self.index.contact_limit(person)

    def runs(self, cluster: str) -> tuple[tuple[int, ...], ...]:
        """Lesson slots of a cluster in a row; a break whose time is not assumed parts nothing."""
        known = self._runs.get(cluster)
        if known is None:
            known = self._runs[cluster] = tuple(self._find_runs(cluster))
        return known

    @cached_property
    def _runs(self) -> dict[str, tuple[tuple[int, ...], ...]]:
        return {}

    def stretches(self, cluster: str, length: int) -> frozenset[tuple[int, ...]]:
        """Every stretch of so many slots within the runs of a cluster."""
        known = self._stretches.get((cluster, length))
        if known is None:
            known = self._stretches[cluster, length] = frozenset(
                run[first : first + length]
                for run in self.runs(cluster)
                for first in range(len(run) - length + 1)
            )
        return known

    @cached_property
    def _stretches(self) -> dict[tuple[str, int], frozenset[tuple[int, ...]]]:
        return {}

    def _find_runs(self, cluster: str) -> Iterable[tuple[int, ...]]:
        grid = self.index.grid
        bridged: set[int] = set()
        for pause in grid.breaks_of(cluster):
            if not self.holds(f"pause|{pause.id}"):
                bridged |= grid.within([Window(days=pause.days, start=pause.start, end=pause.end)])
        run: list[int] = []
        last = -1
        for slot in sorted(grid.teaching_slots(cluster)):
            near = last >= 0 and grid.day(slot) == grid.day(last)
            if run and not (near and all(s in bridged for s in range(last + 1, slot))):
                yield tuple(run)
                run = []
            run.append(slot)
            last = slot
        if run:
            yield tuple(run)

    def asked(self, block: Block) -> bool:
        """Whether the number and length of a block's sessions are assumed."""
        if block.pulls:
            return self.holds(f"support|{block.delivery}")
        groups = block.home_groups or self.index.deliveries[block.delivery].home_groups
        lines = {line_of(self.index, group, block.subject) for group in groups}
        return all(self.holds(line) for line in lines if line)

    def _pins(self, kind: type[Pin]) -> list[Pin]:
        if not self.rule("pins"):
            return []
        return [pin for pin in self.index.school.pins if isinstance(pin, kind) and self.holds(pin_id(pin))]

    @property
    def pinned_names(self) -> frozenset[str]:
        """Sessions, blocks and deliveries that a pin of staff or rooms names."""
        pins = self.index.school.pins
        return frozenset(pin.session for pin in pins if isinstance(pin, StaffPin | RoomPin))

    def pupil_pins(self) -> list[PupilPin]:
        """The pins of pupils in groups."""
        return self._pins(PupilPin)

    def pinned_starts(self, block: Block, starts: frozenset[int]) -> frozenset[int]:
        """Of some starts of a block, those that the pins allow."""
        grid = self.index.grid
        for pin in self._pins(StartPin):
            if pin.block == block.id:
                slot = grid.slot(grid.day_index[pin.day], pin.start)
                starts = starts - {slot} if pin.forbid else starts & {slot}
        return starts

    def needs(self, block: Block, activity: Activity) -> tuple[SeatNeed, ...]:
        """What each seat of an activity asks for."""
        return self.book.needs(block, activity)

    def candidates(self, block: Block, activity: Activity) -> tuple[frozenset[str], ...]:
        """Per seat: who may take it, as roles, qualifications, names and pins say."""
        needs = self.needs(block, activity)
        return tuple(
            self._pinned(activity, needs, number, self._may(need)) for number, need in enumerate(needs)
        )

    def _may(self, need: SeatNeed) -> frozenset[str]:
        known = self._able.get(need)
        if known is None:
            known = self._able[need] = frozenset(p for p in self.index.staff if self._is_able(p, need))
        return known

    @cached_property
    def _able(self) -> dict[SeatNeed, frozenset[str]]:
        return {}

    def _is_able(self, person: str, need: SeatNeed) -> bool:
        if not self.rule("qualified"):
            return True
        index = self.index
        if self.holds(f"function|{need.function.value}") and index.permission(person, need.function) is None:
            return False
        known = need.years and self.holds(qualification_id(index.staff[person]))
        if known and not index.qualified(person, need.subject, frozenset(need.years)):
            return False
        return not (need.named and self.holds(need.under)) or person in need.named

    def _pinned(
        self, activity: Activity, needs: tuple[SeatNeed, ...], number: int, able: frozenset[str]
    ) -> frozenset[str]:
        """A pinned person is the only one, where one seat of the activity has the pin's function."""
        function = needs[number].function
        alone = sum(need.function == function for need in needs) == 1
        for pin in self._pins(StaffPin):
            if pin.session in _names(activity) and pin.function == function:
                if pin.forbid:
                    able -= {pin.staff}
                elif alone:
                    able &= {pin.staff}
        return able

    def on_duty(self) -> tuple[str, ...]:
        """Who may supervise a break."""
        function = Function.BREAK_DUTY
        free = not self.rule("qualified") or not self.holds(f"function|{function.value}")
        return tuple(p for p in self.index.staff if free or self.index.permission(p, function) is not None)

    def rooms(self, activity: Activity, heads: int) -> frozenset[str]:
        """Rooms that suit an activity with so many pupils at least."""
        found = set(activity.rooms)
        if self.rule("room_capacity"):
            rooms = self.index.rooms
            found = {r for r in found if rooms[r].capacity >= heads or not self.holds(f"places|{r}")}
        for pin in self._pins(RoomPin):
            if pin.session in _names(activity):
                found = found - {pin.room} if pin.forbid else found & {pin.room}
        return frozenset(found)

    @cached_property
    def closed(self) -> dict[str, frozenset[int]]:
        """Room -> slots at which it is not ours."""
        grid = self.index.grid
        found: dict[str, frozenset[int]] = {}
        for room in self.index.school.rooms:
            ours = self.rule("room_shared") and room.shared and self.holds(f"shared|{room.id}")
            found[room.id] = frozenset(range(grid.size)) - grid.inside(room.shared) if ours else frozenset()
        return found

    def together(self, room: str) -> int | None:
        """How many activities a room takes at once."""
        bound = self.rule("room_one_activity") and self.holds(f"room|{room}")
        return self.index.rooms[room].concurrent if bound else None

    def places(self, room: str) -> int | None:
        """How many pupils a room holds."""
        bound = self.rule("room_capacity") and self.holds(f"places|{room}")
        return self.index.rooms[room].capacity if bound else None


def _names(activity: Activity) -> tuple[str, str, str]:
    """What a pin may call an activity: itself, its block, its delivery."""
    return (activity.id, activity.block, activity.delivery)
