"""The generated files are fresh, nothing that can be written is left untold, and what is told reads well."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

import pytest
from house.checkout import ROOT

from clmplan.base.diagnostics import Wording
from clmplan.base.source import Source
from clmplan.codes.catalogue import all_codes
from clmplan.codes.declaration_words import DECLARATIONS
from clmplan.codes.expression_words import CONDITIONS, OPERATORS
from clmplan.codes.line_words import CLAIMS, LINES
from clmplan.codes.phrases import SLOT_WORDS
from clmplan.codes.value_words import LITERALS, VALUES, WEEKDAYS
from clmplan.language import declare
from clmplan.language.collect import DECLARATIONS as KINDS
from clmplan.language.reference.codes_page import codes_page
from clmplan.language.reference.entry import Entry
from clmplan.language.reference.gather import entries
from clmplan.language.reference.lines import owners, shapes
from clmplan.language.reference.lookup import look_up
from clmplan.language.reference.stored import stored_entries, words_file
from clmplan.language.reference.words_page import words_page
from clmplan.language.tokens import tokenize
from clmplan.language.words import word_table

PAGES: Mapping[str, Callable[[], str]] = {
    "words.md": words_page,
    "codes.md": codes_page,
    "words.json": lambda: words_file(entries()),
}
MARKDOWN = [name for name in PAGES if name.endswith(".md")]
SECOND_PERSON = re.compile(r"\b(you|your|yours)\b|[你您]", re.IGNORECASE)
CHINESE = re.compile("[一-鿿]")
EVERY_ENTRY = pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.topic}:{entry.name}")


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_file_is_fresh(name: str):
    page, path = PAGES[name](), ROOT / "grammar" / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(page, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == page, "write it anew with UPDATE_GOLDEN=1"


@pytest.mark.parametrize("name", MARKDOWN)
def test_a_page_says_first_that_it_is_generated_and_is_the_same_each_time(name: str):
    page = PAGES[name]()
    assert "Generated" in page.split("\n")[0] and "UPDATE_GOLDEN=1" in page.split("\n")[0]
    assert page == PAGES[name]()


@pytest.mark.parametrize("name", MARKDOWN)
def test_every_table_has_rows_of_one_length_and_every_fence_is_closed(name: str):
    page = PAGES[name]()
    assert page.count("```") % 2 == 0
    for table in re.findall(r"(?:^\|.*\n)+", page, flags=re.MULTILINE):
        assert 1 == len({row.replace("\\|", "").count("|") for row in table.strip().split("\n")}), table


def test_every_link_of_the_page_leads_to_a_heading():
    page = words_page()
    headings = {_anchor(line.lstrip("# ")) for line in page.split("\n") if line.startswith("#")}
    links = re.findall(r"\]\(#([^)]*)\)", page)
    assert len(links) > 10
    assert [link for link in links if link not in headings] == []


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_code_is_on_its_page():
    page = codes_page()
    assert [code.id for code in all_codes() if f"### {code.id} `{code.name}`" not in page] == []


def test_the_stored_reference_is_the_one_that_is_gathered():
    assert entries() == stored_entries()


def test_every_line_of_every_block_is_told_and_nothing_else():
    written = {(owners(line)[0], line.name) for lines in shapes().values() for line in lines}
    assert written - set(LINES) == set(), "tell them in codes/line_words.py or codes/campaign_words.py"
    assert set(LINES) - written == set(), "no such line any more"


def test_every_kind_of_declaration_is_told():
    told = set(DECLARATIONS) | {name for kind, name in LINES if not kind}
    openers = {name for word in word_table().words.values() if "declarations" in word.roles for name in word.names}
    inner = {name for _, name in LINES}
    assert set(KINDS) <= told
    assert openers - told - inner == set()


def test_every_operator_claim_and_value_is_told():
    table = word_table()
    operators = {name for word in table.words.values() if "operators" in word.roles for name in word.names}
    assert operators - set(OPERATORS) == set()
    assert set(table.values.values()) - set(VALUES) - set(WEEKDAYS) - _split_parts() == set()
    assert set(table.conditions.values()) == set(CONDITIONS)


def _split_parts() -> set[str]:
    return set()


def test_no_template_of_a_declaration_escapes_the_reference():
    told = {form for lines in shapes().values() for line in lines for form in line.forms}
    assert sorted(set(_templates()) - told - _heads()) == []


def _templates() -> Iterator[str]:
    """The templates that the modules of declarations name."""
    for info in iter_modules(declare.__path__):
        for name, value in vars(import_module(f"{declare.__name__}.{info.name}")).items():
            if name.endswith("_FORM") and isinstance(value, str):
                yield value
            if name.endswith("_FORMS") and isinstance(value, tuple):
                yield from (form for form in value if isinstance(form, str))


def _heads() -> set[str]:
    """Templates of heads; `codes/reference_words.py` writes them out as people read them."""
    return {form for form in _templates() if form.split()[0] in KINDS or form.split()[0] == "test"}


@EVERY_ENTRY
def test_an_entry_has_a_meaning_and_all_but_words_inside_lines_have_an_example(entry: Entry):
    assert entry.meaning.en and entry.meaning.zh
    assert entry.examples or entry.topic == "joints"
    assert entry.forms or entry.topic in {"values", "days", "regions", "conditions", "joints"}


@EVERY_ENTRY
def test_the_sentences_of_an_entry_keep_the_house_style(entry: Entry):
    for sentence in (entry.meaning, *entry.facts):
        assert not SECOND_PERSON.search(sentence.en + sentence.zh)
        assert not sentence.en.endswith(".") and not sentence.zh.endswith("。")
        assert not sentence.en[0].isupper() or entry.topic in {"days", "regions", "values"}
        assert CHINESE.search(sentence.zh) or entry.topic == "days"
        assert not CHINESE.search(re.sub(r"`[^`]*`", "", sentence.en)) or entry.topic == "days"
        assert "{" not in sentence.en and sentence.en.count("`") % 2 == 0 == sentence.zh.count("`") % 2


@pytest.mark.parametrize("spelling", sorted({*word_table().words, *word_table().keys, *word_table().values}))
def test_every_spelling_of_the_word_table_can_be_looked_up(spelling: str):
    assert look_up(spelling, entries())


@pytest.mark.parametrize("slot", SLOT_WORDS)
def test_every_placeholder_of_a_form_can_be_looked_up(slot: str):
    asked = {word: look_up(word, entries()) for word in (SLOT_WORDS[slot].en, SLOT_WORDS[slot].zh)}
    assert [word for word, found in asked.items() if not found] == []


@EVERY_ENTRY
def test_what_an_entry_refers_to_can_be_looked_up(entry: Entry):
    assert [name for name in entry.see if not look_up(name, entries())] == []


@pytest.mark.parametrize(
    "written",
    [text for one in LITERALS.values() for text in (*one.english, *one.chinese)],
    ids=lambda text: text,
)
def test_a_value_of_the_reference_can_be_read(written: str):
    assert tokenize(Source("page.clm", written)).diagnostics == ()


def test_the_claims_of_a_lifecycle_are_told():
    assert {"exclusive", "complete", "first match"} == set(CLAIMS)
    assert isinstance(CLAIMS["complete"].meaning, Wording)
