"""A run folder keeps every roster, and what it was made from."""

from __future__ import annotations

from pathlib import Path

from vlecht.instances.samples import sample
from vlecht.instances.versions import JOURNAL, roster_hash, save, school_of, versions

PLANTED = sample("p4-87")
FIRST = PLANTED.roster.model_copy(
    update={"run": PLANTED.roster.run.model_copy(update={"school_hash": PLANTED.school.hash()})}
)
SECOND = FIRST.model_copy(update={"duties": FIRST.duties[1:]})


def test_nothing_is_overwritten_and_each_knows_its_parent(tmp_path: Path) -> None:
    assert save(tmp_path, PLANTED.school, FIRST, "solve") is None
    assert save(tmp_path, PLANTED.school, SECOND, "repair", FIRST) == tmp_path / "roster.1.json"
    one, two = versions(tmp_path)
    assert (one.file.name, one.roster, one.parent, one.how) == ("roster.1.json", FIRST, None, "solve")
    assert (two.file.name, two.roster, two.how) == ("roster.json", SECOND, "repair")
    assert two.parent == one.hash == roster_hash(FIRST)
    assert one.made
    assert two.made
    assert [p.name for p in tmp_path.glob("school*")] == ["school.json"]


def test_a_roster_is_found_with_the_school_it_was_made_for(tmp_path: Path) -> None:
    other = PLANTED.school.model_copy(update={"notes": "this week"})
    later = SECOND.model_copy(update={"run": SECOND.run.model_copy(update={"school_hash": other.hash()})})
    save(tmp_path, PLANTED.school, FIRST, "solve")
    save(tmp_path, other, later, "repair", FIRST)
    assert school_of(FIRST, tmp_path) == tmp_path / "school.1.json"
    assert school_of(later, tmp_path) == tmp_path / "school.json"
    unknown = FIRST.model_copy(update={"run": FIRST.run.model_copy(update={"school_hash": "other"})})
    assert school_of(unknown, tmp_path) == tmp_path / "school.json"
    assert school_of(FIRST, tmp_path / "none") is None


def test_files_the_journal_does_not_know_and_lines_cut_short(tmp_path: Path) -> None:
    save(tmp_path, PLANTED.school, FIRST, "solve")
    save(tmp_path, PLANTED.school, SECOND, "solve")
    (tmp_path / "roster.2.json").write_text("{", encoding="utf-8")
    (tmp_path / JOURNAL).write_text('{"roster": "abc", "made"\n[1]\n', encoding="utf-8")
    one, two = versions(tmp_path)
    assert (one.made, one.how, one.parent) == ("", "", None)
    assert two.file.name == "roster.json"
