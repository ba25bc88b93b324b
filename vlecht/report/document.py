"""Any page of ours: one HTML file without a network, for the screen and for paper, light or dark, nl or en.

A page is a template that extends ``base.html.j2``: it gets the layout, the search field, the filters, the
keyboard, the print sheet and the colours from there, and pictures from ``charts.html.j2``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import vlecht
from vlecht.models.words import format_clock
from vlecht.report.translations import Language

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["clock"] = format_clock
    found.globals["version"] = vlecht.__version__
    return found


def render_document(template: str, lang: str, **context: Any) -> str:
    """The page of a template, with ``say`` (words), ``lang`` and ``context``.

    Everything from the context is escaped. ``lang`` is ``nl`` or ``en``; raises ``ValueError`` for another.
    """
    say = context.pop("say", None) or Language(lang)
    return _environment().get_template(template).render(say=say, lang=lang, **context)
