"""An explanation as text."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.explanation import Alternative, Explanation
from vlecht.models.phrases import Phrase
from vlecht.rules.phrases import listed
from vlecht.rules.registry import RULE

ALIKE = 3
"""From so many alternatives on that the same rules forbid, they are told of together."""


def verdict(found: Explanation) -> Phrase:
    """Forced, or chosen, in a sentence."""
    possible = [one for one in found.alternatives if one.status == "possible"]
    if found.forced:
        rules = listed(dict.fromkeys(rule for one in found.alternatives for rule in one.rules), 8)
        by = Phrase(f" by {rules}", f" door {rules:nl}") if rules else Phrase("", "")
        if found.single:
            return Phrase(f"It cannot be: forbidden{by}.", f"Dat kan niet: verboden{by:nl}.")
        return Phrase(f"It is forced{by}.", f"Het moet wel{by:nl}.")
    if not possible:
        return Phrase(
            "No alternative was found in the time given; that there is none is not proven.",
            "Er is in de gegeven tijd geen alternatief gevonden; dat er geen is, is niet bewezen.",
        )
    least = min(one.cost or 0 for one in possible)
    change = least - found.cost
    if change > 0:
        return Phrase(
            f"It is chosen: the best alternative costs {change} more ({least}, now {found.cost}).",
            f"Het is gekozen: het beste alternatief kost {change} meer ({least}, nu {found.cost}).",
        )
    if change == 0:
        return Phrase(
            f"It is chosen, and could as well be otherwise: the best alternative costs the same ({least}).",
            f"Het is gekozen, en had ook anders gekund: het beste alternatief kost hetzelfde ({least}).",
        )
    return Phrase(
        f"There is something better: an alternative costs {-change} less ({least}, now {found.cost}).",
        f"Het kan beter: een alternatief kost {-change} minder ({least}, nu {found.cost}).",
    )


def lines(found: Explanation, lang: str) -> Iterator[str]:
    """The whole answer: the question, the verdict, and every alternative."""
    yield found.question.say(lang)
    yield f"{found.present.say(lang)}. {verdict(found).say(lang)}"
    number = 0
    for one in found.alternatives:
        if one.status == "possible":
            number += 1
            yield ""
            yield from _possible(number, one, found, lang)
    refused = [one for one in found.alternatives if one.status != "possible"]
    together: dict[tuple[object, ...], list[Alternative]] = {}
    for one in refused:
        together.setdefault((one.status, one.rules, one.conflict is None), []).append(one)
    for alike in together.values():
        yield ""
        if len(alike) < ALIKE:
            for one in alike:
                yield from _refused(one, lang)
        else:
            names = listed([one.words for one in alike], 12)
            yield Phrase(f"{names}: {_cannot(alike[0])}", f"{names:nl}: {_cannot(alike[0]):nl}").say(lang)
            yield from _because(alike[0], lang)
    if found.others or found.ruled_out:
        yield ""
    if found.others:
        yield Phrase(
            f"{found.others} others were not looked at one by one; none of them costs less.",
            f"{found.others} andere zijn niet een voor een bekeken; geen daarvan kost minder.",
        ).say(lang)
    if found.ruled_out:
        yield Phrase(f"{found.ruled_out} others cannot be.", f"{found.ruled_out} andere kunnen niet.").say(
            lang
        )
    if not found.complete:
        yield Phrase(
            "There was no time to look at everything: --time-limit gives more.",
            "Er was geen tijd om naar alles te kijken: --time-limit geeft meer.",
        ).say(lang)


def _possible(number: int, one: Alternative, found: Explanation, lang: str) -> Iterator[str]:
    assert one.diff is not None
    assert one.cost is not None
    change = one.cost - found.cost
    yield Phrase(
        f"{number}. {one.words}: cost {one.cost} ({change:+d})",
        f"{number}. {one.words:nl}: kosten {one.cost} ({change:+d})",
    ).say(lang)
    for line in one.diff.costs:
        if line.mode == "soft" and line.after != line.before:
            yield f"   {line.rule} {line.after - line.before:+d}: {RULE[line.rule].words.say(lang)}"
    sessions = len(one.diff.sessions)
    if one.breaks:
        yield Phrase(
            f"   It takes {sessions} changes in all; on its own it would break:",
            f"   Er zijn in totaal {sessions} veranderingen voor nodig; op zichzelf zou het breken:",
        ).say(lang)
        for phrase in one.breaks:
            yield f"     {phrase.say(lang)}"
    elif one.alone is not None:
        change = sum(more for _, more in one.alone)
        rules = listed([f"{rule} {more:+d}" for rule, more in one.alone], 8)
        why, waarom = (f" ({rules})", f" ({rules:nl})") if rules else ("", "")
        yield Phrase(
            f"   If nothing else changed: {change:+d}{why}",
            f"   Als verder niets zou veranderen: {change:+d}{waarom}",
        ).say(lang)
    for group in one.diff.groups:
        joined, left = listed(group.joined), listed(group.left)
        yield Phrase(
            f"   {group.group}: {joined or 'nobody'} in, {left or 'nobody'} out",
            f"   {group.group}: {joined if joined else Phrase('', 'niemand'):nl} erin,"
            f" {left if left else Phrase('', 'niemand'):nl} eruit",
        ).say(lang)
    if one.least:
        yield Phrase(
            "   No week at all costs less: proven.", "   Geen enkele week kost minder: bewezen."
        ).say(lang)
        return
    yield (
        Phrase(
            f"   Proven least as long as only {one.scope} change.",
            f"   Bewezen het minste zolang alleen {one.scope:nl} veranderen.",
        )
        if one.proven
        else Phrase(
            f"   The least that was found where only {one.scope} change.",
            f"   Het minste dat is gevonden waarbij alleen {one.scope:nl} veranderen.",
        )
    ).say(lang)


def _cannot(one: Alternative) -> Phrase:
    if one.status == "open":
        return Phrase("not settled in the time given", "niet beslist in de gegeven tijd")
    if one.conflict is not None:
        return Phrase("cannot be, whatever else changes: proven", "kan niet, wat er ook verandert: bewezen")
    return Phrase(
        f"cannot be as long as only {one.scope} change",
        f"kan niet zolang alleen {one.scope:nl} veranderen",
    )


def _refused(one: Alternative, lang: str) -> Iterator[str]:
    yield Phrase(f"{one.words}: {_cannot(one)}", f"{one.words:nl}: {_cannot(one):nl}").say(lang)
    yield from _because(one, lang)


def _because(one: Alternative, lang: str) -> Iterator[str]:
    if one.conflict is not None:
        for fact in one.conflict.facts:
            yield f"     {fact.words.say(lang)}"
    for phrase in one.forbidden:
        yield f"     {phrase.say(lang)}"
