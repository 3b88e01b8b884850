"""The engine: tables as promised, missing values as NULL, any name, nothing outside memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pytest
from data_shop import Shop

from clmplan.data.engine import DuckEngine, open_engine
from clmplan.model.project import FieldType
from clmplan.model.records import Column, CustomerBase, Engine, Events


def column(type: FieldType, values: list[object], known: list[bool]) -> Column:
    kinds = {FieldType.TEXT: object, FieldType.ONE_OF: object, FieldType.YES_NO: np.bool_}
    return Column(type, np.array(values, dtype=kinds.get(type, np.int64)), np.array(known))


def base_of(shop: Shop, fields: dict[str, Column]) -> CustomerBase:
    return replace(shop.read().value, fields=fields)


def test_customers_and_events_stand_in_tables(shop: Shop):
    engine: Engine = open_engine(shop.read().value)
    found = engine.query("SELECT c, coalesce(spend, -1) AS spend, email_ok, tier, visits FROM customers ORDER BY c")
    assert {name: values.tolist() for name, values in found.items()} == {
        "c": [0, 1],
        "spend": [1250, -1],
        "email_ok": [True, False],
        "tier": ["gold", "silver"],
        "visits": [1_000_000, 2_500_000],
    }
    sums = engine.query("SELECT c, count(*) AS n, sum(amount) AS paid FROM events_orders GROUP BY c ORDER BY c")
    assert sums["paid"].tolist() == [123550, 300] and sums["paid"].dtype == np.int64 and sums["n"].tolist() == [2, 1]
    days = engine.query("SELECT max(day) AS last, max(date - day) AS gap FROM events_orders")
    assert days["last"].tolist() == [20485] and days["gap"].tolist() == [0]


def test_missing_values_are_null_in_every_type(shop: Shop):
    known = [True, False]
    fields = {
        "a": column(FieldType.TEXT, ["x", ""], known),
        "b": column(FieldType.NUMBER, [1, 0], known),
        "d": column(FieldType.MONEY, [1, 0], known),
        "e": column(FieldType.DATE, [1, 0], known),
        "f": column(FieldType.YES_NO, [True, False], known),
        "g": column(FieldType.ONE_OF, ["x", ""], known),
    }
    engine = open_engine(base_of(shop, fields))
    for name in fields:
        assert engine.query(f"SELECT {name} IS NULL AS gone FROM customers ORDER BY c")["gone"].tolist() == [
            False,
            True,
        ]
        with pytest.raises(ValueError, match="NULL"):
            engine.query(f"SELECT {name} FROM customers")
        assert len(engine.query(f"SELECT {name} FROM customers WHERE c = 0")[name]) == 1


def test_types_are_those_promised(shop: Shop):
    engine = open_engine(shop.read().value)
    found = engine.query(
        "SELECT column_name AS name, data_type AS type FROM duckdb_columns()"
        " WHERE NOT internal ORDER BY table_name, column_index"
    )
    assert list(zip(found["name"].tolist(), found["type"].tolist(), strict=True)) == [
        ("c", "INTEGER"),
        ("created", "INTEGER"),
        ("spend", "BIGINT"),
        ("tier", "VARCHAR"),
        ("email_ok", "BOOLEAN"),
        ("visits", "BIGINT"),
        ("c", "INTEGER"),
        ("day", "INTEGER"),
        ("invoice", "VARCHAR"),
        ("date", "INTEGER"),
        ("amount", "BIGINT"),
    ]


@pytest.mark.parametrize("name", ["生日 城市", 'with "quotes"', "it's; DROP TABLE customers", "select", "Ünï"])
def test_any_name_is_a_column(shop: Shop, name: str):
    engine = open_engine(base_of(shop, {name: column(FieldType.TEXT, ["甲\n", "'\""], [True, True])}))
    quoted = '"' + name.replace('"', '""') + '"'
    found = engine.query(f"SELECT {quoted} FROM customers ORDER BY c")
    assert list(found) == [name] and found[name].tolist() == ["甲\n", "'\""]


def test_a_date_field_called_day_is_the_day_itself(shop: Shop):
    base = shop.read().value
    days = np.array([7, 8], dtype=np.int32)
    same = Column(FieldType.DATE, days.astype(np.int64), np.array([True, True]))
    events = {"订单": Events(np.array([0, 1], dtype=np.int32), days, {"day": same})}
    engine = open_engine(replace(base, events=events))
    assert list(engine.query('SELECT * FROM "events_订单"')) == ["c", "day"]


def test_tables_without_rows_keep_their_types(shop: Shop, make_shop: Callable[..., Shop]):
    shop.put("orders.csv", "customer,invoice,date,amount\n")
    engine = open_engine(shop.read().value)
    assert engine.query("SELECT coalesce(sum(amount), 0) AS s, count(invoice || 'x') AS n FROM events_orders")[
        "s"
    ].tolist() == [0]


def test_small_tables_are_put_and_replaced(shop: Shop):
    engine = open_engine(shop.read().value)
    for days in ([1, 2, 3], [4]):
        engine.load("days", {"day": np.array(days, dtype=np.int32), "名": np.array(["x"] * len(days))})
        assert engine.query('SELECT day, "名" FROM days ORDER BY day')["day"].tolist() == days
    with pytest.raises(ValueError, match="no columns"):
        engine.load("nothing", {})


def test_sums_beyond_exact_floats_are_refused(shop: Shop):
    engine = open_engine(shop.read().value)
    with pytest.raises(ValueError, match="BIGINT"):
        engine.query("SELECT sum(x) AS s FROM (VALUES (9007199254740993), (1)) AS t(x)")


@pytest.mark.parametrize("statement", ["SELECT * FROM read_csv('/etc/hostname')", "INSTALL spatial", "ATTACH 'x.db'"])
def test_the_engine_reaches_nothing_outside(shop: Shop, statement: str):
    with pytest.raises(duckdb.Error):
        open_engine(shop.read().value).query(statement)


def test_numbers_are_whole_millionths_rounded_away_from_zero(shop: Shop):
    number = Column(FieldType.NUMBER, np.array([0.1234565, -0.1, 2.5, -0.0000005, 0.0]), np.array([True] * 4 + [False]))
    engine = DuckEngine(threads=1)
    engine.load_typed("t", {"c": np.arange(5, dtype=np.int32)}, {"n": number})
    assert engine.query("SELECT coalesce(n, -7) AS n FROM t ORDER BY c")["n"].tolist() == [
        123457,
        -100000,
        2500000,
        -1,
        -7,
    ]
    too_large = Column(FieldType.NUMBER, np.array([10**12]), np.array([True]))
    with pytest.raises(ValueError, match="twelve digits"):
        engine.load_typed("t", {"c": np.zeros(1, dtype=np.int32)}, {"n": too_large})


def test_a_store_is_shown_and_nothing_else_can_be_reached(tmp_path: Path):
    path = tmp_path / "it's a store.duckdb"
    with duckdb.connect(str(path)) as store:
        store.execute("CREATE TABLE customers AS SELECT 1 AS c, 2 AS day UNION ALL SELECT 2, 9")
    engine = DuckEngine(threads=1, memory=100_000_000, temporary=tmp_path / "spill")
    engine.attach(path, {"customers": "SELECT c FROM store.customers WHERE day < 5"})
    assert engine.query("SELECT c FROM customers")["c"].tolist() == [1]
    engine.load("days", {"day": np.array([1])})
    for statement in ("INSERT INTO store.customers VALUES (3, 3)", f"COPY days TO '{tmp_path}/out.csv'"):
        with pytest.raises(duckdb.Error):
            engine.query(statement)
    engine.close()
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name]


def test_what_does_not_fit_the_memory_fails_without_a_folder():
    engine = DuckEngine(threads=1, memory=30_000_000)
    with pytest.raises(duckdb.Error, match=r"(?i)memory"):
        engine.query("SELECT count(*) AS n FROM (SELECT hash(range) AS h, count(*) FROM range(5000000) GROUP BY h)")
