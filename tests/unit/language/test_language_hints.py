"""What is said about mistakes that marketers make: the help names the words to write."""

from __future__ import annotations

import re

import pytest

from clmplan.codes.phrases import LIMITS
from clmplan.language.words import word_table
from tests.spec.chapters import load


def said(text: str, project: str = "gbp") -> str:
    (found,) = load(text, project).diagnostics
    locale = "en" if project == "gbp" else "zh"
    return f"{found.code.id} {found.message(locale)} | {found.help(locale)}"


@pytest.mark.parametrize(
    ("text", "project", "remedy"),
    [
        ("segment a = dormant", "gbp", "write `stage = dormant`"),
        ("segment a = main.dormant", "gbp", "write `stage = dormant`"),
        ("policy p { never to dormant }", "gbp", "write `stage = dormant`"),
        ("campaign a { for everyone; except dormant; on 2026-11-01; send email }", "gbp", "write `stage = dormant`"),
        ("人群 甲 = 沉睡", "cny", "请写 `阶段 = 沉睡`"),
        ("segment a = everybody", "gbp", "perhaps `everyone` is meant"),
        ("优惠 甲 { 力度：0.8折；成本：1元 }", "cny", "请写 `8折`"),
        ("优惠 甲 { 力度：0.85折；成本：1元 }", "cny", "请写 `8.5折`"),
        ("优惠 甲 { 力度：0折；成本：1元 }", "cny", "如 `8折` 付 80%"),
        ("规则 触达 { 最多 3 次 每 3月 }", "cny", "如 `90天`；`3个月` 只用于时间安排"),
        ("policy p { at most 2 contacts per week }", "gbp", "write `per 7d`"),
        ("policy p { at most 2 sms per month }", "gbp", "write `per 30d`"),
        ("policy p { at most 2 contacts per day }", "gbp", "write `per 1d`"),
        ("policy p { at most 2 contacts weekly }", "gbp", "write `per 7d`"),
        ("规则 触达 { 最多 3 次 每周 }", "cny", "`每 7天`"),
        ("规则 触达 { 最多 3 短信 每月 }", "cny", "`每 30天`"),
        ("规则 触达 { 最多 3 次 每 天 }", "cny", "`每 1天`"),
        ("segment a = joined > 2026/11/12", "gbp", "write `2026-11-12`"),
        ("segment a = joined > 2026.11.12", "gbp", "write `2026-11-12`"),
        ("segment a = joined > 12.11.2026", "gbp", "write `2026-11-12` or `2026-12-11`"),
        ("segment a = joined > 31/12/2026", "gbp", "write `2026-12-31`"),
        ("segment a = joined > 11/11/2026", "gbp", "write `2026-11-11`"),
        ("campaign a { for everyone; on every weekday; send email }", "gbp", "perhaps `every workday` is meant"),
        ("campaign a { for everyone; on every month on last day; send email }", "gbp", "perhaps `day 31` is meant"),
        ("campaign a { for everyone; on every month on the last day; send email }", "gbp", "perhaps `day 31` is meant"),
        (
            "campaign a { for everyone; on easter monday at 10:00; send email }",
            "gbp",
            "perhaps `easter_monday` is meant",
        ),
        ("campaign a { for everyone; on 3d after black friday; send email }", "gbp", "perhaps `black_friday` is meant"),
        (
            "campaign a { for everyone; on 2026-11-10; send email; if ordered { send sms } }",
            "gbp",
            "perhaps `ordered since start` is meant",
        ),
    ],
)
def test_the_help_names_the_words_to_write(text: str, project: str, remedy: str) -> None:
    assert remedy in said(text, project)


def test_a_stage_on_the_right_of_a_field_is_not_taken_for_a_condition() -> None:
    assert "stage = dormant" not in said("segment a = country = dormant")


def test_a_calendar_period_is_a_hint_only_where_days_are_counted() -> None:
    assert "7d" not in said("channel letters { cost: £1; capacity: 5 per week }")


def test_each_known_line_is_listed_once() -> None:
    listed = re.findall(r"`([^`]+)`", said("policy p { foo 3 }").partition(" | ")[2])
    assert listed == list(dict.fromkeys(listed))


def test_numbers_in_limits_have_commas() -> None:
    for sentence in LIMITS.values():
        assert not re.search(r"\d_\d", sentence.en + sentence.zh)


def test_a_condition_by_name_is_no_other_word() -> None:
    table = word_table()
    assert not set(table.conditions) & {*table.words, *table.keys, *table.values, *table.fillers, *table.later}
