"""The page of groups in a browser: the menu, the search, and nothing asked of a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_pages import _SHOWN, CHROMIUM, FLAGS
from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.report.balance import render_balance
from vlecht.rules.judge import judge
from vlecht.rules.registry import ABOUT_GROUPS
from vlecht.solver.grouping.whys import elsewhere_of

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not here: run scripts/system-packages")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    made = sample("p4-87")
    index = SchoolIndex(made.school)
    judgement = judge(index, made.roster, ABOUT_GROUPS)
    html = render_balance(index, made.roster, judgement, elsewhere_of(index, made.roster), (), "nl")
    path: Path = tmp_path_factory.mktemp("page") / "groups.html"
    path.write_text(html, encoding="utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found = browser.new_page(viewport={"width": 1280, "height": 900})
        faults: list[str] = []
        found.on("pageerror", lambda error: faults.append(str(error)))
        found.on("request", lambda asked: faults.append(asked.url) if asked.url.startswith("http") else None)
        found.goto(path.as_uri())
        yield found
        assert faults == []
        browser.close()


def _shows(page: Any, wanted: str) -> bool:
    for _ in range(100):
        if page.evaluate(_SHOWN) == wanted:
            return True
        page.wait_for_timeout(100)
    return False


def test_from_the_menu_to_a_group_and_by_search_to_a_pupil(page: Any) -> None:
    assert _shows(page, "overview")
    page.click("nav a[href='#subject-math']")
    assert _shows(page, "subject-math")
    page.click("#subject-math a[href='#group-math-c58.g2']")
    assert _shows(page, "group-math-c58.g2")
    group = next(g for g in sample("p4-87").roster.groups if g.id == "math-c58.g1")
    page.fill("#search", f"{group.members[0]} math-c58.g1")
    page.keyboard.press("Enter")
    assert _shows(page, "group-math-c58.g1")
    row = page.locator("[id='group-math-c58.g1'] tbody tr", has_text=group.members[0])
    assert "wel in math-c58.g2" in row.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
