"""What the parser finds comes with the obvious fix, and the fix does what it says."""

from __future__ import annotations

import pytest

from clmplan.base.mend import mend
from clmplan.language.mend import with_fixes
from tests.spec.chapters import load
from tests.unit.language.mutations import findings, mistakes

_ROUNDS = 10


def mended(text: str, project: str = "gbp", *, is_unsafe: bool = False) -> str:
    """A text after its fixes, round by round."""
    for _ in range(_ROUNDS):
        done = mend(with_fixes(load(text, project).diagnostics), is_unsafe=is_unsafe)
        if not done.texts:
            return text
        text = done.texts["playbook.clm"]
    raise AssertionError("the fixes come to no end")


SAFE = [
    ("segment a = points > 3.", "segment a = points > 3"),
    ("segment a = points > 3。  # good", "segment a = points > 3  # good"),
    ("segment a = points == 3", "segment a = points = 3"),
    ("segment a = points > = 3", "segment a = points >= 3"),
    ("segment a = points >3 && age > 3", "segment a = points >3 and age > 3"),
    ("segment a = points > 3||age > 3", "segment a = points > 3 or age > 3"),
    ("segment a = points\u200b > 3", "segment a = points > 3"),
    ("segment a = count(orders >= 3\nsegment b = points > 3", "segment a = count(orders) >= 3\nsegment b = points > 3"),
    ("segment a = (points > 3  # many\nsegment b = age > 3", "segment a = (points > 3)  # many\nsegment b = age > 3"),
    ("segment a = points in [3, 4 and age > 3", "segment a = points in [3, 4] and age > 3"),
    ("segment a = email_ok", "segment a = email_ok is yes"),
    ("segment a = joined > 2026/1/2", "segment a = joined > 2026-01-02"),
    ("segment a = joined > 31.12.2026", "segment a = joined > 2026-12-31"),
    ('channel c "Mail” { cost: £1 }', 'channel c "Mail" { cost: £1 }'),
    ("channel c ”Mail” { cost: £1 }", 'channel c "Mail" { cost: £1 }'),
    ("channel c 'Mail' { cost: £1 }", 'channel c "Mail" { cost: £1 }'),
    ('channel c "Mail {\n  cost: £1\n}', 'channel c "Mail" {\n  cost: £1\n}'),
    ('channel c "Mail  # ours\n{ cost: £1 }', 'channel c "Mail"  # ours\n{ cost: £1 }'),
    ("channel c {\n  cost: £1,\n  reach: 90%\n}", "channel c {\n  cost: £1\n  reach: 90%\n}"),
    ("channel c {\n  cost £1\n}", "channel c {\n  cost: £1\n}"),
    ("channel c {\n  cost = £1\n}", "channel c {\n  cost: £1\n}"),
    ("channel c {\n  cost: £1\n\nsegment b = age > 3", "channel c {\n  cost: £1\n}\n\nsegment b = age > 3"),
    ("channel c\n  cost: £1\n}\nsegment b = age > 3", "channel c {\n  cost: £1\n}\nsegment b = age > 3"),
    ('segment a = country in ("France", "Spain")', 'segment a = country in ["France", "Spain"]'),
    ("segment a = tier in (gold) and age > 3", "segment a = tier in [gold] and age > 3"),
    ("segment a = days since joined > -30", "segment a = days since joined > 0 - 30"),
    ("segment a = wallet between -£3.50 and -£1", "segment a = wallet between £0 - £3.50 and £0 - £1"),
    ("channel c { cost: £1; never between 9:30pm and 8am }", "channel c { cost: £1; never between 21:30 and 08:00 }"),
    ("channel c { cost: £1; never between 12am and 12PM }", "channel c { cost: £1; never between 00:00 and 12:00 }"),
]
SAFE_IN_CHINESE = [
    ("人群 甲 = 距上次订单不超过60天", "人群 甲 = 距 上次 订单 不超过 60天"),
    ("人群 甲 = 非会员", "人群 甲 = 非 会员 为 是"),
    ("人群 甲 = 允许邮件", "人群 甲 = 允许邮件 为 是"),
    ("渠道 丙 “邮件 {\n  单价：1元\n}", "渠道 丙 “邮件” {\n  单价：1元\n}"),
    ("渠道 丙 {\n  单价 1元\n}", "渠道 丙 {\n  单价: 1元\n}"),
    ("渠道 丙 { 单价：1元；禁止 介于 晚上9点半 和 上午10点 }", "渠道 丙 { 单价：1元；禁止 介于 21:30 和 10:00 }"),
    ("渠道 丙 { 单价：1元；禁止 介于 下午1点 和 早上8点05分 }", "渠道 丙 { 单价：1元；禁止 介于 13:00 和 08:05 }"),
    ("人群 甲 = 等级 属于 （金，银）", "人群 甲 = 等级 属于 [金，银]"),
    ("人群 甲 = 积分 > -3", "人群 甲 = 积分 > 0 - 3"),
    ("人群 `2023年会员` = 会员 为 是\n人群 乙 = 2023年会员", "人群 `2023年会员` = 会员 为 是\n人群 乙 = `2023年会员`"),
]
UNSAFE = [
    ("segment between = age > 3", "gbp", "segment `between` = age > 3"),
    ("segmant a = age > 3", "gbp", "segment a = age > 3"),
    ("segment a = pionts > 3", "gbp", "segment a = points > 3"),
    ("segment a = total(orders.amont) > £3", "gbp", None),
    ("segment a = cuont(orders) > 3", "gbp", "segment a = count(orders) > 3"),
    ("segment a = sum(orders.amont) > £3", "gbp", "segment a = sum(orders.amount) > £3"),
    ("segment a = sum(orders.amount) > 30", "gbp", "segment a = sum(orders.amount) > £30"),
    ("segment a = (age age > 3)", "gbp", "segment a = (age > 3)"),
    (
        "campaign c { for everyone; goal: order in 14d; on 2026-11-01; send email }",
        "gbp",
        "campaign c { for everyone; goal: order within 14d; on 2026-11-01; send email }",
    ),
    ("人群 甲 = 城市 属于 [“杭州, “苏州”]", "cny", "人群 甲 = 城市 属于 [“杭州”, “苏州”]"),
    ("segment a = stage active", "gbp", "segment a = stage = active"),
    ('segment a = country "France"', "gbp", 'segment a = country = "France"'),
    ("人群 甲 = 阶段 活跃", "cny", "人群 甲 = 阶段 = 活跃"),
    ("segment a = count(orders in 90d) > 3", "gbp", "segment a = count(orders within last 90d) > 3"),
    ("渠道 丙 { 单价：1元；禁止 介于 9点 和 10:00 }", "cny", "渠道 丙 { 单价：1元；禁止 介于 09:00 和 10:00 }"),
    ("segment a = age > 3\n}", "gbp", "segment a = age > 3\n"),
    ("规则 触达 { 最多 3 次 每 3月 }", "cny", "规则 触达 { 最多 3 次 每 3个月 }"),
]


@pytest.mark.parametrize(("bad", "good"), SAFE)
def test_a_safe_fix_mends_it(bad: str, good: str) -> None:
    assert good == mended(bad)


@pytest.mark.parametrize(("bad", "good"), SAFE_IN_CHINESE)
def test_a_safe_fix_mends_it_in_chinese(bad: str, good: str) -> None:
    assert good == mended(bad, "cny")


@pytest.mark.parametrize(("bad", "project", "good"), UNSAFE)
def test_a_guess_is_not_written_unless_it_is_asked_for(bad: str, project: str, good: str | None) -> None:
    assert bad == mended(bad, project)
    if good is not None:
        assert good == mended(bad, project, is_unsafe=True)


@pytest.mark.parametrize(
    "text",
    [
        "segment a = joined > 11.10.2026",
        "segment a = count(orders) 3",
        "channel c { cost: £1; never between 13pm and 8:61am }",
        "campaign c {\n  for everyone\n  on 2026-11-01\n  if age > 3 { stop } else stop\n}",
        "campaign c {\n  for everyone\n  on 2026-11-01\n  if age > 3 { stop } else if age > 2 { stop }\n}",
        "segment a = (age > 3 and points > 3 or points < 1\nsegment b = age > 3",
        'campaign c { for everyone; on 2026-11-01; send email "News; at 10:00 }',
        "segment a = sum(orders.amount where category = 3 > £3\nsegment b = age > 3",
    ],
)
def test_what_can_mean_two_things_is_left_to_its_author(text: str) -> None:
    assert text == mended(text)


def test_a_back_ticked_name_that_is_unknown_is_not_taken_apart() -> None:
    found = with_fixes(load("人群 甲 = `距上次订单不超过60天`", "cny").diagnostics)
    assert not any(one.fix is not None and one.fix.is_safe for one in found)


def test_a_proposed_name_that_is_an_operator_is_put_in_back_ticks() -> None:
    text = "segment `between` = age > 3\nsegment b = betwen and age > 4"
    assert "segment b = `between` and age > 4" == mended(text, is_unsafe=True).splitlines()[1]


def test_fixes_of_damaged_playbooks_come_to_an_end_and_seldom_uncover_more_than_they_mend() -> None:
    tried = fewer = more = 0
    for mutant in mistakes(150, seed=12):
        diagnostics = with_fixes(findings(mutant.text, mutant.playbook))
        before, rounds = sum(one.is_error for one in diagnostics), 0
        while (done := mend(diagnostics)).texts:
            rounds += 1
            assert rounds <= _ROUNDS, mutant.text
            diagnostics = with_fixes(findings(done.texts["playbook.clm"], mutant.playbook))
        after = sum(one.is_error for one in diagnostics)
        tried, fewer, more = tried + (rounds > 0), fewer + (after < before), more + (after > before)
    assert tried >= 10
    assert more <= tried / 10 and fewer >= tried / 3, f"{tried} mended, {fewer} with fewer mistakes, {more} with more"
