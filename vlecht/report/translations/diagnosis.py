"""Words of the diagnosis."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "asked": ("gevraagd", "asked"),
    "before": ("nu in het bestand", "in the file now"),
    "conflicts": ("Wat niet samengaat", "What cannot hold together"),
    "diagnosis": ("Diagnose van", "Diagnosis of"),
    "edits": ("Wat er in het schoolbestand verandert", "What changes in the school file"),
    "needed note": (
        "Deel van wie er kan zijn dat op dat moment in elk geval bij een groep moet zijn, in procenten."
        " Omlijnd: hooguit een persoon over.",
        "Share of the people who can be there that must be with a class at that moment, in per cent. Marked:"
        " at most one person to spare.",
    ),
    "now": ("wordt", "becomes"),
    "one by one": ("een voor een", "one by one"),
    "people needed": ("Wie er nodig is", "Who is needed"),
    "people to spare": ("Mensen over, per moment", "People to spare, per moment"),
    "rules": ("Regels", "Rules"),
    "relief": ("kleinste verlichting", "smallest relief"),
    "share": ("deel", "share"),
    "spare note": (
        "over (wie er kan zijn - wie er in elk geval moet zijn)",
        "to spare (who could be there - who must at least)",
    ),
    "there": ("aanwezig", "there is"),
    "tightest": ("Wat het eerst knelt", "What will hurt first"),
    "way possible": ("er is geen conflict meer gevonden", "no conflict is left to be found"),
    "way solved": ("opgelost en gecontroleerd", "solved and checked"),
    "ways note": (
        "Lichtste veranderingen eerst: een wens telt het minst, een andere werkdag meer, iemand aannemen"
        " het meest.",
        "Lightest changes first: a wish weighs least, another working day more, hiring somebody most.",
    ),
    "ways out": ("Uitwegen", "Ways out"),
    "weight": ("gewicht", "weight"),
    "what": ("wat", "what"),
}
