"""Broken schools: samples with one to three realistic mistakes, and the facts that name what was broken.

Each mistake passes the check of the file: only a proof can tell that no roster exists.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vlecht.instances.samples import sample
from vlecht.models.school import School

Data = dict[str, Any]


@dataclass(frozen=True)
class Broken:
    """A sample, what is done to it, and beginnings of the ids of facts of which one must be named."""

    name: str
    sample: str
    change: Callable[[Data], None]
    causes: tuple[str, ...]

    def school(self) -> School:
        """The broken school."""
        data = copy.deepcopy(_data(self.sample))
        self.change(data)
        return School.model_validate(data)


@lru_cache(maxsize=3)
def _data(name: str) -> Data:
    return sample(name).school.canonical()


BROKEN: list[Broken] = []


def broken(sample: str, *causes: str) -> Callable[[Callable[[Data], None]], Callable[[Data], None]]:
    """Put a mistake in the library."""

    def put(change: Callable[[Data], None]) -> Callable[[Data], None]:
        BROKEN.append(Broken(change.__name__, sample, change, causes))
        return change

    return put


def _of(data: Data, kind: str, name: str) -> Data:
    found: Data = next(item for item in data[kind] if item["id"] == name)
    return found


def _away(data: Data, person: str, *days: str) -> None:
    _of(data, "staff", person).setdefault("availability", []).append({"days": list(days)} if days else {})


def _pause(data: Data, name: str) -> Data:
    found: Data = next(pause for pause in data["calendar"]["breaks"] if pause["id"] == name)
    return found


def _line(data: Data, subject: str, *, young: bool = False) -> Data:
    lines = [line for line in data["curriculum"] if line["subject"] == subject]
    found: Data = next(line for line in lines if ("12a" in line["home_groups"]) == young)
    return found


# Leave and illness


@broken("p4-87", "cannot|t03|fri", "cannot|t04|fri", "cannot|t06|fri")
def three_ill_on_friday(data: Data) -> None:
    for person in ("t03", "t04", "t06"):
        _away(data, person, "fri")


@broken("p4-87", "cannot|t03", "cannot|t07")
def leave_of_two(data: Data) -> None:
    _away(data, "t03")
    _away(data, "t07")


@broken("borgstee-220", "cannot|t03||", "cannot|t06||", "cannot|t07||", "cannot|t13||", "cannot|t15||")
def long_leave_of_a_team(data: Data) -> None:
    for person in ("t03", "t06", "t07", "t13", "t15"):
        _away(data, person)


@broken("variant-1", *(f"cannot|{person}|tue" for person in ("t01", "t03", "t05", "t08", "t13")))
def training_day_on_tuesday(data: Data) -> None:
    for person in ("t01", "t03", "t05", "t08", "t13"):
        _away(data, person, "tue")


@broken("blokhuus-250", "cannot|t03||", "cannot|t08||", "cannot|t15||")
def full_timers_gone(data: Data) -> None:
    for person in ("t03", "t08", "t15"):
        _away(data, person)


# Contracts


@broken("p4-87", "contact|t04")
def contract_typed_wrong(data: Data) -> None:
    _of(data, "staff", "t04")["contact_minutes"] = 150


@broken("variant-5", "contact|t03", "contact|t08", "contact|t13")
def full_time_typed_as_a_tenth(data: Data) -> None:
    for person in ("t03", "t08", "t13"):
        staff = _of(data, "staff", person)
        staff["fte"] = 0.1
        staff.pop("contact_minutes", None)


@broken("akkrum-275", "leads|gym", "max_days|specialist1", "contact|specialist1", "cannot|specialist1")
def gym_by_a_specialist_of_one_day(data: Data) -> None:
    for delivery in data["deliveries"]:
        if delivery["subject"] == "gym":
            delivery["leads"] = ["specialist1"]
    _of(data, "staff", "specialist1")["max_days"] = 1
    _of(data, "staff", "specialist1")["contact_minutes"] = 900


# Qualifications and roles


@broken("akkrum-275", "leads|math-c78")
def one_lead_for_two_groups_at_once(data: Data) -> None:
    _of(data, "deliveries", "math-c78")["leads"] = ["t16"]


@broken("blokhuus-250", "leads|world-c34")
def one_lead_for_three_stations(data: Data) -> None:
    for station in _of(data, "deliveries", "world-c34")["stations"]:
        station["leads"] = ["t06"]


@broken("variant-2", "qualified|", "leads|")
def lost_qualification(data: Data) -> None:
    for delivery in data["deliveries"]:
        if delivery["subject"] == "gym":
            delivery["leads"] = ["specialist1", "t08"]
    _of(data, "staff", "specialist1")["qualifications"] = [{"subjects": ["movement"]}]
    _of(data, "staff", "t08")["contact_minutes"] = 300


@broken("variant-4", "function|support", "contact|coordinator1")
def support_left_out_of_the_roles(data: Data) -> None:
    for role in data["roles"]:
        if role["id"] != "coordinator":
            role.get("functions", {}).pop("support", None)
    _of(data, "staff", "coordinator1")["contact_minutes"] = 240


@broken("variant-3", "leads|nt2", "contact|coordinator1", "support|nt2")
def support_beyond_the_coordinator(data: Data) -> None:
    nt2 = _of(data, "deliveries", "nt2")
    nt2["leads"] = ["coordinator1"]
    nt2["sessions"] = 12


# Aligned groups, rounds, workshops


@broken("borgstee-220", "groups|math-c34")
def too_many_level_groups(data: Data) -> None:
    math = _of(data, "deliveries", "math-c34")
    math["groups"] = {"min": 12, "max": 12}
    math["size"] = {"min": 3, "max": 12}


@broken("akkrum-275", "groups|math-c34", "groups|math-c56", "groups|math-c78")
def six_groups_everywhere(data: Data) -> None:
    for name in ("math-c34", "math-c56", "math-c78"):
        delivery = _of(data, "deliveries", name)
        delivery["groups"] = {"min": 9, "max": 9}
        delivery["size"] = {"min": 1, "max": 20}


@broken("variant-3", "freed|language-c34")
def more_freed_than_there_are(data: Data) -> None:
    _of(data, "deliveries", "language-c34")["freed"] = 5


@broken("kameleon", "freed|math-c34", "freed|language-c34")
def freed_in_the_largest_cluster(data: Data) -> None:
    for delivery in data["deliveries"]:
        if delivery["form"] == "instruction_rounds" and "3a" in delivery["home_groups"]:
            delivery["freed"] = 6


@broken("variant-5", "leads|")
def all_workshops_by_one_person(data: Data) -> None:
    for delivery in data["deliveries"]:
        if delivery["form"] == "workshops":
            delivery["leads"] = ["t08"]


# Groups of pupils


@broken("kameleon", "apart|")
def five_pupils_all_apart(data: Data) -> None:
    five = [pupil for pupil in data["pupils"] if pupil["home_group"] == "5a"][:5]
    for pupil in five:
        pupil["apart"] = [other["id"] for other in five if other is not pupil]


@broken("variant-3", "pin|pupil")
def pinned_together_and_kept_apart(data: Data) -> None:
    group = "math-c34.g1"
    one, two = [pupil for pupil in data["pupils"] if pupil["home_group"] == "3a"][:2]
    one["apart"] = [two["id"]]
    data["pins"] = [{"what": "pupil", "pupil": pupil["id"], "group": group} for pupil in (one, two)]


# The day: breaks, meetings, presence


@broken("p4-87", "duty|lunch")
def too_many_eyes_at_lunch(data: Data) -> None:
    _pause(data, "lunch")["supervisors"] = 8


@broken("p4-87", "rule|staff_break")
def a_break_of_two_hours(data: Data) -> None:
    _away(data, "t07", "mon")
    rules = data.setdefault("policy", {}).setdefault("rules", {})
    # Four hours without a break, as by default, is enough for the four leads who are left.
    rules["staff_break"] = {"params": {"minutes": 120, "when_longer_than": 120}}


@broken("borgstee-220", "meeting|team")
def everybody_at_the_team_meeting(data: Data) -> None:
    _of(data, "meetings", "team")["attendance"] = "all"


@broken("variant-2", "meeting|stand-up")
def stand_up_during_the_first_lesson(data: Data) -> None:
    _of(data, "meetings", "stand-up")["windows"] = [{"start": "08:30", "end": "08:45"}]


@broken("p4-87", "meeting|prep-34a")
def preparing_when_one_is_away(data: Data) -> None:
    _of(data, "meetings", "prep-34a")["windows"] = [{"days": ["wed"], "start": "08:30", "end": "14:00"}]


@broken("p4-87", "presence|", "cannot|director1")
def leader_and_coordinator_both_away(data: Data) -> None:
    _away(data, "director1", "fri")


# Rooms and equipment


@broken("p4-87", "shared|gym1")
def gym_ours_for_half_an_hour(data: Data) -> None:
    _of(data, "rooms", "gym1")["shared"] = [{"days": ["mon"], "start": "13:00", "end": "13:30"}]


@broken("variant-1", "shared|gym1")
def gym_ours_on_one_afternoon(data: Data) -> None:
    _of(data, "rooms", "gym1")["shared"] = [{"days": ["thu"], "start": "13:00", "end": "15:00"}]


@broken("blokhuus-250", "room|")
def upper_floor_closed(data: Data) -> None:
    lost = {f"room{number:02d}" for number in range(4, 11)}
    for group in data["home_groups"]:
        if group.get("room") in lost:
            group.pop("room")
    data["rooms"] = [room for room in data["rooms"] if room["id"] not in lost]


@broken("blokhuus-250", "equipment|tablets")
def tablets_broken(data: Data) -> None:
    data["equipment"][0]["count"] = 8


# Lessons that do not fit


@broken("variant-3", "windows|rt-c34")
def remedial_only_at_lunch(data: Data) -> None:
    _of(data, "deliveries", "rt-c34")["windows"] = [{"start": "12:00", "end": "13:00"}]


# Pins


@broken("kameleon", "pin|start")
def two_lessons_pinned_over_each_other(data: Data) -> None:
    data["pins"] = [
        {"what": "start", "block": "gym-c34/3a#1", "day": "mon", "start": "08:30"},
        {"what": "start", "block": "english-c34/3a#1", "day": "mon", "start": "08:45"},
    ]


@broken("variant-1", "pin|staff", "pin|start")
def pinned_to_somebody_who_is_away(data: Data) -> None:
    block = next(d["id"] for d in data["deliveries"] if d["subject"] == "art" and "3a" in d["home_groups"])
    data["pins"] = [
        {"what": "start", "block": f"{block}/3a#1", "day": "mon", "start": "13:00"},
        {"what": "staff", "session": f"{block}/3a#1", "staff": "t05"},
    ]


@broken("variant-2", "pin|room", "pin|start")
def two_classes_pinned_in_one_room(data: Data) -> None:
    data["pins"] = [
        pin
        for group in ("3a", "4a")
        for pin in (
            {"what": "start", "block": f"math-c34/{group}#1", "day": "tue", "start": "08:30"},
            {"what": "room", "session": f"math-c34/{group}#1", "room": "room04"},
        )
    ]


@broken("variant-3", "pin|staff", "pin|start")
def one_teacher_pinned_twice(data: Data) -> None:
    data["pins"] = [
        pin
        for group in ("3a", "4a")
        for pin in (
            {"what": "start", "block": f"english-c34/{group}#1", "day": "tue", "start": "13:00"},
            {"what": "staff", "session": f"english-c34/{group}#1", "staff": "t08"},
        )
    ]
