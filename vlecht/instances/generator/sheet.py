"""Writes a draft's planted week down as a roster file."""

from __future__ import annotations

from collections import defaultdict

from vlecht.instances.generator.files import Draft
from vlecht.instances.generator.week import DAYS, PER_DAY, STEP, clock
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Freed, Group, Roster, Run, Session
from vlecht.models.school import School


def roster_file(draft: Draft, school: School) -> Roster:
    """The planted roster of the finished school. Raises ``ValueError`` for a draft that is not planted."""
    planting, care = draft.planting, draft.care
    if planting is None or care is None:
        raise ValueError("nothing is planted yet")
    # Support is all that came after the plan that was planted.
    later = expand(SchoolIndex(school.model_copy(update={"deliveries": tuple(care.deliveries)})))
    support = {held.block: held for held in care.held}
    sessions: list[Session] = []
    for activity in (*planting.plan.activities, *later.activities):
        held = support.get(activity.block)
        if held is not None:
            slots, room = held.slots, held.room
            people = [(held.person, activity.seats[0].function)]
        else:
            slots, room = planting.slots(activity), planting.room[activity.id]
            people = planting.staff[activity.id]
        sessions.append(
            Session(
                id=activity.id,
                block=planting.host.get(activity.block, activity.block),
                delivery=activity.delivery,
                subject=activity.subject,
                kind=activity.kind,
                day=DAYS[slots.start // PER_DAY],
                start=clock(slots.start),
                minutes=len(slots) * STEP,
                groups=activity.groups,
                staff=tuple(Assignment(staff=person.id, function=function) for person, function in people),
                room=room,
            )
        )
    groups = tuple(
        Group(id=name, delivery=g.delivery, members=tuple(sorted(g.members)), guests=tuple(sorted(g.guests)))
        for name, g in draft.groups.items()
    ) + tuple(
        Group(id=name, delivery=name.rsplit(".", 1)[0], members=members)
        for name, members in care.members.items()
    )
    left = absences(school, sessions, groups)
    return Roster(
        school=school.id,
        period=school.calendar.periods[0].id if school.calendar.periods else None,
        groups=groups,
        sessions=tuple(s.model_copy(update={"without": left.get(s.id, ())}) for s in sessions),
        meetings=tuple(draft.meeting_sessions),
        duties=tuple(draft.duties),
        workdays={p.id: tuple(DAYS[day] for day in p.days) for p in draft.team.people},
        freed=tuple(
            Freed(
                block=block,
                day=DAYS[slots.start // PER_DAY],
                start=clock(slots.start),
                minutes=len(slots) * STEP,
                staff=person.id,
            )
            for block, slots, person in planting.freed
        ),
        run=Run(
            school_hash=school.hash(),
            seed=draft.recipe.seed,
            options={"groups": dict(sorted(draft.teaching.counts.items()))},
            status="planted",
        ),
    )


def absences(
    school: School, sessions: list[Session], groups: tuple[Group, ...]
) -> dict[str, tuple[str, ...]]:
    """Session -> pupils who are in a support group, or at their level in another cluster, at that moment."""
    clusters = {group.id: group.cluster for group in school.home_groups}
    home = {pupil.id: pupil.home_group for pupil in school.pupils}
    of_delivery = {delivery.id: delivery for delivery in school.deliveries}
    guests: dict[str, set[str]] = {}
    attends: dict[str, list[str]] = defaultdict(list)
    for pupil in school.pupils:
        attends[pupil.home_group].append(pupil.id)
    for group in groups:
        attends[group.id] = [*group.members, *group.guests]
        guests[group.id] = set(group.guests)
    strong: dict[str, list[Session]] = defaultdict(list)
    weak: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        delivery = of_delivery[session.delivery]
        cluster = clusters[delivery.home_groups[0]]
        for name in session.groups:
            for who in attends[name]:
                outside = clusters[home[who]] != cluster and who not in guests.get(name, ())
                (strong if delivery.form == "support" or outside else weak)[who].append(session)
    left: dict[str, list[str]] = defaultdict(list)
    for who, elsewhere in strong.items():
        for session in weak[who]:
            if any(_overlap(session, other) for other in elsewhere):
                left[session.id].append(who)
    return {name: tuple(sorted(pupils)) for name, pupils in left.items()}


def _overlap(a: Session, b: Session) -> bool:
    return a.day == b.day and a.start < b.end and b.start < a.end
