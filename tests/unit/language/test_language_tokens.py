"""Tokens: nothing is lost, and places stay right whatever the width of the signs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from clmplan.base.days import Duration, Unit
from clmplan.base.excerpt import excerpt
from clmplan.base.source import Source
from clmplan.language.parse import parse
from clmplan.language.tokens import TRIVIA, Token, tokenize
from tests.unit.language.mutations import PLAYBOOKS, text_of


def tokens(text: str) -> list[Token]:
    return [token for token in tokenize(Source("a.clm", text)).value if token.type not in TRIVIA]


def only(text: str) -> Token:
    (token,) = tokens(text)
    return token


def literal(text: str) -> object:
    value = only(text).value
    assert value is not None
    return (value.kind, value.value, value.currency)


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_the_tokens_of_a_playbook_are_its_text(playbook: str) -> None:
    text = text_of(playbook)
    assert text == "".join(token.span.text for token in tokenize(Source("a.clm", text)).value)


def test_full_width_signs_keep_their_places() -> None:
    wide, narrow = "人群 甲 ＝ 次数（订单） ＞ 3", "人群 甲 = 次数(订单) > 3"
    assert [(one.type, one.span.start, one.span.end) for one in tokens(narrow)] == [
        (one.type, one.span.start, one.span.end) for one in tokens(wide)
    ]


def test_carets_stand_under_the_mistake_behind_wide_characters() -> None:
    source = Source("a.clm", "人群 甲 = 次数（订单） ＞ ＞ 3")
    (found,) = parse(source).diagnostics
    assert found.place is not None
    line, carets = excerpt(found.place)
    assert source.text == line
    assert "＞" == found.place.text
    # 人群 甲 = 次数（订单） ＞: 4+1+2+1+1+1+4+2+4+2+1+2+1 cells come before the second sign
    assert " " * 26 + "^^" == carets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90d", ("duration", Duration(90, Unit.DAYS), "")),
        ("90 days", ("duration", Duration(90, Unit.DAYS), "")),
        ("1 day", ("duration", Duration(1, Unit.DAYS), "")),
        ("30天", ("duration", Duration(30, Unit.DAYS), "")),
        ("30日", ("duration", Duration(30, Unit.DAYS), "")),
        ("2w", ("duration", Duration(2, Unit.WEEKS), "")),
        ("2周", ("duration", Duration(2, Unit.WEEKS), "")),
        ("2个星期", ("duration", Duration(2, Unit.WEEKS), "")),
        ("3mo", ("duration", Duration(3, Unit.MONTHS), "")),
        ("3个月", ("duration", Duration(3, Unit.MONTHS), "")),
        ("1y", ("duration", Duration(1, Unit.YEARS), "")),
        ("1年", ("duration", Duration(1, Unit.YEARS), "")),
        ("5 workdays", ("duration", Duration(5, Unit.WORKDAYS), "")),
        ("5个工作日", ("duration", Duration(5, Unit.WORKDAYS), "")),
        ("¥5,000", ("money", Decimal(5000), "")),
        ("￥5,000", ("money", Decimal(5000), "")),
        ("5000 CNY", ("money", Decimal(5000), "CNY")),
        ("5000元", ("money", Decimal(5000), "CNY")),
        ("5万元", ("money", Decimal(50000), "CNY")),
        ("£12.50", ("money", Decimal("12.50"), "GBP")),
        ("$3", ("money", Decimal(3), "USD")),
        ("€3", ("money", Decimal(3), "EUR")),
        ("50_000", ("number", Decimal(50000), "")),
        ("5万", ("number", Decimal(50000), "")),
        ("１２", ("number", Decimal(12), "")),
        ("2.5", ("number", Decimal("2.5"), "")),
        ("10%", ("percent", Decimal(10), "")),
        ("10％", ("percent", Decimal(10), "")),
        ("8.5折", ("discount", "8.5折", "")),
        ("满300减50", ("discount", "满300减50", "")),
        ('"a # b"', ("text", "a # b", "")),
        ("“一，二”", ("text", "一，二", "")),
        ("「一」", ("text", "一", "")),
    ],
)
def test_a_literal_has_its_value(text: str, expected: object) -> None:
    assert expected == literal(text)


def test_dates_and_times_have_both_spellings() -> None:
    assert literal("2026-11-01") == literal("2026年11月1日")
    assert literal("10:00") == literal("10：00")


@pytest.mark.parametrize(
    ("text", "expected", "is_safe"),
    [
        ("9pm", "21:00", True),
        ("9:30PM", "21:30", True),
        ("12am", "00:00", True),
        ("12pm", "12:00", True),
        ("9点", "09:00", False),
        ("9點半", "09:30", False),
        ("21点15分", "21:15", False),
        ("晚上9点", "21:00", True),
        ("晚上12点", "00:00", False),
        ("凌晨12点", "00:00", False),
        ("下午3点半", "15:30", True),
        ("中午12点", "12:00", True),
        ("中午1点", "13:00", True),
        ("中午11点半", "11:30", True),
        ("上午10点", "10:00", True),
        ("晚上21点", "21:00", True),
    ],
)
def test_a_time_of_another_clock_is_told_as_one_of_this(text: str, expected: str, is_safe: bool) -> None:
    checked = tokenize(Source("a.clm", text))
    (token,), (found,) = checked.value, checked.diagnostics
    assert "CLM122" == found.code.id
    assert found.fix is not None and found.fix.is_safe == is_safe
    assert [expected] == [edit.text for edit in found.fix.edits]
    assert token.value is not None and f"{token.value.value:%H:%M}" == expected  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["13pm", "0am", "9:61pm", "25点", "晚上9点61分"])
def test_a_time_that_no_clock_shows_is_none(text: str) -> None:
    assert ["CLM110"] == [one.code.id for one in tokenize(Source("a.clm", text)).diagnostics]


@pytest.mark.parametrize("text", ["3 pm", "9 点", "2026年", "90天内", "2年后", "2026年后", "2026年11月1日", "9pmx"])
def test_what_only_looks_like_a_time_or_a_name_is_read_as_before(text: str) -> None:
    assert not tokenize(Source("a.clm", text)).diagnostics


def test_a_name_that_begins_with_a_year_asks_for_back_ticks() -> None:
    checked = tokenize(Source("a.clm", "2023年加冕日"))
    assert [("NAME", "2023年加冕日")] == [(one.type, one.text) for one in checked.value]
    assert ["CLM127"] == [one.code.id for one in checked.diagnostics]
    assert "2023年加冕日" == only("`2023年加冕日`").text


def test_a_name_is_composed_so_that_two_keyboards_agree() -> None:
    assert only("café").text == only("café").text == "café"


def test_letters_of_full_width_are_the_same_name() -> None:
    assert "vip" == only("ｖｉｐ").text


def test_several_words_make_one_keyword() -> None:
    assert [frozenset({"within last"})] == [one.names for one in tokens("within   last")]
    assert ["NAME", "NAME"] == [one.type for one in tokens("within_last lasting")]


def test_strange_characters_together_are_one_finding() -> None:
    found = tokenize(Source("a.clm", "\0" * 10_000)).diagnostics
    assert ["U+0000" * 8 + "…"] == [dict(one.values)["text"] for one in found]


def test_a_text_without_its_mark_still_lets_the_brace_open_the_block() -> None:
    assert ["LITERAL", "OPEN"] == [one.type for one in tokens('"E-mail {')]
