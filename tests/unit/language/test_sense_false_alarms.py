"""Nothing is said about playbooks that are written well, in either language, with every construct there is."""

from __future__ import annotations

import pytest

from clmplan.base.source import Source
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.sense.checks import sense
from tests.spec.chapters import project
from tests.unit.language.judging import HEAD, alone, campaign
from tests.unit.language.mutations import PLAYBOOKS, project_of, text_of

ENGLISH = """
playbook autumn "Autumn plan" { horizon: 2026-10-01 .. 2026-12-31 }

metric spend_90d "Spend, last 90 days" = sum(orders.amount within last 90d)

lifecycle main exclusive complete {
  stage prospect "Prospect" when count(orders) = 0
  stage new      "New"      when count(orders) = 1 and days since last order <= 60
  stage active   "Active"   when count(orders) >= 2 and days since last order <= 60
  stage dormant  "Dormant"  when days since last order between 61 and 180
  stage lost     "Lost"     when days since last order > 180
}

segment vip       = top 20% by spend_90d where stage = active
segment reachable = email_ok is yes
segment abroad    = country != "United Kingdom" and tier in [gold, silver, plain]
segment complained = count(visits where date >= 2026-01-01) > 20
segment grown     = age >= 18 or age is missing
segment proven    = count(orders) >= 5

offer comeback "£20 off your next order" {
  discount: £20 off over £60
  valid: 14d
  stock: 5_000
  limit: 1 per customer per 90d
  cost: £20 when redeemed
}
offer early "20% off, up to two weeks early" { discount: 20% off; cost: £9 when redeemed }

channel email "E-mail" { cost: £0.02 per contact; consent: email_ok; never between 20:00 and 08:00 }
channel sms "Text message" { cost: £0.06 per contact; consent: sms_ok; capacity: 500 per day }
channel post "Post" { cost: £0.85 per contact; lead: 10 workdays }

policy contact {
  at most 4 contacts per 30d
  at most 1 sms per 7d
  at most 2 contacts per 7d for stage = new
  at least 2d between contacts
  never to segment complained
  never on statutory holidays
}

holdout programme 5%

budget q4 { total: £30,000; at most £5,000 for sms }

campaign wake "Wake the dormant" {
  objective: retention
  for stage = dormant and reachable and grown
  except abroad
  from 2026-10-10 to 2026-12-20
  priority: 40
  goal: order within 14d
  holdout 10%
  assume { lift: 40% .. 90%; redeem: 30%; value: £80; source: "stated by the CRM team" }
  wave first {
    on 15 days before christmas at 10:00
    send email "We miss you: £20 off" with comeback
    wait 3d
    if vip { send sms "20% off for you" with early } else { stop }
  }
  wave late { on every 2 weeks on tuesday from 2026-11-17 at 10:00; send post "News" }
}

campaign birthday "Birthday care" {
  for stage in [new, active] and days since joined >= 30
  priority: 30
  on 7 days before birthday at 09:00
  send email "Happy birthday"
  goal: order within 30d
}

prove proven disjoint from stage = new
"""
CHINESE = """
剧本 秋季 “秋季计划” { 区间：2026-10-01 .. 2026-12-31 }
指标 近90天消费 “近 90 天消费” = 求和(订单.金额 最近 90天 内)
生命周期 主线 互斥 完整 {
  阶段 潜客 “潜在客户” 当 次数(订单) = 0
  阶段 新客 当 次数(订单) = 1 且 距 上次 订单 不超过 60天
  阶段 活跃 当 次数(订单) 不低于 2 且 距 上次 订单 不超过 60天
  阶段 沉睡 当 距 上次 订单 介于 61天 和 180天
  阶段 流失 当 距 上次 订单 超过 180天
}
人群 大客 = 最高 20% 按 近90天消费 其中 阶段 = 活跃
人群 可触达 = 允许邮件 为 是
人群 京沪 = 城市 属于 [“北京”、“上海”]
优惠 满减券 “满三百减五十” { 力度：满300减50；有效期：14天；库存：2000；成本：50元 核销时 }
优惠 品鉴 “八五折品鉴” { 力度：8.5折；成本：12元 核销时 }
渠道 邮件 { 单价：0.02元；许可：允许邮件；禁止 介于 21:00 和 09:00 }
渠道 短信 { 单价：0.05元；许可：允许短信；容量：5万 每 天 }
规则 触达 { 最多 3 次 每 7天；最多 1 短信 每 3天；至少 间隔 2天 }
活动 唤醒 “唤醒沉睡客户” {
  面向 阶段 = 沉睡 且 可触达
  排除 京沪
  优先级：40
  目标：订单 在 14天 内
  留出 10%
  假定 { 提升：10% .. 40%；来源：“运营团队的估计” }
  于 双十一 前 15天 准点 10:00
  发送 邮件 “好久不见，满300减50” 附带 满减券
}
活动 答谢 {
  面向 大客
  优先级：60
  目标：订单 在 21天 内
  于 2026-11-12 准点 11:00
  发送 短信 “最高 5 折，另有 85 折品鉴装” 附带 品鉴
}
"""


def said(text: str, name: str) -> list[str]:
    document = parse(Source("playbook.clm", text))
    resolved = resolve((document.value,), project(name))
    errors = [one for one in (*document.diagnostics, *resolved.diagnostics) if one.is_error]
    assert [] == [f"{one.place} {one.message('en')}" for one in errors]
    assert resolved.value is not None
    found = sense(resolved.value, (document.value,), project(name), is_pedantic=True)
    return [f"{one.place} {one.code.id} {one.message('en')}" for one in found]


def test_a_whole_playbook_in_english_is_left_alone() -> None:
    assert [] == said(ENGLISH, "gbp")


def test_a_whole_playbook_in_chinese_is_left_alone() -> None:
    assert [] == said(CHINESE, "cny")


@pytest.mark.parametrize("path", PLAYBOOKS)
def test_the_playbooks_that_come_with_the_program_are_left_alone(path: str) -> None:
    document = parse(Source("quickstart.clm", text_of(path)))
    resolved = resolve((document.value,), project_of(path))
    assert resolved.value is not None
    assert [] == [one.message("en") for one in sense(resolved.value, (document.value,), project_of(path))]


@pytest.mark.parametrize(
    "condition",
    [
        "days since last order between 0 and 30",
        "days since last order >= 1 and days since last order <= 30",
        "count(orders) >= 0 and count(orders) < 3",
        "tier in [gold, silver, plain]",
        'country = "France" or country = "Italy"',
        'country != "France" and country != "Italy"',
        "not (email_ok is yes and sms_ok is yes)",
        "not (tier = gold)",
        "age is missing or not (age > 30)",
        "age is not missing and age != 30",
        "count(orders) >= 1 and not (days since last order > 60)",
        "count(orders within last 30d) >= 1 and days since last order <= 60",
        "sum(orders.amount within last 90d) > £500 or count(orders) > 10",
        "avg(orders.amount) >= £20",
        "everyone",
        'count(orders where category = "Tea" and units > 2) > 1',
        "last order >= 2026-01-01 and first order < 2026-01-01",
        "points * 2 > 3 and points > 5",
    ],
)
def test_an_ordinary_condition_is_left_alone(condition: str) -> None:
    assert [] == [one.message("en") for one in alone(HEAD + campaign(condition))]


@pytest.mark.parametrize(
    "rules",
    [
        "at most 2 contacts per 7d; at most 5 contacts per 30d",
        "at most 2 contacts per 7d; at most 1 email per 7d for tier = gold",
        "at most 1 email per 7d; at most 3 contacts per 7d",
        "at most 3 contacts per 7d; at least 2d between contacts",
        "at most 1 contacts per calendar week; at most 3 contacts per 14d",
    ],
)
def test_rules_that_all_bind_are_left_alone(rules: str) -> None:
    found = alone(f"{HEAD}policy contact {{ {rules} }}\n{campaign()}")
    assert [] == [one.message("en") for one in found if one.code.id in {"CLM457", "CLM458"}]
