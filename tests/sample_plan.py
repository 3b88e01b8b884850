"""A realistic plan made by hand: what the outputs are tested on. No pass of the program takes part."""

# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from sample_results import outcome_of, scorecard_of

from clmplan.base.days import Window
from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.base.money import Money, Rate
from clmplan.base.source import Source, Span
from clmplan.model.calendar import Calendar, DroppedSend, Send, Task
from clmplan.model.expression import Compare, Constant, Expression, SegmentMember, StageOf, Type
from clmplan.model.outcome import Outcome
from clmplan.model.plan import (
    Allocation,
    BudgetRow,
    Count,
    LimitRow,
    Newcomers,
    Plan,
    PlannedSend,
    Refusal,
    Split,
    Step,
    Waterfall,
)
from clmplan.model.playbook import (
    Assumption,
    Assumptions,
    Blackout,
    Budget,
    BudgetLimit,
    Campaign,
    Cap,
    Channel,
    Gap,
    Goal,
    Holdout,
    Lifecycle,
    Message,
    Offer,
    Playbook,
    Policy,
    Preparation,
    Segment,
    Stage,
    Wave,
)
from clmplan.model.records import FileCount
from clmplan.model.schedule import DayTable, NamedDay
from clmplan.model.scorecard import Scorecard

AS_OF = date(2011, 9, 1)
HORIZON = Window.of_days(AS_OF, date(2011, 12, 9))
SOURCE = Source("gift_retailer.clm", "".join(f"# line {line} of the sample playbook\n" for line in range(1, 201)))
REACHABLE = SegmentMember("reachable")
STATED = "stated"

HOLDOUT_TOO_SMALL = Code(
    "SMP001",
    "holdout-too-small",
    Severity.WARNING,
    Wording(
        "the holdout of `{campaign}` detects a lift of {detectable} or more, and {assumed} is assumed",
        "`{campaign}` 的留出组只能检出 {detectable} 以上的提升，而假设是 {assumed}",
    ),
    Wording(
        "raise the holdout to {share}, or judge it by the programme holdout", "把留出提高到 {share}，或用整体留出来判断"
    ),
    Wording("a split that cannot see the effect measures nothing", "看不见效果的留出等于没有测量"),
)
TASK_LATE = Code(
    "SMP002",
    "task-late",
    Severity.WARNING,
    Wording(
        "`{task}` for `{campaign}` was due on {due}, before the plan begins",
        "`{campaign}` 的 `{task}` 应于 {due} 完成，早于计划开始",
    ),
    Wording("move the wave, or agree a shorter preparation", "推迟波次，或缩短准备时间"),
    Wording("work that should be finished already delays the send", "本应完成的准备会拖延发送"),
)


@dataclass(frozen=True, slots=True)
class ListedDays:
    """A schedule that yields the days it was given."""

    listed: tuple[date, ...]

    def days(self, window: Window) -> tuple[date, ...]:
        return tuple(day for day in self.listed if day in window)

    @property
    def anchor(self) -> Expression | None:
        return None

    def anchors_on(self, day: date) -> frozenset[date]:
        return frozenset()

    @property
    def entering(self) -> tuple[str, str, int] | None:
        return None


@dataclass(frozen=True, slots=True)
class _Row:
    """One wave of the sample: how it goes out, to how many, and the shares (per mille) refused on the way."""

    campaign: str
    wave: str
    title: tuple[str, str]
    wave_title: tuple[str, str]
    message: tuple[str, str]
    days: tuple[date, ...]
    at: time | None
    channel: str
    offer: str | None
    audience: int
    refused: tuple[tuple[Step, int], ...]
    priority: int
    owner: str | None
    triggered: bool
    stage: str


def _span(line: int) -> Span:
    start = SOURCE.line_starts[line - 1]
    return Span(SOURCE, start, start + 10)


def _every(weekday: int, weeks: int = 1, first: date = AS_OF, last: date = HORIZON.last) -> tuple[date, ...]:
    found = [day for day in Window.of_days(first, last) if day.weekday() == weekday]
    return tuple(found[::weeks])


OFFICIAL_DAY = date(2011, 11, 30)
WORKING_SATURDAY = date(2011, 12, 3)
STOCKTAKING = Window.of_days(date(2011, 10, 6), date(2011, 10, 7))
_OPEN = [day for day in HORIZON if day not in STOCKTAKING and day != OFFICIAL_DAY]
_WORKDAYS = tuple(day for day in _OPEN if day.weekday() < 5 or day == WORKING_SATURDAY)
_BIRTHDAYS = tuple(day for day in _OPEN if (day.toordinal() * 7) % 10 < 3)
_S = Step
_MAIL = ((_S.CONSENT, 92), (_S.HOLDOUT, 96), (_S.POLICY, 40))

ROWS = (
    _Row("welcome", "first", ("Welcome", "欢迎新客"), ("First letter", "首封"), ("Welcome to the shop", "欢迎光临"),
         _WORKDAYS, time(9, 30), "email", None, 7, ((_S.CONSENT, 90), (_S.HOLDOUT, 50)), 60, "CRM team", True, "new"),
    _Row("second_order", "nudge", ("Second order", "第二单"), ("Nudge", "提醒"), ("5% off the second basket", "第二单 95 折"),
         tuple(day for day in _OPEN if date(2011, 9, 12) <= day <= date(2011, 9, 30)), time(11, 0), "email", "second", 21,
         ((_S.SUPPRESSED, 10), (_S.CONSENT, 95), (_S.ENTRY, 60), (_S.HOLDOUT, 100), (_S.POLICY, 50)), 55, "CRM team", True, "new"),
    _Row("win_back", "letter", ("Win back", "唤回沉睡客户"), ("Letter", "信件"), ("We kept your list of favourites", "您的心愿单还在"),
         _every(1), time(8, 0), "post", "comeback", 240,
         ((_S.SUPPRESSED, 12), (_S.ENTRY, 180), (_S.OFFER, 20), (_S.HOLDOUT, 100), (_S.POLICY, 30), (_S.BUDGET, 110)), 50, "Retention", False, "dormant"),
    _Row("christmas", "catalogue", ("Christmas", "圣诞季"), ("Catalogue", "目录册"), ("The Christmas catalogue", "圣诞目录册"),
         (date(2011, 10, 18),), time(8, 0), "post", None, 1720, ((_S.SUPPRESSED, 8), (_S.HOLDOUT, 50), (_S.POLICY, 25), (_S.CAPACITY, 45), (_S.BUDGET, 90)), 80, "Brand", False, "active"),
    _Row("christmas", "reminder", ("Christmas", "圣诞季"), ("Reminder", "提醒"), ("Gifts in time", "礼物来得及"),
         (date(2011, 11, 15),), time(10, 0), "email", None, 2410, _MAIL, 80, "Brand", False, "active"),
    _Row("christmas", "last_orders", ("Christmas", "圣诞季"), ("Last orders", "最后下单日"), ("Last orders before the holidays", "节前最后下单"),
         (date(2011, 12, 1),), time(10, 0), "email", "second", 2466, _MAIL, 80, "Brand", False, "active"),
    _Row("newsletter", "weekly", ("Weekly newsletter", "每周通讯"), ("Weekly", "每周"), ("New this week", "本周上新"),
         tuple(day for day in _every(3) if day not in STOCKTAKING), time(10, 0), "email", None, 2871,
         ((_S.SUPPRESSED, 6), (_S.CONSENT, 88), (_S.HOLDOUT, 50), (_S.POLICY, 190)), 10, "CRM team", False, "active"),
    _Row("thank_you", "card", ("Thank-you card", "感谢卡"), ("Card", "卡片"), ("A card by hand", "手写卡片"),
         _every(0, 2, date(2011, 9, 5)), None, "post", None, 104, ((_S.ENTRY, 60), (_S.HOLDOUT, 50), (_S.BUDGET, 70)), 30, "Brand", False, "active"),
    _Row("call_list", "calls", ("Call list for the best customers", "重点客户电话名单"), ("Calls", "外呼"), ("A personal call", "专人致电"),
         tuple(day for day in _every(2) if day != OFFICIAL_DAY), time(14, 0), "phone", None, 74,
         ((_S.CONSENT, 80), (_S.HOLDOUT, 100), (_S.POLICY, 60), (_S.CAPACITY, 190), (_S.BUDGET, 40)), 70, None, False, "active"),
    _Row("anniversary", "greeting", ("Anniversary of the first order", "首单周年"), ("Greeting", "问候"), ("One year together", "相伴一周年"),
         _BIRTHDAYS, time(8, 30), "email", "second", 9, ((_S.CONSENT, 110),), 40, "CRM team", True, "active"),
    _Row("autumn_preview", "preview", ("Autumn preview", "秋季预览"), ("Preview", "预览"), ("Autumn arrives", "秋季新品"),
         (date(2011, 9, 13),), time(10, 0), "email", None, 1852, _MAIL, 20, "Brand", False, "active"),
)  # fmt: skip

_RULES = {
    Step.SUPPRESSED: "suppressed list",
    Step.CONSENT: "consent email_ok",
    Step.ENTRY: "again after 90d",
    Step.OFFER: "limit 1 per customer per 90d",
    Step.HOLDOUT: "holdout of the campaign",
    Step.POLICY: "at most 3 contacts per 14d",
    Step.CAPACITY: "capacity per day",
    Step.BUDGET: "budget autumn",
}
_CHANNELS = {
    "email": Rate(Decimal("0.004"), "GBP"),
    "post": Rate(Decimal("0.62"), "GBP"),
    "phone": Rate(Decimal("2.40"), "GBP"),
}
_HOLDOUTS = {"second_order": "0.10", "win_back": "0.10", "call_list": "0.10", "welcome": "0.05"}


def sample_plan(locale: str = "en") -> Plan:
    """A gift retailer's autumn of 2011: nine campaigns, about 170 sends; titles in the language asked for."""
    planned = tuple(sorted((one for row in ROWS for one in _planned(row, locale)), key=_order))
    sends = tuple(one.send for one in planned)
    dropped = Send("newsletter/weekly/2011-10-06/1", "newsletter", "weekly", STOCKTAKING.start, time(10, 0), "email",
                   _said(locale, "New this week", "本周上新"), None, STOCKTAKING.start, STOCKTAKING.start, time(10, 0), False)  # fmt: skip
    blackout = _said(locale, "stocktaking", "盘点")
    return Plan(
        project="gift-retailer", playbook=_playbook(locale), as_of=AS_OF, zone="Europe/London", currency="GBP", locale=locale,
        seed=7, horizon=HORIZON, fingerprint="5f0c2a9d41b7", customers=3284, counts=_counts(), stages=_stages(locale),
        segments=_segments(locale), cuts=(("big_spenders", "£1,284.50"),),
        calendar=Calendar(sends, (DroppedSend(dropped, f"blackout {blackout}", _span(41)),), _tasks(locale)),
        sends=planned, allocation=_allocation(planned), splits=_splits(),
        newcomers=(Newcomers("welcome", "first", 4.6, 90), Newcomers("second_order", "nudge", 1.25, 90)),
        findings=(
            HOLDOUT_TOO_SMALL.at(_span(88), campaign="win_back", detectable="38%", assumed="10%..20%", share="25%"),
            TASK_LATE.at(_span(120), task="artwork", campaign="autumn_preview", due="2011-08-30"),
        ),
    )  # fmt: skip


def sample_outcome() -> Outcome:
    """What a simulation of the sample plan might have given; intervals at 90 %."""
    return outcome_of(sample_plan())


def sample_scorecard() -> Scorecard:
    """What an evaluation of the sample plan might say: every verdict there is."""
    return scorecard_of(sample_plan())


def _said(locale: str, en: str, zh: str) -> str:
    return zh if locale == "zh" else en


def _order(one: PlannedSend) -> tuple[date, time, int, str, str]:
    priority = next(row.priority for row in ROWS if row.campaign == one.send.campaign)
    return (one.send.day, one.send.time or time(0), -priority, one.send.campaign, one.send.wave)


def _planned(row: _Row, locale: str) -> list[PlannedSend]:
    found = []
    for index, day in enumerate(row.days):
        audience = row.audience + (index * 5) % 11 - 5 if len(row.days) > 1 else row.audience
        refused = tuple(
            (Refusal(step, _RULES[step], _span(50)), audience * share // 1000) for step, share in row.refused
        )
        refused = tuple((refusal, count) for refusal, count in refused if count)
        contacts = audience - sum(count for _, count in refused)
        name = f"{row.campaign}/{row.wave}/{day}/1"
        moved_from = day - timedelta(days=1) if row.campaign == "anniversary" and index == 3 else day
        send = Send(name, row.campaign, row.wave, day, row.at, row.channel, _said(locale, *row.message), row.offer, day,
                    moved_from, row.at, row.triggered, estimated=row.wave == "last_orders", at=_span(60))  # fmt: skip
        offer_cost = (Money(500 * (contacts // 20), "GBP"), Money(500 * (contacts // 10), "GBP")) if row.offer else None
        found.append(
            PlannedSend(
                send, Waterfall(name, audience, refused, contacts), _CHANNELS[row.channel].times(contacts), offer_cost
            )
        )
    return found


def _playbook(locale: str) -> Playbook:
    names = tuple(dict.fromkeys(row.campaign for row in ROWS))
    return Playbook(
        "autumn", _said(locale, "Autumn plan 2011", "2011 秋季活动计划"), HORIZON, _day_table(),
        lifecycles=(Lifecycle("main", _said(locale, "Lifecycle", "生命周期"), tuple(Stage(one.name, one.title, None) for one in _stages(locale))),),
        segments=tuple(Segment(one.name, one.title, Constant(True, Type.YES_NO)) for one in _segments(locale)),
        offers=(Offer("comeback", _said(locale, "Come back", "回归礼"), "£5 off over £25", Money(500, "GBP"), 30, 2000, (1, 90)),
                Offer("second", _said(locale, "Second basket", "第二单礼"), "5% off", Money(120, "GBP"), 21)),
        channels=(Channel("email", _said(locale, "Email", "邮件"), "owned", _CHANNELS["email"], 20000, 0, "email_ok"),
                  Channel("post", _said(locale, "Post", "信件"), "owned", _CHANNELS["post"], 1500, 3),
                  Channel("phone", _said(locale, "Phone", "电话"), "owned", _CHANNELS["phone"], 50, 1, "phone_ok")),
        policy=Policy((Cap(3, 14),), (Gap(2),), blackouts=(Blackout(STOCKTAKING, _said(locale, "stocktaking", "盘点")),)),
        holdout=Holdout(Decimal("0.05"), "programme-2011"),
        budget=Budget("autumn", _said(locale, "Autumn", "秋季"), Money.of(3820, "GBP"), (BudgetLimit(Money.of(2400, "GBP"), "post"),)),
        campaigns=tuple(_campaign(name, locale) for name in names), at=_span(1),
    )  # fmt: skip


def _campaign(name: str, locale: str) -> Campaign:
    rows = [row for row in ROWS if row.campaign == name]
    share = _HOLDOUTS.get(name)
    waves = tuple(
        Wave(row.wave, _said(locale, *row.wave_title), ListedDays(row.days), "on listed days",
             (Message(row.channel, _said(locale, *row.message), row.offer),), row.at, _span(60))
        for row in rows
    )  # fmt: skip
    assumed = Assumptions(Assumption(Decimal("0.10"), Decimal("0.20"), STATED)) if share else Assumptions()
    prepared = (Preparation("artwork", 10, True, "Studio"),) if name in ("christmas", "autumn_preview") else ()
    return Campaign(
        name, _said(locale, *rows[0].title), name, Compare("=", StageOf("main"), Constant(rows[0].stage, Type.STAGE)),
        f"stage = {rows[0].stage} and reachable", (), waves, rows[0].priority, None, None, rows[0].owner, None,
        Goal("orders", 14) if share else None, Holdout(Decimal(share), f"{name}-2011") if share else None, assumed, prepared, _span(70),
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


def _counts() -> tuple[FileCount, ...]:
    return (
        FileCount("customers.csv", "customers", 3310, 3284, 11, 15),
        FileCount("orders.csv", "orders", 41288, 30117, 204, 10967),
    )


def _stages(locale: str) -> tuple[Count, ...]:
    rows = (
        ("new", "New", "新客", 612),
        ("active", "Active", "活跃", 1240),
        ("dormant", "Dormant", "沉睡", 905),
        ("lost", "Lost", "流失", 527),
    )
    return tuple(Count("main", name, _said(locale, en, zh), size) for name, en, zh, size in rows)


def _segments(locale: str) -> tuple[Count, ...]:
    rows = (("reachable", "Reachable", "可触达", 2871), ("big_spenders", "Big spenders", "高消费客户", 248),
            ("gift_buyers", "Gift buyers", "礼品买家", 730), ("complained", "Complained", "投诉过", 19))  # fmt: skip
    return tuple(Count("segment", name, _said(locale, en, zh), size) for name, en, zh, size in rows)


def _tasks(locale: str) -> tuple[Task, ...]:
    artwork, approval = _said(locale, "artwork", "设计稿"), _said(locale, "approval", "审批")
    preview, catalogue = "autumn_preview/preview/2011-09-13/1", "christmas/catalogue/2011-10-18/1"
    return (
        Task(
            "autumn_preview/artwork", "autumn_preview", preview, artwork, "Studio", date(2011, 8, 30), True, _span(120)
        ),
        Task(
            "autumn_preview/approval", "autumn_preview", preview, approval, "Legal", date(2011, 9, 9), False, _span(121)
        ),
        Task("christmas/artwork", "christmas", catalogue, artwork, "Studio", date(2011, 10, 4), False, _span(122)),
        Task("christmas/approval", "christmas", catalogue, approval, None, date(2011, 10, 13), False, _span(123)),
    )


def _allocation(planned: tuple[PlannedSend, ...]) -> Allocation:
    rows, used = [], dict.fromkeys(_CHANNELS, 0)
    for name in dict.fromkeys(row.campaign for row in ROWS):
        own = [one for one in planned if one.send.campaign == name]
        cost = sum(one.cost.minor for one in own)
        cut = sum(_CHANNELS[one.send.channel].times(one.waterfall.refused_at(Step.BUDGET)).minor for one in own)
        why = "" if not cut else "total" if own[0].send.channel == "phone" else "at most £2,400.00 for post"
        rows.append(
            BudgetRow(
                name,
                Money(cost + cut, "GBP"),
                Money(cost + cut // 20, "GBP"),
                Money(cost, "GBP"),
                why,
                _span(30) if why else None,
            )
        )
        for one in own:
            used[one.send.channel] += one.cost.minor
    total = LimitRow(Money.of(3820, "GBP"), Money(sum(used.values()), "GBP"), None, _span(30))
    return Allocation(
        tuple(rows), (total, LimitRow(Money.of(2400, "GBP"), Money(used["post"], "GBP"), "post", _span(31)))
    )


def _splits() -> tuple[Split, ...]:
    return (
        Split("", "programme-2011", Decimal("0.05"), 2727, 144, "orders", 30, 0.214, 0.452, _span(20)),
        Split("welcome", "welcome-2011", Decimal("0.05"), 356, 19, "orders", 14, 0.118, None, _span(71)),
        Split("second_order", "second-2011", Decimal("0.10"), 291, 32, "orders", 14, 0.162, 1.318, _span(72)),
        Split("win_back", "winback-2011", Decimal("0.10"), 1893, 210, "orders", 14, 0.083, 0.38, _span(73)),
        Split("call_list", "calls-2011", Decimal("0.10"), 223, 25, "orders", 14, 0.371, 0.744, _span(74)),
    )
