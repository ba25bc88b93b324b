"""Changing a school as a scenario says: a pure function from school and changes to school.

Three answers are kept apart. A scenario may be a *mistake* (it names what does not exist, or its minutes do
not add up): all findings are raised together. It may be *impossible by plain arithmetic* (nobody is left who
may teach gym): the reasons are the ``obstacles``. Otherwise it is a school to be solved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vlecht.instances.findings import Finding, InputError, errors
from vlecht.instances.scenarios import people, places, pupils, teaching, variants
from vlecht.instances.scenarios.draft import Draft
from vlecht.instances.school_json import examine_data
from vlecht.models import changes
from vlecht.models.changes import AnyChange
from vlecht.models.deliveries import Count, LevelGroupsDelivery
from vlecht.models.phrases import Phrase
from vlecht.models.scenario import Candidate
from vlecht.models.school import School

MAKERS: dict[type[Any], Callable[[Draft, Any], None]] = {
    changes.Leave: people.leave,
    changes.ContractsEnd: people.contracts_end,
    changes.Hire: people.hire,
    changes.Hours: people.hours,
    changes.Tasks: people.tasks,
    changes.RoleChange: people.role,
    changes.QualificationChange: people.qualification,
    changes.Growth: pupils.growth,
    changes.ExtraHomeGroup: pupils.extra_home_group,
    changes.MergeHomeGroups: pupils.merge_home_groups,
    changes.DeliveryChange: teaching.delivery,
    changes.VariantChange: variants.variant,
    changes.CurriculumChange: teaching.curriculum,
    changes.RoomGained: places.room_gained,
    changes.RoomLost: places.room_lost,
    changes.SiteGained: places.site_gained,
    changes.SiteLost: places.site_lost,
    changes.FundingChange: places.funding,
    changes.PolicyChange: places.policy,
}
"""Kind of change -> the function that makes it. Adding one is adding its model, its function and its line."""

SUPPLY = {
    "nobody-may": "niemand kan en mag dit doen",
    "too-many-pupils": "er zijn meer leerlingen dan er in passen",
    "too-few-pupils": "er zijn te weinig leerlingen voor zoveel groepen",
    "room-too-small": "geen ruimte is groot genoeg",
    "too-few-rooms": "er zijn te weinig geschikte ruimtes tegelijk",
    "no-room": "er is geen geschikte ruimte voor",
}
"""Findings about a changed school that are answers rather than mistakes: there is too little of something.
What they say in Dutch: findings about school files are in English."""


@dataclass(frozen=True)
class Applied:
    """What a scenario makes of a school. ``notes``: consequences that the scenario does not name itself.
    ``obstacles``: why no roster can exist (none: it must be tried)."""

    school: School
    notes: tuple[Phrase, ...] = ()
    obstacles: tuple[Phrase, ...] = ()


def apply(
    school: School,
    wanted: Iterable[AnyChange],
    candidates: Mapping[str, Candidate] | None = None,
    file: str = "scenario",
    place: str = "",
) -> Applied:
    """The school after the changes, made in their order. The school that is given stays as it is.

    ``file`` and ``place`` are where the scenario stands, for findings. Raises :class:`InputError` with every
    mistake: names that do not exist, changes that contradict each other, minutes that do not add up.
    """
    draft = Draft(school, file, candidates or {})
    count = 0
    for number, change in enumerate(wanted):
        draft.place = f"{place}.changes[{number}]" if place else f"changes[{number}]"
        MAKERS[type(change)](draft, change)
        count += 1
    if not count:
        return Applied(draft.school)
    return finished(draft, file, place)


def finished(draft: Draft, file: str, place: str) -> Applied:
    """What changes have come to, the school checked as a school file is.

    Raises :class:`InputError` with every mistake noted on the way.
    """
    if draft.findings:
        raise InputError(draft.findings)
    if draft.obstacles:
        return Applied(draft.school, tuple(draft.notes), tuple(draft.obstacles))
    while True:
        name = f"{file}: {place}" if place else file
        reading = examine_data(name, draft.school.canonical())
        wrong = errors(reading.findings)
        if not wrong:
            assert reading.school is not None
            return Applied(reading.school, tuple(draft.notes), ())
        if not (_drop_pins(draft, wrong) or _fewer_groups(draft, wrong)):
            break
    mistakes = [finding for finding in wrong if finding.code not in SUPPLY]
    if mistakes:
        raise InputError(mistakes)
    obstacles = dict.fromkeys(
        Phrase(f"{_thing(f)} {f.problem}", f"{_thing(f).partition(' ')[2] or _thing(f)}: {SUPPLY[f.code]}")
        for f in wrong
    )
    return Applied(draft.school, tuple(draft.notes), tuple(obstacles))


def _thing(finding: Finding) -> str:
    """``delivery gym-c34`` of a place ``deliveries[19] (delivery gym-c34)``."""
    _, _, inner = finding.place.partition("(")
    name = inner.removesuffix(")") or finding.place
    return name[:1].upper() + name[1:]


def _drop_pins(draft: Draft, wrong: Iterable[Finding]) -> bool:
    """Pins on what is no longer there lapse."""
    stale = {int(f.place.split("[", 1)[1].split("]", 1)[0]) for f in wrong if f.code == "stale-pin"}
    if stale:
        draft.note(
            f"{len(stale)} pins on lessons that are given otherwise lapse",
            f"{len(stale)} pins op lessen die anders worden gegeven vervallen",
        )
        draft.update(pins=tuple(pin for n, pin in enumerate(draft.school.pins) if n not in stale))
    return bool(stale)


def _fewer_groups(draft: Draft, wrong: Iterable[Finding]) -> bool:
    """Level groups of which the number is open become fewer where there are too few rooms or pupils."""
    named = {
        int(f.place.split("[", 1)[1].split("]", 1)[0])
        for f in wrong
        if f.code in ("too-few-rooms", "too-few-pupils") and f.place.startswith("deliveries[")
    }
    changed = False
    found = list(draft.school.deliveries)
    for number in named:
        delivery = found[number]
        if isinstance(delivery, LevelGroupsDelivery) and delivery.groups.max > delivery.groups.min:
            fewer = Count(min=delivery.groups.min, max=delivery.groups.max - 1)
            found[number] = delivery.model_copy(update={"groups": fewer})
            draft.note(
                f"{delivery.id} has at most {fewer.max} level groups",
                f"{delivery.id} heeft hooguit {fewer.max} niveaugroepen",
            )
            changed = True
    draft.update(deliveries=tuple(found))
    return changed
