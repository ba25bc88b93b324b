"""When sessions can be: counts of interchangeable sessions per place, and home groups that are always taught.

A relaxation: it holds of every roster of the school, whoever is in which instruction group.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ortools.sat.python import cp_model

from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.grid import Grid
from vlecht.models.plan import Block
from vlecht.solver.diagnose.assumed import Assumed
from vlecht.solver.diagnose.scope import Scope
from vlecht.solver.diagnose.sessions import Act, Alike, Place, always, filled, sessions


@dataclass(frozen=True)
class Option:
    """So many (``count``) of a kind's sessions cover exactly these slots."""

    slots: Place
    count: cp_model.IntVar


@dataclass(frozen=True)
class Kind:
    """Interchangeable blocks and where they can be."""

    block: Block
    acts: tuple[Act, ...]
    options: tuple[Option, ...]

    def on(self, grid: Grid, day: int) -> tuple[Option, ...]:
        """The options of a day."""
        return tuple(option for option in self.options if grid.day(option.slots[0]) == day)


class Times:
    """The sessions of a scope as counts per place."""

    def __init__(self, assumed: Assumed, scope: Scope, model: cp_model.CpModel) -> None:
        self.assumed = assumed
        self.index = assumed.index
        self.scope = scope
        self.model = model
        self.possible = True
        self.kinds = [self._kind(alike) for alike in sessions(assumed)]
        self._lanes()
        if assumed.rule("group_size"):
            self._sections()

    def _kind(self, alike: Alike) -> Kind:
        scope = self.scope.slots
        number = alike.number if alike.asked else len(scope)
        most = 1 if any(filled(self.assumed, group) for group in alike.block.home_groups) else number
        options = tuple(
            Option(place, self.model.new_int_var(0, most, ""))
            for place in sorted(alike.places)
            if not scope.isdisjoint(place)
        )
        inside = cp_model.LinearExpr.sum([option.count for option in options])
        if alike.asked and len(options) == len(alike.places):
            self.model.add(inside == number)
        elif options:
            self.model.add(inside <= number)
        return Kind(alike.block, alike.acts, options)

    def _lanes(self) -> None:
        """A home group is in exactly one session at each of its lesson slots."""
        cover: dict[tuple[str, int], list[cp_model.IntVar]] = defaultdict(list)
        for kind in self.kinds:
            for option in kind.options:
                for group in kind.block.home_groups:
                    for slot in option.slots:
                        cover[group, slot].append(option.count)
        for group in self.index.home_groups:
            if not self.assumed.holds(f"time|{group}"):
                continue
            exact, sure = filled(self.assumed, group), always(self.assumed, group)
            for slot in sorted(sure & self.scope.slots):
                here = cover[group, slot]
                if not here:
                    self.possible = False
                elif exact:
                    self.model.add_exactly_one(here)
                else:
                    self.model.add(cp_model.LinearExpr.sum(here) >= 1)

    def _sections(self) -> None:
        """Workshop sections are held at moments of their delivery, with places for all pupils at each."""
        for delivery in self.index.school.deliveries:
            if not isinstance(delivery, WorkshopsDelivery):
                continue
            moments: dict[tuple[int, ...], list[cp_model.IntVar]] = defaultdict(list)
            places: dict[tuple[int, ...], list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
            capacity = {
                f"{delivery.id}.{offer.id}.{n}": offer.capacity
                for offer in delivery.offers
                for n in range(1, offer.sections + 1)
            }
            mine = [kind for kind in self.kinds if kind.block.delivery == delivery.id]
            if not all(self.assumed.asked(kind.block) for kind in mine):
                continue
            for kind in mine:
                for option in kind.options:
                    if kind.block.hosts:
                        places[option.slots].append((capacity[kind.block.id], option.count))
                    else:
                        moments[option.slots].append(option.count)
            pupils = sum(len(self.index.pupils_of[group]) for group in delivery.home_groups)
            for place, sections in places.items():
                held = cp_model.LinearExpr.sum(moments[place]) if moments[place] else 0
                self.model.add(sum(count for _, count in sections) <= len(capacity) * held)
            for place, held_here in moments.items():
                if all(self.assumed.holds(f"offer|{delivery.id}|{o.id}") for o in delivery.offers):
                    room = sum(n * count for n, count in places[place])
                    self.model.add(pupils * sum(held_here) <= room)
