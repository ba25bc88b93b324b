"""The roster's page in a real browser: views, search, filters, keyboard, paper, dark, and axe-core."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.report.page import render
from vlecht.rules.judge import judge

CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).parents[2] / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not here: run scripts/system-packages")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = sample("p4-87")
    index = SchoolIndex(made.school)
    path = tmp_path_factory.mktemp("page") / "roster.html"
    path.write_text(render(index, made.roster, judge(index, made.roster), "nl"), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = context.new_page()
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.on(
        "request", lambda request: faults.append(request.url) if request.url.startswith("http") else None
    )
    found.goto(address)
    yield found
    assert faults == []  # no script fails and nothing is asked of a network
    context.close()


_SHOWN = "[...document.querySelectorAll('section.page')].filter(p => p.offsetParent).map(p => p.id).join(' ')"


def _shows(page: Any, *pages: str) -> None:
    """Exactly these pages are on view; a browser follows an address a moment after the key was pressed."""
    wanted = " ".join(pages)
    # Not wait_for_function: it evaluates text in the page, which the page's policy forbids.
    for _ in range(100):
        if page.evaluate(_SHOWN) == wanted:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(_SHOWN) == wanted


HOME = sample("p4-87").school.home_groups[0].id


def test_the_start_page_and_the_menu(page: Any) -> None:
    _shows(page, "start")
    assert page.locator("#start .cards li").count() > 8
    page.click("nav a[href='#homes']")
    _shows(page, "homes")
    page.click(f"#homes a[href='#group-{HOME}']")
    _shows(page, f"group-{HOME}")
    assert page.locator(f"#group-{HOME} table.week").is_visible()
    page.go_back()
    _shows(page, "homes")


def test_search_finds_and_enter_goes_there(page: Any) -> None:
    pupil = sample("p4-87").school.pupils[5].id
    page.keyboard.press("/")
    page.keyboard.type(pupil)
    assert page.locator("#hits a").count() >= 1
    page.keyboard.press("Enter")
    _shows(page, f"pupil-{pupil}")


def test_filters_leave_what_fits(page: Any) -> None:
    page.click("nav a[href='#where']")
    everything = page.locator("#activities tbody tr:visible").count()
    page.select_option("#where select[data-key='day']", "mon")
    page.select_option("#where select[data-key='at']", "10:45")
    rows = page.locator("#activities tbody tr:visible")
    assert 0 < rows.count() < everything / 5
    for times in rows.locator("td.times").all_text_contents():
        start, end = times.split("–")
        assert start <= "10:45" < end


def test_arrows_go_from_week_to_week_and_from_cell_to_cell(page: Any) -> None:
    homes = sample("p4-87").school.home_groups
    page.goto(page.url.split("#")[0] + f"#group-{homes[0].id}")
    _shows(page, f"group-{homes[0].id}")
    page.keyboard.press("ArrowRight")
    _shows(page, f"group-{homes[1].id}")
    page.keyboard.press("ArrowLeft")
    _shows(page, f"group-{homes[0].id}")
    page.locator(f"[id='group-{homes[0].id}'] table.week td[tabindex='0']").focus()
    where = "document.activeElement.getBoundingClientRect()"
    before = page.evaluate(f"[{where}.left, {where}.top]")
    page.keyboard.press("ArrowRight")
    right = page.evaluate(f"[{where}.left, {where}.top]")
    page.keyboard.press("ArrowDown")
    down = page.evaluate(f"[{where}.left, {where}.top]")
    assert right[0] > before[0]
    assert down[1] > right[1]
    assert page.evaluate("document.activeElement.tagName") == "TD"


def test_letters_can_be_switched_off(page: Any) -> None:
    page.locator("footer summary").click()
    page.locator("#keys").uncheck()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "search"


def test_paper_shows_the_view_without_its_tools(page: Any) -> None:
    page.goto(page.url.split("#")[0] + f"#group-{HOME}")
    page.emulate_media(media="print")
    _shows(page, f"group-{HOME}")
    assert not page.locator(".top").is_visible()
    assert not page.locator(f"#group-{HOME} .pager").is_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    box = page.evaluate("document.querySelector('section.now table.week').scrollWidth")
    assert box <= 1280


def test_light_and_dark(page: Any) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="light")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light == "rgb(255, 255, 255)"
    assert dark != light
    page.click("#theme")  # light, whatever the system says
    assert page.evaluate(ground) == light


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: run scripts/axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "view", ["start", "where", f"group-{HOME}", "groups", "free", "pupils", "duties", "violations"]
)
def test_axe_core_has_nothing_serious_to_say(page: Any, view: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(page.url.split("#")[0] + f"#{view}")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = page.evaluate("rules => axe.run(document, rules)", rules)
    serious = [
        f"{v['id']}: {v['nodes'][0]['html'][:150]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == []
