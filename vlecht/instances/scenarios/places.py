"""Changes in rooms and sites, money and policy."""

from __future__ import annotations

from vlecht.instances.scenarios.draft import Draft
from vlecht.models.changes import (
    FundingChange,
    PolicyChange,
    RoomGained,
    RoomLost,
    SiteGained,
    SiteLost,
)
from vlecht.models.places import Room
from vlecht.models.school import RuleSetting


def room_gained(draft: Draft, change: RoomGained) -> None:
    """A room more."""
    _add_rooms(draft, (change.room,), "room")


def _add_rooms(draft: Draft, rooms: tuple[Room, ...], field: str) -> None:
    taken = {room.id for room in draft.school.rooms}
    sites = [site.id for site in draft.school.sites]
    for room in rooms:
        if room.id in taken:
            draft.mistake(f"{field}.id", room.id, "is a room already", "choose another id", "duplicate-id")
        elif room.site is None or draft.known(f"{field}.site", room.site, "site", sites):
            draft.update(rooms=(*draft.school.rooms, room))
        taken.add(room.id)


def room_lost(draft: Draft, change: RoomLost) -> None:
    """A room less."""
    if draft.known("room", change.room, "room", (room.id for room in draft.school.rooms)):
        _remove_rooms(draft, {change.room})


def _remove_rooms(draft: Draft, gone: set[str]) -> None:
    school = draft.school
    for group in school.home_groups:
        if group.room in gone:
            draft.note(
                f"Home group {group.id} loses its own room", f"Stamgroep {group.id} verliest het eigen lokaal"
            )
    rooms = tuple(room for room in school.rooms if room.id not in gone)
    if not rooms:
        draft.obstacle("No room is left", "Er blijft geen ruimte over")
        return
    pauses = []
    for pause in school.calendar.breaks:
        places = tuple(place for place in pause.places if place not in gone)
        pauses.append(pause.model_copy(update={"places": places}))
    pins = tuple(pin for pin in school.pins if getattr(pin, "room", None) not in gone)
    if len(pins) < len(school.pins):
        draft.note("Pins on rooms that are lost lapse", "Pins op ruimtes die wegvallen vervallen")
    draft.update(
        rooms=rooms,
        home_groups=tuple(
            g.model_copy(update={"room": None}) if g.room in gone else g for g in school.home_groups
        ),
        calendar=school.calendar.model_copy(update={"breaks": tuple(pauses)}),
        pins=pins,
    )


def site_gained(draft: Draft, change: SiteGained) -> None:
    """A building more."""
    school = draft.school
    if change.site.id in {site.id for site in school.sites}:
        draft.mistake("site.id", change.site.id, "is a site already", "choose another id", "duplicate-id")
        return
    draft.update(sites=(*school.sites, change.site))
    sites = [site.id for site in draft.school.sites]
    for number, way in enumerate(change.travel):
        if draft.all_known(f"travel[{number}]", (way.a, way.b), "site", sites):
            draft.update(travel=(*draft.school.travel, way))
    rooms = tuple(
        room if room.site is not None else room.model_copy(update={"site": change.site.id})
        for room in change.rooms
    )
    _add_rooms(draft, rooms, "rooms")


def site_lost(draft: Draft, change: SiteLost) -> None:
    """A building less, with its rooms."""
    school = draft.school
    if not draft.known("site", change.site, "site", (site.id for site in school.sites)):
        return
    _remove_rooms(draft, {room.id for room in school.rooms if room.site == change.site})
    pupils = tuple(
        pupil.model_copy(
            update={
                "elsewhere": tuple(
                    moment.model_copy(update={"site": None}) if moment.site == change.site else moment
                    for moment in pupil.elsewhere
                )
            }
        )
        for pupil in draft.school.pupils
    )
    draft.update(
        sites=tuple(site for site in school.sites if site.id != change.site),
        travel=tuple(way for way in school.travel if change.site not in (way.a, way.b)),
        pupils=pupils,
    )


def funding(draft: Draft, change: FundingChange) -> None:
    """Another amount of money."""
    school = draft.school
    if not draft.known("source", change.source, "funding source", (f.id for f in school.funding)):
        return
    given = [change.amount, change.by, change.percent]
    if sum(value is not None for value in given) != 1:
        problem = "names not exactly one of amount, by and percent"
        draft.mistake("", None, problem, "give one of the three", "bad-value")
        return
    changed = []
    for source in school.funding:
        if source.id == change.source:
            if change.amount is not None:
                source = source.model_copy(update={"amount": change.amount, "per_pupil": 0.0})
            elif change.percent is not None:
                share = 1 + change.percent / 100
                source = source.model_copy(
                    update={"amount": source.amount * share, "per_pupil": source.per_pupil * share}
                )
            else:
                amount = source.amount + (change.by or 0)
                if amount + source.per_pupil * len(school.pupils) < 0:
                    problem = f"takes more from {source.id} than it holds"
                    draft.mistake("by", change.by, problem, "take less", "bad-value")
                    return
                source = source.model_copy(update={"amount": amount})
        changed.append(source)
    draft.update(funding=tuple(changed))


def policy(draft: Draft, change: PolicyChange) -> None:
    """A rule counts otherwise; what the change does not name stays as it was."""
    from vlecht.rules.registry import RULE

    if not draft.known("rule", change.rule, "rule", RULE):
        return
    school = draft.school
    old = school.policy.rules.get(change.rule, RuleSetting())
    new = RuleSetting(
        mode=change.mode or old.mode,
        weight=old.weight if change.weight is None else change.weight,
        params=old.params | change.params,
    )
    rules = school.policy.rules | {change.rule: new}
    draft.update(policy=school.policy.model_copy(update={"rules": rules}))
