"""Every group gets the time that the curriculum and the deliveries promise."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, Placed, Term
from vlecht.core.constraints.assign_time import AssignTime
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.attending import session_lengths
from vlecht.models.deliveries import AnyDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.plan import Plan
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class CurriculumMinutes(Rule):
    """Per group and delivery: the length of its sessions together, compared with what is asked, in slots.

    A home group is asked for where the whole class attends (class, co-taught, fixed), an instruction
    group where pupils are regrouped: whoever is in it then gets the subject's minutes. What is asked is
    the curriculum line of the (first) home group, in whole slots, a group of a flex hour for that hour; a
    fixed delivery without a line asks for its own moments, support for its sessions. Workshops are asked
    for as a whole: each moment at which a section is held counts for the length of a section. A line that
    no delivery gives is short by all of it.
    """

    id = "curriculum_minutes"
    words = Phrase(
        "Every group gets exactly its minutes of every subject, every support group its sessions.",
        "Elke groep krijgt precies de minuten van elk vak, elke ondersteuningsgroep al haar keren.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group (workshops: per delivery) and subject."""
        step = index.grid.step
        for (group, subject), line in index.curriculum.items():
            if (group, subject) not in index.delivery_of:
                asked = line.minutes // step * _weeks(index)
                sentence = Phrase(
                    f"No delivery gives home group {group} its {line.minutes} minutes of {subject}",
                    f"Geen werkvorm geeft stamgroep {group} de {line.minutes} minuten {subject}",
                )
                yield self.breach(asked, (group, subject), sentence)
        for delivery in index.school.deliveries:
            sessions = roster.by_delivery.get(delivery.id, ())
            for group in _groups(delivery, roster):
                got = sum(index.grid.slots(s.minutes) for s in sessions if group in s.groups)
                yield from self._compare(index, delivery, group, got, _hour(roster.plan, delivery, group))
            if delivery.form == "workshops":
                moments = {s.block: index.grid.slots(s.minutes) for s in sessions}
                yield from self._compare(index, delivery, delivery.id, sum(moments.values()), None)

    def _compare(
        self, index: SchoolIndex, delivery: AnyDelivery, group: str, got: int, hour: int | None
    ) -> Iterator[Violation]:
        step, weeks = index.grid.step, _weeks(index)
        home = group if group in index.home_groups else next(iter(delivery.home_groups), "")
        line = index.curriculum.get((home, delivery.subject))
        if delivery.form == "support":
            asked = delivery.sessions * weeks * index.grid.slots(delivery.minutes)
        elif delivery.form == "fixed" and line is None:
            asked = len(index.grid.days_of(delivery.days)) * index.grid.slots(delivery.minutes)
        elif hour is not None:
            asked = session_lengths(line, step, weeks)[hour] if line else 0
        else:
            asked = line.minutes // step * weeks if line else 0
        if got != asked:
            sentence = Phrase(
                f"{group} gets {got * step} of {asked * step} minutes of {delivery.subject}",
                f"{group} krijgt {got * step} van {asked * step} minuten {delivery.subject}",
            )
            yield self.breach(abs(asked - got), (group, delivery.subject), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Every session of a group is held; where the plan itself cannot meet the line, the minutes count."""
        grid = index.grid
        for (group, subject), line in index.curriculum.items():
            if (group, subject) not in index.delivery_of:
                facts = (group, subject)
                short = line.minutes // grid.step * _weeks(index)
                sentence = f"Home group {group} gets {line.minutes} minutes of {subject}"
                constant = Sum(group, (Term(short, All(())),), maximum=0)
                yield LimitSum(**self.common(setting, facts, sentence), sums=(constant,))
        for delivery in index.school.deliveries:
            blocks = [block for block in frame.plan.blocks if block.delivery == delivery.id]
            parts: dict[str, list[tuple[int, int]]] = {g: [] for g in _planned(delivery, frame)}
            for block in blocks:
                for activity in block.activities:
                    for group in activity.groups:
                        if group in parts:
                            parts[group].append((frame.event[activity.id], activity.length))
                if delivery.form == "workshops" and not block.activities:
                    length = min(other.length for other in blocks)
                    parts[delivery.id].append((frame.anchor[block.id], length))
            for group, events in parts.items():
                if delivery.form == "flex":
                    # A group of a flex hour exists for that hour alone.
                    asked = sum(length for _, length in events)
                elif delivery.form == "support":
                    asked = delivery.sessions * _weeks(index) * grid.slots(delivery.minutes)
                else:
                    home = group if group in index.home_groups else delivery.home_groups[0]
                    found = index.curriculum.get((home, delivery.subject))
                    asked = found.minutes // grid.step * _weeks(index) if found else 0
                    if delivery.form == "fixed" and found is None:
                        asked = len(grid.days_of(delivery.days)) * grid.slots(delivery.minutes)
                sentence = f"{group} gets {asked * grid.step} minutes of {delivery.subject}"
                given = self.common(setting, (delivery.id, group), sentence)
                if asked == sum(length for _, length in events):
                    yield AssignTime(**given, events=tuple(event for event, _ in events))
                else:
                    terms = tuple(Term(length, Placed(event)) for event, length in events)
                    yield LimitSum(**given, sums=(Sum(group, terms, asked, asked),))


def _hour(plan: Plan, delivery: AnyDelivery, group: str) -> int | None:
    """The flex hour (from 0) that a group is for; ``None`` for groups of all hours."""
    if delivery.form != "flex":
        return None
    return next(hour for hour, names in enumerate(plan.sets_of[delivery.id]) if group in names)


def _weeks(index: SchoolIndex) -> int:
    return max(1, len(index.school.calendar.weeks))


def _groups(delivery: AnyDelivery, roster: RosterView) -> tuple[str, ...]:
    """The groups that should each get their time, judged by what the roster knows of."""
    if delivery.form in ("class", "co_taught", "fixed"):
        return delivery.home_groups
    if delivery.form == "workshops":
        return ()  # a section that nobody needs may be left out
    return roster.plan.groups_of.get(delivery.id, ())


def _planned(delivery: AnyDelivery, frame: Frame) -> tuple[str, ...]:
    """The same for the core, with a workshop delivery under its own name."""
    if delivery.form in ("class", "co_taught", "fixed"):
        return delivery.home_groups
    return (delivery.id,) if delivery.form == "workshops" else frame.plan.groups_of.get(delivery.id, ())
