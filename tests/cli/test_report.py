"""``vlecht report``: editions on the command line, file names, PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from vlecht.cli import main
from vlecht.cli.report import page_name
from vlecht.instances.registry import save_roster, save_school
from vlecht.instances.samples import sample


@pytest.fixture
def made(tmp_path: Path) -> Path:
    found = sample("p4-87")
    save_school(found.school, tmp_path / "school.json")
    save_roster(found.roster, tmp_path / "roster.json")
    return tmp_path


def _report(made: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["report", str(made), *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_parents_get_a_page_for_each_pupil(made: Path) -> None:
    _report(made, "-o", str(made / "parents"), "--for", "parents")
    pages = sorted((made / "parents").iterdir())
    assert len(pages) == len(sample("p4-87").school.pupils)
    first, second = (pupil.id for pupil in sample("p4-87").school.pupils[:2])
    text = pages[0].read_text(encoding="utf-8")
    assert first in text
    assert second not in text


def test_one_pupil_the_team_and_the_public(made: Path) -> None:
    pupil = sample("p4-87").school.pupils[0].id
    for name, arguments in (("p", ["parents", "--pupil", pupil]), ("s", ["staff"]), ("o", ["public"])):
        _report(made, "-o", str(made / name), "--for", *arguments)
        assert (pupil in (made / name).read_text(encoding="utf-8")) == (name != "o")


def test_wrong_pupils_are_told(made: Path) -> None:
    runner = CliRunner()
    out = ["-o", str(made / "x.html")]
    done = runner.invoke(main, ["report", str(made), *out, "--for", "parents", "--pupil", "nobody"])
    assert done.exit_code == 1
    assert "there is no pupil nobody" in done.output
    done = runner.invoke(main, ["report", str(made), *out, "--pupil", "x"])
    assert "--pupil goes with --for parents" in done.output


def test_a_pdf_comes_from_the_same_page(made: Path) -> None:
    try:
        import weasyprint  # type: ignore[import-untyped]  # noqa: F401  # it ships no types; only whether it loads
    except (ImportError, OSError):
        pytest.skip("WeasyPrint or the system's Pango is not here")
    pupil = sample("p4-87").school.pupils[0].id
    _report(made, "-o", str(made / "p.pdf"), "--for", "parents", "--pupil", pupil)
    assert (made / "p.pdf").read_bytes().startswith(b"%PDF-")


def test_file_names_are_safe() -> None:
    assert page_name("../../etc/passwd", 3) == "0003-etc-passwd.html"
    assert page_name("..", 1) == "0001-page.html"
    assert page_name("a" * 300, 1).endswith(".html")
    assert len(page_name("a" * 300, 1)) < 120


def test_the_page_of_groups(made: Path) -> None:
    _report(made, "-o", str(made / "groups.html"), "--groups", "--lang", "en")
    text = (made / "groups.html").read_text(encoding="utf-8")
    assert "Instruction groups of" in text
    assert "why here and not there" in text
    assert "instead:" in text
    refused = CliRunner().invoke(main, ["report", str(made), "-o", "x.html", "--groups", "--for", "staff"])
    assert refused.exit_code == 1
    assert "--groups is for those who see everything" in refused.output
