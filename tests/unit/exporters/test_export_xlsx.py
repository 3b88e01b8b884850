"""The workbook: true dates, text that never runs, keys that come home, sums that are there before any calculation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from sample_plan import first_edition, sample_plan
from workbook_reading import MAIN, formulas, part, rows, sheet_xml, sheets, values

from clmplan.codes.actual_words import FIELDS, STATUSES
from clmplan.codes.sheet_words import SHEETS
from clmplan.exporters.workbook.grid import author_text, letter_of
from clmplan.exporters.xlsx import calendar_xlsx
from clmplan.model.plan import Plan

LOCALES = pytest.mark.parametrize("locale", ["en", "zh"])


@pytest.fixture(scope="module")
def written() -> bytes:
    return calendar_xlsx(first_edition(sample_plan()))


def test_each_send_is_a_row_with_its_key_a_true_date_and_its_numbers(written: bytes):
    plan = sample_plan()
    found = {row["clm_uid"]: row for row in rows(written, "calendar")}
    lines = {line.uid: line for line in first_edition(plan).lines if line.send is not None}
    assert set(found) == set(lines)
    for uid, line in lines.items():
        row = found[uid]
        assert line.send is not None
        assert row["date"] == row["weekday"] == line.day
        assert row["planned reach"] == line.send.waterfall.contacts
        assert row["cost (GBP)"] == pytest.approx(float(line.send.cost.amount))
        assert (row["time"] or None) == (line.start.time() if line.start is not None else None)
    assert {type(row["date"]) for row in found.values()} == {date}
    assert {type(row["time"]) for row in found.values()} == {time, str}


@LOCALES
def test_the_columns_to_fill_in_are_empty_coloured_and_named_as_they_are_known_when_they_come_back(locale: str):
    written = calendar_xlsx(first_edition(sample_plan(locale)))
    (first, *_) = rows(written, "calendar", locale)
    named = [FIELDS[name].fill(locale, {}) for name in ("reach", "orders", "note")]
    assert [first[name] for name in named] == ["", "", ""]
    assert first[f"{FIELDS['cost'].fill(locale, {})} (GBP)"] == ""
    assert first[FIELDS["status"].fill(locale, {})] == STATUSES["to schedule"].fill(locale, {})
    heads = values(written, "calendar", locale)[0]
    xml, styles = sheet_xml(written, "calendar", locale), part(written, "styles.xml")
    fills = [fill.find(f"{MAIN}patternFill/{MAIN}fgColor") for fill in styles.iter(f"{MAIN}fill")]
    looks = [int(xf.attrib["fillId"]) for xf in styles.findall(f"{MAIN}cellXfs/{MAIN}xf")]
    cells = {cell.attrib["r"]: cell for cell in xml.iter(f"{MAIN}c")}
    for name in named:
        colour = fills[looks[int(cells[f"{letter_of(heads.index(name))}2"].attrib["s"])]]
        assert colour is not None and colour.attrib["rgb"] == "FFFFF6D6"


@LOCALES
def test_the_keys_are_hidden_and_called_alike_in_every_language(locale: str):
    written = calendar_xlsx(first_edition(sample_plan(locale)))
    for sheet, keys in (("calendar", ["clm_uid", "clm_campaign", "clm_wave", "clm_channel"]), ("tasks", ["clm_uid"])):
        heads = values(written, sheet, locale)[0]
        hidden = set()
        for column in sheet_xml(written, sheet, locale).iter(f"{MAIN}col"):
            if column.attrib.get("hidden") == "1":
                hidden |= set(range(int(column.attrib["min"]) - 1, int(column.attrib["max"])))
        assert [heads[at] for at in sorted(hidden)] == keys


def test_the_header_and_two_columns_stay_in_sight_and_rows_can_be_filtered(written: bytes):
    for name in ("calendar", "tasks"):
        xml = sheet_xml(written, name)
        pane = next(xml.iter(f"{MAIN}pane"))
        assert (pane.attrib["xSplit"], pane.attrib["ySplit"], pane.attrib["state"]) == ("2", "1", "frozen")
        assert xml.find(f"{MAIN}autoFilter") is not None


@LOCALES
def test_status_and_approval_offer_a_list_and_numbers_are_checked_without_being_forbidden(locale: str):
    xml = sheet_xml(calendar_xlsx(first_edition(sample_plan(locale))), "calendar", locale)
    checks = list(xml.iter(f"{MAIN}dataValidation"))
    lists = [one.findtext(f"{MAIN}formula1") for one in checks if one.attrib["type"] == "list"]
    assert f'"{",".join(one.fill(locale, {}) for one in STATUSES.values())}"' in lists
    assert {one.attrib["errorStyle"] for one in checks} == {"warning"}
    assert sorted(one.attrib["type"] for one in checks) == ["decimal", "list", "list", "whole", "whole"]


@LOCALES
def test_every_sheet_is_set_up_for_print(locale: str):
    written = calendar_xlsx(first_edition(sample_plan(locale)))
    found = list(sheets(written))
    assert [name for name, _ in found] == [one.fill(locale, {}) for one in SHEETS.values()]
    for _, xml in found:
        setup, footer = xml.find(f"{MAIN}pageSetup"), xml.findtext(f"{MAIN}headerFooter/{MAIN}oddFooter") or ""
        assert setup is not None
        assert (setup.attrib["paperSize"], setup.attrib["orientation"], setup.attrib["fitToHeight"]) == (
            "9",
            "landscape",
            "0",
        )
        assert xml.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr") is not None
        assert "&P" in footer and "&N" in footer
    titles = [
        one.text
        for one in part(written, "workbook.xml").iter(f"{MAIN}definedName")
        if one.attrib["name"] == "_xlnm.Print_Titles"
    ]
    assert len(titles) == len(found)


def test_a_title_that_begins_with_a_number_is_whole_at_the_foot_of_the_page():
    written = calendar_xlsx(first_edition(sample_plan("zh")))
    footer = sheet_xml(written, "calendar", "zh").findtext(f"{MAIN}headerFooter/{MAIN}oddFooter") or ""
    assert re.match(r"&L&8 2011 秋季活动计划&R", footer)


def test_tasks_have_owners_due_dates_and_say_when_they_are_late(written: bytes):
    found = rows(written, "tasks")
    assert [(row["due"], row["task"], row["owner"], row["mark"]) for row in found] == [
        (date(2011, 8, 30), "artwork", "Studio", "late"),
        (date(2011, 9, 9), "approval", "Legal", ""),
        (date(2011, 10, 4), "artwork", "Studio", ""),
        (date(2011, 10, 13), "approval", "", ""),
    ]
    assert {row["day of the send"] for row in found} == {date(2011, 9, 13), date(2011, 10, 18)}


def test_a_plan_without_tasks_and_links_has_no_sheet_and_no_columns_for_them():
    plan = sample_plan()
    plan = replace(plan, calendar=replace(plan.calendar, tasks=()))
    written = calendar_xlsx(first_edition(plan))
    assert "Tasks" not in dict(sheets(written))
    assert not {"link", "code", "expected reach"} & set(values(written, "calendar")[0])


def test_links_and_expected_reach_are_shown_where_there_are_any():
    plan = sample_plan()
    first, *others = plan.playbook.campaigns
    playbook = replace(plan.playbook, campaigns=(replace(first, link="https://shop.example/", code="w26"), *others))
    sends = (replace(plan.sends[0], expected=1), *plan.sends[1:])
    written = calendar_xlsx(first_edition(replace(plan, playbook=playbook, sends=sends)))
    row, other = rows(written, "calendar")[:2]
    assert row["link"].startswith("https://shop.example/?utm_id=welcome&")
    assert (row["code"][:4], other["code"], other["link"]) == ("w26-", "", "")
    assert (row["expected reach"], other["expected reach"]) == (1, other["planned reach"])
    assert sheet_xml(written, "calendar").find(f"{MAIN}hyperlinks") is None


@pytest.mark.parametrize("plan_of", [sample_plan, lambda: sample_plan("zh")])
def test_two_runs_give_the_same_bytes(plan_of: Callable[[], Plan]):
    first, second = (sha256(calendar_xlsx(first_edition(plan_of()))).hexdigest() for _ in range(2))
    assert first == second


def test_the_workbook_is_dated_by_the_plan_and_by_no_clock(written: bytes):
    with ZipFile(BytesIO(written)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert re.findall(rb">(20\d\d-[^<]+)<", archive.read("docProps/core.xml")) == [b"2011-09-01T00:00:00Z"] * 2


def test_author_text_is_never_a_formula_or_a_link_and_survives_whole(hostile_plan: Plan):
    written = calendar_xlsx(first_edition(hostile_plan))
    for name, xml in sheets(written):
        for text, _ in formulas(xml).values():
            assert re.match(r"(\$A\d+$|SUMIFS\(|SUM\(|_xlfn\.|IF\(G\d+=0|D\d+-MAX)", text), (name, text)
        assert xml.find(f"{MAIN}hyperlinks") is None
    copies = {row["copy"] for row in rows(written, "calendar")}
    assert {'=cmd|"/c calc"!A1', "-line break  END:VEVENT  BEGIN:VALARM", "{braces} {0} %s", "<b>&amp;</b>"} <= copies
    assert any("🎁" in text for text in copies)


def test_a_text_that_no_cell_holds_is_cut_and_marked():
    plan = sample_plan()
    first = plan.sends[0]
    huge = replace(first, send=replace(first.send, message="长" * 40_000 + "\ufffe_x000D_"))
    written = calendar_xlsx(first_edition(replace(plan, sends=(huge, *plan.sends[1:]))))
    longest = max((row["copy"] for row in rows(written, "calendar")), key=len)
    assert len(longest) == 32_001 and longest.endswith("…")
    assert author_text("a\ufffeb\uffffc_x0041_") == "abc_x0041_"


def test_an_empty_plan_is_still_a_workbook(plan: Plan):
    bare = replace(
        plan,
        sends=(),
        calendar=replace(plan.calendar, sends=(), dropped=(), tasks=()),
        allocation=replace(plan.allocation, rows=(), limits=()),
        playbook=replace(plan.playbook, budget=None),
    )
    written = calendar_xlsx(first_edition(bare))
    assert len(values(written, "calendar")) == 1
    assert [name for name, _ in sheets(written)] == ["Calendar", "Gantt", "Budget", "Read me"]


def test_days_are_counted_as_spreadsheets_do(written: bytes):
    assert [letter_of(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    cell = next(one for one in sheet_xml(written, "calendar").iter(f"{MAIN}c") if one.attrib["r"] == "A2")
    assert cell.findtext(f"{MAIN}v") == str((datetime(2011, 9, 1) - datetime(1899, 12, 30)).days)
