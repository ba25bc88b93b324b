"""Staff who may not do something alone have an end-responsible colleague in reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.require_company import RequireCompany
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.plan import Activity
from vlecht.models.roster import Session
from vlecht.models.words import Function
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import spells
from vlecht.rules.view import RosterView


class EndResponsibleInReach(Rule):
    """Per seat and break duty: slots at which the one who has it may not be alone, and is.

    Somebody whose roles allow the function only *in reach* needs, at every slot, an end-responsible staff
    member with a seat in a session, or on duty in a break, of the same cluster. The clusters of a session are
    those of the home groups it holds, or, where pupils are regrouped, of the delivery's home groups; those of
    a break are the ones it holds for. One cluster in common is enough.
    """

    id = "end_responsible_in_reach"
    words = Phrase(
        "Who may not do something alone has an end-responsible colleague at work in the same cluster.",
        "Wie iets niet alleen mag, heeft een eindverantwoordelijke collega aan het werk in dezelfde bouw.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person and seat, or person and break."""
        work: list[tuple[str, str, Function, range, frozenset[str]]] = []
        for session in roster.roster.sessions:
            slots, clusters = roster.slots(session), _clusters_of(index, session)
            work.extend((a.staff, session.id, a.function, slots, clusters) for a in session.staff)
        breaks = {pause.id: pause for pause in index.school.calendar.breaks}
        for duty in roster.roster.duties:
            clusters = frozenset(breaks[duty.pause].clusters or index.clusters)
            slots = roster.break_slots(duty.pause, duty.day)
            work.append((duty.staff, duty.pause, Function.BREAK_DUTY, slots, clusters))
        reach: dict[str, set[int]] = defaultdict(set)
        for person, _, _, slots, clusters in work:
            if index.end_responsible(person):
                for cluster in clusters:
                    reach[cluster].update(slots)
        for person, where, function, slots, clusters in work:
            if index.permission(person, function) == "in_reach":
                alone = [s for s in slots if not any(s in reach[cluster] for cluster in clusters)]
                if alone:
                    when = spells(index.grid, alone)
                    sentence = Phrase(
                        f"{person} has no end-responsible colleague in reach in {where} at {when}",
                        f"{person} heeft bij {where} geen eindverantwoordelijke collega in de buurt: "
                        f"{when:nl}",
                    )
                    yield self.breach(len(alone), (person, where), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Company per set of clusters that sessions and breaks have."""
        places: dict[frozenset[str], list[tuple[int, int, Function]]] = defaultdict(list)
        for activity in frame.plan.activities:
            homes = [g for g in activity.groups if g in index.home_groups] or _regrouped(index, activity)
            clusters = frozenset(index.cluster_of(group) for group in homes)
            event = frame.event[activity.id]
            places[clusters].extend((event, at, seat.function) for at, seat in enumerate(activity.seats))
        for pause in index.school.calendar.breaks:
            for day in index.grid.days:
                for event in frame.duty_events.get((pause.id, day), ()):
                    clusters = frozenset(pause.clusters or index.clusters)
                    places[clusters].append((event, 0, Function.BREAK_DUTY))
        responsible = [frame.staff[person] for person in index.staff if index.end_responsible(person)]
        for clusters, here in places.items():
            watched = tuple(
                (event, role, frame.staff[person])
                for event, role, function in here
                for person in index.staff
                if index.permission(person, function) == "in_reach"
            )
            if not watched:
                continue
            names = tuple(sorted(clusters))
            yield RequireCompany(
                **self.common(
                    setting, names, f"In {', '.join(names)} an end-responsible colleague is in reach"
                ),
                watched=watched,
                company=tuple(
                    (event, role, person)
                    for others, there in places.items()
                    if others & clusters
                    for event, role, _ in there
                    for person in responsible
                ),
            )


def _clusters_of(index: SchoolIndex, session: Session) -> frozenset[str]:
    homes = tuple(group for group in session.groups if group in index.home_groups)
    regrouped = index.deliveries[session.delivery].home_groups
    return frozenset(index.cluster_of(group) for group in homes or regrouped)


def _regrouped(index: SchoolIndex, activity: Activity) -> list[str]:
    return list(index.deliveries[activity.delivery].home_groups)
