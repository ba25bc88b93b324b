"""``vlecht explain``: questions from options, answers in words and JSON, an alternative as a version."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result as Ran

from vlecht.instances.generator import Planted

Run = Callable[..., Ran]


@pytest.fixture
def lesson(planted: Planted) -> tuple[str, str, str, str]:
    """Id, home group, moment and room of a lesson."""
    found = next(s for s in planted.roster.sessions if s.day == "tue" and s.kind == "class")
    clock = f"{found.start // 60:02d}:{found.start % 60:02d}"
    assert found.room is not None
    return found.id, found.groups[0], clock, found.room


def test_why_not_another_room(
    vlecht: Run, made: Path, lesson: tuple[str, str, str, str], tmp_path: Path
) -> None:
    name, group, clock, room = lesson
    out = tmp_path / "other"
    asked = ("explain", made, "--of", group, "--at", f"tue {clock}", "--room", "any", "--time-limit", "200s")
    found = vlecht(*asked, "--most", "1", "-o", out)
    assert found.exit_code == 0, found.output
    assert f"at tue {clock} in {room}?" in found.stdout
    assert "Proven least as long as only rooms on tue change." in found.stdout
    data = json.loads(vlecht(*asked, "--most", "1", "--json", "-q").stdout)
    best = data["alternatives"][0]
    assert best["pin"]["session"] == name
    assert sum(best["cost_per_rule"].values()) == best["cost"] - data["cost"]
    checked = json.loads(vlecht("check", out / "school.json", out, "--json").stdout)
    assert checked["cost"] == best["cost"]
    assert "explain" in vlecht("log", out).stdout
    dutch = vlecht(
        "explain", made, "--of", group, "--at", f"di {clock}", "--room", "any", "--lang", "nl", "-q"
    )
    assert "Waarom is" in dutch.stdout
    assert "kan niet" in dutch.stdout


def test_why_a_pupil_is_in_a_group(vlecht: Run, planted: Planted, made: Path) -> None:
    group = next(g for g in planted.roster.groups if len(g.members) > 4)
    found = vlecht("explain", made, "--pupil", group.members[0], "--delivery", group.delivery, "--lang", "nl")
    assert found.exit_code == 0, found.output
    assert f"Waarom zit {group.members[0]} in {group.id}?" in found.stdout
    assert "possible" in found.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "name a --pupil, a --session"),
        (("--pupil", "p0001"), "name a --group, or one --delivery"),
        (("--pupil", "p9999", "--group", "x"), "there is no pupil p9999"),
        (("--group", "x"), "name the --pupil"),
        (("--session", "nothing"), "there is no session nothing"),
        (("--of", "xx", "--at", "tue 09:00"), "there is no group, pupil, staff member or room xx"),
        (("--of", "p0001", "--at", "tuesday at nine"), "is no moment of this school's week"),
        (("--of", "p0001", "--at", "tue 10:00", "--room", "any", "--staff", "any"), "one thing at a time"),
        (("--pupil", "p0001", "--room", "any"), "not both at once"),
    ],
)
def test_wrong_usage(vlecht: Run, made: Path, options: tuple[str, ...], said: str) -> None:
    found = vlecht("explain", made, *options)
    assert found.exit_code == 1
    assert said in found.output
