"""The pages as a whole: complete, self-contained, safe, the same each time."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sample_plan import first_edition, sample_outcome, sample_plan, sample_scorecard

from clmplan.model.calendar import Calendar
from clmplan.model.plan import Allocation, Plan
from clmplan.reports.render import calendar_page, report_page, svg_calendar

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "reports"
LOCALES = ("en", "zh")
VOID = {"meta", "br", "link", "img", "hr", "input"}


def full_report(locale: str) -> str:
    return report_page(sample_plan(locale), locale, sample_outcome(), sample_scorecard())


def pages(locale: str) -> dict[str, str]:
    plan = sample_plan(locale)
    return {
        f"calendar.{locale}.html": calendar_page(first_edition(plan), locale),
        f"report.{locale}.html": full_report(locale),
        f"november.{locale}.svg": svg_calendar(plan, (2011, 11), locale),
    }


def empty_plan() -> Plan:
    return replace(
        sample_plan(), sends=(), calendar=Calendar(()), allocation=Allocation((), ()), splits=(), newcomers=(),
        findings=(), stages=(), segments=(), cuts=(), counts=(), customers=0,
    )  # fmt: skip


class Balance(HTMLParser):
    """Collects tags that are opened and not closed in order, and every attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def read(page: str) -> Balance:
    reader = Balance()
    reader.feed(page)
    reader.close()
    return reader


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_equal_their_golden_copies(locale: str) -> None:
    for name, page in pages(locale).items():
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.write_bytes(page.encode())
        assert path.read_bytes().decode() == page, f"{name} changed: look at it, then run with UPDATE_GOLDEN=1"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_same_plan_gives_the_same_bytes(locale: str) -> None:
    assert pages(locale) == pages(locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_picture_is_well_formed_and_described(locale: str) -> None:
    page = full_report(locale)
    found = re.findall(r"<svg .*?</svg>", page, re.DOTALL)
    assert len(found) >= 4
    for picture in found:
        root = ElementTree.fromstring(picture)
        assert root.get("role") == "img"
        assert root.findtext("title") and root.findtext("desc")
        assert root.get("aria-labelledby") == f"{root.find('title').get('id')} {root.find('desc').get('id')}"
    assert page.count("<details>") == len(found)


@pytest.mark.parametrize("locale", LOCALES)
def test_coordinates_have_one_decimal_at_most(locale: str) -> None:
    for picture in re.findall(r"<svg .*?</svg>", full_report(locale), re.DOTALL):
        assert not re.search(r' (?:x|y|x1|x2|y1|y2|cx|cy|width|height|points)="[^"]*\d\.\d\d', picture)


def test_a_month_stands_alone_as_svg() -> None:
    root = ElementTree.fromstring(svg_calendar(sample_plan(), (2011, 11), "en"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert all(shape.get("fill") for shape in root if shape.tag.endswith(("rect", "text", "circle")))


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_are_balanced_and_have_unique_ids_and_a_main(locale: str) -> None:
    for page in (full_report(locale), calendar_page(first_edition(sample_plan(locale)), locale)):
        reader = read(page)
        assert (reader.open, reader.wrong) == ([], [])
        ids = [value for _, name, value in reader.attributes if name == "id"]
        assert len(set(ids)) == len(ids)
        links = [value for tag, name, value in reader.attributes if (tag, name) == ("a", "href")]
        assert all(link and link.startswith("#") and link[1:] in ids for link in links)
        assert page.count("<main") == 1
        assert ("html", "lang", "zh-CN" if locale == "zh" else "en") in reader.attributes


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_ask_for_nothing_from_outside_and_run_nothing_but_our_script(locale: str) -> None:
    for name, page in pages(locale).items():
        plain = page.replace("http://www.w3.org/2000/svg", "") if name.endswith(".svg") else page
        plain, scripts = re.subn(r"<script>.*?</script>", "", plain, flags=re.DOTALL)
        assert scripts == (1 if name.startswith("calendar") else 0)
        assert not re.search(r"https?:|//[a-z]|@import|url\(|<script|javascript:| on[a-z]+=|<link|<img|<iframe", plain)


def test_the_policy_of_the_page_lets_exactly_its_own_script_run() -> None:
    page = calendar_page(first_edition(sample_plan()), "en")
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)[0]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy == [
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        f"script-src 'sha256-{digest}'"
    ]
    assert "script-src" not in report_page(sample_plan(), "en")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|import\(", script)


@pytest.mark.parametrize("locale", LOCALES)
def test_text_of_the_author_is_never_markup_or_template(locale: str) -> None:
    hostile = "<img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}\"'&`"
    plan = sample_plan(locale)
    playbook = plan.playbook
    campaigns = tuple(replace(one, title=hostile, owner=hostile) for one in playbook.campaigns)
    channels = tuple(replace(one, title=hostile) for one in playbook.channels)
    sends = tuple(replace(one, send=replace(one.send, message=hostile)) for one in plan.sends)
    groups = tuple(replace(one, title=hostile) for one in plan.stages)
    plan = replace(
        plan, playbook=replace(playbook, title=hostile, campaigns=campaigns, channels=channels), sends=sends,
        stages=groups, project=hostile,
    )  # fmt: skip
    for page in (
        report_page(plan, locale, sample_outcome(), sample_scorecard()),
        calendar_page(first_edition(plan), locale),
    ):
        assert "<img" not in page
        assert "{{ 7*7 }}" in page
        assert "49{%" not in page
        reader = read(page)
        assert (reader.open, reader.wrong) == ([], [])
        assert not [name for _, name, _ in reader.attributes if name.startswith("on")]
    ElementTree.fromstring(svg_calendar(plan, (2011, 11), locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_plan_without_sends_still_makes_pages(locale: str) -> None:
    plan = empty_plan()
    for page in (report_page(plan, locale), calendar_page(first_edition(plan), locale)):
        assert (read(page).open, read(page).wrong) == ([], [])
        for picture in re.findall(r"<svg .*?</svg>", page, re.DOTALL):
            ElementTree.fromstring(picture)
    assert ("No findings" if locale == "en" else "没有需要处理的事项") in report_page(plan, locale)


def test_results_appear_only_when_they_are_given() -> None:
    page = report_page(sample_plan(), "en")
    assert 'id="simulation"' not in page
    assert 'id="evaluation"' not in page


def test_pages_follow_the_language_asked_for_not_the_one_of_the_plan() -> None:
    assert calendar_page(first_edition(sample_plan("en")), "zh").count("2011年11月") > 0
    assert "November 2011" in calendar_page(first_edition(sample_plan("zh")), "en")
