"""Filled-in calendars come home: every row is matched, empty or listed with its reason."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from made_workbooks import Raw, error, formula, write_workbook
from returned_calendars import ENTRIES, HEADER, aside, dropped, entry, returned, row, said, text, uid, workbook

from clmplan.data.returned.accounting import RowCount
from clmplan.data.returned.read import read_returned
from clmplan.model.team.actual import Reported, Status

CALENDAR = [row(number) for number in range(4)]


def test_a_calendar_that_nobody_filled_in_has_only_empty_rows(tmp_path: Path):
    found = returned(workbook(tmp_path, CALENDAR))
    assert found.count == RowCount(4, 0, 4, 0)
    assert (found.matches, found.aside, found.notes) == ((), (), ())


def test_every_value_of_a_row_is_read(tmp_path: Path):
    filled = row(1, status="finished", reach=1021.0, cost=45.5, orders=3, note="rain all day")
    found = returned(workbook(tmp_path, [*CALENDAR[:1], filled]))
    assert said(found) == {1: Reported(1021, 4550, 3, Status.FINISHED, None, "rain all day")}
    assert found.count == RowCount(2, 1, 1, 0)
    assert found.sheets == (("Calendar", 1),)


def test_a_text_and_a_workbook_say_the_same(tmp_path: Path):
    rows = [row(0, reach=7, cost="1,234.50", status="已取消"), row(2, orders=0, note="改到周三"), row(3)]
    first, second = returned(workbook(tmp_path, rows)), returned(text(tmp_path, rows))
    assert (first.matches, first.count) == (second.matches, second.count)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_is_read_in_whatever_encoding_and_with_whatever_delimiter_it_was_saved(
    tmp_path: Path, encoding: str, delimiter: str
):
    header = ["日期", "活动", "状态", "实际触达", "实际花费", "实际订单", "备注", "clm_uid"]
    rows = [row(number, reach=number, cost="1,5", note="客戶很多，下次再來看看", status="完成") for number in range(5)]
    for one in rows:
        one[1], one[4] = "冬季新品上市活動，老客戶專享優惠", "1,500"
    found = returned(text(tmp_path, rows, header, encoding=encoding, delimiter=delimiter))
    assert [one.reach for one in said(found).values()] == [0, 1, 2, 3, 4]
    assert {(one.cost, one.status) for one in said(found).values()} == {(150_000, Status.FINISHED)}
    assert {one.note for one in said(found).values()} == {"客戶很多，下次再來看看"}


def test_rows_columns_and_the_header_stand_anywhere(tmp_path: Path):
    header = ["our column", "clm_uid", "Note", "ACTUAL  REACH", "actual orders", "date"]
    rows = [["", uid(2), None, 5, None, entry(2).day], ["x", uid(0), "late", None, 1, entry(0).day]]
    above = [["Autumn 2026"], [], ["printed on", date(2026, 12, 1)], ["the column clm_uid is hidden"]]
    path = write_workbook(
        tmp_path / "a.xlsx", {"甘特图": [["clm_uid", "date"], [uid(1)]], "b": [*above, header, *rows]}
    )
    found = returned(path)
    assert said(found) == {0: Reported(orders=1, note="late"), 2: Reported(reach=5)}
    assert found.sheets == (("b", 5),)
    assert found.count == RowCount(2, 2, 0, 0)


def test_a_sheet_that_begins_in_the_middle_is_read_with_its_errors_and_formulas(tmp_path: Path):
    header = [None, None, "clm_uid", "actual cost", "actual reach"]
    rows = [
        [None, None, uid(0), error("#REF!"), 3],
        [None, None, uid(1), formula("1+1", "2"), Raw(' t="n"><f>A1*2</f>')],
        [None, None, uid(2), error("#N/A"), None],
    ]
    found = returned(write_workbook(tmp_path / "a.xlsx", {"a": [[], header, *rows]}))
    assert aside(found) == [(3, "actual cost", "#REF!", "CLM789")]
    assert said(found) == {1: Reported(cost=200)}
    assert [one.code.id for one in found.notes] == ["CLM792"]
    assert "1, the first in row 4" in found.notes[0].message("en")


def test_hidden_sheets_are_read_and_several_sheets_together(tmp_path: Path):
    sheets = {"a": [HEADER, row(0, reach=1)], "b": [HEADER, row(1, reach=2), row(0, orders=4)]}
    found = returned(write_workbook(tmp_path / "a.xlsx", sheets, hidden=["b"]))
    assert said(found) == {0: Reported(reach=1, orders=4), 1: Reported(reach=2)}
    assert found.count == RowCount(3, 3, 0, 0, repeated=1)


def test_blank_lines_and_repeated_headers_are_no_rows(tmp_path: Path):
    other = ["clm_uid", "actual reach"]
    rows = [row(0, reach=1), [], [None] * 8, HEADER, row(1, reach=2), other, [uid(2), 3]]
    for path in (workbook(tmp_path, rows), text(tmp_path, rows)):
        found = returned(path)
        assert {number: one.reach for number, one in said(found).items()} == {0: 1, 1: 2, 2: 3}
        assert (found.count.rows, found.count.headings) == (3, 2)


def test_columns_that_were_deleted_are_simply_not_given(tmp_path: Path):
    found = returned(text(tmp_path, [[uid(0), 5], [uid(1), ""]], ["clm_uid", "actual reach"]))
    assert said(found) == {0: Reported(reach=5)}


def test_a_file_without_any_column_for_actuals_says_so(tmp_path: Path):
    found = returned(text(tmp_path, [[uid(0), "2026-11-01"]], ["clm_uid", "date"]))
    assert [one.code.id for one in found.notes] == ["CLM783"]
    assert "`实际触达`" in found.notes[0].help("zh")
    assert found.count == RowCount(1, 0, 1, 0)


def test_a_file_without_the_key_is_refused(tmp_path: Path):
    checked = read_returned(text(tmp_path, [["news", 5]], ["campaign", "actual reach"]), ENTRIES, "CNY")
    assert (checked.value, [one.code.id for one in checked.diagnostics]) == (None, ["CLM780"])


@pytest.mark.parametrize("title", ["actual cost (万元)", "actual cost (USD)", "实际花费/万元", "actual reach ('000)"])
def test_a_unit_in_the_header_that_changes_numbers_is_not_read_but_said(tmp_path: Path, title: str):
    found = returned(text(tmp_path, [[uid(0), 5, 2]], ["clm_uid", title, "actual orders"]))
    assert said(found) == {0: Reported(orders=2)}
    assert [(one.code.id, one.spoken("en")["column"]) for one in found.notes] == [("CLM784", title)]


@pytest.mark.parametrize(
    "title", ["actual cost (CNY)", "实际花费（元）", "Actual Cost (¥)", "实际花费 (CNY)", "实际花费："]
)
def test_a_unit_that_changes_nothing_may_stand_in_the_header(tmp_path: Path, title: str):
    assert said(returned(text(tmp_path, [[uid(0), 5]], ["clm_uid", title]))) == {0: Reported(cost=500)}


def test_keys_that_match_nothing_are_listed_with_their_place(tmp_path: Path):
    rows = [
        row(0, reach=1),
        row(1, reach=2, uid=None),
        row(2, reach=3, uid="news 3"),
        row(3, uid=uid(77)),
        row(4, uid="-"),
        ["", "total", "", 6, "", "", "", ""],
        ["", "a remark of the team"],
    ]
    found = returned(workbook(tmp_path, rows))
    assert aside(found) == [
        (3, "actual reach", "2", "CLM785"),
        (4, "clm_uid", "news 3", "CLM786"),
        (5, "clm_uid", uid(77), "CLM787"),
        (7, "actual reach", "6", "CLM785"),
    ]
    assert found.count == RowCount(7, 1, 2, 4)
    message = found.aside[0].found.message("en")
    assert message == "row 3 of sheet `Calendar` in `back.xlsx` has `2` in `actual reach` and no `clm_uid`"
    assert (
        found.aside[0].found.message("zh")
        == "`back.xlsx` 工作表 `Calendar` 第 3 行的 `actual reach` 写有 `2`，但没有 `clm_uid`"
    )


def test_a_key_is_known_whatever_its_letters_and_spaces(tmp_path: Path):
    rows = [row(0, reach=1, uid=f" {uid(0).upper()} "), row(1, reach=2, uid=f"'{uid(1)}")]
    assert len(returned(workbook(tmp_path, rows)).matches) == 2


def test_rows_that_say_the_same_of_one_entry_are_one(tmp_path: Path):
    rows = [row(0, reach=5), row(0, reach="5 人", orders=2), row(0)]
    found = returned(workbook(tmp_path, rows))
    assert said(found) == {0: Reported(reach=5, orders=2)}
    assert found.count == RowCount(3, 2, 1, 0, repeated=1)


def test_rows_that_contradict_each_other_are_listed_with_both_places(tmp_path: Path):
    rows = [row(0, cost=5), row(1, reach=1), row(0, cost=6), row(0, note="third")]
    found = returned(workbook(tmp_path, rows))
    assert said(found) == {1: Reported(reach=1)}
    assert found.count == RowCount(4, 1, 0, 3)
    first, second = (one.found.message("en") for one in found.aside[:2])
    assert first.startswith("row 2 of") and "and row 4 of" in first and first.endswith("`5` and `6`")
    assert second.startswith("row 4 of") and "and row 2 of" in second and second.endswith("`6` and `5`")


def test_a_value_that_cannot_be_read_sets_its_whole_row_aside_and_every_such_value_is_listed(tmp_path: Path):
    rows = [
        row(0, reach="see mail", cost="about 5", orders=3),
        row(1, orders=-1),
        row(2, status="hm"),
        row(3, reach=1.5),
    ]
    found = returned(workbook(tmp_path, rows))
    assert aside(found) == [
        (2, "actual reach", "see mail", "CLM789"),
        (2, "actual cost (CNY)", "about 5", "CLM789"),
        (3, "actual orders", "-1", "CLM789"),
        (4, "status", "hm", "CLM789"),
        (5, "actual reach", "1.5", "CLM789"),
    ]
    assert found.count == RowCount(4, 0, 0, 4)
    assert [one.found.message("en").rpartition(": ")[2] for one in found.aside] == [
        "no number", "no amount", "less than zero", "no word for a status", "no whole number",
    ]  # fmt: skip


def test_two_columns_of_one_name_may_agree_and_may_not_differ(tmp_path: Path):
    header = ["clm_uid", "actual reach", "实际触达"]
    found = returned(text(tmp_path, [[uid(0), 5, ""], [uid(1), 6, 6], [uid(2), 7, 8]], header))
    assert {number: one.reach for number, one in said(found).items()} == {0: 5, 1: 6}
    assert aside(found) == [(4, "actual reach", "7 / 8", "CLM789")]


def test_a_longer_row_of_a_text_is_set_aside_because_its_values_have_moved(tmp_path: Path):
    path = tmp_path / "a.csv"
    lines = ["clm_uid,actual reach,note", f"{uid(0)},1,234,late", f"{uid(1)},5,,,", f"{uid(2)},6", f'{uid(3)},7,"open']
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = returned(path)
    assert said(found) == {1: Reported(reach=5), 2: Reported(reach=6)}
    assert [(one[0], one[3]) for one in aside(found)] == [(2, "CLM790"), (5, "CLM791")]


def test_the_words_that_a_calendar_itself_writes_are_no_report(tmp_path: Path):
    rows = [row(0, status="to schedule"), row(1, status="已取消"), row(2, status="已取消")]
    found = returned(workbook(tmp_path, rows), dropped(1))
    assert said(found) == {2: Reported(status=Status.CANCELLED)}


@pytest.mark.parametrize(
    "shown", ["2026-11-03", "2026/11/3", "2026年11月3日", datetime(2026, 11, 3, 10, 0), "03/11/2026", "46329"]
)
def test_a_date_that_stands_as_planned_is_no_report(tmp_path: Path, shown: object):
    assert returned(workbook(tmp_path, [row(2, day=shown)])).count == RowCount(1, 0, 1, 0)


def test_a_date_that_a_team_changed_is_a_report(tmp_path: Path):
    found = returned(workbook(tmp_path, [row(0, day=date(2026, 11, 20)), row(1, day="2026/11/21", reach=4)]))
    assert said(found) == {0: Reported(day=date(2026, 11, 20)), 1: Reported(reach=4, day=date(2026, 11, 21))}


def test_dates_in_two_orders_are_told_by_the_days_that_were_planned(tmp_path: Path):
    american = [row(number, day=f"11/{1 + number:02}/2026") for number in range(3)]
    found = returned(text(tmp_path, [*american, row(3, day="11/12/2026"), row(4, day="11/25/2026")]))
    assert said(found) == {3: Reported(day=date(2026, 11, 12)), 4: Reported(day=date(2026, 11, 25))}
    british = [row(number, day=f"{1 + number:02}/11/2026") for number in range(3)]
    found = returned(text(tmp_path, [*british, row(3, day="11/12/2026")]))
    assert said(found) == {3: Reported(day=date(2026, 12, 11))}


def test_a_date_that_can_be_read_in_two_ways_is_set_aside(tmp_path: Path):
    found = returned(text(tmp_path, [row(3, day="11/12/2026", reach=1), row(4, day="next week")]))
    assert aside(found) == [(2, "date", "11/12/2026", "CLM789"), (3, "date", "next week", "CLM789")]


def test_the_file_is_known_by_its_bytes(tmp_path: Path):
    first = returned(text(tmp_path, CALENDAR))
    second = returned(text(tmp_path, CALENDAR, name="renamed.csv"))
    assert first.sha256 == second.sha256
    assert (first.encoding, returned(workbook(tmp_path, CALENDAR)).encoding) == ("utf-8", None)


def test_counts_that_do_not_add_up_cannot_be_built():
    with pytest.raises(ValueError, match="add up"):
        RowCount(3, 1, 1, 0)
    with pytest.raises(ValueError, match="repeat"):
        RowCount(1, 1, 0, 0, repeated=2)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"%PDF", "CLM782"),
        ("a.csv", b"", "CLM634"),
        ("a.xlsx", b"PK", "CLM658"),
        ("a.csv", b"PK\x03\x04 a workbook in truth", "CLM648"),
        ("gone.csv", None, "CLM630"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_politely(tmp_path: Path, name: str, content: bytes | None, code: str):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    checked = read_returned(tmp_path / name, ENTRIES, "CNY")
    assert (checked.value, [one.code.id for one in checked.diagnostics]) == (None, [code])


def test_a_message_is_one_line_whatever_stands_in_a_cell(tmp_path: Path):
    found = returned(text(tmp_path, [[uid(0), "see\r\nmail\x1b[31m" + "x" * 99]], ["clm_uid", "actual reach"]))
    message = found.aside[0].found.message("en")
    assert message.startswith("`see mail[31mxxx") and "…`" in message
    assert message.isprintable()
