"""Discounts as people write them in words: `20% off`, `8.5折`, `满300减50`, `£15 off`, `half price`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("￥"): ord("¥"), ord("￡"): ord("£")}
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_HAN = "一二三四五六七八九"
_MONEY = rf"[¥£$€] ?(?P<a>{_NUMBER})|(?P<b>{_NUMBER}) ?元"
_OVER = rf"(?: ?(?:over|on orders over|满) ?[¥£$€]? ?(?P<over>{_NUMBER})(?: ?元)?)?"
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("amount", rf"满 ?[¥]?(?P<over>{_NUMBER}) ?元? ?(?:立|直)?减 ?[¥]?(?P<a>{_NUMBER})"),
        ("tenths", rf"(?P<a>[0-9]+(?:\.[0-9]+)?|[{_HAN}]{{1,2}}|对) ?折(?![扣页叠])"),
        ("half", r"\bhalf[ -]price\b|半价"),
        ("percent", rf"(?P<a>{_NUMBER}) ?% ?(?:off\b|discount\b|减|优惠|折扣){_OVER}"),
        ("percent", rf"\bsave (?P<a>{_NUMBER}) ?%"),
        ("amount", rf"(?:{_MONEY}) ?(?:off\b|减){_OVER}"),
        ("amount", rf"\bsave [¥£$€] ?(?P<a>{_NUMBER})"),
        ("amount", rf"(?:立减|直减|立省|抵扣) ?[¥]?(?P<a>{_NUMBER})(?: ?元)?"),
        ("amount", rf"(?P<a>{_NUMBER}) ?元(?:优惠券|代金券|抵用券|立减券|红包)"),
    )
)
_MARK = re.compile("[%折减省抵元¥£$€]|半价|half", re.IGNORECASE)  # every pattern asks for one of these
_NOT_EXACT_BEFORE = re.compile(r"(?:up to|as much as|最高|至高|低至|高达|最低) ?$", re.IGNORECASE)
_NOT_EXACT_AFTER = re.compile(r" ?(?:起|以上|or more)", re.IGNORECASE)
_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Discount:
    """What is taken off: a percentage of the price or an amount in major units, from an order value on."""

    is_percent: bool
    off: Decimal
    over: Decimal | None
    written: str

    def agrees(self, other: Discount) -> bool:
        """Whether both take off the same; an order value that only one of them names is no difference."""
        same_over = self.over is None or other.over is None or self.over == other.over
        return (self.is_percent, self.off) == (other.is_percent, other.off) and same_over


def discounts_in(text: str) -> tuple[Discount, ...]:
    """Every exact discount that a text names, in written order; `up to 50% off` is none."""
    plain = text if text.isascii() else text.translate(_WIDE)
    if _MARK.search(plain) is None:
        return ()
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Discount]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            is_exact = not (
                _NOT_EXACT_BEFORE.search(plain[: match.start()]) or _NOT_EXACT_AFTER.match(plain, match.end())
            )
            found += [(match.start(), one) for one in _read(kind, match, text) if is_exact]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _read(kind: str, match: re.Match[str], text: str) -> Iterator[Discount]:
    parts = match.groupdict()
    written = text[match.start() : match.end()]
    if kind == "half":
        yield Discount(True, _ALL / 2, None, written)
        return
    number = parts.get("a") or parts.get("b") or ""
    over = _number(parts["over"]) if parts.get("over") else None
    if kind == "tenths":
        paid = _tenths(number)
        if paid is not None:
            yield Discount(True, _ALL - paid, None, written)
        return
    yield Discount(kind == "percent", _number(number), over, written)


def _tenths(written: str) -> Decimal | None:
    """The percentage of the price that is paid: `8`, `8.5`, `85`, `八`, `八五`, `对`; None when it cannot be."""
    if written == "对":
        return _ALL / 2
    if written[0] in _HAN:
        written = "".join(str(_HAN.index(one) + 1) for one in written)
    number = Decimal(written)
    paid = number * 10 if number < 10 else number
    return paid if 0 < paid < _ALL and written != "10" else None


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))
