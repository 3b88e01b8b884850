"""The script of the calendar page, run by a real browser; skipped where there is none."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from large_plan import large_edition
from sample_plan import first_edition, sample_plan

from clmplan.exporters.edition import Edition
from clmplan.reports.calendar_view import calendar_view
from clmplan.reports.render import calendar_page, report_page

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
NODE = shutil.which("node") or ""
HERE = Path(__file__).resolve().parent
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="there is no chromium")


def has_packages() -> bool:
    wanted = "require.resolve('puppeteer-core'); require.resolve('axe-core')"
    return bool(NODE) and subprocess.run([NODE, "-e", wanted], capture_output=True, check=False).returncode == 0


def opened(page: str, folder: Path, fragment: str) -> str:
    """The page as the browser has it after its script has run."""
    file = folder / "calendar.html"
    file.write_text(page, encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic",
               "--disable-background-networking", "--disable-component-update", "--disable-sync",
               f"--user-data-dir={folder / 'browser'}", "--dump-dom", f"{file.as_uri()}{fragment}"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, env={**os.environ, "TZ": "UTC"})
    return done.stdout.decode()


class Boxes(HTMLParser):
    """What is shown after the script has run: entries by number, chips, what is counted, rows of the chart."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[bool] = []
        self.chips: list[int] = []
        self.more: list[str] = []
        self.state = ""
        self._hidden: list[tuple[str, bool]] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        looks = (given.get("class") or "").split()
        self._hidden.append((tag, "hidden" in given))
        is_hidden = any(hidden for _, hidden in self._hidden)
        if tag == "li" and given.get("data-f") and looks and looks[0].startswith(("p", "plain")):
            self.entries.append(not is_hidden)
        if "data-e" in given and not is_hidden:
            self.chips.append(int(given["data-e"] or -1))
        is_more = "more" in looks and not is_hidden
        self._text = "state" if given.get("id") == "state" else "more" if is_more else ""
        if tag in {"meta", "input", "br"}:
            self._hidden.pop()

    def handle_endtag(self, tag: str) -> None:
        self._text = ""
        while self._hidden and self._hidden.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._text == "state":
            self.state += data
        elif self._text == "more":
            self.more.append(data)


def boxes(page: str) -> Boxes:
    found = Boxes()
    found.feed(page)
    return found


def given(is_large: bool) -> Edition:
    return large_edition(campaigns=50) if is_large else first_edition(sample_plan())


@cache
def written(is_large: bool) -> str:
    return calendar_page(given(is_large), "en")


def fitting(edition: Edition, wanted: dict[str, set[str]]) -> list[bool]:
    """Which entries of the agenda have one of the wanted choices of every filter: the slow twin of the script."""
    view = calendar_view(edition, "en")
    combinations = [
        [set(part.split(".")) for part in combination.split(";")] for combination in view.combinations.split()
    ]
    chosen = [
        {str(choice.number) for choice in facet.choices if choice.value in wanted.get(facet.key, set())}
        for facet in view.facets
    ]
    entries = [entry for month in view.agenda for day in month.days for entry in day.entries]
    return [
        all(not own or own & has for own, has in zip(chosen, combinations[entry.tags], strict=True))
        for entry in entries
    ]


@needs_chromium
@pytest.mark.parametrize("is_large", [False, True])
def test_without_filters_the_script_leaves_the_grid_as_it_was_written(tmp_path: Path, is_large: bool) -> None:
    page = written(is_large)
    after = opened(page, tmp_path, "")
    lanes = re.compile(r'<div class="p\d+ r\d s\d n\d">|<p class="[^"]*" data-e="\d+">.*?</p>|<div class="week">')
    assert lanes.findall(page) == lanes.findall(after)
    assert len(lanes.findall(page)) > 100
    assert boxes(page).more == boxes(after).more
    assert all(boxes(after).entries)


@needs_chromium
def test_filters_from_the_address_show_the_same_entries_everywhere(tmp_path: Path) -> None:
    fits = fitting(given(False), {"owner": {"CRM team", "Brand"}, "channel": {"email"}})
    shown = boxes(opened(written(False), tmp_path, "#owner=CRM+team&owner=Brand&channel=email&kind=nonsense"))
    assert fits == shown.entries
    assert 0 < sum(fits) < len(fits)
    assert shown.state == f"{sum(fits):,} of {len(fits):,} entries shown · Owner: Brand, CRM team · Channel: Email"
    assert [number for number, is_shown in enumerate(fits) if is_shown] == sorted(shown.chips)


@needs_chromium
def test_chips_that_find_room_say_what_their_entries_say(tmp_path: Path) -> None:
    campaign = given(True).plan.playbook.campaigns[7]
    after = opened(written(True), tmp_path, f"#campaign={campaign.id}")
    fits = fitting(given(True), {"campaign": {campaign.id}})
    assert fits == boxes(after).entries
    assert [number for number, is_shown in enumerate(fits) if is_shown] == sorted(boxes(after).chips)
    view = calendar_view(given(True), "en")
    entries = [entry for month in view.agenda for day in month.days for entry in day.entries]
    chips = re.findall(
        r'<p class="chip [^"]*" data-e="(\d+)"><b>([^<]*)</b><span>([^<]*)</span><em>([^<]*)</em></p>', after
    )
    shown = [chip for chip in chips if fits[int(chip[0])]]
    assert len(shown) == sum(fits) > 90
    for place, label, how, total in shown:
        entry = entries[int(place)]
        assert (label, how, total) == (f"{entry.title} · {entry.wave}", f"{entry.time} {entry.badge}", entry.contacts)


@needs_chromium
def test_sums_of_the_chart_and_the_months_follow_the_filter(tmp_path: Path) -> None:
    plan = sample_plan()
    after = opened(written(False), tmp_path, "#channel=email")
    bodies = re.findall(r"<tbody[^>]*>.*?</tbody>", after, re.DOTALL)
    totals = {
        re.sub(r"<[^>]*>", "", re.findall(r'<th scope="row">(.*?)</th>', body)[0]).split(" Brand")[0]: int(
            re.findall(r'<td class="n">([\d,]*)</td>', body)[0].replace(",", "")
        )
        for body in bodies
        if 'hidden="">' not in body.split(">")[0] + ">"
    }
    christmas = sum(
        one.waterfall.contacts for one in plan.sends if (one.send.campaign, one.send.channel) == ("christmas", "email")
    )
    assert totals["Christmas"] == christmas
    assert sum(one.waterfall.contacts for one in plan.sends if one.send.channel == "email") == sum(totals.values())


@needs_chromium
def test_author_text_in_the_address_and_in_names_is_only_text(tmp_path: Path) -> None:
    hostile = "\"><img src=x onerror=alert(1)>&owner=`${1}`,'#<script>"
    plan = sample_plan()
    campaigns = tuple(replace(one, owner=hostile, title=hostile) for one in plan.playbook.campaigns[:3])
    plan = replace(plan, playbook=replace(plan.playbook, campaigns=(*campaigns, *plan.playbook.campaigns[3:])))
    fits = fitting(first_edition(plan), {"owner": {hostile}})
    address = "".join(f"%{byte:02X}" for byte in hostile.encode())
    after = opened(calendar_page(first_edition(plan), "en"), tmp_path, f"#owner={address}")
    assert "<img" not in after
    assert fits == boxes(after).entries
    assert 0 < sum(fits) < len(fits)


@pytest.mark.skipif(not CHROMIUM or not has_packages(), reason="node, puppeteer-core, axe-core or chromium is missing")
def test_axe_finds_nothing_in_light_and_dark_on_desks_and_phones(tmp_path: Path) -> None:
    plan = sample_plan()
    pages = {"calendar": calendar_page(first_edition(plan), "en"), "report": report_page(plan, "en")}
    files = [tmp_path / f"{name}.html" for name in pages]
    for file, page in zip(files, pages.values(), strict=True):
        file.write_text(page, encoding="utf-8")
    command = [NODE, str(HERE / "calendar_in_chromium.js"), CHROMIUM, *map(str, files)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=240).stdout)
    assert len(found) == 8
    for one in found:
        assert (one["violations"], one["errors"], one["requests"]) == ([], [], []), one
        assert one["overflow"] <= 0, one
        assert one["checks"] > 10
