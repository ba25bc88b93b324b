"""Groups that were composed before, held: the school with every one of them closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vlecht.instances.findings import Finding, InputError
from vlecht.models.deliveries import LevelGroupsDelivery
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan, PupilChoice
from vlecht.models.roster import Roster
from vlecht.models.school import GroupPin, School
from vlecht.rules.registry import RULE


def hold_groups(source: str, index: SchoolIndex, roster: Roster) -> School:
    """The school with a pin on every group of a roster, and as many level groups as that has.

    Deliveries that the roster has no groups of are left as they are. Raises :class:`InputError` with a
    finding for everything that does not fit; ``source`` is the roster's file.
    """
    numbers = Counter(group.delivery for group in roster.groups)
    level = [d for d in index.school.deliveries if isinstance(d, LevelGroupsDelivery) and numbers[d.id]]
    plan = expand(index, {d.id: numbers[d.id] for d in level})
    findings = tuple(_findings(source, index, roster, level, plan))
    if findings:
        raise InputError(findings)
    held = tuple(GroupPin(group=group.id, pupils=group.members) for group in roster.groups)
    names = {pin.group for pin in held}
    kept = tuple(pin for pin in index.school.pins if pin.what != "group" or pin.group not in names)
    counted = {d.id: d.groups.model_copy(update={"min": numbers[d.id], "max": numbers[d.id]}) for d in level}
    deliveries = tuple(
        d.model_copy(update={"groups": counted[d.id]}) if d.id in counted else d
        for d in index.school.deliveries
    )
    return index.school.model_copy(update={"pins": (*kept, *held), "deliveries": deliveries})


def _findings(
    source: str, index: SchoolIndex, roster: Roster, level: list[LevelGroupsDelivery], plan: Plan
) -> Iterator[Finding]:
    if RULE["pins"].setting(index).mode != "hard":
        problem = "is not hard in this school, so that groups cannot be held"
        yield _unfit(source, "policy.rules", "pins", problem, "take away its mode in the school file")
    sizes = Counter(group.delivery for group in roster.groups)
    for delivery in level:
        low, high, number = delivery.groups.min, delivery.groups.max, sizes[delivery.id]
        if not low <= number <= high:
            problem = f"has {number} groups, and {low} to {high} are asked"
            remedy = "change `groups` of the delivery in the school file"
            yield _unfit(source, "groups", delivery.id, problem, remedy)
    given = {group.id: group for group in roster.groups}
    for position, group in enumerate(roster.groups):
        if group.id not in plan.groups_of.get(group.delivery, ()):
            problem = f"is not a group of {group.delivery} in this school's week"
            remedy = "compose the groups anew: vlecht group"
            yield _unfit(source, f"groups[{position}].id", group.id, problem, remedy)
    for choice in plan.choices:
        if not choice.guest and any(group in given for group in choice.groups):
            inside = Counter(p for name in choice.groups if name in given for p in given[name].members)
            yield from _places(source, choice, inside)


def _places(source: str, choice: PupilChoice, inside: Counter[str]) -> Iterator[Finding]:
    """Everybody is in as many groups as the delivery asks, and nobody else in any."""
    for pupil in choice.pupils:
        if inside[pupil] != choice.count:
            problem = f"is in {inside[pupil]} of the groups of {choice.delivery}, not in {choice.count}"
            remedy = "vlecht regroup gives newcomers a place"
            yield _unfit(source, "groups", pupil, problem, remedy)
    for pupil in inside.keys() - set(choice.pupils):
        problem = f"is in a group of {choice.delivery}, which the pupil does not take part in"
        yield _unfit(source, "groups", pupil, problem, "compose the groups anew: vlecht regroup")


def _unfit(source: str, place: str, value: str, problem: str, remedy: str) -> Finding:
    return Finding(source, place, value, problem, remedy, "unfit-groups")
