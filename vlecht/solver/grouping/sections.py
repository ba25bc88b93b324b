"""At which moment each section of a workshop is given: what rules ask of it, and one order of many alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ortools.sat.python import cp_model

from vlecht.solver.grouping.enrolments import Linear
from vlecht.solver.grouping.workshop_task import WorkshopTask


class SectionModel:
    """The part of a CP-SAT model of a workshop task that says when sections are given.

    ``given[section][moment]``: whether a section is given then. ``cost``, ``fairness``: what is charged.
    """

    def __init__(self, task: WorkshopTask, evenly: bool) -> None:
        self.task = task
        self.model = cp_model.CpModel()
        self.cost: list[Linear] = []
        self.fairness: list[Linear] = []
        self.moments = range(len(task.moments))
        self.given = [[self.model.new_bool_var("") for _ in self.moments] for _ in task.sections]
        _state(self, evenly)

    def charge(self, rule: str, amount: Linear, upper: int, limit: int = 0) -> None:
        """What an amount (at most ``upper``) is above a limit breaks a rule: forbid it, or make it count."""
        setting = self.task.setting(rule)
        if upper <= limit or setting.mode == "off":
            return
        if setting.mode == "hard":
            self.model.add(amount <= limit)
        else:
            over = self.model.new_int_var(0, upper - limit, "")
            self.model.add(over >= amount - limit)
            (self.fairness if rule == "worst_served" else self.cost).append(setting.weight * over)


def _state(m: SectionModel, evenly: bool) -> None:
    """Moments of sections. ``evenly`` spreads them over the moments."""
    task, model = m.task, m.model
    for s, section in enumerate(task.sections):
        model.add_exactly_one(m.given[s])
        allowed = task.offers[section.offer].moments
        for t in m.moments:
            if allowed and t + 1 not in allowed:
                model.add(m.given[s][t] == 0)
    for pin in task.pins:
        if pin.what == "moment" and pin.moment <= len(task.moments):
            s = next(n for n, section in enumerate(task.sections) if section.name == pin.section)
            model.add(m.given[s][pin.moment - 1] == int(not pin.forbid))
    for t in m.moments:
        _at_moment(m, t)
    if task.spare is not None:
        # One of its sections is given at every moment: nobody minds which, and more are not needed.
        for t in m.moments:
            model.add(m.given[task.sections_of[task.spare][t]][t] == 1)
    if evenly and not task.delivery.moments:
        # Staff who can lead are enough at every moment when sections are spread evenly.
        most = -(-len(task.sections) // max(1, len(task.moments)))
        for t in m.moments:
            model.add(sum(m.given[s][t] for s in range(len(task.sections))) <= most)
    _in_order(m)


def _in_order(m: SectionModel) -> None:
    """Sections that nothing tells apart are given in order, and moments that nothing tells apart are used in
    order by the sections that exclude each other most."""
    task, model = m.task, m.model
    tied = {pin.section if pin.what == "moment" else pin.group for pin in task.pins}
    for sections in task.sections_of:
        for one, two in pairwise(sections):
            a, b = task.sections[one], task.sections[two]
            if a.leads == b.leads and not {a.name, b.name} & tied:
                first = sum(t * m.given[one][t] for t in m.moments)
                model.add(first <= sum(t * m.given[two][t] for t in m.moments))
    for moments in _alike(m):
        crowd = _crowd(m, moments)
        for place, s in enumerate(crowd):
            for before, after in pairwise(moments):
                model.add(m.given[s][after] <= sum(m.given[other][before] for other in crowd[:place]))


def _alike(m: SectionModel) -> list[list[int]]:
    """Moments between which nothing tells, two at least together, each list in order."""
    task = m.task
    pinned = {pin.moment - 1 for pin in task.pins if pin.what == "moment"}
    found: dict[object, list[int]] = {}
    for t in m.moments:
        limits = task.delivery.moments[t] if t < len(task.delivery.moments) else None
        offers = tuple(not offer.moments or t + 1 in offer.moments for offer in task.offers)
        if t not in pinned:
            found.setdefault((limits and limits.model_dump_json(), offers), []).append(t)
    return [moments for moments in found.values() if len(moments) > 1]


def _crowd(m: SectionModel, moments: Sequence[int]) -> list[int]:
    """The most sections that are never at one moment: of one person, or of one offer that is not parallel."""
    task = m.task
    apart: dict[object, list[int]] = {}
    for s, section in enumerate(task.sections):
        offer = task.offers[section.offer]
        if section.offer == task.spare or (offer.moments and moments[0] + 1 not in offer.moments):
            continue
        if len(section.leads) == 1:
            apart.setdefault(section.leads, []).append(s)
        if not offer.parallel and task.setting("sections_per_moment").mode == "hard":
            apart.setdefault(section.offer, []).append(s)
    return max(apart.values(), key=len, default=[])


def _at_moment(m: SectionModel, t: int) -> None:
    """Limits of a moment, offers beside themselves, and sections that share their few leads."""
    task, model = m.task, m.model
    if t < len(task.delivery.moments):
        limits = task.delivery.moments[t]
        counted = [s for s, found in enumerate(task.sections) if task.offers[found.offer].repeat != "often"]
        held = sum(m.given[s][t] for s in counted)
        if limits.max_sections is not None:
            m.charge("sections_per_moment", held, len(counted), limits.max_sections)
        m.charge("sections_per_moment", -held, 0, -limits.min_sections)
    for offer, sections in zip(task.offers, task.sections_of, strict=True):
        if not offer.parallel:
            m.charge("sections_per_moment", sum(m.given[s][t] for s in sections), len(sections), 1)
    named = {frozenset(section.leads) for section in task.sections if section.leads}
    for leads in sorted(named, key=sorted):
        inside = [s for s, found in enumerate(task.sections) if found.leads and leads.issuperset(found.leads)]
        if len(inside) > len(leads):
            model.add(sum(m.given[s][t] for s in inside) <= len(leads))
