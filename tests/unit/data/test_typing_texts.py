"""Typed texts, choices, truth words, telephone numbers and keys: what each accepts, and why it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clmplan.base.diagnostics import Code
from clmplan.data.typing.parser import parser
from clmplan.data.typing.texts import read_key
from clmplan.model.project import FieldSpec, FieldType


def cell(text: str, type: FieldType, **more: object) -> object:
    found = parser(FieldSpec("x", "x", type, **more), "CNY", "UTC")(text)
    return found.name if isinstance(found, Code) else found


@pytest.mark.parametrize(
    "word", ["yes", "TRUE", "1", "1.0", "Y", " t ", "是", "有", "√", "✓", "同意", "已同意", "开", "ｙｅｓ"]
)
def test_words_for_yes(word: str):
    assert cell(word, FieldType.YES_NO) is True


@pytest.mark.parametrize("word", ["no", "False", "0", "n", "否", "无", "０", "×", "未同意", "拒绝", "关", "已退订"])
def test_words_for_no(word: str):
    assert cell(word, FieldType.YES_NO) is False


def test_consent_is_never_guessed():
    assert cell("ok", FieldType.YES_NO) == "not-yes-no"
    assert cell("x", FieldType.YES_NO) == "not-yes-no"
    assert cell("N/A", FieldType.YES_NO) == cell("", FieldType.YES_NO) == "missing-value"
    assert cell("空", FieldType.YES_NO, nullable=True) is None


def test_choices_are_exact_and_come_before_words_for_nothing():
    assert cell(" gold ", FieldType.ONE_OF, choices=("gold",)) == "gold"
    assert cell("Gold", FieldType.ONE_OF, choices=("gold",)) == "unknown-choice"
    assert cell("无", FieldType.ONE_OF, choices=("gold", "无")) == "无"
    assert cell("无", FieldType.ONE_OF, choices=("gold",), nullable=True) is None


def test_texts_are_composed_and_bounded_and_only_empty_ones_are_missing():
    assert cell("Cafe\u0301", FieldType.TEXT) == "Café"
    assert cell("x" * 1000, FieldType.TEXT) == "x" * 1000
    assert cell("x" * 1001, FieldType.TEXT) == "too-long"
    assert cell("N/A", FieldType.TEXT) == "N/A"
    assert cell(" \u3000", FieldType.TEXT) == "missing-value"
    assert cell(" 6.9E+12 ", FieldType.TEXT) == "lost-digits"
    assert cell("grade E+", FieldType.TEXT) == "grade E+"
    assert cell("6.9E+12kg", FieldType.TEXT) == "6.9E+12kg"


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "138-0013-8000",
        "138 0013 8000",
        "+86 138 0013 8000",
        "8613800138000",
        "0086-13800138000",
        "１３８００１３８０００",
        "\ufeff13800138000\u202c",
        "(+86)13800138000",
        "'13800138000",
        '="13800138000"',
        "13800138000.0",
    ],
)
def test_a_mobile_number_of_mainland_china_has_one_form(text: str):
    assert cell(text, FieldType.PHONE) == "13800138000"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+1 (202) 555-0143", "+12025550143"),
        ("+86 21 6350 1234", "+862163501234"),
        ("1.38E+10", "lost-digits"),
        ("1.38001e10", "lost-digits"),
        ("138****8000", "not-a-phone"),
        ("1380013800", "not-a-phone"),
        ("12800138000", "not-a-phone"),
        ("021-63501234", "not-a-phone"),
        ("13800138000.5", "not-a-phone"),
        ("13800138000/13900139000", "not-a-phone"),
        ("+", "not-a-phone"),
        ("+0123456789", "not-a-phone"),
        ("N/A", "missing-value"),
    ],
)
def test_other_numbers_are_international_or_refused(text: str, expected: str):
    assert expected == cell(text, FieldType.PHONE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "missing-value"),
        (" A", "key-with-spaces"),
        ("A\u3000", "key-with-spaces"),
        ("A\u200b", "key-with-spaces"),
        ("\ufeffA", "key-with-spaces"),
        ("A" * 201, "too-long"),
        ("1.38E+10", "lost-digits"),
    ],
)
def test_keys_that_cannot_be_used(text: str, expected: str):
    found = read_key(text)
    assert isinstance(found, Code) and expected == found.name


def test_keys_are_composed_and_any_word():
    assert read_key("Cafe\u0301") == "Café"
    assert read_key("NA") == "NA"
    assert read_key("5E+") == "5E+"


@given(st.text(max_size=30))
def test_no_text_makes_a_cell_raise(text: str):
    for type in (FieldType.TEXT, FieldType.PHONE, FieldType.YES_NO, FieldType.ONE_OF):
        cell(text, type, choices=("a",))
    read_key(text)
