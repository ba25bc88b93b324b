"""Facts about pupils that groups are composed by: comparable levels, kinds, ages, wishes between pupils."""

from __future__ import annotations

from statistics import fmean, pstdev

from vlecht.models.attending import taught_pupils
from vlecht.models.deliveries import AnyDelivery, Regrouped
from vlecht.models.index import SchoolIndex

MIDDLE, STEP = 50, 10
"""Average and standard deviation of levels that are compared across scales (T-scores)."""


def comparable_levels(index: SchoolIndex, delivery: AnyDelivery) -> dict[str, int]:
    """Pupil -> level in the delivery's subject, for members whose levels can be compared with each other.

    Levels on other scales than the one most members are on are left out, unless the delivery normalises:
    then every level becomes a T-score within its own scale (average 50, standard deviation 10).
    """
    known = index.levels_in.get(delivery.id)
    if known is None:
        known = index.levels_in[delivery.id] = _comparable(index, delivery)
    return known


def _comparable(index: SchoolIndex, delivery: AnyDelivery) -> dict[str, int]:
    if not isinstance(delivery, Regrouped):
        return {}
    members, _ = taught_pupils(index, delivery)
    found: dict[str, dict[str, int]] = {}
    for pupil in members:
        level = index.level(pupil, delivery.subject)
        if level is not None:
            home = index.home_groups[index.pupils[pupil].home_group]
            found.setdefault(home.scales.get(delivery.subject, ""), {})[pupil] = level
    if not found:
        return {}
    if len(found) == 1 or not delivery.normalise:
        return max(found.values(), key=len)
    levels: dict[str, int] = {}
    for scale in found.values():
        middle, spread = fmean(scale.values()), pstdev(scale.values())
        for pupil, level in scale.items():
            levels[pupil] = round(MIDDLE + (STEP * (level - middle) / spread if spread else 0))
    return levels


def placed_by_hand(index: SchoolIndex, delivery: AnyDelivery) -> dict[str, str]:
    """Members of a delivery that goes by level whose place people decide -> why: ``unknown`` or the scale.

    A pupil whom a pin puts into a group of the delivery is placed already.
    """
    if not isinstance(delivery, Regrouped) or delivery.mode == "free":
        return {}
    levels = comparable_levels(index, delivery)
    if not levels:
        return {}
    pinned = {
        pupil
        for pin in index.school.pins
        if pin.what in ("pupil", "group") and pin.group.startswith(f"{delivery.id}.")
        for pupil in (pin.pupils if pin.what == "group" else (pin.pupil,) if not pin.forbid else ())
    }
    found: dict[str, str] = {}
    for pupil in taught_pupils(index, delivery)[0]:
        if pupil not in levels and pupil not in pinned:
            scales = index.home_groups[index.pupils[pupil].home_group].scales
            unknown = index.level(pupil, delivery.subject) is None
            found[pupil] = "unknown" if unknown else scales.get(delivery.subject, "")
    return found


def attributes_in(text: str) -> tuple[str, ...]:
    """``"year, language"`` -> ``("year", "language")``: names of attributes as a policy states them."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def kinds_of(index: SchoolIndex, pupil: str, attribute: str) -> tuple[str, ...]:
    """What a pupil is by an attribute: ``year``, ``home_group``, ``needs`` (several), or one by name."""
    found = index.pupils[pupil]
    if attribute == "year":
        return (str(found.year),)
    if attribute == "home_group":
        return (found.home_group,)
    if attribute == "needs":
        return found.needs
    return (found.attributes[attribute],) if attribute in found.attributes else ()


def pupils_by_kind(index: SchoolIndex, pupils: tuple[str, ...], attribute: str) -> dict[str, tuple[str, ...]]:
    """Kind -> those of the pupils who are of it, in the order in which kinds are met."""
    found: dict[str, list[str]] = {}
    for pupil in pupils:
        for kind in kinds_of(index, pupil, attribute):
            found.setdefault(kind, []).append(pupil)
    return {kind: tuple(names) for kind, names in found.items()}


def months_old(index: SchoolIndex, pupil: str) -> int | None:
    """Age in months, counted from an arbitrary moment: only differences mean something."""
    born = index.pupils[pupil].born
    return None if born is None else -(int(born[:4]) * 12 + int(born[5:]))
