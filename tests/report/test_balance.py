"""The page of groups: numbers per group, and for every pupil why here and not there."""

from __future__ import annotations

import re

import pytest

from tests.schools import tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.regrouping import FormerGroup, Regrouping
from vlecht.models.roster import Group, Roster
from vlecht.report.balance import render_balance
from vlecht.rules.judge import judge
from vlecht.rules.registry import ABOUT_GROUPS
from vlecht.solver.grouping.whys import elsewhere_of, moves_of

A = [f"p-a{home}-{number}" for number in range(6) for home in (1, 2)]
LOW, HIGH = A[:6], A[6:]


@pytest.fixture
def pages() -> dict[str, str]:
    former = (
        FormerGroup(id="math-a.g1", delivery="math-a", members=(*LOW[:5], HIGH[0])),
        FormerGroup(id="math-a.g2", delivery="math-a", members=(LOW[5], *HIGH[1:])),
    )
    school = tiny_school(regrouping=Regrouping(former=former).model_dump())
    index = SchoolIndex(school)
    groups = (("math-a.g1", LOW), ("math-a.g2", HIGH))
    roster = Roster(
        school="tiny",
        groups=tuple(Group(id=g, delivery="math-a", members=tuple(p)) for g, p in groups),
    )
    judgement = judge(index, roster, ABOUT_GROUPS - {"group_membership"})
    moves, joined = moves_of(index, roster)
    assert not joined
    whys = elsewhere_of(index, roster)
    return {lang: render_balance(index, roster, judgement, whys, moves, lang) for lang in ("nl", "en")} | {
        "cost": str(judgement.cost)
    }


def test_groups_have_their_numbers(pages: dict[str, str]) -> None:
    text = pages["en"]
    assert "3 – 24 (∅ 13.5)" in text  # 3, 4, 13, 14, 23, 24
    assert "33 – 54 (∅ 43.5)" in text
    assert "3× 3, 3× 4" in text  # years
    assert f"<b>{pages['cost']}</b>" in text
    assert "levels close together" in text
    assert "niveaus dicht bij elkaar" in pages["nl"]


def test_every_pupil_has_a_reason_and_a_swap(pages: dict[str, str]) -> None:
    for lang, instead, swap in (("en", "instead", "best swap"), ("nl", "wel in", "beste ruil")):
        rows = re.findall(r"<tr data-row><th scope=\"row\">(p-a\d-\d)</th>(.*?)</tr>", pages[lang], re.DOTALL)
        assert sorted(pupil for pupil, _ in rows) == sorted(A)
        for pupil, row in rows:
            assert instead in row, pupil
            assert swap in row or "no swap" in row or "geen ruil" in row, pupil
    # The lowest would stretch the high group by 30 points, and shorten the low one by 1.
    row = re.search(r">p-a1-0</th>(.*?)</tr>", pages["en"], re.DOTALL)
    assert row is not None
    assert "level_mix +29 level points (cost +29)" in row[1]


def test_who_changed_stands_there_with_the_reason(pages: dict[str, str]) -> None:
    assert "Who changes, and why (2)" in pages["en"]
    assert f"{LOW[5]}: math-a.g2 to math-a.g1; staying would mean:" in pages["en"]
    assert f"{HIGH[0]}: math-a.g1 naar math-a.g2" in pages["nl"]


def test_other_languages_are_refused() -> None:
    index = SchoolIndex(tiny_school())
    with pytest.raises(ValueError):
        render_balance(index, Roster(school="tiny"), judge(index, Roster(school="tiny"), ()), {}, (), "fr")
