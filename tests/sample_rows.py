"""The waves of the sample plan: when they go out, to how many, and who is refused on the way."""

# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from clmplan.base.days import Window
from clmplan.base.money import Rate
from clmplan.base.source import Source, Span
from clmplan.model.expression import SegmentMember
from clmplan.model.step import Step

AS_OF = date(2011, 9, 1)
HORIZON = Window.of_days(AS_OF, date(2011, 12, 9))
SOURCE = Source("gift_retailer.clm", "".join(f"# line {line} of the sample playbook\n" for line in range(1, 201)))
REACHABLE = SegmentMember("reachable")
STATED = "stated"


@dataclass(frozen=True, slots=True)
class Row:
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


def span(line: int) -> Span:
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
    Row("welcome", "first", ("Welcome", "欢迎新客"), ("First letter", "首封"), ("Welcome to the shop", "欢迎光临"),
         _WORKDAYS, time(9, 30), "email", None, 7, ((_S.CONSENT, 90), (_S.HOLDOUT, 50)), 60, "CRM team", True, "new"),
    Row("second_order", "nudge", ("Second order", "第二单"), ("Nudge", "提醒"), ("5% off the second basket", "第二单 95 折"),
         tuple(day for day in _OPEN if date(2011, 9, 12) <= day <= date(2011, 9, 30)), time(11, 0), "email", "second", 21,
         ((_S.SUPPRESSED, 10), (_S.CONSENT, 95), (_S.ENTRY, 60), (_S.HOLDOUT, 100), (_S.POLICY, 50)), 55, "CRM team", True, "new"),
    Row("win_back", "letter", ("Win back", "唤回沉睡客户"), ("Letter", "信件"), ("We kept your list of favourites", "您的心愿单还在"),
         _every(1), time(8, 0), "post", "comeback", 240,
         ((_S.SUPPRESSED, 12), (_S.ENTRY, 180), (_S.OFFER, 20), (_S.HOLDOUT, 100), (_S.POLICY, 30), (_S.BUDGET, 110)), 50, "Retention", False, "dormant"),
    Row("christmas", "catalogue", ("Christmas", "圣诞季"), ("Catalogue", "目录册"), ("The Christmas catalogue", "圣诞目录册"),
         (date(2011, 10, 18),), time(8, 0), "post", None, 1720, ((_S.SUPPRESSED, 8), (_S.HOLDOUT, 50), (_S.POLICY, 25), (_S.CAPACITY, 45), (_S.BUDGET, 90)), 80, "Brand", False, "active"),
    Row("christmas", "reminder", ("Christmas", "圣诞季"), ("Reminder", "提醒"), ("Gifts in time", "礼物来得及"),
         (date(2011, 11, 15),), time(10, 0), "email", None, 2410, _MAIL, 80, "Brand", False, "active"),
    Row("christmas", "last_orders", ("Christmas", "圣诞季"), ("Last orders", "最后下单日"), ("Last orders before the holidays", "节前最后下单"),
         (date(2011, 12, 1),), time(10, 0), "email", "second", 2466, _MAIL, 80, "Brand", False, "active"),
    Row("newsletter", "weekly", ("Weekly newsletter", "每周通讯"), ("Weekly", "每周"), ("New this week", "本周上新"),
         tuple(day for day in _every(3) if day not in STOCKTAKING), time(10, 0), "email", None, 2871,
         ((_S.SUPPRESSED, 6), (_S.CONSENT, 88), (_S.HOLDOUT, 50), (_S.POLICY, 190)), 10, "CRM team", False, "active"),
    Row("thank_you", "card", ("Thank-you card", "感谢卡"), ("Card", "卡片"), ("A card by hand", "手写卡片"),
         _every(0, 2, date(2011, 9, 5)), None, "post", None, 104, ((_S.ENTRY, 60), (_S.HOLDOUT, 50), (_S.BUDGET, 70)), 30, "Brand", False, "active"),
    Row("call_list", "calls", ("Call list for the best customers", "重点客户电话名单"), ("Calls", "外呼"), ("A personal call", "专人致电"),
         tuple(day for day in _every(2) if day != OFFICIAL_DAY), time(14, 0), "phone", None, 74,
         ((_S.CONSENT, 80), (_S.HOLDOUT, 100), (_S.POLICY, 60), (_S.CAPACITY, 190), (_S.BUDGET, 40)), 70, None, False, "active"),
    Row("anniversary", "greeting", ("Anniversary of the first order", "首单周年"), ("Greeting", "问候"), ("One year together", "相伴一周年"),
         _BIRTHDAYS, time(8, 30), "email", "second", 9, ((_S.CONSENT, 110),), 40, "CRM team", True, "active"),
    Row("autumn_preview", "preview", ("Autumn preview", "秋季预览"), ("Preview", "预览"), ("Autumn arrives", "秋季新品"),
         (date(2011, 9, 13),), time(10, 0), "email", None, 1852, _MAIL, 20, "Brand", False, "active"),
)  # fmt: skip

RULES = {
    Step.SUPPRESSED: "suppressed list",
    Step.CONSENT: "consent email_ok",
    Step.ENTRY: "again after 90d",
    Step.OFFER: "limit 1 per customer per 90d",
    Step.HOLDOUT: "holdout of the campaign",
    Step.POLICY: "at most 3 contacts per 14d",
    Step.CAPACITY: "capacity per day",
    Step.BUDGET: "budget autumn",
}
CHANNELS = {
    "email": Rate(Decimal("0.004"), "GBP"),
    "post": Rate(Decimal("0.62"), "GBP"),
    "phone": Rate(Decimal("2.40"), "GBP"),
}
HOLDOUTS = {"second_order": "0.10", "win_back": "0.10", "call_list": "0.10", "welcome": "0.05"}


def said(locale: str, en: str, zh: str) -> str:
    return zh if locale == "zh" else en
