"""Asking for a word finds what it means, whatever the language and the spelling."""

from __future__ import annotations

import pytest

from clmplan.language.reference.entry import Entry
from clmplan.language.reference.gather import entries
from clmplan.language.reference.lookup import known_words, look_up, plain, topic_of
from clmplan.language.reference.stored import document, stored_entries, words_file


def found(word: str) -> list[str]:
    return [f"{entry.topic}:{entry.name}" for entry in look_up(word, entries())]


@pytest.mark.parametrize(
    ("word", "meanings"),
    [
        ("campaign", ["declarations:campaign"]),
        ("活动", ["declarations:campaign"]),
        ("活動", ["declarations:campaign"]),
        ("波次", ["lines:campaign.wave"]),
        ("wait", ["lines:wave.wait"]),
        ("Holdout", ["lines:.holdout", "lines:campaign.holdout", "joints:holdout"]),
        ("对照组", ["lines:.holdout", "lines:campaign.holdout", "joints:holdout"]),
        ("goal:", ["lines:campaign.goal"]),
        ("目标：", ["lines:campaign.goal"]),
        ("if  capped", ["lines:campaign.if capped"]),
        ("count", ["functions:count"]),
        ("次数", ["functions:count"]),
        ("double11", ["days:double11"]),
        ("双11", ["days:double11"]),
        ("singles_day", ["days:double11"]),
        ("anniversary", ["schedules:anniversary"]),
        ("等于", ["conditions:="]),
        (">=", ["conditions:>="]),
        ("星期二", ["values:tuesday"]),
        ("gb", ["regions:GB"]),
        ("金额", ["literals:money"]),
        ("by", ["joints:by", "joints:done by"]),
        ("由", ["joints:done by"]),
        ("nonsense", []),
        ("", []),
    ],
)
def test_a_word_in_any_spelling_has_its_meanings(word: str, meanings: list[str]) -> None:
    assert meanings == found(word)


def test_a_word_that_opens_several_lines_has_all_of_them() -> None:
    expected = ["lines:policy.cap", "lines:policy.tasks", "lines:budget.limit", "lines:budget.monthly"]
    assert expected == found("at most")[:4]
    assert found("at most") == found("最多")


def test_two_words_of_one_spelling_are_told_apart() -> None:
    after = [entry for entry in look_up("after", entries()) if entry.topic == "joints"]
    assert ["后", "连续"] == [entry.title.zh for entry in after]
    assert all("连续" in form.zh for form in after[1].forms)


def test_a_word_inside_lines_shows_the_lines() -> None:
    (entry,) = look_up("with", entries())
    assert ['send CHANNEL "TEXT" [with OFFER] [to "TEXT"] [at TIME]'] == [form.en for form in entry.forms][:1]
    assert all("with" in form.en and "附带" in form.zh for form in entry.forms)


@pytest.mark.parametrize(
    ("name", "topic"), [("days", "days"), ("节日", "days"), ("Schedules", "schedules"), ("x", None)]
)
def test_a_topic_is_known_by_its_name_in_both_languages(name: str, topic: str | None) -> None:
    assert topic == topic_of(name)


def test_everything_known_can_be_looked_up_or_is_a_topic() -> None:
    assert [word for word in known_words(entries()) if not look_up(word, entries()) and topic_of(word) is None] == []


def test_a_word_is_compared_without_marks_and_capitals() -> None:
    assert "if capped" == plain("  If   Capped： ")
    assert "上次 下单" == plain("`上次 下单`")
    assert "stage" == plain("Stage:")


def test_the_stored_reference_comes_back_as_it_was() -> None:
    assert entries() == stored_entries()
    assert words_file(entries()) == words_file(stored_entries())
    assert {"topic", "name", "title", "meaning"} <= set(document(entries()[0]))


@pytest.mark.parametrize("entry", [one for one in entries() if one.topic == "days"], ids=lambda one: one.name)
def test_a_named_day_says_when_it_is(entry: Entry) -> None:
    assert entry.meaning.en.replace(", ", "、") == entry.meaning.zh
    assert entry.meaning.en[:3] == "20" + entry.meaning.en[2]
