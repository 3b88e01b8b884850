"""How values are written in a language: `14d` and `14天`, `2 weeks` and `2 周`, `20 CNY` and `20元`."""

from __future__ import annotations

import re
from decimal import Decimal

from clmplan.base.days import Duration, Unit
from clmplan.language.tokens import Token

_SHORT = {Unit.DAYS: ("d", "天"), Unit.WEEKS: ("w", "周"), Unit.MONTHS: ("mo", "个月"), Unit.YEARS: ("y", "年")}
_LONG = {
    Unit.DAYS: ("day", "天"),
    Unit.WEEKS: ("week", "周"),
    Unit.MONTHS: ("month", "个月"),
    Unit.YEARS: ("year", "年"),
}
_WORKDAYS = ("workday", "个工作日")
_DURATION = re.compile(r"([0-9_]+)( ?)(\D+)")
_LONG_UNIT = re.compile(r"(?:day|week|month|year)s?")
_SMALLEST_LONG = 10_000


def value_text(token: Token, text: str, language: str) -> str:
    """A literal as it is written in a language. A space before a Chinese unit stands for an English word in full."""
    value = token.value
    if value is None or value.kind not in {"duration", "money", "number", "date"}:
        return text
    if value.kind == "duration" and isinstance(value.value, Duration):
        return _duration(value.value, text, is_chinese=language == "zh")
    if language == "zh":
        return re.sub(r" ?CNY$", "元", text)
    if value.kind == "date":
        return str(value.value)
    amount = text
    if isinstance(value.value, Decimal) and "万" in text:
        sign = "," if value.kind == "money" else "_"
        number = f"{value.value:{sign}f}" if value.value >= _SMALLEST_LONG else f"{value.value:f}"
        amount = re.sub(r"[0-9][0-9_,.]*万", number.rstrip("0").rstrip(".") if "." in number else number, text)
    return re.sub(r" ?元$", " CNY", amount)


def _duration(duration: Duration, text: str, *, is_chinese: bool) -> str:
    found = _DURATION.fullmatch(text)
    if found is None:
        return text
    digits, gap, unit = found[1], found[2], found[3]
    plural = "" if duration.amount == 1 else "s"
    if duration.unit is Unit.WORKDAYS:
        return f"{digits}{_WORKDAYS[1]}" if is_chinese else f"{digits} {_WORKDAYS[0]}{plural}"
    is_long = bool(_LONG_UNIT.fullmatch(unit)) or (gap != "" and not unit.isascii())
    english, chinese = (_LONG if is_long else _SHORT)[duration.unit]
    if is_chinese:
        return f"{digits} {chinese}" if is_long else digits + chinese
    return f"{digits} {english}{plural}" if is_long else digits + english
