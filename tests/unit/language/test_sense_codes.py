"""Every code of sense: its bad example shows it alone, its good one nothing, its fix mends it; it speaks plainly."""

from __future__ import annotations

import re

import pytest

from clmplan.base.diagnostics import Code, Diagnostic, Severity
from clmplan.base.source import Source
from clmplan.codes import sense, sense_campaigns, sense_conditions, sense_offers
from clmplan.codes.catalogue import all_codes
from clmplan.language.parse import parse
from clmplan.language.sense.checks import CHECKS, PEDANTIC
from clmplan.language.sense.checks import sense as judge
from tests.spec.chapters import load, project
from tests.unit.language.judging import judged, language_of, mended

ROOMS = (sense, sense_offers, sense_conditions, sense_campaigns)
CODES = [code for room in ROOMS for code in vars(room).values() if isinstance(code, Code)]
ASKED_FOR = sense.MIXED_LANGUAGES
ORDINARY = [code for code in CODES if code is not ASKED_FOR]
EACH = pytest.mark.parametrize("code", ORDINARY, ids=[code.id for code in ORDINARY])


def bad(code: Code) -> str:
    assert code.bad is not None
    return code.bad.text


@EACH
def test_the_bad_example_shows_exactly_this(code: Code) -> None:
    assert [code.id] == [one.code.id for one in judged(bad(code))]


@EACH
def test_the_good_example_shows_nothing(code: Code) -> None:
    assert code.good is not None
    assert [] == [f"{one.place} {one.message('en')}" for one in judged(code.good.text)]


@EACH
def test_a_fix_mends_what_was_found_and_breaks_nothing(code: Code) -> None:
    text = bad(code)
    (found,) = judged(text)
    if found.fix is None:
        return
    assert [] == [one.message("en") for one in judged(mended(text, found))]


def test_these_have_a_fix() -> None:
    mending = {code.id for code in ORDINARY for one in judged(bad(code)) if one.fix is not None}
    assert {"CLM408", "CLM410", "CLM411", "CLM434", "CLM439", "CLM440", "CLM450", "CLM455"} == mending


def test_only_a_fix_that_keeps_the_plan_is_safe() -> None:
    safe = {code.id for code in ORDINARY for one in judged(bad(code)) if one.fix is not None and one.fix.is_safe}
    assert {"CLM408", "CLM439", "CLM450"} == safe


@EACH
def test_a_finding_speaks_both_languages_in_full(code: Code) -> None:
    for found in judged(bad(code)):
        for locale in ("en", "zh"):
            assert not re.search(r"\{\w*\}", found.message(locale) + found.help(locale))
        outside = re.sub(r"`[^`]*`", "", said_in_chinese(found))
        assert not re.search("[A-Za-z]{2,}", outside), outside


def said_in_chinese(found: Diagnostic) -> str:
    titles = (found.fix.title,) if found.fix is not None else ()
    notes = (one.note for one in found.related)
    return " ".join((found.message("zh"), found.help("zh"), *(one.fill("zh", {}) for one in (*titles, *notes))))


@EACH
def test_a_finding_points_at_less_than_a_declaration(code: Code) -> None:
    for found in judged(bad(code)):
        assert found.place is not None
        assert "\n" not in found.place.text
        assert 0 < len(found.place.text) <= 60


def test_nothing_here_stops_a_plan() -> None:
    assert {Severity.WARNING, Severity.NOTE} == {code.severity for code in CODES}


def test_numbers_stay_in_their_bands() -> None:
    assert all(401 <= int(code.id[3:]) <= 469 for code in CODES)
    assert len({code.id for code in CODES}) == len(CODES)
    assert {code.id for code in CODES} <= {code.id for code in all_codes()}


def test_a_file_of_two_languages_is_said_only_to_who_asks() -> None:
    text = bad(ASKED_FOR)
    checked = load(text, language_of(text))
    playbook, documents = checked.value, (parse(Source("playbook.clm", text)).value,)
    assert playbook is not None
    assert [] == [one for one in judge(playbook, documents, project("gbp")) if one.code is ASKED_FOR]
    (found,) = [one for one in judge(playbook, documents, project("gbp"), is_pedantic=True) if one.code is ASKED_FOR]
    assert found.place is not None and "留出" == found.place.text
    assert "`留出` is Chinese, while most words of this file are not" == found.message("en")
    assert "holdout" in mended(text, found)


def test_every_check_is_listed_once() -> None:
    assert len(set(CHECKS) | set(PEDANTIC)) == len(CHECKS) + len(PEDANTIC)
