"""Files of other systems with random faults: findings, or something to go on with; never a traceback."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from tests.instances.exchange.test_fet_read import FET
from tests.instances.exchange.test_imports import EDEX
from vlecht.instances.archives import contents
from vlecht.instances.exchange import columns, edexml, fet_read, oneroster_read, untis
from vlecht.instances.exchange.found import Found
from vlecht.instances.exchange.merge import merge
from vlecht.instances.exchange.oneroster_write import archive, tables
from vlecht.instances.findings import InputError
from vlecht.instances.samples import sample
from vlecht.instances.school_json import examine_data
from vlecht.models.index import SchoolIndex

JUNK = ("", "0", "-1", "7,5", "1e9", "x", "9" * 20, "9" * 5000, "NaN", '"', "\x00", "é", "=1+1", "a\nb")

CSV = 'Nr;Naam;Jaar;Groep;Rekenen\n1;"A; B";5;5a;62,5\n2;C;6;5a;?\n'
GPU = {
    "GPU002.TXT": '1,2,,,"5A","BAK","REK","L1",,,,,\n2,4,,,"5A","DEV","TAAL","L1",,,,,\n',
    "GPU003.TXT": '"5A","Groep 5A",,"L1"\n',
    "GPU004.TXT": '"BAK","Bakker"\n"DEV","De Vries"\n',
    "GPU005.TXT": '"L1","Lokaal 1"\n',
    "GPU006.TXT": '"REK","Rekenen"\n"TAAL","Taal"\n',
    "GPU010.TXT": '"P1","Jansen",,,,,,,,"5A"\n',
    "GPU015.TXT": '"P1",1,"REK",,"5A"\n',
}


def _broken(text: str, rng: random.Random) -> str:
    """A value replaced, a piece cut out or repeated, a tag or header renamed, or the rest lost."""
    for _ in range(rng.choice([1, 1, 2, 4])):
        values = list(re.finditer(r"(?<=[>,;\"\n])[^<>,;\"\n]+(?=[<,;\"\n])", text))
        how = rng.random()
        if values and how < 0.6:
            spot = rng.choice(values)
            text = text[: spot.start()] + rng.choice(JUNK) + text[spot.end() :]
        elif how < 0.75 and text:
            lines = text.splitlines(keepends=True)
            place = rng.randrange(len(lines))
            lines[place] = rng.choice(["", lines[place] * 2, lines[place].swapcase()])
            text = "".join(lines)
        elif how < 0.9 and values:
            one, other = rng.choice(values)[0], rng.choice(values)[0]
            text = text.replace(one, other)
        else:
            text = text[: rng.randrange(len(text) + 1)]
    return text or "x"


def _go_on(read: Callable[[], Found]) -> None:
    with suppress(InputError):
        found = read()
        data, _ = merge({"id": "x", "format_version": 1}, found, remove=True)
        for finding in examine_data("x", data).findings:
            assert finding.problem
            assert finding.remedy


@pytest.mark.parametrize("seed", range(30))
def test_xml_with_faults(seed: int) -> None:
    rng = random.Random(seed)
    _go_on(lambda: edexml.read("x", _broken(EDEX, rng).encode()))
    _go_on(lambda: fet_read.read("x", _broken(FET, rng).encode()))


@pytest.mark.parametrize("seed", range(30))
def test_tables_with_faults(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    (tmp_path / "l.csv").write_text(_broken(CSV, rng), encoding="utf-8")
    mapping = {"id": "Nr", "name": "Naam", "year": "Jaar", "home_group": "Groep", "level:math": "Rekenen"}
    _go_on(lambda: columns.read(tmp_path / "l.csv", mapping))
    for name, text in GPU.items():
        (tmp_path / name).write_text(_broken(text, rng), encoding="utf-8")
    _go_on(lambda: untis.read(tmp_path))


@pytest.mark.parametrize("seed", range(20))
def test_oneroster_with_faults(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    for name, text in ROSTERED.items():
        (tmp_path / name).write_text(_broken(text, rng) if rng.random() < 0.4 else text, encoding="utf-8")
    _go_on(lambda: oneroster_read.read(tmp_path))


def _rostered() -> dict[str, str]:
    made = sample("p4-87")
    files = tables(SchoolIndex(made.school), made.roster, date(2026, 8, 31), date(2027, 7, 9))
    return {name: data.decode() for name, data in contents("x", archive(files, "x")).items()}


ROSTERED = _rostered()
