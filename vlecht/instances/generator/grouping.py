"""The planted instruction groups, and the limits on size and friendships that they were made to meet."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from vlecht.instances.generator.cohort import Child, share_out
from vlecht.models.deliveries import AnyDelivery, LevelGroupsDelivery, Offer, Size, WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan


@dataclass
class Grouped:
    """An instruction group in the making."""

    delivery: str
    members: list[str]
    guests: list[str]


def plant_groups(
    index: SchoolIndex, plan: Plan, people: dict[str, Child], rng: random.Random
) -> dict[str, Grouped]:
    """Who learns with whom: by level where groups should be alike within, dealt out where they are mixed."""
    found: dict[str, Grouped] = {}
    for choice in plan.choices:
        delivery = index.deliveries[choice.delivery]
        for group in choice.groups:
            found.setdefault(group, Grouped(choice.delivery, [], []))
        if choice.guest:
            for position, pupil in enumerate(choice.pupils):
                # In the last groups first: dealing out makes the first ones the largest.
                found[choice.groups[-1 - position % len(choice.groups)]].guests.append(pupil)
        elif isinstance(delivery, WorkshopsDelivery):
            _enrol(delivery, choice.pupils, found, people, rng)
        elif getattr(delivery, "mode", "free") == "homogeneous":
            order = _by_level(choice.pupils, delivery.subject, people)
            sizes = share_out(len(order), [1.0] * len(choice.groups))
            for i, group in enumerate(choice.groups):
                found[group].members = order[sum(sizes[:i]) : sum(sizes[: i + 1])]
        else:
            order = _by_level(choice.pupils, delivery.subject, people)
            for position, pupil in enumerate(order):
                turn, place = divmod(position, len(choice.groups))
                place = place if turn % 2 == 0 else len(choice.groups) - 1 - place
                found[choice.groups[place]].members.append(pupil)
    return found


def _by_level(pupils: Sequence[str], subject: str, people: dict[str, Child]) -> list[str]:
    def key(pupil: str) -> tuple[float, str]:
        level = people[pupil].levels.get(subject)
        return (float(level) if level is not None else 10.0 * people[pupil].year, pupil)

    return sorted(pupils, key=key)


def _enrol(
    delivery: WorkshopsDelivery,
    pupils: Sequence[str],
    found: dict[str, Grouped],
    people: dict[str, Child],
    rng: random.Random,
) -> None:
    """Four moments, half of the offers at two of them each: everybody takes two different ones of each half.

    Pupils come in a drawn order and take the two of their wishes that are still open.
    """
    half = len(delivery.offers) // 2
    names = [offer.id for offer in delivery.offers]
    for pupil in pupils:
        people[pupil].wishes = rng.sample(names, min(4, len(names)))
    for offers in (names[:half], names[half:]):
        room = -(-len(pupils) // half)
        used = {(name, turn): 0 for name in offers for turn in (1, 2)}
        for pupil in rng.sample(list(pupils), len(pupils)):
            wishes = people[pupil].wishes
            pairs = [(a, b) for a in offers for b in offers if a != b]
            # An even spread comes first; the wishes choose among the pairs that keep it.
            a, b = min(
                pairs,
                key=lambda ab: (
                    max(0, used[ab[0], 1] + 1 - room) + max(0, used[ab[1], 2] + 1 - room),
                    max(used[ab[0], 1], used[ab[1], 2]) > min(used.values()) + 2,
                    sum(wishes.index(n) if n in wishes else len(wishes) + 1 for n in ab),
                    used[ab[0], 1] + used[ab[1], 2],
                    ab,
                ),
            )
            used[a, 1] += 1
            used[b, 2] += 1
            found[f"{delivery.id}.{a}.1"].members.append(pupil)
            found[f"{delivery.id}.{b}.2"].members.append(pupil)


def with_sizes(delivery: AnyDelivery, groups: dict[str, Grouped]) -> AnyDelivery:
    """The delivery with limits around the planted sizes: three pupils of room on both sides."""
    mine = {name: len(group.members) for name, group in groups.items() if group.delivery == delivery.id}
    if not mine or delivery.form == "support":
        return delivery
    low, high = max(1, min(mine.values()) - 3), max(mine.values()) + 3
    if isinstance(delivery, WorkshopsDelivery):
        offers = tuple(_offer(delivery.id, offer, mine) for offer in delivery.offers)
        return delivery.model_copy(update={"offers": offers})
    if isinstance(delivery, LevelGroupsDelivery) and delivery.groups.max > len(mine):
        low = max(1, sum(mine.values()) // delivery.groups.max - 3)
    if isinstance(delivery, LevelGroupsDelivery) and delivery.groups.min < len(mine):
        high = max(high, -(-sum(mine.values()) // delivery.groups.min) + 1)
    return delivery.model_copy(update={"size": Size(min=low, max=high)})


def _offer(delivery: str, offer: Offer, sizes: dict[str, int]) -> Offer:
    mine = [sizes[f"{delivery}.{offer.id}.{number}"] for number in range(1, offer.sections + 1)]
    return offer.model_copy(update={"capacity": max(mine) + 2, "min": max(1, min(mine) - 3)})


def befriend(people: dict[str, Child], groups: dict[str, Grouped], rng: random.Random) -> None:
    """A few pairs who learn better apart, and who should be together: as the planted groups have it."""
    of: dict[str, dict[str, set[str]]] = {}
    for name, group in groups.items():
        for pupil in group.members + group.guests:
            of.setdefault(pupil, {}).setdefault(group.delivery, set()).add(name)
    names = sorted(of)
    if len(names) < 2:
        return
    wanted = max(1, len(names) // 60)
    apart = together = 0
    for _ in range(400 * wanted):
        a, b = rng.sample(names, 2)
        shared = set(of[a]) & set(of[b])
        if not shared or b in people[a].apart + people[a].together:
            continue
        if apart < wanted and all(of[a][d].isdisjoint(of[b][d]) for d in shared):
            people[a].apart.append(b)
            people[b].apart.append(a)
            apart += 1
        elif together < wanted and all(of[a][d] == of[b][d] for d in shared):
            people[a].together.append(b)
            together += 1
        if apart >= wanted and together >= wanted:
            return
