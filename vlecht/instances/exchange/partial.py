"""Schools that are not complete yet: written to be filled in, in a workbook or as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vlecht.instances.school_json import examine_data
from vlecht.instances.workbook.excel import written
from vlecht.instances.workbook.flatten import sheets
from vlecht.instances.workbook.starter import DATA
from vlecht.instances.writing import write_bytes, write_text
from vlecht.models.school import FORMAT_VERSION


def write_partial(data: dict[str, Any], path: Path, lang: str = "nl") -> bool:
    """Writes a school's plain data; says whether it is usable as it is.

    A workbook gets what most schools share (see ``starter``) where the data has nothing.
    """
    whole = {"format_version": FORMAT_VERSION, "id": "school"} | data
    if path.suffix.lower() == ".xlsx":
        whole = {**DATA, **whole}
        write_bytes(path, written(sheets(whole, lang), lang))
    else:
        write_text(path, json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    return examine_data(str(path), whole).school is not None
