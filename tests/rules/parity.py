"""Two statements of one rule must agree: violations of a random roster versus the core constraints' cost."""

from __future__ import annotations

import random

from vlecht.core.solution import View, sum_costs
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.models.roster import Assignment, BreakDuty, Group, MeetingSession, Roster, Session
from vlecht.models.words import Function
from vlecht.rules.base import Rule
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


def random_roster(index: SchoolIndex, plan: Plan, rng: random.Random, tidy: float = 0.5) -> Roster:
    """A roster of the plan's sessions with everything decided at random.

    ``tidy`` is the share of decisions that are sensible (a candidate, aligned with the block), so that
    both near misses and wild ones occur. Some sessions are left out.
    """
    grid, school = index.grid, index.school
    frame = Frame(index, plan)
    everybody, rooms = list(index.staff), [None, *index.rooms]
    sane = rng.random() < 0.5

    def tidily() -> bool:
        return rng.random() < (0.97 if sane else tidy)

    starts: dict[str, int] = {}
    for block in plan.blocks:
        lowest = [
            s for s in range(grid.size) if grid.day(s) == grid.day(min(s + block.length, grid.size) - 1)
        ]
        starts[block.id] = block.fixed if block.fixed is not None and tidily() else rng.choice(lowest)
    for block in plan.blocks:
        if block.hosts and tidily():
            starts[block.id] = starts[rng.choice(block.hosts)]
    sessions: list[Session] = []
    for block in plan.blocks:
        for activity in block.activities:
            if not tidily() and rng.random() < 0.3:
                continue
            start = starts[block.id] + activity.offset + (0 if tidily() else rng.choice([-1, 1]))
            day = grid.day(starts[block.id])
            start = max(day * grid.per_day, min(start, (day + 1) * grid.per_day - activity.length))
            staff = []
            for seat in activity.seats:
                if tidily() or rng.random() < 0.7:
                    pool = list(seat.candidates) if tidily() and seat.candidates else everybody
                    staff.append(Assignment(staff=rng.choice(pool), function=seat.function))
            room = rng.choice(activity.rooms) if tidily() and activity.rooms else rng.choice(rooms)
            host = next(
                (h for h in block.hosts if starts[h] == start), block.hosts[0] if block.hosts else block.id
            )
            without = [
                p for p in index.pupils if (frame.pupil[p], frame.event[activity.id]) in frame.releases
            ]
            sessions.append(
                Session(
                    id=activity.id,
                    block=host,
                    delivery=activity.delivery,
                    subject=activity.subject,
                    kind=activity.kind,
                    day=grid.days[day],
                    start=grid.clock(start),
                    minutes=activity.length * grid.step,
                    groups=activity.groups,
                    without=tuple(p for p in without if rng.random() < 0.4),
                    staff=tuple(staff),
                    room=room,
                )
            )
    return Roster(
        school=school.id,
        groups=_random_groups(plan, rng, tidily),
        sessions=tuple(sessions),
        meetings=_random_meetings(index, rng),
        duties=_random_duties(index, rng),
        workdays={s: tuple(d for d in grid.days if rng.random() < 0.75) for s in index.staff},
    )


def _random_groups(plan: Plan, rng: random.Random, tidily: object) -> tuple[Group, ...]:
    members: dict[str, list[str]] = {}
    guests: dict[str, list[str]] = {}
    delivery: dict[str, str] = {}
    for choice in plan.choices:
        target = guests if choice.guest else members
        for group in choice.groups:
            delivery[group] = choice.delivery
        for pupil in choice.pupils:
            count = choice.count if callable(tidily) and tidily() else rng.choice([0, 1, 2])
            for group in rng.sample(choice.groups, min(count, len(choice.groups))):
                target.setdefault(group, []).append(pupil)
    return tuple(
        Group(id=g, delivery=d, members=tuple(members.get(g, ())), guests=tuple(guests.get(g, ())))
        for g, d in delivery.items()
    )


def _random_meetings(index: SchoolIndex, rng: random.Random) -> tuple[MeetingSession, ...]:
    grid = index.grid
    found = []
    for meeting in index.school.meetings:
        for _ in range(meeting.per_week):
            if rng.random() < 0.15:
                continue
            offset = rng.randrange(grid.per_day - grid.slots(meeting.minutes) + 1)
            found.append(
                MeetingSession(
                    meeting=meeting.id,
                    day=rng.choice(grid.days),
                    start=grid.opens + offset * grid.step,
                    minutes=meeting.minutes,
                    staff=tuple(m for m in index.meeting_members(meeting.id) if rng.random() < 0.8),
                )
            )
    return tuple(found)


def _random_duties(index: SchoolIndex, rng: random.Random) -> tuple[BreakDuty, ...]:
    able = [s for s in index.staff if index.permission(s, Function.BREAK_DUTY)]
    return tuple(
        BreakDuty(
            pause=pause.id,
            day=index.grid.days[day],
            staff=rng.choice(able if rng.random() < 0.8 else list(index.staff)),
        )
        for pause in index.school.calendar.breaks
        for day in index.grid.days_of(pause.days)
        for _ in range(pause.supervisors)
        if rng.random() < 0.85
    )


def assert_parity(rule: Rule, index: SchoolIndex, frame: Frame, roster: Roster) -> int:
    """Violations' amount × weight equals the cost of the rule's core constraints; returns the amount."""
    setting = rule.setting(index)
    mine = list(rule.violations(index, RosterView(index, roster), setting))
    amount = sum(v.amount for v in mine)
    view = View(frame.problem, frame.solution(roster))
    cost = sum_costs(c.cost(view) for c in rule.constraints(index, frame, setting))
    total = cost.infeasibility + cost.objective
    sentences = "\n".join(f"{v.amount} {v.sentence}" for v in mine[:12])
    assert total == amount * setting.weight, f"{rule.id}: violations {amount}, core {total}\n{sentences}"
    return amount


def check_parity(rule: Rule, index: SchoolIndex, rounds: int = 30, seed: int = 0) -> None:
    """Parity over random rosters, of which at least one must break the rule (else the test shows nothing)."""
    frame = Frame(index)
    rng = random.Random(seed)
    amounts = [
        assert_parity(rule, index, frame, random_roster(index, frame.plan, rng)) for _ in range(rounds)
    ]
    assert any(amounts), f"{rule.id}: no random roster broke it"
