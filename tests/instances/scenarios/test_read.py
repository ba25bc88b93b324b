"""Scenario files: what is read, and every mistake at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from vlecht.instances.findings import InputError, SourceError
from vlecht.instances.scenarios import read_candidates, read_scenarios
from vlecht.instances.scenarios.read import beside
from vlecht.models.changes import Hire, Leave

GOOD = """
title = "What if"
base = "school.json"
candidates_from = "people.toml"
[options]
time_limit = "5m"
seeds = [1, 2]
[[candidates]]
id = "bob"
roles = ["teacher"]
[[scenarios]]
id = "less"
changes = [{ do = "leave", staff = "t1" }, { do = "hire", candidate = "bob", fte = 0.4 }]
[[axes]]
id = "who"
each = "staff"
changes = [{ do = "leave", staff = "{each}" }]
[[crosses]]
axes = ["who"]
"""
PEOPLE = '[[candidates]]\nid = "ann"\nroles = ["assistant"]\nfte_choices = [0.4, 0.6]\n'


def written(folder: Path, text: str, name: str = "what.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def findings(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_scenarios(path)
    return [f"{f.place} {f.value} {f.problem} {f.remedy}" for f in caught.value.findings]


def test_a_file_is_read_with_its_candidates(tmp_path: Path) -> None:
    written(tmp_path, PEOPLE, "people.toml")
    found = read_scenarios(written(tmp_path, GOOD))
    assert found.options.time_limit == 300
    assert [c.id for c in found.candidates] == ["bob", "ann"]
    assert found.scenarios[0].changes == (Leave(staff="t1"), Hire(candidate="bob", fte=0.4))
    assert beside(tmp_path / "what.toml", found.base) == str(tmp_path / "school.json")
    assert beside(tmp_path / "what.toml", "sample:kameleon") == "sample:kameleon"
    assert read_candidates(tmp_path / "people.toml").candidates[0].fte_choices == (0.4, 0.6)


def test_broken_toml_says_where(tmp_path: Path) -> None:
    (text,) = findings(written(tmp_path, "title = x\nbase = 3"))
    assert "is not valid TOML" in text
    assert "line 1" in text
    (text,) = findings(written(tmp_path, "title = " + "[" * 100_000))
    assert "nested too deeply" in text or "is not valid TOML" in text


def test_unknown_fields_and_kinds_are_told_with_the_nearest(tmp_path: Path) -> None:
    text = """
titel = "x"
[[scenarios]]
id = "a"
changes = [{ do = "leaves", staff = "t1" }, { do = "leave", staf = "t1" }]
[options]
time_limit = "soon"
"""
    found = findings(written(tmp_path, text))
    assert any("titel" in line and "did you mean title?" in line for line in found)
    assert any("is not something to do" in line and "did you mean leave?" in line for line in found)
    assert any("staf" in line and "did you mean staff?" in line for line in found)
    assert any("options.time_limit" in line and "write 60, 60s, 5m or PT5M" in line for line in found)


def test_ids_axes_and_crosses_are_checked(tmp_path: Path) -> None:
    text = """
[[scenarios]]
id = "a"
[[scenarios]]
id = "a"
[[scenarios]]
id = "base"
[[axes]]
id = "x"
[[axes]]
id = "y"
values = [1, 2]
[[axes]]
id = "z"
changes = [{}]
options = [{ id = "p" }, { id = "p" }]
[[crosses]]
axes = ["x", "w", "x"]
"""
    found = findings(written(tmp_path, text))
    assert len(found) == 8
    assert any("is the name of the school as it is" in line for line in found)
    assert any("has not exactly one of options, each and values" in line for line in found)
    assert any("says nothing that changes" in line for line in found)
    assert any("stand beside options" in line for line in found)


def test_candidates_elsewhere(tmp_path: Path) -> None:
    (text,) = findings(written(tmp_path, 'candidates_from = "nobody.toml"'))
    assert "there is no such file" in text
    written(tmp_path, PEOPLE.replace("ann", "bob"), "people.toml")
    (text,) = findings(written(tmp_path, GOOD))
    assert "holds candidate bob, who stands in this file too" in text
    written(tmp_path, "[[candidates]]\nid = 3", "people.toml")
    assert len(findings(written(tmp_path, GOOD))) == 2


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    with pytest.raises(SourceError, match=r"did you mean what\.toml"):
        read_scenarios(tmp_path / "wat.toml")
