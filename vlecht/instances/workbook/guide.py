"""What a workbook says about itself: the sheet Start, and the help at every header, in Dutch and English."""

from __future__ import annotations

from vlecht.instances.workbook import names
from vlecht.instances.workbook.layout import Column, Kind

START = {
    "nl": "Start",
    "en": "Start",
}

INTRODUCTION = {
    "nl": (
        "Een school voor Vlecht",
        "Vul de bladen in, van links naar rechts. Elke rij is een ding: een leerling, een "
        "medewerker, een vak in de lessentabel.",
        "Kenmerk: een vast nummer of korte naam zonder spaties. Namen zijn alleen om te tonen; "
        "zonder namen werkt het ook.",
        "Meer dan een in een vak: scheid met komma's. Dagen: ma, di, wo, do, vr (ma-vr mag ook). "
        "Tijden: 8:30.",
        "Een leeg vak betekent: de gewone waarde. Wat dat is staat bij de kop van de kolom.",
        "Rijen die met # beginnen zijn voorbeelden of opmerkingen en tellen niet mee.",
        "Nakijken: vlecht validate DIT-BESTAND.xlsx --marked nagekeken.xlsx",
        "Rooster maken: vlecht solve DIT-BESTAND.xlsx -o rooster",
    ),
    "en": (
        "A school for Vlecht",
        "Fill in the sheets, from left to right. Every row is one thing: a pupil, a member of staff, "
        "a subject in the curriculum.",
        "Id: a fixed number or short name without spaces. Names are for display only; it works without them.",
        "More than one in a cell: separate with commas. Days: mon, tue, wed, thu, fri (mon-fri too). "
        "Times: 8:30.",
        "An empty cell means the usual value; the header's note says which.",
        "Rows that start with # are examples or remarks and do not count.",
        "Check: vlecht validate THIS-FILE.xlsx --marked checked.xlsx",
        "Make a roster: vlecht solve THIS-FILE.xlsx -o roster",
    ),
}

ABOUT: dict[str, tuple[str, str]] = {
    "school": ("schooldagen, lestijden, duur van een tijdvak", "school days, lesson times, length of a slot"),
    "calendar.breaks": (
        "pauzes van leerlingen, en hoeveel toezicht",
        "breaks of pupils, and how many supervisors",
    ),
    "calendar.periods": ("perioden waarin groepen gelijk blijven", "periods in which groups stay the same"),
    "calendar.exceptions": (
        "dagen waarop het weekrooster niet geldt",
        "dates on which the week does not hold",
    ),
    "sites": ("gebouwen", "buildings"),
    "travel": ("minuten tussen gebouwen", "minutes between buildings"),
    "rooms": (
        "lokalen en andere ruimtes, met hun plaatsen",
        "classrooms and other rooms, with their capacity",
    ),
    "equipment": ("wat geteld wordt: tablets, kooksets", "what is counted: tablets, cooking sets"),
    "subjects": ("de vakken", "the subjects"),
    "clusters": ("bouwen of units, met hun team", "clusters or units, with their team"),
    "home_groups": ("stamgroepen", "home groups"),
    "home_groups.teachers": (
        "wie op welke dag voor de stamgroep staat",
        "who has the home group on which day",
    ),
    "pupils": ("leerlingen, hun niveau per vak, wensen", "pupils, their level per subject, wishes"),
    "pupils.elsewhere": (
        "vaste momenten waarop een leerling elders is",
        "standing moments at which a pupil is elsewhere",
    ),
    "roles": ("soorten medewerkers en wat zij mogen", "kinds of staff and what they may do"),
    "staff": ("medewerkers", "staff"),
    "staff.qualifications": ("wie wat mag geven; geen rij: alles", "who may teach what; no row: everything"),
    "staff.availability": (
        "wie wanneer niet kan, liever niet, of het liefst",
        "who cannot, would rather not, or prefers when",
    ),
    "curriculum": (
        "minuten per week per vak; samen precies de lestijd",
        "minutes a week per subject; together exactly the lesson time",
    ),
    "deliveries": ("hoe een vak gegeven wordt, en aan wie", "how a subject is given, and to whom"),
    "deliveries.stations": ("de stations van een circuit", "the stations of a circuit"),
    "deliveries.offers": ("de workshops waaruit leerlingen kiezen", "the workshops that pupils choose from"),
    "deliveries.moments": (
        "hoeveel workshops er per moment zijn: rij 1 is het eerste moment",
        "how many workshops there are at a moment: row 1 is the first moment",
    ),
    "meetings": ("overleg en dagstart", "meetings and stand-ups"),
    "presence": ("van wie er altijd minstens een op school is", "of whom somebody is always at school"),
    "funding": ("bronnen van geld voor personeel", "sources of money for staff"),
    "pins": ("wat vaststaat of niet mag", "what is fixed, or forbidden"),
    "regrouping.former": ("de groepen van de vorige periode", "the groups of the period before"),
    "regrouping.must_move": (
        "wie van groep moet wisselen; geen vak: in een vak naar keuze",
        "who has to change group; no subject: in any",
    ),
    "regrouping.may_not_move": (
        "wie niet van groep mag wisselen; geen vak: in geen enkel vak",
        "who may not change group; no subject: in none",
    ),
    "policy.rules": (
        "welke regel hoe zwaar telt (vlecht rules)",
        "how heavily each rule counts (vlecht rules)",
    ),
}
"""Table -> what goes in its sheet (Dutch, English)."""

_HOLDS: dict[Kind, tuple[str, str]] = {
    "text": ("tekst", "text"),
    "word": ("een van: ", "one of: "),
    "whole": ("heel getal", "whole number"),
    "number": ("getal", "number"),
    "yes_no": ("ja of nee", "yes or no"),
    "choice": ("een van: ", "one of: "),
    "clock": ("tijd, zoals 10:15", "time, such as 10:15"),
    "date": ("datum, zoals 2026-08-31", "date, such as 2026-08-31"),
    "day": ("dag: ma, di, wo, do, vr", "day: mon, tue, wed, thu, fri"),
    "level": (
        "getal, of een band van het vak; ? is onbekend",
        "a number, or a band of the subject; ? is unknown",
    ),
    "windows": (
        "tijden, zoals ma,di 8:30-12:00; wo 8:30-12:15",
        "times, such as mon,tue 8:30-12:00; wed 8:30-12:15",
    ),
    "json": ('als JSON, zoals {"faces": 7}', 'as JSON, such as {"faces": 7}'),
}


_OWN_WORD = (", of een eigen woord", ", or a word of your own")


def help_text(column: Column, lang: str) -> str:
    """The note at a column's header: what it holds, what an empty cell means, and the field's own name."""
    place = 0 if lang == "nl" else 1
    holds = _HOLDS[column.kind][place]
    if column.kind == "choice":
        holds += ", ".join(names.value(choice, lang) for choice in column.choices)
    if column.kind == "word":
        holds += ", ".join(names.word(code, lang) for code in names.WORDS) + _OWN_WORD[place]
    if column.many and column.kind != "windows":
        holds += (" (meer: met komma's)", " (more: with commas)")[place]
    lines = [holds + "."]
    if column.required:
        lines.append(("Nodig.", "Needed.")[place])
    elif column.default not in (None, "", (), False) and isinstance(column.default, int | float | str):
        lines.append(f"{('Leeg', 'Empty')[place]}: {_usual(column, lang)}.")
    if column.owners:
        forms = ", ".join(names.value(owner, lang) for owner in column.owners)
        lines.append(f"{('Alleen bij', 'Only with')[place]}: {forms}.")
    lines.append(f"({column.name})")
    return "\n".join(lines)


def _usual(column: Column, lang: str) -> str:
    from vlecht.instances.workbook.cells import write
    from vlecht.models.words import format_clock

    default = column.default
    if column.kind == "clock":
        default = format_clock(int(default))
    return str(write(column, default if not column.many else list(default), lang))
