"""SQLite files: the table that is meant, any value as text, and a file that is only ever read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from staged_sources import get

from clmplan.data.sources import sqlite_source
from clmplan.model.project import SourceOptions


def database(root: Path, *statements: str, name: str = "c.db", rows: object = ()) -> str:
    with closing(sqlite3.connect(root / name)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
        for statement, values in rows:
            connection.execute(statement, values)
    return name


MEMBERS = "CREATE TABLE members (id, created)"
PUT = "INSERT INTO members VALUES (?, ?)"


def test_every_value_becomes_the_text_a_person_would_type(tmp_path: Path):
    cells = [1021, 1021.0, 19.99, 0.1 + 0.2, 1e-7, 9007199254740993, 1e22, None, "", "é\n", b"caf\xc3\xa9", True]
    name = database(tmp_path, MEMBERS, rows=[(PUT, (cell, "x")) for cell in cells])
    assert [row[0] for row in get(tmp_path, name).texts] == [
        "1021",
        "1021",
        "19.99",
        "0.30000000000000004",
        "0.0000001",
        "9007199254740993",
        "1e+22",
        "",
        "",
        "é\n",
        "café",
        "1",
    ]


def test_a_row_with_bytes_that_are_no_text_is_set_aside(tmp_path: Path):
    statement = "INSERT INTO members VALUES (?, CAST(? AS TEXT))"
    name = database(
        tmp_path, MEMBERS, rows=[(statement, ("a", "x")), (statement, ("b", b"\xff\xfe")), (PUT, (b"\x80", 1))]
    )
    got = get(tmp_path, name)
    assert got.rows == [(0, 1, "a", "x")]
    assert got.aside == [(0, 2, "created", "", "undecodable-text"), (0, 3, "id", "", "undecodable-text")]
    assert got.staged.rows == 3


def test_names_with_sql_in_them_are_only_names(tmp_path: Path):
    table, column = 'a"; DROP TABLE members; --', 'x" FROM secret; --'
    quoted = ['"' + one.replace('"', '""') + '"' for one in (table, column)]
    name = database(
        tmp_path,
        f"CREATE TABLE {quoted[0]} (id, {quoted[1]}, [select], \"c0\", ' id2 ')",
        f"INSERT INTO {quoted[0]} VALUES ('a', 'b', 'c', 'd', 'e')",
    )
    got = get(tmp_path, name, ("id", column, "select", "c0", "id2"))
    assert got.texts == [("a", "b", "c", "d", "e")]
    assert got.staged.facts[0].facts == (("table", table),)


def test_the_only_table_is_taken_and_several_have_to_be_told_apart(tmp_path: Path):
    name = database(
        tmp_path, MEMBERS, "INSERT INTO members VALUES ('a', 'x')", "CREATE VIEW recent AS SELECT * FROM members"
    )
    assert get(tmp_path, name).texts == [("a", "x")]
    database(tmp_path, "CREATE TABLE orders (id, created)")
    got = get(tmp_path, name)
    assert got.names == ["part-unclear"] and "`table:` with one of `members`, `orders`, `recent`" in got.said()
    assert get(tmp_path, name, options=SourceOptions(table="orders")).rows == []
    assert get(tmp_path, name, options=SourceOptions(table="recent")).texts == [("a", "x")]
    assert get(tmp_path, name, options=SourceOptions(table="gone")).names == ["part-missing"]


def test_rows_come_in_the_order_of_their_ids_whatever_index_there_is(tmp_path: Path):
    name = database(
        tmp_path,
        MEMBERS,
        "CREATE INDEX by_both ON members (id, created)",
        *(f"INSERT INTO members VALUES ('{one}', 'x')" for one in "cab"),
    )
    assert [row[0] for row in get(tmp_path, name).texts] == ["c", "a", "b"]


def test_a_table_without_row_ids_is_read_by_its_key(tmp_path: Path):
    name = database(
        tmp_path,
        "CREATE TABLE m (id PRIMARY KEY, created) WITHOUT ROWID",
        *(f"INSERT INTO m VALUES ('{one}', 'x')" for one in "cab"),
    )
    assert get(tmp_path, name).rows == [(0, 1, "a", "x"), (0, 2, "b", "x"), (0, 3, "c", "x")]


def test_the_file_is_never_written(tmp_path: Path):
    name = database(tmp_path, MEMBERS, "INSERT INTO members VALUES ('a', 'x')")
    before = (tmp_path / name).read_bytes()
    (tmp_path / name).chmod(0o444)
    assert get(tmp_path, name).texts == [("a", "x")]
    assert (tmp_path / name).read_bytes() == before and [path.name for path in tmp_path.iterdir()] == [name]


def test_wanted_columns_that_are_not_there_are_named(tmp_path: Path):
    got = get(tmp_path, database(tmp_path, "CREATE TABLE m (id, creatd)"))
    assert got.names == ["column-missing"] and "creatd" in got.said()


@pytest.mark.parametrize("content", [b"SQLite format 3\x00" + b"x" * 5_000, b"id,created\n" * 100])
def test_a_file_that_is_no_database_is_refused(content: bytes, tmp_path: Path):
    (tmp_path / "c.sqlite").write_bytes(content)
    assert get(tmp_path, "c.sqlite").names == ["source-damaged"]


def test_a_database_without_tables_is_empty(tmp_path: Path):
    (tmp_path / "c.sqlite3").write_bytes(b"")
    assert get(tmp_path, "c.sqlite3").names == ["file-empty"]
    assert get(tmp_path, database(tmp_path, MEMBERS, "DROP TABLE members")).names == ["file-empty"]


def test_all_columns_are_taken_when_none_are_named(tmp_path: Path):
    got = get(tmp_path, database(tmp_path, MEMBERS, "INSERT INTO members VALUES (1, 2)"), None)
    assert got.staged.columns == ("id", "created") and got.texts == [("1", "2")]
    assert got.staged.facts[0].sample == (("1", "2"),)


def test_a_file_with_odd_signs_in_its_path_is_found(tmp_path: Path):
    name = database(tmp_path, MEMBERS, "INSERT INTO members VALUES ('a', 'x')", name="a?b#c%20 é.db")
    assert get(tmp_path, name).texts == [("a", "x")]


def test_a_database_that_another_program_holds_is_not_called_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sqlite_source, "_WAIT", 0.01)
    name = database(tmp_path, MEMBERS, "INSERT INTO members VALUES ('a', 'x')")
    with closing(sqlite3.connect(tmp_path / name, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert get(tmp_path, name).names == ["file-unreadable"]
        other.execute("ROLLBACK")
        assert get(tmp_path, name).texts == [("a", "x")]


def test_a_database_with_a_log_beside_it_is_read_with_what_the_log_holds(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "c.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute(MEMBERS)
        other.execute("INSERT INTO members VALUES ('a', 'x')")
        assert get(tmp_path, "c.db").texts == [("a", "x")]
    assert get(tmp_path, "c.db").texts == [("a", "x")]
    assert [path.name for path in tmp_path.iterdir()] == ["c.db"]
