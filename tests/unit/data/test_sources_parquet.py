"""Parquet files: types as text, dates known as dates, and values without a plain reading refused."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from staged_sources import get


def parquet(root: Path, query: str, name: str = "c.parquet") -> str:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{root / name}' (FORMAT parquet)")
    return name


def test_every_plain_type_has_a_text(tmp_path: Path):
    query = (
        "SELECT 'é' a, 12 b, 19.99::DOUBLE c, 1021::DOUBLE d, 1e22::DOUBLE e, 12.50::DECIMAL(9,2) f, true g, "
        "DATE '2026-03-05' h, TIMESTAMP '2026-03-05 13:01:02' i, NULL::VARCHAR j, NULL::DOUBLE k"
    )
    got = get(tmp_path, parquet(tmp_path, query), tuple("abcdefghijk"))
    assert got.texts == [
        ("é", "12", "19.99", "1021", "1e+22", "12.50", "true", "2026-03-05", "2026-03-05 13:01:02", "", "")
    ]
    assert got.staged.iso_dates == {"h", "i"}


def test_rows_are_numbered_from_one_as_in_the_file(tmp_path: Path):
    got = get(tmp_path, parquet(tmp_path, "SELECT i AS id, i AS created FROM range(300000) t(i)"))
    assert [row[1] for row in got.rows] == list(range(1, 300_001))
    assert all(row[1] == int(row[2]) + 1 for row in got.rows) and got.staged.facts[0].sample == (
        ("0", "0"),
        ("1", "1"),
        ("2", "2"),
    )


@pytest.mark.parametrize(
    "value", ["[1]", "{'a': 1}", "'x'::BLOB", "TIMESTAMPTZ '2026-03-05 00:00:00+00'", "INTERVAL 1 DAY"]
)
def test_a_wanted_column_without_a_plain_value_is_refused(value: str, tmp_path: Path):
    name = parquet(tmp_path, f"SELECT 'a' AS id, {value} AS created")
    assert get(tmp_path, name).names == ["parquet-type"]
    assert get(tmp_path, name, ("id",)).texts == [("a",)]
    assert get(tmp_path, name, None).staged.columns == ("id",)


@pytest.mark.parametrize("content", [b"PAR1 and then nothing", b"id,created\n", b"PAR1" + b"\0" * 100 + b"PAR1", b""])
def test_a_file_that_is_no_parquet_is_refused(content: bytes, tmp_path: Path):
    (tmp_path / "c.parquet").write_bytes(content)
    assert get(tmp_path, "c.parquet").names == (["parquet-broken"] if content else ["file-empty"])


def test_column_names_with_sql_in_them_are_only_names(tmp_path: Path):
    name = parquet(tmp_path, """SELECT 'a' AS "id", 'b' AS "x""; DROP TABLE t; --", 'c' AS " created " """)
    assert get(tmp_path, name, ("id", 'x"; DROP TABLE t; --', "created")).texts == [("a", "b", "c")]


def test_signs_of_patterns_in_a_folder_name_stand_for_themselves(tmp_path: Path):
    folder = tmp_path / "a[1]?"
    folder.mkdir()
    (tmp_path / "a1x").mkdir()
    parquet(folder, "SELECT 'a' AS id, 'b' AS created")
    assert get(tmp_path, "a[1]?/c.parquet").texts == [("a", "b")]


def test_a_missing_column_is_named(tmp_path: Path):
    assert get(tmp_path, parquet(tmp_path, "SELECT 1 AS id")).names == ["column-missing"]
