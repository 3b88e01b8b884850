"""Every code about tests: its bad example shows it, its good one is clean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clmplan import trials
from clmplan.base.diagnostics import Code, Example
from clmplan.codes import trial
from clmplan.model.run import Loaded
from tests.spec.chapters import load, project

CODES = [code for code in vars(trial).values() if isinstance(code, Code)]


def found(example: Example | None) -> list[str]:
    """What is said when the example is read, and when its tests are run."""
    assert example is not None
    checked = load(example.text)
    said = list(checked.diagnostics)
    if checked.value is not None and not checked.has_errors:
        there = Loaded(Path(), project("gbp"), checked.value)
        said += trials.run(there, there.playbook.tests, "en").diagnostics
    for one in said:
        for locale in ("en", "zh"):
            assert not re.search(r"\{\w+\}", one.message(locale) + one.help(locale))
    return [one.code.id for one in said]


@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
def test_the_bad_example_has_exactly_this_mistake(code: Code) -> None:
    assert [code.id] == found(code.bad)


@pytest.mark.parametrize("code", CODES, ids=[code.id for code in CODES])
def test_the_good_example_has_none(code: Code) -> None:
    assert [] == found(code.good)


def test_helps_for_values_speak_of_the_currency_of_the_project() -> None:
    (said,) = load(
        "测试 “一” {\n  假设 客户 { 订单 2026-09-01 { 金额：5 } }\n  于 2026-10-01\n  期望 不触达\n}", "cny"
    ).diagnostics
    assert said.code is trial.WRONG_VALUE
    assert "5元" in said.help("zh")
    assert said.message("zh") == "`金额` 应填金额，不能填 `5`"
