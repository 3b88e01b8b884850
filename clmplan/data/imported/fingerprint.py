"""One digest for all rows known before a day, whatever their order, their file format or where the import lived.

Every row gives a number of 128 bits by its content. The numbers of the rows that begin or cease to be known on a day
are added up when they are imported, so that the digest of any day takes no second look at the rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from clmplan.data.engine import quoted
from clmplan.data.imported.work import (
    CONTENT,
    CUSTOMERS,
    FROM_THE_START,
    KNOWN,
    SUPPRESSED,
    UNTIL,
    Part,
    Work,
    has_versions,
    is_known_apart,
    parts,
    stored,
    stored_fields,
    text,
)
from clmplan.model.project import FieldSpec, FieldType, Project

_TEXTS = (FieldType.TEXT, FieldType.ONE_OF, FieldType.PHONE)
_LOW = 2**64 - 1


def add_content(work: Work, part: Part) -> None:
    """Add up the numbers of a table's rows by the day on which they begin or cease to be known."""
    by_name = sorted((field for _, field in stored_fields(part)), key=lambda field: field.name)
    has_day = part.name not in (CUSTOMERS, SUPPRESSED)
    content = ", ".join(["length(k.key)", "k.key", *(["r.day"] if has_day else []), *map(_written, by_name)])
    may_change = part.name != CUSTOMERS and has_versions(part.spec)
    until = f"r.{quoted(UNTIL)}" if may_change else "CAST(NULL AS INTEGER)"
    rows = (
        f"(SELECT coalesce({_known(work.project, part)}, {FROM_THE_START}) AS known, {until} AS until, "
        f"md5_number(concat_ws('|', {content})) AS content "
        f"FROM {stored(part.name)} r JOIN {stored('keys')} k ON k.c = r.c)"
    )
    begin = f"SELECT {text(part.name)}, known, {_sums('')} FROM {rows} GROUP BY known"
    work.run(f"INSERT INTO {CONTENT} {begin}")
    if may_change:
        end = f"SELECT {text(part.name)}, until, {_sums('-')} FROM {rows} WHERE until IS NOT NULL GROUP BY until"
        work.run(f"INSERT INTO {CONTENT} {end}")


def fingerprint(project: Project, as_of: date, sums: Mapping[str, tuple[int, int, int]]) -> str:
    """The sha256 in hex digits; `sums` are count, upper and lower half of each table's rows known before the day."""
    tables = {
        part.name: [sorted([field.name, field.type.value] for _, field in stored_fields(part)), list(sums[part.name])]
        for part in parts(project)
    }
    said = json.dumps([as_of.isoformat(), tables], sort_keys=True, ensure_ascii=True)
    return sha256(said.encode()).hexdigest()


def _known(project: Project, part: Part) -> str:
    """The day from which a row is known, as SQL."""
    if part.name == CUSTOMERS or not is_known_apart(project, part):
        return "r.day" if part.name not in (CUSTOMERS, SUPPRESSED) else "k.known"
    return f"r.{quoted(KNOWN)}"


def _written(field: FieldSpec) -> str:
    """A field's value so that no two rows are written alike: texts come after their length."""
    value = f"r.{quoted(field.name)}"
    if field.type in _TEXTS:
        return f"coalesce(length({value}), -1), coalesce({value}, '')"
    return f"coalesce(CAST({value} AS VARCHAR), '')"


def _sums(sign: str) -> str:
    return f"{sign}count(*), {sign}sum((content >> 64)::UBIGINT), {sign}sum((content & {_LOW})::UBIGINT)"
