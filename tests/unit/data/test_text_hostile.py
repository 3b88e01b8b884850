"""Hostile text files: a clear message or a right result, in bounded memory."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest
from bench.messy_csv import HEADER, write
from text_staging import staged

from clmplan.base.diagnostics import Wording
from clmplan.data.sources.csv_source import stage_csv
from clmplan.data.sources.place import Place
from clmplan.data.sources.text.bulk import Bulk
from clmplan.model.project import SourceOptions


def test_ten_thousand_columns_are_read(tmp_path: Path):
    header = ",".join(f"column {number}" for number in range(10_000))
    row = ",".join(str(number) for number in range(10_000))
    content = f"{header}\n{row}\n{row},1\n".encode()
    result = staged(tmp_path, content, wanted=("column 9999", "column 0"))
    assert [("9999", "0")] == result.values
    assert [(3, "wrong-column-count")] == [(line, reason) for line, _, reason in result.aside]


def test_all_of_two_thousand_columns_are_staged_when_none_is_named(tmp_path: Path):
    row = ",".join(str(number) for number in range(2_000))
    result = staged(tmp_path, f"{row.replace(',', 'x,')}\n{row}\n".encode())
    assert [tuple(row.split(","))] == result.values


@pytest.mark.parametrize("sign", [b"x", "客".encode(), b","])
@pytest.mark.parametrize("quote", [b"", b'"'])
def test_a_huge_value_is_set_aside_and_the_rows_around_it_are_read(tmp_path: Path, sign: bytes, quote: bytes):
    huge = quote + sign * ((40 << 20) // len(sign)) + quote
    result = staged(tmp_path, b"a,b\r\n1,2\r\n" + huge + b",x\r\n3,4\r\n")
    assert [(2, "1", "2"), (4, "3", "4")] == result.rows
    assert [(3, "record-too-large")] == [(line, reason) for line, _, reason in result.aside]
    assert 100 >= len(result.aside[0][1])


def test_a_large_value_below_the_limit_is_read(tmp_path: Path):
    large = "客" * 1_500_000
    result = staged(tmp_path, f'a,b\n1,{large}\n2,"{large}\n"\n'.encode())
    assert [("1", large), ("2", large + "\n")] == result.values


def test_a_first_line_without_end_is_refused(tmp_path: Path):
    assert ["CLM648"] == staged(tmp_path, b"x" * (17 << 20)).codes


def test_quotes_newlines_and_delimiters_inside_values_stay_there(tmp_path: Path):
    content = b'a,b\n"O\'Neil, ""Bob""","line 1\r\nline 2\n\nline 4"\n12" screen,it\'s\n"",""\n'
    result = staged(tmp_path, content)
    assert [
        (2, 'O\'Neil, "Bob"', "line 1\nline 2\n\nline 4"),
        (6, '12" screen', "it's"),
        (7, "", ""),
    ] == result.rows


def test_sql_in_the_header_and_formulas_in_cells_are_text(tmp_path: Path):
    name = 'x"); DROP TABLE t; --'
    rows = [("=1+1", "'; DROP TABLE t; --"), ("@SUM(A1)", "-2+3"), ("\t+x", "NULL"), (" padded ", "\\N")]
    lines = "".join(f"{left};{right}\n" for left, right in rows).replace("'; DROP", "\"'; DROP").replace("--", '--"')
    content = f'"{name.replace(chr(34), chr(34) * 2)}";b\n'.encode() + lines.encode()
    result = staged(tmp_path, content, wanted=(name, "b"))
    assert rows == result.values


def test_a_quote_that_is_never_closed_takes_only_its_own_line(tmp_path: Path):
    rows = [f"K{number},x" for number in range(200)]
    rows[20] = '"K20,x'
    rows[150] = 'K150,"x" y'
    result = staged(tmp_path, ("a,b\n" + "\n".join(rows) + "\n").encode())
    assert [(22, "broken-quote"), (152, "broken-quote")] == [(line, reason) for line, _, reason in result.aside]
    assert 198 == len(result.rows)


def test_a_zero_byte_stays_inside_its_value(tmp_path: Path):
    rows = "".join(f"K{number},plain\n" for number in range(20))
    result = staged(tmp_path, f"a,b\n{rows}K99,x\0y\n".encode())
    assert (22, "K99", "x\0y") == result.rows[-1]


def archive(path: Path) -> None:
    with ZipFile(path, "w") as opened:
        opened.writestr("a.csv", "a,b\n")


def database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()


def parquet(path: Path) -> None:
    duckdb.sql(f"COPY (SELECT 1 AS a) TO '{path}' (FORMAT parquet)")


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (archive, "archive"),
        (database, "SQLite"),
        (parquet, "Parquet"),
        (lambda path: path.write_bytes(bytes(10_000)), "zero bytes"),
        (lambda path: path.write_bytes(bytes(range(1, 30)) * 400), "control characters"),
        (lambda path: path.write_bytes(bytes((number * 7919 >> 3) % 256 for number in range(50_000))), ""),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(tmp_path: Path, make, word: str):
    path = tmp_path / "export.csv"
    make(path)
    with duckdb.connect() as connection:
        found = stage_csv(connection, "t", [Place(path, "export.csv", None)], None, SourceOptions())
    assert ["CLM648"] == [one.code.id for one in found.diagnostics]
    assert word in found.diagnostics[0].message("en")


def test_a_file_that_is_gone_is_said(tmp_path: Path):
    with duckdb.connect() as connection:
        found = stage_csv(connection, "t", [Place(tmp_path / "no.csv", "no.csv", None)], None, SourceOptions())
    assert ["CLM630"] == [one.code.id for one in found.diagnostics]


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    assert 1 == len(staged(tmp_path, b"a,b\n1,2\n").rows)
    with duckdb.connect() as connection, pytest.raises(ZeroDivisionError), Bulk(connection, "t", 1):
        assert ["clmplan-"] == [path.name[:8] for path in (tmp_path / "temporary").iterdir()]
        raise ZeroDivisionError
    assert [] == list((tmp_path / "temporary").iterdir())


def test_progress_is_told_up_to_the_last_byte(tmp_path: Path):
    places, told = [], []
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_bytes(b"a,b\n" + b"1,2\n" * 5)
        places.append(Place(tmp_path / name, name, None))

    def progress(what: Wording, done: int, total: int | None) -> None:
        told.append((what.en, done, total))

    with duckdb.connect() as connection:
        stage_csv(connection, "t", places, None, SourceOptions(), progress)
    assert [("reading `one.csv`", 24, 48), ("reading `two.csv`", 48, 48)] == told


def test_every_planted_fault_of_a_messy_export_is_accounted_for(tmp_path: Path):
    path = tmp_path / "messy.csv"
    rows = 20_000
    planted = write(path, rows, seed=7)
    with duckdb.connect() as connection:
        wanted = tuple(HEADER.split(","))
        found = stage_csv(connection, "t", [Place(path, "messy.csv", None)], wanted, SourceOptions())
        assert found.value is not None
        aside = dict(connection.execute("SELECT reason, count(*) FROM t_aside GROUP BY reason").fetchall())
        notes = dict(connection.execute("SELECT c11, count(*) FROM t GROUP BY c11").fetchall())
        loaded = connection.execute("SELECT count(*), count(DISTINCT line), min(c0 IS NOT NULL) FROM t").fetchone()
        numbers = connection.execute(
            "SELECT count(*) FROM t WHERE c0 <> '' AND line < substr(c0, 2)::INTEGER"
        ).fetchone()
    staged_rows = rows + 1 + planted["repeated header"] - sum(aside.values())
    assert {
        "wrong-column-count": planted["short"] + planted["long"] + planted["total row"],
        "undecodable-text": planted["undecodable"],
        "broken-quote": planted["open quote"],
        "repeated-header": planted["repeated header"],
    } == aside
    assert (staged_rows, staged_rows, True) == loaded
    assert (0,) == numbers
    assert {
        "": staged_rows - planted["quoted newline"] - planted["doubled quotes"],
        "第一行\n第二行，仍是备注": planted["quoted newline"],
        '他说"很好", 谢谢': planted["doubled quotes"],
    } == notes
    assert (rows + 1 + planted["repeated header"], planted["blank line"]) == (found.value.rows, found.value.blank)
