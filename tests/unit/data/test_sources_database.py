"""PostgreSQL queries: read in batches, never written, and no address or password in anything that is said."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType, SimpleNamespace
from uuid import UUID

import pytest
from staged_sources import Got, get

from clmplan.model.project import SourceOptions

ADDRESS = "postgresql://bob:s3cret@db.example:5432/shop"
SERVER = os.environ.get("CLMPLAN_TEST_POSTGRES", "")
TEXT, INTEGER, DATE, NESTED, OWN = 25, 23, 1082, 3802, 20_001


class FakeError(Exception):
    """The driver's error: a server's message with its number, or none when the connection is gone."""

    def __init__(self, message: str = "", sqlstate: str | None = None) -> None:
        super().__init__(f"{message} at {ADDRESS}")
        self.sqlstate = sqlstate
        self.diag = SimpleNamespace(message_primary=message)


@dataclass
class FakeServer:
    """A driver with one answer: the columns, the rows, and where it fails."""

    columns: tuple[tuple[str, int], ...] = (("id", TEXT), ("created", DATE))
    rows: tuple[object, ...] = ()
    refuses: bool = False
    fails: FakeError | None = None
    did: list[object] = field(default_factory=list)

    def connect(self, **parameters: object) -> FakeServer:
        self.did.append(("connect", parameters))
        if self.refuses:
            raise FakeError('password authentication failed for user "bob"', "28P01")
        return self

    @property
    def adapters(self) -> SimpleNamespace:
        return SimpleNamespace(register_loader=lambda name, loader: self.did.append(("text", name)))

    def execute(self, statement: str) -> None:
        self.did.append(("execute", statement))

    def close(self) -> None:
        self.did.append("close")

    @contextmanager
    def cursor(self, name: str) -> Iterator[FakeCursor]:
        yield FakeCursor(self, name)


@dataclass
class FakeCursor:
    server: FakeServer
    name: str
    itersize: int = 0

    def execute(self, query: bytes) -> None:
        self.server.did.append(("query", self.name, query, getattr(self.server, "read_only", False)))
        if self.server.fails and self.server.fails.sqlstate:
            raise self.server.fails

    @property
    def description(self) -> list[SimpleNamespace]:
        return [
            SimpleNamespace(name=name, type_code=code, type_display=f"t{code}") for name, code in self.server.columns
        ]

    def __iter__(self) -> Iterator[object]:
        yield from self.server.rows
        if self.server.fails:
            raise self.server.fails


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch):
    """Put a fake driver in the place of the real one, and an address into the environment."""

    def use(server: FakeServer) -> FakeServer:
        def conninfo_to_dict(address: str) -> dict[str, str]:
            if "://" not in address:
                raise FakeError(f"invalid dsn: {address}")
            return {"host": address}

        for name, members in {
            "psycopg": {"Error": FakeError, "connect": server.connect},
            "psycopg.conninfo": {"conninfo_to_dict": conninfo_to_dict},
            "psycopg.types": {},
            "psycopg.types.string": {"TextLoader": object},
        }.items():
            module = ModuleType(name)
            vars(module).update(members)
            monkeypatch.setitem(sys.modules, name, module)
        monkeypatch.setenv("SHOP_DB", ADDRESS)
        return server

    return use


def ask(root: Path, wanted: tuple[str, ...] | None = ("id", "created"), query: str = "select * from c;") -> Got:
    got = get(root, "SHOP_DB", wanted, SourceOptions(query=query, connection="SHOP_DB"))
    shown = got.said() + repr(got.staged) + repr(got.found)
    assert "s3cret" not in shown and "db.example" not in shown
    return got


def test_the_answer_of_a_query_is_staged(tmp_path: Path, driver):
    rows = (("a", "2026-03-05"), (7, None), (Decimal("12.50"), "infinity"), (UUID(int=1), True), (0.5, b"caf\xc3\xa9"))
    server = driver(FakeServer(rows=rows))
    got = ask(tmp_path)
    assert got.rows == [
        (0, 1, "a", "2026-03-05"),
        (0, 2, "7", ""),
        (0, 3, "12.5", "infinity"),
        (0, 4, "00000000-0000-0000-0000-000000000001", "true"),
        (0, 5, "0.5", "café"),
    ]
    assert got.staged.files == ("SHOP_DB",) and got.staged.iso_dates == {"created"}
    assert got.staged.facts[0].sample[0] == ("a", "2026-03-05")
    assert server.did[-2:] == [("query", "clmplan_rows", b"select * from c", True), "close"]


def test_a_server_that_does_not_answer_is_given_up(tmp_path: Path, driver):
    server = driver(FakeServer())
    ask(tmp_path)
    ((_, parameters), *_) = server.did
    assert parameters["connect_timeout"] == 10


def test_a_row_with_a_value_that_is_no_text_is_set_aside(tmp_path: Path, driver):
    moment = datetime(2026, 3, 5, tzinfo=UTC)
    driver(FakeServer(rows=(("a", "x"), (b"\xff", "y"), ("c", moment)), columns=(("id", TEXT), ("created", OWN))))
    got = ask(tmp_path)
    assert got.rows == [(0, 1, "a", "x")]
    assert got.aside == [(0, 2, "id", "", "undecodable-text"), (0, 3, "created", "", "undecodable-text")]


def test_columns_without_a_plain_value_are_refused_only_when_wanted(tmp_path: Path, driver):
    driver(FakeServer(columns=(("id", INTEGER), ("tags", NESTED)), rows=((1, {}),)))
    assert ask(tmp_path, ("id", "tags")).names == ["parquet-type"]
    assert ask(tmp_path, ("id",)).texts == [("1",)]
    assert ask(tmp_path, None).staged.columns == ("id",)


def test_a_missing_column_is_named(tmp_path: Path, driver):
    driver(FakeServer(columns=(("id", TEXT), ("creatd", DATE))))
    assert ask(tmp_path).names == ["column-missing"]


@pytest.mark.parametrize(
    ("server", "expected", "said"),
    [
        (FakeServer(refuses=True), "database-closed", "refuses to let in"),
        (FakeServer(fails=FakeError('relation "c" does not exist', "42P01")), "query-failed", "SQLSTATE 42P01"),
        (
            FakeServer(rows=(("a", "x"),), fails=FakeError("server closed the connection")),
            "database-closed",
            "broke off",
        ),
    ],
)
def test_what_goes_wrong_with_a_server_is_said(server: FakeServer, expected: str, said: str, tmp_path: Path, driver):
    driver(server)
    got = ask(tmp_path)
    assert got.names == [expected] and said in got.said()


def test_a_missing_driver_a_missing_variable_and_a_bad_address_are_said(
    tmp_path: Path, driver, monkeypatch: pytest.MonkeyPatch
):
    driver(FakeServer())
    monkeypatch.setenv("SHOP_DB", "bob:s3cret at db.example")
    assert "cannot be understood" in ask(tmp_path).said()
    monkeypatch.setenv("SHOP_DB", " ")
    assert "`SHOP_DB`" in ask(tmp_path).said() and "not set" in ask(tmp_path).said()
    monkeypatch.delenv("SHOP_DB")
    assert "not set" in ask(tmp_path).said()
    monkeypatch.setitem(sys.modules, "psycopg", None)
    got = ask(tmp_path)
    assert got.names == ["database-closed"] and "pip install clmplan[postgres]" in got.said()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch):
    """A real server with a schema of its own; only when its address is in CLMPLAN_TEST_POSTGRES."""
    if not SERVER:
        pytest.skip("no PostgreSQL server: CLMPLAN_TEST_POSTGRES is not set")
    psycopg = pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS clmplan_test CASCADE")
        connection.execute("CREATE SCHEMA clmplan_test")
        connection.execute("CREATE TYPE clmplan_test.tier AS ENUM ('gold', 'silver')")
        connection.execute(
            "CREATE TABLE clmplan_test.c AS SELECT i AS id, '客户 ' || i AS name, "
            "DATE '2026-01-01' + i % 60 AS created, TIMESTAMP '2026-01-01 10:00:00.5' AS seen, "
            "i / 4.0 AS spend, i / 4.0::float8 AS share, i % 2 = 0 AS ok, "
            "'gold'::clmplan_test.tier AS tier, '{}'::jsonb AS extra, now() AS moment FROM generate_series(1, 20000) i"
        )
        monkeypatch.setenv("SHOP_DB", SERVER)
        yield connection
        connection.execute("DROP SCHEMA clmplan_test CASCADE")


def test_a_real_server_answers(server, tmp_path: Path):
    wanted = ("id", "name", "created", "seen", "spend", "share", "ok", "tier")
    query = "SELECT * FROM clmplan_test.c WHERE name NOT LIKE '%x%' ORDER BY id ;\n"
    got = get(tmp_path, "SHOP_DB", wanted, SourceOptions(query=query, connection="SHOP_DB"))
    assert got.names == [] and got.staged.rows == 20_000
    assert got.texts[0] == (
        "1",
        "客户 1",
        "2026-01-02",
        "2026-01-01 10:00:00.5",
        "0.25",
        "0.25",
        "false",
        "gold",
    )
    assert got.staged.iso_dates == {"created", "seen"}


@pytest.mark.parametrize("column", ["extra", "moment", "ARRAY[1] AS a", "'\\x00'::bytea AS a"])
def test_a_real_server_with_values_that_have_no_text(server, column: str, tmp_path: Path):
    name = column.rpartition(" ")[2]
    options = SourceOptions(query=f"SELECT {column} FROM clmplan_test.c", connection="SHOP_DB")
    assert get(tmp_path, "SHOP_DB", (name,), options).names == ["parquet-type"]


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("SELECT * FROM clmplan_test.gone", "42P01"),
        ("SELEC", "42601"),
        ("INSERT INTO clmplan_test.c (id) VALUES (1)", "42601"),
        ("SELECT 1; DROP TABLE clmplan_test.c", "42601"),
        ("WITH x AS (DELETE FROM clmplan_test.c RETURNING id) SELECT id FROM x", "0A000"),
        ("SELECT 1 / (id - 10000) AS id FROM clmplan_test.c", "22012"),
        ("SELECT set_config('transaction_read_only', 'off', false) AS id", "25001"),
    ],
)
def test_a_real_server_refuses_what_is_no_reading(server, query: str, state: str, tmp_path: Path):
    got = get(tmp_path, "SHOP_DB", ("id",), SourceOptions(query=query, connection="SHOP_DB"))
    assert got.names == ["query-failed"] and state in got.said()
    assert server.execute("SELECT count(*) FROM clmplan_test.c").fetchone() == (20_000,)


def test_a_real_server_does_not_let_a_stranger_in(server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for address in (
        f"{SERVER} password=wrong-s3cret" if "://" not in SERVER else f"{SERVER}?user=nobody-s3cret",
        "postgresql://bob:s3cret@nowhere.invalid/shop",
    ):
        monkeypatch.setenv("SHOP_DB", address)
        assert ask(tmp_path).names == ["database-closed"]
