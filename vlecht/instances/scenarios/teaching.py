"""Changes in what is taught and how: other delivery forms, other minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from vlecht.instances.findings import did_you_mean
from vlecht.instances.scenarios.draft import Draft
from vlecht.models.changes import CurriculumChange, DeliveryChange
from vlecht.models.deliveries import AnyDelivery, ClassDelivery, Delivery
from vlecht.models.index import SchoolIndex
from vlecht.models.school import CurriculumLine

_ANY: TypeAdapter[AnyDelivery] = TypeAdapter(AnyDelivery)


def delivery(draft: Draft, change: DeliveryChange) -> None:
    """A subject is given otherwise, in some home groups."""
    chosen = _chosen(draft, change)
    if chosen is None:
        return
    if not any(chosen.values()):
        draft.mistake(
            "subject", change.subject, "is not given in those home groups", "name others", "unknown-reference"
        )
        return
    form = change.becomes.get("form")
    if form is None:
        for name, groups in chosen.items():
            if groups:
                _same_form(draft, name, groups, change.becomes)
    else:
        give(draft, chosen, change.becomes)


def _chosen(draft: Draft, change: DeliveryChange) -> dict[str, tuple[str, ...]] | None:
    """Delivery -> its home groups that are meant; ``None`` when what is named does not exist."""
    school = draft.school
    if (change.delivery is None) == (change.subject is None):
        draft.mistake(
            "", None, "names not exactly one of delivery and subject", "give one of the two", "bad-value"
        )
        return None
    right = [
        draft.all_known("home_groups", change.home_groups, "home group", (g.id for g in school.home_groups)),
        draft.all_known("clusters", change.clusters, "cluster", (c.id for c in school.clusters)),
    ]
    if change.delivery is not None:
        right.append(draft.known("delivery", change.delivery, "delivery", (d.id for d in school.deliveries)))
    if change.subject is not None:
        right.append(draft.known("subject", change.subject, "subject", (s.id for s in school.subjects)))
    if not all(right):
        return None
    wanted = {
        group.id
        for group in school.home_groups
        if (not change.home_groups and not change.clusters)
        or group.id in change.home_groups
        or group.cluster in change.clusters
    }
    return {
        d.id: tuple(g for g in d.home_groups if g in wanted)
        for d in school.deliveries
        if d.id == change.delivery or (d.subject == change.subject and d.form != "support")
    }


def _same_form(draft: Draft, name: str, groups: tuple[str, ...], becomes: dict[str, Any]) -> None:
    """Other fields of a delivery; of a part of its home groups when not all are meant."""
    found: list[AnyDelivery] = []
    for old in draft.school.deliveries:
        if old.id != name:
            found.append(old)
            continue
        rest = tuple(g for g in old.home_groups if g not in groups)
        data = old.model_dump(mode="json") | becomes
        if rest:
            found.append(old.model_copy(update={"home_groups": rest}))
            data |= {"home_groups": list(groups), "id": _free_name(_names(draft), f"{name}-2")}
        new = delivery_from(draft, data)
        found.append(new if new is not None else old)
    draft.update(deliveries=tuple(found))


def give(draft: Draft, chosen: dict[str, tuple[str, ...]], becomes: dict[str, Any]) -> None:
    """Takes home groups out of their deliveries and gives them one of another form, a cluster each."""
    school = draft.school
    cluster = {group.id: group.cluster for group in school.home_groups}
    sets: dict[tuple[str, str], list[str]] = defaultdict(list)
    like: dict[tuple[str, str], Delivery] = {}
    kept: list[AnyDelivery] = []
    for old in school.deliveries:
        mine = chosen.get(old.id, ())
        for group in mine:
            sets[old.subject, cluster[group]].append(group)
            like.setdefault((old.subject, cluster[group]), old)
        rest = tuple(g for g in old.home_groups if g not in mine)
        if not mine:
            kept.append(old)
        elif rest:
            kept.append(old.model_copy(update={"home_groups": rest}))
    made: list[AnyDelivery] = []
    taken = {d.id for d in kept}
    for (subject, unit), groups in sets.items():
        model = like[subject, unit]
        data = {
            "leads": list(model.leads),
            "room_kinds": list(model.room_kinds),
            "equipment": dict(model.equipment),
        }
        data |= becomes | {
            "id": _free_name(taken, f"{subject}-{unit}"),
            "subject": subject,
            "home_groups": groups,
        }
        new = delivery_from(draft, data)
        if new is None:
            return
        made.append(new)
        taken.add(new.id)
    draft.update(deliveries=(*kept, *made))


def delivery_from(draft: Draft, data: dict[str, Any]) -> AnyDelivery | None:
    """The delivery of some data; every mistake in it is one in ``becomes``."""
    try:
        return _ANY.validate_python(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            path = ".".join(str(part) for part in detail["loc"] if part != data.get("form"))
            if detail["type"] == "extra_forbidden":
                form = next((m for m in _forms() if m.model_fields["form"].default == data["form"]), Delivery)
                remedy = did_you_mean(str(detail["loc"][-1]), form.model_fields)
                draft.mistake(
                    f"becomes.{path}", None, f"is not a field of {data['form']}", remedy, "bad-value"
                )
            elif detail["type"] == "union_tag_invalid":
                names = [m.model_fields["form"].default for m in _forms()]
                remedy = did_you_mean(str(data["form"]), names)
                draft.mistake("becomes.form", data["form"], "is not a form", remedy, "bad-value")
            else:
                problem = f"is not usable: {detail['msg'][:1].lower()}{detail['msg'][1:]}"
                draft.mistake(f"becomes.{path}", detail["input"], problem, "mend it", "bad-value")
        return None


def _forms() -> tuple[type[Delivery], ...]:
    return get_args(get_args(AnyDelivery)[0])


def _names(draft: Draft) -> set[str]:
    return {d.id for d in draft.school.deliveries}


def _free_name(taken: Collection[str], name: str) -> str:
    number = 2
    found = name
    while found in taken:
        found = f"{name}.{number}"
        number += 1
    return found


def curriculum(draft: Draft, change: CurriculumChange) -> None:
    """Other minutes of some subjects, in some home groups."""
    school = draft.school
    subjects = [subject.id for subject in school.subjects]
    groups = [group.id for group in school.home_groups]
    years = {year for group in school.home_groups for year in group.years}
    named = list(dict.fromkeys([*change.to, *change.by, *change.usual]))
    right = [
        draft.all_known("subjects", named, "subject", subjects),
        draft.all_known("home_groups", change.home_groups, "home group", groups),
        draft.all_known("years", map(str, change.years), "year", map(str, sorted(years))),
    ]
    if not change.to and not change.by:
        draft.mistake("", None, "names no subject in to or by", "name one", "too-few")
        return
    for subject in set(change.to) & set(change.by):
        draft.mistake("by", subject, "stands in to as well", "keep one of the two", "bad-value")
        right.append(False)
    if not all(right):
        return
    wanted = [
        group.id
        for group in school.home_groups
        if group.id in change.home_groups
        or (not change.home_groups and (not change.years or set(change.years) & set(group.years)))
    ]
    for subject in dict.fromkeys([*change.to, *change.by]):
        _minutes(draft, change, subject, wanted)


def _minutes(draft: Draft, change: CurriculumChange, subject: str, groups: list[str]) -> None:
    """Gives the home groups lines of their own, and a delivery to who gets the subject for the first time."""
    index = SchoolIndex(draft.school)
    sets: dict[tuple[CurriculumLine | None, int], list[str]] = defaultdict(list)
    for group in groups:
        line = index.curriculum.get((group, subject))
        before = line.minutes if line else 0
        after = change.to[subject] if subject in change.to else before + change.by[subject]
        if after < 0:
            problem = f"takes more than the {before} minutes of {subject} in home group {group}"
            draft.mistake("by", change.by.get(subject), problem, "take less", "bad-value")
            return
        sets[line, after].append(group)
    kept = []
    for line in draft.school.curriculum:
        rest = tuple(g for g in line.home_groups if line.subject != subject or g not in groups)
        if rest or not line.home_groups:
            kept.append(line.model_copy(update={"home_groups": rest}))
    usual = change.usual.get(subject)
    for (old, minutes), mine in sets.items():
        new = old or CurriculumLine(subject=subject, minutes=minutes)
        changes: dict[str, Any] = {"years": (), "home_groups": tuple(mine), "minutes": minutes}
        if usual is not None:
            changes |= {
                "usual": usual,
                "shortest": min(usual, new.shortest) if old else min(usual, 15),
                "longest": max(usual, new.longest) if old else usual,
            }
        kept.append(new.model_copy(update=changes))
        if not minutes:
            _no_longer(draft, subject, mine)
        elif old is None:
            _for_the_first_time(draft, subject, mine)
    draft.update(curriculum=tuple(kept))


def _no_longer(draft: Draft, subject: str, groups: list[str]) -> None:
    found = []
    for old in draft.school.deliveries:
        left = tuple(g for g in old.home_groups if g not in groups)
        if old.subject != subject or old.form == "support" or left == old.home_groups:
            found.append(old)
        elif left:
            found.append(old.model_copy(update={"home_groups": left}))
    draft.update(deliveries=tuple(found))
    draft.note(
        f"{', '.join(groups)} no longer have {subject}", f"{', '.join(groups)} hebben geen {subject} meer"
    )


def _for_the_first_time(draft: Draft, subject: str, groups: list[str]) -> None:
    name = _free_name(_names(draft), f"{subject}-{groups[0]}")
    new = ClassDelivery(id=name, subject=subject, home_groups=tuple(groups))
    draft.update(deliveries=(*draft.school.deliveries, new))
    draft.note(
        f"{', '.join(groups)} get {subject} from their own teachers",
        f"{', '.join(groups)} krijgen {subject} van hun eigen leerkrachten",
    )
