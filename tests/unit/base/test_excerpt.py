"""Carets stand under the characters they mean, whatever stands before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clmplan.base.excerpt import excerpt, padded, visible, width
from clmplan.base.source import Source, Span


def marked(text: str, what: str, mark: str = "^") -> tuple[str, str]:
    start = text.index(what)
    return excerpt(Span(Source("a.clm", text), start, start + len(what)), mark)


@pytest.mark.parametrize(
    ("before", "cells"),
    [
        ("plain ", 6),
        ("中文 ", 5),
        ("：，（ ", 7),
        ("１２ ", 5),
        ("e\u0301 ", 2),
        ("👍 ", 3),
        ("👍🏽 ", 3),
        ("👨‍👩‍👧 ", 3),
        ("🏳️‍🌈 ", 3),
        ("❤️ ", 3),
        ("❤ ", 2),
        ("1️⃣ ", 3),
        ("🇨🇳 ", 3),
        ("한글 ", 5),
        ("\u1112\u1161\u11ab ", 3),
        ("\t", 4),
        ("ab\t", 4),
        ("中\t", 4),
        ("中文\t", 8),
        ("a\t\tb ", 10),
        ("\u202e", 1),
        ("\u200b", 1),
        ("\x1b[31m", 5),
    ],
)
def test_the_caret_stands_under_the_word(before: str, cells: int) -> None:
    line, carets = marked(before + "word after", "word")
    assert " " * cells + "^^^^" == carets
    assert cells == width(line[: line.index("word")])


def test_wide_characters_get_two_carets_each_and_other_marks_can_be_asked_for() -> None:
    assert ("人群 甲", "^^^^") == marked("人群 甲", "人群")
    assert ("人群 甲", "     --") == marked("人群 甲", "甲", "-")


def test_an_empty_place_and_the_end_of_a_line_get_one_caret() -> None:
    source = Source("a.clm", "segment\r\nx")
    assert ("segment", "       ^") == excerpt(Span(source, 7, 7))
    assert ("segment", "   ^") == excerpt(Span(source, 3, 3))


def test_a_place_of_several_lines_is_marked_in_its_first() -> None:
    assert ("one two", "    ^^^") == excerpt(Span(Source("a.clm", "one two\nthree"), 4, 12))


def test_a_long_line_is_cut_around_the_place_and_says_so() -> None:
    line, carets = marked("中" * 500 + "word" + "x" * 500, "word")
    assert line.startswith("…") and line.endswith("…") and width(line) < 400
    assert "word" == line[_index(line, len(carets) - 4) :][:4]


def test_text_from_a_playbook_cannot_command_or_deceive_a_terminal() -> None:
    assert "a\ufffd[31m\ufffd\ufffdb" == visible("a\x1b[31m\u202e\u2066b")
    assert "\ufffd\ufffd\ufffd" == visible("\u200b\ufeff\u2028")
    assert "👨‍👩‍👧 café ❤️" == visible("👨‍👩‍👧 café ❤️")


@given(st.text(max_size=60))
def test_what_is_shown_is_as_wide_as_it_is_measured_and_hides_nothing(text: str) -> None:
    source = Source("a.clm", text)
    for start in range(len(text) + 1):
        line, carets = excerpt(Span(source, start, start))
        assert "\n" not in line and visible(line) == line
        assert carets.count("^") in {1, 2} or "\t" in text
        assert width(carets) <= width(line) + 8


@given(st.text(max_size=20), st.integers(0, 40))
def test_padding_reaches_the_width_asked_for(text: str, cells: int) -> None:
    if "\t" not in text:
        assert max(cells, width(text)) == width(padded(text, cells))


def _index(line: str, cells: int) -> int:
    """The character that begins at a cell."""
    return next(at for at in range(len(line)) if width(line[:at]) == cells)
