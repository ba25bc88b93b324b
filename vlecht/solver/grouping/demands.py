"""Terms of the rules about one set of groups: sizes, levels, company."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from vlecht.models.deliveries import CircuitDelivery, FlexDelivery, Regrouped, SupportDelivery
from vlecht.models.kinds import attributes_in, comparable_levels, kinds_of, months_old, pupils_by_kind
from vlecht.rules.base import Setting
from vlecht.solver.grouping.asked import Asked
from vlecht.solver.grouping.terms.base import Term
from vlecht.solver.grouping.terms.company import Again, Apart, Friends, NotAlone, Scattered, Together
from vlecht.solver.grouping.terms.levels import Share, Spread
from vlecht.solver.grouping.terms.places import Priced
from vlecht.solver.grouping.terms.sizes import Even, Limit


def sizes(asked: Asked, setting: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Least and most members, by delivery, form and year."""
    assert isinstance(asked.delivery, Regrouped | SupportDelivery)
    size, index = asked.delivery.size, asked.index
    by_form, by_year = setting.params["max_by_form"], setting.params["max_by_year"]
    most = [size.max, by_form.get(asked.delivery.form, size.max)]
    most += [by_year.get(str(year), size.max) for year in index.years_of(asked.delivery.home_groups)]
    yield Limit(**common, loads=(1,) * len(asked.choice.pupils), low=size.min, high=max(1, min(most)))


def target(asked: Asked, _: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """The number of members aimed at."""
    assert isinstance(asked.delivery, Regrouped)
    target = asked.delivery.size.target
    if target is not None:
        yield Limit(**common, loads=(1,) * len(asked.choice.pupils), low=target, high=target)


def reserved(asked: Asked, _: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Places kept free."""
    assert isinstance(asked.delivery, Regrouped)
    size = asked.delivery.size
    if size.reserved:
        yield Limit(**common, loads=(1,) * len(asked.choice.pupils), high=size.max - size.reserved)


def even(_: Asked, setting: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """About equal numbers."""
    yield Even(**common, tolerance=int(setting.params["tolerance"]))


def levels(asked: Asked, setting: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Levels close together, or shared fairly."""
    assert isinstance(asked.delivery, Regrouped)
    levels = asked.values(comparable_levels(asked.index, asked.delivery))
    if asked.delivery.mode == "homogeneous":
        yield Spread(**common, values=levels, tolerance=int(setting.params["tolerance"]))
    elif asked.delivery.mode == "mixed":
        yield Share(**common, values=levels, tolerance=int(setting.params["mixed_tolerance"]))


def spread_mix(asked: Asked, setting: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Distances to the average shared fairly."""
    assert isinstance(asked.delivery, Regrouped)
    levels = comparable_levels(asked.index, asked.delivery)
    if asked.delivery.mode == "mixed" and levels:
        middle = round(Fraction(sum(levels.values()), len(levels)))
        away = asked.values({pupil: abs(level - middle) for pupil, level in levels.items()})
        yield Share(**common, values=away, tolerance=int(setting.params["tolerance"]))


def attributes(asked: Asked, setting: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Kinds shared fairly."""
    assert isinstance(asked.delivery, Regrouped)
    if asked.delivery.mode == "mixed":
        for attribute in attributes_in(str(setting.params["attributes"])):
            for those in pupils_by_kind(asked.index, asked.choice.pupils, attribute).values():
                here = asked.at(those)
                values = tuple(int(p in here) for p in range(len(asked.choice.pupils)))
                yield Share(**common, values=values, tolerance=int(setting.params["tolerance"]))


def not_alone(asked: Asked, setting: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """At least two of a kind."""
    kinds = [
        asked.at(those)
        for attribute in attributes_in(str(setting.params["attributes"]))
        for those in pupils_by_kind(asked.index, asked.choice.pupils, attribute).values()
        if len(those) > 1
    ]
    if kinds:
        yield NotAlone(**common, kinds=tuple(kinds))


def friends(asked: Asked, _: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """A friend near."""
    where = asked.position
    friends = {
        where[pupil]: near
        for pupil in asked.choice.pupils
        if (near := tuple(where[f] for f in asked.index.pupils[pupil].friends if f in where and f != pupil))
    }
    if friends:
        yield Friends(**common, friends=friends)


def apart(asked: Asked, _: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Pairs apart."""
    if pairs := asked.pairs(asked.index.apart):
        yield Apart(**common, pairs=pairs)


def together(asked: Asked, _: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Pairs together."""
    if pairs := asked.pairs(asked.index.together):
        yield Together(**common, pairs=pairs)


def heavy(asked: Asked, setting: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Few pupils with heavy needs."""
    needs = set(attributes_in(str(setting.params["needs"])))
    loads = tuple(int(bool(needs.intersection(asked.index.pupils[p].needs))) for p in asked.choice.pupils)
    if any(loads):
        yield Limit(**common, loads=loads, high=int(setting.params["most"]))


def helpers(asked: Asked, _: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Who needs a helper, where one is."""
    assert isinstance(asked.delivery, Regrouped)
    wanted, helpers = set(asked.delivery.helper_needs), asked.delivery.helpers
    if not wanted:
        return
    prices = tuple(
        tuple(
            int(g >= helpers and bool(wanted.intersection(asked.index.pupils[p].needs)))
            for g in range(len(asked.choice.groups))
        )
        for p in asked.choice.pupils
    )
    if any(map(any, prices)):
        yield Priced(**common, prices=prices)


def ages(asked: Asked, setting: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Ages close together."""
    ages = tuple(months_old(asked.index, pupil) for pupil in asked.choice.pupils)
    if any(age is not None for age in ages):
        yield Spread(**common, values=ages, tolerance=int(setting.params["months"]))


def language(asked: Asked, setting: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Home languages together, or shared fairly."""
    attribute = str(setting.params["attribute"])
    speakers = pupils_by_kind(asked.index, asked.choice.pupils, attribute)
    if setting.params["want"] == "same":
        yield Scattered(**common, kinds=tuple(asked.at(those) for those in speakers.values()))
        return
    for language in speakers:
        spoken = {p: kinds_of(asked.index, p, attribute) for p in asked.choice.pupils}
        yield Share(**common, values=asked.values({p: int(language in s) for p, s in spoken.items() if s}))


def new_people(asked: Asked, _: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Few pairs who met before."""
    if not isinstance(asked.delivery, CircuitDelivery | FlexDelivery):
        return
    former = asked.former
    if former:
        yield Again(**common, before=tuple(former.get(p) for p in asked.choice.pupils))
    size = len(asked.choice.groups)
    earlier = asked.circumstances.earlier
    for first in range(0, len(earlier), size):
        hour = {p: g for g, members in enumerate(earlier[first : first + size]) for p in members}
        yield Again(**common, before=tuple(hour.get(p) for p in asked.choice.pupils))
