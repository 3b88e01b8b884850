"""Where statements end, and what a soft keyword is at its place."""

from __future__ import annotations

import pytest

from clmplan.base.source import Source
from clmplan.language.text.layout import lay_out
from clmplan.language.tokens import tokenize


def laid_out(text: str) -> list[str]:
    checked = tokenize(Source("a.clm", text)).then(lay_out)
    assert not checked.diagnostics
    return [token.type for token in checked.value]


def statements(text: str) -> int:
    return laid_out(text).count("END")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a\nb", 2),
        ("a;b", 2),
        ("a;;b;", 2),
        ("a and\nb", 1),
        ("a\nand b", 1),
        ("a,\nb", 1),
        ("a\n,b", 1),
        ("(a\nb)", 1),
        ("[a\nb]", 1),
        ("a\nwithin last 3d", 1),
        ("a\n\n# note\n\nb", 2),
        ("a # note\nand b", 1),
        ("cost: 3 reach: 4", 2),
        ("for a send b", 2),
        ("for a\non b", 2),
        ("on a from b", 1),
        ("on a\nfrom b", 2),
        ("stage a when b and\n stage c when d", 2),
        ("a and\nstage = b", 1),
    ],
)
def test_statements_are_counted(text: str, count: int) -> None:
    assert count == statements(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('test "x" {\n  expect refused wake by holdout\n}', 2),
        ('test "x" {\n  given holdout wake\n  given contact wake\n}', 3),
        ("测试 “甲” {\n  期望 拒绝 唤醒 由 留出\n  期望 拒绝 唤醒 按 对照组\n  假设 留出 唤醒\n}", 4),
        ("campaign c { by holdout 10% }", 2),
    ],
)
def test_behind_given_and_by_holdout_opens_no_statement(text: str, count: int) -> None:
    assert count == statements(text)


def test_a_claim_compares_and_a_declaration_defines() -> None:
    claim = laid_out("prove stage = lost disjoint from vip")
    assert ["WORD", "NAME", "COMPARE", "NAME", "WORD", "NAME", "END"] == claim
    assert ["WORD", "NAME", "DEFINE", "NAME", "COMPARE", "NAME", "END"] == laid_out("segment vip = stage = lost")


@pytest.mark.parametrize(
    "text",
    [
        "experiment e for c {\n  variant a 50%\n      variant b 50%\n}",
        'test "x" {\n  given holdout wake\n      given contact wake 2026-01-02\n  on 2026-01-03\n}',
        "campaign c {\n        for a\n  if b {\nstop\n      }\n          else {\n  stop }\n    wait 3d\n}",
    ],
)
def test_indentation_does_not_matter_where_braces_balance(text: str) -> None:
    assert 0 < statements(text)


def test_a_variant_without_its_brace_is_still_told() -> None:
    text = "experiment e for c {\n  variant a 50%\n    send email\n  }\n  variant b 50%\n}\n"
    checked = tokenize(Source("a.clm", text)).then(lay_out)
    assert ["CLM115"] == [one.code.id for one in checked.diagnostics]


def test_a_bracket_beside_a_name_is_a_call() -> None:
    assert ["NAME", "CALL", "NAME", "RIGHT", "END"] == laid_out("count(orders)")
    assert ["NAME", "LEFT", "NAME", "RIGHT", "END"] == laid_out("count (orders)")


def test_a_key_has_its_colon_on_the_same_line() -> None:
    assert ["KEY", "LITERAL", "END"] == laid_out("cost: 3")
    assert ["KEY", "LITERAL", "END"] == laid_out("成本：3")


def test_a_declaring_word_is_a_name_inside_a_condition() -> None:
    assert ["WORD", "NAME", "COMPARE", "NAME", "END"] == laid_out("for stage = active")
    assert ["WORD", "NAME", "WORD", "NAME", "COMPARE", "LITERAL", "END"] == laid_out("stage first when a = 3")


def test_blocks_close_before_a_declaration_that_starts_a_line() -> None:
    checked = tokenize(Source("a.clm", "channel a {\n cost: 3\nchannel b {\n}")).then(lay_out)
    assert ["CLM105"] == [one.code.id for one in checked.diagnostics]
    types = [token.type for token in checked.value]
    assert types.count("OPEN") == types.count("CLOSE") == 2
