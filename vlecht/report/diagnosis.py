"""A diagnosis as people read it: conflicts in sentences, ways out, and the heat table of the week's staff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from rich.table import Table
from rich.text import Text

from vlecht.models.diagnosis import Conflict, Fact, Findings, Moment, Survey, WayOut
from vlecht.models.phrases import Phrase
from vlecht.models.school import School
from vlecht.models.words import format_clock
from vlecht.report.document import render_document
from vlecht.report.translations import Language
from vlecht.rules.phrases import listed
from vlecht.rules.registry import RULE

FEW = 4
"""So many facts of a kind are said one by one; more are said together."""

_TOGETHER: dict[str, Phrase] = {
    "contact": Phrase("so much do these work with pupils", "zoveel werken met leerlingen"),
    "cannot": Phrase("not there", "afwezig"),
    "max_days": Phrase("work only so many days", "werken maar zoveel dagen"),
    "time": Phrase(
        "home groups that are taught in all their lesson time", "stamgroepen met les in alle lestijd"
    ),
    "line": Phrase("minutes in the curriculum", "minuten in de lessentabel"),
    "groups": Phrase("groups at once", "groepen tegelijk"),
    "room": Phrase("rooms that take so many at a time", "ruimtes, met hoeveel tegelijk"),
    "places": Phrase("places in rooms", "plaatsen in ruimtes"),
    "apart": Phrase("kept apart", "niet samen in een groep"),
    "second": Phrase("have a second member of staff", "hebben een tweede erbij"),
    "sizes": Phrase("sizes of groups", "groepsgroottes"),
}


@dataclass(frozen=True)
class Diagnosis:
    """Everything a diagnosis found."""

    school: School
    findings: Findings
    survey: Survey
    ways: tuple[WayOut, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """The diagnosis as plain data."""
        return {
            "school": self.school.id,
            "impossible": self.findings.impossible,
            "complete": self.findings.complete,
            "not_checked": list(self.findings.skipped),
            "seconds": round(self.findings.seconds, 2),
            "conflicts": [conflict.as_dict() for conflict in self.findings.conflicts],
            "ways_out": [way.as_dict() for way in self.ways],
            "loads": [load.as_dict() for load in self.survey.loads],
            "moments": [
                {
                    "day": moment.day,
                    "start": format_clock(moment.start),
                    "could": {str(function.value): number for function, number in moment.could.items()},
                    "anybody": moment.anybody,
                    "least": moment.least,
                    "spare": moment.spare,
                }
                for moment in self.survey.moments
            ],
        }


def verdict(findings: Findings) -> Phrase:
    """The outcome in one sentence."""
    if findings.impossible:
        return Phrase("There is no roster: proven.", "Er is geen rooster mogelijk: bewezen.")
    if findings.complete:
        return Phrase("Nothing is proven impossible.", "Er is niets bewezen onmogelijk.")
    left = listed(findings.skipped, 6)
    return Phrase(
        f"Nothing is proven impossible; not everything could be checked ({left}).",
        f"Er is niets bewezen onmogelijk; niet alles kon worden nagegaan ({left:nl}).",
    )


def heading(conflict: Conflict) -> Phrase:
    """Where a conflict is, and how sure that is."""
    sure = Phrase("proven twice", "twee keer bewezen") if conflict.verified else Phrase("", "")
    least = (
        Phrase("nothing can be left out", "niets kan worden weggelaten")
        if conflict.minimal
        else Phrase("not minimal: cut short by the time limit", "niet minimaal: afgebroken door de tijd")
    )
    marks = listed([mark for mark in (sure, least) if mark], 3)
    en = f"These cannot hold together {conflict.scope} ({marks}):"
    return Phrase(en, f"Dit kan niet allemaal tegelijk {conflict.scope:nl} ({marks:nl}):")


def lines_of(conflict: Conflict) -> Iterator[tuple[Phrase, tuple[Fact, ...]]]:
    """The facts of a conflict in lines: one each, or all of a kind together where there are many."""
    for kind, found in groupby(conflict.facts, key=lambda fact: fact.kind):
        facts = tuple(found)
        if len(facts) <= FEW or kind not in _TOGETHER:
            yield from ((fact.words, (fact,)) for fact in facts)
        else:
            names = listed((fact.objects[0] for fact in facts), 40)
            what = _TOGETHER[kind]
            text = Phrase(f"{what} ({len(facts)}): {names}", f"{what:nl} ({len(facts)}): {names:nl}")
            yield text, facts


def rule_words(conflict: Conflict) -> list[Phrase]:
    """The rules of a conflict as they hang on the wall."""
    return [RULE[rule].words for rule in conflict.rules]


def conflict_text(conflict: Conflict, lang: str) -> str:
    """A conflict as text for the terminal."""
    say = Language(lang)
    lines = [heading(conflict).say(lang)]
    for words, facts in lines_of(conflict):
        places = f"  [{facts[0].place}]" if len(facts) == 1 else ""
        lines.append(f"  - {words.say(lang)}{places}")
    lines.append(f"  {say('rules')}: {' '.join(words.say(lang) for words in rule_words(conflict))}")
    return "\n".join(lines)


def way_text(number: int, way: WayOut, lang: str) -> str:
    """A way out as text for the terminal."""
    say = Language(lang)
    proof = say(f"way {way.proof}") + (f", {say('cost')} {way.cost}" if way.cost is not None else "")
    head = f"{number}. {say('weight')} {way.price} ({proof}):"
    edits = [
        f"     {edit.place}: {_short(edit.before)} -> {_short(edit.after)}"
        for remedy in way.remedies
        for edit in remedy.edits[:3]
    ]
    return "\n".join([head, *(f"   - {remedy.words.say(lang)}" for remedy in way.remedies), *edits])


def _short(value: Any) -> str:
    text = "-" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def heat_table(survey: Survey, lang: str) -> Table:
    """People to spare per moment: who could be with a class, less the fewest who must."""
    say = Language(lang)
    table = Table(title=say("people to spare"), title_justify="left", caption=say("spare note"))
    table.add_column(say("time"))
    days, rows = _rows(survey)
    for day in days:
        table.add_column(say.day(day), justify="right")
    for times, moments in rows:
        row: list[str | Text] = [times]
        for moment in moments:
            if moment is None:
                row.append("")
                continue
            style = "bold red" if moment.spare < 0 else "yellow" if moment.spare <= 1 else ""
            row.append(Text(f"{moment.spare} ({moment.anybody}-{moment.least})", style=style))
        table.add_row(*row)
    return table


def _rows(survey: Survey) -> tuple[list[str], list[tuple[str, tuple[Moment | None, ...]]]]:
    """Days, and stretches of the day with a moment per day; moments on end that are alike are one row."""
    days = list(dict.fromkeys(moment.day for moment in survey.moments))
    starts = sorted({moment.start for moment in survey.moments})
    at = {(moment.day, moment.start): moment for moment in survey.moments}
    step = min((b - a for a, b in pairwise(starts)), default=15)
    rows: list[tuple[int, int, tuple[Moment | None, ...]]] = []
    for start in starts:
        cells = tuple(at.get((day, start)) for day in days)
        counts = [None if c is None else (c.anybody, c.least, c.could) for c in cells]
        if rows and rows[-1][1] == start:
            before = [None if c is None else (c.anybody, c.least, c.could) for c in rows[-1][2]]
            if before == counts:
                rows[-1] = (rows[-1][0], start + step, rows[-1][2])
                continue
        rows.append((start, start + step, cells))
    return days, [(f"{format_clock(a)}-{format_clock(b)}", cells) for a, b, cells in rows]


def load_table(survey: Survey, lang: str, most: int = 10) -> Table:
    """What is tightest, with the smallest relief."""
    say = Language(lang)
    table = Table(title=say("tightest"), title_justify="left")
    for name in ("what", "asked", "there", "share", "relief"):
        table.add_column(say(name), justify="right" if name in ("asked", "there", "share") else "left")
    for load in survey.loads[:most]:
        style = "bold red" if load.share > 1 else ""
        table.add_row(
            Text(load.what.say(lang), style=style),
            str(load.asked),
            f"{load.there} {load.unit.say(lang)}",
            f"{load.share:.0%}",
            load.remedy.say(lang),
        )
    return table


def render(diagnosis: Diagnosis, lang: str) -> str:
    """The page of a diagnosis."""
    say = Language(lang)
    days, moments = _rows(diagnosis.survey)
    rows = [{"label": times, "cells": [_cell(moment, say) for moment in cells]} for times, cells in moments]
    conflicts = [
        {
            "heading": heading(conflict).say(lang),
            "lines": [
                {
                    "text": words.say(lang),
                    "place": facts[0].place if len(facts) == 1 else "",
                    "each": [fact.words.say(lang) for fact in facts] if len(facts) > 1 else [],
                }
                for words, facts in lines_of(conflict)
            ],
            "rules": [words.say(lang) for words in rule_words(conflict)],
        }
        for conflict in diagnosis.findings.conflicts
    ]
    return render_document(
        "diagnosis.html.j2",
        lang,
        school=diagnosis.school,
        verdict=verdict(diagnosis.findings).say(lang),
        impossible=diagnosis.findings.impossible,
        conflicts=conflicts,
        ways=[
            {
                "price": way.price,
                "proof": say(f"way {way.proof}"),
                "cost": way.cost,
                "remedies": [remedy.words.say(lang) for remedy in way.remedies],
                "edits": [edit for remedy in way.remedies for edit in remedy.edits],
            }
            for way in diagnosis.ways
        ],
        days=[say.day(day) for day in days],
        moments=rows,
        loads=_load_rows(diagnosis.survey, lang),
    )


def _cell(moment: Moment | None, say: Language) -> dict[str, Any] | None:
    if moment is None:
        return None
    could = ", ".join(f"{say(function.value)} {number}" for function, number in moment.could.items())
    share = moment.least / moment.anybody if moment.anybody else 1.0
    return {
        "value": round(100 * share),
        "zero": moment.spare <= 1,
        "title": f"{moment.least} / {moment.anybody} ({could})",
    }


def _load_rows(survey: Survey, lang: str) -> Iterable[dict[str, Any]]:
    return [
        {
            "kind": load.kind,
            "what": load.what.say(lang),
            "asked": load.asked,
            "there": load.there,
            "unit": load.unit.say(lang),
            "share": round(100 * load.share),
            "over": load.share > 1,
            "remedy": load.remedy.say(lang),
        }
        for load in survey.loads
    ]
