"""Slots that hold written values: numbers, shares, durations, dates, money, discounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from functools import cache

from clmplan.base.days import Duration, Unit, Window
from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.base.money import Money, Rate
from clmplan.codes import resolve as codes
from clmplan.codes.phrases import LIMITS, SLOT_WORDS, tenths_meant
from clmplan.language.expressions.constants import LONGEST_DAYS, money_of, rate_of
from clmplan.language.phrases import Read, Reader
from clmplan.language.scope import Scope
from clmplan.language.text.syntax import BinaryNode, LiteralNode, Node, RangeNode, WordNode

_FULL_PRICE = Decimal(10)  # `10折` pays everything
One = Callable[[Node], "object | Wording | Diagnostic | None"]


def value_readers(scope: Scope) -> Mapping[str, Reader]:
    """Readers of written values; money is in the currency of the project."""
    return {
        "number": single("number", lambda node: _whole(_value(node, "number"))),
        "count": single("count", lambda node: _in(node, _whole(_value(node, "number")), "count", lambda n: n >= 1)),
        "percent": single("percent", lambda node: _share(node, lambda share: 0 < share <= 1, "percent")),
        "share": single("share", lambda node: _share(node, lambda share: 0 < share < 1, "share")),
        "duration": single("duration", lambda node: _value(node, "duration")),
        "days": single("days", _days),
        "workdays": single("workdays", _workdays),
        "date": single("date", lambda node: _value(node, "date")),
        "time": single("time", lambda node: _value(node, "time")),
        "text": single("text", lambda node: _value(node, "text")),
        "times": single("times", _times),
        "window": single("window", _window),
        "money": single("money", lambda node: _money(scope, node)),
        "rate": single("rate", lambda node: _rate(scope, node)),
        "lift": single("lift", lambda node: _percents(node, None)),
        "percents": single("percents", lambda node: _percents(node, 100)),
        "moneys": single("moneys", lambda node: _moneys(scope, node)),
        "discount": lambda parts: _discount(scope, parts),
    }


def single(kind: str, read: One) -> Reader:
    """A reader of one node: None means that the node is of another kind."""

    def reader(parts: Sequence[Node]) -> Read:
        found = read(parts[0])
        if isinstance(found, Wording | Diagnostic):
            return found
        return expected(kind) if found is None else (found, 1)

    return reader


@cache
def expected(kind: str) -> Wording:
    """What a slot asks for."""
    words = SLOT_WORDS[kind]
    return Wording(f"{words.en} is expected here", f"这里应是{words.zh}")


def _value(node: Node, kind: str) -> object | None:
    return node.value.value if isinstance(node, LiteralNode) and node.value.kind == kind else None


def _in(node: Node, value: int | None, limit: str, fits: Callable[[int], bool]) -> int | Diagnostic | None:
    if value is None or fits(value):
        return value
    return out_of_range(node, limit)


def out_of_range(node: Node, limit: str) -> Diagnostic:
    """Say what values are possible where one is not."""
    return codes.OUT_OF_RANGE.at(node.span, text=node.span.text, limit=LIMITS[limit])


def _whole(value: object | None) -> int | None:
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else None


def _share(node: Node, fits: Callable[[Decimal], bool], limit: str) -> Decimal | Diagnostic | None:
    value = _value(node, "percent")
    if not isinstance(value, Decimal):
        return None
    return value / 100 if fits(value / 100) else out_of_range(node, limit)


def _days(node: Node) -> int | Diagnostic | None:
    value = _value(node, "duration")
    days = value.days if isinstance(value, Duration) else None
    if days is None:
        return None if value is None else out_of_range(node, "days")
    return days if 1 <= days <= LONGEST_DAYS else out_of_range(node, "days")


def _workdays(node: Node) -> Duration | Diagnostic | None:
    value = _value(node, "duration")
    if not isinstance(value, Duration):
        return None
    is_right = value.unit is Unit.WORKDAYS and value.amount <= LONGEST_DAYS
    return value if is_right else out_of_range(node, "workdays")


def _times(node: Node) -> tuple[time, time] | Diagnostic | None:
    if isinstance(node, BinaryNode) and node.operator == "and":
        low, high = _value(node.left, "time"), _value(node.right, "time")
        if isinstance(low, time) and isinstance(high, time):
            return (low, high) if low != high else out_of_range(node, "times")
    return None


def _ends(node: Node) -> tuple[Node, Node]:
    return (node.low, node.high) if isinstance(node, RangeNode) else (node, node)


def _window(node: Node) -> Window | Diagnostic | None:
    first, last = (_value(end, "date") for end in _ends(node))
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    if last < first:
        return codes.ENDS_BEFORE_START.at(node.span, first=first, last=last)
    return Window.of_days(first, last) if last < date.max else out_of_range(node, "window")


def _money(scope: Scope, node: Node) -> Money | Diagnostic | None:
    return money_of(node.value, scope.project.currency) if isinstance(node, LiteralNode) else None


def _rate(scope: Scope, node: Node) -> Rate | Diagnostic | None:
    return rate_of(node.value, scope.project.currency) if isinstance(node, LiteralNode) else None


def _percents(node: Node, most: int | None) -> tuple[Decimal, Decimal] | Diagnostic | None:
    low, high = (_value(end, "percent") for end in _ends(node))
    if not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return None
    if most is not None and high > most:
        return out_of_range(node, "percents")
    return (low / 100, high / 100) if low <= high else out_of_range(node, "ordered")


def _moneys(scope: Scope, node: Node) -> tuple[Decimal, Decimal] | Diagnostic | None:
    found = [_money(scope, end) for end in _ends(node)]
    for one in found:
        if not isinstance(one, Money):
            return one
    low, high = (one.amount for one in found if isinstance(one, Money))
    return (low, high) if low <= high else out_of_range(node, "ordered")


def _discount(scope: Scope, parts: Sequence[Node]) -> Read:
    first = parts[0]
    if isinstance(first, LiteralNode) and first.value.kind == "discount":
        text = str(first.value.value)
        return (text, 1) if _is_possible(text) else _impossible(first, text)
    if _word(parts, 1, "off") is None or not isinstance(first, LiteralNode):
        return expected("discount")
    off = _share(first, lambda share: 0 < share <= 1, "percent") or _money(scope, first)
    if _word(parts, 2, "over") is None:
        return expected("discount") if off is None else _or_finding(off, first.span.to(parts[1].span).text, 2)
    over = _money(scope, parts[3]) if len(parts) > 3 else None
    if off is None or over is None:
        return expected("discount" if off is None else "money")
    if isinstance(over, Diagnostic):
        return over
    whole = first.span.to(parts[3].span)
    if isinstance(off, Money) and off > over:
        return codes.OUT_OF_RANGE.at(whole, text=whole.text, limit=LIMITS["discount"])
    return _or_finding(off, whole.text, 4)


def _or_finding(off: object, text: str, used: int) -> Read:
    return off if isinstance(off, Diagnostic) else (text, used)


def _word(parts: Sequence[Node], position: int, word: str) -> Node | None:
    node = parts[position] if position < len(parts) else None
    return node if isinstance(node, WordNode) and word in node.names else None


def _impossible(node: Node, text: str) -> Diagnostic:
    """Say what a discount can be; `0.8折` is somebody's way of writing `8折`."""
    part = Decimal(text.removesuffix("折")) if text.endswith("折") else _FULL_PRICE
    if part >= 1:
        return out_of_range(node, "discount")
    tenths = f"{(part * 10).normalize():f}"
    limit = tenths_meant(tenths) if part * 10 >= 1 else LIMITS["tenths"]
    return codes.OUT_OF_RANGE.at(node.span, text=node.span.text, limit=limit)


def _is_possible(text: str) -> bool:
    numbers = [Decimal(number) for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", text)]
    if len(numbers) == 1:
        return 1 <= numbers[0] < _FULL_PRICE
    return 0 < numbers[1] <= numbers[0]
