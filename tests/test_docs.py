"""The documentation is true: its commands run, its example works, generated pages are up to date."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests import by_hand
from tests.instances.test_sms import small
from tests.instances.xhstt_archive import archive
from vlecht.cli import COMMANDS, main, manual
from vlecht.cli.exits import Exit
from vlecht.instances.findings import SourceError
from vlecht.instances.registry import load_school
from vlecht.instances.samples import sample
from vlecht.models.result import Result
from vlecht.models.school import School
from vlecht.report import fieldbook, rulebook
from vlecht.rules.registry import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


GUIDE = (ROOT / "docs" / "eerste-rooster.md").read_text(encoding="utf-8")


WORKBOOK = (ROOT / "docs" / "rooster-uit-een-werkmap.md").read_text(encoding="utf-8")


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with the files that the README names. The solver is content with a first roster."""
    (tmp_path / "docs").mkdir()
    for name in ("first-school.json", "first-scenarios.toml", "first-change.toml"):
        shutil.copy(ROOT / "docs" / name, tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    from vlecht.solver import solve as really

    def quick(school: School, **options: Any) -> Result:
        try:
            load_school(f"sample:{school.id}")
        except SourceError:
            return really(school, **(options | {"time_limit": 60.0, "gap": 0.99}))
        return Result("feasible", sample(school.id).roster)

    monkeypatch.setattr("vlecht.solver.solve", quick)
    return tmp_path


def _run(text: str) -> None:
    """Runs every command of a document, in order."""
    lines = [line for block in _blocks(text, "sh") for line in block.splitlines()]
    assert len(lines) > 1
    for line in lines:
        program, *arguments = shlex.split(line)
        if program == "make":
            makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
            assert all(re.search(rf"^{name}:", makefile, flags=re.MULTILINE) for name in arguments), line
            continue
        assert program == "vlecht"
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, f"{line}\n{done.output}\n{done.exception!r}"


def test_every_command_in_the_readme_runs(workplace: Path) -> None:
    _run(README)
    assert (workplace / "out" / "first" / "roster.html").exists()
    assert (workplace / "out" / "first" / "roster.1.json").exists()


def test_every_command_in_the_dutch_guide_runs(workplace: Path) -> None:
    _run(GUIDE)
    assert (workplace / "out" / "eerste" / "roster.html").exists()


def test_the_dutch_guide_from_a_workbook_leads_to_pages_and_calendars(workplace: Path) -> None:
    (workplace / "EDEX.XML").write_text(by_hand.edexml(), encoding="utf-8")
    before, after = WORKBOOK.split("## 3. Invullen")
    _run(before)
    assert by_hand.fill(workplace / "gevuld.xlsx", workplace / "gevuld.xlsx") < 600
    _run(after)
    assert len(list((workplace / "agendas").rglob("*.ics"))) >= 11
    assert len(list((workplace / "ouders").glob("*.html"))) == 90


@pytest.mark.parametrize("page", ["grouping.md", "groepen.md"])
def test_every_command_about_groups_runs(workplace: Path, page: str) -> None:
    (workplace / "courses").mkdir()
    small(workplace / "courses", ["a,11,1", "a,11,10", "b,12,2", "b,12,30"])
    blocks = [[1, 1, 1], [1, 2, 2], [2, 2, 3], *([1, n, 4 + (n - 10) // 4] for n in range(10, 34))]
    (workplace / "courses" / "blocks.json").write_text(json.dumps(blocks))
    pupils = load_school("sample:p4-87").pupils
    for period in range(2, 7):
        levels = [
            f"{p.id};{s};{(len(p.id) * period) % 97}" for p in pupils[::period] for s in list(p.levels)[:1]
        ]
        (workplace / f"p{period}.csv").write_text("\n".join(["pupil;subject;level", *levels]))
    _run((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert len(list((workplace / "out").glob("*/groups.json"))) == 2
    assert len(list((workplace / "out").glob("*.html"))) == 1


def test_every_command_about_mending_runs(workplace: Path) -> None:
    solved = "```sh\nvlecht solve docs/first-school.json -o out/first\nvlecht samples\n```\n"
    _run(solved + (ROOT / "docs" / "repair.md").read_text(encoding="utf-8"))
    assert (workplace / "out" / "mended" / "roster.html").exists()


def test_every_command_about_explanations_runs(workplace: Path) -> None:
    solved = "```sh\nvlecht solve docs/first-school.json -o out/first\nvlecht samples\n```\n"
    _run(solved + (ROOT / "docs" / "explain.md").read_text(encoding="utf-8"))
    assert (workplace / "out" / "other" / "roster.html").exists()


def test_every_command_about_xhstt_runs(workplace: Path) -> None:
    (workplace / "archives").mkdir()
    # Nothing in it hard: as it stands nobody can meet it, and the page's commands are to succeed.
    content = archive().replace(b"<Required>true", b"<Required>false")
    (workplace / "archives" / "tiny.xml").write_bytes(content)
    _run((ROOT / "docs" / "xhstt.md").read_text(encoding="utf-8"))
    assert "| Tiny |" in (workplace / "runs.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("workplace")
def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = _blocks(README, "python")
    exec(compile(code, "README.md", "exec"), {})
    assert "status: " in capsys.readouterr().out


def test_the_readme_names_every_command_and_exit_code() -> None:
    for name in COMMANDS:
        assert f"| `{name}` |" in README
    for code in Exit:
        assert f"| {code.value} | {code.meaning} |" in README


def test_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"


def test_generated_pages_are_up_to_date() -> None:
    """``make docs`` writes them."""
    made = (
        ("rules.md", rulebook.as_markdown(RULES)),
        ("formats.md", fieldbook.as_markdown()),
        ("commands.md", manual.as_markdown()),
    )
    for name, text in made:
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, f"docs/{name}: run make docs"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_described(rule: Any) -> None:
    for lang in ("en", "nl"):
        assert rule.words.say(lang).endswith("."), rule.id
        assert rule.unit.say(lang)
    assert rule.mode in ("hard", "soft", "off")
    for parameter in rule.parameters.values():
        assert parameter.meaning
    assert "`" + rule.id + "`" in rulebook.as_markdown(RULES)


def test_format_page_links_only_to_sections_it_has() -> None:
    text = fieldbook.as_markdown()
    headings = {line.lstrip("# ").lower() for line in text.splitlines() if line.startswith("#")}
    for target in re.findall(r"\(#(\w+)\)", text):
        assert target in headings
