"""A calendar that came home, read whole: the rows of all its sheets, joined by entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes import actuals as say
from clmplan.codes.actual_words import FIELDS, HEADERS
from clmplan.codes.data import FILE_MISSING, FILE_UNREADABLE
from clmplan.data.returned.accounting import Aside, Returned, RowCount, aside, shown
from clmplan.data.returned.columns import INPUTS
from clmplan.data.returned.rows import Found, SheetReader, refused_value
from clmplan.data.returned.sense import implausible
from clmplan.data.returned.table import Table
from clmplan.data.returned.text_table import text_table
from clmplan.data.returned.values import Refused, day_order, moved_day
from clmplan.data.returned.workbook import sheet_tables
from clmplan.data.sources.kinds import Kind, kind_of
from clmplan.data.sources.place import Place as FilePlace
from clmplan.model.team.actual import VALUES, Entry, Reported

NOTHING_KNOWN: Mapping[str, Reported] = MappingProxyType({})

# What stands against each other where an entry is cancelled.
_COUNTED = frozenset(("reach", "orders", "status"))


def read_returned(
    path: Path, entries: Mapping[str, Entry], currency: str, known: Mapping[str, Reported] = NOTHING_KNOWN
) -> Checked[Returned | None]:
    """What a file says about the entries that were given out, by their uid; every row of it accounted for.

    `known` is what was reported before: only such values can be taken back, or stand against those of the file.
    """
    file = path.name
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Checked(None, (FILE_MISSING.at(None, file=file),))
    except OSError:
        return Checked(None, (FILE_UNREADABLE.at(None, file=file),))
    opened = _tables(path, data)
    if opened.value is None:
        return Checked(None, opened.diagnostics)
    tables, encoding = opened.value
    readers = [SheetReader(file, table, entries, currency) for table in tables]
    for reader in readers:
        reader.read()
    keyed = [(table, reader) for table, reader in zip(tables, readers, strict=True) if reader.header]
    if not keyed:
        return Checked(None, (say.NO_UID_COLUMN.at(None, file=file),))
    # A sheet with keys and no place for actuals, such as a chart of the calendar, has nothing to tell.
    telling = [(table, reader) for table, reader in keyed if reader.has_inputs] or keyed
    read, taken = _returned(file, sha256(data).hexdigest(), telling, encoding, known)
    return Checked(replace(read, notes=(*read.notes, *implausible(taken, entries))))


def _tables(path: Path, data: bytes) -> Checked[tuple[Sequence[Table], str | None] | None]:
    place, kind = FilePlace(path, path.name, None), kind_of(path.name)
    if kind is Kind.WORKBOOK:
        sheets = sheet_tables(place)
        return Checked(None if sheets.value is None else (sheets.value, None), sheets.diagnostics)
    if kind is Kind.TEXT:
        text = text_table(data, place)
        return Checked(None if text.value is None else ((text.value[0],), text.value[1]), text.diagnostics)
    return Checked(None, (say.RETURNED_KIND.at(None, file=path.name),))


def _returned(
    file: str,
    digest: str,
    keyed: Sequence[tuple[Table, SheetReader]],
    encoding: str | None,
    known: Mapping[str, Reported],
) -> tuple[Returned, Sequence[Found]]:
    """What a file says, and the rows that were taken."""
    readers = [reader for _, reader in keyed]
    notes: list[Diagnostic] = [note for reader in readers for note in reader.notes]
    if not any(reader.has_inputs for reader in readers):
        columns = ", ".join(f"`{HEADERS[name][number]}`" for number in (0, 1) for name in INPUTS)
        notes.append(say.NO_ACTUAL_COLUMN.at(None, file=file, columns=columns))
    set_aside = [one for reader in readers for one in reader.aside]
    found, undated = _dated([one for reader in readers for one in reader.found])
    telling = [one for one in (_news(row, known) for row in found) if one.reported.tells]
    joined, conflicts = _joined(telling, known)
    set_aside += [*undated, *conflicts]
    unmatched = len({one.place for one in set_aside})
    refused = {one.place for one in conflicts}
    taken = [one for one in telling if one.place not in refused]
    matched = len(taken)
    count = RowCount(
        sum(reader.rows for reader in readers),
        matched,
        sum(reader.empty for reader in readers) + len(found) - len(telling),
        unmatched,
        matched - len(joined),
        sum(reader.blank for reader in readers),
        sum(reader.headings for reader in readers),
    )
    sheets = tuple((table.sheet, reader.header) for table, reader in keyed)
    ordered = tuple(sorted(set_aside, key=lambda one: one.place))
    return Returned(file, digest, sheets, encoding, count, joined, ordered, tuple(notes)), taken


def _dated(rows: Sequence[Found]) -> tuple[list[Found], list[Aside]]:
    """The rows with the day their entry was moved to; the dates of the whole file tell in which order they are."""
    order = day_order((one.days, one.entry.given_days) for one in rows if one.days is not None)
    found: list[Found] = []
    refused: list[Aside] = []
    for one in rows:
        day = None if one.days is None else moved_day(one.days, one.entry.given_days, order)
        if isinstance(day, Refused):
            refused.append(refused_value(one.place, one.titles["day"], one.texts["day"], day))
            continue
        erased = one.reported.erased
        # A row on its planned day takes a move back that was reported before.
        erased = (*erased, "day") if day is None and one.days is not None else erased
        found.append(replace(one, reported=replace(one.reported, day=day, erased=erased)))
    return found, refused


def _news(row: Found, known: Mapping[str, Reported]) -> Found:
    """A row that takes back only what was reported before."""
    before = known.get(row.entry.uid, Reported())
    erased = tuple(name for name in VALUES if name in row.reported.erased and name in before.given)
    return replace(row, reported=replace(row.reported, erased=erased))


def _joined(
    rows: Iterable[Found], known: Mapping[str, Reported]
) -> tuple[tuple[tuple[Entry, Reported], ...], list[Aside]]:
    """What all rows about one entry say together; when two differ, or all of it cannot be, none of them is taken."""
    groups: dict[str, list[Found]] = {}
    for one in rows:
        groups.setdefault(one.entry.uid, []).append(one)
    joined: list[tuple[Entry, Reported]] = []
    conflicts: list[Aside] = []
    for group in groups.values():
        if any(one.reported.against(other.reported) for one in group for other in group):
            conflicts += [_conflict(one, group) for one in group]
            continue
        entry, reported = group[0].entry, _together(group)
        whole = known.get(entry.uid, Reported()).updated(reported)
        if whole.against_itself and _COUNTED.intersection(reported.given):
            conflicts += [_impossible(one, whole) for one in group]
        else:
            joined.append((entry, reported))
    return tuple(sorted(joined, key=lambda pair: (pair[0].day, pair[0].uid))), conflicts


def _together(group: Sequence[Found]) -> Reported:
    """What rows say that do not differ; a value in one of them outweighs a `-` in another."""
    reported = Reported()
    for one in group:
        reported = reported.updated(replace(one.reported, erased=()))
    named = {name for one in group for name in one.reported.erased} - set(reported.given)
    return replace(reported, erased=tuple(name for name in VALUES if name in named))


def _impossible(row: Found, whole: Reported) -> Aside:
    """A row set aside because what is cancelled would have contacts or orders."""
    name = whole.against_itself
    shown_name = next((one for one in (name, "status") if one in row.reported.given), "")
    column, text = (row.titles[shown_name], row.texts[shown_name]) if shown_name else ("", "")
    values = {"field": FIELDS[name], "number": f"{getattr(whole, name):,}"}
    return aside(say.CANCELLED_AND_COUNTED, row.place, column, text, **values)


def _conflict(row: Found, group: Sequence[Found]) -> Aside:
    """A row set aside because of the first row that gives a value otherwise, or because others about it differ."""
    pairs = [(one, other) for one in (row, *group) for other in group if one.reported.against(other.reported)]
    one, other = pairs[0]
    field = one.reported.against(other.reported)[0]
    facing = other if one is row else one
    values = {"other": facing.place.said, "different": shown(other.texts[field])}
    return aside(say.CONFLICTING_ROWS, row.place, one.titles[field], one.texts[field], **values)
