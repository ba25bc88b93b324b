"""What a secondary sample teaches: minutes a week, and the deliveries they are given in."""

from __future__ import annotations

from collections import defaultdict

from vlecht.instances.secondary.classes import Plan, kind
from vlecht.instances.secondary.hours import HALF_HOURS, MENTOR, PERIOD, READING
from vlecht.instances.secondary.people import carer, supported
from vlecht.instances.secondary.recipe import ROOM_KINDS, SUBJECTS
from vlecht.instances.secondary.timetable import most_a_day
from vlecht.models.deliveries import (
    AnyDelivery,
    ClassDelivery,
    CoTaughtDelivery,
    Count,
    FixedDelivery,
    LevelGroupsDelivery,
    Size,
    SupportDelivery,
)
from vlecht.models.school import CurriculumLine


def curriculum_of(plan: Plan) -> tuple[CurriculumLine, ...]:
    lines: dict[tuple[str, int], list[str]] = defaultdict(list)
    for group in plan.groups:
        for subject, hours in group.hours.items():
            lines[subject, hours].append(group.id)
    found = [
        CurriculumLine(
            home_groups=tuple(groups),
            subject=subject,
            minutes=hours * PERIOD,
            usual=PERIOD,
            shortest=PERIOD,
            longest=PERIOD,
            max_per_day=most_a_day(hours),
        )
        for (subject, hours), groups in lines.items()
    ]
    found += [
        CurriculumLine(subject=subject, minutes=60, usual=30, shortest=30, longest=30)
        for subject in ("reading", "mentor")
    ]
    found.append(CurriculumLine(subject="project", minutes=60, usual=60, shortest=60, longest=60))
    return tuple(found)


def deliveries_of(plan: Plan) -> tuple[AnyDelivery, ...]:
    recipe = plan.recipe
    several = len(recipe.sites) > 1
    found: list[AnyDelivery] = []
    given: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    site = {teacher.id: teacher.site for teacher in plan.teachers}
    team_of = {group.id: group.team for group in plan.groups}
    for lesson in plan.lessons:
        given[lesson.subject, lesson.teacher, team_of[lesson.group]].append(lesson.group)
    twice = {key[:2] for key in given if sum(other[:2] == key[:2] for other in given) > 1}
    for (subject, teacher, team), groups in given.items():
        name = f"{subject}-{teacher}" + (f"-{team}" if (subject, teacher) in twice else "")
        special = several or subject in ROOM_KINDS
        kinds = (kind(plan, subject, site[teacher]),) if special else ()
        share = recipe.helped.get(subject, 0.0)
        form = CoTaughtDelivery if share else ClassDelivery
        more = {"share": share} if share else {}
        found.append(
            form.model_validate(
                {
                    "id": name,
                    "subject": subject,
                    "home_groups": groups,
                    "leads": [teacher],
                    "room_kinds": kinds,
                }
                | more
            )
        )
    for team, mine in plan.teams().items():
        ids = tuple(group.id for group in mine)
        rooms = (kind(plan, "dutch", mine[0].site),) if several else ()
        mentors = tuple(group.mentor for group in mine)
        halves = [(f"reading-{team}", "reading", ids, READING, mentors)]
        halves += [(f"mentor-{g.id}", "mentor", (g.id,), MENTOR, (g.mentor,)) for g in mine]
        found += [
            FixedDelivery(
                id=name,
                subject=subject,
                home_groups=groups_,
                days=HALF_HOURS,
                start=start,
                minutes=30,
                leads=leads,
                room_kinds=rooms,
            )
            for name, subject, groups_, start, leads in halves
        ]
        pupils = sum(len(group.pupils) for group in mine)
        found.append(
            LevelGroupsDelivery(
                id=f"project-{team}",
                subject="project",
                home_groups=ids,
                groups=Count(min=len(ids), max=len(ids)),
                size=Size(min=pupils // len(ids) - 2, max=-(-pupils // len(ids)) + 2),
                mode="free",
                leads=tuple(t.id for t in plan.teachers if t.team == team),
                room_kinds=rooms,
            )
        )
    need, _ = recipe.support
    core = tuple(s.id for s in SUBJECTS if s.core and any(s.id in g.hours for g in plan.groups))
    found += [
        SupportDelivery(
            id=f"{need}-{group.id}",
            subject=need,
            home_groups=(group.id,),
            needs=(need,),
            sessions=2,
            minutes=30,
            never_from=core,
            leads=(carer(group),),
            size=Size(min=1, max=6),
            room_kinds=(kind(plan, "", group.site, "quiet"),),
        )
        for group in supported(plan)
    ]
    return tuple(found)
