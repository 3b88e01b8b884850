"""The rows of one sheet or text: which entry each is about, and what it says; nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.base.diagnostics import Code, Diagnostic
from clmplan.codes import actuals as say
from clmplan.codes.actual_words import ERASING
from clmplan.data.returned.accounting import Aside, Place, aside, shown
from clmplan.data.returned.columns import INPUTS, Columns, columns_of
from clmplan.data.returned.table import Row, Table
from clmplan.data.returned.values import Refused, cost_reader, days_of, read_count, read_note, read_status
from clmplan.data.typing.texts import is_nothing, plain
from clmplan.model.team.actual import Entry, Reported, Status

_Written = Mapping[str, tuple[str, ...]]

# What only sends have.
_COUNTS = ("reach", "orders")
_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@clmplan")


@dataclass(frozen=True, slots=True)
class Found:
    """A row about an entry: its values but for the day, and the days that its date may mean (None: no date).

    Words such as `-` in a cell make its value an erased one, whether anything was known of it or not.
    `titles` are the headers and `texts` the values as they stand in the file, by field.
    """

    place: Place
    entry: Entry
    reported: Reported
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    days: tuple[date, ...] | None


class SheetReader:
    """Reads the rows of one table; what it met is kept: rows found, empty ones, those set aside and why."""

    def __init__(self, file: str, table: Table, entries: Mapping[str, Entry], currency: str) -> None:
        self.found: list[Found] = []
        self.aside: list[Aside] = []
        self.notes: list[Diagnostic] = []
        self.rows = self.empty = self.blank = self.headings = self.header = 0
        self.has_inputs = False
        self._file, self._table, self._entries, self._currency = file, table, entries, currency
        self._readers = {
            "reach": read_count,
            "cost": cost_reader(currency),
            "orders": read_count,
            "status": read_status,
            "note": read_note,
        }

    def read(self) -> None:
        """Read every row; those above the first header are titles."""
        columns: Columns | None = None
        for row in self._table.rows:
            named = None if row.is_broken else columns_of(row.texts, self._currency)
            if named is not None:
                self._begin(named, row, is_again=columns is not None)
                columns = named
            elif columns is not None:
                self._row(row, columns)

    def _begin(self, columns: Columns, row: Row, *, is_again: bool) -> None:
        self.has_inputs |= columns.has_inputs
        self.headings += is_again
        if is_again:
            return
        self.header = row.number
        whole = Place(self._file, self._table.sheet, 0)
        for title in columns.unread:
            self.notes.append(
                say.COLUMN_NOT_READ.at(None, column=shown(title), place=whole.said, currency=self._currency)
            )
        for name in INPUTS:
            bare = [at for at in sorted(self._table.unfilled) if at[1] in columns.positions.get(name, ())]
            if bare:
                values = {"count": len(bare), "row": bare[0][0], "column": shown(columns.title(name))}
                self.notes.append(say.FORMULA_WITHOUT_VALUE.at(None, place=whole.said, **values))

    def _row(self, row: Row, columns: Columns) -> None:
        if not any(row.texts):
            self.blank += 1
            return
        self.rows += 1
        place = Place(self._file, self._table.sheet, row.number)
        if row.is_broken:
            self.aside.append(aside(say.BROKEN_ROW, place, "", row.texts[0]))
            return
        extra = [text for text in row.texts[len(columns.titles) :] if text]
        if self._table.is_text and extra:
            numbers = {"found": len(row.cells), "wanted": len(columns.titles)}
            self.aside.append(aside(say.MOVED_VALUES, place, "", extra[0], **numbers))
            return
        uid, written = _key(row, columns), _written(row, columns)
        entry = self._entries.get(uid)
        if entry is not None:
            self._entry(place, entry, row, columns, written)
        elif _UID.fullmatch(uid):
            self.aside.append(aside(say.UNKNOWN_ENTRY, place, columns.title("uid"), uid))
        elif not written:
            self.empty += 1
        elif uid and not is_nothing(uid):
            self.aside.append(aside(say.DAMAGED_UID, place, columns.title("uid"), uid))
        else:
            name, texts = next(iter(written.items()))
            self.aside.append(aside(say.NO_UID, place, columns.title(name), texts[0]))

    def _entry(self, place: Place, entry: Entry, row: Row, columns: Columns, written: _Written) -> None:
        """The values of a row whose entry is known; one that cannot be read sets the whole row aside."""
        values: dict[str, object] = {}
        refused: list[Aside] = []
        for name, (text, *others) in written.items():
            value = Refused(say.SEVERAL_VALUES) if others else self._readers[name](text)
            if entry.kind == "task" and name in _COUNTS:
                refused.append(aside(say.TASK_WITH_COUNT, place, columns.title(name), text))
            elif isinstance(value, Refused):
                refused.append(refused_value(place, columns.title(name), " / ".join((text, *others)), value))
            else:
                values[name] = value
        if refused:
            self.aside += refused
            return
        own = (Status.TO_SCHEDULE,) if entry.is_current else (Status.TO_SCHEDULE, Status.CANCELLED)
        if values.get("status") in own:
            # The calendar itself writes these words into its rows: they tell nothing.
            del values["status"]
        position = next((at for at in columns.positions.get("day", ()) if row.text(at)), None)
        text = "" if position is None else row.text(position)
        days = None if position is None or is_nothing(plain(text)) else days_of(row.cells[position], text)
        titles = {name: columns.title(name) for name in columns.positions}
        texts = {**{name: one[0] for name, one in written.items()}, "day": text}
        said = Reported(**values, erased=_erased(row, columns, written))  # type: ignore[arg-type]  # by name
        self.found.append(Found(place, entry, said, titles, texts, days))


def refused_value(place: Place, column: str, text: str, value: Refused) -> Aside:
    """A row set aside because a value in it cannot be read."""
    code: Code = say.UNREADABLE_ACTUAL
    return aside(code, place, column, text, reason=value.reason)


def _key(row: Row, columns: Columns) -> str:
    """The key of a row as calendars write it; the first of several columns that has one."""
    found = (plain(row.text(position)).lstrip("'").casefold() for position in columns.uid)
    return next((one for one in found if one), "")


def _written(row: Row, columns: Columns) -> _Written:
    """What stands in the columns for actuals, by field; several texts where several columns of a field differ."""
    found: dict[str, tuple[str, ...]] = {}
    for name in INPUTS:
        texts = [row.text(position) for position in columns.positions.get(name, ())]
        different = tuple(dict.fromkeys(text for text in texts if text and not is_nothing(plain(text))))
        if different:
            found[name] = different
    return found


def _erased(row: Row, columns: Columns, written: _Written) -> tuple[str, ...]:
    """The fields in which a word stands that takes an earlier value back, and no value beside it."""
    return tuple(
        name
        for name in INPUTS
        if name not in written
        and any(plain(row.text(position)).casefold() in ERASING for position in columns.positions.get(name, ()))
    )
