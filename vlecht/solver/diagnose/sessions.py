"""The sessions of a school as a check sees them: what each asks for, and its possible places in the week."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from vlecht.models.attending import support_pupils
from vlecht.models.deliveries import Size, SupportDelivery, WorkshopsDelivery
from vlecht.models.plan import Activity, Block
from vlecht.models.words import Function
from vlecht.solver.diagnose.assumed import Assumed

Place = tuple[int, ...]
"""Slots that a session covers, one after the other (across a break whose time is not assumed)."""


@dataclass(frozen=True, order=True)
class Act:
    """An activity as it asks for staff and rooms: ``offset`` and ``length`` in slots from its block's start.

    ``heads``: pupils who attend at least.
    """

    offset: int
    length: int
    functions: tuple[Function, ...]
    candidates: tuple[tuple[str, ...], ...]
    rooms: tuple[str, ...]
    heads: int
    equipment: tuple[tuple[str, int], ...]
    clusters: tuple[str, ...]


@dataclass(frozen=True)
class Alike:
    """Interchangeable blocks. ``asked``: their number and length are assumed; otherwise their minutes are
    cut slot by slot, as many as it takes."""

    block: Block
    number: int
    asked: bool
    acts: tuple[Act, ...]
    places: frozenset[Place]

    @property
    def length(self) -> int:
        """Slots of one session."""
        return self.block.length if self.asked else 1


def sessions(assumed: Assumed) -> list[Alike]:
    """All blocks of the plan, those alike together."""
    alike: dict[tuple[object, ...], list[Block]] = defaultdict(list)
    known: dict[tuple[object, ...], tuple[Act, ...]] = {}
    for block in assumed.book.plan.blocks:
        asked = assumed.asked(block)
        if block.pulls and not (asked and assumed.rule("support_windows")):
            continue
        shape = _shape(assumed, block)
        if shape not in known:
            known[shape] = _acts(assumed, block)
        acts, places = known[shape], _places(assumed, block)
        if not asked:
            # How the minutes are cut is open: slot by slot, with what the first slot of a session asks.
            acts = tuple(replace(act, offset=0, length=1) for act in acts if act.offset == 0)
            places = frozenset((slot,) for place in places for slot in place)
        key = (
            (block.delivery, block.home_groups, block.pulls, block.hosts, block.fixed is not None),
            asked,
            acts,
            places,
        )
        alike[key].append(block)
    return [
        Alike(blocks[0], len(blocks), bool(asked), acts, places)  # type: ignore[arg-type]  # as the key is made
        for (_, asked, acts, places), blocks in alike.items()
    ]


def _shape(assumed: Assumed, block: Block) -> tuple[object, ...]:
    """Equal for blocks whose activities ask for the same; what is pinned is like nothing else."""
    if assumed.pinned_names & {block.id, *(activity.id for activity in block.activities)}:
        return (block.id,)
    parts = tuple((a.offset, a.length, a.kind, a.seats, len(a.groups)) for a in block.activities)
    return (block.delivery, block.home_groups, block.hosts and block.id.rpartition(".")[0], parts)


def _places(assumed: Assumed, block: Block) -> frozenset[Place]:
    index = assumed.index
    if block.fixed is not None and assumed.rule("fixed_time") and assumed.holds(f"fixed|{block.delivery}"):
        found = frozenset((tuple(range(block.fixed, block.fixed + block.length)),))
    else:
        groups = block.home_groups or block.pulls or index.deliveries[block.delivery].home_groups
        clusters = sorted({index.cluster_of(group) for group in groups})
        found = assumed.stretches(clusters[0], block.length)
        for cluster in clusters[1:]:
            found &= assumed.stretches(cluster, block.length)
    if block.windows is not None and assumed.holds(f"windows|{block.delivery}"):
        found = frozenset(place for place in found if block.windows.issuperset(place))
    starts = frozenset(place[0] for place in found)
    allowed = assumed.pinned_starts(block, starts)
    return found if allowed == starts else frozenset(place for place in found if place[0] in allowed)


def _acts(assumed: Assumed, block: Block) -> tuple[Act, ...]:
    index = assumed.index
    found: list[Act] = []
    first_at: set[int] = set()
    one = not assumed.holds(f"groups|{block.delivery}") and not block.hosts
    for activity in block.activities:
        if one and activity.offset in first_at:
            continue
        first_at.add(activity.offset)
        heads = _heads(assumed, activity)
        homes = [g for g in activity.groups if g in index.home_groups]
        seats = assumed.needs(block, activity)
        candidates = assumed.candidates(block, activity)
        number = len(seats) if assumed.holds(f"second|{block.delivery}") else min(1, len(seats))
        groups = homes or index.deliveries[activity.delivery].home_groups or block.pulls
        found.append(
            Act(
                activity.offset,
                activity.length,
                tuple(seat.function for seat in seats[:number]),
                tuple(tuple(sorted(able)) for able in candidates[:number]),
                tuple(sorted(assumed.rooms(activity, heads))),
                heads,
                activity.equipment,
                tuple(sorted({index.cluster_of(group) for group in groups})),
            )
        )
    return tuple(sorted(found))


def _heads(assumed: Assumed, activity: Activity) -> int:
    """Pupils who attend at least: a home group's own, the least of an instruction group."""
    delivery = assumed.index.deliveries[activity.delivery]
    size: Size | None = getattr(delivery, "size", None)
    sizes = f"sizes|{delivery.id}"
    if isinstance(delivery, WorkshopsDelivery):
        offer = next(o for o in delivery.offers if activity.id.startswith(f"{delivery.id}.{o.id}."))
        size, sizes = Size(min=offer.min, max=offer.capacity), f"offer|{delivery.id}|{offer.id}"
    least = size.min if size is not None and assumed.rule("group_size") and assumed.holds(sizes) else 0
    pupils = assumed.index.pupils_of
    return sum(len(pupils[group]) if group in pupils else least for group in activity.groups)


def always(assumed: Assumed, group: str) -> frozenset[int]:
    """Lesson slots at which some pupil of a home group is there who never has a lesson elsewhere."""
    index = assumed.index
    known = assumed.book.present.get(group)
    if known is None:
        supported = {
            pupil
            for delivery in index.school.deliveries
            if isinstance(delivery, SupportDelivery)
            for pupil in support_pupils(index, delivery)
        }
        lessons = index.grid.teaching_slots(index.cluster_of(group))
        present: set[int] = set()
        for pupil in index.pupils_of[group]:
            if pupil not in supported and not index.pupils[pupil].works_with:
                present |= lessons - index.away(pupil)
        known = assumed.book.present[group] = frozenset(present)
    return known


def filled(assumed: Assumed, group: str) -> bool:
    """Whether a home group is in exactly one session at each of its lesson slots.

    Its minutes fill its lesson time, so two sessions at once would leave somebody without one elsewhere.
    """
    lessons = assumed.index.grid.teaching_slots(assumed.index.cluster_of(group))
    return assumed.holds(f"time|{group}") and always(assumed, group) == lessons
