"""Imports: what is read, what is never read, and what is refused."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vlecht.instances.exchange import columns, edexml, fet_read, oneroster_read, untis
from vlecht.instances.exchange.found import Found, usable_id
from vlecht.instances.exchange.merge import merge
from vlecht.instances.exchange.oneroster_write import archive, tables
from vlecht.instances.findings import InputError
from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"

EDEX = """<?xml version="1.0" encoding="UTF-8"?><EDEX>
<school><schooljaar>2031-2032</schooljaar></school>
<groepen><groep key="G5"><naam>5A</naam><jaargroep>5</jaargroep></groep>
<groep key="G0"><naam>leeg</naam></groep>
<samengestelde_groep key="PLUS"><naam>Plus</naam></samengestelde_groep></groepen>
<leerlingen>
<leerling key="L 1"><achternaam>Geheim</achternaam><roepnaam>Noor</roepnaam>
<geboortedatum>2019-01-01</geboortedatum>
<jaargroep>5</jaargroep><etniciteit>4711</etniciteit><land>6030</land><fotourl>http://foto</fotourl>
<bsn>123456782</bsn>
<postcodenl>1234AB</postcodenl><gewicht>0.3</gewicht><emailadres>noor@geheim</emailadres>
<groep key="G5"/><samengestelde_groepen><samengestelde_groep key="PLUS"/></samengestelde_groepen></leerling>
<leerling key="L2"><roepnaam>Oud</roepnaam><jaargroep>H</jaargroep><groep key="G5"/></leerling>
<leerling key="L3"><roepnaam>Los</roepnaam><jaargroep>4</jaargroep></leerling></leerlingen>
<leerkrachten><leerkracht key="T1"><achternaam>Bakker</achternaam><rol>LRK</rol><rol>BHV</rol>
<groepen><groep key="G5"/></groepen></leerkracht></leerkrachten></EDEX>"""


def _all(found: Found) -> str:
    return json.dumps([found.data, found.single, found.notes])


def test_edexml_gives_pupils_groups_and_teachers() -> None:
    found = edexml.read("x", EDEX.encode())
    assert found.data["pupils"] == [
        {"id": "L-1", "name": "Noor Geheim", "year": 5, "home_group": "G5", "needs": ["PLUS"]}
    ]
    assert found.data["home_groups"] == [
        {"id": "G5", "name": "5A", "years": [5], "cluster": "school", "teachers": [{"staff": "T1"}]}
    ]
    notes = " ".join(found.notes)
    for said in ("pupil L3 is in no group", "role BHV", "group G0 has no pupils", "combined group PLUS"):
        assert said in notes


def test_edexml_roles_within_groups_are_roles() -> None:
    within = EDEX.replace("<rol>LRK</rol><rol>BHV</rol>", "").replace(
        '<groep key="G5"/></groepen></leerkracht>',
        '<groep key="G5"><rol>OWA</rol></groep></groepen></leerkracht>',
    )
    (person,) = edexml.read("x", within.encode()).data["staff"]
    assert person["roles"] == ["assistent"]


def test_edexml_never_reads_what_nobody_needs() -> None:
    text = _all(edexml.read("x", EDEX.encode()))
    for secret in ("123456782", "4711", "6030", "foto", "1234AB", "0.3", "2019", "geheim"):
        assert secret not in text, secret


def test_edexml_reports_every_key_that_does_not_fit_with_its_line() -> None:
    wrong = EDEX.replace('<groep key="G5"/><sam', '<groep key="G9"/><sam').replace(
        '<samengestelde_groep key="PLUS"/>', '<samengestelde_groep key="NO"/>'
    )
    wrong = wrong.replace(
        '<groepen><groep key="G5"/></groepen></leerkracht>',
        '<groepen><groep key="G8"/></groepen></leerkracht>',
    )
    with pytest.raises(InputError) as caught:
        edexml.read("x", wrong.encode())
    assert {finding.value for finding in caught.value.findings} >= {"G9", "G8"}
    assert all(finding.place.startswith("line ") for finding in caught.value.findings)


@pytest.mark.parametrize("reader", [edexml.read, fet_read.read])
def test_hostile_xml_is_refused(reader: Any) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    for raw, code in (
        (f"<!DOCTYPE x [{laughs}]><EDEX>&a8;</EDEX>", "xml-syntax"),  # refused as a loop of references
        ('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><EDEX>&f;</EDEX>', "xml-doctype"),
        ("<EDEX><a>", "xml-syntax"),
        ("", "xml-syntax"),
        ("<a>" * 300 + "</a>" * 300, "xml-syntax"),
    ):
        with pytest.raises(InputError) as caught:
            reader("x", raw.encode())
        assert caught.value.findings[0].code == code, raw[:40]


def test_the_samples_of_the_standards_import() -> None:
    if not SAMPLES.is_dir():
        pytest.skip(f"{SAMPLES} is not here")
    found = edexml.read("x", (SAMPLES / "edexml_own.xml").read_bytes())
    assert [pupil["id"] for pupil in found.data["pupils"]] == ["L1"]
    found = oneroster_read.read(SAMPLES / "oneroster12")
    assert found.data["pupils"] == [{"id": "u1", "name": "Noor Voorbeeld", "year": 5, "home_group": "k-5a"}]
    found = untis.read(SAMPLES / "GPU001.TXT")
    assert any("GPU001" in note for note in found.notes)


def test_oneroster_comes_back_as_it_went(tmp_path: Path) -> None:
    made = sample("p4-87")
    index = SchoolIndex(made.school)
    files = tables(index, made.roster, date(2026, 8, 31), date(2027, 7, 9))
    (tmp_path / "x.zip").write_bytes(archive(files, "s"))
    found = oneroster_read.read(tmp_path / "x.zip")
    pupils = {p["id"]: p for p in found.data["pupils"]}
    assert pupils.keys() == index.pupils.keys()
    for name, pupil in index.pupils.items():
        assert pupils[name]["year"] == pupil.year
        assert pupils[name]["home_group"] == pupil.home_group
    homes = {home["id"]: home for home in found.data["home_groups"]}
    for home in made.school.home_groups:
        own = [t["staff"] for t in homes[home.id].get("teachers", [])]
        assert own == list(index.own_teachers(home.id))
    assert {p["id"] for p in found.data["staff"]} == set(index.staff)


def test_oneroster_11_with_roles_in_users_and_secrets(tmp_path: Path) -> None:
    (tmp_path / "users.csv").write_text(
        "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,phone,grades,password\n"
        "u1,,true,o,student,n,Noor,V,secret@x,secret-tel,3,secret-pw\nu2,tobedeleted,true,o,student,x,X,Y,,,3,\n"
        "u3,,true,o,teacher,t,T,B,,,,\n", encoding="utf-8")  # fmt: skip
    (tmp_path / "classes.csv").write_text(
        "sourcedId,title,classType\nc1,3A,homeroom\nc2,REK,scheduled\n", encoding="utf-8"
    )
    (tmp_path / "enrollments.csv").write_text(
        "sourcedId,classSourcedId,userSourcedId,role\ne1,c1,u1,student\n"
        "e2,c1,u3,teacher\ne3,c2,u1,student\n", encoding="utf-8")  # fmt: skip
    (tmp_path / "demographics.csv").write_text("sourcedId,birthDate\nu1,secret-date\n", encoding="utf-8")
    found = oneroster_read.read(tmp_path)
    assert [p["id"] for p in found.data["pupils"]] == ["u1"]
    assert "secret" not in _all(found)
    with (tmp_path / "enrollments.csv").open("a", encoding="utf-8") as file:
        file.write("e4,c9,u9,student\n")
    with pytest.raises(InputError) as caught:
        oneroster_read.read(tmp_path)
    assert [finding.value for finding in caught.value.findings] == ["c9", "u9"]


def test_a_oneroster_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("users.csv", bytes(30 * 1024 * 1024))
    with pytest.raises(InputError) as caught:
        oneroster_read.read(tmp_path / "x.zip")
    assert caught.value.findings[0].code == "zip-bomb"


def test_untis_files_with_either_separator_and_encoding(tmp_path: Path) -> None:
    (tmp_path / "GPU004.TXT").write_bytes('"VOL";"Völler";;;;'.encode("cp1252") + b'"x"\r\n')
    (tmp_path / "GPU003.TXT").write_text('"5A","groep 5A",,"101"\n', encoding="utf-8")
    (tmp_path / "GPU005.TXT").write_text('"101","lokaal",,,,,,28\n"102","x"\n', encoding="utf-8")
    (tmp_path / "GPU006.TXT").write_text('"REK","rekenen"\n', encoding="utf-8")
    (tmp_path / "GPU010.TXT").write_text(
        '"p1","Jansen",,,,,,"Noor",,"5A","1",,"20190101","n@secret"\n', encoding="utf-8"
    )
    (tmp_path / "GPU002.TXT").write_text('7,5,,,"5A~5B","VOL","REK"\n', encoding="utf-8")
    (tmp_path / "GPU015.TXT").write_text('"p1",7,"FRA"\n"p9",7,"FRA"\n', encoding="utf-8")
    found = untis.read(tmp_path)
    assert found.data["staff"][0] == {"id": "VOL", "name": "Völler", "roles": ["leerkracht"]}
    assert found.data["home_groups"][0] | {} == {
        "id": "5A",
        "name": "groep 5A",
        "years": [5],
        "cluster": "school",
        "room": "101",
    }
    assert [room["capacity"] for room in found.data["rooms"]] == [28, 30]
    assert found.data["pupils"] == [
        {"id": "p1", "name": "Noor Jansen", "year": 5, "home_group": "5A", "extra_subjects": ["FRA"]}
    ]
    assert "secret" not in _all(found)
    notes = " ".join(found.notes)
    for said in ("lesson 7: 5 periods a week of REK for 5A by VOL", "for 5B", "p9", "room 102"):
        assert said in notes


def test_levels_of_any_csv_file_are_merged_by_id(tmp_path: Path) -> None:
    school = sample("p4-87").school.canonical()
    first, second = school["pupils"][0]["id"], school["pupils"][1]["id"]
    path = tmp_path / "dle.csv"
    path.write_text(
        f"Nummer;Naam;DLE rekenen;BSN\n{first};;34,5;999\n{second};;;999\nnew;N;?;999\n", encoding="utf-8"
    )
    found = columns.read(path, {"id": "Nummer", "level:math": "DLE rekenen"})
    assert "999" not in _all(found)
    data, changes = merge(school, found, remove=False)
    assert data["pupils"][0]["levels"]["math"] == 34.5
    assert {(c.what, c.id) for c in changes} == {("changed", first), ("new", "new")}
    assert len(data["pupils"]) == len(school["pupils"]) + 1
    with pytest.raises(InputError) as caught:
        columns.read(path, {"id": "Numer", "levl": "Naam"})
    assert "Nummer" in caught.value.findings[0].remedy


def test_a_reconcile_says_what_is_new_gone_and_changed_and_keeps_what_people_added() -> None:
    school = {"pupils": [{"id": "a", "year": 3, "needs": ["rt"], "levels": {"x": 1}}, {"id": "b", "year": 3}]}
    found = Found(
        "x",
        {"pupils": [{"id": "a", "year": 4, "needs": ["plus"]}, {"id": "c", "year": 3}]},
        complete=("pupils",),
    )
    data, changes = merge(school, found, remove=False)
    assert [(c.what, c.id) for c in changes] == [("changed", "a"), ("new", "c"), ("gone", "b")]
    assert data["pupils"][0] == {"id": "a", "year": 4, "needs": ["rt", "plus"], "levels": {"x": 1}}
    assert [pupil["id"] for pupil in merge(school, found, remove=True)[0]["pupils"]] == ["a", "c"]
    assert school["pupils"][0]["year"] == 3
    assert merge(data, found, remove=False)[1] == (changes[2],)


def test_ids_are_made_usable() -> None:
    assert usable_id(" a b/c#d|e ") == "a-b-c-d-e"
    assert usable_id("  ") == "x"
