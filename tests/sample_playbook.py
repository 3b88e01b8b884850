"""The playbook of the sample plan."""

# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample_rows import (
    CHANNELS,
    HOLDOUTS,
    HORIZON,
    OFFICIAL_DAY,
    ROWS,
    STATED,
    STOCKTAKING,
    WORKING_SATURDAY,
    said,
    span,
)

from clmplan.base.days import Window
from clmplan.base.money import Money
from clmplan.model.declared.journey import Message
from clmplan.model.declared.policy import Blackout, Cap, Gap, Policy
from clmplan.model.expression import Compare, Constant, StageOf, Type
from clmplan.model.plan import (
    Count,
)
from clmplan.model.playbook import (
    Assumption,
    Assumptions,
    Budget,
    BudgetLimit,
    Campaign,
    Channel,
    Goal,
    Holdout,
    Lifecycle,
    Offer,
    Playbook,
    Preparation,
    Segment,
    Stage,
    Wave,
)
from clmplan.model.schedule import DayTable, NamedDay, Trigger


@dataclass(frozen=True, slots=True)
class ListedDays:
    """A schedule that yields the days it was given."""

    listed: tuple[date, ...]

    def days(self, window: Window) -> tuple[date, ...]:
        return tuple(day for day in self.listed if day in window)

    @property
    def trigger(self) -> Trigger | None:
        return None

    def anchors_on(self, day: date) -> frozenset[date]:
        return frozenset()

    def occurrence(self, day: date) -> str:
        return str(self.listed.index(day) + 1)

    def is_estimated(self, day: date) -> bool:
        return False


def playbook_of(locale: str) -> Playbook:
    names = tuple(dict.fromkeys(row.campaign for row in ROWS))
    return Playbook(
        "autumn", said(locale, "Autumn plan 2011", "2011 秋季活动计划"), HORIZON, _day_table(),
        lifecycles=(Lifecycle("main", said(locale, "Lifecycle", "生命周期"), tuple(Stage(one.name, one.title, None) for one in stages_of(locale))),),
        segments=tuple(Segment(one.name, one.title, Constant(True, Type.YES_NO)) for one in segments_of(locale)),
        offers=(Offer("comeback", said(locale, "Come back", "回归礼"), "£5 off over £25", Money(500, "GBP"), 30, 2000, (1, 90)),
                Offer("second", said(locale, "Second basket", "第二单礼"), "5% off", Money(120, "GBP"), 21)),
        channels=(Channel("email", said(locale, "Email", "邮件"), "owned", CHANNELS["email"], 20000, 0, "email_ok"),
                  Channel("post", said(locale, "Post", "信件"), "owned", CHANNELS["post"], 1500, 3),
                  Channel("phone", said(locale, "Phone", "电话"), "owned", CHANNELS["phone"], 50, 1, "phone_ok")),
        policy=Policy((Cap(3, 14),), (Gap(2),), blackouts=(Blackout(STOCKTAKING, said(locale, "stocktaking", "盘点")),)),
        holdout=Holdout(Decimal("0.05"), "programme-2011"),
        budget=Budget("autumn", said(locale, "Autumn", "秋季"), Money.of(4800, "GBP"), (BudgetLimit(Money.of(2900, "GBP"), "post"),)),
        campaigns=tuple(_campaign(name, locale) for name in names), at=span(1),
    )  # fmt: skip


def _campaign(name: str, locale: str) -> Campaign:
    rows = [row for row in ROWS if row.campaign == name]
    share = HOLDOUTS.get(name)
    waves = tuple(
        Wave(row.wave, said(locale, *row.wave_title), ListedDays(row.days), "on listed days",
             (Message(row.channel, said(locale, *row.message), row.offer),), row.at, span(60))
        for row in rows
    )  # fmt: skip
    assumed = Assumptions(Assumption(Decimal("0.10"), Decimal("0.20"), STATED)) if share else Assumptions()
    prepared = (Preparation("artwork", 10, True, "Studio"),) if name in ("christmas", "autumn_preview") else ()
    return Campaign(
        name, said(locale, *rows[0].title), name, Compare("=", StageOf("main"), Constant(rows[0].stage, Type.STAGE)),
        f"stage = {rows[0].stage} and reachable", (), waves, rows[0].priority, None, None, rows[0].owner, None,
        Goal("orders", 14) if share else None, Holdout(Decimal(share), f"{name}-2011") if share else None, assumed, prepared, span(70),
    )  # fmt: skip


def _day_table() -> DayTable:
    def named(day: date, en: str, zh: str, statutory: bool = False) -> NamedDay:
        return NamedDay(day, (("en", en), ("zh", zh)), statutory, True, "sample")

    days = (
        named(date(2011, 10, 31), "Halloween", "万圣夜"), named(date(2011, 11, 5), "Bonfire Night", "篝火之夜"),
        named(date(2011, 11, 25), "Black Friday", "黑色星期五"), named(date(2011, 11, 28), "Cyber Monday", "网络星期一"),
        named(OFFICIAL_DAY, "St Andrew's Day", "圣安德鲁日", True),
    )  # fmt: skip
    return DayTable(
        Window.of_days(date(2011, 8, 1), date(2011, 12, 31)),
        days,
        frozenset({OFFICIAL_DAY}),
        frozenset({WORKING_SATURDAY}),
    )


def stages_of(locale: str) -> tuple[Count, ...]:
    rows = (
        ("new", "New", "新客", 612),
        ("active", "Active", "活跃", 1240),
        ("dormant", "Dormant", "沉睡", 905),
        ("lost", "Lost", "流失", 527),
    )
    return tuple(Count("main", name, said(locale, en, zh), size) for name, en, zh, size in rows)


def segments_of(locale: str) -> tuple[Count, ...]:
    rows = (("reachable", "Reachable", "可触达", 2871), ("big_spenders", "Big spenders", "高消费客户", 248),
            ("gift_buyers", "Gift buyers", "礼品买家", 730), ("complained", "Complained", "投诉过", 19))  # fmt: skip
    return tuple(Count("segment", name, said(locale, en, zh), size) for name, en, zh, size in rows)
