"""Who learns with whom: composes the groups of one delivery.

Interchangeable pupils (same level, no ties to anybody) are counted rather than named, and groups are
ordered, so that a year's pupils become a small model that is usually solved to proven optimality. Level
mix, balanced sizes and together-wishes are the cost; sizes and keep-apart are met.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from vlecht.models.deliveries import Mode, SupportDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import PupilChoice
from vlecht.models.school import PupilPin
from vlecht.rules.registry import RULE
from vlecht.solver.run import Clock, Settings, run


@dataclass(frozen=True)
class Composition:
    """Groups of one delivery: group -> pupils, and a proven lower bound on what any groups cost.

    ``members`` is ``None`` when no groups were found; ``impossible`` when it is proven that there are none.
    """

    members: dict[str, tuple[str, ...]] | None
    bound: int = 0
    impossible: bool = False


@dataclass(frozen=True)
class _Task:
    """One delivery's grouping problem. ``classes``: (level or None, home group) -> interchangeable pupils."""

    groups: tuple[str, ...]
    pupils: tuple[str, ...]
    levels: dict[str, int]
    mode: Mode
    low: int
    high: int
    apart: tuple[tuple[str, str], ...]
    together: tuple[tuple[str, str], ...]
    allowed: dict[str, frozenset[int]]


def compose(
    index: SchoolIndex, choice: PupilChoice, clock: Clock, settings: Settings, seconds: float
) -> Composition:
    """The best groups found for a membership choice of one group per pupil.

    Workshops (several groups per pupil) are not composed here.
    """
    delivery = index.deliveries[choice.delivery]
    size = (
        delivery.size
        if delivery.form in ("level_groups", "instruction_rounds", "circuit", "support")
        else None
    )
    if size is None:
        raise ValueError(f"{delivery.form} has no groups to compose")
    chosen = set(choice.pupils)
    task = _Task(
        groups=choice.groups,
        pupils=choice.pupils,
        levels={p: level for p in choice.pupils if (level := index.level(p, delivery.subject)) is not None},
        mode="free" if isinstance(delivery, SupportDelivery) else getattr(delivery, "mode", "free"),
        low=size.min,
        high=size.max,
        apart=_pairs(index, chosen, "apart"),
        together=_pairs(index, chosen, "together"),
        allowed=_allowed(index, choice),
    )
    return _solve(index, task, clock, settings, seconds)


def _pairs(index: SchoolIndex, chosen: set[str], name: str) -> tuple[tuple[str, str], ...]:
    found = {
        (min(pupil, other), max(pupil, other))
        for pupil in chosen
        for other in getattr(index.pupils[pupil], name)
        if other in chosen and other != pupil
    }
    return tuple(sorted(found))


def _allowed(index: SchoolIndex, choice: PupilChoice) -> dict[str, frozenset[int]]:
    """Pupils whom a pin holds to some of the groups -> positions of the groups they may join."""
    allowed: dict[str, frozenset[int]] = {}
    for pin in index.school.pins:
        if isinstance(pin, PupilPin) and pin.group in choice.groups and pin.pupil in choice.pupils:
            everything = allowed.get(pin.pupil, frozenset(range(len(choice.groups))))
            position = frozenset((choice.groups.index(pin.group),))
            allowed[pin.pupil] = everything - position if pin.forbid else everything & position
    return allowed


def _weight(index: SchoolIndex, rule: str) -> tuple[int, dict[str, int]]:
    """(weight, parameters) of a rule; 0 when it is off, and when hard so heavy that it wins."""
    setting = RULE[rule].setting(index)
    weight = {"off": 0, "soft": setting.weight, "hard": 100_000}[setting.mode]
    return weight, {name: value for name, value in setting.params.items() if isinstance(value, int)}


def _solve(index: SchoolIndex, task: _Task, clock: Clock, settings: Settings, seconds: float) -> Composition:
    model = cp_model.CpModel()
    number = len(task.groups)
    tied = {p for pair in (*task.apart, *task.together) for p in pair} | set(task.allowed)
    classes: dict[tuple[int | None, str, str], list[str]] = defaultdict(list)
    for pupil in task.pupils:
        # Home groups matter only where levels do not (support): fewer home groups to pull a group from.
        home = index.pupils[pupil].home_group if task.mode == "free" else ""
        classes[task.levels.get(pupil), home, pupil if pupil in tied else ""].append(pupil)
    count: dict[tuple[tuple[int | None, str, str], int], cp_model.IntVar] = {}
    single: dict[tuple[str, int], cp_model.IntVar] = {}
    for key, pupils in classes.items():
        for g in range(number):
            count[key, g] = model.new_int_var(0, len(pupils), "")
            if key[2]:
                single[key[2], g] = count[key, g]
                if g not in task.allowed.get(key[2], frozenset(range(number))):
                    model.add(count[key, g] == 0)
        model.add(sum(count[key, g] for g in range(number)) == len(pupils))
    sizes = [sum(count[key, g] for key in classes) for g in range(number)]
    terms: list[cp_model.LinearExprT] = []
    for g in range(number):
        model.add(sizes[g] >= task.low)
        model.add(sizes[g] <= task.high)
    for a, b in task.apart:
        for g in range(number):
            model.add(single[a, g] + single[b, g] <= 1)
    together, _ = _weight(index, "keep_together")
    for a, b in task.together if together else ():
        split = model.new_bool_var("")
        for g in range(number):
            model.add(single[a, g] - single[b, g] <= split)
        terms.append(together * split)
    balance, params = _weight(index, "balanced_sizes")
    if balance and task.mode != "free" and number > 1:
        largest, smallest = (model.new_int_var(0, task.high, "") for _ in range(2))
        excess = model.new_int_var(0, task.high, "")
        model.add_max_equality(largest, sizes)
        model.add_min_equality(smallest, sizes)
        model.add(excess >= largest - smallest - params.get("tolerance", 0))
        terms.append(balance * excess)
    mix, params = _weight(index, "level_mix")
    if mix and task.mode == "homogeneous":
        terms += _homogeneous(model, task, classes, count, mix, params.get("tolerance", 0))
    elif mix and task.mode == "mixed":
        terms += _mixed(model, task, classes, count, mix, params.get("mixed_tolerance", 0))
    if not task.allowed and task.mode != "homogeneous" and number > 1 and not tied:
        for g in range(number - 1):
            model.add(sizes[g] >= sizes[g + 1])
    if task.mode == "free":
        terms += _home_groups_met(model, classes, count, number)
    model.minimize(sum(terms))
    outcome = run(model, clock, settings, clock.left, patience=seconds)
    if not outcome.found:
        return Composition(None, impossible=outcome.infeasible)
    members: dict[str, list[str]] = {group: [] for group in task.groups}
    for key, pupils in classes.items():
        rest = list(pupils)
        for g, group in enumerate(task.groups):
            taken = outcome.value(count[key, g])
            members[group] += rest[:taken]
            rest = rest[taken:]
    # What support groups minimise is no rule's cost, so it bounds nothing.
    bound = 0 if task.mode == "free" else max(0, outcome.bound or 0)
    return Composition({group: tuple(pupils) for group, pupils in members.items()}, bound)


def _homogeneous(
    model: cp_model.CpModel,
    task: _Task,
    classes: dict[tuple[int | None, str, str], list[str]],
    count: dict[tuple[tuple[int | None, str, str], int], cp_model.IntVar],
    weight: int,
    tolerance: int,
) -> list[cp_model.LinearExprT]:
    """Each group's level range beyond the tolerance. Groups are ordered by their lowest level."""
    values = sorted(set(task.levels.values()))
    if not values:
        return []
    terms: list[cp_model.LinearExprT] = []
    lows: list[cp_model.IntVar] = []
    for g in range(len(task.groups)):
        low, high = (model.new_int_var(values[0], values[-1], "") for _ in range(2))
        for key in classes:
            if key[0] is not None:
                inside = model.new_bool_var("")
                model.add(count[key, g] == 0).only_enforce_if(inside.negated())
                model.add(low <= key[0]).only_enforce_if(inside)
                model.add(high >= key[0]).only_enforce_if(inside)
        excess = model.new_int_var(0, values[-1] - values[0], "")
        model.add(excess >= high - low - tolerance)
        terms.append(weight * excess)
        lows.append(low)
    if not task.allowed:
        for first, second in pairwise(lows):
            model.add(first <= second)
    return terms


def _mixed(
    model: cp_model.CpModel,
    task: _Task,
    classes: dict[tuple[int | None, str, str], list[str]],
    count: dict[tuple[tuple[int | None, str, str], int], cp_model.IntVar],
    weight: int,
    tolerance: int,
) -> list[cp_model.LinearExprT]:
    """Each group's distance from its fair share of the levels, in whole points beyond the tolerance."""
    total, known = sum(task.levels.values()), len(task.levels)
    if not known:
        return []
    terms: list[cp_model.LinearExprT] = []
    for g in range(len(task.groups)):
        off = sum((known * key[0] - total) * count[key, g] for key in classes if key[0] is not None)
        excess = model.new_int_var(0, max(abs(level) for level in task.levels.values()) * known, "")
        reach = known * (excess + tolerance) + known - 1
        model.add(off <= reach)
        model.add(-off <= reach)
        terms.append(weight * excess)
    return terms


def _home_groups_met(
    model: cp_model.CpModel,
    classes: dict[tuple[int | None, str, str], list[str]],
    count: dict[tuple[tuple[int | None, str, str], int], cp_model.IntVar],
    number: int,
) -> list[cp_model.LinearExprT]:
    """How many (home group, group) pairs meet: fewer means fewer lessons to keep clear of."""
    terms: list[cp_model.LinearExprT] = []
    for home in sorted({key[1] for key in classes}):
        for g in range(number):
            meets = model.new_bool_var("")
            for key, pupils in classes.items():
                if key[1] == home:
                    model.add(count[key, g] <= len(pupils) * meets)
            terms.append(meets)
    return terms
