"""The page of a roster: complete, self-contained, safe, readable by people and by screen readers."""

from __future__ import annotations

import random
import re
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from tests.rules.parity import random_roster
from tests.schools import tiny_data, tiny_school
from vlecht.instances.samples import sample
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.report.editions import AUDIENCES, Audience
from vlecht.report.page import LEGEND, render
from vlecht.rules.judge import costs, judge


class Page(HTMLParser):
    """What the tests ask of a page: tags with their attributes, balance, and the text."""

    VOID = frozenset({"meta", "input", "br", "link", "img", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@cache
def _roster() -> tuple[SchoolIndex, Roster]:
    index = SchoolIndex(tiny_school())
    return index, random_roster(index, expand(index), random.Random(3), tidy=1.0)


@cache
def _html(lang: str) -> str:
    index, roster = _roster()
    return render(index, roster, judge(index, roster), lang)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_is_well_formed_and_stands_alone(lang: str) -> None:
    page = Page(_html(lang))
    assert page.open == []
    assert ("html", {"lang": lang}) in page.tags
    for tag, attributes in page.tags:
        assert tag not in ("link", "img", "iframe")
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
    assert "http:" not in _html(lang)
    assert "https:" not in _html(lang)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_leads_somewhere_and_no_id_stands_twice(audience: Audience) -> None:
    page = Page(_edition(audience))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    anchors = {unquote((a["href"] or "")[1:]) for t, a in page.tags if t == "a" and "href" in a}
    assert anchors <= set(ids)


def test_every_group_person_room_and_pupil_has_a_week() -> None:
    index, roster = _roster()
    ids = {a.get("id") for _, a in Page(_html("nl")).tags}
    school = index.school
    for kind, things in (
        ("group", school.home_groups),
        ("staff", school.staff),
        ("room", school.rooms),
        ("pupil", school.pupils),
        ("cluster", school.clusters),
        ("group", roster.groups),
    ):
        assert {f"{kind}-{thing.id}" for thing in things} <= ids


def test_tables_have_captions_and_headers_with_a_scope() -> None:
    tags = Page(_html("nl")).tags
    tables = [n for n, (tag, _) in enumerate(tags) if tag == "table"]
    assert len(tables) > 40
    assert all(tags[n + 1][0] == "caption" for n in tables)
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in tags if tag == "th")


def test_figures_violations_and_costs_are_those_of_the_checker() -> None:
    index, roster = _roster()
    judgement = judge(index, roster)
    text = " ".join(Page(_html("en")).text)
    assert f"{len(judgement.hard)}" in text
    dutch = " ".join(Page(_html("nl")).text)
    for violation in judgement.violations:
        assert violation.sentence in text
        assert violation.say("nl") in dutch
    for line in costs(judgement):
        assert (f" {line.rule} " in f" {' '.join(text.split())} ") or not line.count


def test_both_languages() -> None:
    assert "Wie is waar" in _html("nl")
    assert "zelfstandig werken" in _html("nl")
    assert "maandag" in _html("nl")
    assert "Who is where" in _html("en")
    with pytest.raises(ValueError):
        _html("fr")


def test_kinds_have_words_beside_their_colour() -> None:
    assert "independent work</i>" in _html("en")
    for kind in LEGEND:
        assert f'class="l {kind}"' in _html("en")
        assert f".l.{kind} " in _html("en")


def test_names_are_shown_where_given_and_cannot_break_the_page() -> None:
    data = tiny_data()
    data["pupils"][0]["name"] = "<script>alert(1)</script>"
    data["staff"][0]["name"] = "Anna & Co"
    index = SchoolIndex(School.model_validate(data))
    _, roster = _roster()
    html = render(index, roster, judge(index, roster))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; (p-a1-0)" in html
    assert "Anna &amp; Co" in html


def test_an_empty_roster_has_a_page() -> None:
    index = SchoolIndex(tiny_school())
    roster = Roster(school="tiny")
    assert Page(render(index, roster, judge(index, roster), "en")).open == []


SECRETS = {
    # field of a pupil or of staff -> what no other audience may read
    "levels": {"math": 777771},
    "needs": ["secret-need"],
    "wishes": ["clay"],
    "apart": ["p-b2-5"],
    "funding": "secret-fund",
    "cost": 777772,
    "fte": 0.7773,
}


def _secret() -> tuple[SchoolIndex, Roster]:
    """The tiny school in which pupils and staff have names and secrets that nobody could print by chance."""
    data = tiny_data()
    for number, pupil in enumerate(data["pupils"]):
        pupil |= {"name": f"Pupilname{number}", "levels": SECRETS["levels"], "needs": ["rt", "secret-need"]}
        pupil["elsewhere"] = [{"days": ["tue"], "start": "11:45", "end": "12:00", "note": "secret-note"}]
    for number, person in enumerate(data["staff"]):
        person |= {"name": f"Staffname{number}", "funding": "secret-fund", "cost": 777772, "fte": 0.7773}
    data["notes"] = "secret-school"
    index = SchoolIndex(School.model_validate(data))
    roster = random_roster(index, expand(index), random.Random(3), tidy=1.0)
    run = roster.run.model_copy(update={"options": {"start": "secret-path"}, "cost": 777774})
    return index, roster.model_copy(update={"run": run})


@cache
def _edition(audience: Audience) -> str:
    index, roster = _secret()
    return render(
        index, roster, judge(index, roster), "nl", audience, "p-a1-0" if audience == "parents" else None
    )


def test_editions_leave_out_what_an_audience_may_not_see() -> None:
    secrets = ("77777", "secret-", "0.7773")
    assert any(secret in _edition("all") for secret in secrets)
    for audience in ("staff", "parents", "public"):
        html = _edition(audience)
        assert not [secret for secret in secrets if secret in html], audience
        assert "Overtredingen" not in html
    index, _ = _secret()
    for pupil in index.school.pupils:
        mine = pupil.id == "p-a1-0"
        assert (f">{pupil.name} (" in _edition("parents")) == mine
        assert (pupil.id in _edition("parents")) == mine
        assert pupil.id not in _edition("public")
        assert pupil.id in _edition("staff")
    assert "Pupilname" not in _edition("public")
    assert "Staffname" not in _edition("public")
    for person in index.school.staff:
        assert person.id not in _edition("public")


def test_the_public_edition_says_nothing_of_support_or_of_how_many_pupils_go_where() -> None:
    index, roster = _secret()
    html = _edition("public")
    for session in roster.sessions:
        if session.kind == "support":
            assert not any(group in html for group in session.groups)
    assert not re.search(r"\.g\d+: \d", html)
    assert re.search(r"\.g\d+: \d", _edition("staff"))
    assert index.school.home_groups[0].id in html


def test_parents_are_of_a_pupil_of_this_school() -> None:
    index, roster = _secret()
    with pytest.raises(ValueError, match="not a pupil"):
        render(index, roster, judge(index, roster), "nl", "parents", "nobody")


@pytest.mark.slow
def test_a_school_of_700_pupils_stays_below_15_mb() -> None:
    made = sample("balans-700")
    index = SchoolIndex(made.school)
    assert len(render(index, made.roster, judge(index, made.roster)).encode()) < 15_000_000
