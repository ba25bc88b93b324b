"""The words of reports in Dutch and English. Files and code use the English terms; people read their own."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "after": ("na", "after"),
    "activity": ("activiteit", "activity"),
    "amount": ("omvang", "amount"),
    "at home": ("niet op school", "not at school"),
    "bound": ("ondergrens", "bound"),
    "break": ("pauze", "break"),
    "break duties": ("Pleinwacht", "Break duties"),
    "break duty": ("pleinwacht", "break duty"),
    "break_duty": ("pleinwacht", "break duty"),
    "class": ("klas", "class"),
    "clusters": ("Clusters", "Clusters"),
    "co_teach": ("co-docent", "co-teacher"),
    "contents": ("Inhoud", "Contents"),
    "contract": ("les- en wachttijd", "contact time"),
    "cost": ("kosten", "cost"),
    "cost per rule": ("Kosten per regel", "Cost per rule"),
    "count": ("aantal", "count"),
    "day": ("dag", "day"),
    "days": ("dagen", "days"),
    "delivery": ("werkvorm", "delivery"),
    "fixed": ("vast moment", "fixed"),
    "freed": ("vrijgeroosterd", "freed"),
    "from": ("van", "from"),
    "function": ("functie", "function"),
    "gap": ("marge", "gap"),
    "group": ("groep", "group"),
    "groups": ("Instructiegroepen", "Instruction groups"),
    "guests": ("gasten", "guests"),
    "hard": ("hard", "hard"),
    "hard violations": ("overtredingen van harde regels", "violations of hard rules"),
    "home group": ("stamgroep", "home group"),
    "home groups": ("Stamgroepen", "Home groups"),
    "independent": ("zelfstandig werken", "independent work"),
    "instruction": ("instructie", "instruction"),
    "key figures": ("Kerngetallen", "Key figures"),
    "lead": ("leiding", "lead"),
    "lesson time": ("lestijd", "lesson time"),
    "level": ("niveau", "level"),
    "level_group": ("niveaugroep", "level group"),
    "levels": ("niveaus", "levels"),
    "made": ("gemaakt met", "made with"),
    "meeting": ("overleg", "meeting"),
    "meetings": ("Overleg", "Meetings"),
    "members": ("leerlingen", "members"),
    "minutes": ("minuten", "minutes"),
    "mode": ("soort", "mode"),
    "name": ("naam", "name"),
    "no bound": ("geen ondergrens", "no bound"),
    "none": ("geen", "none"),
    "nothing on": ("niets ingeroosterd", "nothing on"),
    "open all": ("alles open of dicht", "open or close all"),
    "optimal": ("optimaal", "optimal"),
    "feasible": ("haalbaar", "feasible"),
    "planted": ("voorbeeldoplossing", "planted"),
    "by_hand": ("met de hand", "by hand"),
    "place": ("plaats", "place"),
    "pupil": ("leerling", "pupil"),
    "pupils": ("Leerlingen", "Pupils"),
    "room": ("ruimte", "room"),
    "rooms": ("Ruimtes", "Rooms"),
    "roster": ("Rooster", "Roster"),
    "rule": ("regel", "rule"),
    "search": ("Zoek een leerling, medewerker of groep", "Find a pupil, staff member or group"),
    "seconds": ("rekentijd (s)", "solve time (s)"),
    "sessions": ("activiteiten", "sessions"),
    "size": ("grootte", "size"),
    "skip": ("Naar de inhoud", "Skip to contents"),
    "soft": ("zacht", "soft"),
    "staff": ("Medewerkers", "Staff"),
    "staff member": ("medewerker", "staff member"),
    "station": ("station", "station"),
    "status": ("stand", "status"),
    "subject": ("vak", "subject"),
    "supervise": ("begeleiding", "supervises"),
    "support": ("ondersteuning", "support"),
    "synthetic": (
        "Dit is een verzonnen school: alle leerlingen en medewerkers zijn kunstmatig.",
        "This is a made-up school: all pupils and staff are synthetic.",
    ),
    "text": ("wat er aan de hand is", "what is the matter"),
    "time": ("tijd", "time"),
    "total": ("totaal", "total"),
    "unknown level": ("onbekend", "unknown"),
    "violations": ("Overtredingen", "Violations"),
    "violations note": ("De controle spreekt Engels.", "Every violation, as the checker states it."),
    "no violations": ("Geen overtredingen.", "No violations."),
    "week of": ("Week van", "Week of"),
    "who is where": ("Wie is waar", "Who is where"),
    "with others": ("elders", "elsewhere"),
    "without": ("zonder", "without"),
    "workdays": ("werkdagen", "workdays"),
    "workshop": ("workshop", "workshop"),
    "mon": ("maandag", "Monday"),
    "tue": ("dinsdag", "Tuesday"),
    "wed": ("woensdag", "Wednesday"),
    "thu": ("donderdag", "Thursday"),
    "fri": ("vrijdag", "Friday"),
    "sat": ("zaterdag", "Saturday"),
    "sun": ("zondag", "Sunday"),
}  # fmt: skip
"""Key -> (Dutch, English)."""

LANGUAGES = ("nl", "en")
"""Languages of reports."""


class Language:
    """Words in one language. Calling it with a key gives the word; an unknown key is a fault of ours."""

    def __init__(self, code: str) -> None:
        """``code``: ``nl`` or ``en``. Raises ``ValueError`` for another."""
        self.code = code
        self.column = LANGUAGES.index(code)

    def __call__(self, key: str) -> str:
        return WORDS[key][self.column]

    def day(self, day: str) -> str:
        """A day id in words: ``mon`` -> ``maandag``, ``A-mon`` -> ``A maandag``."""
        week, _, name = day.rpartition("-")
        return f"{week} {self(name)}" if week else self(name)
