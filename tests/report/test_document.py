"""The frame of pages and its pictures: standing alone, escaped, with numbers beside every picture."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from jinja2 import DictLoader, FileSystemLoader
from jinja2.loaders import ChoiceLoader

from vlecht.report import document
from vlecht.report.document import TEMPLATES, render_document
from vlecht.report.translations import _PARTS, WORDS

PAGE = """{% extends "base.html.j2" %}{% import "charts.html.j2" as chart with context %}
{% block title %}{{ title }}{% endblock %}
{% block main %}
{{ chart.bars("Bars", bars, "who", "minutes") }}
{{ chart.stacked("Stack", ["a", "b"], stack, "who") }}
{{ chart.heat("Heat", ["mon", "tue"], heat, "time") }}
{{ chart.ranges("Ranges", ranges, (0, 10), "group") }}
{{ chart.lines("Lines", lines, "seconds", "cost") }}
{{ chart.scatter("Scatter", points, "fte", "cost") }}
{% endblock %}"""

CONTEXT: dict[str, Any] = {
    "title": "A <b>title</b>",
    "bars": [
        {"label": "<i>", "value": 3, "limit": 2},
        {"label": "y", "value": 1, "href": "#y", "text": "one"},
    ],
    "stack": [{"label": "x", "values": [1, 2]}],
    "heat": [{"label": "09:00", "cells": [None, {"value": 0, "zero": True, "title": "nobody"}]}],
    "ranges": [{"label": "g1", "low": 1, "mean": 4.5, "high": 7}],
    "lines": [{"name": "best", "points": [(0, 10), (5, 3)]}],
    "points": [
        {"name": "base", "x": 20.5, "y": 12, "mark": True}, {"name": "less", "x": 19, "y": 30},
        {"name": "same", "x": 20.5, "y": 12}, {"name": "again", "x": 20.4, "y": 12},
    ],
}  # fmt: skip


@pytest.fixture
def html(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    loader = ChoiceLoader([DictLoader({"page.html.j2": PAGE}), FileSystemLoader(TEMPLATES)])
    monkeypatch.setattr(document._environment(), "loader", loader)
    return {lang: render_document("page.html.j2", lang, **CONTEXT) for lang in ("nl", "en")}


def test_a_page_stands_alone_and_escapes_what_it_is_given(html: dict[str, str]) -> None:
    for lang, text in html.items():
        assert f'<html lang="{lang}">' in text
        assert "http://" not in text
        assert "https://" not in text
        assert not re.search(r"<(link|img|iframe)\b|<script src", text)
        assert "A <b>title</b>" not in text
        assert "&lt;i&gt;" in text
        assert "default-src 'none'" in text
    assert "Zoek" in html["nl"]
    assert "Find" in html["en"]


def test_every_picture_has_its_numbers_as_text(html: dict[str, str]) -> None:
    text = re.sub(r"<svg.*?</svg>", "", html["en"], flags=re.DOTALL)
    for number in ("3", "one", "0", "1 – 7 (∅ 4.5)", "10", "20.5", "30"):
        assert f">{number}<" in text, number


def test_names_of_points_at_one_place_stand_apart(html: dict[str, str]) -> None:
    names = r'y="([\d.]+)"[^>]*>(?:base|less|same|again)</text>'
    heights = sorted(float(y) for y in re.findall(names, html["en"]))
    assert len(heights) == 4
    assert all(high - low >= 12 for low, high in pairwise(heights))


def test_a_value_above_its_limit_is_marked_in_words_and_colour(html: dict[str, str]) -> None:
    assert 'class="n bad"' in html["en"]
    assert 'class="over"' in html["en"]
    assert 'class="zero"' in html["en"]


def test_other_languages_are_refused() -> None:
    with pytest.raises(ValueError):
        render_document("base.html.j2", "fr")


def test_a_word_stands_in_one_part_in_both_languages() -> None:
    assert sum(len(part.WORDS) for part in _PARTS) == len(WORDS)
    assert all(all(words) for words in WORDS.values())
