"""Schools that are not complete yet: read as far as they go, and written to be filled in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vlecht.instances.findings import Finding, InputError
from vlecht.instances.registry import SAMPLE, load_school
from vlecht.instances.school_json import examine_data
from vlecht.instances.shape import parse
from vlecht.instances.source import read_object
from vlecht.instances.workbook import excel, folder
from vlecht.instances.workbook.flatten import sheets
from vlecht.instances.workbook.folder import is_school
from vlecht.instances.workbook.gather import gather
from vlecht.instances.workbook.starter import DATA, EXAMPLES
from vlecht.instances.writing import write_bytes, write_text
from vlecht.models.school import FORMAT_VERSION, School


def read_partial(source: str) -> dict[str, Any]:
    """A school's plain data, where things may still be missing but nothing is wrong in itself.

    Raises :class:`InputError` for what is wrong, ``SourceError`` for what is not there.
    """
    if source.startswith(SAMPLE):
        return load_school(source).canonical()
    path = Path(source)
    if is_school(path) or path.suffix.lower() in (".xlsx", ".xlsm"):
        gathered = gather(*(folder.read_rows(path) if is_school(path) else excel.read_rows(path)))
        file, data, wrong = gathered.file, gathered.data, [finding for _, finding in gathered.findings]
    else:
        file, data = read_object(source, tuple(School.model_fields))
        wrong = []
    _, shape = parse(file, data, School)
    wrong += [finding for finding in shape if not _only_missing(finding)]
    if wrong:
        raise InputError(wrong)
    return data


def _only_missing(finding: Finding) -> bool:
    """Whether something is to be added, other than the id by which a thing is known."""
    field = finding.place.partition(" ")[0].rpartition(".")[2]
    return finding.code in ("missing-field", "too-few") and field != "id"


def write_partial(data: dict[str, Any], path: Path, lang: str = "nl") -> bool:
    """Writes a school's plain data; says whether it is usable as it is.

    A workbook gets what most schools share, and examples (see ``starter``), where the data has nothing.
    """
    whole = {"format_version": FORMAT_VERSION, "id": "school"} | data
    if path.suffix.lower() == ".xlsx":
        whole = {**DATA, **whole}
        shown = {name: list(rows) for name, rows in EXAMPLES.items() if not whole.get(name)}
        write_bytes(path, excel.written(sheets(whole | shown, lang), lang))
    else:
        write_text(path, json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    return examine_data(str(path), whole).school is not None
