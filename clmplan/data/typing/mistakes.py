"""Columns that as a whole do not hold what is declared: one error instead of a reason for every row."""

from __future__ import annotations

from collections.abc import Sequence

from clmplan.base.diagnostics import Code, Diagnostic
from clmplan.codes.columns import DECIMAL_COMMAS, MOMENTS_OF_A_ZONE
from clmplan.codes.data import DATES_NOT_ISO, WRONG_COLUMN_TYPE
from clmplan.codes.set_aside import DECIMAL_COMMA, MOMENT_OF_A_ZONE
from clmplan.data.typing.dates import format_reader
from clmplan.data.typing.distinct import Tally
from clmplan.model.project import FieldSpec, FieldType

COMMON_FORMATS = (
    *("%d/%m/%y", "%m/%d/%y", "%y/%m/%d", "%d-%m-%y", "%m-%d-%y", "%y-%m-%d", "%d.%m.%y", "%y年%m月%d日"),
    *("%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%b %d %Y", "%d %B %Y", "%B %d, %Y", "%d%m%Y", "%m%d%Y"),
)
FEW = 3
FEW_SHARE = 20
# Codes that say better what is wrong with most of a column than that it has the wrong type.
_OF_ONE_REASON = ((MOMENT_OF_A_ZONE, MOMENTS_OF_A_ZONE), (DECIMAL_COMMA, DECIMAL_COMMAS))


def column_mistake(spec: FieldSpec, column: str, file: str, tally: Tally, total: int) -> Diagnostic | None:
    """The error of a column of which too many of its `total` written values are refused."""
    failed, refused = tally.failed, tally.examples()
    mostly = failed * 2 > total
    place = {"file": file, "column": column, "total": total}
    for reason, code in _OF_ONE_REASON:
        count = tally.rows.get(reason.name, 0)
        if count * 2 > total:
            return code.at(spec.at, **place, count=count, value=tally.refused[reason.name][0][:40])
    if (
        spec.type is FieldType.DATE
        and spec.format is None
        and (mostly or (spec.date_order is None and failed >= FEW and failed * FEW_SHARE > total))
    ):
        formats = _fitting_formats(refused)
        if formats or not mostly:
            remedy = ", ".join(_with_format(spec, pattern) for pattern in formats) or "`format: …`"
            first, second = refused[0][:40], refused[min(1, len(refused) - 1)][:40]
            return DATES_NOT_ISO.at(spec.at, **place, count=failed, first=first, second=second, remedy=remedy)
    if mostly:
        return WRONG_COLUMN_TYPE.at(spec.at, **place, count=failed, type=spec.type.value, value=refused[0][:40])
    return None


def _with_format(spec: FieldSpec, pattern: str) -> str:
    """The line of the project file that declares a field with a date format."""
    column = "" if spec.column == spec.name else f"column: {spec.column}, "
    kind = '"date?"' if spec.nullable else "date"
    return f'`{spec.name}: {{{column}type: {kind}, format: "{pattern}"}}`'


def _fitting_formats(texts: Sequence[str]) -> tuple[str, ...]:
    """The common formats that every one of the texts fits."""
    return tuple(
        pattern
        for pattern in COMMON_FORMATS
        if all(not isinstance(read(text), Code | None) for read in (format_reader(pattern, ""),) for text in texts)
    )
