"""Fixes put into texts: whole, in order, the first by place where two meet."""

from __future__ import annotations

import pytest

from clmplan.base.diagnostics import Allowance, Code, Diagnostic, Edit, Severity, Wording
from clmplan.base.mend import edited, mend
from clmplan.base.source import Source, Span

WORDS = Wording("words", "词")
CODE = Code("CLM199", "made-up", Severity.WARNING, WORDS, WORDS, WORDS)
SOURCE = Source("a.clm", "one two three")


def finding(*edits: tuple[int, int, str], is_safe: bool = True, source: Source = SOURCE) -> Diagnostic:
    changes = (Edit(Span(source, start, end), text) for start, end, text in edits)
    return CODE.at(Span(source, edits[0][0], edits[0][1])).mended(WORDS, *changes, is_safe=is_safe)


def text_of(*found: Diagnostic, is_unsafe: bool = False) -> str:
    return mend(found, is_unsafe=is_unsafe).texts.get("a.clm", SOURCE.text)


def test_fixes_are_put_in_wherever_they_stand() -> None:
    assert "ONE two! 3" == text_of(finding((8, 13, "3")), finding((0, 3, "ONE")), finding((7, 7, "!")))


def test_only_safe_fixes_are_put_in_unless_all_are_asked_for() -> None:
    found = (finding((0, 3, "1")), finding((4, 7, "2"), is_safe=False))
    assert "1 two three" == text_of(*found)
    assert "1 2 three" == text_of(*found, is_unsafe=True)


@pytest.mark.parametrize(
    ("first", "second"),
    [((0, 5, "x"), (4, 7, "y")), ((0, 3, "x"), (3, 3, "y")), ((0, 13, "x"), (4, 7, "y"))],
)
def test_where_two_touch_the_first_by_place_wins(first: tuple[int, int, str], second: tuple[int, int, str]) -> None:
    done = mend((finding(second), finding(first)))
    start, end, text = first
    assert [finding(first)] == list(done.findings)
    assert {"a.clm": SOURCE.text[:start] + text + SOURCE.text[end:]} == done.texts


def test_of_two_at_the_same_place_the_first_given_wins() -> None:
    assert "onex two three" == text_of(finding((3, 3, "x")), finding((3, 3, "y")))


def test_a_fix_of_several_edits_is_put_in_whole_or_not_at_all() -> None:
    both = finding((4, 7, "2"), (8, 13, "3"))
    assert "one 2 3" == text_of(both)
    assert "1 three" == text_of(both, finding((0, 7, "1")))


def test_each_file_gets_its_own_edits() -> None:
    other = Source("b.clm", "four")
    done = mend((finding((0, 3, "1")), finding((0, 4, "4"), source=other)))
    assert {"a.clm": "1 two three", "b.clm": "4"} == done.texts


def test_new_lines_end_as_the_lines_of_the_text_do() -> None:
    windows, unix = Source("a.clm", "one\r\ntwo"), Source("a.clm", "one\ntwo")
    assert "one\r\n}\r\ntwo" == edited(windows, [Edit(Span(windows, 3, 3), "\n}")])
    assert "one\n}\ntwo" == edited(unix, [Edit(Span(unix, 3, 3), "\n}")])


def test_what_is_allowed_is_not_mended() -> None:
    from dataclasses import replace

    allowance = Allowance(CODE, "agreed", Span(SOURCE, 0, 0), (Span(SOURCE, 0, 13),))
    assert "one two three" == text_of(replace(finding((0, 3, "1")), allowed=allowance))


def test_overlapping_edits_of_one_fix_are_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="same characters"):
        mend((finding((0, 5, "1"), (4, 7, "2")),))
