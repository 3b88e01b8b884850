"""`clmplan data check`: the import, and what became of every row of every file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.money import Money
from clmplan.cli.data import readings
from clmplan.cli.data.grid import grid
from clmplan.cli.data.masking import masked
from clmplan.cli.data.opening import ANY_DAY, Opened, argument, open_project
from clmplan.cli.progress import shown
from clmplan.cli.session import Stop, chosen_day
from clmplan.cli.speak import out, show, status
from clmplan.codes.set_aside import DUPLICATE_CUSTOMER, UNKNOWN_CUSTOMER
from clmplan.data.imported.accounting import ReasonCount, SourceCount, code_of
from clmplan.data.imported.bring_in import bring_in
from clmplan.data.imported.store import Imported
from clmplan.data.inspection.reasons import messages
from clmplan.data.inspection.sums import MoneySum, money_sums
from clmplan.model.records import FileCount

_SCHEMA = "clmplan.data.check/1"
_WIDEST, _MOST_COLUMNS = 16, 8


@dataclass(frozen=True, slots=True)
class _Account:
    """What became of one source's rows."""

    source: SourceCount
    count: FileCount
    reasons: tuple[ReasonCount, ...]
    sums: tuple[MoneySum, ...]


def run(path: Path, as_of: str | None, locale: str | None, *, is_plain: bool, is_json: bool) -> int:
    """Import and account for every row; the exit status."""
    try:
        opened = open_project(path, locale)
        day = chosen_day("--as-of", as_of, opened.locale) or opened.project.as_of
        with shown(opened.locale) as progress:
            brought = bring_in(opened.project, opened.root, opened.home, progress)
        if brought.value is None:
            show(brought.diagnostics, opened.locale)
            return status(brought.diagnostics)
        with brought.value as imported:
            accounts = _accounts(imported, day or ANY_DAY)
            _answer(opened, imported, accounts, brought.diagnostics, day, is_plain=is_plain, is_json=is_json)
    except Stop as stop:
        return stop.status
    return status(brought.diagnostics)


def _accounts(imported: Imported, day: date) -> tuple[_Account, ...]:
    sums = money_sums(imported, day)
    return tuple(
        _Account(
            source,
            count,
            tuple(one for one in imported.reasons if one.table == source.table),
            tuple(one for one in sums if one.table == source.name),
        )
        for source, count in zip(imported.sources, imported.counts(day), strict=True)
    )


def _answer(
    opened: Opened,
    imported: Imported,
    accounts: tuple[_Account, ...],
    found: tuple[Diagnostic, ...],
    day: date | None,
    *,
    is_plain: bool,
    is_json: bool,
) -> None:
    # Reasons stand with their source already, each with its count and its first line.
    told = set(messages(opened.project, imported.reasons))
    if is_json:
        out(json.dumps(_document(opened, imported, accounts, found, day), ensure_ascii=False, indent=2))
    else:
        for one in accounts:
            for line in _lines(opened, imported, one, day, is_plain=is_plain):
                out(line)
            out()
        rows, aside = sum(one.count.rows for one in accounts), sum(one.count.set_aside for one in accounts)
        out(opened.said("accounted", rows=f"{rows:,}", aside=f"{aside:,}"))
        if aside:
            out(opened.said("see_aside", folder=argument(opened.root)))
    show([one for one in found if one not in told], opened.locale)


def _lines(opened: Opened, imported: Imported, one: _Account, day: date | None, *, is_plain: bool) -> Iterator[str]:
    source, said = one.source, opened.said
    file = source.file if source.files == 1 else said("more_files", file=source.file, count=source.files)
    yield said("table_of", table=source.name, file=file)
    for reading in imported.readings.get(source.table, ())[:1]:
        yield readings.read_as(reading, opened.locale)
        rows = [reading.header, *reading.sample]
        cells = [[text if is_plain else masked(text) for text in row[:_MOST_COLUMNS]] for row in rows]
        yield from grid(cells, widest=_WIDEST, margin="    ")
        if reading.blank:
            yield said("blank", count=f"{reading.blank:,}")
    yield _balance(opened, one.count, day)
    if one.count.joined:
        made = one.count.used - one.count.joined
        yield said("joined_rows", used=f"{one.count.used:,}", made=f"{made:,}", joined=f"{one.count.joined:,}")
    yield from _reasons(opened, one)
    for each in one.sums:
        amount = Money(each.minor, opened.project.currency)
        yield said("sum", field=each.field, amount=amount, rows=f"{each.rows:,}")


def _balance(opened: Opened, count: FileCount, day: date | None) -> str:
    """The sum that accounts for every row."""
    parts = [opened.said("used", count=f"{count.used:,}"), opened.said("aside", count=f"{count.set_aside:,}")]
    if day is not None:
        parts.append(opened.said("later", count=f"{count.later:,}", as_of=day))
    if count.netted:
        parts.append(opened.said("netted", count=f"{count.netted:,}"))
    return opened.said("rows", rows=f"{count.rows:,}", parts=" + ".join(parts))


def _reasons(opened: Opened, one: _Account) -> Iterator[str]:
    """Each reason with its count and first row, and the rule by which one of several rows is chosen."""
    for reason, found in zip(one.reasons, messages(opened.project, one.reasons), strict=True):
        yield opened.said("reason_of", message=found.message(opened.locale), id=found.code.id)
        if reason.reason == DUPLICATE_CUSTOMER.name:
            latest = opened.project.customers.latest_by
            yield "  " + (opened.said("duplicates_latest", field=latest) if latest else opened.said("duplicates_first"))
        if reason.reason == UNKNOWN_CUSTOMER.name:
            yield "  " + opened.said("strangers", customers=f"{one.source.keys:,}")


def _document(
    opened: Opened,
    imported: Imported,
    accounts: tuple[_Account, ...],
    found: tuple[Diagnostic, ...],
    day: date | None,
) -> Mapping[str, object]:
    return {
        "schema": _SCHEMA,
        "project": opened.project.name,
        "as_of": day and day.isoformat(),
        "sources": [_source(opened, imported, one) for one in accounts],
        "rows": sum(one.count.rows for one in accounts),
        "set_aside": sum(one.count.set_aside for one in accounts),
        "findings": [
            {
                "code": one.code.id,
                "severity": one.code.severity.value,
                "message": one.message(opened.locale),
                "help": one.help(opened.locale),
            }
            for one in found
        ],
    }


def _source(opened: Opened, imported: Imported, one: _Account) -> Mapping[str, object]:
    count = one.count
    return {
        "table": one.source.name,
        "file": one.source.file,
        "read": [readings.document(reading) for reading in imported.readings.get(one.source.table, ())],
        "rows": count.rows,
        "used": count.used,
        "set_aside": count.set_aside,
        "later": count.later,
        "taken_back": count.netted,
        "joined": count.joined,
        "unknown_customers": one.source.keys,
        "reasons": [
            {
                "reason": each.reason,
                "code": code_of(each.reason).id,
                "rule": each.rule or None,
                "count": each.count,
                "first_line": each.line,
                "column": each.column or None,
            }
            for each in one.reasons
        ],
        "sums": [
            {"field": each.field, "amount": str(Money(each.minor, opened.project.currency).amount), "rows": each.rows}
            for each in one.sums
        ],
    }
