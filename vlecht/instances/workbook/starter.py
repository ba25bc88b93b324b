"""What a new workbook holds: what most primary schools share, filled in, and examples of the rest.

The curriculum fills the lesson time exactly, in sessions that fit between the breaks.
Examples start with ``#``: they show how, and do not count.
"""

from __future__ import annotations

from typing import Any

from vlecht.instances.workbook.cells import Cell
from vlecht.instances.workbook.flatten import Sheet, sheets
from vlecht.models.words import Function

_ALL = {function.value: "alone" for function in Function}
_HELP = _ALL | {"lead": "in_reach"}

DATA: dict[str, Any] = {
    "id": "school",
    "calendar": {
        "lessons": [
            {"start": "08:30", "end": "12:00"},
            {"days": ["mon", "tue", "thu", "fri"], "start": "12:30", "end": "14:30"},
        ],
        "opening": [{"start": "08:00", "end": "17:00"}],
        "breaks": [{"id": "pauze", "start": "10:15", "end": "10:30", "supervisors": 1}],
    },
    "subjects": [
        {"id": "rekenen", "core": True},
        {"id": "taal", "core": True},
        {"id": "lezen", "core": True},
        {"id": "schrijven"},
        {"id": "wereld"},
        {"id": "gym"},
        {"id": "kunst"},
    ],
    "roles": [
        {"id": "leerkracht", "end_responsible": True, "functions": _ALL},
        {"id": "ondersteuner", "functions": _HELP},
        {"id": "assistent", "functions": {key: _HELP[key] for key in ("supervise", "support", "break_duty")}},
        {"id": "vakleerkracht", "functions": {"lead": "alone", "co_teach": "alone"}},
    ],
    "curriculum": [
        {"subject": "rekenen", "minutes": 300, "usual": 60, "day_part": "morning"},
        {"subject": "taal", "minutes": 225, "usual": 45, "day_part": "morning"},
        {"subject": "lezen", "minutes": 225, "usual": 45},
        {"subject": "schrijven", "minutes": 135, "usual": 45},
        {"subject": "wereld", "minutes": 240, "usual": 60},
        {"subject": "gym", "minutes": 90, "usual": 45},
        {"subject": "kunst", "minutes": 240, "usual": 60},
    ],
}

EXAMPLES: dict[str, tuple[dict[str, Any], ...]] = {
    "rooms": ({"id": "#lokaal-1", "name": "Lokaal 1", "kind": "classroom", "capacity": 30},),
    "clusters": ({"id": "#midden", "name": "Middenbouw", "team": ["anna", "bert"]},),
    "home_groups": ({"id": "#5a", "years": [5], "cluster": "midden", "room": "lokaal-1"},),
    "pupils": ({"id": "#101", "year": 5, "home_group": "5a", "levels": {"rekenen": 62.0, "taal": 48.0}},),
    "staff": ({"id": "#anna", "roles": ["leerkracht"], "fte": 0.8, "max_days": 4},),
    "deliveries": (
        {"id": "#rekenen-midden", "form": "level_groups", "subject": "rekenen", "home_groups": ["5a", "6a"],
         "groups": {"min": 2, "max": 3}},
        {"id": "#gym", "form": "class", "subject": "gym", "home_groups": ["5a", "6a"]},
    ),
    "meetings": (
        {"id": "#werkoverleg", "clusters": ["midden"], "minutes": 60,
         "windows": [{"start": "15:00", "end": "17:00"}]},
    ),
}  # fmt: skip
"""Table -> example rows."""


def starter(lang: str) -> tuple[Sheet, ...]:
    """The tables of a new workbook."""
    data = {**DATA, **{name: list(rows) for name, rows in EXAMPLES.items()}}
    return tuple(_with_room(sheet, lang) for sheet in sheets(data, lang))


def _with_room(sheet: Sheet, lang: str) -> Sheet:
    """Tables of things inside others get an example in words, so that the first column explains itself."""
    if not sheet.table.owner or sheet.rows:
        return sheet
    words = (
        "# kenmerk van de rij waar dit bij hoort" if lang == "nl" else "# id of the row that this belongs to"
    )
    row: tuple[Cell, ...] = (words, *([""] * (len(sheet.heads) - 1)))
    return Sheet(sheet.table, sheet.name, sheet.heads, (row,))
