"""A pupil comes or goes: places in groups, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.plan import PupilChoice
from vlecht.models.repair import Option
from vlecht.models.roster import Group, Roster
from vlecht.rules.judge import judge
from vlecht.rules.phrases import listed
from vlecht.solver.repair.case import Case
from vlecht.solver.repair.options import option
from vlecht.solver.run import Clock
from vlecht.solver.week.assemble import with_leavers

HARD = 100_000
"""What a hard violation weighs against the soft rules when places are compared."""


def without(roster: Roster, pupil: str) -> Roster:
    """A roster without a pupil."""

    def less(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name != pupil)

    return roster.model_copy(
        update={
            "groups": tuple(
                group.model_copy(update={"members": less(group.members), "guests": less(group.guests)})
                for group in roster.groups
            ),
            "sessions": tuple(
                session.model_copy(update={"without": less(session.without)}) if session.without else session
                for session in roster.sessions
            ),
            "visits": tuple(
                visit.model_copy(update={"pupils": left})
                for visit in roster.visits
                if (left := less(visit.pupils))
            ),
        }
    )


def place_options(
    case: Case,
    comes: tuple[str, ...],
    goes: tuple[str, ...],
    clock: Clock,
    week: date | None,
    reasons: list[Phrase],
) -> Iterator[Option]:
    """The best places found, and the next best."""
    roster = case.roster
    told: list[Phrase] = []
    for pupil in goes:
        groups = [group.id for group in roster.groups if pupil in group.members + group.guests]
        roster = without(roster, pupil)
        names = listed(groups, 12)
        told.append(Phrase(f"{pupil} leaves {names}", f"{pupil} gaat weg uit {names:nl}"))
    rosters = [roster]
    for pupil in comes:
        rosters = [made for known in rosters[:1] for made in _places(case.index, known, pupil, clock)]
    for made in rosters:
        news = [
            Phrase(
                f"{pupil} joins {listed(_groups_of(made, pupil), 12)}",
                f"{pupil} komt in {listed(_groups_of(made, pupil), 12):nl}",
            )
            for pupil in comes
        ]
        found = option(case, "group", made, [*told, *news], week=week)
        if isinstance(found, Option):
            yield found
        else:
            reasons.extend(phrase for phrase in found if phrase not in reasons)


def _groups_of(roster: Roster, pupil: str) -> list[str]:
    return [group.id for group in roster.groups if pupil in group.members + group.guests]


def _places(index: SchoolIndex, roster: Roster, pupil: str, clock: Clock) -> list[Roster]:
    """Rosters with the pupil in groups: the best by changing one choice at a time, and the runner-up."""
    sizes: dict[str, int] = {}
    for group in roster.groups:
        sizes[group.delivery] = sizes.get(group.delivery, 0) + 1
    choices = [choice for choice in expand(index, sizes).choices if pupil in choice.pupils]
    filled = {group.id: len(group.members) for group in roster.groups}
    taken = {
        number: tuple(sorted(choice.groups, key=lambda name: filled.get(name, 0))[: choice.count])
        for number, choice in enumerate(choices)
    }
    best = _put(index, roster, pupil, choices, taken)
    cost = _cost(index, best)
    second: tuple[int, Roster] | None = None
    for number, choice in enumerate(choices):
        for name in choice.groups:
            if choice.count != 1 or taken[number] == (name,) or clock.left <= 0:
                continue
            other = _put(index, roster, pupil, choices, taken | {number: (name,)})
            price = _cost(index, other)
            if price < cost:
                second = (cost, best)
                best, cost, taken = other, price, taken | {number: (name,)}
            elif second is None or price < second[0]:
                second = (price, other)
    return [best] if second is None else [best, second[1]]


def _cost(index: SchoolIndex, roster: Roster) -> int:
    judgement = judge(index, roster)
    return judgement.cost + HARD * sum(violation.amount for violation in judgement.hard)


def _put(
    index: SchoolIndex,
    roster: Roster,
    pupil: str,
    choices: list[PupilChoice],
    taken: dict[int, tuple[str, ...]],
) -> Roster:
    member = {name for number, names in taken.items() if not choices[number].guest for name in names}
    guest = {name for number, names in taken.items() if choices[number].guest for name in names}

    def joined(group: Group) -> Group:
        if group.id in member:
            return group.model_copy(update={"members": (*group.members, pupil)})
        return group.model_copy(update={"guests": (*group.guests, pupil)}) if group.id in guest else group

    made = roster.model_copy(update={"groups": tuple(joined(group) for group in roster.groups)})
    leaves = {s.id for s in with_leavers(index, made).sessions if pupil in s.without}
    sessions = tuple(
        s.model_copy(update={"without": (*s.without, pupil)}) if s.id in leaves else s for s in made.sessions
    )
    return made.model_copy(update={"sessions": sessions})
