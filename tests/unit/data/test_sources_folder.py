"""Folders and patterns: daily files as one table, every row with its file, nothing from outside the project."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from made_workbooks import write_workbook
from staged_sources import get

WANTED = ("id", "created")


def put(root: Path, name: str, text: str = "id,created\na,x\n") -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def days(root: Path, count: int = 40) -> list[str]:
    names = [f"{date(2026, 1, 1) + timedelta(days=day)}.csv" for day in range(count)]
    for number, name in enumerate(names):
        order = "id,created" if number % 2 else "created,id"
        cells = ("{0}-{1},{0}" if number % 2 else "{0},{0}-{1}").format
        put(root, f"orders/{name}", f"{order}\n" + "".join(cells(name[:10], row) + "\n" for row in range(3)))
    return [f"orders/{name}" for name in names]


@pytest.mark.parametrize("source", ["orders", "orders/", "orders/*", "orders/2026-*.csv", "orders/*-*-*.csv"])
def test_forty_daily_files_are_one_table(source: str, tmp_path: Path):
    names = days(tmp_path)
    put(tmp_path, "orders/.hidden.csv", "junk")
    put(tmp_path, "orders/~$open.xlsx", "junk")
    put(tmp_path, "orders/Thumbs.db", "junk")
    put(tmp_path, "orders/old/2025-01-01.csv", "junk")
    got = get(tmp_path, source)
    assert got.staged.files == tuple(names) and got.staged.rows == 120
    expected = [(at, 2 + row, f"{name[7:17]}-{row}", name[7:17]) for at, name in enumerate(names) for row in range(3)]
    assert got.rows == expected
    assert [reading.file for reading in got.staged.facts] == names


def test_a_pattern_takes_only_the_files_it_fits(tmp_path: Path):
    names = days(tmp_path)
    assert get(tmp_path, "orders/2026-02-0*.csv").staged.files == tuple(name for name in names if "-02-0" in name)
    put(tmp_path, "orders/2026.01.csv")
    assert get(tmp_path, "orders/2026.*.csv").staged.files == ("orders/2026.01.csv",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,date\na,x\n", "column-missing"),
        ("id,created,more\na,x,1\n", "file-with-other-columns"),
        ("", "file-empty"),
    ],
)
def test_one_broken_file_among_forty_is_named(text: str, expected: str, tmp_path: Path):
    days(tmp_path)
    put(tmp_path, "orders/2026-01-17.csv", text)
    got = get(tmp_path, "orders")
    assert got.names == [expected] and "orders/2026-01-17.csv" in got.said()


def test_workbooks_parquet_and_sqlite_files_make_folders_too(tmp_path: Path):
    (tmp_path / "w").mkdir()
    (tmp_path / "p").mkdir()
    write_workbook(tmp_path / "w" / "1.xlsx", {"a": [["id", "created"], ["a", date(2026, 3, 5)]]})
    write_workbook(tmp_path / "w" / "2.xlsx", {"b": [["created", "id"], [None, "b"]]})
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 'a' AS id, 1 AS created) TO '{tmp_path}/p/1.parquet' (FORMAT parquet)")
        connection.execute(f"COPY (SELECT 'x' AS created, 'b' AS id) TO '{tmp_path}/p/2.parquet' (FORMAT parquet)")
    got = get(tmp_path, "w")
    assert got.rows == [(0, 2, "a", "2026-03-05"), (1, 2, "b", "")] and got.staged.iso_dates == {"created"}
    assert get(tmp_path, "p").rows == [(0, 1, "a", "1"), (1, 1, "b", "x")]
    write_workbook(tmp_path / "w" / "3.xlsx", {"b": [["created", "id", "more"], [None, "c", 1]]})
    got = get(tmp_path, "w")
    assert got.names == ["file-with-other-columns"] and "`more`" in got.said() and "w/3.xlsx" in got.said()


def test_a_column_with_dates_in_one_file_and_texts_in_another_is_no_iso_column(tmp_path: Path):
    (tmp_path / "w").mkdir()
    write_workbook(tmp_path / "w" / "1.xlsx", {"a": [["id", "created"], ["a", date(2026, 3, 5)]]})
    write_workbook(tmp_path / "w" / "2.xlsx", {"a": [["id", "created"], ["b", "5/3/2026"]]})
    assert get(tmp_path, "w").staged.iso_dates == frozenset()


def test_files_of_different_kinds_are_refused_with_a_pattern_that_helps(tmp_path: Path):
    days(tmp_path, 2)
    write_workbook(tmp_path / "orders" / "1.xlsx", {"a": [["id", "created"]]})
    got = get(tmp_path, "orders")
    assert got.names == ["folder-of-mixed-files"] and "`orders/*.csv`" in got.said()
    assert get(tmp_path, "orders/*").names == ["folder-of-mixed-files"]
    assert get(tmp_path, "orders/*.csv").staged.rows == 6


@pytest.mark.parametrize("name", ["2026-01-41.csv.gz", "notes.md", "README", "2026-01-41.csv.part"])
def test_a_file_of_an_unknown_kind_is_not_passed_over(name: str, tmp_path: Path):
    days(tmp_path, 2)
    put(tmp_path, f"orders/{name}")
    got = get(tmp_path, "orders")
    assert got.names == ["folder-of-mixed-files"] and "`orders/*.csv`" in got.said()
    assert get(tmp_path, "orders/*.csv").staged.rows == 6


@pytest.mark.parametrize("source", ["empty", "empty/*", "empty/*.csv"])
def test_a_folder_without_data_is_refused(source: str, tmp_path: Path):
    put(tmp_path, "empty/notes.md")
    assert get(tmp_path, source).names == ["folder-without-files"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("gone.csv", "file-missing"),
        ("gone/*.csv", "file-missing"),
        ("*/x.csv", "file-missing"),
        ("c.docx", "file-kind"),
        ("gone", "file-kind"),
        ("../out.csv", "path-outside-project"),
        ("pipe.csv", "file-unreadable"),
        ("loop.csv", "file-unreadable"),
        ("link.csv", "path-outside-project"),
        ("links", "path-outside-project"),
        ("linked", "path-outside-project"),
        ("links/*.csv", "path-outside-project"),
    ],
)
def test_what_is_no_file_of_the_project_is_refused(source: str, expected: str, tmp_path: Path):
    outside, root = tmp_path / "out.csv", tmp_path / "root"
    put(tmp_path, "out.csv")
    put(root, "c.docx")
    (root / "links").mkdir()
    os.mkfifo(root / "pipe.csv")
    (root / "loop.csv").symlink_to(root / "loop.csv")
    (root / "link.csv").symlink_to(outside)
    (root / "links" / "1.csv").symlink_to(outside)
    (root / "linked").symlink_to(tmp_path)
    assert get(root, source).names == [expected]


def test_a_link_that_stays_inside_the_project_is_followed(tmp_path: Path):
    put(tmp_path, "real/1.csv")
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    assert get(tmp_path, "linked").texts == [("a", "x")]
