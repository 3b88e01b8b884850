"""The typed tables of an import as files for other programs."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from clmplan.base.money import minor_digits
from clmplan.data.engine import quoted
from clmplan.data.imported.accounting import code_of, reason_words
from clmplan.data.imported.store import Imported
from clmplan.data.imported.work import CUSTOMERS, SUPPRESSED, UNTIL, Part, has_versions, parts, stored, stored_fields
from clmplan.model.project import FieldSpec, FieldType

FORMS = ("parquet", "csv")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_BLOCK = 10_000
_NUMBER_PLACES = 6


def table_files(imported: Imported, form: str) -> dict[str, Part]:
    """The tables of an import by the name of the file each becomes."""
    return {f"{part.name.replace('/', '_')}.{form}": part for part in parts(imported.project)}


def write_table(imported: Imported, part: Part, path: Path) -> int:
    """Write one table, in the form that its file name ends with: dates, amounts and numbers as people write them, the
    customer by key; how many rows it has."""
    select = _select(imported, part)
    if path.suffix == ".parquet":
        imported.connection.cursor().sql(select).write_parquet(str(path), compression="zstd")
    else:
        _write_csv(imported, select, path)
    counted = imported.connection.cursor().execute(f"SELECT count(*) FROM ({select})").fetchall()
    return int(counted[0][0])


def harmless(text: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _select(imported: Imported, part: Part) -> str:
    spec, has_day = part.spec, part.name not in (CUSTOMERS, SUPPRESSED)
    kept = [field.name for _, field in stored_fields(part)] if part.name != SUPPRESSED else []
    columns = [f"k.key AS {quoted(spec.key)}"]
    for field in spec.fields:
        own = f"r.{quoted(field.name)}" if field.name in kept else "r.day"
        value = _value(field, own, imported.project.currency)
        columns.append(f"{value} AS {quoted(_other_than(field.name, spec.key))}")
    order = ["r.c", *(["r.day", *(f"r.{quoted(name)}" for name in kept)] if has_day else [])]
    # Of an event that changed, the last version is the one that counts now.
    final = f"WHERE r.{quoted(UNTIL)} IS NULL" if has_day and has_versions(spec) else ""
    source = f"FROM {stored(part.name)} r JOIN {stored('keys')} k ON k.c = r.c {final}"
    return f"SELECT {', '.join(columns)} {source} ORDER BY {', '.join(order)}"


def _other_than(name: str, key: str) -> str:
    return f"{name}_2" if name.casefold() == key.casefold() else name


def _value(field: FieldSpec, column: str, currency: str) -> str:
    match field.type:
        case FieldType.DATE:
            return f"DATE '1970-01-01' + {column}"
        case FieldType.MONEY:
            return _scaled(column, minor_digits(currency))
        case FieldType.NUMBER:
            return _scaled(column, _NUMBER_PLACES)
        case _:
            return column


def _scaled(column: str, digits: int) -> str:
    """A whole number as a decimal with so many places, exactly."""
    if not digits:
        return column
    return f"CAST({column} AS DECIMAL(18, 0)) * CAST({10.0**-digits:.{digits}f} AS DECIMAL({digits + 1}, {digits}))"


def _write_csv(imported: Imported, select: str, path: Path) -> None:
    result = imported.connection.cursor().execute(select)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([harmless(str(column[0])) for column in result.description or ()])
        while block := result.fetchmany(_BLOCK):
            writer.writerows([_cell(value) for value in row] for row in block)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal) and value.as_tuple().exponent == -_NUMBER_PLACES:
        return f"{value.normalize():f}"
    return harmless(value) if isinstance(value, str) else str(value)


def write_aside(imported: Imported, path: Path, head: Sequence[str], locale: str) -> int:
    """Write the rows set aside under a heading (file, line, column, value, reason, code); how many there are."""
    reasons: dict[str, tuple[str, str]] = {}
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(head)
        for one in imported.set_aside():
            if one.reason not in reasons:
                reasons[one.reason] = (reason_words(one.reason).fill(locale, {}), code_of(one.reason).id)
            words = (one.file, str(one.line), one.column, one.value, *reasons[one.reason])
            writer.writerow([harmless(text) for text in words])
            count += 1
    return count
