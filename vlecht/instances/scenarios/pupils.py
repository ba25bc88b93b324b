"""Changes in pupils and home groups: growth and shrinkage, a home group more, home groups merged."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from vlecht.instances.scenarios.draft import Draft
from vlecht.models.changes import ExtraHomeGroup, Growth, MergeHomeGroups
from vlecht.models.deliveries import AnyDelivery, Count, LevelGroupsDelivery, SupportDelivery
from vlecht.models.people import HomeGroup, Pupil, TeacherDays
from vlecht.models.school import School

NEW = "new-"
"""What the ids of made-up pupils start with."""


def growth(draft: Draft, change: Growth) -> None:
    """More pupils or fewer, year by year in proportion."""
    school = draft.school
    names = [group.id for group in school.home_groups]
    if not draft.all_known("home_groups", change.home_groups, "home group", names):
        return
    if (change.percent is None) == (change.pupils is None):
        draft.mistake(
            "", None, "names not exactly one of percent and pupils", "give one of the two", "bad-value"
        )
        return
    there = {pupil.year for pupil in school.pupils}
    for year in change.years:
        draft.known("years", str(year), "year with pupils", map(str, sorted(there)))
    places = {
        group.id for group in school.home_groups if not change.home_groups or group.id in change.home_groups
    }
    mine = [
        pupil
        for pupil in school.pupils
        if pupil.home_group in places and (not change.years or pupil.year in change.years)
    ]
    total = change.pupils if change.pupils is not None else round(len(mine) * (change.percent or 0) / 100)
    if not mine or not total or any(year not in there for year in change.years):
        if not mine:
            draft.mistake("", None, "concerns no pupils", "name other years or home groups", "too-few")
        return
    if -total >= len(school.pupils):
        problem = f"leaves no pupils of {len(school.pupils)}"
        draft.mistake("pupils", change.pupils, problem, "take away fewer", "bad-value")
        return
    for year, number in _shares(Counter(pupil.year for pupil in mine), total).items():
        pool = [pupil for pupil in mine if pupil.year == year]
        if number > 0:
            _arrive(draft, pool, number, places)
        else:
            _go(draft, pool, -number)


def _shares(sizes: Counter[int], total: int) -> dict[int, int]:
    """A number of pupils over the years in proportion to their sizes, the largest remainders first."""
    whole = sum(sizes.values())
    exact = {year: abs(total) * size / whole for year, size in sorted(sizes.items())}
    found = {year: int(share) for year, share in exact.items()}
    rest = abs(total) - sum(found.values())
    for year in sorted(exact, key=lambda y: (found[y] - exact[y], y))[:rest]:
        found[year] += 1
    return {year: number if total > 0 else -number for year, number in found.items() if number}


def _arrive(draft: Draft, pool: list[Pupil], number: int, places: set[str]) -> None:
    """New pupils after those of the pool, each in the smallest home group of that year."""
    school = draft.school
    year = pool[0].year
    sizes = Counter(pupil.home_group for pupil in school.pupils)
    homes = sorted(group.id for group in school.home_groups if year in group.years and group.id in places)
    homes = homes or sorted({pupil.home_group for pupil in pool})
    taken = {pupil.id for pupil in school.pupils}
    models = sorted(pool, key=lambda pupil: _draw(pupil.id))
    found: list[Pupil] = []
    serial = 0
    while len(found) < number:
        serial += 1
        name = f"{NEW}{year}-{serial:02d}"
        if name in taken:
            continue
        home = min(homes, key=lambda group: (sizes[group], group))
        sizes[home] += 1
        like = models[len(found) % len(models)]
        found.append(
            Pupil(
                id=name,
                year=year,
                home_group=home,
                levels=like.levels,
                needs=like.needs,
                wishes=like.wishes,
            )
        )
    draft.update(pupils=(*school.pupils, *found))


def _draw(name: str) -> str:
    """A random-looking order that is the same on every machine and in every year's file."""
    return hashlib.sha256(name.encode()).hexdigest()


def _go(draft: Draft, pool: list[Pupil], number: int) -> None:
    """Pupils of the pool go, from the largest home groups first; nobody refers to them any more."""
    sizes = Counter(pupil.home_group for pupil in draft.school.pupils)
    left = sorted(pool, key=lambda pupil: _draw(pupil.id))
    gone: set[str] = set()
    for _ in range(number):
        who = max(left, key=lambda pupil: (sizes[pupil.home_group], -left.index(pupil)))
        left.remove(who)
        sizes[who.home_group] -= 1
        gone.add(who.id)
    without(draft, gone)


def without(draft: Draft, gone: set[str]) -> None:
    """The school without some pupils."""
    school = draft.school

    def keep(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name not in gone)

    deliveries: list[AnyDelivery] = []
    for delivery in school.deliveries:
        if isinstance(delivery, SupportDelivery) and set(delivery.pupils) & gone:
            left = keep(delivery.pupils)
            if not left and not delivery.needs:
                draft.note(
                    f"Support {delivery.id} lapses: all its pupils go",
                    f"Ondersteuning {delivery.id} vervalt: alle leerlingen gaan weg",
                )
                continue
            delivery = delivery.model_copy(update={"pupils": left})
        deliveries.append(delivery)
    draft.update(
        pupils=tuple(
            pupil.model_copy(update={"together": keep(pupil.together), "apart": keep(pupil.apart)})
            for pupil in school.pupils
            if pupil.id not in gone
        ),
        deliveries=tuple(deliveries),
        pins=tuple(pin for pin in school.pins if getattr(pin, "pupil", None) not in gone),
    )


def extra_home_group(draft: Draft, change: ExtraHomeGroup) -> None:
    """A home group more, with pupils of others, in all that the group it is like gets."""
    school = draft.school
    groups = {group.id: group for group in school.home_groups}
    right = [
        draft.known("like", change.like, "home group", groups),
        draft.all_known("pupils_from", change.pupils_from, "home group", groups),
        draft.all_known("teachers", change.teachers, "member of staff", (p.id for p in school.staff)),
        change.room is None or draft.known("room", change.room, "room", (room.id for room in school.rooms)),
    ]
    if change.id in groups:
        draft.mistake("id", change.id, "is a home group already", "choose another id", "duplicate-id")
        right.append(False)
    if not all(right):
        return
    like = groups[change.like]
    sources = change.pupils_from or (change.like,)
    moved = _moved(school, sources)
    pupils = tuple(
        pupil.model_copy(update={"home_group": change.id}) if pupil.id in moved else pupil
        for pupil in school.pupils
    )
    years = tuple(sorted({pupil.year for pupil in pupils if pupil.home_group == change.id})) or like.years
    new = HomeGroup(
        id=change.id,
        name=change.name,
        years=years,
        cluster=like.cluster,
        room=change.room,
        teachers=tuple(TeacherDays(staff=name) for name in change.teachers),
    )
    draft.note(
        f"{len(moved)} pupils of {', '.join(sources)} go to {change.id}",
        f"{len(moved)} leerlingen van {', '.join(sources)} gaan naar {change.id}",
    )
    deliveries = []
    for delivery in school.deliveries:
        if like.id in delivery.home_groups:
            delivery = _resized(draft, delivery, (*delivery.home_groups, change.id))
        deliveries.append(delivery)
    draft.update(
        pupils=pupils,
        home_groups=(*school.home_groups, new),
        deliveries=tuple(deliveries),
        curriculum=tuple(
            line.model_copy(update={"home_groups": (*line.home_groups, change.id)})
            if like.id in line.home_groups
            else line
            for line in school.curriculum
        ),
    )


def _moved(school: School, sources: Iterable[str]) -> set[str]:
    """Whom the new group gets: as many as make all groups equally large, taken evenly by level and name."""
    pools = {name: [p for p in school.pupils if p.home_group == name] for name in sources}
    aim = sum(map(len, pools.values())) // (len(pools) + 1)
    moved: set[str] = set()
    sizes = {name: len(pool) for name, pool in pools.items()}
    order = {name: sorted(pool, key=lambda p: _draw(p.id)) for name, pool in pools.items()}
    while len(moved) < aim:
        name = max(sizes, key=lambda n: (sizes[n], n))
        moved.add(order[name].pop().id)
        sizes[name] -= 1
    return moved


def _resized(draft: Draft, delivery: AnyDelivery, groups: tuple[str, ...]) -> AnyDelivery:
    """A delivery with other home groups. Level groups that were as many as the home groups remain so."""
    changes: dict[str, Any] = {"home_groups": groups}
    before = len(delivery.home_groups)
    if isinstance(delivery, LevelGroupsDelivery) and delivery.groups.min == before:
        step = len(groups) - before
        count = Count(min=max(1, delivery.groups.min + step), max=max(1, delivery.groups.max + step))
        draft.note(
            f"{delivery.id} has {count.min} level groups instead of {delivery.groups.min}",
            f"{delivery.id} heeft {count.min} niveaugroepen in plaats van {delivery.groups.min}",
        )
        changes["groups"] = count
    return delivery.model_copy(update=changes)


def merge_home_groups(draft: Draft, change: MergeHomeGroups) -> None:
    """Home groups become the first of them."""
    school = draft.school
    names = [group.id for group in school.home_groups]
    rooms = [room.id for room in school.rooms]
    right = [
        draft.all_known("home_groups", change.home_groups, "home group", names),
        change.room is None or draft.known("room", change.room, "room", rooms),
    ]
    if not all(right):
        return
    first, gone = change.home_groups[0], set(change.home_groups[1:])
    merged = [group for group in school.home_groups if group.id in change.home_groups]
    lead = next(group for group in merged if group.id == first)
    whole = lead.model_copy(
        update={
            "years": tuple(sorted({year for group in merged for year in group.years})),
            "teachers": tuple({own.staff: own for group in merged for own in group.teachers}.values()),
            "room": change.room or lead.room,
        }
    )
    deliveries: list[AnyDelivery] = []
    for delivery in school.deliveries:
        left = tuple(name for name in delivery.home_groups if name not in gone)
        if not left and delivery.form != "support":
            draft.note(
                f"{delivery.id} lapses: {first} gets {delivery.subject} in its own way",
                f"{delivery.id} vervalt: {first} krijgt {delivery.subject} op de eigen manier",
            )
            continue
        deliveries.append(_resized(draft, delivery, left) if left != delivery.home_groups else delivery)
    curriculum = []
    for line in school.curriculum:
        left = tuple(name for name in line.home_groups if name not in gone)
        if left or not line.home_groups:
            curriculum.append(line.model_copy(update={"home_groups": left}))
    draft.update(
        home_groups=tuple(whole if g.id == first else g for g in school.home_groups if g.id not in gone),
        pupils=tuple(
            pupil.model_copy(update={"home_group": first}) if pupil.home_group in gone else pupil
            for pupil in school.pupils
        ),
        deliveries=tuple(deliveries),
        curriculum=tuple(curriculum),
    )
