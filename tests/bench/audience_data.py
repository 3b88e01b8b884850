"""Generated customers with two years of events, written as the store file that an import leaves.

Half of the customers are nearly silent and a few are very busy, as in every shop. Run it with a number of customers and
a path: `python -m tests.bench.audience_data 1000000 base.duckdb`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

AS_OF = 20_454  # 2026-01-01
YEARS = 2
EVENTS_PER_CUSTOMER = 12.15  # before the busiest are cut down; 10 remain
SHARES = {"orders": 0.20, "visits": 0.45, "opens": 0.20, "clicks": 0.10, "calls": 0.05}
CATEGORIES = ("shoes", "coats", "bags", "books", "toys", "food", "tea", "care")
PAGES = ("home", "list", "item", "basket", "help")
TOPICS = ("question", "order", "complaint")
CITIES = ("beijing", "shanghai", "shenzhen", "chengdu", "wuhan", "harbin")
TIERS = ("gold", "silver", "bronze")
MILLION = 1_000_000
_BLOCK = 500_000

Array = NDArray[np.generic]


def write_store(path: Path, customers: int, seed: int = 1) -> int:
    """Write a store of so many customers; the number of events."""
    path.unlink(missing_ok=True)
    events = 0
    with duckdb.connect(str(path), config={"threads": 2, "preserve_insertion_order": True}) as store:
        for first in range(0, customers, _BLOCK):
            count = min(_BLOCK, customers - first)
            chance = np.random.default_rng((seed, first))
            keys = np.arange(first, first + count, dtype=np.int32)
            _put(store, "customers", {"c": keys, **dict(_fields(chance, count))}, _CUSTOMER_SQL)
            _put(store, "keys", {"c": keys}, {"key": "printf('%09d', c)"})
            busy = chance.pareto(1.2, count) + 0.15
            for kind, share in SHARES.items():
                table = _events(chance, kind, keys, busy, share)
                events += len(table["c"])
                _put(store, f"events_{kind}", table, _EVENT_SQL[kind])
        store.execute("CREATE TABLE suppressed (c INTEGER)")
        store.execute("CREATE TABLE meta (name VARCHAR, value VARCHAR)")
    return events


def _of(words: tuple[str, ...], code: str) -> str:
    """A text by its number; no number, no text."""
    return f"CASE WHEN {code} >= 0 THEN [{', '.join(repr(one) for one in words)}][{code} + 1] END"


def _unless_missing(column: str, kind: str) -> str:
    return f"CAST(CASE WHEN {column} <> -2147483648 THEN {column} END AS {kind})"


_CUSTOMER_SQL = {
    "age": _unless_missing("age", "BIGINT") + f" * {MILLION}",
    "points": _unless_missing("points", "BIGINT") + f" * {MILLION}",
    "wallet": _unless_missing("wallet", "BIGINT"),
    "joined": _unless_missing("joined", "INTEGER"),
    "city": _of(CITIES, "city"),
    "tier": _of(TIERS, "tier"),
    "email_ok": "CASE WHEN email_ok >= 0 THEN email_ok = 1 END",
    "sms_ok": "CASE WHEN sms_ok >= 0 THEN sms_ok = 1 END",
}
_EVENT_SQL = {
    "orders": {
        "day": "day",
        "date": "day",
        "amount": "CAST(amount AS BIGINT)",
        "items": f"CAST(items AS BIGINT) * {MILLION}",
        "category": _of(CATEGORIES, "category"),
        "returned": "returned = 1",
    },
    "visits": {"day": "day", "date": "day", "page": _of(PAGES, "page")},
    "opens": {"day": "day", "date": "day"},
    "clicks": {"day": "day", "date": "day"},
    "calls": {
        "day": "day",
        "date": "day",
        "topic": _of(TOPICS, "topic"),
        "minutes": "CAST(minutes AS BIGINT) * 500000",
    },
}
_MISSING = -(2**31)


def _fields(chance: np.random.Generator, count: int) -> Iterator[tuple[str, Array]]:
    """Eight attributes, each missing for some."""
    drawn = {
        "age": (np.clip(chance.normal(41, 14, count), 18, 95).astype(np.int32), 0.12),
        "points": (np.minimum(chance.exponential(1800, count), 60_000).astype(np.int32), 0.05),
        "wallet": (np.minimum(chance.exponential(15_000, count), 10_000_000).astype(np.int32), 0.30),
        "joined": ((AS_OF - 1 - chance.integers(0, 1500, count)).astype(np.int32), 0.02),
    }
    for name, (values, missing) in drawn.items():
        yield name, np.where(chance.random(count) < missing, _MISSING, values).astype(np.int32)
    for name, words, missing in (("city", 6, 0.08), ("tier", 3, 0.25), ("email_ok", 2, 0.15), ("sms_ok", 2, 0.20)):
        code = (words * chance.random(count) ** 1.4).astype(np.int8)
        yield name, np.where(chance.random(count) < missing, -1, code).astype(np.int8)


def _events(
    chance: np.random.Generator, kind: str, keys: NDArray[np.int32], busy: NDArray[np.float64], share: float
) -> Mapping[str, Array]:
    """Events of one kind by customer and day; shapes (events,)."""
    wished = busy * (EVENTS_PER_CUSTOMER * share / busy.mean()) * chance.uniform(0.5, 1.5, len(keys))
    counts = np.minimum(chance.poisson(np.minimum(wished, 2000)), 400)
    customer = np.repeat(keys, counts)
    size = len(customer)
    # Each customer fell silent at some time, most of them recently.
    last = np.repeat((365 * YEARS * chance.beta(0.6, 2.0, len(keys))).astype(np.int32), counts)
    day = (AS_OF - 1 - last - (chance.random(size) * (365 * YEARS - last)).astype(np.int32)).astype(np.int32)
    order = np.lexsort((day, customer))
    columns: dict[str, Array] = {"c": customer, "day": day[order]}
    if kind == "orders":
        columns["amount"] = np.minimum(chance.lognormal(9.2, 0.8, size), 5_000_000).astype(np.int32)
        columns["items"] = (1 + chance.poisson(1.3, size)).astype(np.int16)
        columns["category"] = (len(CATEGORIES) * chance.random(size) ** 1.6).astype(np.int8)
        columns["returned"] = (chance.random(size) < 0.07).astype(np.int8)
    if kind == "visits":
        columns["page"] = (len(PAGES) * chance.random(size) ** 1.3).astype(np.int8)
    if kind == "calls":
        columns["topic"] = (len(TOPICS) * chance.random(size) ** 1.3).astype(np.int8)
        columns["minutes"] = (1 + chance.poisson(9, size)).astype(np.int16)
    return columns


def _put(store: duckdb.DuckDBPyConnection, table: str, arrays: Mapping[str, Array], select: Mapping[str, str]) -> None:
    """Add rows to a table, which is made by the first."""
    store.register("arriving", dict(arrays))
    columns = ", ".join(["c", *(f'{value} AS "{name}"' for name, value in select.items())])
    exists = store.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [table]).fetchall()[0][0]
    start = f"INSERT INTO {table}" if exists else f"CREATE TABLE {table} AS"
    store.execute(f"{start} SELECT {columns} FROM arriving")
    store.unregister("arriving")


if __name__ == "__main__":
    print(f"{write_store(Path(sys.argv[2]), int(sys.argv[1])):,} events")
