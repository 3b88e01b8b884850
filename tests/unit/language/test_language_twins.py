"""English and Chinese words mean the same playbook, and every expression knows its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from clmplan.base.source import Source, Span
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.model.expression import Expression
from clmplan.model.playbook import Playbook
from clmplan.model.project import Project
from tests.spec.chapters import load, project
from tests.unit.language.mutations import PLAYBOOKS, project_of, text_of

ENGLISH = """
playbook winter "Winter" { horizon: 2026-11-02 .. 2026-12-31 }
metric spend "Spend" = sum(orders.amount within last 90d)
lifecycle main "Main" exclusive complete {
  stage new "New" when count(orders) = 1 and days since last order <= 60d
  stage active when count(orders where gift is yes) >= 2 or spend > £50
  stage rest otherwise
}
segment best = top 25% by spend where stage = active
segment some = tier in [gold, silver] and not (age is missing) and points between 3 and 9
offer tasting "Tasting" { discount: 10% off; valid: 14d; limit: 1 per customer per 60d; cost: £5 when redeemed }
channel email { cost: £0.02 per contact; consent: email_ok; reach: 95%; never between 20:00 and 08:00 }
channel sms { kind: owned; cost: £0.06; capacity: 5 per day; lead: 2 workdays }
policy contact {
  at most 2 contacts per 7d
  at most 1 sms per 14d for best
  at least 2d between contacts
  never on statutory holidays
  blackout 2026-12-24 .. 2026-12-26 "Christmas"
}
holdout programme 5% key "k"
budget all { total: £20; at most £3 for sms }
campaign wake "Wake" {
  objective: winback
  owner: "CRM"
  for best and stage = active
  except some
  from 2026-11-05 to 2026-12-20
  priority: 60
  entry: again after 90d
  goal: orders within 14d
  holdout 20%
  assume { lift: 10% .. 50%; redeem: 30%; value: £80; source: "stated" }
  prepare { cards 10 workdays before by "Studio" }
  wave early { on entering active at 10:00; send email "Hi" with tasting }
  wave late { on every 2 weeks on thursday from 2026-11-05 at 09:00; send sms "Last" }
  wave day { on 3 days before double11; send sms }
  wave year { on 7d before birthday; send sms }
}
"""
CHINESE = """
剧本 winter “Winter” ｛ 区间：2026-11-02 .. 2026-12-31 ｝
指标 spend “Spend” = 求和(orders.amount 最近 90天 内)
生命周期 main “Main” 互斥 完整 {
  阶段 new “New” 当 次数（orders）等于 1 且 距 上次 order 不超过 60天
  阶段 active 当 次数(orders 其中 gift 为 是) 不低于 2 或 spend 超过 £50
  阶段 rest 其余
}
人群 best = 最高 25% 按 spend 其中 阶段 = active
人群 some = tier 属于 【gold、silver】 且 非 (age 为 缺失) 且 points 介于 3 和 9
优惠 tasting “Tasting” { 力度：10% off；有效期：14天；限领：1 每 客户 每 60天；成本：£5 核销时 }
渠道 email { 单价：£0.02 每 次；许可：email_ok；到达：95％；禁止 介于 20:00 和 08:00 }
渠道 sms { 类型：自有；单价：£0.06；容量：5 每 天；提前量：2个工作日 }
规则 contact {
  最多 2 次 每 7天
  最多 1 sms 每 14天 面向 best
  至少 间隔 2天
  禁止 于 法定节假日
  静默 2026-12-24 .. 2026-12-26 “Christmas”
}
留出 全程 5% 密钥 “k”
预算 all { 总额：£20；最多 £3 面向 sms }
活动 wake “Wake” {
  目的：召回
  负责人：“CRM”
  面向 best 且 阶段 = active
  排除 some
  从 2026-11-05 到 2026-12-20
  优先级：60
  进入方式：再次 后 90天
  目标：orders 在 14天 内
  留出 20%
  假定 { 提升：10% .. 50%；核销率：30%；客单价：£80；来源：“stated” }
  准备 { cards 10个工作日 前 由 “Studio” }
  波次 early { 于 进入 active 准点 10:00；发送 email “Hi” 附带 tasting }
  波次 late { 于 每 2周 于 周四 从 2026-11-05 起 准点 09:00；发送 sms “Last” }
  波次 day { 于 双十一 前 3天；发送 sms }
  波次 year { 于 birthday 前 7天；发送 sms }
}
"""


def playbook_of(text: str, of: Project) -> Playbook:
    parsed = parse(Source("playbook.clm", text))
    resolved = resolve((parsed.value,), of)
    assert not parsed.diagnostics + resolved.diagnostics
    assert resolved.value is not None
    return resolved.value


def without_texts(value: object) -> object:
    """A playbook as nested tuples, without the words that quote the source."""
    if is_dataclass(value) and not isinstance(value, type):
        skipped = {"at", "holidays_at", "schedule_text", "audience_text", "lines"}
        return (
            type(value).__name__,
            *(without_texts(getattr(value, one.name)) for one in fields(value) if one.name not in skipped),
        )
    if isinstance(value, Span):
        return None
    return tuple(map(without_texts, value)) if isinstance(value, tuple) else value


def expressions(value: object) -> Iterator[Expression]:
    if isinstance(value, Expression):
        yield value
    if is_dataclass(value) and not isinstance(value, type | Span | Source):
        for one in fields(value):
            yield from expressions(getattr(value, one.name))
    elif isinstance(value, tuple) and not isinstance(value, Span):
        for part in value:
            yield from expressions(part)


def test_twins_are_the_same_playbook() -> None:
    english, chinese = (playbook_of(text, project("gbp")) for text in (ENGLISH, CHINESE))
    assert without_texts(english) == without_texts(chinese)


def test_the_quickstarts_have_the_same_shape() -> None:
    english, chinese = (playbook_of(text_of(name), project_of(name)) for name in PLAYBOOKS[1:])
    for part in ("metrics", "lifecycles", "segments", "offers", "channels", "campaigns"):
        assert len(getattr(english, part)) == len(getattr(chinese, part))
    for one, other in zip(english.campaigns, chinese.campaigns, strict=True):
        assert (one.priority, one.again_after, len(one.waves)) == (other.priority, other.again_after, len(other.waves))
    assert [stage.condition for stage in english.lifecycles[0].stages][1:2] != []


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_every_expression_knows_where_it_was_written(name: str) -> None:
    found = list(expressions(playbook_of(text_of(name), project_of(name))))
    assert len(found) > 20
    for one in found:
        assert one.at is not None, one


def test_every_expression_of_a_twin_knows_where_it_was_written() -> None:
    for one in expressions(playbook_of(ENGLISH, project("gbp"))):
        assert one.at is not None, one


def test_a_condition_is_quoted_from_its_own_place() -> None:
    checked = load("segment a = (points > 3 and\n  email_ok is yes) or sms_ok is yes")
    assert checked.value is not None
    condition = checked.value.segments[0].condition
    assert condition.at is not None
    assert "(points > 3 and\n  email_ok is yes) or sms_ok is yes" == condition.at.text
