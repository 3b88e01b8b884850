"""Workbooks: the sheet that is meant, values as a person would type them, and files made to hurt."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_workbooks import column_letters, error, formula, write_old_workbook, write_spreadsheet, write_workbook
from staged_sources import get

from clmplan.model.project import SourceOptions

HEADER = ["id", "created"]


def book(root: Path, rows: object, name: str = "c.xlsx") -> str:
    write_workbook(root / name, {"Sheet1": rows})
    return name


def values(root: Path, *cells: object) -> list[object]:
    got = get(root, book(root, [HEADER, *([cell, "x"] for cell in cells)]))
    return [row[0] for row in got.texts]


def test_numbers_are_written_as_the_sheet_shows_them(tmp_path: Path):
    numbers = (1021.0, 0.1 + 0.2, 19.989999999999998, -3.5, 13800000000.0, 138000000000000.0, 0.00001, 1e-7)
    assert values(tmp_path, *numbers) == [
        "1021",
        "0.3",
        "19.99",
        "-3.5",
        "13800000000",
        "138000000000000",
        "0.00001",
        "0.0000001",
    ]


def test_a_number_that_has_lost_digits_says_so_by_its_exponent(tmp_path: Path):
    assert values(tmp_path, 123456789012345678, 1e22) == ["1.2345678901234568e+17", "1e+22"]


def test_dates_times_and_truth_values_have_one_text(tmp_path: Path):
    cells = (date(2026, 3, 5), datetime(2026, 3, 5, 13, 1, 2), True, False, timedelta(hours=3))
    assert values(tmp_path, *cells) == ["2026-03-05", "2026-03-05 13:01:02", "true", "false", "03:00:00"]


def test_a_column_of_dates_is_iso_and_one_with_texts_among_them_is_not(tmp_path: Path):
    rows = [
        ["id", "created", "seen"],
        ["a", date(2026, 3, 5), date(2026, 3, 5)],
        ["b", None, "5/3/2026"],
        ["c", " ", 1],
    ]
    got = get(tmp_path, book(tmp_path, rows[:3]), ("id", "created", "seen"))
    assert got.staged.iso_dates == {"created"}
    assert got.texts == [("a", "2026-03-05", "2026-03-05"), ("b", "", "5/3/2026")]


def test_a_cell_with_an_error_keeps_what_it_shows(tmp_path: Path):
    assert values(tmp_path, "a", error("#N/A"), "b", error("#DIV/0!"), error("#REF!")) == [
        "a",
        "#N/A",
        "b",
        "#DIV/0!",
        "#REF!",
    ]


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path):
    cells = ("=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1", '"; DROP TABLE t; --', "a\nb", "'", "\tx")
    assert values(tmp_path, *cells) == list(cells)
    assert values(tmp_path, formula("A1&B1", "=evil")) == ["=evil"]


def test_titles_above_the_header_and_blank_rows_are_no_records(tmp_path: Path):
    rows = [[None], ["Members 2026"], [], HEADER, ["a", "x"], [], [" ", None], ["b", "y"], [None, "z"]]
    got = get(tmp_path, book(tmp_path, rows))
    assert got.rows == [(0, 5, "a", "x"), (0, 8, "b", "y"), (0, 9, "", "z")]
    (reading,) = got.staged.facts
    assert (got.staged.rows, got.staged.blank, reading.blank) == (3, 2, 2)
    assert reading.facts == (("sheet", "Sheet1"), ("skipped", "3"))
    assert reading.header == ("id", "created") and reading.sample == (("a", "x"), ("b", "y"), ("", "z"))


def test_a_repeated_header_is_set_aside(tmp_path: Path):
    got = get(tmp_path, book(tmp_path, [HEADER, ["a", "x"], HEADER, ["b", "y"]]))
    assert got.texts == [("a", "x"), ("b", "y")]
    assert got.aside == [(0, 3, "", "id", "repeated-header")]


def test_the_header_is_read_as_people_write_it(tmp_path: Path):
    got = get(tmp_path, book(tmp_path, [[" id\ufeff", "注册\n日期", None, "e\u0301"], ["a", "x", None, "z"]]), None)
    assert got.staged.columns == ("id", "注册 日期", "é") and got.texts == [("a", "x", "z")]


def test_only_wanted_columns_are_taken_in_their_order(tmp_path: Path):
    got = get(tmp_path, book(tmp_path, [["x", "created", "id"], [1, 2, 3]]))
    assert got.staged.columns == ("id", "created") and got.texts == [("3", "2")]


def test_a_sheet_that_starts_further_down_and_right_keeps_its_places(tmp_path: Path):
    got = get(tmp_path, book(tmp_path, [[], [None, None, *HEADER], [None, None, "a", error("#N/A")]]))
    assert got.rows == [(0, 3, "a", "#N/A")]


def test_the_only_sheet_with_the_columns_is_found(tmp_path: Path):
    write_workbook(tmp_path / "c.xlsx", {"Notes": [["read me"]], "成员": [HEADER, ["a", "x"]], "Empty": []})
    got = get(tmp_path, "c.xlsx")
    assert got.texts == [("a", "x")] and ("sheet", "成员") in got.staged.facts[0].facts


def test_a_visible_sheet_goes_before_a_hidden_one(tmp_path: Path):
    write_workbook(tmp_path / "c.xlsx", {"old": [HEADER, ["a", "x"]], "new": [HEADER, ["b", "y"]]}, hidden=["old"])
    assert get(tmp_path, "c.xlsx").texts == [("b", "y")]


def test_several_fitting_sheets_have_to_be_told_apart(tmp_path: Path):
    write_workbook(tmp_path / "c.xlsx", {"May": [HEADER, ["a", "x"]], "June": [HEADER, ["b", "y"]], "Notes": [["n"]]})
    got = get(tmp_path, "c.xlsx")
    assert got.names == ["part-unclear"] and "`sheet:` with one of `May`, `June`" in got.said()
    assert get(tmp_path, "c.xlsx", options=SourceOptions(sheet="June")).texts == [("b", "y")]


def test_no_fitting_sheet_among_several_lists_them(tmp_path: Path):
    write_workbook(tmp_path / "c.xlsx", {"May": [["a"], [1]], "June": [["b"], [1]]})
    got = get(tmp_path, "c.xlsx")
    assert got.names == ["part-unclear"] and "`May`, `June`" in got.said()


def test_an_unknown_sheet_is_refused_with_those_there_are(tmp_path: Path):
    got = get(tmp_path, book(tmp_path, [HEADER]), options=SourceOptions(sheet="Tabelle1"))
    assert got.names == ["part-missing"] and "`Sheet1`" in got.said()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], ["file-empty"]),
        ([[None], [" "]], ["file-empty"]),
        ([["id", "creatd"], ["a", "b"]], ["column-missing"]),
        ([["id", "created", "created"], ["a", "b", "c"]], ["column-twice"]),
    ],
)
def test_a_sheet_without_the_columns_is_refused(rows: object, expected: list[str], tmp_path: Path):
    assert get(tmp_path, book(tmp_path, rows)).names == expected


def test_a_header_without_rows_is_an_empty_table(tmp_path: Path):
    got = get(tmp_path, book(tmp_path, [HEADER]))
    assert got.rows == [] and got.staged.rows == 0 and got.staged.columns == ("id", "created")


def test_a_sheet_of_all_columns_there_can_be_is_read(tmp_path: Path):
    wide = [f"n{number}" for number in range(16_382)]
    got = get(tmp_path, book(tmp_path, [[*wide, *HEADER], [*["1"] * 16_382, "a", "x"]]))
    assert got.texts == [("a", "x")] and len(got.staged.facts[0].header) == 16_384


def corners(row: int, column: str) -> str:
    return f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "sheet",
    [
        corners(1_048_576, "XFD"),
        corners(1_048_576, "XFD").replace('"', "'"),
        corners(1_048_576, "XFD").replace("r=", "r = "),
        "<row>" + "<c><v>1</v></c>" * 60 + "</row>" + "<row/>" * 1_000_000,
    ],
    ids=["far corner", "other quotes", "spaces", "places not named"],
)
def test_a_sheet_that_would_take_all_memory_is_refused_before_it_is_read(sheet: str, tmp_path: Path):
    got = get(tmp_path, book(tmp_path, sheet))
    assert got.names == ["source-damaged"] and "more than 50 million cells" in got.said()


def test_cells_that_do_not_name_their_place_follow_each_other(tmp_path: Path):
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(f"<row>{''.join(cell.format(one) for one in row)}</row>" for row in (HEADER, ["a", "x"]))
    assert get(tmp_path, book(tmp_path, rows)).texts == [("a", "x")]


@pytest.mark.parametrize("name", ["c.xlsx", "c.xls", "c.ods", "c.xlsm"])
@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 and then nothing", b"id,created\na,x\n", b"\xd0\xcf\x11\xe0" * 100, b""]
)
def test_a_file_that_is_no_workbook_is_refused(name: str, content: bytes, tmp_path: Path):
    (tmp_path / name).write_bytes(content)
    assert get(tmp_path, name).names == (["source-damaged"] if content else ["file-empty"])


def test_half_a_workbook_is_refused(tmp_path: Path):
    name = book(tmp_path, [HEADER, *(["a", "x"] for _ in range(500))])
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    assert get(tmp_path, name).names == ["source-damaged"]


def test_an_open_document_is_read_too(tmp_path: Path):
    write_spreadsheet(tmp_path / "c.ods", {"one": [["id", "created"], ["a", 1021.0], ["=b", 0.5]]})
    assert get(tmp_path, "c.ods").texts == [("a", "1021"), ("=b", "0.5")]


@pytest.mark.parametrize("rows", [1, 200], ids=["small sectors", "large sectors"])
def test_an_old_workbook_is_read_too(rows: int, tmp_path: Path):
    cells: dict[tuple[int, int], str | float] = {(0, 0): "id", (0, 1): "created"}
    cells |= {(1 + row, column): (f"客{row}", float(row))[column] for row in range(rows) for column in (0, 1)}
    write_old_workbook(tmp_path / "c.xls", cells)
    assert get(tmp_path, "c.xls").texts == [(f"客{row}", str(row)) for row in range(rows)]


@pytest.mark.parametrize("rows", [1, 200], ids=["small sectors", "large sectors"])
def test_an_old_workbook_that_would_take_all_memory_is_refused(rows: int, tmp_path: Path):
    cells: dict[tuple[int, int], str | float] = {(row, 0): "some text" for row in range(rows)}
    write_old_workbook(tmp_path / "c.xls", cells | {(65_535, 65_535): 1.0})
    got = get(tmp_path, "c.xls")
    assert got.names == ["source-damaged"] and "more than 50 million cells" in got.said()


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.data())
def test_a_damaged_old_workbook_never_raises(draw: st.DataObject):
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write_old_workbook(root / "c.xls", {(0, 0): "id", (0, 1): "created", (1, 0): "a", (1, 1): 1.0})
        data = bytearray((root / "c.xls").read_bytes())
        for _ in range(draw.draw(st.integers(1, 6))):
            data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
        (root / "c.xls").write_bytes(data)
        got = get(root, "c.xls")
        assert got.staged is not None or set(got.names) <= {"source-damaged", "file-empty", "column-missing"}


def test_many_rows_come_in_batches_and_progress_is_told(tmp_path: Path):
    told: list[int] = []
    rows = [HEADER, *([number, error("#N/A") if number % 7_000 == 0 else "x"] for number in range(20_000))]
    got = get(tmp_path, book(tmp_path, rows), progress=lambda what, done, total: told.append(done))
    assert [row[0] for row in got.texts] == [str(number) for number in range(20_000)]
    assert [at for at, row in enumerate(got.texts) if row[1] == "#N/A"] == [0, 7_000, 14_000]
    assert told == [16_384, 20_000]


def test_columns_are_lettered_as_in_a_sheet():
    assert [column_letters(number) for number in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
