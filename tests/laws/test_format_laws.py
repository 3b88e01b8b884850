"""Formatting happens once and for all, changes no meaning, loses no comment; each language leads back to the other."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from generated_playbooks import playbook, world_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from clmplan.base import assets
from clmplan.base.source import Source, Span
from clmplan.language.format.formatted import formatted
from clmplan.language.format.names import names_given
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.text.syntax import Document
from clmplan.language.tokens import tokenize
from clmplan.language.words import word_table
from tests.spec.chapters import cases, project

SEEDS = range(100)
SHIPPED = tuple(sorted(assets.folder("playbooks").rglob("*.clm")))
CHAPTERS = tuple(cases())
OTHER = {"en": "zh", "zh": "en"}
BRISK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def laid_out(text: str, language: str | None = None) -> str:
    return formatted(Source("playbook.clm", text), language).value


def document(text: str) -> Document:
    return parse(Source("playbook.clm", text)).value


@cache
def generated(seed: int) -> tuple[str, str, str]:
    """A playbook in a mess of both languages, and laid out in English and in Chinese."""
    mess = playbook(seed)
    english = laid_out(mess, "en")
    return mess, english, laid_out(english, "zh")


def check_layout(text: str) -> None:
    once = laid_out(text)
    assert laid_out(once) == once
    assert comments(text) == comments(once)
    assert without_places(document(text)) == without_places(document(once))


def comments(text: str) -> list[str]:
    found = (token.span.text for token in tokenize(Source("playbook.clm", text)).value if token.type == "COMMENT")
    return [one.rstrip().lstrip("#＃/／") for one in found]


def without_places(node: Any) -> Any:
    """A tree as nested tuples, without the places of its nodes."""
    if isinstance(node, Document):
        return without_places(node.statements)
    if isinstance(node, Span | Source):
        return None
    if dataclasses.is_dataclass(node):
        return (type(node).__name__, *(without_places(getattr(node, one.name)) for one in dataclasses.fields(node)))
    if isinstance(node, tuple) and hasattr(node, "_fields"):
        kept = (one for name, one in zip(node._fields, node, strict=True) if name != "text")
        return (type(node).__name__, *(without_places(one) for one in kept))
    return tuple(map(without_places, node)) if isinstance(node, tuple) else node


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_playbooks_keep_tree_and_comments(path: Path) -> None:
    check_layout(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CHAPTERS, ids=[case.name for case in CHAPTERS])
def test_the_playbooks_of_the_chapters_keep_tree_and_comments(case: Any) -> None:
    check_layout(case.text)


def test_generated_playbooks_are_read_without_a_finding() -> None:
    for seed in SEEDS:
        assert parse(Source("playbook.clm", playbook(seed))).diagnostics == (), seed


def test_generated_playbooks_keep_tree_and_comments() -> None:
    for seed in SEEDS[::3]:
        check_layout(playbook(seed))


def test_generated_playbooks_lead_to_chinese_and_back_exactly() -> None:
    for seed in SEEDS:
        mess, english, chinese = generated(seed)
        assert laid_out(chinese, "en") == english, seed
        assert laid_out(english, "en") == english, seed
        assert laid_out(chinese, "zh") == chinese, seed
        assert comments(mess) == comments(chinese), seed


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_playbooks_lead_to_the_other_language_and_back_exactly(path: Path) -> None:
    text = laid_out(path.read_text(encoding="utf-8"))
    language = "zh" if path.parent.name == "zh" else "en"
    canonical = laid_out(text, language)
    assert canonical == laid_out(laid_out(text, OTHER[language]), language)
    assert language == "zh" or canonical == text


def test_generated_playbooks_mean_the_same_in_both_languages() -> None:
    clean = 0
    for seed in SEEDS[::2]:
        _, english, chinese = generated(seed)
        read = [resolve((document(text),), project(world_of(seed))) for text in (english, chinese)]
        assert [one.code.id for one in read[0].diagnostics] == [one.code.id for one in read[1].diagnostics], seed
        if not read[0].has_errors:
            clean += 1
            assert meaning(read[0].value) == meaning(read[1].value), seed
    assert clean > len(SEEDS[::2]) * 0.9


def meaning(found: Any) -> Any:
    """A playbook without places and without the words in which it was written."""
    if isinstance(found, Span | Source) or callable(found):
        return None
    if dataclasses.is_dataclass(found):
        kept = (one for one in dataclasses.fields(found) if one.name not in _WORDING)
        return (type(found).__name__, *(meaning(getattr(found, one.name)) for one in kept))
    if isinstance(found, tuple):
        return tuple(map(meaning, found))
    return meaning(tuple(found.items())) if isinstance(found, dict) else found


_WORDING = frozenset(
    {"at", "place", "source", "lines", "audience_text", "schedule_text", "text", "written", "discount"}
)
_PIECES = """a vip orders stage active `a{b}` 客户 email 3 90d 3个月 3月 £5 ¥5 5万元 10% 8.5折 2026-10-27 2026-02-30
10:00 25:00 { } ( ) [ ] , 、 ; : ： = <= ≥ .. . + - * count( @ 非会员 "text" “文字” "open"""
_TABLE = word_table()
PIECES = tuple(sorted({*_TABLE.words, *_TABLE.keys, *_TABLE.values, *_PIECES.split()}))
SOUP = some.lists(
    some.sampled_from((*PIECES, "# note\n", "\n", "\n ", "\r\n", "{\n", "\n}\n", "\0", "\f")), max_size=30
)
BEGINNINGS = ("", "segment a = ", "campaign c {\n for ", "policy p { ", "渠道 c {\n", "阶段 ")


@BRISK
@given(some.sampled_from(BEGINNINGS), SOUP, some.sampled_from((None, "en", "zh")))
def test_words_in_any_order_are_laid_out_once_and_for_all(
    beginning: str, words: list[str], language: str | None
) -> None:
    once = laid_out(beginning + " ".join(words), language)
    assert laid_out(once, language) == once


@BRISK
@given(some.text(max_size=200))
def test_any_text_is_laid_out_once_and_for_all(text: str) -> None:
    once = laid_out(text)
    assert laid_out(once) == once


@BRISK
@given(some.sampled_from(SEEDS), some.data())
def test_a_damaged_playbook_is_laid_out_once_and_for_all(seed: int, data: Any) -> None:
    text = playbook(seed)
    cut = data.draw(some.integers(0, len(text)))
    damaged = text[:cut] + data.draw(some.sampled_from(PIECES)) + text[cut + data.draw(some.integers(0, 5)) :]
    once = laid_out(damaged)
    assert laid_out(once) == once


def test_names_of_the_project_are_never_words_of_the_language() -> None:
    names = names_given(project("cny"), ())
    text = "campaign c {\n  objective: 会员\n  on 3d before 生日\n}\n"
    assert {"会员", "生日", "金", "订单"} <= names
    assert text == formatted(Source("playbook.clm", text), "en", names).value
