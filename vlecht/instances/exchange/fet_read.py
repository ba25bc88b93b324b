"""FET files as schools: times, staff, students sets, activities, rooms and the main constraints.

FET's hours have no minutes and its classes may be free; a home group of ours is always somewhere. So an hour
is 60 minutes, and hours without a lesson (or in which a set cannot come) are lessons ``vrij`` with a stand-in
and a room of their own, which nobody else uses. Students sets that always go together are one home group.
What is not understood is listed in the notes, never silently dropped.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from lxml import etree

from vlecht.instances.exchange.fet_activities import Activity, Students, read_activities
from vlecht.instances.exchange.fet_constraints import Asked, asked
from vlecht.instances.exchange.fet_lessons import Lesson, alike
from vlecht.instances.exchange.found import Found, usable_id
from vlecht.instances.exchange.xml import parsed, text
from vlecht.instances.findings import Finding, InputError
from vlecht.models.words import WEEKDAYS, format_clock

HOUR = 60
_KEPT = ("spread_over_days", "missed_lessons")
FREE, AWAY = "vrij", "niet-op-school"


def read(name: str, raw: bytes) -> Found:
    """The school of a .fet file. Raises :class:`InputError`."""
    root = parsed(name, raw)
    if root.tag != "fet":
        raise InputError([Finding(name, "line 1", "", "is not a FET file", "it starts with <fet", "not-fet")])
    return _Reader(name, root).read()


class _Reader:
    def __init__(self, name: str, root: etree._Element) -> None:
        self.found = Found(name)
        self.root = root
        self.students = Students(root)
        self.days = [text(day, "Name") for day in root.iterfind("Days_List/Day")]
        self.hours = [text(hour, "Name") for hour in root.iterfind("Hours_List/Hour")]
        if not 1 <= len(self.days) <= len(WEEKDAYS) or not 1 <= len(self.hours) <= 23:
            problem = f"has {len(self.days)} days of {len(self.hours)} hours"
            raise InputError(
                [Finding(name, "", "", problem, "up to 7 days of up to 23 hours can be read", "too-large")]
            )
        self.opens = min(8, 24 - len(self.hours)) * HOUR
        self.ids: dict[tuple[str, str], str] = {}
        self.taken: set[tuple[str, str]] = set()

    def read(self) -> Found:
        """Everything."""
        activities = read_activities(self.root, self.found.notes)
        homes = self._homes(activities)
        wishes = asked(self.root, self.days, self.hours)
        self._staff(wishes)
        lessons = alike(activities, homes, self.students, wishes, self.found.notes)
        self.found.notes += wishes.notes
        self._rooms(homes, wishes)
        self._calendar(wishes)
        self._deliveries(lessons, wishes)
        self._policy()
        return self.found

    def _id(self, kind: str, name: str) -> str:
        """An id for a name of FET; two names never share one."""
        if (kind, name) not in self.ids:
            number = sum(of == kind for of, _ in self.ids) + 1
            base = made = f"t{number}" if kind == "staff" else usable_id(name)
            number = 2
            while (kind, made) in self.taken:
                made = f"{base[:120]}-{number}"
                number += 1
            self.taken.add((kind, made))
            self.ids[kind, name] = made
        return self.ids[kind, name]

    def _homes(self, activities: list[Activity]) -> dict[str, tuple[str, ...]]:
        """Activity -> its home groups: students sets that go to just the same activities are one."""
        goes: dict[str, set[str]] = defaultdict(set)
        for activity in activities:
            for atom in self.students.of(activity):
                goes[atom].add(activity.id)
        same: dict[frozenset[str], list[str]] = defaultdict(list)
        for atom, ids in goes.items():
            same[frozenset(ids)].append(atom)
        by_activity: dict[str, list[str]] = defaultdict(list)
        self.home_of: dict[str, str] = {}
        for together, members in same.items():
            title = next((n for n, a in self.students.atoms.items() if set(members) == a), members[0])
            home = self._id("home", title)
            self.home_of |= dict.fromkeys(members, home)
            number = max(1, min(60, sum(self.students.heads[atom] for atom in members)))
            self.found.add(
                "home_groups",
                {"id": home, "name": title, "years": [1], "cluster": "school", "room": f"lokaal:{home}"},
            )
            for pupil in range(1, number + 1):
                self.found.add("pupils", {"id": f"{home}:{pupil}", "year": 1, "home_group": home})
            for activity_id in together:
                by_activity[activity_id].append(home)
        self.found.add("clusters", {"id": "school"})
        self.sizes = Counter(pupil["home_group"] for pupil in self.found.data.get("pupils", []))
        return {name: tuple(sorted(members)) for name, members in by_activity.items()}

    def _staff(self, wishes: Asked) -> None:
        self.found.add(
            "roles",
            {
                "id": "leerkracht",
                "end_responsible": True,
                "functions": {"lead": "alone", "co_teach": "alone"},
            },
        )
        self.found.add("roles", {"id": "stand-in", "functions": {"lead": "alone"}})
        for teacher in self.root.iterfind("Teachers_List/Teacher"):
            name = text(teacher, "Name")
            cannot = [
                self._window(day, hour) | {"level": "cannot"}
                for day, hour in wishes.teacher_away.get(name, ())
            ]
            self.found.add(
                "staff",
                {
                    "id": self._id("staff", name),
                    "name": name,
                    "roles": ["leerkracht"],
                    "contact_minutes": 7 * 24 * HOUR,
                    "availability": cannot,
                    "max_days": wishes.max_days.get(name),
                },
            )
        for home in self.sizes:
            self._stand_in(home)

    def _stand_in(self, home: str) -> str:
        name = f"{FREE}:{home}"
        self.found.add("staff", {"id": name, "roles": ["stand-in"], "contact_minutes": 7 * 24 * HOUR})
        return name

    def _window(self, day: int, hour: int) -> dict[str, Any]:
        start = self.opens + hour * HOUR
        return {"days": [WEEKDAYS[day]], "start": format_clock(start), "end": format_clock(start + HOUR)}

    def _rooms(self, homes: dict[str, tuple[str, ...]], wishes: Asked) -> None:
        most = max((sum(self.sizes[home] for home in together) for together in homes.values()), default=1)
        for home in self.sizes:
            self.found.add(
                "rooms", {"id": f"lokaal:{home}", "kind": "classroom", "capacity": most, "concurrent": 1}
            )
        bound = (*wishes.rooms.values(), *wishes.subject_rooms.values(), *wishes.home_rooms.values())
        used = {room for rooms in bound for room in rooms}
        everywhere = {(d, h) for d in range(len(self.days)) for h in range(len(self.hours))}
        for room in self.root.iterfind("Rooms_List/Room"):
            name = text(room, "Name")
            if name not in used:
                continue
            key = self._id("room", name)
            closed = wishes.room_away.get(name, ())
            ours = [self._window(*hour) for hour in sorted(everywhere - set(closed))] if closed else []
            places = max(most, int(text(room, "Capacity") or 30))
            self.found.add(
                "rooms", {"id": key, "name": name, "kind": f"fet:{key}", "capacity": places, "shared": ours}
            )

    def _calendar(self, wishes: Asked) -> None:
        window = {"start": format_clock(self.opens), "end": format_clock(self.opens + len(self.hours) * HOUR)}
        breaks = [
            {"id": f"pauze:{WEEKDAYS[day]}:{hour + 1}", **self._window(day, hour)}
            for day, hour in sorted(wishes.breaks)
        ]
        self.found.single["calendar"] = {
            "days": list(WEEKDAYS[: len(self.days)]),
            "slot_minutes": HOUR,
            "lessons": [window],
            "breaks": breaks,
        }

    def _deliveries(self, lessons: dict[Lesson, list[str]], wishes: Asked) -> None:
        filled: Counter[str] = Counter()
        used: dict[str, Counter[str]] = defaultdict(Counter)
        for lesson, ids in lessons.items():
            base = self._id("subject", lesson.subject)
            turn = max(used[home][base] for home in lesson.homes) + 1
            for home in lesson.homes:
                used[home][base] = turn
                filled[home] += lesson.hours * len(ids)
            subject = base if turn == 1 else f"{base}~{turn}"
            lead = [self._id("staff", teacher) for teacher in lesson.teachers] or [
                f"{FREE}:{lesson.homes[0]}"
            ]
            delivery = {
                "id": f"d{len(self.found.data.get('deliveries', ())) + 1}",
                "subject": subject,
                "home_groups": list(lesson.homes),
                "leads": lead,
                "room_kinds": [f"fet:{self._id('room', room)}" for room in lesson.rooms],
            }
            size = sum(self.sizes[home] for home in lesson.homes)
            if len(lesson.homes) == 1:
                form: dict[str, Any] = {"form": "co_taught" if len(lead) == 2 else "class"}
            else:
                form = {
                    "form": "level_groups",
                    "groups": {"min": len(lead), "max": len(lead)},
                    "size": {"max": size},
                    "mode": "free",
                }
            if lesson.allowed is not None:
                form["windows"] = [self._window(*hour) for hour in sorted(lesson.allowed)]
            per_day = -(-len(ids) // len(self.days)) if any(i in wishes.spread for i in ids) else len(ids)
            self._subject(subject, lesson.homes, lesson.hours * len(ids), lesson.hours, per_day)
            if form["form"] == "co_taught":
                self._second(delivery, lead)
            self.found.add("deliveries", delivery | form)
            for number, activity in enumerate(ids, 1):
                self._pin(delivery["id"], lesson, number, wishes.fixed.get(activity))
        for home in self.sizes:
            self._free_time(home, filled[home], wishes)

    def _pin(self, delivery: Any, lesson: Lesson, number: int, when: tuple[int, int] | None) -> None:
        if when is not None:
            block = (
                f"{delivery}/{lesson.homes[0]}#{number}" if len(lesson.homes) == 1 else f"{delivery}#{number}"
            )
            start = format_clock(self.opens + when[1] * HOUR)
            self.found.single.setdefault("pins", []).append(
                {"what": "start", "block": block, "day": WEEKDAYS[when[0]], "start": start}
            )

    def _second(self, delivery: dict[str, Any], lead: list[str]) -> None:
        delivery["leads"] = lead[:1]
        self.found.single.setdefault("pins", []).append(
            {"what": "staff", "session": delivery["id"], "function": "co_teach", "staff": lead[1]}
        )

    def _subject(self, subject: str, homes: tuple[str, ...], hours: int, each: int, per_day: int) -> None:
        self.found.add("subjects", {"id": subject})
        self.found.single.setdefault("curriculum", []).append(
            {
                "subject": subject,
                "home_groups": list(homes),
                "minutes": hours * HOUR,
                "usual": each * HOUR,
                "shortest": each * HOUR,
                "longest": each * HOUR,
                "max_per_day": max(1, per_day),
            }
        )

    def _free_time(self, home: str, filled: int, wishes: Asked) -> None:
        """The hours in which a home group has no lesson, so that its week is full."""
        members = {atom for atom, of in self.home_of.items() if of == home}
        away: set[tuple[int, int]] = set()
        for students, times in wishes.students_away.items():
            if members & self.students.atoms.get(students, frozenset()):
                away |= times - wishes.breaks
        room = len(self.days) * len(self.hours) - len(wishes.breaks) - len(away)
        for number, (day, hour) in enumerate(sorted(away), 1):
            subject = f"{AWAY}:{home}:{number}"
            self.found.add("subjects", {"id": subject})
            self.found.add(
                "deliveries",
                {
                    "form": "fixed",
                    "id": subject,
                    "subject": subject,
                    "home_groups": [home],
                    "minutes": HOUR,
                    "leads": [f"{FREE}:{home}"],
                    "days": [WEEKDAYS[day]],
                    "start": self._window(day, hour)["start"],
                },
            )
            self._subject(subject, (home,), 1, 1, 1)
        if filled > room:
            self.found.notes.append(
                f"home group {home} has {filled} hours of lessons in {room} hours: no timetable exists"
            )
        if filled < room:
            subject = f"{FREE}:{home}"
            self._subject(subject, (home,), room - filled, 1, len(self.hours))
            self.found.notes.append(f"home group {home}: {room - filled} free hours may lie at any time")
            self.found.add(
                "deliveries",
                {
                    "form": "class",
                    "id": subject,
                    "subject": subject,
                    "home_groups": [home],
                    "leads": [subject],
                },
            )

    def _policy(self) -> None:
        """FET knows no costs: what is asked here beyond its hard constraints is left off."""
        from vlecht.rules.registry import RULES

        rules: dict[str, dict[str, Any]] = {
            rule.id: {"mode": "off"} for rule in RULES if rule.mode == "soft" and rule.id not in _KEPT
        }
        rules |= {"spread_over_days": {"mode": "soft", "weight": 5}, "staff_break": {"mode": "off"}}
        self.found.single["policy"] = {"rules": rules}
        self.found.single["name"] = text(self.root, "Institution_Name")
