"""Values in cells: how plain data is written, and how whatever people type is read.

What is written is read back exactly. A text that could be taken for something else starts with an apostrophe
(as in Excel), which is not part of it: so a number stays a text, an empty text stays one, and nothing that
looks like a formula is ever written as one. Lists are separated by commas or semicolons; items that hold
these are quoted. ``-`` is a list of nothing, ``?`` a level that is not known.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from vlecht.instances.workbook import names
from vlecht.instances.workbook.layout import Column
from vlecht.models.words import format_clock

Cell = str | int | float | bool | date | datetime | time | timedelta
"""What a sheet holds in a cell; an empty cell is ``""``."""

_NUMBER = re.compile(r"^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$")
_WINDOW = re.compile(
    r"^\s*(?:(?P<days>.*?)\s+)?(?P<start>\d{1,2}[:.]\d{2})\s*[-–]\s*(?P<end>\d{1,2}[:.]\d{2})\s*$"
)
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\r\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_")
MARK, NOTHING, UNKNOWN = "'", "-", "?"
_WHOLE = re.compile(r"^\d+\.0+$")
_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
"""What a spreadsheet may run as a formula when it opens a text file; marked texts too, so that "
"marks add up."""


# --- writing


def write(column: Column, found: Any, lang: str) -> Cell:
    """The cell of a field's plain data (as JSON has it); ``None`` is an empty cell, or ``?`` for a level."""
    if column.kind == "json":
        return json.dumps(found, ensure_ascii=False, sort_keys=True)
    if column.only_mark:
        return NOTHING if found == [] else ""
    if column.kind == "windows":
        return "; ".join(_window(window, lang) for window in found) or NOTHING
    if column.many:
        items = [str(_item(column, item, lang)) for item in found]
        if any(_ODD.search(item) for item in items):
            return MARK + json.dumps(list(found) if column.kind == "word" else items)
        exact = [column.kind == "word" and names.meant(item) != item for item in found]
        return ", ".join(map(_quoted, items, exact)) or NOTHING
    return _item(column, found, lang)


def _item(column: Column, found: Any, lang: str) -> Cell:
    if found is None:
        return UNKNOWN if column.optional else ""
    if column.kind == "yes_no":
        return names.value("yes" if found else "no", "en") if lang == "en" else ("ja" if found else "nee")
    if column.kind == "choice":
        return names.value(str(found), lang)
    if column.kind == "day":
        return names.day(str(found), lang)
    if column.kind == "word":
        if names.meant(found) == found:
            found = names.word(found, lang)
        elif not column.many:  # it would be read as another word
            return _text(found) if _text(found).startswith(MARK) else MARK + found
    if column.kind in ("text", "word", "date", "clock"):
        return str(found) if column.many else _text(str(found))
    if column.kind == "level" and isinstance(found, str):
        ambiguous = _NUMBER.match(found.strip()) or found.strip() == UNKNOWN
        return MARK + found if ambiguous else _text(found)
    number: int | float = found
    # A spreadsheet keeps 15 or 16 digits: what needs more is written as text.
    return number if float(f"{number:.15G}") == number else repr(number)


def _text(found: str) -> str:
    if _ODD.search(found):
        return MARK + json.dumps(found)
    marked = not found or found != found.strip() or found.startswith(MARK) or _WHOLE.match(found)
    return MARK + found if marked else found


def _quoted(item: str, exact: bool) -> str:
    """An item of a list: quoted when it would not be read as one item, or not as the same (``exact``)."""
    plain = item and item == item.strip() and item not in (NOTHING, UNKNOWN) and not _WHOLE.match(item)
    if plain and not exact and not re.search(r"[,;\"\n]", item) and not item.startswith(MARK):
        return item
    return '"' + item.replace('"', '""') + '"'


def _window(window: dict[str, Any], lang: str) -> str:
    days = ",".join(names.day(day, lang) for day in window.get("days", ()))
    return f"{days} {window['start']}-{window['end']}".strip()


def safe(cell: Cell) -> Cell:
    """A cell for a text file: nothing that a spreadsheet would run when it opens the file."""
    if isinstance(cell, str) and _FORMULA.match(cell) and cell != NOTHING and not _NUMBER.match(cell):
        return MARK + cell
    return cell


def unsafe(text: str) -> str:
    """The cell that :func:`safe` wrote."""
    return text[len(MARK) :] if text.startswith(MARK) and _FORMULA.match(text) else text


# --- reading


def read(column: Column, cell: Cell) -> Any:
    """The plain data of a cell. What cannot be understood comes back as it is: the model says what "
    "is wrong."""
    if column.kind == "json":
        return _json(cell)
    if isinstance(cell, str) and cell.strip() == NOTHING and (column.many or column.only_mark):
        return []
    if column.kind == "windows":
        return [_read_window(part) for part in re.split(r"[;\n]", _as_text(cell)) if part.strip()]
    if not column.many:
        return _read_item(column, cell)
    if isinstance(cell, str) and cell.startswith(MARK + "["):
        return _json(cell[len(MARK) :])
    items = _parts(cell)
    if column.kind == "day":
        return [day for item, _ in items for day in read_days(item)]
    if column.kind in ("text", "word"):
        return [item if quoted else _read_item(column, item) for item, quoted in items]
    return [_read_item(column, item) for item, _ in items]


def _read_item(column: Column, cell: Cell) -> Any:
    kind = column.kind
    if kind == "text":
        return _unmarked(_as_text(cell))
    if kind == "word":
        text = _as_text(cell)
        return _unmarked(text) if text.startswith(MARK) else names.meant(text.strip())
    if kind == "day":
        return _read_day(_unmarked(_as_text(cell)))
    if kind == "clock":
        return _read_clock(cell)
    if kind == "date":
        return _read_date(cell)
    if kind == "choice":
        return _read_choice(column, _as_text(cell))
    if kind == "yes_no":
        word = _as_text(cell).strip().lower()
        return True if word in names.YES else False if word in names.NO else _as_text(cell)
    if column.optional and isinstance(cell, str) and cell.strip() == UNKNOWN:
        return None
    return _read_number(cell, text=kind == "level")


def _read_number(cell: Cell, text: bool) -> Any:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return int(cell) if float(cell).is_integer() else float(cell)
    if not isinstance(cell, str):
        return _as_text(cell)
    if text and cell.startswith(MARK):
        return _unmarked(cell)
    if _NUMBER.match(cell.strip()):
        number = float(cell.strip().replace(",", "."))
        return int(number) if number.is_integer() and "e" not in cell.lower() else number
    return cell.strip()


def _as_text(cell: Cell) -> str:
    """A cell as text: 5.0 is "5", times and dates as files have them."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return str(_read_clock(cell))
    return cell[: cell.index(".")] if isinstance(cell, str) and _WHOLE.match(cell.strip()) else str(cell)


def _unmarked(text: str) -> str:
    if not text.startswith(MARK):
        return text.strip()
    rest = text[len(MARK) :]
    if rest.startswith('"') and rest.endswith('"') and len(rest) > 1:
        try:
            found = json.loads(rest)
        except ValueError:
            return rest
        return found if isinstance(found, str) else rest
    return rest


def _parts(cell: Cell) -> list[tuple[str, bool]]:
    """The items of a list in a cell, separated by commas, semicolons or new lines, and whether it "
    "was quoted."""
    if isinstance(cell, float) and not cell.is_integer():
        return _parts(str(cell).replace(".", ","))  # "3,4" typed where the comma is a decimal sign
    if not isinstance(cell, str):
        return [(_as_text(cell), False)]
    found: list[tuple[str, bool]] = []
    for match in re.finditer(r'\s*("(?:[^"]|"")*"(?=\s*(?:[,;\n]|$))|[^,;\n]*)\s*(?:[,;\n]|$)', cell):
        item = match[1]
        if item.startswith('"') and item.endswith('"') and len(item) > 1:
            found.append((item[1:-1].replace('""', '"'), True))
        elif item.strip():
            found.append((item.strip(), False))
    return found


def read_days(text: str) -> list[str]:
    """A day, or a run of days: ``ma`` and ``monday`` are ``mon``, ``ma-wo`` is Monday to Wednesday."""
    order = list(names.DAYS)
    first, dash, last = text.replace("–", "-").partition("-")
    one, other = _day(first), _day(last)
    if dash and one in order and other in order:
        return order[order.index(one) : order.index(other) + 1]
    return [_read_day(text)]


def _read_day(text: str) -> str:
    week, dash, name = text.strip().rpartition("-")
    return f"{week}{dash}{_day(name)}"


def _day(word: str) -> str:
    word = word.strip()
    return next((day for day, others in names.DAYS.items() if word.lower() in (day, *others)), word)


def _read_clock(cell: Cell) -> str:
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return f"{cell.hour:02d}:{cell.minute:02d}"
    if isinstance(cell, timedelta):
        return format_clock(round(cell.total_seconds() / 60))
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell <= 1:
        return format_clock(round(cell * 24 * 60))  # a part of a day, as spreadsheets keep times
    text = str(cell).strip()
    if re.match(r"^\d{1,2}\.\d{2}$", text):
        return text.replace(".", ":")
    return text[:-3] if re.match(r"^\d{1,2}:\d\d:00$", text) else text


def _read_date(cell: Cell) -> str:
    text = _unmarked(_as_text(cell))
    for pattern in (
        r"^(?P<d>\d{1,2})[-/](?P<m>\d{1,2})[-/](?P<y>\d{4})$",
        r"^(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})$",
    ):
        if found := re.match(pattern, text):
            return f"{found['y']}-{int(found['m']):02d}-{int(found['d']):02d}"
    return text


def _read_choice(column: Column, text: str) -> str:
    word = text.strip().lower()
    for code in column.choices:
        if word in (code, code.replace("_", " "), names.VALUES.get(code, code)):
            return code
    return text.strip()


def _read_window(part: str) -> Any:
    found = _WINDOW.match(part)
    if found is None:
        return part.strip()
    items = re.split(r"[,\s]+", found["days"] or "")
    days = [day for item in items if item for day in read_days(item)]
    window: dict[str, Any] = {"days": days} if days else {}
    return window | {name: found[name].replace(".", ":") for name in ("start", "end")}


def _json(cell: Cell) -> Any:
    if not isinstance(cell, str):
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell
