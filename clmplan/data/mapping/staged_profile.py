"""The profiles of a staged source's columns, counted by the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from clmplan.base.progress import Progress, silent
from clmplan.codes.data_words import WORK
from clmplan.data.mapping.evidence import Home
from clmplan.data.mapping.profile import MOST_CHOICES, ColumnProfile, profile
from clmplan.data.typing.parser import reader
from clmplan.model.project import FieldSpec

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clmplan.data.sources.staged import Staged

_SAMPLED_ROWS, _SAMPLED_CELLS = 20_000, 2_000_000
_FIRST = 100
_MOST_AT_ONCE = 500
_MOST_COUNTED, _CELLS_COUNTED = 16, 4_000_000
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Repetition:
    """How many texts of a column several records share, and how many of these bear one and the same amount."""

    groups: int
    alike: int


def profiles(connection: DuckDBPyConnection, staged: Staged, progress: Progress = silent) -> tuple[ColumnProfile, ...]:
    """One profile per column, in their order; the counts are of all rows, the texts of rows spread over the file."""
    ((rows,),) = connection.execute(f'SELECT count(*) FROM "{staged.table}"').fetchall()
    width = len(staged.columns)
    most = max(_FIRST, min(_SAMPLED_ROWS, _SAMPLED_CELLS // max(1, width)))
    # INVARIANT: the engine holds the different texts of a few columns at a time, however many rows there are.
    at_once = _MOST_AT_ONCE if rows <= most else max(1, min(_MOST_COUNTED, _CELLS_COUNTED // rows))
    found: list[ColumnProfile] = []
    for start in range(0, width, at_once):
        progress(WORK["look"], start, width)
        numbers = range(start, min(width, start + at_once))
        sample = _sample(connection, staged, numbers, max(1, rows // most))
        own = [
            profile(header, [row[2 + at] for row in sample], header in staged.iso_dates)
            for at, header in enumerate(staged.columns[start : start + len(numbers)])
        ]
        found += own if rows <= most else _counted(connection, staged, numbers, own, rows)
    progress(WORK["look"], width, width)
    return tuple(found)


def _counted(
    connection: DuckDBPyConnection, staged: Staged, numbers: range, sampled: Sequence[ColumnProfile], rows: int
) -> list[ColumnProfile]:
    """Profiles of a sample with the counts of all rows."""
    counts = _counts(connection, staged, numbers)
    few = [number for number in numbers if counts[number][1] <= MOST_CHOICES]
    choices = _choices(connection, staged, few)
    return [
        replace(one, rows=rows, filled=filled, distinct=distinct, choices=choices.get(number, ()))
        for number, one in zip(numbers, sampled, strict=True)
        for filled, distinct in (counts[number],)
    ]


def _sample(connection: DuckDBPyConnection, staged: Staged, numbers: range, stride: int) -> list[tuple[Any, ...]]:
    """Rows spread over the source, the first ones among them, each with file and line before some of its columns."""
    cells = ", ".join(f"left(c{number}, {_LONGEST})" for number in numbers)
    # The engine would sort whole rows; their places are enough.
    return sorted(
        connection.execute(
            f'SELECT file, line, {cells} FROM "{staged.table}" '
            f"WHERE line % {stride} = 0 OR (file = 0 AND line <= {_FIRST})"
        ).fetchall(),
        key=lambda row: (row[0], row[1]),
    )


def _counts(connection: DuckDBPyConnection, staged: Staged, numbers: range) -> dict[int, tuple[int, int]]:
    """How many records have a text in each column, and how many different texts there are."""
    asked = ", ".join(
        f"count(*) FILTER (WHERE trim(c{number}) != ''), count(DISTINCT c{number}) FILTER (WHERE trim(c{number}) != '')"
        for number in numbers
    )
    (row,) = connection.execute(f'SELECT {asked} FROM "{staged.table}"').fetchall()
    return {number: (int(row[2 * at]), int(row[2 * at + 1])) for at, number in enumerate(numbers)}


def _choices(connection: DuckDBPyConnection, staged: Staged, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """All texts of columns that have few, the most frequent first."""
    if not numbers:
        return {}
    asked = ", ".join(f"histogram(c{number}) FILTER (WHERE trim(c{number}) != '')" for number in numbers)
    (row,) = connection.execute(f'SELECT {asked} FROM "{staged.table}"').fetchall()
    found: dict[int, tuple[str, ...]] = {}
    for number, counts in zip(numbers, row, strict=True):
        known: dict[str, int] = dict(counts or {})
        by_count = sorted(known, key=lambda text: (-known[text], text))
        found[number] = tuple(text[:_LONGEST] for text in by_count)
    return found


def repeated(connection: DuckDBPyConnection, staged: Staged, number: int, amount: int | None) -> Repetition:
    """How the texts of a column repeat; without a column of amounts none are alike."""
    alike = "false" if amount is None else f"count(DISTINCT c{amount}) = 1 AND min(c{amount}) != ''"
    ((groups, same),) = connection.execute(
        f'SELECT count(*), count(*) FILTER (WHERE alike) FROM (SELECT {alike} AS alike FROM "{staged.table}" '
        f"WHERE trim(c{number}) != '' GROUP BY c{number} HAVING count(*) > 1)"
    ).fetchall()
    return Repetition(int(groups), int(same))


def last_day(connection: DuckDBPyConnection, staged: Staged, field: FieldSpec, home: Home) -> int | None:
    """The last day in a column as a day number; None when no value is a day."""
    cell = f"c{staged.columns.index(field.column)}"
    spec = replace(field, format=None, date_order=None) if field.column in staged.iso_dates else field
    read = reader(spec, home.currency, home.zone)
    # One text for each written day is enough; the time of day follows a blank or `T`.
    texts = connection.execute(
        f"SELECT max({cell}) FROM \"{staged.table}\" WHERE {cell} != '' GROUP BY regexp_replace({cell}, '[ T].*', '')"
    ).fetchall()
    days = [day for (text,) in texts if isinstance(day := read(str(text)), int)]
    return max(days, default=None)
