"""What a week must contain: blocks, their activities, the staff each needs, the groups pupils join.

A *block* is a set of activities that start together (or at fixed offsets after the block's start) for some
home groups: one activity for a class, k for level groups, a grid of rounds for instruction rounds. Every
home group's lesson time is filled by blocks laid end to end. The plan follows from the school alone; it
decides nothing but the number and lengths of sessions, and which group is taught in which round.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from vlecht.models.roster import Kind
from vlecht.models.words import Function


@dataclass(frozen=True, slots=True)
class Seat:
    """A place for one member of staff in an activity. ``optional`` seats may stay empty."""

    function: Function
    candidates: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that happens in one place with some groups: the unit that gets staff and a room.

    ``offset`` and ``length`` are in slots, from the start of the block.
    """

    id: str
    block: str
    delivery: str
    subject: str
    kind: Kind
    offset: int
    length: int
    groups: tuple[str, ...]
    seats: tuple[Seat, ...]
    rooms: tuple[str, ...]
    equipment: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """An aligned set of activities. ``home_groups`` are taken up by it for its whole length.

    A support block takes up no home group: its pupils are pulled out (``pulls`` names their home groups).
    ``fixed`` is a given start slot; ``windows`` (when given) are the slots it must lie within. A workshop
    section starts with one of the moments in ``hosts`` and takes up no home group itself.
    """

    id: str
    delivery: str
    subject: str
    ordinal: int
    home_groups: tuple[str, ...]
    length: int
    activities: tuple[Activity, ...]
    fixed: int | None = None
    windows: frozenset[int] | None = None
    hosts: tuple[str, ...] = ()
    pulls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PupilChoice:
    """Pupils who each join ``count`` of the groups. ``guest``: as a guest (independent work in the room)."""

    delivery: str
    pupils: tuple[str, ...]
    groups: tuple[str, ...]
    count: int = 1
    guest: bool = False


@dataclass(frozen=True)
class Plan:
    """All blocks and choices of a school's week."""

    blocks: tuple[Block, ...]
    choices: tuple[PupilChoice, ...]
    counts: dict[str, int] = field(default_factory=dict)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """All activities, in block order."""
        return tuple(activity for block in self.blocks for activity in block.activities)

    @cached_property
    def block(self) -> dict[str, Block]:
        """Block id -> block."""
        return {block.id: block for block in self.blocks}

    @cached_property
    def activity(self) -> dict[str, Activity]:
        """Activity id -> activity."""
        return {activity.id: activity for activity in self.activities}

    @cached_property
    def groups_of(self) -> dict[str, tuple[str, ...]]:
        """Delivery -> its instruction groups."""
        found: dict[str, list[str]] = {}
        for choice in self.choices:
            known = found.setdefault(choice.delivery, [])
            known.extend(group for group in choice.groups if group not in known)
        return {delivery: tuple(groups) for delivery, groups in found.items()}

    @cached_property
    def sets_of(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Delivery -> its sets of parallel groups: one, or one per flex hour."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for choice in self.choices:
            known = found.setdefault(choice.delivery, [])
            if choice.groups not in known:
                known.append(choice.groups)
        return {delivery: tuple(sets) for delivery, sets in found.items()}

    @cached_property
    def members_of(self) -> dict[str, tuple[str, ...]]:
        """Delivery -> the pupils who join its groups (guests left out)."""
        return {c.delivery: c.pupils for c in self.choices if not c.guest}
