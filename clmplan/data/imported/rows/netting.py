"""Rows that take back earlier ones, such as returns: the latest earlier row first, up to its amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from clmplan.base.diagnostics import Code
from clmplan.codes.imported import NOTHING_TO_TAKE_BACK, PARTLY_TAKEN_BACK
from clmplan.data.engine import quoted
from clmplan.data.imported.aside import put_aside
from clmplan.data.imported.rows.typed_rows import TypedRows
from clmplan.data.imported.work import KNOWN, LEDGER, UNTIL, Work, text
from clmplan.model.project import FieldType

_AMOUNTS = (FieldType.NUMBER, FieldType.MONEY)
_BLOCK = 50_000
_TAKEN, _SHORT, _STEPS = "taken back", "returns cut short", "what is left"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of a group of rows that agree. `amounts` are its amounts and numbers, the one that is taken back first."""

    row: int
    group: tuple[int, str]
    known: int
    is_return: bool
    amounts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a return takes back of one earlier row from the day `known` on: a part of each amount and number."""

    row: int
    known: int
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """A return that found too little to take back, or nothing at all."""

    row: int
    reason: Code


def matched(candidates: Iterable[Candidate]) -> Iterator[Taken | Short]:
    """What returns take back. Candidates come by group, in it by day, on a day earlier rows before returns.

    The first amount is what is taken back. A return whose first amount is negative takes back those of its amounts
    that are negative too (a price stays), one written with positive amounts all of them. Where it is spread over
    several rows, each of its amounts is spread in the same parts and nothing is lost to rounding.
    """
    group: tuple[int, str] | None = None
    stack: list[tuple[int, int]] = []
    for one in candidates:
        if one.group != group:
            group, stack = one.group, []
        size = one.amounts[0] if one.amounts else 1
        if not one.is_return:
            if size is not None and size > 0:
                stack.append((one.row, size))
        elif not size:
            yield Short(one.row, NOTHING_TO_TAKE_BACK)
        else:
            yield from _taken_by(one, size, stack)


def _taken_by(one: Candidate, size: int, stack: list[tuple[int, int]]) -> Iterator[Taken | Short]:
    """What one return takes from the rows before it, the latest on top of the stack."""
    whole, taken = abs(size), 0
    amounts = [max(0, -(amount or 0)) if size < 0 else abs(amount or 0) for amount in one.amounts]
    while taken < whole and stack:
        row, left = stack.pop()
        part = min(left, whole - taken)
        if part < left:
            stack.append((row, left - part))
        # INVARIANT: the parts of an amount add up to it, because each ends where the next begins.
        yield Taken(row, one.known, tuple(one * (taken + part) // whole - one * taken // whole for one in amounts))
        taken += part
    if taken < whole:
        yield Short(one.row, PARTLY_TAKEN_BACK if taken else NOTHING_TO_TAKE_BACK)


def take_back(work: Work, rows: TypedRows, placed: str, kept: str) -> None:
    """Make the table `kept` of the rows of `placed` that stand, each version of a row that changes by itself.

    Returns are no events; those that found too little are set aside. Count all of them in the ledger.
    """
    amounts = [number for number, field in enumerate(rows.spec.fields) if field.type in _AMOUNTS]
    _match(work, rows, placed, amounts)
    for reason in (NOTHING_TO_TAKE_BACK, PARTLY_TAKEN_BACK):
        short = f"SELECT row FROM {quoted(_SHORT)} WHERE reason = {text(reason.name)}"
        if work.number(f"SELECT count(*) FROM ({short})"):
            put_aside(work, rows, f"{quoted(rows.table)} r WHERE r.rowid IN ({short})", reason)
    _steps(work, placed, amounts)
    _count(work, rows, placed)
    fields = range(len(rows.spec.fields))
    left = "".join(
        f", r.f{one} - s.a{amounts.index(one)} AS f{one}" if one in amounts else f", r.f{one}" for one in fields
    )
    same = "".join(f", r.f{one}" for one in fields)
    known, until = quoted(KNOWN), quoted(UNTIL)
    first = f"(SELECT row, min(known) AS known FROM {quoted(_STEPS)} GROUP BY row)"
    work.run(
        f"CREATE OR REPLACE TABLE {quoted(kept)} AS "
        f"SELECT r.c, r.day, r.{known}, f.known AS {until}{same} FROM {quoted(placed)} r "
        f"LEFT JOIN {first} f ON f.row = r.row "
        f"WHERE NOT r.is_return AND (f.known IS NULL OR f.known > r.{known}) "
        f"UNION ALL SELECT r.c, r.day, s.known, s.until{left} FROM {quoted(placed)} r "
        f"JOIN {quoted(_STEPS)} s ON s.row = r.row WHERE s.is_left"
    )
    work.drop(_TAKEN, _SHORT, _STEPS)


def _match(work: Work, rows: TypedRows, placed: str, amounts: list[int]) -> None:
    """Tables of what is taken back and of the returns that found too little; only groups with a return are read."""
    columns = "".join(f", a{number} BIGINT" for number in range(max(1, len(amounts))))
    work.run(f"CREATE OR REPLACE TABLE {quoted(_TAKEN)} (row BIGINT, known INTEGER{columns})")
    work.run(f"CREATE OR REPLACE TABLE {quoted(_SHORT)} (row BIGINT, reason VARCHAR)")
    # Reading goes on while results are written, which takes a connection for each.
    reader = work.connection.cursor()
    selected = "".join(f", r.f{number}" for number in amounts)
    reader.execute(
        f"SELECT r.row, r.c, r.agree, r.{quoted(KNOWN)}, r.is_return{selected} FROM {quoted(placed)} r "
        f"JOIN (SELECT DISTINCT c, agree FROM {quoted(placed)} WHERE is_return) g ON g.c = r.c AND g.agree = r.agree "
        f"ORDER BY {', '.join(('r.c', 'r.agree', 'r.day', 'r.is_return', *rows.by_content, 'r.row'))}"
    )
    taken: list[Taken] = []
    short: list[Short] = []
    for one in matched(_candidates(reader, has_amounts=bool(amounts))):
        if isinstance(one, Taken):
            taken.append(one)
        else:
            short.append(one)
        if len(taken) + len(short) >= _BLOCK:
            _write(work, taken, short)
            taken, short = [], []
    _write(work, taken, short)
    reader.close()


def _candidates(reader: duckdb.DuckDBPyConnection, *, has_amounts: bool) -> Iterator[Candidate]:
    while block := reader.fetchmany(_BLOCK):
        for row, customer, agree, known, is_return, *amounts in block:
            # Without an amount, one row takes back one row.
            yield Candidate(row, (customer, agree), known, is_return, tuple(amounts) if has_amounts else (1,))


def _write(work: Work, taken: list[Taken], short: list[Short]) -> None:
    """Add to the tables of what is taken back and of what found too little."""
    if taken:
        amounts = np.array([one.amounts for one in taken], dtype=np.int64)
        _insert(
            work,
            _TAKEN,
            {
                "row": np.array([one.row for one in taken], dtype=np.int64),
                "known": np.array([one.known for one in taken], dtype=np.int32),
                **{f"a{number}": np.ascontiguousarray(amounts[:, number]) for number in range(amounts.shape[1])},
            },
        )
    if short:
        reasons = np.array([one.reason.name for one in short], dtype=object)
        _insert(work, _SHORT, {"row": np.array([one.row for one in short], dtype=np.int64), "reason": reasons})


def _insert(work: Work, table: str, columns: dict[str, NDArray[np.generic]]) -> None:
    work.connection.register("block", columns)
    work.run(f"INSERT INTO {quoted(table)} SELECT * FROM block")
    work.connection.unregister("block")


def _steps(work: Work, placed: str, amounts: list[int]) -> None:
    """From which day to which how much of a row is taken back, all returns before added up."""
    names = [f"a{number}" for number in range(max(1, len(amounts)))]
    sums = ", ".join(f"sum({name}) AS {name}" for name in names)
    running = ", ".join(f"CAST(sum({name}) OVER past AS BIGINT) AS {name}" for name in names)
    is_left = f"coalesce(p.f{amounts[0]} > t.a0, false)" if amounts else "false"
    work.run(
        f"CREATE OR REPLACE TABLE {quoted(_STEPS)} AS SELECT t.*, {is_left} AS is_left FROM ("
        f"SELECT row, known, lead(known) OVER past AS until, {running} "
        f"FROM (SELECT row, known, {sums} FROM {quoted(_TAKEN)} GROUP BY row, known) "
        f"WINDOW past AS (PARTITION BY row ORDER BY known)) t JOIN {quoted(placed)} p ON p.row = t.row"
    )


def _count(work: Work, rows: TypedRows, placed: str) -> None:
    """Write into the ledger from which day rows are used, and from which day they are taken back."""
    known = quoted(KNOWN)
    stands = (
        f"SELECT {known} AS day, {known} AS own, CAST(NOT is_return AS INTEGER) AS used, "
        f"CAST(is_return AS INTEGER) AS netted FROM {quoted(placed)} "
        f"WHERE row NOT IN (SELECT row FROM {quoted(_SHORT)})"
    )
    falls = (
        f"SELECT s.known, r.{known}, -1, 1 FROM {quoted(_STEPS)} s JOIN {quoted(placed)} r ON r.row = s.row "
        "WHERE NOT s.is_left"
    )
    work.run(
        f"INSERT INTO {LEDGER} SELECT {text(rows.name)}, day, own, sum(used), sum(netted) "
        f"FROM ({stands} UNION ALL {falls}) GROUP BY day, own"
    )
