"""The header of a text file: its names, its delimiter, and lines above or below it that are no rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from text_staging import staged


def test_names_are_stripped_and_composed_and_line_breaks_in_them_become_one_space(tmp_path: Path):
    content = ' customer ,"last order\r\n(date)",cafe\u0301\nK1,2026-01-05,x\n'
    result = staged(tmp_path, content.encode(), wanted=("customer", "last order (date)", "café"))
    assert [(3, "K1", "2026-01-05", "x")] == result.rows


def test_a_wanted_column_that_is_missing_is_named_with_its_nearest(tmp_path: Path):
    result = staged(tmp_path, b"customer,creatd\nK1,2026-01-05\n", wanted=("customer", "created"))
    assert ["CLM637"] == result.codes
    assert "`creatd`" in result.messages[0]


def test_a_column_that_stands_there_twice_is_an_error_only_when_it_is_wanted(tmp_path: Path):
    content = b"customer,note,note\nK1,a,b\n"
    assert ["CLM638"] == staged(tmp_path, content, wanted=("customer", "note")).codes
    assert [("K1",)] == staged(tmp_path, content, wanted=("customer",)).values
    assert [("K1", "a")] == staged(tmp_path, content).values


def test_all_columns_are_those_with_a_name_each_once_and_the_header_says_all_names(tmp_path: Path):
    result = staged(tmp_path, b"customer,,note,note,\nK1,a,b,c,d\n")
    assert ("customer", "note") == result.staged.columns
    assert ("customer", "", "note", "note", "") == result.staged.facts[0].header
    assert [("K1", "b")] == result.values
    assert [("K1",)] == staged(tmp_path, b"a,b\nK1,2\n", wanted=("a", "a")).values


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a,b\n1;2,3\n4;5,6\n", ","),
        ("a\tb\nx, y\tz, w\n", "\t"),
        ("a|b\nx,y|1\n", "|"),
        ("name\nSmith; John\n", ","),
        ("name\nAnna\nTom\n", ","),
    ],
)
def test_the_delimiter_is_the_one_under_which_the_wanted_columns_are_found(tmp_path: Path, text: str, delimiter: str):
    wanted = tuple(text.partition("\n")[0].replace(";", " ").replace(",", " ").replace("|", " ").split())
    assert delimiter == staged(tmp_path, text.encode(), wanted=wanted).facts()["delimiter"]


@pytest.mark.parametrize("text", ["a;b;c\n1,5;2,5;x\n3,5;4,5;y\n", "a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n"])
def test_without_wanted_columns_the_delimiter_is_the_one_on_which_rows_agree(tmp_path: Path, text: str):
    assert ("a", "b", "c") == staged(tmp_path, text.encode()).staged.columns


@pytest.mark.parametrize("stated", ["tab", "\\t", "\t"])
def test_a_stated_delimiter_is_used(tmp_path: Path, stated: str):
    assert [("1,2", "3,4")] == staged(tmp_path, b"a,b\tc,d\n1,2\t3,4\n", delimiter=stated).values
    assert [("x", "y")] == staged(tmp_path, b"a~b\nx~y\n", delimiter="~").values


@pytest.mark.parametrize(("sign", "plain"), [("，", ","), ("；", ";"), ("｜", "|")])
def test_full_width_delimiters_are_an_error_that_names_them(tmp_path: Path, sign: str, plain: str):
    content = f"客户{sign}姓名\nK1{sign}王小明\n".encode()
    result = staged(tmp_path, content, wanted=("客户", "姓名"))
    assert ["CLM650"] == result.codes
    assert f"`{sign}`" in result.messages[0] and f"`{plain}`" in result.messages[0]
    assert ["CLM650"] == staged(tmp_path, content).codes


def test_full_width_signs_inside_values_do_no_harm(tmp_path: Path):
    assert [("K1", "甲，乙")] == staged(tmp_path, "客户,备注\nK1,甲，乙\n".encode()).values


def test_lines_above_the_header_are_skipped_when_it_has_the_wanted_columns(tmp_path: Path):
    content = "客户导出表\n\n导出时间：2026-11-22,,\n客户,姓名,城市\nK1,王小明,上海\n".encode()
    result = staged(tmp_path, content, wanted=("姓名",))
    assert [(5, "王小明")] == result.rows
    assert "3" == result.facts()["skipped"]
    assert (1, 0) == (result.staged.rows, result.staged.blank)


def test_a_title_above_a_header_without_the_wanted_columns_is_an_error_that_says_which_line(tmp_path: Path):
    content = "客户导出表\n客户,姓名,城市\nK1,王小明,上海\nK2,李芳,北京\n".encode()
    result = staged(tmp_path, content, wanted=("客户", "姓名字"))
    assert ["CLM651", "CLM637"] == result.codes
    assert "line 2" in result.messages[0] and "`姓名`" in result.messages[-2]


def test_a_title_is_skipped_when_no_columns_are_wanted_yet(tmp_path: Path):
    content = "客户导出表,,\n客户,姓名,城市\nK1,王小明,上海\nK2,李芳,北京\n".encode()
    assert ("客户", "姓名", "城市") == staged(tmp_path, content).staged.columns


def test_a_second_line_of_names_is_skipped_or_a_row_by_the_names_wanted(tmp_path: Path):
    content = "客户,姓名\ncustomer,name\nK1,王小明\n".encode()
    assert [("K1",)] == staged(tmp_path, content, wanted=("customer",)).values
    assert [("customer",), ("K1",)] == staged(tmp_path, content, wanted=("客户",)).values


@pytest.mark.parametrize("again", ["a,b,c", '"a","b","c"', 'a,"b",c'])
def test_a_repeated_header_is_set_aside(tmp_path: Path, again: str):
    result = staged(tmp_path, f"a,b,c\n1,2,3\n{again}\n4,5,6\n{again}\n".encode())
    assert [("1", "2", "3"), ("4", "5", "6")] == result.values
    assert [(3, "repeated-header"), (5, "repeated-header")] == [(line, reason) for line, _, reason in result.aside]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n  \r\n", b"\xff\xfe"])
def test_an_empty_file_is_an_error(tmp_path: Path, content: bytes):
    assert ["CLM634"] == staged(tmp_path, content).codes


@pytest.mark.parametrize("content", [b"a,b", b"a,b\n", b"\xef\xbb\xbfa,b\r\n\r\n"])
def test_a_header_alone_has_no_rows(tmp_path: Path, content: bytes):
    result = staged(tmp_path, content, wanted=("b",))
    assert ([], [], 0) == (result.rows, result.aside, result.staged.rows)


def test_a_header_whose_quotes_do_not_close_is_an_error(tmp_path: Path):
    assert ["CLM636"] == staged(tmp_path, b'"a,b\n1,2\n').codes


def test_short_and_long_rows_are_set_aside_with_the_number_of_values_found(tmp_path: Path):
    result = staged(tmp_path, b"a,b,c\n1,2\n1,2,3\n1,2,3,4\n")
    assert [(3, "1", "2", "3")] == result.rows
    assert [(2, "2/3: 1,2", "wrong-column-count"), (4, "4/3: 1,2,3,4", "wrong-column-count")] == result.aside


def test_files_of_one_shape_are_staged_together_whatever_the_order_of_their_columns(tmp_path: Path):
    result = staged(tmp_path, "a,b\n1,2\n".encode("utf-8-sig"), "b;x;a\r\n乙;0;甲\r\n".encode("gbk"), wanted=("a", "b"))
    assert [(2, "1", "2"), (2, "甲", "乙")] == result.rows
    assert ["utf-8", "gb18030"] == [result.facts(number)["encoding"] for number in (0, 1)]
    assert (("file0.csv", "file1.csv"), 2) == (result.staged.files, result.staged.rows)


def test_a_file_that_lacks_a_column_of_the_first_is_an_error(tmp_path: Path):
    assert ["CLM637"] == staged(tmp_path, b"a,b\n1,2\n", b"a,c\n1,2\n").codes


def test_mistakes_of_all_files_are_reported_at_once(tmp_path: Path):
    assert ["CLM637", "CLM634"] == staged(tmp_path, b"a,b\n1,2\n", b"", wanted=("c",)).codes
