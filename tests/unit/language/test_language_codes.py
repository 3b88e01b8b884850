"""Every code of the language: its bad example shows it, its good one is clean, its sentences read well."""

from __future__ import annotations

import re

import pytest

from clmplan.base.diagnostics import Code, Example
from clmplan.codes import allow, customer_functions, infer, parse, resolve, slips
from tests.spec.chapters import load

CODES = [
    code
    for room in (parse, slips, resolve, infer, allow, customer_functions)
    for code in vars(room).values()
    if isinstance(code, Code) and code.bad is not None  # one needs a project of its own: test_customer_calls.py
]
_CHINESE = re.compile("[一-鿿]")


def found(example: Example | None, code: Code) -> list[str]:
    assert example is not None
    project = "cny" if _CHINESE.search(example.text) else "gbp"
    checked = load(example.text, project, is_alone=code is resolve.NO_PLAYBOOK)
    for one in checked.diagnostics:
        assert one.message("en") and one.message("zh") and one.help("en") and one.help("zh")
    return [one.code.id for one in checked.diagnostics]


@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
def test_the_bad_example_has_exactly_this_mistake(code: Code) -> None:
    codes = found(code.bad, code)
    assert [code.id] == (codes[-1:] if code is parse.TOO_MANY else codes)


@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
def test_the_good_example_has_none(code: Code) -> None:
    assert [] == found(code.good, code)


@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
def test_the_sentences_keep_the_house_style(code: Code) -> None:
    for english in (code.message.en, code.help.en, code.why.en):
        assert not english.endswith(".")
        assert not english[:1].isupper()
        assert not re.search(r"\byou\b|\byour\b", english)
    for chinese in (code.message.zh, code.help.zh, code.why.zh):
        assert not chinese.endswith("。")
        assert "你" not in chinese
        assert "{" in chinese or _CHINESE.search(chinese)
    assert code.why.fill("en", {}) and code.why.fill("zh", {})


def test_helps_speak_the_language_that_is_asked_for() -> None:
    text = "segment a = poinst > 3\nsegment b = count(orders) cont\nlifecycle m { stage s }\nmetric x\ncampaign c { }"
    for one in load(text).diagnostics:
        outside = re.sub(r"`[^`]*`", "", one.message("zh") + one.help("zh"))
        assert not re.search("[A-Za-z]{2,}", outside), outside
