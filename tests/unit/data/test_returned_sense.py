"""Calendars that come home: what is taken back, what cannot be, and what is hardly so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from returned_calendars import ENTRIES, HEADER, aside, entry, returned, row, said, text, uid, workbook

from clmplan.data.returned.accounting import RowCount
from clmplan.model.team.actual import Reported, Status

MOVED = date(2026, 11, 30)


def test_a_row_on_its_planned_day_again_takes_back_a_move_that_was_reported_before(tmp_path: Path):
    path = text(tmp_path, [row(0), row(1, reach=4), row(2, day="")])
    found = returned(path, known={number: Reported(day=MOVED) for number in range(3)})
    assert said(found) == {0: Reported(erased=("day",)), 1: Reported(reach=4, erased=("day",))}
    assert found.count == RowCount(3, 2, 1, 0)
    assert returned(path).count == RowCount(3, 1, 2, 0)


def test_a_day_on_which_the_entry_was_planned_before_takes_a_move_back_too(tmp_path: Path):
    moved = replace(entry(0), day=MOVED, given_days=(entry(0).day, MOVED))
    found = returned(text(tmp_path, [row(0)]), {**ENTRIES, uid(0): moved}, known={0: Reported(day=date(2026, 12, 3))})
    assert said(found) == {0: Reported(erased=("day",))}


@pytest.mark.parametrize("word", ["-", "—", "——", "－", "无", "none", "None", " - "])
def test_a_word_for_nothing_takes_an_earlier_value_back_and_an_empty_cell_does_not(tmp_path: Path, word: str):
    path = text(tmp_path, [row(0, reach=word, cost="", orders=3, status=word), row(1, note=word), row(2)])
    before = Reported(5, 100, 2, Status.LIVE, None, "rain")
    found = returned(path, known=dict.fromkeys(range(3), before))
    assert said(found) == {0: Reported(orders=3, erased=("reach", "status")), 1: Reported(erased=("note",))}
    assert said(returned(path)) == {0: Reported(orders=3)}


@pytest.mark.parametrize("word", ["n/a", "暂无", "null"])
def test_words_of_programs_for_a_missing_value_take_nothing_back(tmp_path: Path, word: str):
    assert returned(text(tmp_path, [row(0, reach=word)]), known={0: Reported(reach=5)}).matches == ()


def test_a_value_in_one_row_outweighs_a_dash_in_another_row_of_the_entry(tmp_path: Path):
    for rows in ([row(0, reach=7), row(0, reach="-")], [row(0, reach="-"), row(0, reach=7)]):
        assert said(returned(text(tmp_path, rows), known={0: Reported(reach=5)})) == {0: Reported(reach=7)}


@pytest.mark.parametrize("counted", [{"reach": 7}, {"orders": 2}, {"reach": 7, "cost": 5}])
def test_what_is_cancelled_has_neither_reach_nor_orders(tmp_path: Path, counted: dict[str, object]):
    found = returned(workbook(tmp_path, [row(0, status="已取消", **counted), row(1, reach=3)]))
    assert said(found) == {1: Reported(reach=3)}
    name = next(iter(counted))
    assert aside(found) == [(2, f"actual {name}", str(counted[name]), "CLM794")]
    assert found.aside[0].found.message("en") == (
        f"by row 2 of sheet `Calendar` in `back.xlsx` the entry is cancelled and has actual {name} {counted[name]}"
    )


def test_what_is_cancelled_may_have_cost_something(tmp_path: Path):
    found = returned(text(tmp_path, [row(0, status="cancelled", cost=5, reach=0)]))
    assert said(found) == {0: Reported(0, 500, None, Status.CANCELLED)}


def test_a_cancellation_stands_against_the_rows_beside_it_and_the_reports_before_it(tmp_path: Path):
    apart = returned(text(tmp_path, [row(0, status="cancelled"), row(0, reach=7)]))
    assert [(one[0], one[3]) for one in aside(apart)] == [(2, "CLM794"), (3, "CLM794")]
    path = text(tmp_path, [row(0, status="cancelled"), row(1, reach=7), row(2, note="x")])
    later = returned(path, known={0: Reported(reach=9), 1: Reported(status=Status.CANCELLED)})
    assert aside(later) == [(2, "status", "cancelled", "CLM794"), (3, "actual reach", "7", "CLM794")]
    mended = returned(text(tmp_path, [row(0, status="cancelled", reach="-")]), known={0: Reported(reach=9)})
    assert said(mended) == {0: Reported(status=Status.CANCELLED, erased=("reach",))}


def test_a_task_has_a_cost_and_a_status_and_no_reach(tmp_path: Path):
    rows = [row(9, reach=5, orders=2, cost=1), row(9, cost=1, status="finished", reach="-")]
    found = returned(text(tmp_path, rows))
    assert said(found) == {9: Reported(cost=100, status=Status.FINISHED)}
    assert aside(found) == [(2, "actual reach", "5", "CLM795"), (2, "actual orders", "2", "CLM795")]
    assert found.count == RowCount(2, 1, 0, 1)


def test_a_reach_far_above_what_is_planned_counts_and_is_told_with_both_numbers(tmp_path: Path):
    found = returned(text(tmp_path, [row(0, reach=1000), row(1, reach=1001)]))
    assert len(found.matches) == 2
    (note,) = found.notes
    assert (note.code.id, note.is_error) == ("CLM796", False)
    assert note.message("en") == "row 3 of `back.csv` has reach 1,001 where 100 are planned"


def test_ten_times_a_handful_is_no_slip(tmp_path: Path):
    known = {**ENTRIES, uid(0): replace(entry(0), contacts=1), uid(1): replace(entry(1), contacts=1)}
    found = returned(text(tmp_path, [row(0, reach=100), row(1, reach="999,999,999")]), known)
    assert [one.message("zh") for one in found.notes] == ["`back.csv` 第 3 行的触达为 999,999,999，而计划为 1"]


def test_where_nobody_is_planned_the_largest_send_says_how_many_there_may_be(tmp_path: Path):
    known = {**ENTRIES, uid(0): replace(entry(0), contacts=0)}
    assert returned(text(tmp_path, [row(0, reach=900)]), known).notes == ()
    assert [one.code.id for one in returned(text(tmp_path, [row(0, reach=1001)]), known).notes] == ["CLM796"]


def test_a_move_far_outside_the_calendar_counts_and_is_told_with_both_days(tmp_path: Path):
    found = returned(text(tmp_path, [row(0, day="2026-12-11"), row(1, day="2026-12-12"), row(2, day="2025-12-20")]))
    assert len(found.matches) == 3
    assert [one.code.id for one in found.notes] == ["CLM797"] * 2
    assert found.notes[1].message("en") == (
        "row 4 of `back.csv` moves an entry from 2026-11-03 to 2025-12-20, "
        "more than a month outside the calendar of 2026-11-01 to 2026-11-10"
    )


def test_a_date_more_than_a_year_away_is_set_aside(tmp_path: Path):
    found = returned(text(tmp_path, [row(0, day="2025-01-01", reach=1), row(1, day="2062-11-02")]))
    assert aside(found) == [(2, "date", "2025-01-01", "CLM789"), (3, "date", "2062-11-02", "CLM789")]
    assert found.aside[0].found.message("en").endswith("more than a year from the planned day")


NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
KIND = "application/vnd.oasis.opendocument.spreadsheet"
TRUTHS = (
    '<table:table-cell table:formula="of:=TRUE()" office:value-type="float" office:value="1"/>',
    '<table:table-cell office:value-type="boolean" office:boolean-value="false"/>',
)


def open_document(path: Path, rows: list[list[object]]) -> Path:
    """A sheet of an open document, its first row repeated above the header as blank lines and columns."""
    made = ['<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>']
    for one in rows:
        cells = "".join(
            cell
            if isinstance(cell, str) and cell.startswith("<")
            else f'<table:table-cell office:value-type="string"><text:p>{cell or ""}</text:p></table:table-cell>'
            for cell in one
        )
        made.append(f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{cells}</table:table-row>')
    content = (
        f"<office:document-content {NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{"".join(made)}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with ZipFile(path, "w") as file:
        file.writestr("mimetype", KIND)
        file.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{KIND}"/></m:manifest>',
        )
        file.writestr("content.xml", content)
    return path


def test_a_truth_value_is_no_amount_in_whatever_workbook_it_stands(tmp_path: Path):
    number = '<table:table-cell office:value-type="float" office:value="1"/>'
    cells = (*TRUTHS, number)
    rows = [row(at, cost=cell) for at, cell in enumerate(cells)]
    found = returned(open_document(tmp_path / "back.ods", [HEADER, *rows]))
    assert said(found) == {2: Reported(cost=100)}
    column = "actual cost (CNY)"
    assert aside(found) == [(5, column, "true", "CLM789"), (6, column, "false", "CLM789")]
    same = returned(workbook(tmp_path, [row(0, cost=True), row(1, cost=False), row(2, cost=1)]))
    assert [one[1:] for one in aside(same)] == [one[1:] for one in aside(found)]
