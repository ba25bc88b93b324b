"""A failed write leaves what was there, and nothing beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vlecht.instances.writing import keep_previous, write_text


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.txt"
    write_text(path, "old")

    def fail(_source: str, _target: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    write_text(path, "old")
    path.chmod(0o640)
    write_text(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_text(encoding="utf-8") == "new"


def test_nothing_to_keep(tmp_path: Path) -> None:
    assert keep_previous(tmp_path / "none.json") is None


def test_file_systems_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.txt"
    (tmp_path / "file.1.txt").write_text("older", encoding="utf-8")
    path.write_text("old", encoding="utf-8")

    def refuse(_source: Path, _target: Path) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert keep_previous(path) == tmp_path / "file.2.txt"
    assert (tmp_path / "file.1.txt").read_text(encoding="utf-8") == "older"
    assert (tmp_path / "file.2.txt").read_text(encoding="utf-8") == "old"
