"""Rounds in which teachers must have their hands free."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, AnyOf, Busy, Joins, Not, StartsAt, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import InstructionRoundsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, moment
from vlecht.rules.view import RosterView


class FreedTeacher(Rule):
    """Amount: teachers too few, per moment at which sessions of a block of instruction rounds start (and
    with that length); plus one for each untrue entry among the roster's freed staff.

    A teacher is free then when end-responsible, in the team of a cluster of the delivery's home groups, at
    school that day, not prevented (``cannot``) in any slot of the round, and with nothing on in any of them.
    """

    id = "freed_teacher"
    words = Phrase(
        "In every round of an instruction-rounds block as many teachers are free as the delivery asks for.",
        "In elke ronde van een instructieblok zijn zoveel leerkrachten vrij als gevraagd.",
    )
    unit = Phrase("persons", "medewerkers")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per round with too few, one per untrue entry."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, InstructionRoundsDelivery) or delivery.freed == 0:
                continue
            team = _teachers(index, delivery)
            rounds = {(s.block, roster.slots(s)): s.day for s in roster.by_delivery.get(delivery.id, ())}
            for (block, slots), day in rounds.items():
                free = [
                    person
                    for person in team
                    if _at_liberty(roster, person, day, slots)
                    and index.availability(person, "cannot").isdisjoint(slots)
                ]
                if len(free) < delivery.freed:
                    when, there = moment(index.grid, slots.start), counted(len(free), "teacher")
                    sentence = Phrase(
                        f"At {when} ({block}) {there} free, {delivery.freed} asked",
                        f"{when:nl} ({block}): {there:nl} vrij, {delivery.freed} gevraagd",
                    )
                    yield self.breach(delivery.freed - len(free), (block, str(when)), sentence)
        yield from self._untrue(roster)

    def _untrue(self, roster: RosterView) -> Iterator[Violation]:
        for entry in roster.roster.freed:
            held = any(
                (s.day, s.start, s.minutes) == (entry.day, entry.start, entry.minutes)
                for s in roster.by_block.get(entry.block, ())
            )
            day = roster.grid.day_index[entry.day]
            slots = roster.grid.span(day, entry.start, entry.start + entry.minutes)
            if held and _at_liberty(roster, entry.staff, entry.day, slots):
                continue
            no_round = Phrase(f"{entry.block} has no round then", f"{entry.block} heeft dan geen ronde")
            why = Phrase("not free then", "is dan niet vrij") if held else no_round
            when = moment(roster.grid, slots.start)
            sentence = Phrase(
                f"{entry.staff} is listed as freed at {when}: {why}",
                f"{entry.staff} staat als vrijgeroosterd op {when:nl}: {why:nl}",
            )
            yield self.breach(1, (entry.staff, entry.block), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per delivery, block and slot: enough free teachers over a round's length if one starts there."""
        grid = index.grid
        for delivery in index.school.deliveries:
            if not isinstance(delivery, InstructionRoundsDelivery) or delivery.freed == 0:
                continue
            clusters = {index.cluster_of(group) for group in delivery.home_groups}
            team = [
                person
                for person in frame.staff
                if index.end_responsible(person) and not clusters.isdisjoint(index.teams_of[person])
            ]
            sums: list[Sum] = []
            for block in frame.plan.blocks:
                if block.delivery != delivery.id:
                    continue
                length = block.activities[0].length
                events = [frame.event[activity.id] for activity in block.activities]
                for start in range(grid.size):
                    times = tuple(range(start, min(start + length, grid.size)))
                    idle = Term(delivery.freed, Not(AnyOf(tuple(StartsAt(event, start) for event in events))))
                    free = tuple(
                        Term(
                            1,
                            All(
                                (
                                    Joins(frame.staff[person], frame.day[grid.days[grid.day(start)]]),
                                    Not(Busy(frame.staff[person], times)),
                                )
                            ),
                        )
                        for person in team
                        if index.availability(person, "cannot").isdisjoint(times)
                    )
                    sums.append(Sum(f"{block.id} / {grid.label(start)}", (idle, *free), delivery.freed))
            yield LimitSum(
                **self.common(
                    setting, (delivery.id,), f"{delivery.id} frees {delivery.freed} teachers in every round"
                ),
                sums=tuple(sums),
            )


def _teachers(index: SchoolIndex, delivery: InstructionRoundsDelivery) -> tuple[str, ...]:
    """End-responsible staff in the teams of the home groups' clusters."""
    clusters = dict.fromkeys(index.cluster_of(group) for group in delivery.home_groups)
    team = dict.fromkeys(person for cluster in clusters for person in index.clusters[cluster].team)
    return tuple(person for person in team if index.end_responsible(person))


def _at_liberty(roster: RosterView, person: str, day: str, slots: range) -> bool:
    """At school that day, with nothing on."""
    busy = roster.busy[person]
    return day in roster.roster.workdays.get(person, ()) and not any(busy.get(slot) for slot in slots)
