"""The ways in which instruction in groups and support could be given: those a file names, or those nearby.

What a school cannot do for want of pupils or rooms is left out; what makes no sense is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from vlecht.instances.findings import Finding, errors
from vlecht.instances.scenarios.apply import SUPPLY
from vlecht.instances.scenarios.draft import Draft
from vlecht.instances.scenarios.teaching import delivery_from
from vlecht.instances.school_json import examine_data
from vlecht.models.attending import support_pupils, taught_pupils
from vlecht.models.deliveries import (
    AnyDelivery,
    Count,
    InstructionRoundsDelivery,
    LevelGroupsDelivery,
    SupportDelivery,
)
from vlecht.models.index import SchoolIndex
from vlecht.models.least import Way
from vlecht.models.scenario import CandidateFile
from vlecht.models.school import School

MORE = 2
"""Unless the file says otherwise: up to so many groups more, and sessions of support more, than now."""
Varied = LevelGroupsDelivery | InstructionRoundsDelivery | SupportDelivery


def ways_of(school: School, file: CandidateFile, name: str) -> tuple[tuple[Way, ...], list[Finding]]:
    """The ways, those of a delivery one after another, as it is now first; and every mistake in the file."""
    draft = Draft(school, name)
    index = SchoolIndex(school)
    named = _named(draft, file)
    findings = list(draft.findings)
    everything: list[list[Varied]] = []
    for delivery in school.deliveries:
        if not isinstance(delivery, Varied):
            continue
        if delivery.id in named:
            others = named[delivery.id]
        else:
            others = [] if file.teaching else list(_nearby(index, delivery))
        fixed = [way for found in (delivery, *others) for way in _counted(found)]
        everything.append(list({way.model_dump_json(): way for way in fixed}.values()))
    usable, wrong = _usable(school, everything, name)
    # What a user wrote is a mistake; what was only tried nearby is left out in silence.
    findings += [finding for finding in wrong if file.teaching and finding.code not in SUPPLY]
    ways = [_way(index, ways[0].id, number, way) for ways in usable for number, way in enumerate(ways)]
    return tuple(ways), findings


def _named(draft: Draft, file: CandidateFile) -> dict[str, list[Varied]]:
    given = {d.id: d for d in draft.school.deliveries if isinstance(d, Varied)}
    found: dict[str, list[Varied]] = {}
    for number, line in enumerate(file.teaching):
        draft.place = f"teaching[{number}]"
        kind = "delivery with instruction groups or support"
        if not draft.known("delivery", line.delivery, kind, given):
            continue
        old = given[line.delivery]
        for position, becomes in enumerate(line.choices):
            draft.place = f"teaching[{number}].choices[{position}]"
            new = delivery_from(draft, old.model_dump(mode="json") | becomes)
            if new is not None and (type(new) is not type(old) or _who(new) != _who(old)):
                problem = "changes what is given, to whom or in which form"
                remedy = "change only groups, rounds, sizes, sessions and minutes"
                draft.mistake("", None, problem, remedy, "bad-value")
            elif isinstance(new, Varied):
                found.setdefault(line.delivery, []).append(new)
    return found


def _who(delivery: AnyDelivery) -> tuple[object, ...]:
    named = (delivery.pupils, delivery.needs) if isinstance(delivery, SupportDelivery) else ()
    return (delivery.id, delivery.subject, delivery.home_groups, delivery.leads, named)


def _nearby(index: SchoolIndex, delivery: Varied) -> Iterator[Varied]:
    """Up to :data:`MORE` groups or sessions more."""
    if isinstance(delivery, SupportDelivery):
        for more in range(1, MORE + 1):
            yield delivery.model_copy(update={"sessions": delivery.sessions + more})
        return
    pupils = len(taught_pupils(index, delivery)[0])
    now = delivery.groups.max if isinstance(delivery, LevelGroupsDelivery) else delivery.groups
    for more in range(1, MORE + 1):
        # Groups of three quarters of their mean size must be allowed, or more groups make no sense.
        small = max(1, pupils * 3 // (4 * (now + more)))
        size = delivery.size.model_copy(update={"min": min(delivery.size.min, small)})
        if isinstance(delivery, LevelGroupsDelivery):
            count = Count(min=now + more, max=now + more)
            yield delivery.model_copy(update={"groups": count, "size": size})
        else:
            # As many more are taught at once: everybody keeps their turns.
            parallel = delivery.parallel + more
            yield delivery.model_copy(update={"groups": now + more, "parallel": parallel, "size": size})


def _counted(delivery: Varied) -> Iterator[Varied]:
    """A number of level groups that is open, as one way for each number."""
    if isinstance(delivery, LevelGroupsDelivery):
        for number in range(delivery.groups.min, delivery.groups.max + 1):
            yield delivery.model_copy(update={"groups": Count(min=number, max=number)})
    else:
        yield delivery


def _usable(
    school: School, everything: Sequence[Sequence[Varied]], name: str
) -> tuple[list[list[Varied]], list[Finding]]:
    """The ways that the school's pupils, rooms and clock allow, the present one always among them."""
    usable = [[ways[0]] for ways in everything]
    found: list[Finding] = []
    # The checks take a while: the second way of every delivery is checked at once, then the third.
    for number in range(1, max(map(len, everything), default=0)):
        trial = {ways[number].id: ways[number] for ways in everything if len(ways) > number}
        wrong = _wrong(school, trial, name)
        blamed = {key for key in trial if any(_about(finding, key) for finding in wrong)}
        clear = all(any(_about(finding, key) for key in blamed) for finding in wrong)
        for kept, ways in zip(usable, everything, strict=True):
            if len(ways) <= number:
                continue
            way = ways[number]
            if way.id in blamed:
                found += [finding for finding in wrong if _about(finding, way.id)]
                continue
            # A finding about nothing in particular may be any one's.
            alone = () if clear else _wrong(school, {way.id: way}, name)
            found += alone
            if not alone:
                kept.append(way)
    return usable, list(dict.fromkeys(found))


def _about(finding: Finding, delivery: str) -> bool:
    return f"(delivery {delivery})" in finding.place


def _wrong(school: School, instead: dict[str, Varied], name: str) -> tuple[Finding, ...]:
    changed = tuple(instead.get(d.id, d) for d in school.deliveries)
    reading = examine_data(name, school.model_copy(update={"deliveries": changed}).canonical())
    return errors(reading.findings)


def _way(index: SchoolIndex, delivery: str, number: int, given: Varied) -> Way:
    name = delivery if number == 0 else f"{delivery}~{number + 1}"
    if isinstance(given, SupportDelivery):
        pupils = len(support_pupils(index, given))
        groups = ceil(pupils / given.size.max)
        return Way(name, given, pupils, given.sessions * given.minutes, groups)
    line = index.curriculum.get((given.home_groups[0], given.subject))
    groups = given.groups.min if isinstance(given, LevelGroupsDelivery) else given.groups
    pupils = len(taught_pupils(index, given)[0])
    return Way(name, given, pupils, line.minutes if line else 0, groups)


def stand_ins(deliveries: Iterable[AnyDelivery], ways: Iterable[Way]) -> tuple[AnyDelivery, ...]:
    """Deliveries with every way as one of its own; who may lead is as it stands in the deliveries."""
    by_delivery: dict[str, list[Way]] = {}
    for way in ways:
        by_delivery.setdefault(way.delivery.id, []).append(way)
    found: list[AnyDelivery] = []
    for delivery in deliveries:
        mine = by_delivery.get(delivery.id)
        if mine is None:
            found.append(delivery)
        else:
            changes = [{"id": way.id, "leads": delivery.leads} for way in mine]
            found += [way.delivery.model_copy(update=c) for way, c in zip(mine, changes, strict=True)]
    return tuple(found)
