"""The rows set aside as a CSV file that a person opens in a spreadsheet."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator

from clmplan.codes.imported import ASIDE_COLUMNS
from clmplan.data.imported.accounting import reason_words
from clmplan.data.imported.store import Imported
from clmplan.data.imported.work import parts, stored
from clmplan.exporters.sheet import headings, sheet

_BLOCK = 10_000


def aside_table(imported: Imported, locale: str) -> Iterator[bytes]:
    """The file piece by piece: table, file, line, column, value, rule, and the reason in both languages."""
    yield sheet(headings(ASIDE_COLUMNS, locale, imported.project.currency), ())
    tables = {part.name: part.spec.name for part in parts(imported.project)}
    cursor = imported.connection.cursor()
    for name, table in tables.items():
        found = cursor.execute(
            "SELECT file, CAST(line AS VARCHAR), \"column\", value, coalesce(rule, ''), reason "
            f'FROM {stored("set_aside")} WHERE source = ? ORDER BY file, line, "column"',
            [name],
        )
        while block := found.fetchmany(_BLOCK):
            lines = [(table, *row[:-1], *_both(row[-1])) for row in block]
            yield sheet(lines[0], lines[1:]).removeprefix(BOM_UTF8)


def _both(reason: str) -> tuple[str, str]:
    words = reason_words(reason)
    return words.fill("en", {}), words.fill("zh", {})
