"""A year of two hundred campaigns with 20,000 calendar rows, made by hand from the pieces of the sample plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache

from sample_plan import first_edition, sample_plan
from sample_playbook import ListedDays
from sample_rows import CHANNELS, said

from clmplan.base.days import Window
from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.exporters.edition import Edition
from clmplan.model.calendar import Calendar, Send, Task
from clmplan.model.declared.journey import Message
from clmplan.model.plan import Allocation, Plan, PlannedSend, Waterfall
from clmplan.model.playbook import Campaign, Wave
from clmplan.model.schedule import DayTable, NamedDay
from clmplan.model.team.conflict import Conflict, Weight

FIRST = date(2026, 11, 23)
YEAR = Window.of_days(FIRST, FIRST + timedelta(days=364))
CAMPAIGNS = 200
OWNERS = ("CRM team", "Brand", "Retention", "Members", "Stores", None)
THEMES = (
    ("Win back", "唤回沉睡客户"),
    ("Birthday greeting", "生日问候"),
    ("Member day", "会员日"),
    ("Second order", "第二单"),
    ("Weekly news", "每周上新"),
    ("New arrivals", "新品到店"),
    ("Points expire", "积分到期"),
    ("Store opening", "门店开业"),
)
SAME_DAY = Code(
    "SMP003",
    "same-day",
    Severity.WARNING,
    Wording(
        "`{one}` and `{other}` meet {count} customers on {day}", "`{one}` 与 `{other}` 在 {day} 同触达 {count} 位客户"
    ),
    Wording("move one of them", "移动其中一个"),
    Wording("two messages on a day tire people", "一天两条消息会让人厌烦"),
)


@cache
def large_edition(locale: str = "en", is_triggered: bool = True, campaigns: int = CAMPAIGNS) -> Edition:
    """The first edition of the year."""
    return first_edition(large_plan(locale, is_triggered, campaigns))


@cache
def large_plan(locale: str = "en", is_triggered: bool = True, campaigns: int = CAMPAIGNS) -> Plan:
    """The year, or so many campaigns of it; about a third of its rows are triggered ones, or none."""
    plan = sample_plan(locale)
    numbers = range(campaigns)
    declared = tuple(_campaign(plan.playbook.campaigns[number % 9], number, locale) for number in numbers)
    planned = tuple(
        sorted(
            (one for number in numbers for one in _sends(number, locale, is_triggered)),
            key=lambda one: (one.send.day, one.send.time or time(0), one.send.id),
        )
    )
    tasks = tuple(
        sorted((one for number in numbers[::2] for one in _tasks(number, locale)), key=lambda one: (one.due, one.id))
    )
    playbook = replace(plan.playbook, horizon=YEAR, day_table=_days(), campaigns=declared)
    return replace(
        plan, playbook=playbook, as_of=FIRST, zone="Asia/Shanghai", horizon=YEAR, sends=planned,
        calendar=Calendar(tuple(one.send for one in planned), (), tasks), allocation=Allocation((), ()), splits=(),
        newcomers=(), findings=(), conflicts=tuple(_conflict(planned, place) for place in range(0, len(planned), 170)),
    )  # fmt: skip


def _campaign(base: Campaign, number: int, locale: str) -> Campaign:
    title = f"{said(locale, *THEMES[number % len(THEMES)])} {number + 1}"
    waves = tuple(
        Wave(name, said(locale, *words), ListedDays(()), "on listed days", (Message("email", title),), time(10, 0))
        for name, words in (("first", ("First", "首轮")), ("reminder", ("Reminder", "提醒")))
    )
    owner = OWNERS[number % len(OWNERS)]
    return replace(base, name=f"campaign_{number}", id=f"c-{number}", title=title, waves=waves, owner=owner)


def _sends(number: int, locale: str, is_triggered: bool) -> list[PlannedSend]:
    """One campaign of a hundred rows: daily triggered, weekly or every eight days."""
    runs = is_triggered and number % 3 == 0
    channel = tuple(CHANNELS)[number % 3]
    found = []
    for turn in range(97):
        distance = turn + (turn // 5) * 2 if runs else turn * 15 // 4
        day = FIRST + timedelta(days=(distance + number) % 365)
        wave = "reminder" if turn % 4 == 3 and not runs else "first"
        name = f"c-{number}/{wave}/{turn}/1"
        text = said(locale, f"A small present is waiting for you, number {number}", f"一份小礼物在等您，第 {number} 号")
        contacts = 20 + (number * 31 + turn * 17) % 900
        at = time(8 + number % 11, 30 * (number % 2))
        send = Send(name, f"campaign_{number}", wave, day, at, channel, text, None, day, day, at, runs)
        expected = contacts * 4 // 5 if number % 20 == 1 else None
        waterfall = Waterfall(name, contacts, (), contacts)
        found.append(PlannedSend(send, waterfall, CHANNELS[channel].times(contacts), None, expected))
    return found


def _tasks(number: int, locale: str) -> list[Task]:
    found = []
    for turn in range(6):
        due = FIRST + timedelta(days=(turn * 60 + number) % 360)
        task = said(locale, *(("artwork", "设计稿"), ("approval", "审批"))[turn % 2])
        send, is_late = f"c-{number}/first/{turn}/1", turn == number == 0
        starts = due - timedelta(days=4)
        found.append(Task(f"{send}/{task}", f"campaign_{number}", send, task, "Studio", due, is_late, None, starts))
    return found


def _days() -> DayTable:
    def named(day: date, en: str, zh: str, is_sure: bool = True, season: Window | None = None) -> NamedDay:
        return NamedDay(day, (("en", en), ("zh", zh)), is_sure, is_sure, "sample", season)

    days = (
        named(date(2026, 12, 12), "Double 12", "双12", season=Window.of_days(date(2026, 12, 8), date(2026, 12, 12))),
        named(date(2027, 1, 1), "New Year", "元旦"),
        named(date(2027, 2, 6), "Spring Festival", "春节", False),
        named(date(2027, 6, 18), "618", "618", season=Window.of_days(date(2027, 5, 31), date(2027, 6, 20))),
        named(date(2027, 10, 1), "National Day", "国庆节", False),
        named(date(2027, 11, 11), "Double 11", "双11", season=Window.of_days(date(2027, 10, 20), date(2027, 11, 11))),
    )
    off = frozenset(date(2027, 2, 6) + timedelta(days=number) for number in range(7))
    return DayTable(YEAR, days, off | {date(2027, 1, 1)}, frozenset({date(2027, 2, 20)}))


def _conflict(planned: tuple[PlannedSend, ...], place: int) -> Conflict:
    one, other = planned[place].send, planned[place + 1].send
    said_of = SAME_DAY.at(None, one=one.campaign, other=other.campaign, count=place % 90 + 1, day=one.day)
    weight = tuple(Weight)[place // 170 % 3]
    return Conflict("same-day", weight, one.day, place % 90 + 1, (one.id, other.id), said_of)
