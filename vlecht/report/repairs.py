"""Options of a repair as text."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.phrases import Phrase
from vlecht.models.repair import Option, Repair


def option_lines(number: int, option: Option, lang: str) -> Iterator[str]:
    """An option: what it is, what it asks, and why so."""
    staff, pupils = len(option.diff.of("staff")), len(option.diff.of("pupil"))
    yield Phrase(
        f"{number}. {option.title}: {option.changes} changes, for {staff} staff and {pupils} pupils;"
        f" the soft rules {option.cost_change:+d}",
        f"{number}. {option.title:nl}: {option.changes} veranderingen, voor {staff} medewerkers en {pupils}"
        f" leerlingen; de zachte regels {option.cost_change:+d}",
    ).say(lang)
    for reason in option.reasons:
        yield f"   {reason.say(lang)}"
    for line in option.diff.costs:
        change = line.after - line.before
        if line.mode == "soft" and change:
            yield f"   {line.rule} {change:+d}"
    for share in option.fairness:
        yield Phrase(
            f"   {share.staff} stands in for {share.minutes} minutes; before: {share.week} this week,"
            f" {share.period} this period, {share.year} this school year",
            f"   {share.staff} valt {share.minutes} minuten in; eerder: {share.week} deze week,"
            f" {share.period} deze periode, {share.year} dit schooljaar",
        ).say(lang)


def outcome(repair: Repair) -> Phrase:
    """What came of it, in one sentence."""
    if repair.options:
        number = len(repair.options)
        kinds = len({option.kind for option in repair.options})
        return Phrase(
            f"{number} option{'' if number == 1 else 's'} of {kinds} kind{'' if kinds == 1 else 's'}, fewest"
            f" changes first; each accepted by the checker.",
            f"{number} mogelijkhe{'id' if number == 1 else 'den'} van {kinds}"
            f" soort{'' if kinds == 1 else 'en'}, de kleinste verandering eerst; elk goedgekeurd door de"
            f" controle.",
        )
    if repair.impossible:
        return Phrase(
            "It cannot be mended within what may change: proven.",
            "Binnen wat mag veranderen is het niet op te lossen: bewezen.",
        )
    if repair.complete:
        return Phrase(
            "No way was found; that there is none is not proven.",
            "Er is geen oplossing gevonden; dat er geen is, is niet bewezen.",
        )
    return Phrase(
        "Nothing was found in the time given; it is not proven that nothing exists.",
        "Er is niets gevonden in de gegeven tijd; of er iets bestaat is niet bewezen.",
    )
