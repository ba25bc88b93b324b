"""A school of ninety pupils as its principal fills it in, following the Dutch how-to and nothing else.

:func:`edexml` is what the pupil administration gives; :func:`fill` types the rest into the workbook, cell by
cell, and counts the keys.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

GROUPS = {"12": (1, 2), "34": (3, 4), "56": (5, 6), "78": (7, 8)}
SIZES = {"12": 22, "34": 23, "56": 22, "78": 23}


def edexml() -> str:
    """Ninety pupils in four groups with a teacher each. Made up."""
    groups = "".join(f'<groep key="G{g}"><naam>Groep {g}</naam></groep>' for g in GROUPS)
    pupils = "".join(
        f'<leerling key="{g}{n:02d}"><roepnaam>Kind {g}{n:02d}</roepnaam>'
        f'<jaargroep>{years[n % 2]}</jaargroep><groep key="G{g}"/></leerling>'
        for g, years in GROUPS.items()
        for n in range(1, SIZES[g] + 1)
    )
    teachers = "".join(
        f'<leerkracht key="T{g}"><achternaam>Van Groep {g}</achternaam><rol>LRK</rol>'
        f'<groepen><groep key="G{g}"/></groepen></leerkracht>'
        for g in GROUPS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><EDEX><school><schooljaar>2026-2027</schooljaar></school>'
        f"<groepen>{groups}</groepen><leerlingen>{pupils}</leerlingen>"
        f"<leerkrachten>{teachers}</leerkrachten></EDEX>"
    )


ROWS: dict[str, tuple[dict[str, Any], ...]] = {
    "Ruimtes": (
        {"kenmerk": "l12", "plaatsen": 30},
        {"kenmerk": "l34", "plaatsen": 30},
        {"kenmerk": "l56", "plaatsen": 30},
        {"kenmerk": "l78", "plaatsen": 30},
        {"kenmerk": "zaal", "soort": "gymzaal", "plaatsen": 60},
    ),
    "Medewerkers": (
        {"kenmerk": "gym", "rollen": "vakleerkracht", "fte": "0,6"},
        {"kenmerk": "tina", "rollen": "leerkracht", "fte": "0,8"},
        {"kenmerk": "ada", "rollen": "assistent", "fte": 1},
    ),
    "Werkvormen": (
        {"kenmerk": "rekenen-onder", "werkvorm": "klassikaal", "vak": "rekenen", "stamgroepen": "G12, G34"},
        {
            "kenmerk": "rekenen-boven",
            "werkvorm": "niveaugroepen",
            "vak": "rekenen",
            "stamgroepen": "G56, G78",
            "groepen: minst": 2,
            "groepen: meest": 2,
        },
        *(
            {"kenmerk": vak, "werkvorm": "klassikaal", "vak": vak, "stamgroepen": "G12, G34, G56, G78"}
            for vak in ("taal", "lezen", "schrijven", "wereld", "kunst")
        ),
        {
            "kenmerk": "gym",
            "werkvorm": "klassikaal",
            "vak": "gym",
            "stamgroepen": "G12, G34, G56, G78",
            "door wie": "gym",
            "soorten ruimte": "gymzaal",
        },
    ),
}
"""Sheet -> rows typed below what is there."""

CHANGED: dict[str, dict[str, dict[str, Any]]] = {
    "Stamgroepen": {f"G{g}": {"ruimte": f"l{g}"} for g in GROUPS},
    "Bouwen": {"school": {"team": "T12, T34, T56, T78, tina, ada, gym"}},
    "Medewerkers": {f"T{g}": {"fte": 1} for g in GROUPS},
}
"""Sheet -> row (its first cell) -> what is typed in it."""


def fill(source: Path, target: Path) -> int:
    """Types everything; returns the keys pressed: every letter, and one to leave each cell."""
    book = openpyxl.load_workbook(source)
    keys = 0

    def put(page: Any, row: int, header: str, value: Any) -> None:
        nonlocal keys
        (column,) = [cell.column for cell in page[1] if cell.value == header]
        page.cell(row, column).value = value
        keys += len(str(value)) + 1

    for name, rows in ROWS.items():
        page = book[name]
        for row in rows:
            place = 2
            while page.cell(place, 1).value not in (None, ""):
                place += 1
            for header, value in row.items():
                put(page, place, header, value)
    for name, changes in CHANGED.items():
        page = book[name]
        places = {page.cell(row, 1).value: row for row in range(2, page.max_row + 1)}
        for thing, cells in changes.items():
            for header, value in cells.items():
                put(page, places[thing], header, value)
    book.save(target)
    return keys
