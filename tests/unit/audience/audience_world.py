"""A small world for tests of the audience room: rows in Python, the same rows in DuckDB, and a bare playbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import duckdb
import numpy as np

from clmplan.audience.memberships import memberships
from clmplan.base.days import Window, day_number
from clmplan.model.expression import CustomerField, EventCall, EventField, Type
from clmplan.model.playbook import Playbook
from clmplan.model.schedule import DayTable

LEAP_DAY = day_number(date(2024, 2, 29))
CUSTOMER_TYPES = {
    "age": "NUMBER",
    "points": "NUMBER",
    "spend": "BIGINT",
    "joined": "BIGINT",
    "city": "TEXT",
    "mail": "BOOLEAN",
}
EVENT_TYPES = {
    "orders": {"amount": "BIGINT", "weight": "NUMBER", "category": "TEXT", "gift": "BOOLEAN", "due": "BIGINT"},
    "visits": {"page": "TEXT"},
}
AGE = CustomerField("age", Type.NUMBER, nullable=True)
POINTS = CustomerField("points", Type.NUMBER, nullable=True)
SPEND = CustomerField("spend", Type.MONEY, nullable=True)
JOINED = CustomerField("joined", Type.DATE, nullable=True)
CITY = CustomerField("city", Type.TEXT, nullable=True)
MAIL = CustomerField("mail", Type.YES_NO, nullable=True)
AMOUNT = EventField("orders", "amount", Type.MONEY, nullable=True)
WEIGHT = EventField("orders", "weight", Type.NUMBER, nullable=True)
CATEGORY = EventField("orders", "category", Type.TEXT, nullable=True)
GIFT = EventField("orders", "gift", Type.YES_NO, nullable=True)
DUE = EventField("orders", "due", Type.DATE, nullable=True)


class TableEngine:
    """DuckDB behind the interface of the engine, over rows as they are stored."""

    dialect = "duckdb"

    def __init__(self, threads=1):
        self.connection = duckdb.connect(config={"threads": threads})

    def load(self, name, columns):
        self.connection.register("arriving", dict(columns))
        self.connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM arriving')
        self.connection.unregister("arriving")

    def query(self, statement):
        return self.connection.execute(statement).fetchnumpy()

    def create(self, name, types, rows):
        columns = ", ".join(f'"{column}" {kind}' for column, kind in types.items())
        self.connection.execute(f'CREATE OR REPLACE TABLE "{name}" ({columns})')
        if rows:
            places = ", ".join("(" + ", ".join("?" * len(types)) + ")" for _ in rows)
            self.connection.execute(f'INSERT INTO "{name}" VALUES {places}', [value for row in rows for value in row])


def stored(value, kind):
    return round(Fraction(repr(value)) * 10**6) if kind == "NUMBER" and value is not None else value


def customer(events=(), visits=(), **fields):
    """One customer as (fields, events); what is not given is missing."""
    row = dict.fromkeys(CUSTOMER_TYPES) | fields
    kinds = {"orders": tuple(order(**one) for one in events), "visits": tuple(visit(**one) for one in visits)}
    return row, kinds


def order(day, **fields):
    return {"@day": day, **dict.fromkeys(EVENT_TYPES["orders"]), **fields}


def visit(day, **fields):
    return {"@day": day, **dict.fromkeys(EVENT_TYPES["visits"]), **fields}


def fill(engine, customers):
    """The tables of the engine for customers as `customer` makes them."""
    put(
        engine,
        "customers",
        {"c": "INTEGER", **CUSTOMER_TYPES},
        [{"c": c, **row} for c, (row, _) in enumerate(customers)],
    )
    for kind, types in EVENT_TYPES.items():
        events = [
            {"c": index, "day": row["@day"], **row} for index, (_, kinds) in enumerate(customers) for row in kinds[kind]
        ]
        put(engine, f"events_{kind}", {"c": "INTEGER", "day": "INTEGER", **types}, events)
    return engine


def put(engine, name, types, rows):
    """A table of an engine from rows in plain values."""
    whole = [[stored(row.get(column), kind) for column, kind in types.items()] for row in rows]
    engine.create(name, {column: kind.replace("NUMBER", "BIGINT") for column, kind in types.items()}, whole)


def playbook(**parts):
    window = Window.of_days(date(2024, 1, 1), date(2024, 12, 31))
    table = DayTable(window, (), frozenset(), frozenset())
    return Playbook("p", "P", window, table, **parts)


def ask(customers, rules, days=(LEAP_DAY,), book=None, anchors: Mapping = {}):
    """The memberships of a small world."""
    engine = fill(TableEngine(), customers)
    return memberships(engine, book or playbook(), days, len(customers), rules, anchors)


def call(function, field=None, where=None, within=None, event="orders"):
    """An event call with the type its function gives."""
    kinds = {"amount": Type.MONEY, "weight": Type.NUMBER, "due": Type.DATE}
    result = function.result(None if field is None else kinds.get(field, Type.TEXT))
    return EventCall(function, event, field, result, where, within)


def chosen(result, name):
    """For each day the positions of the customers a name holds for."""
    return [np.flatnonzero(row).tolist() for row in result.holds[name]]
