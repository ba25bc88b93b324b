"""What tables, columns and values are called in a workbook, in Dutch. English is the models' own words.

A name that is missing here is shown in English, so that a new field can be used at once.
"""

from __future__ import annotations

SHEETS = {
    "school": "School",
    "calendar.breaks": "Pauzes",
    "calendar.periods": "Perioden",
    "calendar.exceptions": "Bijzondere dagen",
    "sites": "Locaties",
    "travel": "Reistijden",
    "rooms": "Ruimtes",
    "equipment": "Materiaal",
    "subjects": "Vakken",
    "clusters": "Bouwen",
    "home_groups": "Stamgroepen",
    "home_groups.teachers": "Eigen leerkrachten",
    "pupils": "Leerlingen",
    "pupils.elsewhere": "Leerlingen elders",
    "roles": "Rollen",
    "staff": "Medewerkers",
    "staff.qualifications": "Bevoegdheden",
    "staff.availability": "Beschikbaarheid",
    "curriculum": "Lessentabel",
    "deliveries": "Werkvormen",
    "deliveries.stations": "Stations",
    "deliveries.offers": "Workshops",
    "deliveries.moments": "Workshopmomenten",
    "meetings": "Overleg",
    "presence": "Aanwezigheid",
    "funding": "Bekostiging",
    "pins": "Vastgezet",
    "regrouping.former": "Vorige groepen",
    "regrouping.must_move": "Moet wisselen",
    "regrouping.may_not_move": "Mag niet wisselen",
    "policy.rules": "Regels",
}
"""Table -> sheet."""

FIELDS = {
    "alone": "zonder tweede persoon",
    "automatic": "automatisch",
    "amount": "bedrag", "per_pupil": "per leerling",
    "a": "van", "apart": "niet samen met", "at_least": "minstens", "attendance": "aanwezig", "b": "naar",
    "bands": "banden", "block": "blok", "calendar": "kalender", "capacity": "plaatsen", "cluster": "bouw",
    "clusters": "bouwen", "concurrent": "tegelijk", "contact_minutes": "minuten met leerlingen",
    "contact_minutes_per_fte": "minuten met leerlingen per fte", "contract_end": "contract tot",
    "core": "kernvak",
    "cost": "kosten per fte", "count": "aantal", "date": "datum", "day": "dag", "day_part": "dagdeel",
    "days": "dagen", "end": "tot", "end_responsible": "eindverantwoordelijk", "equipment": "materiaal",
    "exemptions": "vrijstellingen", "extra_subjects": "extra vakken", "fit": "samen mogelijk",
    "forbid": "verboden",
    "form": "werkvorm", "freed": "vrijgeroosterd", "fte": "fte", "function": "functie", "functions": "mag",
    "funding": "bekostiging", "group": "groep", "groups": "groepen", "home_group": "stamgroep",
    "home_groups": "stamgroepen", "id": "kenmerk", "independent": "zelfstandig",
    "independent_kinds": "soorten ruimte zelfstandig", "instruction_minutes": "minuten instructie",
    "joint": "gezamenlijk", "kind": "soort", "leads": "door wie", "lessons": "lestijden", "level": "hoe",
    "levels": "niveau", "longest": "langst", "max": "meest", "max_days": "hoogstens dagen",
    "max_per_day": "hoogstens per dag", "min": "minst", "minutes": "minuten", "mode": "wijze",
    "name": "naam", "needs": "behoeften", "never_from": "nooit uit", "noon": "middag", "note": "opmerking",
    "notes": "opmerkingen", "offers": "workshops", "opening": "openingstijden", "overhead_minutes":
    "minuten wisselen",
    "parallel": "tegelijk instructie", "params": "instellingen", "per_week": "per week", "places": "plekken",
    "policy": "beleid", "pupil": "leerling", "pupils": "leerlingen", "qualifications": "bevoegdheden",
    "ratio": "leerlingen per begeleider", "roles": "rollen", "room": "ruimte", "room_kinds": "soorten ruimte",
    "rounds": "rondes", "rule": "regel", "second": "tweede functie", "sections": "keren", "session":
    "activiteit",
    "sessions": "keer per week", "share": "deel", "shared": "van ons op", "shortest": "kortst",
    "site": "locatie",
    "size": "grootte", "slot_minutes": "minuten per tijdvak", "staff": "medewerkers", "start":
    "van", "stations": "stations",
    "subject": "vak", "subjects": "vakken", "supervisors": "toezichthouders", "synthetic": "verzonnen",
    "task_minutes": "taakminuten", "team": "team", "title": "titel", "together": "samen met",
    "usual": "gewoonlijk",
    "weeks": "weken", "weight": "gewicht", "what": "wat", "windows": "op", "wishes": "wensen",
    "works_with": "werkt bij", "year": "leerjaar", "years": "leerjaren",
    "after": "na", "attributes": "kenmerken", "born": "geboren", "budgets": "wisselingen",
    "delivery": "werkvormregel",
    "done": "gedaan", "friends": "vrienden", "helper_needs": "behoeften met hulp", "helpers":
    "groepen met hulp",
    "max_sections": "hoogstens workshops", "members": "leden", "min_sections": "minstens workshops",
    "moment": "moment", "moments": "momenten", "most": "hoogstens leerlingen", "normalise":
    "schalen vergelijken",
    "other_groups_than": "andere groepen dan", "per_group": "per groep", "per_subject": "per vak",
    "period": "periode", "regrouping": "hergroepering", "repeat": "opnieuw", "reserved": "gereserveerd",
    "same_groups_as": "zelfde groepen als", "scales": "schaal", "section": "workshopgroep",
    "section_leads": "door wie per keer",
    "so_far": "al gewisseld", "target": "streefgetal", "total": "in totaal", "why": "waarom",
    "worth": "waarde",
}  # fmt: skip
"""Field -> header. A field inside another is written as both: ``grootte: minst``."""

VALUES = {
    "afternoon": "middag", "all": "allen", "alone": "zelfstandig", "any": "maakt niet uit",
    "break_duty": "pleinwacht",
    "absent": "afwezig", "cannot": "kan niet", "circuit": "circuit", "class": "klassikaal", "closed": "dicht",
    "co_taught": "samen lesgeven",
    "co_teach": "mee lesgeven", "fixed": "vast moment", "free": "vrij", "hard": "hard",
    "flex": "flexuren", "group": "groep", "homogeneous": "op niveau", "later": "later",
    "moment": "moment", "never": "nooit", "often": "vaker",
    "in_reach": "met collega in de buurt", "instruction_rounds": "instructierondes",
    "joint_preparation": "samen voorbereiden", "lead": "lesgeven", "level_groups": "niveaugroepen",
    "mixed": "gemengd",
    "morning": "ochtend", "off": "uit", "other_times": "andere tijden", "prefers": "liefst",
    "project_day": "projectdag", "pupil": "leerling", "rather_not": "liever niet", "room": "ruimte",
    "soft": "zacht",
    "staff": "medewerker", "stand_up": "dagstart", "start": "begin", "supervise": "begeleiden",
    "support": "ondersteuning",
    "team_meeting": "teamoverleg", "workshops": "workshops", "working": "wie er is",
}  # fmt: skip
"""Value of a choice -> as shown. Both are read."""

WORDS = {
    "classroom": "lokaal",
    "instruction": "instructieruimte",
    "collaboration": "leerplein",
    "quiet": "stilteruimte",
    "hall": "speelzaal",
    "gym": "gymzaal",
    "library": "bibliotheek",
    "kitchen": "keuken",
    "outside": "buiten",
}
"""Free words (kinds of rooms) that rules or most schools know -> as shown. Any other word may be used."""

OWNERS = {
    "home_groups": ("stamgroep", "home_group"),
    "pupils": ("leerling", "pupil"),
    "staff": ("medewerker", "staff"),
    "deliveries": ("werkvorm", "delivery"),
}
"""List -> header of the column that names the thing to which a row belongs, in Dutch and English."""

DAYS = {
    "mon": ("ma", "maandag", "monday"),
    "tue": ("di", "dinsdag", "tuesday"),
    "wed": ("wo", "woensdag", "wednesday"),
    "thu": ("do", "donderdag", "thursday"),
    "fri": ("vr", "vrijdag", "friday"),
    "sat": ("za", "zaterdag", "saturday"),
    "sun": ("zo", "zondag", "sunday"),
}
"""Day -> other ways to write it; the first is shown in Dutch."""

YES = ("ja", "j", "yes", "y", "true", "waar", "1", "x")
NO = ("nee", "n", "no", "false", "onwaar", "0")


def sheet(table: str, lang: str) -> str:
    """The name of a table's sheet (at most 31 letters, as Excel has it)."""
    return (SHEETS.get(table, table) if lang == "nl" else table)[:31]


def header(path: tuple[str, ...], lang: str, key: str = "") -> str:
    """The header of a column; ``key`` is that of a dictionary: ``niveau: math``."""
    parts = [FIELDS.get(part, part) if lang == "nl" else part for part in path]
    return ": ".join([*parts, key] if key else parts)


def value(code: str, lang: str) -> str:
    """A choice as shown."""
    return VALUES.get(code, code) if lang == "nl" else code


def day(code: str, lang: str) -> str:
    """A day id as shown: ``A-mon`` -> ``A-ma``."""
    week, dash, name = code.rpartition("-")
    return f"{week}{dash}{DAYS[name][0]}" if lang == "nl" and name in DAYS else code


def owner(table: str, lang: str) -> str:
    """The header of the column that names what a row belongs to."""
    return OWNERS.get(table, (table, table))[0 if lang == "nl" else 1]


def word(text: str, lang: str) -> str:
    """A free word as shown."""
    return WORDS.get(text, text) if lang == "nl" else text


def meant(text: str) -> str:
    """The word that a text is the Dutch form of, or the text itself."""
    plain = text.strip().lower()
    return next((code for code, shown in WORDS.items() if plain in (code, shown)), text)
