"""Each check finds its fault in an otherwise right school, and says what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.schools import tiny_data
from vlecht.instances.findings import Finding
from vlecht.instances.school_json import examine_data

Data = dict[str, Any]


def _named(data: Data, kind: str, name: str) -> Data:
    found: Data = next(item for item in data[kind] if item["id"] == name)
    return found


def _line(data: Data, subject: str) -> Data:
    found: Data = next(item for item in data["curriculum"] if item["subject"] == subject)
    return found


def _findings(change: Callable[[Data], Any]) -> tuple[Finding, ...]:
    data = tiny_data()
    change(data)
    return examine_data("school.json", data).findings


def test_the_tiny_school_is_right() -> None:
    assert _findings(lambda _data: None) == ()


def _set(kind: str, name: str, **values: Any) -> Callable[[Data], None]:
    return lambda data: _named(data, kind, name).update(values)


def _calendar(**values: Any) -> Callable[[Data], None]:
    return lambda data: data["calendar"].update(values)


PAUSE = {"id": "pause", "start": "10:15", "end": "10:30", "supervisors": 1}

CASES: list[tuple[str, Callable[[Data], Any], str, str]] = [
    # (code, what is done to the tiny school, part of the place, part of the problem)
    ("unknown-reference", _set("home_groups", "a1", cluster="c"), "home_groups[0].cluster", "not a cluster"),
    ("unknown-reference", _set("home_groups", "a1", room="attic"), "home_groups[0].room", "not a room"),
    ("unknown-reference", _set("rooms", "gym", site="moon"), "rooms[6].site (room gym)", "not a site"),
    ("unknown-reference", _set("staff", "carer", roles=["chef"]), "staff[7].roles[0]", "not a role"),
    (
        "unknown-reference",
        _set("clusters", "a", team=["nobody"]),
        "clusters[0].team[0]",
        "not a staff member",
    ),
    ("unknown-reference", _set("pupils", "p-a1-0", wishes=["knitting"]), "wishes[0]", "not a workshop offer"),
    ("unknown-reference", _set("pupils", "p-a1-0", together=["zoe"]), "together[0]", "not a pupil"),
    (
        "unknown-reference",
        _set("pupils", "p-a1-0", works_with={"math": "z"}),
        "works_with.math",
        "not a cluster",
    ),
    ("unknown-reference", _set("pupils", "p-a1-0", levels={"maths": 3}), "levels.maths", "not a subject"),
    ("unknown-reference", _set("deliveries", "gym-a", leads=["gymnst"]), "leads[0]", "not a staff member"),
    (
        "unknown-reference",
        _set("deliveries", "gym-a", equipment={"balls": 1}),
        "balls",
        "not an equipment pool",
    ),
    ("unknown-reference", _set("deliveries", "rt", never_from=["maths"]), "never_from[0]", "not a subject"),
    (
        "unknown-reference",
        _set("meetings", "prep-a", clusters=["x"]),
        "meetings[0].clusters[0]",
        "not a cluster",
    ),
    ("listed-twice", _set("deliveries", "gym-a", home_groups=["a1", "a1"]), "home_groups[1]", "twice"),
    ("too-few", _set("deliveries", "gym-a", home_groups=[]), "deliveries[5].home_groups", "no home group"),
    ("too-few", _calendar(days=[]), "calendar.days", "no school day"),
    ("too-few", _calendar(lessons=[], opening=[]), "calendar.lessons", "no window for lessons"),
    ("too-few", _set("home_groups", "a1", years=[]), "home_groups[0].years", "no year"),
    ("too-few", _set("staff", "carer", roles=[]), "staff[7].roles", "no role"),
    ("too-few", _set("meetings", "prep-a", windows=[]), "meetings[0].windows", "no window"),
    ("duplicate-id", lambda d: d["pupils"].append(d["pupils"][0]), "pupils[24].id", "pupils[0].id"),
    ("unknown-day", _calendar(days=["mon", "tue", "wedn"]), "calendar.days[2]", "not a weekday"),
    ("unknown-day", _set("deliveries", "walk-a", days=["sun"]), "deliveries[0].days[0]", "not a school day"),
    ("listed-twice", _calendar(days=["mon", "tue", "wed", "mon"]), "calendar.days[3]", "twice"),
    (
        "empty-window",
        _calendar(lessons=[{"start": "12:00", "end": "08:30"}]),
        "calendar.lessons[0]",
        "end after",
    ),
    (
        "off-grid",
        _calendar(lessons=[{"start": "08:35", "end": "12:05"}]),
        "calendar.lessons[0].start",
        "15 minutes",
    ),
    ("off-grid", lambda d: _line(d, "math").update(minutes=130), "curriculum[0].minutes", "15 minutes"),
    (
        "empty-window",
        _calendar(periods=[{"id": "one", "start": "2026-10-01", "end": "2026-09-01"}]),
        "calendar.periods[0]",
        "ends before",
    ),
    (
        "outside-day",
        _calendar(breaks=[PAUSE, {"id": "late", "start": "15:00", "end": "15:15"}]),
        "calendar.breaks[1]",
        "outside the school day",
    ),
    (
        "no-lesson-time",
        _calendar(breaks=[{"id": "all", "start": "08:30", "end": "12:00"}]),
        "clusters[0]",
        "no lesson time",
    ),
    (
        "outside-day",
        _set("deliveries", "walk-a", start="10:15"),
        "deliveries[0].start",
        "not wholly in the lesson",
    ),
    ("curriculum-sum", lambda d: _line(d, "math").update(minutes=90), "home group a1", "540 minutes a week"),
    ("session-length", lambda d: _line(d, "task").update(shortest=60), "curriculum[6]", "cannot be made"),
    (
        "unused",
        lambda d: d["curriculum"].append({"years": [9], "subject": "rt", "minutes": 30}),
        "years",
        "no home",
    ),
    (
        "not-delivered",
        lambda d: d["deliveries"].remove(_named(d, "deliveries", "gym-a")),
        "home_groups[0]",
        "no delivery gives it",
    ),
    (
        "delivered-twice",
        lambda d: d["deliveries"].append(
            {"form": "class", "id": "more", "subject": "gym", "home_groups": ["a1"]}
        ),
        "home_groups[0]",
        "gym-a and more",
    ),
    (
        "not-in-curriculum",
        lambda d: d["deliveries"].append(
            {"form": "class", "id": "more", "subject": "rt", "home_groups": ["a1"]}
        ),
        "deliveries[17]",
        "no minutes of rt",
    ),
    (
        "unequal-lines",
        lambda d: d["curriculum"].append(
            {"home_groups": ["a2"], "subject": "math", "minutes": 135, "usual": 60}
        ),
        "deliveries[1]",
        "cannot start together",
    ),
    (
        "fixed-sum",
        _set("deliveries", "walk-a", minutes=30),
        "deliveries[0]",
        "gives home group a1 30 minutes",
    ),
    ("not-divisible", _set("deliveries", "lang-a", rounds=2), "deliveries[2]", "divided into 2 rounds"),
    (
        "not-divisible",
        lambda d: _named(d, "deliveries", "world-a")["stations"].append({"id": "art"}),
        "deliveries[3]",
        "divided into 3 stations",
    ),
    (
        "too-little-instruction",
        _set("deliveries", "lang-a", instruction_minutes=15),
        "deliveries[2]",
        "1 × (15 − 5) = 10 minutes",
    ),
    ("too-few-offers", lambda d: _named(d, "deliveries", "choice-a")["offers"].pop(), "offers", "2 moments"),
    (
        "unequal-moments",
        lambda d: _line(d, "choice").update(minutes=75),
        "deliveries[4]",
        "different lengths",
    ),
    (
        "no-level-groups",
        _set("pupils", "p-a1-0", works_with={"gym": "b"}),
        "works_with.gym",
        "gives no level_groups of gym",
    ),
    ("unused", _set("deliveries", "rt", needs=["rt", "remedial"]), "needs[1]", "need of no pupil"),
    (
        "too-little-time",
        _set("deliveries", "rt", windows=[{"days": ["mon"], "start": "09:00", "end": "09:15"}]),
        "windows",
        "less than one session",
    ),
    (
        "too-little-time",
        _set("deliveries", "gym-a", windows=[{"days": ["mon"], "start": "09:00", "end": "09:15"}]),
        "windows",
        "hold 15 minutes of lesson time",
    ),
    (
        "unused",
        _set("deliveries", "walk-a", windows=[{"days": ["mon"], "start": "09:00", "end": "09:15"}]),
        "windows",
        "stand beside a given time",
    ),
    (
        "too-many-pupils",
        _set("deliveries", "math-a", size={"max": 5}),
        "deliveries[1]",
        "12 pupils for 2 groups",
    ),
    ("too-few-pupils", _set("deliveries", "math-a", size={"min": 7}), "deliveries[1]", "2 too few"),
    ("bad-value", _set("deliveries", "math-a", size={"min": 9, "max": 3}), "size", "min above its max"),
    ("bad-value", _set("deliveries", "math-a", groups={"min": 3, "max": 2}), "groups", "min above its max"),
    (
        "too-many-pupils",
        lambda d: _named(d, "deliveries", "choice-a")["offers"][0].update(capacity=2),
        "offers",
        "22 places for 12 pupils × 2",
    ),
    (
        "too-few-pupils",
        lambda d: _named(d, "deliveries", "choice-a")["offers"][0].update(min=9, capacity=20, sections=4),
        "offers",
        "ask at least",
    ),
    ("no-room", _set("deliveries", "gym-a", room_kinds=["pool"]), "deliveries[5]", "no suitable room"),
    ("room-too-small", _set("rooms", "gym", capacity=5), "deliveries[5]", "6 pupils of a1"),
    (
        "too-few-rooms",
        _set("deliveries", "math-a", room_kinds=["gym"]),
        "deliveries[1]",
        "2 activities at once, and suitable rooms for 1",
    ),
    (
        "nobody-may",
        _set("deliveries", "gym-a", leads=["carer"]),
        "deliveries[5]",
        "qualified for gym in year 3",
    ),
    ("nobody-may", _calendar(breaks=[PAUSE | {"supervisors": 99}]), "supervisors", "staff have a role"),
    ("nobody-may", lambda d: d["presence"][0].update(at_least=3), "presence[0].at_least", "2 staff named"),
    ("unknown-band", _set("pupils", "p-a1-0", levels={"math": "gold"}), "levels.math", "not a band of math"),
    (
        "unknown-reference",
        _set("deliveries", "read-a", alone=["read-a/a1#1", "read-a/a9#1"]),
        "alone[1]",
        "not a session of this delivery",
    ),
    (
        "stale-pin",
        lambda d: d.update(pins=[{"what": "start", "block": "math-a#9", "day": "mon", "start": "08:45"}]),
        "pins[0].block",
        "stale",
    ),
    (
        "stale-pin",
        lambda d: d.update(pins=[{"what": "pupil", "pupil": "p-a1-0", "group": "math-a.g3"}]),
        "pins[0].group",
        "stale",
    ),
    (
        "stale-pin",
        lambda d: d.update(pins=[{"what": "room", "session": "maths", "room": "gym"}]),
        "pins[0].session",
        "stale",
    ),
    (
        "unknown-rule",
        lambda d: d.update(policy={"rules": {"group_sise": {}}}),
        "policy.rules.group_sise",
        "not a rule",
    ),
]


@pytest.mark.parametrize(("code", "change", "place", "problem"), CASES)
def test_finding(code: str, change: Callable[[Data], Any], place: str, problem: str) -> None:
    findings = _findings(change)
    fitting = [f for f in findings if f.code == code and place in f.place and problem in f.problem]
    assert fitting, "\n".join(f"{f.code} {f}" for f in findings) or "no findings"
    assert all(f.remedy for f in findings)


def test_a_sum_names_both_numbers_and_the_remedy() -> None:
    (finding, *_) = _findings(lambda d: _line(d, "math").update(minutes=180))
    assert "has 630 minutes a week in the curriculum and 585 minutes of lesson time" in finding.problem
    assert finding.remedy.startswith("take away 45 minutes")


def test_pins_on_things_of_the_plan_are_right() -> None:
    pins = [
        {"what": "start", "block": "math-a#1", "day": "mon", "start": "08:45"},
        {"what": "staff", "session": "math-a#1.g1", "staff": "t-a1"},
        {"what": "staff", "session": "gym-a/a1#1", "staff": "gymnast"},
        {"what": "room", "session": "gym-a", "room": "gym"},
        {"what": "pupil", "pupil": "p-a1-0", "group": "math-a.g1", "forbid": True},
    ]
    assert _findings(lambda d: d.update(pins=pins)) == ()


def test_sums_wait_for_references() -> None:
    """A wrong reference would make sums misleading: they are not shown until it is mended."""

    def change(data: Data) -> None:
        _line(data, "math").update(minutes=180)
        _named(data, "pupils", "p-a1-0")["home_group"] = "zz"

    assert {f.code for f in _findings(change)} == {"unknown-reference"}
