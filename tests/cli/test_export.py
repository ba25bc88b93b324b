"""``vlecht export`` and ``vlecht holidays``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

TERM = ("--first", "2026-08-31", "--last", "2026-09-11")


@pytest.mark.parametrize(
    ("kind", "name", "more"),
    [("xlsx", "r.xlsx", ()), ("csv", "r.csv", ()), ("json", "r.json", ()), ("gpu001", "GPU001.TXT", ()),
     ("oneroster", "r.zip", TERM), ("fet", "r.fet", ()), ("xhstt", "r.xml", ())],
)  # fmt: skip
def test_every_format_is_written(
    kind: str, name: str, more: tuple[str, ...], made: Path, tmp_path: Path, vlecht: Callable[..., Result]
) -> None:
    done = vlecht("export", str(made), "--to", kind, "-o", str(tmp_path / name), *more)
    assert done.exit_code == 0, done.output
    assert (tmp_path / name).stat().st_size > 500


def test_the_workbook_has_weeks_of_everybody_and_no_formula(
    made: Path, tmp_path: Path, vlecht: Callable[..., Result]
) -> None:
    vlecht("export", str(made), "--to", "xlsx", "-o", str(tmp_path / "r.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    for name in ("Overzicht", "Stamgroepen", "Medewerkers", "Ruimtes", "Leerlingen", "Pleinwacht en overleg"):
        assert book[name].max_row > 5, name
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def test_calendars_need_a_term_and_leave_holidays_out(
    made: Path, tmp_path: Path, vlecht: Callable[..., Result]
) -> None:
    out = ("--to", "ics", "-o", str(tmp_path / "c"))
    assert vlecht("export", str(made), *out).exit_code == 1
    listed = vlecht("holidays", "--region", "midden", "--first", "2026-10-12", "--last", "2026-10-30")
    assert "2026-10-17;2026-10-25;herfstvakantie" in listed.output
    (tmp_path / "h.csv").write_text(listed.output, encoding="utf-8")
    term = ("--first", "2026-10-19", "--last", "2026-10-30")
    done = vlecht("export", str(made), *out, *term, "--holidays", str(tmp_path / "h.csv"), "--of", "group")
    assert done.exit_code == 0, done.output
    texts = [file.read_text(encoding="utf-8") for file in (tmp_path / "c" / "group").iterdir()]
    assert texts
    assert all("20261020" not in text for text in texts)
    assert any("20261027T" in text for text in texts)
    (tmp_path / "h.csv").write_text("first;last\nx;y\n", encoding="utf-8")
    wrong = vlecht("export", str(made), *out, *term, "--holidays", str(tmp_path / "h.csv"))
    assert wrong.exit_code == 1
    assert "line 2" in wrong.output
