"""Redacted editions: what each audience may see of a school and its roster.

What an audience may see is *listed*; all else is left out of the data before a page is made, so that a field
added to the models later, or a template, cannot let anything slip. ``all`` is the scheduler's own edition.
"""

from __future__ import annotations

from typing import Literal, get_args

from vlecht.models.index import SchoolIndex
from vlecht.models.people import HomeGroup, Pupil, Staff
from vlecht.models.places import Room
from vlecht.models.roster import Group, Roster, Run
from vlecht.models.school import Policy, School

Audience = Literal["all", "staff", "parents", "public"]
"""``staff``: no levels, needs, contracts, costs or violations. ``parents``: the week of one pupil, nobody
else's. ``public``: the weeks of home groups, without people."""

AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def edition(
    index: SchoolIndex, roster: Roster, audience: Audience, pupil: str | None = None
) -> tuple[SchoolIndex, Roster]:
    """The school and roster as the audience may see them. ``parents`` needs the ``pupil``.

    Raises ``ValueError`` for an unknown audience, and for ``parents`` without a pupil of the school.
    """
    if audience == "all":
        return index, roster
    if audience == "staff":
        return SchoolIndex(_staff_school(index.school)), roster.model_copy(update={"run": _run(roster.run)})
    if audience == "public":
        return _public(index, roster)
    if audience != "parents":
        raise ValueError(f"there is no edition for {audience!r}; there are {', '.join(AUDIENCES)}")
    if pupil not in index.pupils:
        raise ValueError(f"the edition for parents is of one pupil; {pupil!r} is not a pupil of this school")
    return _parents(index, roster, pupil)


def _run(run: Run) -> Run:
    return Run(tool_version=run.tool_version, school_hash=run.school_hash, status=run.status)


def _plain(pupil: Pupil) -> Pupil:
    return Pupil(id=pupil.id, name=pupil.name, year=pupil.year, home_group=pupil.home_group)


def _colleague(person: Staff) -> Staff:
    return Staff(id=person.id, name=person.name, roles=person.roles)


def _place(room: Room) -> Room:
    return Room(
        id=room.id,
        name=room.name,
        site=room.site,
        kind=room.kind,
        capacity=room.capacity,
        concurrent=room.concurrent,
    )


def _school(school: School, **parts: object) -> School:
    """A school of the same frame, with only what is named filled in."""
    bare = {
        "notes": "",
        "policy": Policy(),
        "pins": (),
        "presence": (),
        "rooms": tuple(_place(room) for room in school.rooms),
    }
    return school.model_copy(update=bare | parts)


def _staff_school(school: School) -> School:
    return _school(
        school,
        pupils=tuple(_plain(pupil) for pupil in school.pupils),
        staff=tuple(_colleague(person) for person in school.staff),
        deliveries=tuple(
            delivery.model_copy(update={"pupils": (), "needs": ()})
            if delivery.form == "support"
            else delivery
            for delivery in school.deliveries
        ),
    )


def _parents(index: SchoolIndex, roster: Roster, pupil: str) -> tuple[SchoolIndex, Roster]:
    child = index.pupils[pupil]
    home = index.home_groups[child.home_group]
    mine = {child.home_group} | {g.id for g in roster.groups if pupil in g.members or pupil in g.guests}
    visits = tuple(
        visit.model_copy(update={"pupils": (pupil,)}) for visit in roster.visits if pupil in visit.pupils
    )
    hosts = {visit.host for visit in visits}
    sessions = tuple(
        session.model_copy(
            update={
                "groups": tuple(group for group in session.groups if group in mine),
                "without": tuple(name for name in session.without if name == pupil),
            }
        )
        for session in roster.sessions
        if mine & set(session.groups) or session.id in hosts
    )
    groups = tuple(
        Group(
            id=group.id,
            delivery=group.delivery,
            members=tuple(name for name in group.members if name == pupil),
            guests=tuple(name for name in group.guests if name == pupil),
        )
        for group in roster.groups
        if group.id in mine
    )
    people = {a.staff for session in sessions for a in session.staff}
    rooms = {session.room for session in sessions}
    used = {session.delivery for session in sessions}
    school = _school(
        index.school,
        pupils=(_plain(child),),
        home_groups=(HomeGroup(id=home.id, name=home.name, years=home.years, cluster=home.cluster),),
        clusters=_without_teams(index.school, {home.cluster}),
        staff=tuple(_colleague(person) for person in index.school.staff if person.id in people),
        rooms=tuple(_place(room) for room in index.school.rooms if room.id in rooms),
        deliveries=_deliveries(index.school, used),
        meetings=(),
        curriculum=(),
    )
    run = _run(roster.run)
    shown = Roster(school=roster.school, groups=groups, sessions=sessions, visits=visits, run=run)
    return SchoolIndex(school), shown


def _public(index: SchoolIndex, roster: Roster) -> tuple[SchoolIndex, Roster]:
    names = {pupil: f"x{number}" for number, pupil in enumerate(index.pupils, 1)}
    sessions = tuple(
        session.model_copy(update={"without": (), "staff": ()})
        for session in roster.sessions
        if session.kind != "support"
    )
    kept = {group for session in sessions for group in session.groups}
    groups = tuple(
        Group(
            id=group.id,
            delivery=group.delivery,
            members=tuple(names[pupil] for pupil in group.members),
            guests=tuple(names[pupil] for pupil in group.guests),
        )
        for group in roster.groups
        if group.id in kept
    )
    homes = tuple(home.model_copy(update={"teachers": ()}) for home in index.school.home_groups)
    school = _school(
        index.school,
        pupils=tuple(
            Pupil(id=names[pupil.id], year=pupil.year, home_group=pupil.home_group)
            for pupil in index.school.pupils
        ),
        home_groups=homes,
        clusters=_without_teams(index.school, {home.cluster for home in homes}),
        staff=(),
        deliveries=_deliveries(index.school, {session.delivery for session in sessions}),
        meetings=(),
    )
    held = {session.id for session in sessions}
    visits = tuple(
        visit.model_copy(update={"pupils": tuple(names[pupil] for pupil in visit.pupils)})
        for visit in roster.visits
        if {visit.session, visit.host} <= held
    )
    run = _run(roster.run)
    shown = Roster(school=roster.school, groups=groups, sessions=sessions, visits=visits, run=run)
    return SchoolIndex(school), shown


def _without_teams(school: School, kept: set[str]) -> tuple[object, ...]:
    return tuple(c.model_copy(update={"team": ()}) for c in school.clusters if c.id in kept)


def _deliveries(school: School, kept: set[str]) -> tuple[object, ...]:
    """The deliveries that a roster shows, without anybody named in them."""
    return tuple(
        delivery.model_copy(
            update={"leads": ()} | ({"pupils": (), "needs": ()} if delivery.form == "support" else {})
        )
        for delivery in school.deliveries
        if delivery.id in kept
    )
