"""The reference pages are fresh, and what they show can be written."""

from __future__ import annotations

import os

import pytest
from house.checkout import ROOT

from clmplan.base.source import Source
from clmplan.codes import reference_words
from clmplan.codes.catalogue import all_codes
from clmplan.language.declare.waves import schedule_kinds
from clmplan.language.parse import parse
from clmplan.language.reference import codes_page, words_page
from clmplan.language.tokens import tokenize

PAGES = {"words.md": words_page, "codes.md": codes_page}


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_fresh(name: str):
    page, path = PAGES[name](), ROOT / "grammar" / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(page, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == page, "write it anew with UPDATE_GOLDEN=1"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_first_that_it_is_generated_and_is_the_same_each_time(name: str):
    page = PAGES[name]()
    assert "Generated" in page.split("\n")[0] and "UPDATE_GOLDEN=1" in page.split("\n")[0]
    assert page == PAGES[name]()


@pytest.mark.parametrize("name", PAGES)
def test_every_table_has_its_three_columns_and_every_fence_is_closed(name: str):
    page = PAGES[name]()
    assert page.count("```") % 2 == 0
    rows = [line for line in page.split("\n") if line.startswith("|")]
    assert [row for row in rows if row.replace("\\|", "").count("|") != 4] == []


def test_every_code_is_on_its_page():
    page = codes_page()
    assert [code.id for code in all_codes() if f"### {code.id} `{code.name}`" not in page] == []


def test_every_schedule_is_introduced_in_both_languages():
    assert set(reference_words.SCHEDULES) == set(schedule_kinds())


@pytest.mark.parametrize(
    "text", [text for _, pair in reference_words.CONDITIONS for text in pair], ids=lambda text: text[:30]
)
def test_a_condition_on_the_page_can_be_parsed(text: str):
    assert parse(Source("page.clm", f"segment shown = {text}")).diagnostics == ()


@pytest.mark.parametrize(
    "text", [text for _, *both in reference_words.LITERALS for texts in both for text in texts], ids=lambda text: text
)
def test_a_value_on_the_page_can_be_read(text: str):
    assert tokenize(Source("page.clm", text)).diagnostics == ()
