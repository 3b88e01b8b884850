"""What cannot be read stays byte for byte, what stands around it is laid out, and nothing moves over anything."""

from __future__ import annotations

import pytest

from clmplan.base import assets
from clmplan.base.source import Source
from clmplan.language.format import formatted as room
from clmplan.language.format.formatted import formatted

GOOD_BEFORE, GOOD_AFTER = "segment  x=points>3", "segment x = points > 3"


def laid_out(text: str, language: str | None = None) -> str:
    return formatted(Source("playbook.clm", text), language).value


@pytest.mark.parametrize(
    "broken",
    [
        "segment b  =  = 2",
        "segment   b = points >",
        "segment   b = (points > 3",
        "segment   b = points > 3)",
        "segment   b = “open  text",
        "holdout   programme  2026-02-30",
        "segment   b = points @  3",
        "segment   b = 3月  < points",
        "segment b  = points > 3  \x00",
        "offer   o { cost:  £5",
        "offer   o {\n      cost:  £5",
        "campaign   c\n      for everyone\n      }",
        "offer  o {{ cost:  £5 }}",
    ],
)
def test_a_broken_region_stays_and_its_neighbours_do_not(broken: str) -> None:
    for language in (None, "en"):
        once = laid_out(f"{GOOD_BEFORE}\n{broken}\n{GOOD_BEFORE}\n", language)
        assert f"{GOOD_AFTER}\n{broken.rstrip(' ')}\n{GOOD_AFTER}\n" == once
        assert once == laid_out(once, language)


def test_a_broken_line_of_a_block_stays_where_it_is() -> None:
    text = "campaign c {\nfor   everyone\n      priority:  =  4  # why\nsend   email\n}\n"
    assert "campaign c {\n  for everyone\n      priority:  =  4  # why\n  send email\n}\n" == laid_out(text)


def test_a_broken_head_leaves_its_block_to_be_laid_out() -> None:
    assert "campaign  c = = {\n  for everyone\n}\n" == laid_out("campaign  c = = {\nfor   everyone\n}\n")


def test_findings_come_with_the_text() -> None:
    assert formatted(Source("p.clm", f"{GOOD_BEFORE}\n")).diagnostics == ()
    found = formatted(Source("p.clm", f"{GOOD_BEFORE}\nsegment b = = 2\n")).diagnostics
    assert [2] == [one.place.line for one in found if one.place is not None]


def test_every_beginning_of_a_playbook_is_laid_out_once_and_for_all() -> None:
    text = (assets.folder("playbooks") / "quickstart" / "zh" / "quickstart.clm").read_text(encoding="utf-8")
    for end in range(0, len(text), 61):
        once = laid_out(text[:end])
        assert once == laid_out(once)


def test_signs_that_end_a_line_for_people_alone_leave_a_text_as_it_is() -> None:
    for text in ("segment  a=b\rsegment c=d\n", "segment  a=\fb\n", "segment  \ufeffa=b\n"):
        assert text == laid_out(text)


def test_the_name_of_a_code_keeps_its_hyphens() -> None:
    text = 'allow offer-never-given for gift "it comes later"\n'
    assert text == laid_out(text)
    assert text.replace("allow", "允许").replace(" for ", " 面向 ") == laid_out(text, "zh")


def test_an_empty_text_stays_empty() -> None:
    assert "" == laid_out("")
    assert "" == laid_out("\n \n\n")
    assert "\ufeff# x\n" == laid_out("\ufeff  # x")


def test_the_file_keeps_its_kind_of_line_ends() -> None:
    assert "campaign c {\r\n  for a\r\n}\r\n" == laid_out("campaign c {\r\nfor a\r\n}")


def test_a_result_that_would_say_something_else_is_never_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "is_same", lambda *_: False)
    with pytest.raises(RuntimeError, match="would not say the same"):
        laid_out(GOOD_BEFORE)
    monkeypatch.setattr(room, "is_same_in_any_language", lambda *_: False)
    with pytest.raises(RuntimeError, match="would not say the same"):
        laid_out(GOOD_BEFORE, "zh")


def test_glued_months_get_the_word_that_makes_them_months() -> None:
    assert "活动 c { 于 每 3个月; 优先级: 4 }\n" == laid_out("活动 c { 于 每 3月优先级：4 }\n")


def test_a_brace_too_many_stays_behind_its_declaration() -> None:
    assert "offer o {\n  cost: £5\n}\n }\nsegment x = points > 3\n" == laid_out(
        f"offer o {{\n      cost:  £5 }}\n }}\n{GOOD_BEFORE}\n"
    )


def test_a_text_that_one_blank_less_would_read_otherwise_is_left_alone() -> None:
    text = f"{GOOD_BEFORE}\nsegment b = count(orders) = 2  days since last order <= 60\n"
    assert text == laid_out(text)
