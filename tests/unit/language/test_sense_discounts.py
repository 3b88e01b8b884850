"""Discounts in words: what people write, in numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from clmplan.language.sense.reading.discounts import discounts_in


def said(text: str) -> list[str]:
    """`20%` off, `15` off, `50>300` off over an amount."""
    return [
        f"{one.off.normalize():f}{'%' if one.is_percent else ''}" + (f">{one.over:f}" if one.over is not None else "")
        for one in discounts_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20% off", ["20%"]),
        ("Get 12.5 % OFF today", ["12.5%"]),
        ("20% discount and £5 off", ["20%", "5"]),
        ("save 30%", ["30%"]),
        ("half-price week", ["50%"]),
        ("半价", ["50%"]),
        ("8折", ["20%"]),
        ("8.5 折", ["15%"]),
        ("85折", ["15%"]),
        ("八折", ["20%"]),
        ("八五折优惠", ["15%"]),
        ("对折", ["50%"]),
        ("８折", ["20%"]),
        ("满300减50", ["50>300"]),
        ("满 300 元立减 50 元", ["50>300"]),
        ("满1,000减100", ["100>1000"]),
        ("£5 off over £25", ["5>25"]),
        ("¥50 off", ["50"]),
        ("立减50元", ["50"]),
        ("50元优惠券", ["50"]),
        ("10% 减", ["10%"]),
        ("10% off over £200", ["10%>200"]),
    ],
)
def test_a_discount_is_read(text: str, expected: list[str]) -> None:
    assert expected == said(text)


@pytest.mark.parametrize(
    "text",
    [
        "up to 50% off",
        "最高减50元",
        "低至5折",
        "8折起",
        "打折季",
        "三折页",
        "折扣",
        "100% cotton",
        "20% more coffee",
        "£5",
        "only £5 left",
        "Order by 11 November to have it in time",
        "10折",
        "0折",
        "",
    ],
)
def test_what_promises_nothing_exact_is_no_discount(text: str) -> None:
    assert [] == said(text)


def test_two_that_take_off_the_same_agree() -> None:
    (percent,), (tenths,) = discounts_in("20% off"), discounts_in("八折")
    (whole,), (bare,), (other,) = discounts_in("满300减50"), discounts_in("立减50元"), discounts_in("满200减50")
    assert percent.agrees(tenths)
    assert whole.agrees(bare)
    assert not whole.agrees(other)
    assert not percent.agrees(bare)
    assert Decimal(20) == percent.off
