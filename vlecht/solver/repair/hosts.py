"""Where the pupils of a session can go when it has nobody: whole to one other, or each to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.models.deliveries import InstructionRoundsDelivery
from vlecht.models.plan import Activity
from vlecht.models.words import Function
from vlecht.rules.registry import RULE

if TYPE_CHECKING:
    from vlecht.solver.repair.case import Case

NOT_HOSTS = ("instruction", "support")
"""Kinds of sessions that take no guests: they are made for named pupils."""
STAYS = ("instruction", "support")
"""Kinds of sessions whose pupils cannot go elsewhere without missing what they are for."""
MANY = 6
"""Guests in one session beyond so many weigh more."""
PUPIL, HOST, YEAR, CROWD = 8, 10, 4, 6
"""What it weighs: a pupil who goes elsewhere, each different host of a pupil, each year of difference in age,
and each guest beyond many."""


@dataclass(frozen=True)
class Stream:
    """Sessions that, after each other, cover the time of a session whose pupils come as guests."""

    name: str
    """The home group or instruction group that is joined, or the delivery and room."""
    activities: tuple[str, ...]


class Places:
    """Guests of a week: who may go where, and how many fit."""

    def __init__(self, case: Case, model: cp_model.CpModel, gone: dict[str, cp_model.IntVar]) -> None:
        """``gone``: activities whose pupils may go elsewhere -> the literal that they do."""
        self.case = case
        self.model = model
        self.gone = gone
        self.whole: dict[str, dict[Stream, cp_model.IntVar]] = {}
        """Activity -> stream -> all of its pupils go there."""
        self.single: dict[str, dict[tuple[str, Stream], cp_model.IntVar]] = {}
        """Activity -> (pupil, stream) -> the pupil goes there."""
        self.prices: list[cp_model.LinearExprT] = []
        self._guests: dict[str, list[cp_model.LinearExprT]] = defaultdict(list)

    def merge(self, activity: Activity) -> None:
        """All pupils of an activity may go to one stream."""
        heads, pupils = self.case.week.heads(activity), self.pupils(activity)
        chosen = {
            stream: self.model.new_bool_var("")
            for stream in self.streams(activity)
            if not any(self._shuns(pupil, stream) for pupil in pupils)
        }
        self.model.add(sum(chosen.values()) == self.gone[activity.id])
        for stream, literal in chosen.items():
            near = min(self._distance(pupil, stream) for pupil in pupils)
            same = self.case.activity[stream.activities[0]].subject == activity.subject
            self.prices.append((PUPIL * heads + YEAR * heads * near + (0 if same else heads)) * literal)
            self._host(stream, heads * literal, literal)
        self.whole[activity.id] = chosen

    def distribute(self, activity: Activity) -> None:
        """Each pupil of an activity may go to another stream, those to be kept apart not to each other."""
        streams, pupils = self.streams(activity), self.pupils(activity)
        chosen: dict[tuple[str, Stream], cp_model.IntVar] = {}
        for pupil in pupils:
            mine = [stream for stream in streams if not self._shuns(pupil, stream)]
            for stream in mine:
                chosen[pupil, stream] = self.model.new_bool_var("")
                price = PUPIL + YEAR * self._distance(pupil, stream)
                self.prices.append(price * chosen[pupil, stream])
            self.model.add(sum(chosen[pupil, stream] for stream in mine) == self.gone[activity.id])
        self._keep_apart(chosen)
        for stream in streams:
            coming = [literal for (_, found), literal in chosen.items() if found == stream]
            if coming:
                any_ = self.model.new_bool_var("")
                self.model.add_max_equality(any_, coming)
                self._host(stream, sum(coming), any_)
                crowd = self.model.new_int_var(0, len(coming), "")
                self.model.add(crowd >= sum(coming) - MANY)
                self.prices.append(CROWD * crowd)
        self.single[activity.id] = chosen

    def settle(self) -> None:
        """What fits, and that pupils keep one host for as much of the week as they can."""
        self._fit()
        together: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
        for chosen in self.single.values():
            for (pupil, stream), literal in chosen.items():
                together[pupil, stream.name].append(literal)
        for literals in together.values():
            one = self.model.new_bool_var("")
            self.model.add_max_equality(one, literals)
            self.prices.append(HOST * one)

    def streams(self, activity: Activity) -> tuple[Stream, ...]:
        """Where pupils of an activity could be for all of its time."""
        known = self._streams.get(activity.id)
        if known is None:
            known = self._streams[activity.id] = tuple(self._find(activity))
        return known

    @cached_property
    def _streams(self) -> dict[str, tuple[Stream, ...]]:
        return {}

    def _find(self, activity: Activity) -> Iterator[Stream]:
        case = self.case
        slots = case.slots[activity.id]
        chains: dict[str, list[str]] = defaultdict(list)
        for name, theirs in case.slots.items():
            other = case.activity[name]
            if name == activity.id or other.kind in NOT_HOSTS or set(slots).isdisjoint(theirs):
                continue
            if self._site(name) != self._site(activity.id) or not self.pupils(other):
                continue
            if not set(self.pupils(other)).isdisjoint(self.pupils(activity)):
                continue
            if theirs.start <= slots.start and slots.stop <= theirs.stop:
                yield Stream(other.groups[0], (name,))
            elif len(other.groups) == 1 and other.groups[0] in case.index.home_groups:
                chains[other.groups[0]].append(name)
            elif other.kind == "independent":
                # Rounds of independent work after each other in one room: pupils change, guests stay.
                chains[f"{other.delivery} in {case.layout.rooms.get(name)}"].append(name)
        for place, names in chains.items():
            covered = [slot for name in names for slot in case.slots[name]]
            if len(covered) == len(set(covered)) and set(covered).issuperset(slots):
                yield Stream(place, tuple(sorted(names, key=lambda name: case.slots[name].start)))

    def _site(self, activity: str) -> str | None:
        room = self.case.layout.rooms.get(activity)
        return None if room is None else self.case.index.rooms[room].site

    def pupils(self, activity: Activity) -> tuple[str, ...]:
        """Everybody in an activity's groups, guests included."""
        known = self._pupils.get(activity.id)
        if known is None:
            found = (pupil for group in activity.groups for pupil in self.case.week.attending(group))
            known = self._pupils[activity.id] = tuple(dict.fromkeys(found))
        return known

    @cached_property
    def _pupils(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _distance(self, pupil: str, stream: Stream) -> int:
        """Years between the pupil and the nearest year among those who are joined."""
        year = self.case.index.pupils[pupil].year
        years = self._years(stream.activities[0])
        return min((abs(year - other) for other in years), default=0)

    def _years(self, activity: str) -> frozenset[int]:
        known = self._years_of.get(activity)
        if known is None:
            pupils = self.pupils(self.case.activity[activity])
            known = frozenset(self.case.index.pupils[pupil].year for pupil in pupils)
            self._years_of[activity] = known
        return known

    @cached_property
    def _years_of(self) -> dict[str, frozenset[int]]:
        return {}

    @cached_property
    def _foes(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one, two in self.case.index.apart:
            found[one].add(two)
            found[two].add(one)
        return found

    def _shuns(self, pupil: str, stream: Stream) -> bool:
        foes = self._foes.get(pupil, set())
        return bool(foes) and any(
            not foes.isdisjoint(self.pupils(self.case.activity[name])) for name in stream.activities
        )

    def _keep_apart(self, chosen: dict[tuple[str, Stream], cp_model.IntVar]) -> None:
        pupils = self.case.index.pupils
        for pupil, stream in chosen:
            for foe in self._foes.get(pupil, ()):
                apart = (foe, stream) in chosen and pupil < foe
                if apart and pupils[pupil].home_group != pupils[foe].home_group:
                    self.model.add_at_most_one(chosen[pupil, stream], chosen[foe, stream])

    def _host(self, stream: Stream, guests: cp_model.LinearExprT, literal: cp_model.IntVar) -> None:
        for name in stream.activities:
            self._guests[name].append(guests)
            if name in self.gone:
                self.model.add_implication(literal, self.gone[name].negated())

    def _fit(self) -> None:
        """Rooms, supervisors and the most pupils for each member of staff."""
        case, week = self.case, self.case.week
        most = int(RULE["visits"].setting(case.index).params["per_staff"])
        ratio = int(RULE["supervision_ratio"].setting(case.index).params["ratio"])
        in_room: dict[tuple[str, int], list[str]] = defaultdict(list)
        for name, slots in case.slots.items():
            room = case.layout.rooms.get(name)
            for slot in slots if room is not None else ():
                in_room[str(room), slot].append(name)
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for name, guests in self._guests.items():
            activity, slots = case.activity[name], case.slots[name]
            heads = week.heads(activity)
            self.model.add(sum(guests) <= max(0, most * len(activity.seats) - heads))
            if activity.kind == "independent":
                delivery = case.index.deliveries[activity.delivery]
                each = delivery.ratio if isinstance(delivery, InstructionRoundsDelivery) else ratio
                guides = sum(seat.function == Function.SUPERVISE for seat in activity.seats)
                self.model.add(sum(guests) <= max(0, each * guides - heads))
            room = case.layout.rooms.get(name)
            for slot in slots if room is not None else ():
                key = (str(room), tuple(sorted(in_room[str(room), slot])))
                if key not in seen:
                    seen.add(key)
                    there = sum(week.heads(case.activity[other]) for other in key[1])
                    coming = [guest for other in key[1] for guest in self._guests.get(other, ())]
                    capacity = case.index.rooms[str(room)].capacity
                    self.model.add(sum(coming) <= max(0, capacity - there))
