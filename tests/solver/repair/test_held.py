"""What is published is held by automatic pins, apart from what somebody pinned, also in the next repair."""

from __future__ import annotations

import pytest

from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.repair import Absent, ChangeFile, Option, PupilLeaves
from vlecht.models.roster import Session
from vlecht.models.school import RoomPin, StaffPin, StartPin
from vlecht.models.words import Window
from vlecht.rules.judge import judge
from vlecht.rules.pins import Pins
from vlecht.rules.view import RosterView
from vlecht.solver.repair import absent, repair

SMALL = sample("p4-87")
MONDAY = Window(days=("mon",), start=8 * 60, end=12 * 60)
BY_HAND = RoomPin(session="language-c14/12a#1", room="room01")


def _published(roster_sessions: tuple[Session, ...]) -> list[Session]:
    return [s for s in roster_sessions if s.day == "mon" and s.start < MONDAY.end]


@pytest.fixture(scope="module")
def option() -> Option:
    school = SMALL.school.model_copy(update={"pins": (BY_HAND,)})
    change = ChangeFile(changes=(PupilLeaves(pupil=school.pupils[-1].id),), frozen=(MONDAY,))
    found = repair(school, SMALL.roster, change, time_limit=300)
    assert found.options, found.reasons
    return found.options[0]


def test_everything_that_is_published_is_held_beside_what_is_pinned_by_hand(option: Option) -> None:
    assert BY_HAND in option.school.pins
    automatic = [pin for pin in option.school.pins if pin.automatic]
    assert len(automatic) == len(option.school.pins) - 1
    sessions = _published(option.roster.sessions)
    starts = {pin.block for pin in automatic if isinstance(pin, StartPin)}
    assert starts == {s.block for s in sessions}
    who = {(pin.session, pin.staff) for pin in automatic if isinstance(pin, StaffPin)}
    assert who == {(s.id, a.staff) for s in sessions for a in s.staff}
    rooms = {pin.session: pin.room for pin in automatic if isinstance(pin, RoomPin)}
    assert rooms == {s.id: s.room for s in sessions if s.room and s.id != BY_HAND.session}
    assert judge(SchoolIndex(option.school), option.roster).hard == ()
    assert option.roster.run.school_hash == option.school.hash()


def test_a_roster_that_leaves_what_is_published_is_refused_in_words_of_its_own(option: Option) -> None:
    first = _published(option.roster.sessions)[0]
    other = first.model_copy(update={"room": "yard"})
    changed = tuple(other if s is first else s for s in option.roster.sessions)
    index = SchoolIndex(option.school)
    rule = Pins()
    view = RosterView(index, option.roster.model_copy(update={"sessions": changed}))
    (breach,) = rule.violations(index, view, rule.setting(index))
    hand = BY_HAND.session == first.id
    assert breach.sentence.startswith("Pin: " if hand else "Held: ")
    assert breach.say("nl").startswith("Vastgezet: " if hand else "Blijft zo: ")


def test_the_next_repair_keeps_it_but_for_what_is_lost(
    option: Option, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(absent, "SECONDS", 60.0)
    gone = Absent(staff="t04", days=("mon",), start=MONDAY.start, end=MONDAY.end)
    found = repair(option.school, option.roster, ChangeFile(changes=(gone,)), time_limit=600)
    assert found.options, found.reasons
    before = {s.id: s for s in _published(option.roster.sessions)}
    lost = {name for name, s in before.items() if "t04" in {a.staff for a in s.staff}}
    assert lost
    for made in found.options:
        assert judge(SchoolIndex(made.school), made.roster).hard == ()
        now = {s.id: s for s in _published(made.roster.sessions)}
        assert {name: s for name, s in now.items() if name not in lost} == {
            name: s for name, s in before.items() if name not in lost
        }
        held = {p.session for p in made.school.pins if p.automatic and isinstance(p, StaffPin | RoomPin)}
        assert held.isdisjoint(lost)
