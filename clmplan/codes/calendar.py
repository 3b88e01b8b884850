"""What planning and the schedules say about days: codes 501 to 529, refusals, labels of the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.codes.plan_examples import AT_MOST, SEND_ON, shown

HORIZON_OVER = Code(
    "CLM501",
    "horizon-over",
    Severity.ERROR,
    Wording(
        "the horizon ends on {last}, before the plan's own day {as_of}",
        "计划期于 {last} 结束，早于计划日 {as_of}",
    ),
    Wording("choose a horizon that ends later, or an earlier as-of date", "把计划期延后，或把计划日提前"),
    Wording(
        "a plan only holds days that are still to come; with a horizon in the past nothing could be sent",
        "计划只包含尚未到来的日子；计划期已过，就什么也发不出去",
    ),
)

CAMPAIGN_OUTSIDE_HORIZON = Code(
    "CLM502",
    "campaign-outside-horizon",
    Severity.WARNING,
    Wording(
        "campaign `{campaign}` runs from {first} to {last}, outside the days planned, {start} to {end}",
        "活动 `{campaign}` 从 {first} 至 {last}，不在计划的日子 {start} 至 {end} 之内",
    ),
    Wording("change the dates of the campaign or the horizon", "修改活动日期或计划期"),
    Wording(
        "a campaign whose days all lie elsewhere adds nothing to the plan",
        "活动的所有日子都在别处时，对计划毫无作用",
    ),
    *shown(("campaign news {", "campaign news {\n  from 2027-02-01 to 2027-02-28")),
)

NO_DAY = Code(
    "CLM503",
    "no-day-planned",
    Severity.WARNING,
    Wording(
        "wave `{wave}` of campaign `{campaign}` has no day from {start} to {end}: `{schedule}`",
        "活动 `{campaign}` 的波次 `{wave}` 在 {start} 至 {end} 之间没有日期：`{schedule}`",
    ),
    Wording(
        "check the dates of the wave, of the campaign and of the horizon, in this order",
        "依次检查波次、活动和计划期的日期",
    ),
    Wording(
        "a wave that never comes due is nearly always a mistaken year or a date already past",
        "从不到期的波次几乎总是写错了年份，或日期已过",
    ),
    *shown((SEND_ON, "on 2026-10-05 at 10:00")),
)

NO_ALLOWED_MINUTE = Code(
    "CLM504",
    "no-allowed-minute",
    Severity.ERROR,
    Wording(
        "the quiet hours of channel `{channel}` and of the policy leave no minute of the day",
        "渠道 `{channel}` 与规则的静默时段合起来占满了一整天",
    ),
    Wording("shorten one of the quiet hours", "缩短其中一个静默时段"),
    Wording(
        "a send at a quiet time moves to the next allowed minute; here there is none",
        "落在静默时段的发送会推迟到下一个允许的时刻；这里一个也没有",
    ),
    *shown((AT_MOST, "never between 09:00 and 21:00"), ("email_ok }", "email_ok; never between 21:00 and 09:00 }")),
)

ALL_DROPPED = Code(
    "CLM505",
    "every-day-dropped",
    Severity.WARNING,
    Wording(
        "every day of wave `{wave}` of campaign `{campaign}` is dropped: {count} of {count}",
        "活动 `{campaign}` 的波次 `{wave}` 的日子全部被取消：{count} 天中 {count} 天",
    ),
    Wording(
        "move the wave off the blackout or the days off, or let the blackout `defer`",
        "让波次避开禁发日或放假日，或在 `静默` 后加 `推迟`",
    ),
    Wording(
        "the holiday rule and a blackout without `defer` drop a send, they do not move it; this wave sends nothing",
        "节假日规则和没写 `推迟` 的 `静默` 会取消发送而不是顺延；这个波次什么也不发",
    ),
    *shown((AT_MOST, "blackout 2026-11-09 .. 2026-11-11")),
)

ESTIMATED_DAYS = Code(
    "CLM506",
    "estimated-days",
    Severity.WARNING,
    Wording(
        "sends in {years} are estimated: days off or festivals are not published yet",
        "{years} 年的发送日期为预估：放假安排或节日尚未公布",
    ),
    Wording("plan again when they are published", "公布后重新计划"),
    Wording(
        "without published days off only weekends count as free, so a send may fall on a holiday",
        "放假安排公布前只按周末计算休息日，发送可能落在节假日上",
    ),
)

SAME_ID = Code(
    "CLM508",
    "same-id",
    Severity.ERROR,
    Wording(
        "`{id}` is the lasting name of two things; the other stands at {place}",
        "`{id}` 是两处共用的标识；另一处在 {place}",
    ),
    Wording("give one of them another `id:`", "给其中一个换一个 `标识：`"),
    Wording(
        "calendars follow a send by the ids of its campaign and its wave; two sends of one name would overwrite each other",
        "日历按活动和波次的标识跟踪每次发送；两次发送同名就会互相覆盖",
    ),
    *shown(
        (f"{SEND_ON}\n", "wave one { id: news; on 2026-11-10; send email }\n"),
        ('send email "News"', "wave two { id: news; on 2026-11-12; send email }"),
    ),
)

NO_CUSTOMER_ZONE = Code(
    "CLM509",
    "no-customer-zone",
    Severity.ERROR,
    Wording("the project file does not say in which zone a customer lives", "项目文件没有写明客户所在的时区"),
    Wording(
        "add `zone: FIELD` under `customers` in the project file, or write `project time`",
        "在项目文件的 `客户` 下加 `时区: 字段`，或写 `项目时间`",
    ),
    Wording(
        "a time on the customer's own clock needs a field with an IANA zone such as `Asia/Shanghai`",
        "按客户当地时间发送，需要一个写有 IANA 时区（如 `Asia/Shanghai`）的字段",
    ),
    *shown((SEND_ON, f"{SEND_ON} customer time")),
)

DAYS_PAST = Code(
    "CLM510",
    "days-already-past",
    Severity.WARNING,
    Wording(
        "every day of wave `{wave}` of campaign `{campaign}` is past on {as_of}: the last was {last}",
        "到 {as_of}，活动 `{campaign}` 的波次 `{wave}` 的日子都已过去：最后一天是 {last}",
    ),
    Wording("move it to a later day, or take it out", "改到以后的日子，或删去这个波次"),
    Wording(
        "a day that is past is never sent again, since a plan made anew each day would send it each day",
        "已过的日子不会补发，否则每天重做计划就会每天重发",
    ),
)

ZONE_WITHOUT_TIME = Code(
    "CLM511",
    "zone-without-time",
    Severity.ERROR,
    Wording("`{text}` says whose clock, but no time of day is given", "`{text}` 写了时间按谁的时区，却没有写几点"),
    Wording("add the time, such as `at 10:00`", "补上时刻，如 `准点 10:00`"),
    Wording(
        "only a time of day differs from zone to zone; a day is the same civil day everywhere",
        "只有时刻因时区而异；日期在各地都是同一个日子",
    ),
    *shown((SEND_ON, "on 2026-11-11 project time")),
)

STEP_TOO_SMALL = Wording("a schedule repeats every 1d or more", "重复的间隔至少为 1天")
STEP_OF_WORKDAYS = Wording(
    "a schedule repeats every so many days, weeks, months or years", "重复的间隔只能是天、周、月或年"
)
WEEKDAY_WITHOUT_WEEKS = Wording("only a schedule in weeks can name a weekday", "只有以周为间隔的日程才能指定星期几")
DAY_WITHOUT_MONTHS = Wording(
    "only a schedule in months can name a day of the month", "只有以月为间隔的日程才能指定每月几号"
)
DAY_OUT_OF_RANGE = Wording("a day of the month lies between 1 and 31", "每月的日子在 1 和 31 之间")
ENDS_BEFORE_START = Wording("a schedule cannot end before it starts", "日程不能在开始之前结束")
NAMED_DAY_DISTANCE = Wording(
    "the distance from a named day is in days, weeks or workdays", "与节日的距离只能是天、周或工作日"
)
EVENT_NOT_KNOWN_YET = Wording(
    "an event is known from the day after it, so a send comes 1d after it or later",
    "事件在发生的次日才可知，发送最早在其后 1天",
)
OFFER_NOT_GIVEN_YET = Wording(
    "a contact is known from the day after it, so a send comes 1d after the offer or later",
    "触达在次日才可知，发送最早在发放优惠后 1天",
)
OFFER_NEVER_EXPIRES = Wording(
    "an offer expires only where it says how long it is `valid`", "优惠写明 `有效期` 才会到期"
)
BEFORE_OFFER_IS_GIVEN = Wording(
    "so long before the offer expires it has not been given yet", "到期之前这么久，优惠还没有发放"
)
EMPTY_SEASON = Wording("none of these weekdays lies in that season", "这些星期几都不在此期间")
TOO_FEW_IN_A_MONTH = Wording(
    "a month has at most 5 of one weekday and 23 work days", "一个月里同一个星期几最多 5 个，工作日最多 23 个"
)
DISTANCE_TOO_LONG = Wording("a distance is at most 100y, or 2,600 workdays", "距离最长为 100年，或 2,600个工作日")
NEGATIVE_DISTANCE = Wording(
    "a distance cannot be negative: `before` and `after` say which way", "距离不能为负：用“前”和“后”表示方向"
)

DROP_REASONS: Mapping[str, Wording] = MappingProxyType(
    {
        "blackout": Wording("blackout", "禁发日"),
        "deferred-after-horizon": Wording(
            "blackout, with no open day left before the horizon ends", "禁发日，且计划期内已无可发送的日子"
        ),
        "deferred-after-campaign": Wording(
            "blackout, with no open day left before the campaign ends", "禁发日，且活动期内已无可发送的日子"
        ),
        "holiday": Wording("statutory holiday", "法定节假日"),
        "after-horizon": Wording("moved past the end of the horizon by quiet hours", "因静默时段推迟到计划期之后"),
        "after-campaign": Wording("moved past the end of the campaign by quiet hours", "因静默时段推迟到活动结束之后"),
        "shifted-before-horizon": Wording(
            "not a workday; its workday lies before the horizon begins", "非工作日，顺移后的工作日早于计划期"
        ),
        "shifted-after-horizon": Wording(
            "not a workday; its workday lies after the horizon ends", "非工作日，顺移后的工作日晚于计划期"
        ),
        "shifted-before-campaign": Wording(
            "not a workday; its workday lies before the campaign begins", "非工作日，顺移后的工作日早于活动"
        ),
        "shifted-after-campaign": Wording(
            "not a workday; its workday lies after the campaign ends", "非工作日，顺移后的工作日晚于活动"
        ),
        "missed-after-horizon": Wording(
            "missed, with no open day left before the horizon ends", "错过，且计划期内已无可发送的日子"
        ),
        "missed-after-campaign": Wording(
            "missed, with no open day left before the campaign ends", "错过，且活动期内已无可发送的日子"
        ),
        "missed-same-day": Wording(
            "missed, and the next open day already has this message", "错过，而下一个可发送日已有同一条消息"
        ),
    }
)

HANDOVER = "handover"

TASK_LABELS: Mapping[str, Wording] = MappingProxyType({HANDOVER: Wording("hand over to the channel", "交付渠道执行")})

_TITLED = Wording("{reason}: {title}", "{reason}：{title}")


def drop_reason(reason: str, locale: str) -> str:
    """Why a send was dropped, in words; a dropped send carries `blackout:National Day` or a bare reason."""
    key, _, title = reason.partition(":")
    words = DROP_REASONS[key].fill(locale, {})
    return _TITLED.fill(locale, {"reason": words, "title": title}) if title else words


def task_label(task: str, locale: str) -> str:
    """The label of a task: our own tasks in a language, the author's tasks as written."""
    label = TASK_LABELS.get(task)
    return label.fill(locale, {}) if label else task


CANNOT_PLAN_YET = Code(
    "CLM507",
    "cannot-plan-yet",
    Severity.ERROR,
    Wording(
        "this playbook has {count} lines that this version cannot plan yet; the first stands here",
        "这个剧本有 {count} 行内容目前的版本还不会编制计划，第一处在这里",
    ),
    Wording(
        "`clmplan check` lists them; take them out to compile now", "`clmplan check` 会列出；要现在编制计划请先去掉"
    ),
    Wording("a plan that quietly left a rule out would be wrong", "悄悄漏掉一条规则的计划是错的"),
)
