"""Delivery forms: rounds and stations divide their block, and rounds give the instruction they promise."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.instances.checks.base import Facts
from vlecht.instances.findings import Finding
from vlecht.models.attending import session_lengths
from vlecht.models.deliveries import CircuitDelivery, InstructionRoundsDelivery, WorkshopsDelivery
from vlecht.models.form_groups import taught_in_round


def check(facts: Facts) -> Iterator[Finding]:
    """Blocks that cannot be divided, rounds that are too few or short, pupils sent where nothing is given."""
    for position, delivery in enumerate(facts.school.deliveries):
        if isinstance(delivery, InstructionRoundsDelivery):
            yield from _divides(facts, position, delivery.rounds, "rounds")
            yield from _instruction(facts, position, delivery)
        elif isinstance(delivery, CircuitDelivery):
            yield from _divides(facts, position, len(delivery.stations), "stations")
        elif isinstance(delivery, WorkshopsDelivery):
            yield from _workshops(facts, position, delivery)
    yield from _works_with(facts)
    yield from _support(facts)
    yield from _windows(facts)


def _lengths(facts: Facts, position: int) -> tuple[int, ...]:
    delivery = facts.school.deliveries[position]
    line = facts.index.curriculum.get((delivery.home_groups[0], delivery.subject))
    return session_lengths(line, facts.index.grid.step) if line else ()


def _divides(facts: Facts, position: int, parts: int, what: str) -> Iterator[Finding]:
    step = facts.index.grid.step
    for length in dict.fromkeys(_lengths(facts, position)):
        if length % parts:
            yield facts.finding(
                ("deliveries", position),
                None,
                f"has blocks of {length * step} minutes, which cannot be divided into {parts} {what} of whole"
                f" {step}-minute slots",
                "make usual, shortest and longest of the curriculum line a multiple of"
                f" {parts * step} minutes, or use shorter slots",
                "not-divisible",
            )


def _instruction(facts: Facts, position: int, delivery: InstructionRoundsDelivery) -> Iterator[Finding]:
    step = facts.index.grid.step
    for ordinal, length in enumerate(_lengths(facts, position), 1):
        if length % delivery.rounds:
            continue
        taught = [
            group for turn in range(delivery.rounds) for group in taught_in_round(delivery, ordinal, turn)
        ]
        turns = min(taught.count(group) for group in range(delivery.groups))
        each = length // delivery.rounds * step
        given = turns * max(0, each - delivery.overhead_minutes)
        if given < delivery.instruction_minutes:
            yield facts.finding(
                ("deliveries", position),
                None,
                f"gives some group {turns} × ({each} − {delivery.overhead_minutes}) = {given} minutes of"
                f" instruction in a block, {delivery.instruction_minutes} are asked",
                "have longer blocks, fewer groups or more groups taught at once (parallel), or ask less",
                "too-little-instruction",
            )
            return


def _workshops(facts: Facts, position: int, delivery: WorkshopsDelivery) -> Iterator[Finding]:
    moments = len(_lengths(facts, position))
    if len(delivery.offers) < moments:
        yield facts.finding(
            ("deliveries", position, "offers"),
            None,
            f"are {len(delivery.offers)}, for {moments} moments a week: no pupil may take an offer twice",
            "add offers, or make fewer and longer sessions in the curriculum",
            "too-few-offers",
        )
    if len(set(_lengths(facts, position))) > 1:
        yield facts.finding(
            ("deliveries", position),
            None,
            "has moments of different lengths, so that a workshop does not fill every one",
            "choose minutes and session lengths that give equal sessions",
            "unequal-moments",
        )


def _works_with(facts: Facts) -> Iterator[Finding]:
    index = facts.index
    given = {
        (delivery.subject, index.cluster_of(delivery.home_groups[0]))
        for delivery in facts.school.deliveries
        if delivery.form == "level_groups"
    }
    for position, pupil in enumerate(facts.school.pupils):
        for subject, cluster in pupil.works_with.items():
            if cluster != index.cluster_of(pupil.home_group) and (subject, cluster) not in given:
                yield facts.finding(
                    ("pupils", position, "works_with", subject),
                    cluster,
                    f"gives no level_groups of {subject}",
                    "choose a cluster that does, or give it a level_groups delivery",
                    "no-level-groups",
                )


def _support(facts: Facts) -> Iterator[Finding]:
    step = facts.index.grid.step
    known = {need for pupil in facts.school.pupils for need in pupil.needs}
    for position, delivery in enumerate(facts.school.deliveries):
        if delivery.form != "support":
            continue
        for number, need in enumerate(delivery.needs):
            if need not in known:
                yield facts.finding(
                    ("deliveries", position, "needs", number),
                    need,
                    "is a need of no pupil",
                    "mend the word, or leave it out",
                    "unused",
                    "warning",
                )
        windows = facts.index.grid.within(delivery.windows)
        if delivery.windows and len(windows) * step < delivery.minutes:
            yield facts.finding(
                ("deliveries", position, "windows"),
                None,
                f"hold less than one session of {delivery.minutes} minutes",
                "widen them",
                "too-little-time",
            )


def _windows(facts: Facts) -> Iterator[Finding]:
    grid, weeks = facts.index.grid, max(1, len(facts.school.calendar.weeks))
    for position, delivery in enumerate(facts.school.deliveries):
        if not delivery.windows or delivery.form == "support":
            continue
        if delivery.form == "fixed":
            yield facts.finding(
                ("deliveries", position, "windows"),
                None,
                "stand beside a given time",
                "leave them out, or use another form",
                "unused",
            )
            continue
        allowed = grid.within(delivery.windows)
        for home in delivery.home_groups:
            line = facts.index.curriculum.get((home, delivery.subject))
            there = len(allowed & grid.teaching_slots(facts.index.cluster_of(home))) * grid.step // weeks
            if line is not None and line.minutes > there:
                yield facts.finding(
                    ("deliveries", position, "windows"),
                    None,
                    f"hold {there} minutes of lesson time of {home}, {line.minutes} are asked",
                    "widen them",
                    "too-little-time",
                )
                break
