"""The facts of a school in words: (Dutch, English) per kind of fact."""

from __future__ import annotations

FACT_WORDS: dict[str, tuple[str, str]] = {
    "cannot": ("{staff} is er niet {when}", "{staff} is not there {when}"),
    "max_days": (
        "{staff} werkt hooguit {days} dagen per week",
        "{staff} works at most {days} days a week",
    ),
    "contact": (
        "{staff} heeft hooguit {minutes} minuten per week met leerlingen",
        "{staff} has at most {minutes} minutes a week with pupils",
    ),
    "function": (
        "{function} mogen volgens hun rol alleen: {staff}",
        "by their roles only these may {function}: {staff}",
    ),
    "qualified": (
        "{staff}: alleen bevoegd voor {subjects}",
        "{staff}: qualified only for {subjects}",
    ),
    "leads": ("{what} wordt alleen gegeven door {staff}", "{what} is given only by {staff}"),
    "room": (
        "in {room} ({kind}) kan {concurrent} activiteit tegelijk",
        "{room} ({kind}) takes {concurrent} at a time",
    ),
    "places": ("{room} heeft {capacity} plaatsen", "{room} has {capacity} places"),
    "shared": ("{room} is van ons {when}", "{room} is ours {when}"),
    "equipment": ("er zijn {count} {pool}", "there are {count} {pool}"),
    "time": (
        "stamgroep {group} heeft in alle lestijd les",
        "home group {group} is taught in all its lesson time",
    ),
    "line": (
        "{subject} voor {groups}: {minutes} minuten per week in lessen van {lengths} minuten",
        "{subject} for {groups}: {minutes} minutes a week in sessions of {lengths} minutes",
    ),
    "groups": (
        "{delivery} loopt in {number} groepen tegelijk",
        "{delivery} runs in {number} groups at once",
    ),
    "second": (
        "{delivery} heeft bij {share} van de lessen een tweede erbij",
        "{delivery} has a second member of staff in {share} of its sessions",
    ),
    "fixed": ("{delivery} is altijd {when}", "{delivery} is always {when}"),
    "freed": (
        "{delivery} maakt {number} leerkracht(en) van het team vrij",
        "{delivery} frees {number} of the team's teachers",
    ),
    "sizes": (
        "groepen van {delivery} hebben {low} tot {high} leerlingen (er zijn er {pupils})",
        "groups of {delivery} have {low} to {high} pupils (of {pupils})",
    ),
    "offer": (
        "workshop {offer}: {sections} keer, {low} tot {high} leerlingen",
        "workshop {offer}: {sections} sections of {low} to {high} pupils",
    ),
    "apart": (
        "{one} en {two} zitten niet in dezelfde groep",
        "{one} and {two} are kept apart",
    ),
    "support": (
        "{delivery}: {sessions} keer {minutes} minuten per week",
        "{delivery}: {sessions} times {minutes} minutes a week",
    ),
    "windows": ("{delivery} mag alleen {when}", "{delivery} may be given only {when}"),
    "never_from": (
        "{delivery} gaat nooit ten koste van {subjects}",
        "{delivery} is never taken from {subjects}",
    ),
    "pause": ("pauze {pause} is {when}", "break {pause} is {when}"),
    "duty": (
        "pauze {pause} vraagt {number} toezichthouder(s)",
        "break {pause} asks for {number} supervisors",
    ),
    "meeting": (
        "overleg {meeting}: {times} keer {minutes} minuten per week {when}, met {staff}",
        "meeting {meeting}: {times} times {minutes} minutes a week {when}, with {staff}",
    ),
    "presence": (
        "elke dag zijn er minstens {number} van {staff}",
        "every day at least {number} of {staff} at school",
    ),
    "pin": ("vastgezet: {pin}", "pinned: {pin}"),
}
"""Kind of fact -> its sentence, as it follows "because" or stands in a list."""
