"""The difference between two rosters as text."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.diff import Changed, Kind, RosterDiff
from vlecht.models.phrases import Phrase
from vlecht.rules.phrases import listed

KINDS: dict[Kind, Phrase] = {
    "staff": Phrase("Staff", "Medewerkers"),
    "group": Phrase("Groups", "Groepen"),
    "room": Phrase("Rooms", "Ruimtes"),
    "pupil": Phrase("Pupils", "Leerlingen"),
}
"""Kind -> its heading, in the order of the text."""
SHOWN = 12
"""So many names of those with the same changes are written out."""


def summary(diff: RosterDiff) -> Phrase:
    """How much differs, in one sentence."""
    if diff.same:
        return Phrase("Nothing differs.", "Er is geen verschil.")
    counts = {kind: len(diff.of(kind)) for kind in KINDS}
    days = len(diff.days())
    return Phrase(
        f"Something differs for {counts['pupil']} pupils, {counts['staff']} staff, {counts['group']} groups"
        f" and {counts['room']} rooms, on {days} day{'' if days == 1 else 's'};"
        f" {len(diff.sessions)} sessions, meetings or duties are new, gone or otherwise.",
        f"Er verandert iets voor {counts['pupil']} leerlingen, {counts['staff']} medewerkers,"
        f" {counts['group']} groepen en {counts['room']} ruimtes, op {days} dag{'' if days == 1 else 'en'};"
        f" {len(diff.sessions)} activiteiten, overleggen of pleinwachten zijn nieuw, vervallen of anders.",
    )


def lines(diff: RosterDiff, lang: str, kinds: tuple[Kind, ...] = tuple(KINDS)) -> Iterator[str]:
    """Who has what otherwise, line by line; those with the same changes together."""
    for kind, heading in KINDS.items():
        alike: dict[tuple[object, ...], list[Changed]] = {}
        for changed in diff.of(kind) if kind in kinds else ():
            alike.setdefault((changed.moments, changed.notes), []).append(changed)
        if alike:
            yield f"\n{heading.say(lang)}"
        for found in alike.values():
            yield f"  {listed((one.name for one in found), SHOWN).say(lang)}"
            for words in (*found[0].notes, *(moment.words for moment in found[0].moments)):
                yield f"    {words.say(lang)}"


def cost_lines(diff: RosterDiff, lang: str) -> Iterator[str]:
    """What each rule costs more or less (hard rules: violations)."""
    if not diff.costs:
        yield Phrase("No rule costs more or less.", "Geen regel kost meer of minder.").say(lang)
        return
    yield Phrase("Cost per rule", "Kosten per regel").say(lang)
    width = max(len(line.rule) for line in diff.costs)
    hard = Phrase("hard, violations", "hard, overtredingen").say(lang)
    for line in diff.costs:
        note = f"  ({hard})" if line.mode == "hard" else ""
        yield f"  {line.rule:<{width}}  {line.before} -> {line.after}  ({line.after - line.before:+d}){note}"
    soft = [line for line in diff.costs if line.mode == "soft"]
    total = sum(line.after - line.before for line in soft)
    yield f"  {Phrase('together', 'samen').say(lang):<{width}}  {total:+d}"
