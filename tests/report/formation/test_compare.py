"""The comparison: three answers kept apart, ranks, what differs, trade-offs, robustness."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from vlecht.models.formation import Outcome, RosterFigures, Row, Spent, Spread, StaffFigures
from vlecht.models.phrases import Phrase
from vlecht.report.formation.columns import COLUMN, COLUMNS
from vlecht.report.formation.compare import Comparison, compare
from vlecht.report.formation.page import render
from vlecht.report.formation.table import as_csv
from vlecht.report.formation.words import differences, number, signed
from vlecht.report.translations import WORDS, Language

ABOUT: dict[str, Any] = {
    "title": "T <b>",
    "notes": "",
    "assumptions": ["Made-up amounts."],
    "options": {"time_limit": 20, "reproducible": False},
    "schools": {"s": "School"},
    "synthetic": True,
    "axes": [{"id": "who", "name": "{each} leaves", "each": "staff"}],
}


def row(name: str, euros: float = 1000.0, **more: Any) -> Row:
    roles = more.pop("roles", {"teacher": Spent(fte=2.0)})
    source = {"base": Spent(fte=2.0, euros=euros, available=1500.0)}
    staff = StaffFigures(
        persons=3, pupils=20, fte=2.0, euros=euros, by_role=roles, by_funding=source,
        short=max(0.0, euros - 1500.0),
    )  # fmt: skip
    fields: dict[str, Any] = {"school": "s", "scenario": name, "name": name, "seed": 0, "key": name}
    return Row(**fields | {"staff": staff} | more)


def rostered(key: str, cost: int, size: float = 24.0, contact: float = 0.9) -> Outcome:
    figures = RosterFigures(class_size=size, contact=Spread(mean=contact), freed={"t1": 30})
    return Outcome(key=key, answer="feasible", cost=cost, bound=1, figures=figures, roster=None)


def none(key: str, answer: Any, *reasons: str) -> Outcome:
    return Outcome(
        key=key, answer=answer, message="said", reasons=tuple(Phrase(r, f"{r} (nl)") for r in reasons)
    )


def comparison() -> Comparison:
    rows = [
        row("base"),
        row("dear", 2000.0, roles={"teacher": Spent(fte=2.0), "assistant": Spent(fte=0.5)}),
        row("small", 1400.0),
        row("worse", 1400.0),
        row("no", 900.0),
        row("maybe", 900.0),
        row("never", 900.0, key=None, obstacles=(Phrase("nobody may", "niemand mag"),)),
        row("skip", key=None, skipped="no such role"),
        row("todo"),
    ]
    outcomes = [
        rostered("base", 50),
        rostered("dear", 10, 20.0),
        rostered("small", 60, 22.0),
        rostered("worse", 55, 23.0),
        none("no", "infeasible", "Wednesday lacks a lead"),
        none("maybe", "unknown"),
    ]
    return compare(ABOUT, rows, {o.key: o for o in outcomes})


def test_three_answers_are_never_mixed_up() -> None:
    found = {line.row.scenario: line for line in comparison().lines}
    assert {name: line.verdict for name, line in found.items()} == {
        "base": "feasible",
        "dear": "feasible",
        "small": "feasible",
        "worse": "feasible",
        "no": "infeasible",
        "maybe": "unknown",
        "never": "infeasible",
        "skip": "skipped",
        "todo": "open",
    }
    assert list(map(str, found["no"].reasons)) == ["Wednesday lacks a lead"]
    assert list(map(str, found["never"].reasons)) == ["nobody may"]
    assert list(map(str, found["maybe"].reasons)) == ["said"]


def test_rank_by_answer_then_money_then_trade_off() -> None:
    found = comparison()
    assert found.lines[0].row.scenario == "base"
    ranked = [line.row.scenario for line in sorted(found.lines, key=lambda line: line.rank)]
    assert ranked == ["base", "small", "worse", "dear", "maybe", "todo", "no", "never", "skip"]
    front = {line.row.scenario for line in found.lines if line.front}
    assert front == {"base", "small", "dear"}  # worse costs as much as small and teaches more together


def test_only_what_differs_is_told() -> None:
    found = {line.row.scenario: line for line in comparison().lines}
    told = list(differences(found["dear"], Language("en")))
    assert told[0] == "+0.50 FTE assistant"
    assert "euros a year 1,000 → 2,000" in told
    assert "short (euros) 0 → 500" in told
    assert not any("contact" in text for text in told)
    assert not found["base"].differs(COLUMN["euros"])
    assert found["dear"].better(COLUMN["euros"]) is False
    assert found["dear"].better(COLUMN["class_size"]) is True
    assert list(differences(found["base"], Language("en"))) == []


def test_the_best_seed_speaks_for_a_scenario_and_a_proof_for_all() -> None:
    rows = [row("x", key="x0"), row("x", key="x1", seed=1), row("y", key="y0"), row("y", key="y1", seed=1)]
    outcomes = {
        "x0": rostered("x0", 9),
        "x1": rostered("x1", 7),
        "y0": none("y0", "unknown"),
        "y1": none("y1", "infeasible", "proof"),
    }
    x, y = compare(ABOUT, rows, outcomes).lines
    assert (x.values["cost"], x.seeds) == (7, 2)
    assert y.verdict == "infeasible"


def test_robustness_counts_per_choice_of_the_others() -> None:
    points = [("plan", "as-is"), ("who", "who-t1")]
    rows = [row("base")]
    rows += [row(f"w{n}", points=(("plan", "as-is"), ("who", f"who-t{n}"))) for n in range(3)]
    rows += [row(f"p{n}", points=(("plan", "p"), ("who", f"who-t{n}"))) for n in range(2)]
    outcomes = {
        "w0": rostered("w0", 1),
        "w1": none("w1", "infeasible", "r"),
        "w2": none("w2", "unknown"),
        "p0": rostered("p0", 1),
        "p1": rostered("p1", 1),
    }
    plain, planned = compare(ABOUT, rows, outcomes).robust
    counts = (plain.number("feasible"), plain.number("infeasible"), plain.number("unknown"), len(plain.lines))
    assert counts == (1, 1, 1, 3)
    assert (planned.title, planned.number("feasible"), len(planned.lines)) == ("p", 2, 2)
    assert points[0][1] == "as-is"


@pytest.mark.parametrize(
    ("value", "digits", "dutch", "english"),
    [(1234567.891, 1, "1.234.567,9", "1,234,567.9"), (None, 0, "–", "–"), (-0.01, 1, "0", "0")],
)
def test_numbers_as_people_write_them(value: float | None, digits: int, dutch: str, english: str) -> None:
    assert number(value, digits, Language("nl")) == dutch
    assert number(value, digits, Language("en")) == english
    assert signed(-1.5, 1, Language("nl")) == "−1,5"


def test_every_column_has_its_words() -> None:
    assert all(column.words in WORDS for column in COLUMNS)


def test_csv_reads_back_in_both_languages_and_holds_no_formula() -> None:
    found = [
        row("base"),
        row("=cmd()", key="c"),
        row("never", key=None, obstacles=(Phrase("@nobody", "@nobody"),)),
    ]
    outcomes = {"base": rostered("base", 5)}
    for lang, delimiter, euros in (("nl", ";", "1000"), ("en", ",", "1000")):
        text = as_csv(found, outcomes, lang)
        assert text.startswith("\ufeff")
        lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))
        assert len(lines) == 4
        assert {len(line) for line in lines} == {len(lines[0])}
        assert lines[1][6] == euros
        assert not any(cell.startswith(("=", "@", "+")) for line in lines for cell in line)
        assert lines[2][1] == "'=cmd()"
        assert lines[3][5] == "'@nobody"
    nl = as_csv([row("base")], {"base": rostered("base", 5, 23.5)}, "nl")
    assert "23,5" in nl


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_shows_all_and_escapes(lang: str) -> None:
    text = render(comparison(), lang, {"base": "results/base/roster.html"}.get)
    assert "T <b>" not in text
    assert 'href="results/base/roster.html"' in text
    assert "Wednesday lacks a lead" in text
    assert ("niemand mag" if lang == "nl" else "nobody may") in text
    assert "Made-up amounts." in text
    say = Language(lang)
    for verdict in ("feasible", "infeasible", "unknown", "skipped", "open"):
        assert say(f"answer {verdict}") in text
    assert "▲" in text
    assert "▼" in text
    assert not re.search(r"https?://", text)
    other = Language("en" if lang == "nl" else "nl")
    assert other("comparison") not in text


def test_a_page_of_several_schools_has_an_overview() -> None:
    rows = [row("base"), row("base", school="t", key="t")]
    text = render(compare(ABOUT, rows, {"base": rostered("base", 5)}), "en", lambda _: None)
    assert 'id="overview"' in text
    overview = text.split('id="overview"')[1].split("</section>")[0]
    assert re.search(r"works in</th>(<td>\d+ / 2</td>)+", overview)
    assert 'href="#s-t"' in text
