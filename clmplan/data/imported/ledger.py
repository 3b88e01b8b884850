"""The ledger of an import: on which day how many rows of a source begin to be used, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from clmplan.data.imported.rows.typed_rows import TypedRows
from clmplan.data.imported.work import CONTENT, LEDGER, Work, stored, text

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Balance:
    """What became of a source's rows before a day: rows used, rows netted, and the events they make.

    `high` and `low` are sums over the halves of the numbers that stand for the events' content.
    """

    used: int = 0
    netted: int = 0
    events: int = 0
    high: int = 0
    low: int = 0


def prepare_ledger(work: Work) -> None:
    """Empty tables of what becomes of rows on a day (`own` is the day a row begins), and of sums of their content."""
    work.run(f"CREATE OR REPLACE TABLE {LEDGER} (source VARCHAR, day INTEGER, own INTEGER, used BIGINT, netted BIGINT)")
    sums = "events BIGINT, high HUGEINT, low HUGEINT"
    work.run(f"CREATE OR REPLACE TABLE {CONTENT} (source VARCHAR, day INTEGER, {sums})")


def store_ledger(work: Work) -> None:
    """Move both tables into the store as one."""
    work.run(
        f"CREATE TABLE {stored('ledger')} AS SELECT source, day, CAST(sum(used) AS BIGINT) AS used, "
        "CAST(sum(netted) AS BIGINT) AS netted, CAST(sum(events) AS BIGINT) AS events, sum(high) AS high, "
        f"sum(low) AS low FROM (SELECT source, day, used, netted, 0 AS events, 0 AS high, 0 AS low FROM {LEDGER} "
        f"UNION ALL SELECT source, day, 0, 0, events, high, low FROM {CONTENT}) GROUP BY source, day "
        "ORDER BY source, day"
    )
    work.drop(LEDGER, CONTENT)


def check_balance(work: Work, sources: Iterable[TypedRows]) -> None:
    """Raise when a row is neither used nor set aside: a mistake of ours, never the user's."""
    used = balances(work.connection, None)
    for rows in sources:
        aside = work.number(f"SELECT count(*) FROM {stored('set_aside')} WHERE source = {text(rows.name)}")
        one = used.get(rows.name, Balance())
        if rows.records != aside + one.used + one.netted:
            raise RuntimeError(f"{rows.name}: {rows.records} rows are not {one.used} + {one.netted} + {aside}")


def balances(connection: duckdb.DuckDBPyConnection, today: int | None) -> Mapping[str, Balance]:
    """The balance of each source that has one before a day (None: of all days), by its name in the store."""
    sums = ", ".join(f"sum({name})" for name in ("used", "netted", "events", "high", "low"))
    before = "" if today is None else f"WHERE day < {today}"
    read = connection.execute(f"SELECT source, {sums} FROM {stored('ledger')} {before} GROUP BY source").fetchall()
    return MappingProxyType({source: Balance(*(int(number) for number in numbers)) for source, *numbers in read})
