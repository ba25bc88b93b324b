"""The words of the frame that every page has: navigation, search, printing, keyboard."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "back to list": ("naar de lijst", "back to the list"),
    "contents": ("Inhoud", "Contents"),
    "key cells": ("en de pijltjes: door een week", "and the arrows: through a week"),
    "key escape": ("weg uit het zoekveld", "leave the search field"),
    "key list": ("(bovenaan de pagina): naar de lijst", "(at the top of the page): to the list"),
    "key neighbours": ("vorige en volgende (groep, medewerker, …)", "previous and next (group, person, …)"),
    "key search": ("zoeken", "search"),
    "keyboard": ("Bediening met het toetsenbord", "Using the keyboard"),
    "keys on": ("Sneltoets / aan", "Shortcut / is on"),
    "made with": ("Gemaakt met", "Made with"),
    "next": ("volgende", "next"),
    "numbers": ("De getallen", "The numbers"),
    "previous": ("vorige", "previous"),
    "print all": ("alles afdrukken", "print all"),
    "print this": ("afdrukken", "print"),
    "search": ("Zoek", "Find"),
    "search results": ("Gevonden", "Found"),
    "skip": ("Naar de inhoud", "Skip to contents"),
    "theme auto": ("kleuren: als het systeem", "colours: as the system"),
    "theme dark": ("kleuren: donker", "colours: dark"),
    "theme light": ("kleuren: licht", "colours: light"),
}  # fmt: skip
