"""Templates: what fits, in any order of its optional parts, and how far a misfit got."""

from __future__ import annotations

from collections.abc import Sequence

from clmplan.base.diagnostics import Wording
from clmplan.base.source import Source
from clmplan.language.parse import parse
from clmplan.language.phrases import Match, Mismatch, Read, match, spelled
from clmplan.language.text.syntax import LiteralNode, NameNode, Node

FORM = "at most {count:number} {what:name} [per {window:duration}] [for {who:name}]"


def number(parts: Sequence[Node]) -> Read:
    node = parts[0]
    return (node.span.text, 1) if isinstance(node, LiteralNode) else Wording("no number", "不是数字")


def name(parts: Sequence[Node]) -> Read:
    node = parts[0]
    return (node.path[0], 1) if isinstance(node, NameNode) else Wording("no name", "不是名字")


READERS = {"number": number, "name": name, "duration": number}


def tried(text: str, form: str = FORM) -> Match | Mismatch:
    (statement,) = parse(Source("a.clm", text)).value.statements
    return match(form, statement.phrase.parts, READERS, statement.phrase.span)


def slots(text: str) -> dict[str, object]:
    found = tried(text)
    assert isinstance(found, Match)
    return dict(found.slots)


def misfit(text: str) -> tuple[int, str]:
    found = tried(text)
    assert isinstance(found, Mismatch)
    assert isinstance(found.reason, Wording)
    return found.position, found.reason.en


def test_slots_are_filled_in_order() -> None:
    assert {"count": "3", "what": "letters"} == slots("at most 3 letters")


def test_optional_groups_come_in_any_order() -> None:
    expected = {"count": "3", "what": "letters", "window": "7d", "who": "vip"}
    assert expected == slots("at most 3 letters per 7d for vip") == slots("at most 3 letters for vip per 7d")


def test_an_optional_group_comes_once() -> None:
    assert (5, "nothing more belongs here") == misfit("at most 3 letters per 7d per 8d")


def test_a_misfit_says_where_it_stopped_and_why() -> None:
    assert (1, "no number") == misfit("at most many letters")
    assert (4, "no number") == misfit("at most 3 letters per week")
    assert (2, "NAME is missing") == misfit("at most 3")
    assert (3, "nothing more belongs here") == misfit("at most 3 letters weekly")


def test_a_chinese_phrase_fits_the_same_template() -> None:
    assert {"count": "3", "what": "信", "window": "7天"} == slots("最多 3 信 每 7天")


def test_a_word_of_the_language_may_be_a_name_in_a_slot() -> None:
    assert {"count": "3", "what": "customer"} == slots("at most 3 customer")


def test_a_choice_keeps_which_word_was_taken() -> None:
    found = tried("at most 3 before", "at most {count:number} {side:before|after}")
    assert isinstance(found, Match)
    assert "before" == found.get("side")


def test_a_template_is_its_own_help_in_both_languages() -> None:
    assert "at most NUMBER NAME [per DURATION] [for NAME]" == spelled(FORM, "en")
    assert "最多 数量 名字 [每 时长] [面向 名字]" == spelled(FORM, "zh")
