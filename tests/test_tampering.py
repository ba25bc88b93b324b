"""Every hard rule notices when one assignment of a roster without violations is tampered with.

The tampered assignment is drawn at random (from a fixed seed) among all that should break the rule. The
roster before has no hard violations; the one after has one of that rule, whose sentence names what was
tampered with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from tests.tampering import grouping, harmless, people, pupils, rooms, times
from tests.tampering.case import Case, Tampering
from tests.tampering.cases import case, made_for
from vlecht.cli import main
from vlecht.cli.exits import Exit
from vlecht.instances.registry import save_roster, save_school
from vlecht.instances.samples import SAMPLES
from vlecht.models.roster import Roster
from vlecht.rules.judge import judge
from vlecht.rules.registry import RULES

Tamperer = Callable[[Case], Iterable[Tampering]]

DRAWS = 2
"""Tamperings drawn per rule, kind and school."""

TAMPERINGS: dict[str, dict[Tamperer, tuple[str, ...]]] = {
    "pupil_one_activity": {pupils.stays_in_class: ("kameleon", "p4-87")},
    "pupil_supervised": {pupils.lesson_lapses: ("kameleon", "p4-87")},
    "group_membership": {pupils.in_no_group: ("kameleon", "p4-87", "variant-5")},
    "curriculum_minutes": {times.session_lapses: ("kameleon", "p4-87")},
    "session_length": {times.lasts_too_long: ("kameleon", "p4-87")},
    "lesson_time": {times.into_the_break: ("kameleon", "p4-87")},
    "fixed_time": {times.not_at_the_given_time: ("balans-700",)},
    "aligned_blocks": {times.out_of_step: ("kameleon", "p4-87")},
    "group_size": {
        pupils.one_more_in_a_full_group: ("tight kameleon", "tight p4-87"),
        pupils.one_fewer_in_a_smallest_group: ("tight kameleon", "tight p4-87"),
    },
    "keep_apart": {pupils.with_whom_not: ("kameleon", "p4-87")},
    "helper_present": {grouping.leaves_the_helper: ("helped kameleon",)},
    "change_budget": {grouping.changes_group: ("regrouped kameleon", "regrouped p4-87")},
    "moves_asked": {grouping.changes_group: ("regrouped kameleon", "regrouped p4-87")},
    "workshop_once": {pupils.same_workshop_again: ("variant-5",)},
    "prerequisites": {grouping.without_what_comes_before: ("ordered variant-5",)},
    "sections_per_moment": {grouping.at_another_moment: ("ordered variant-5",)},
    "visits": {pupils.too_many_guests: ("kameleon",), pupils.guests_at_another_time: ("kameleon", "p4-87")},
    "instruction_minutes": {pupils.instruction_lapses: ("kameleon", "p4-87")},
    "independent_minutes": {pupils.independent_work_lapses: ("tight kameleon", "tight p4-87")},
    "support_times": {pupils.taken_from_a_core_subject: ("kameleon", "p4-87")},
    "support_windows": {times.support_in_the_break: ("kameleon", "p4-87")},
    "supervision_ratio": {people.no_supervisor: ("kameleon", "p4-87")},
    "equipment": {times.more_than_there_are: ("tight kameleon", "tight p4-87")},
    "staffed": {people.nobody: ("kameleon", "p4-87")},
    "qualified": {
        people.by_who_may_not: ("kameleon", "p4-87"),
        people.duty_by_who_may_not: ("kameleon", "p4-87"),
    },
    "lead_capacity": {grouping.one_more_than_the_lead_may: ("limited kameleon", "limited borgstee-220")},
    "end_responsible_in_reach": {people.alone: ("in-reach p4-87",)},
    "staff_one_activity": {people.two_things_at_once: ("kameleon", "p4-87")},
    "availability": {people.who_cannot: ("kameleon", "p4-87")},
    "working_days": {
        people.on_a_day_off: ("kameleon", "p4-87"),
        people.a_day_too_many: ("kameleon", "p4-87"),
        people.a_day_not_at_school: ("kameleon", "p4-87"),
    },
    "contact_minutes": {people.more_than_the_contract: ("kameleon", "tight p4-87")},
    "staff_break": {people.lunch_on_duty: ("p4-87",)},
    "travel_time": {rooms.to_the_other_site: ("two-sites p4-87",)},
    "break_duty": {people.duty_lapses: ("kameleon", "p4-87")},
    "meetings_held": {
        times.meeting_lapses: ("kameleon", "p4-87"),
        times.meeting_without_somebody: ("kameleon", "p4-87"),
        times.meeting_in_the_lessons: ("kameleon", "p4-87"),
    },
    "presence": {people.none_of_them_there: ("kameleon", "p4-87")},
    "freed_teacher": {people.freed_at_work: ("kameleon",)},
    "room_suitable": {rooms.no_room: ("kameleon", "p4-87"), rooms.in_the_yard: ("kameleon", "p4-87")},
    "room_shared": {rooms.when_it_is_not_ours: ("kameleon",)},
    "room_one_activity": {rooms.in_a_taken_room: ("kameleon", "p4-87")},
    "room_capacity": {rooms.in_a_small_room: ("kameleon", "p4-87")},
    "pins": {
        times.not_the_pinned_day: ("pinned p4-87",),
        rooms.not_the_pinned_room: ("pinned p4-87",),
        people.not_the_pinned_person: ("pinned p4-87",),
        pupils.not_the_pinned_group: ("pinned p4-87",),
    },
}
"""Rule -> kinds of tampering that break it, and the schools to try each on."""

KINDS = [
    pytest.param(rule, kind, name, id=f"{rule}-{kind.__name__}-{name}")
    for rule, kinds in TAMPERINGS.items()
    for kind, names in kinds.items()
    for name in names
]
CASES = sorted({name for kinds in TAMPERINGS.values() for names in kinds.values() for name in names})


@cache
def _candidates(kind: Tamperer, name: str) -> tuple[Tampering, ...]:
    return tuple(kind(case(name)))


def _drawn(rule: str, kind: Tamperer, name: str, number: int) -> Tampering:
    candidates = _candidates(kind, name)
    assert candidates, f"{name} has nothing to break {rule} with"
    return Random(f"{rule} {kind.__name__} {name} {number}").choice(candidates)


def test_every_hard_rule_has_a_tampering() -> None:
    hard = [rule.id for rule in RULES if rule.mode == "hard"]
    assert list(TAMPERINGS) == hard


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sample_makes_another_rule_hard(name: str) -> None:
    hard = {rule.id for rule in RULES if rule.setting(case(name).index).mode == "hard"}
    assert hard == set(TAMPERINGS)


@pytest.mark.parametrize("name", CASES)
def test_no_hard_rule_is_broken_before(name: str) -> None:
    assert not judge(case(name).index, case(name).roster).hard


@pytest.mark.parametrize(("rule", "kind", "name"), KINDS)
def test_one_tampering_breaks_the_rule(rule: str, kind: Tamperer, name: str) -> None:
    for number in range(DRAWS):
        tampering = _drawn(rule, kind, name, number)
        roster = tampering.apply(case(name).roster)
        assert roster != case(name).roster
        found = [v.sentence for v in judge(case(name).index, roster).hard if v.rule == rule]
        assert found, tampering
        assert any(tampering.named in f"{sentence} " for sentence in found), (tampering.named, found)


def _checked(known: Case, roster: Roster, directory: Path) -> tuple[int, set[str]]:
    """Exit code of ``vlecht check`` and the hard rules it names."""
    save_school(known.school, directory / "school.json")
    save_roster(made_for(roster, known.school), directory / "roster.json")
    arguments = ["check", str(directory / "school.json"), str(directory / "roster.json"), "--json"]
    done = CliRunner().invoke(main, arguments)
    assert done.stdout, done.stderr
    listed = json.loads(done.stdout)["list"]
    return done.exit_code, {line["rule"] for line in listed if line["mode"] == "hard"}


SHOWN = (
    "pupil_one_activity",
    "group_membership",
    "lesson_time",
    "support_windows",
    "equipment",
    "qualified",
    "staff_break",
    "travel_time",
    "break_duty",
    "meetings_held",
    "freed_teacher",
    "room_one_activity",
    "pins",
)
"""Rules broken once more through the command line: something of everything that is in a roster file."""


@pytest.mark.parametrize("rule", SHOWN)
def test_check_names_the_rule_and_exits_with_five(rule: str, tmp_path: Path) -> None:
    kind, names = next(iter(TAMPERINGS[rule].items()))
    tampering = _drawn(rule, kind, names[-1], DRAWS)
    known = case(names[-1])
    code, broken = _checked(known, tampering.apply(known.roster), tmp_path)
    assert code == Exit.VIOLATED
    assert rule in broken


def test_check_says_it_in_words(tmp_path: Path) -> None:
    known = case("p4-87")
    tampering = _drawn("staffed", people.nobody, "p4-87", 0)
    save_school(known.school, tmp_path / "school.json")
    save_roster(tampering.apply(known.roster), tmp_path / "roster.json")
    done = CliRunner().invoke(main, ["check", str(tmp_path / "school.json"), str(tmp_path / "roster.json")])
    assert done.exit_code == Exit.VIOLATED
    lines = [line for line in done.stdout.splitlines() if line.startswith("hard staffed (")]
    assert len(lines) == 1
    assert tampering.named in lines[0]


@pytest.mark.parametrize("name", ["kameleon", "p4-87"])
@pytest.mark.parametrize("kind", [harmless.pupils_alike, harmless.rooms_alike, harmless.other_order])
def test_what_makes_no_difference_breaks_nothing(kind: Tamperer, name: str) -> None:
    for number in range(3):
        tampering = _drawn("nothing", kind, name, number)
        roster = tampering.apply(case(name).roster)
        assert roster != case(name).roster
        assert not judge(case(name).index, roster).hard, tampering


def test_check_exits_with_zero_when_nothing_is_broken(tmp_path: Path) -> None:
    known = case("p4-87")
    for kind in (harmless.pupils_alike, harmless.rooms_alike, harmless.other_order):
        roster = _drawn("nothing", kind, "p4-87", 0).apply(known.roster)
        assert _checked(known, roster, tmp_path) == (Exit.DONE, set())
