"""Words inside the sentences about conflicts, and those around them in the report and on the command line."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

UNNAMED_WAVE = "main"  # what the language calls the wave that stands in a campaign without a block of its own
IN_HAND = Wording("tasks in hand", "在手任务")
DUE_IN_WEEK = Wording("tasks due", "到期任务")
WHOLE_PROGRAMME = Wording("the programme", "整体计划")
THE_SAME_OFFER = Wording("the same offer", "同一优惠")
HOLIDAYS = Wording("statutory holidays", "法定节假日")
BLACKOUT = Wording("blackout", "禁发日")
WOULD_REACH = Wording("meant for {customers}", "面向 {customers}")
WOULD_REACH_SOME = Wording(
    "meant for {customers} in {known} of {all} sends, unknown in the others",
    "{all} 次中已知的 {known} 次面向 {customers}",
)
NOT_KNOWN = Wording("how many customers they would reach was not counted", "未统计原本能触达多少客户")
NO_AUDIENCE = Wording("nobody is in the audience", "受众中没有人")
ALL_REFUSED = Wording("{customers} in the audience, most refused by `{rule}`", "受众 {customers}，多数被 `{rule}` 拒绝")
MORE_SENDS = Wording("; late for {count} more sends too", "；另有 {count} 次发送同样误期")
MOST_ON = Wording(", most on {day} with {count}", "，最多的是 {day}，{count} 次")
NOTHING_MORE = Wording("", "")
WEEK_OF = Wording("in the week of {day}", " {day} 那一周")
ON_DAY = Wording("on {day}", " {day}")
AND_MORE = Wording("{listed} and {count} more", "{listed} 及另外 {count} 项")


def wave_word(campaign: str, wave: str) -> Wording:
    """A wave as its author knows it: the one that a campaign has without naming it goes by the campaign alone."""
    if wave == UNNAMED_WAVE:
        return Wording(f"`{campaign}`", f"`{campaign}`")
    return Wording(f"`{wave}` of `{campaign}`", f"`{campaign}` 的 `{wave}`")


def days_word(count: int) -> Wording:
    """So many days."""
    return Wording("1 day" if count == 1 else f"{count:,} days", f"{count:,} 天")


def on_days(count: int) -> Wording:
    """On so many days."""
    days = days_word(count)
    return Wording(f"on {days.en}", days.zh)


def in_weeks(count: int) -> Wording:
    """In so many weeks."""
    return Wording("in 1 week" if count == 1 else f"in {count:,} weeks", f"{count:,} 周")


def workdays_word(count: int) -> Wording:
    """So many work days."""
    return Wording("1 work day" if count == 1 else f"{count:,} work days", f"{count:,} 个工作日")


def customers_word(count: int) -> Wording:
    """So many customers."""
    return Wording("1 customer" if count == 1 else f"{count:,} customers", f"{count:,} 位客户")


def sends_word(count: int) -> Wording:
    """So many sends."""
    return Wording("1 send" if count == 1 else f"{count:,} sends", f" {count:,} 次发送")


def when(first: object, days: int) -> Wording:
    """On a day, or on so many from one on."""
    if days == 1:
        return Wording(f"on {first}", f"{first}")
    return Wording(f"on {days:,} days from {first} on", f"自 {first} 起共 {days:,} 天")


# The report and the command line.
CONFLICTS = Wording("Conflicts", "冲突")
CONFLICTS_LEAD = Wording(
    "What gets in the way of something else. Hard: a rule stands against it; soft: it may be meant; wasteful: it costs "
    "work and changes nothing. Customers are counted once in each line, over all its days",
    "互相妨碍之处。硬：有规则不允许；软：也许有意为之；浪费：做了也没有效果。每行的客户按全部日子去重计数",
)
NO_CONFLICTS = Wording("No conflicts", "没有冲突")
MORE_CONFLICTS = Wording("{count} more are in plan.json", "另有 {count} 项，见 plan.json")
WEIGHT, DAY, WHAT, PEOPLE, PLACE = (
    Wording("Weight", "轻重"),
    Wording("Day", "日期"),
    Wording("What", "内容"),
    Wording("Customers", "客户"),
    Wording("Place", "位置"),
)
WHOLE_PLAN = Wording("whole plan", "整个计划")
WEIGHTS = {
    "hard": Wording("hard", "硬"),
    "soft": Wording("soft", "软"),
    "wasteful": Wording("wasteful", "浪费"),
}
COUNTED = Wording("conflicts: {counts}", "冲突：{counts}")
COUNT_OF = Wording("{count} {weight}", "{weight} {count} 项")
WHERE = Wording("{place}: {sentence}", "{place}：{sentence}")
