"""Facts about a school that its plan and its rules both need: who attends, who may take a seat, which rooms
suit, and how a week's minutes are cut into sessions.
"""

from __future__ import annotations

from math import ceil

from vlecht.models.deliveries import (
    Delivery,
    SupportDelivery,
)
from vlecht.models.index import SchoolIndex
from vlecht.models.school import CurriculumLine
from vlecht.models.words import Function

TEACHING_KINDS = ("classroom", "instruction")
"""Kinds of room in which a group may be taught when the delivery names none."""


def session_lengths(line: CurriculumLine, step: int, weeks: int = 1) -> tuple[int, ...]:
    """Lengths (slots) of a week's sessions of a curriculum line, longest first; empty when impossible.

    Of the possible numbers of sessions the one is taken whose lengths are in all the fewest minutes off
    ``usual``; the fewest sessions where several are.
    """
    total, low, high = line.minutes // step, max(1, ceil(line.shortest / step)), line.longest // step
    best: tuple[int, ...] = ()
    least = 0
    for count in range(1, total + 1):
        base, extra = divmod(total, count)
        if low <= base and base + (extra > 0) <= high:
            lengths = (base + 1,) * extra + (base,) * (count - extra)
            off = sum(abs(length * step - line.usual) for length in lengths)
            if not best or off < least:
                best, least = lengths, off
    return best * weeks


def staff_for(
    index: SchoolIndex, function: Function, subject: str, home_groups: tuple[str, ...], named: tuple[str, ...]
) -> tuple[str, ...]:
    """Who may take a seat: allowed by a role, qualified (leads and support), and named when any are."""
    years = index.years_of(home_groups)
    needs_qualification = function in (Function.LEAD, Function.SUPPORT)
    return tuple(
        person.id
        for person in index.school.staff
        if (not named or person.id in named)
        and index.permission(person.id, function) is not None
        and (not needs_qualification or index.qualified(person.id, subject, years))
    )


def rooms_for(index: SchoolIndex, kinds: tuple[str, ...], own: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Rooms that suit: of the kinds named; without kinds the own rooms first, then teaching rooms."""
    wanted = kinds or TEACHING_KINDS
    rest = tuple(room.id for room in index.school.rooms if room.kind in wanted)
    if kinds:
        return rest
    return own + tuple(room for room in rest if room not in own)


def taught_pupils(index: SchoolIndex, delivery: Delivery) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(pupils who join a group, pupils who attend as guests) for a regrouping delivery.

    Guests are exempt from the subject or work at another cluster's level; pupils of other clusters who
    work at this one's level join.
    """
    members: list[str] = []
    guests: list[str] = []
    cluster = index.cluster_of(delivery.home_groups[0])
    for group in delivery.home_groups:
        for pupil in index.pupils_of[group]:
            found = index.pupils[pupil]
            leaves = found.works_with.get(delivery.subject, cluster) != cluster
            (guests if leaves or delivery.subject in found.exemptions else members).append(pupil)
    hosts = [
        d.id
        for d in index.school.deliveries
        if d.form == "level_groups"
        and d.subject == delivery.subject
        and index.cluster_of(d.home_groups[0]) == cluster
    ]
    if hosts and hosts[0] == delivery.id:
        members.extend(
            pupil.id
            for pupil in index.school.pupils
            if pupil.works_with.get(delivery.subject) == cluster
            and index.cluster_of(pupil.home_group) != cluster
            and delivery.subject not in pupil.exemptions
        )
    return tuple(members), tuple(guests)


def own_rooms(index: SchoolIndex, home_groups: tuple[str, ...]) -> tuple[str, ...]:
    """The home groups' own rooms, each once."""
    rooms = (index.home_groups[group].room for group in home_groups)
    return tuple(dict.fromkeys(room for room in rooms if room is not None))


def support_pupils(index: SchoolIndex, delivery: SupportDelivery) -> tuple[str, ...]:
    """Who gets the support: named pupils, and those of the home groups with a need or the extra subject."""
    return tuple(
        pupil.id
        for pupil in index.school.pupils
        if pupil.id in delivery.pupils
        or (
            pupil.home_group in delivery.home_groups
            and (set(pupil.needs) & set(delivery.needs) or delivery.subject in pupil.extra_subjects)
        )
    )
