"""From school words to tasks: which terms the rules of a school ask for in a set of groups."""

from __future__ import annotations

from vlecht.models.deliveries import Regrouped, SupportDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import pupils_by_kind
from vlecht.models.plan import PupilChoice
from vlecht.rules.registry import RULE
from vlecht.solver.grouping import demands, regroup_demands
from vlecht.solver.grouping.asked import Asked, Circumstances, Statement
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Term
from vlecht.solver.grouping.terms.company import Scattered
from vlecht.solver.grouping.terms.places import Priced
from vlecht.solver.grouping.terms.sizes import Seated

PRICE, PLACES = "price", "places"
"""The rules of terms that a caller asks for and no rule does."""

STATEMENTS: dict[str, Statement] = {
    "group_size": demands.sizes,
    "target_size": demands.target,
    "reserved_seats": demands.reserved,
    "balanced_sizes": demands.even,
    "level_mix": demands.levels,
    "spread_mix": demands.spread_mix,
    "attribute_mix": demands.attributes,
    "not_alone": demands.not_alone,
    "friend_near": demands.friends,
    "keep_apart": demands.apart,
    "keep_together": demands.together,
    "heavy_support": demands.heavy,
    "helper_present": demands.helpers,
    "age_span": demands.ages,
    "home_language": demands.language,
    "meet_new_people": demands.new_people,
    "stability": regroup_demands.stability,
    "change_budget": regroup_demands.budgets,
    "moves_asked": regroup_demands.asked_moves,
}
"""Rule -> the terms it asks for within one set of groups."""

FOR_SUPPORT = ("group_size", "keep_apart", "keep_together", "stability", "change_budget", "moves_asked")
"""Rules that speak of support groups too."""


def task_of(index: SchoolIndex, choice: PupilChoice, circumstances: Circumstances | None = None) -> Task:
    """The task of a choice of one group per pupil. Workshops (several groups per pupil) have another."""
    delivery = index.deliveries[choice.delivery]
    if not isinstance(delivery, Regrouped | SupportDelivery):
        raise ValueError(f"{delivery.form} has no groups to compose")
    asked = Asked(index, choice, delivery, circumstances or Circumstances())
    terms: list[Term] = []
    for rule, state in STATEMENTS.items():
        setting = RULE[rule].setting(index)
        if setting.mode != "off" and (isinstance(delivery, Regrouped) or rule in FOR_SUPPORT):
            common = {"rule": rule, "weight": setting.weight, "hard": setting.mode == "hard"}
            terms.extend(term for term in state(asked, setting, common) if not term.idle)
    if asked.circumstances.prices:
        priced = tuple(
            tuple(asked.circumstances.prices.get((pupil, group), 0) for group in choice.groups)
            for pupil in choice.pupils
        )
        terms.append(Priced(PRICE, 1, False, priced))
    if asked.circumstances.places:
        terms.append(Seated(PLACES, 0, True, asked.circumstances.places))
    name = choice.groups[0].rpartition(".")[0]
    return Task(name, choice.groups, choice.pupils, tuple(terms), open_groups(asked), _guides(asked))


def _guides(asked: Asked) -> tuple[Scattered, ...]:
    """Where levels do not count, home groups had better stay whole: fewer lessons to keep clear of."""
    if isinstance(asked.delivery, Regrouped) and asked.delivery.mode != "free":
        return ()
    homes = pupils_by_kind(asked.index, asked.choice.pupils, "home_group")
    return (Scattered("", 1, False, tuple(asked.at(those) for those in homes.values())),)


def open_groups(asked: Asked) -> dict[int, frozenset[int]]:
    """Pupil -> the only groups that pins leave open. Pins that are soft are wishes: they are not followed."""
    where = asked.position
    groups = {name: g for g, name in enumerate(asked.choice.groups)}
    everything = frozenset(groups.values())
    allowed: dict[int, frozenset[int]] = {}

    def narrow(pupil: int, open_to: frozenset[int]) -> None:
        allowed[pupil] = allowed.get(pupil, everything) & open_to

    if RULE["pins"].setting(asked.index).mode != "hard":
        return {}
    for pin in asked.index.school.pins:
        if pin.what == "pupil" and pin.group in groups and pin.pupil in where:
            here = frozenset((groups[pin.group],))
            narrow(where[pin.pupil], everything - here if pin.forbid else here)
        elif pin.what == "group" and pin.group in groups:
            here, inside = frozenset((groups[pin.group],)), asked.at(pin.pupils)
            for pupil in where.values():
                narrow(pupil, here if pupil in inside else everything - here)
    return allowed
