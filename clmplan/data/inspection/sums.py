"""What the amounts of an import add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clmplan.data.engine import quoted
from clmplan.data.imported.store import Imported
from clmplan.data.imported.work import CONTACTS, CUSTOMERS, SUPPRESSED, parts, stored_fields
from clmplan.model.project import FieldType


@dataclass(frozen=True, slots=True)
class MoneySum:
    """The sum of one column of amounts over the rows known on a day, in minor units, and how many rows have one."""

    table: str
    field: str
    minor: int
    rows: int


def money_sums(imported: Imported, as_of: date) -> tuple[MoneySum, ...]:
    """The sums of all columns of amounts, in the order of the project file."""
    found: list[MoneySum] = []
    engine = imported.engine(as_of)
    for part in parts(imported.project):
        if part.name in (CONTACTS, SUPPRESSED):
            continue
        fields = [field for _, field in stored_fields(part) if field.type is FieldType.MONEY]
        for field in fields:
            column = quoted(field.name)
            sums = engine.query(
                f"SELECT CAST(coalesce(sum({column}), 0) AS VARCHAR) AS total, count({column}) AS counted "
                f"FROM {quoted(part.name)}"
            )
            name = part.spec.name if part.name != CUSTOMERS else CUSTOMERS
            found.append(MoneySum(name, field.name, int(str(sums["total"][0])), int(sums["counted"][0])))
    return tuple(found)
