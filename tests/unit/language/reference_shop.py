"""A small project, once in each language, in which every example of the reference can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache

from clmplan.base.diagnostics import Checked, Code, Severity, Wording
from clmplan.base.source import Source
from clmplan.codes import constructs
from clmplan.data.project_file import read_project
from clmplan.language.allow import take_allowances
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.text.syntax import Statement
from clmplan.language.tokens import tokenize
from clmplan.language.words import word_table
from clmplan.model.expression import Type
from clmplan.model.playbook import Playbook
from clmplan.model.project import Project

PROJECT = Wording(
    """
name: shop
zone: Asia/Shanghai
currency: CNY
regions: [cn]
playbooks: [shop.clm]
data:
  customers:
    file: customers.csv
    key: customer
    fields:
      city: text?
      tier: one_of[gold, silver, plain]
      points: number
      joined: date
      birthday: {column: birthday, type: "date?", yearly: yes}
      email_ok: yes_no
      sms_ok: yes_no
      member: yes_no
  events:
    orders: {file: o.csv, customer: customer, on: date, fields: {date: date, amount: money, category: text?}}
    visits: {file: v.csv, customer: customer, on: date, fields: {date: date}}
""",
    """
name: shop
zone: Asia/Shanghai
currency: CNY
regions: [cn]
playbooks: [shop.clm]
data:
  customers:
    file: customers.csv
    key: customer
    fields:
      城市: text?
      等级: one_of[金, 银, 普通]
      积分: number
      注册日: date
      生日: {column: birthday, type: "date?", yearly: yes}
      允许邮件: yes_no
      允许短信: yes_no
      会员: yes_no
  events:
    订单: {file: o.csv, customer: customer, on: 日期, fields: {日期: date, 金额: money, 品类: text?}}
    访问: {file: v.csv, customer: customer, on: 日期, fields: {日期: date}}
""",
)
# Declarations that the examples use; an example that declares the same name takes its place.
SHOP = (
    Wording("playbook shop { horizon: 2026-10-01 .. 2026-12-31 }", "剧本 shop { 区间：2026-10-01 .. 2026-12-31 }"),
    Wording("metric spend_90d = sum(orders.amount within last 90d)", "指标 近90天消费 = 求和(订单.金额 最近 90天 内)"),
    Wording(
        "lifecycle main exclusive {\n  stage new when count(orders) = 1\n  stage active when count(orders) > 1\n"
        "  stage dormant when days since last order > 60\n  stage lost when days since last order > 365\n}",
        "生命周期 主线 互斥 {\n  阶段 新客 当 次数(订单) = 1\n  阶段 活跃 当 次数(订单) > 1\n"
        "  阶段 沉睡 当 距 上次 订单 > 60天\n  阶段 流失 当 距 上次 订单 > 365天\n}",
    ),
    Wording("segment complained = points < 0", "人群 投诉过 = 积分 < 0"),
    Wording("segment vip = points > 100", "人群 高价值 = 积分 > 100"),
    Wording(
        "offer comeback { discount: 10% off; cost: ¥20; valid: 14d }",
        "优惠 回归券 { 力度：10% off；成本：20元；有效期：14天 }",
    ),
    Wording("offer gift { discount: 10% off; cost: ¥20 }", "优惠 赠礼 { 力度：10% off；成本：20元 }"),
    Wording("channel email { cost: ¥0.02 }", "渠道 邮件 { 单价：0.02元 }"),
    Wording("channel sms { cost: ¥0.06 }", "渠道 短信 { 单价：0.06元 }"),
    Wording(
        'campaign wake { for everyone; on 2026-11-11; send email "Hi" }',
        "活动 唤醒 { 面向 所有人；于 2026-11-11；发送 邮件 “Hi” }",
    ),
)
# What the examples call the same thing in the two languages.
_CHINESE = (
    "城市 等级 金 银 普通 积分 注册日 生日 允许邮件 允许短信 会员 订单 日期 金额 品类 访问 近90天消费 "
    "主线 新客 活跃 沉睡 流失 投诉过 高价值 回归券 赠礼 邮件 短信 唤醒 主题 温暖 清新"
)
_ENGLISH = (
    "city tier gold silver plain points joined birthday email_ok sms_ok member orders date amount category visits "
    "spend_90d main new active dormant lost complained vip comeback gift email sms wake subject warm fresh"
)
NAMES = dict(zip(_CHINESE.split(" "), _ENGLISH.split(" "), strict=True))
# Where an example of a line stands: the heads of its blocks, and the lines they need beside it, by name.
FRAMES = {
    "": (Wording("", ""), ()),
    "playbook": (Wording("playbook shop", "剧本 shop"), ("horizon",)),
    "lifecycle": (Wording("lifecycle extra", "生命周期 extra"), ("stage",)),
    "offer": (Wording("offer extra", "优惠 extra"), ("discount", "cost")),
    "channel": (Wording("channel extra", "渠道 extra"), ("cost",)),
    "policy": (Wording("policy extra", "规则 extra"), ()),
    "budget": (Wording("budget extra", "预算 extra"), ("total",)),
    "campaign": (Wording("campaign extra", "活动 extra"), ("for", "on", "send")),
    "wave": (Wording("campaign extra", "活动 extra"), ("for", "on", "send")),
    "prepare": (Wording("prepare", "准备"), ()),
    "assume": (Wording("assume", "假定"), ()),
    "split": (Wording("split", "拆分"), ()),
    "test": (Wording('test "extra"', "测试 “extra”"), ("on", "expect")),
    "given": (Wording("given customer", "假设 客户"), ()),
    "experiment": (Wording("experiment extra for wake", "实验 extra 面向 唤醒"), ("variant",)),
}
NEEDED = {
    "horizon": Wording("horizon: 2026-10-01 .. 2026-12-31", "区间：2026-10-01 .. 2026-12-31"),
    "stage": Wording("stage any when points > 7", "阶段 any 当 积分 > 7"),
    "discount": Wording("discount: 10% off", "力度：10% off"),
    "cost": Wording("cost: ¥1", "成本：1元"),
    "total": Wording("total: ¥9,000", "总额：9000元"),
    "for": Wording("for everyone", "面向 所有人"),
    "on": Wording("on 2026-10-05", "于 2026-10-05"),
    "expect": Wording("expect points > 3", "期望 积分 > 3"),
    "send": Wording("send email", "发送 邮件"),
    "variant": Wording("variant a 50%\nvariant b 50%", "变体 a 50%\n变体 b 50%"),
}
# What this version reads, but says that it cannot do yet.
NOT_DONE = {
    code.id for code in vars(constructs).values() if isinstance(code, Code) and code.severity is not Severity.ERROR
}
_INSIDE = {"split": "campaign", "prepare": "campaign", "assume": "campaign", "given": "test"}
_QUOTES = frozenset(
    [
        "at",
        "holidays_at",
        "schedule_text",
        "audience_text",
        "lines",
        "unplanned",
        "day_table",
        "discount",
        "text",
        "title",
    ]
)


def framed(kind: str, name: str, example: Wording) -> Wording:
    """An example of a line inside the declaration it belongs to."""
    head, needed = FRAMES[kind]
    if kind == "":
        return example
    if (kind, name) == ("lifecycle", "from"):  # moves are between the stages of their own lifecycle
        return Wording(_with(SHOP[2].en, example.en), _with(SHOP[2].zh, example.zh))
    lines = [NEEDED[one] for one in needed if one != name and not (name in {"wave", "on"} and one in {"on", "send"})]
    if name == "on" and kind == "wave":
        lines.append(NEEDED["send"])
    whole = Wording(
        head.en + " {\n" + "\n".join([*(one.en for one in lines), example.en]) + "\n}",
        head.zh + " {\n" + "\n".join([*(one.zh for one in lines), example.zh]) + "\n}",
    )
    return framed(_INSIDE[kind], kind, whole) if kind in _INSIDE else whole


@cache
def project(locale: str) -> Project:
    """The project in a language."""
    read = read_project(Source("shop.yaml", of(PROJECT, locale)))
    assert read.value is not None, [one.message("en") for one in read.diagnostics]
    return read.value


def _with(block: str, line: str) -> str:
    return block[:-1] + line + "\n}"


def of(wording: Wording, locale: str) -> str:
    """A text in a language."""
    return wording.zh if locale == "zh" else wording.en


def read(text: str, locale: str) -> Checked[Playbook | None]:
    """A piece of a playbook in the shop of a language; what it declares itself, the shop does not."""
    own = parse(Source("example.clm", text))
    taken = set(_heads(own.value.statements))
    shop = [parse(Source("shop.clm", of(one, locale))) for one in SHOP]
    kept = [one.value for one in shop if not taken & set(_heads(one.value.statements))]
    documents, _ = (allowed := take_allowances((own.value, *kept))).value
    playbook = resolve(documents, project(locale))
    found = tuple(
        one for one in own.diagnostics + allowed.diagnostics + playbook.diagnostics if one.code.id not in NOT_DONE
    )
    return Checked(playbook.value, found)


def _heads(statements: tuple[Statement, ...]) -> Iterator[str]:
    """What a document declares: the kind alone where a project has one of a kind, else with the name."""
    for statement in statements:
        first, *rest = statement.phrase.parts
        word = word_table().words.get(first.span.text)
        kind = min(word.names) if word is not None else ""
        yield kind if kind in {"playbook", "budget"} else f"{kind} {rest[0].span.text if rest else ''}"


def meaning(value: object, names: dict[str, str]) -> object:
    """A playbook as nested tuples: names in one language, without titles and words that quote the source."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = (one.name for one in fields(value) if one.name not in _QUOTES)
        return (type(value).__name__, *(meaning(getattr(value, name), names) for name in kept))
    if isinstance(value, tuple):
        return tuple(meaning(one, names) for one in value)
    if isinstance(value, Decimal):
        return value.normalize()
    if isinstance(value, str):
        return "/".join(names.get(part, part) for part in value.split("/"))
    return Type.NUMBER if value is Type.DAYS else value  # days may be written as a number or as a length of time


def texts_in(text: str) -> list[str]:
    """The quoted texts and the names of an example, in written order."""
    return [
        str(token.value.value) if token.value is not None and token.value.kind == "text" else token.text
        for token in tokenize(Source("example.clm", text)).value
        if token.type == "NAME" or (token.value is not None and token.value.kind == "text")
    ]
