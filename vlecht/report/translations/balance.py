"""Words of the page of groups."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "attributes": ("kenmerken", "attributes"),
    "average": ("gemiddeld", "mean"),
    "balance of": ("Instructiegroepen van", "Instruction groups of"),
    "balance note": (
        "Kosten zijn die van de regels over groepen, zoals de controle ze telt. Bij elke leerling staat wat"
        " een andere groep zou kosten, en de beste ruil die daarvoor nodig is.",
        "Cost is that of the rules about groups, as the checker counts it. With every pupil stands what"
        " another group would cost, and the best swap that it would take.",
    ),
    "by hand": ("Met de hand te plaatsen", "To be placed by hand"),
    "changes": ("Wie wisselt, en waarom", "Who changes, and why"),
    "highest": ("hoogste", "highest"),
    "homogeneous": ("niveaus dicht bij elkaar", "levels close together"),
    "lowest": ("laagste", "lowest"),
    "mixed": ("niveaus gelijk verdeeld", "levels shared fairly"),
    "free": ("naar niveau vrij", "free of levels"),
    "needs": ("behoeften", "needs"),
    "spread": ("spreiding (sd)", "spread (sd)"),
    "why here": ("waarom hier en niet daar", "why here and not there"),
}
