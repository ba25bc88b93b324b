"""EDEXML 2.1: pupils, home groups, combined groups and teachers, as ParnasSys and ESIS export them.

Only what is named here is read. Citizen service numbers, origin, weights, photographs, birth dates and post
codes are never looked at.
"""

from __future__ import annotations

from lxml import etree

from vlecht.instances.exchange.found import Found, usable_id
from vlecht.instances.exchange.xml import parsed, text
from vlecht.instances.findings import Finding, InputError

_YEARS = {**{str(year): year for year in range(9)}, **{str(year): year for year in range(11, 17)}}
_SKIPPED_YEAR = "H"
"""History: what was, not what is."""
_ROLES = {
    "LRK": "leerkracht",
    "OWA": "assistent",
    "LOS": "ondersteuner",
    "LOC": "leerkracht",
    "VAK": "vakleerkracht",
    "IB": "intern-begeleider",
    "RT": "intern-begeleider",
    "DIR": "directie",
    "STA": "stagiair",
}
_DEFAULT_ROLE = "leerkracht"


def read(name: str, raw: bytes) -> Found:
    """The school of a file. Raises :class:`InputError` with every key that does not fit, and its line."""
    root = parsed(name, raw)
    if etree.QName(root).localname not in ("EDEX", "leerlinggegevens_verzoek", "leerlinggegevens_antwoord"):
        raise InputError(
            [
                Finding(
                    name,
                    f"line {root.sourceline}",
                    "",
                    "is not an EDEXML file",
                    "it starts with <EDEX>",
                    "not-edexml",
                )
            ]
        )
    _plain(root)
    found = Found(name, complete=("pupils",))
    wrong: list[Finding] = []
    groups = {
        group.get("key", ""): group
        for group in root.iterfind(".//groepen/groep")
        if group.find("naam") is not None
    }
    combined = {
        g.get("key", ""): g
        for g in root.iterfind(".//groepen/samengestelde_groep")
        if g.find("naam") is not None
    }
    years: dict[str, set[int]] = {key: set() for key in groups}
    _pupils(root, found, groups, combined, years, wrong)
    _homes(found, groups, years)
    _teachers(root, found, groups, combined, wrong)
    for key, group in combined.items():
        found.notes.append(
            f"combined group {key} ({text(group, 'naam')}) is kept as the need {usable_id(key)!r} of "
            "its pupils"
        )
    if wrong:
        raise InputError(wrong)
    return found


def _plain(root: etree._Element) -> None:
    """Takes the name spaces off, which the UWLR dialect has."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname


def _pupils(
    root: etree._Element,
    found: Found,
    groups: dict[str, etree._Element],
    combined: dict[str, etree._Element],
    years: dict[str, set[int]],
    wrong: list[Finding],
) -> None:
    for pupil in root.iterfind(".//leerlingen/leerling"):
        key, year = pupil.get("key", ""), text(pupil, "jaargroep")
        if year == _SKIPPED_YEAR:
            continue
        home = pupil.find("groep")
        target = home.get("key", "") if home is not None else ""
        if not key:
            wrong.append(_fault(found.source, pupil, "", "has no key", "give each pupil its key"))
            continue
        if target and target not in groups:
            wrong.append(
                _fault(
                    found.source,
                    pupil,
                    target,
                    "is not a group of this file",
                    "add the group, or mend the key",
                )
            )
            continue
        if not target:
            found.notes.append(f"pupil {key} is in no group and is left out")
            continue
        if year not in _YEARS:
            found.notes.append(f"pupil {key}: year {year or 'unknown'} is not a number; taken from the group")
        number = _YEARS.get(year, _YEARS.get(text(groups[target], "jaargroep"), 0))
        years[target].add(number)
        needs = []
        for other in pupil.iterfind("samengestelde_groepen/samengestelde_groep"):
            name = other.get("key", "")
            if name in combined:
                needs.append(usable_id(name))
            else:
                wrong.append(
                    _fault(found.source, other, name, "is not a combined group of this file", "add the group")
                )
        found.add(
            "pupils",
            {
                "id": usable_id(key),
                "name": _name(pupil),
                "year": number,
                "home_group": usable_id(target),
                "needs": needs,
            },
        )


def _homes(found: Found, groups: dict[str, etree._Element], years: dict[str, set[int]]) -> None:
    for key, group in groups.items():
        stated = _YEARS.get(text(group, "jaargroep"))
        known = years[key] or ({stated} if stated is not None else set())
        if not years[key]:
            found.notes.append(f"group {key} has no pupils and is left out")
            continue
        found.add(
            "home_groups",
            {"id": usable_id(key), "name": text(group, "naam"), "years": sorted(known), "cluster": "school"},
        )
    if found.data.get("home_groups"):
        found.add("clusters", {"id": "school", "name": "School"})


def _teachers(
    root: etree._Element,
    found: Found,
    groups: dict[str, etree._Element],
    combined: dict[str, etree._Element],
    wrong: list[Finding],
) -> None:
    own: dict[str, list[str]] = {}
    for teacher in root.iterfind(".//leerkrachten/leerkracht"):
        key = teacher.get("key", "")
        codes = [(role.text or "").strip() for role in _stated_roles(teacher)]
        roles = list(dict.fromkeys(_ROLES.get(code, _DEFAULT_ROLE) for code in codes)) or [_DEFAULT_ROLE]
        for code in codes:
            if code not in _ROLES:
                found.notes.append(f"teacher {key}: role {code} is taken as {_DEFAULT_ROLE}")
        for role in roles:
            found.add("roles", _role(role))
        for group in teacher.iterfind("groepen/groep"):
            name = group.get("key", "")
            if name in groups:
                own.setdefault(usable_id(name), []).append(usable_id(key))
            else:
                wrong.append(
                    _fault(found.source, group, name, "is not a group of this file", "add the group")
                )
        unknown = [
            g for g in teacher.iterfind("groepen/samengestelde_groep") if g.get("key", "") not in combined
        ]
        problem = "is not a combined group of this file"
        wrong += [_fault(found.source, g, g.get("key", ""), problem, "add the group") for g in unknown]
        found.add("staff", {"id": usable_id(key), "name": _name(teacher), "roles": roles})
    for home in found.data.get("home_groups", []):
        if home["id"] in own:
            home["teachers"] = [{"staff": person} for person in dict.fromkeys(own[home["id"]])]


def _stated_roles(teacher: etree._Element) -> list[etree._Element]:
    """Roles at school, or else those in the groups."""
    return list(teacher.iterfind("rol")) or list(teacher.iterfind("groepen/*/rol"))


def _role(role: str) -> dict[str, object]:
    everything = dict.fromkeys(("lead", "co_teach", "supervise", "support", "break_duty"), "alone")
    allowed = {
        "leerkracht": everything,
        "vakleerkracht": {"lead": "alone", "co_teach": "alone"},
        "ondersteuner": everything | {"lead": "in_reach"},
        "assistent": {"supervise": "alone", "support": "alone", "break_duty": "alone"},
        "intern-begeleider": {"support": "alone"},
    }
    return {"id": role, "end_responsible": role == "leerkracht", "functions": allowed.get(role, {})}


def _name(person: etree._Element) -> str:
    given = text(person, "roepnaam") or text(person, "voorletters-1")
    return " ".join(part for part in (given, text(person, "voorvoegsel"), text(person, "achternaam")) if part)


def _fault(file: str, element: etree._Element, value: str, problem: str, remedy: str) -> Finding:
    return Finding(file, f"line {element.sourceline}", value, problem, remedy, "unknown-reference")
