"""Tamperings with pupils: the groups they are in, and the sessions they leave."""

from __future__ import annotations

from collections.abc import Iterator

from tests.tampering.case import Case, Tampering, changed, moved, removed
from vlecht.models.deliveries import (
    CircuitDelivery,
    InstructionRoundsDelivery,
    LevelGroupsDelivery,
    SupportDelivery,
    WorkshopsDelivery,
)
from vlecht.models.roster import Group, Visit

Sized = LevelGroupsDelivery | InstructionRoundsDelivery | CircuitDelivery | SupportDelivery
"""Deliveries that say how large their groups are."""


def _siblings(case: Case) -> Iterator[tuple[Group, Group]]:
    """Two different groups of one delivery."""
    for one in case.roster.groups:
        for two in case.roster.groups:
            if one is not two and one.delivery == two.delivery:
                yield one, two


def stays_in_class(case: Case) -> Iterator[Tampering]:
    """A pupil taken apart for support is no longer said to leave the lesson it is given in."""
    for session in case.roster.sessions:
        for pupil in session.without:
            others = (s for s in case.view.sessions_of_pupil[pupil] if s is not session)
            if any(
                pupil not in other.without and case.slots(other) & case.slots(session) for other in others
            ):
                left = tuple(p for p in session.without if p != pupil)
                yield changed(f"Pupil {pupil} ", session, without=left)


def lesson_lapses(case: Case) -> Iterator[Tampering]:
    """A class has no lesson: its pupils who are not away have nothing then."""
    for session in case.roster.sessions:
        if session.kind == "class":
            slots = case.slots(session)
            for pupil in case.view.attendees(session):
                if pupil not in session.without and slots - case.index.away(pupil):
                    yield removed(f"Pupil {pupil} ", session)


def in_no_group(case: Case) -> Iterator[Tampering]:
    """A pupil is in none of the groups."""
    for group in case.roster.groups:
        for pupil in group.members:
            members = tuple(p for p in group.members if p != pupil)
            yield changed(f"Pupil {pupil} ", group, members=members)


def one_more_in_a_full_group(case: Case) -> Iterator[Tampering]:
    """A pupil changes to a group that has no place."""
    for old, new in _siblings(case):
        delivery = case.index.deliveries[new.delivery]
        if isinstance(delivery, Sized) and len(new.members) == delivery.size.max:
            for pupil in old.members:
                yield moved(f"Group {new.id} ", pupil, old, new)


def one_fewer_in_a_smallest_group(case: Case) -> Iterator[Tampering]:
    """A pupil leaves a group that has no more members than it must have."""
    for old, new in _siblings(case):
        delivery = case.index.deliveries[old.delivery]
        if isinstance(delivery, Sized) and len(old.members) == delivery.size.min:
            for pupil in old.members:
                yield moved(f"Group {old.id} ", pupil, old, new)


def with_whom_not(case: Case) -> Iterator[Tampering]:
    """A pupil changes to the group of somebody to be kept apart from."""
    pairs = [pair for two in case.index.apart for pair in (two, two[::-1])]
    for old, new in _siblings(case):
        for one, two in pairs:
            if one in old.members and two in new.members:
                yield moved(one, one, old, new)


def same_workshop_again(case: Case) -> Iterator[Tampering]:
    """A pupil changes from one workshop to another section of a workshop that the pupil is in already."""
    for delivery in case.school.deliveries:
        if isinstance(delivery, WorkshopsDelivery):
            groups = [group for group in case.roster.groups if group.delivery == delivery.id]
            offer = {group.id: group.id.rpartition(".")[0] for group in groups}
            for known in groups:
                for new in groups:
                    if new is known or offer[new.id] != offer[known.id]:
                        continue
                    for old in groups:
                        if offer[old.id] != offer[new.id]:
                            for pupil in sorted(set(known.members) & set(old.members)):
                                yield moved(f"Pupil {pupil} ", pupil, old, new)


def instruction_lapses(case: Case) -> Iterator[Tampering]:
    """A round of instruction is not given: the pupils of its group are short of instruction."""
    for session in case.roster.sessions:
        if session.kind == "instruction":
            yield removed(session.block, session)


def independent_work_lapses(case: Case) -> Iterator[Tampering]:
    """A session of independent work is not held, and some pupil then has less than is asked for the year."""
    setting = case.school.policy.rules["independent_minutes"].params["minutes_by_year"]
    assert isinstance(setting, dict)
    for session in case.roster.sessions:
        if session.kind == "independent":
            for name in case.view.attendees(session):
                asked = setting.get(str(case.index.pupils[name].year), 0)
                mine = (s for s in case.view.sessions_of_pupil[name] if s.kind == "independent")
                if sum(s.minutes for s in mine) - session.minutes < asked:
                    yield removed(f"Pupil {name} ", session)


def taken_from_a_core_subject(case: Case) -> Iterator[Tampering]:
    """A pupil with support is said to leave a session that support is never taken from."""
    for delivery in case.school.deliveries:
        if isinstance(delivery, SupportDelivery):
            groups = [group for group in case.roster.groups if group.delivery == delivery.id]
            for pupil in (p for group in groups for p in group.members):
                for session in case.view.sessions_of_pupil[pupil]:
                    if (
                        session.subject in delivery.never_from
                        and pupil not in session.without
                        and not case.index.learns_elsewhere(pupil, session.subject)
                    ):
                        yield changed(f"Pupil {pupil} ", session, without=(*session.without, pupil))


def not_the_pinned_group(case: Case) -> Iterator[Tampering]:
    """A pupil pinned to a group is in another."""
    pinned = {(pin.pupil, pin.group) for pin in case.school.pins if pin.what == "pupil"}
    for old, new in _siblings(case):
        for pupil in old.members:
            if (pupil, old.id) in pinned:
                yield moved(pupil, pupil, old, new)


def too_many_guests(case: Case) -> Iterator[Tampering]:
    """A whole class joins another one, with one teacher for both."""
    for sessions in case.held_at().values():
        for one in sessions:
            for two in sessions:
                if one is not two and one.kind == two.kind == "class" and len(two.staff) == 1:
                    visit = Visit(session=one.id, host=two.id, pupils=case.view.attendees(one))
                    yield Tampering(f"{two.id} ", visits=(visit,))


def guests_at_another_time(case: Case) -> Iterator[Tampering]:
    """A pupil visits a session that is held when the own one is over."""
    for one in case.roster.sessions:
        for two in case.roster.sessions:
            later = one.day == two.day and one.end <= two.start and one.kind == two.kind == "class"
            if later and one.groups != two.groups:
                visit = Visit(session=one.id, host=two.id, pupils=case.view.attendees(one)[:1])
                yield Tampering(f"{two.id}: ", visits=(visit,))
