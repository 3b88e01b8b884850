"""Words that appear in exported files."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

JSON_TITLE = Wording("the whole plan, for programs", "完整计划，供程序读取")
CSV_TITLE = Wording("every send and task, for spreadsheets", "全部发送与任务，供表格软件使用")
ICS_TITLE = Wording("every send and task, for calendars", "全部发送与任务，供日历软件使用")
BUDGET_TITLE = Wording("the budget by campaign and limit, for spreadsheets", "按活动和限额列出的预算，供表格软件使用")

SEND = Wording("send", "发送")
TASK = Wording("task", "任务")
CAMPAIGN = Wording("campaign", "活动")
LIMIT = Wording("limit", "限额")
TOTAL = Wording("total", "合计")
ESTIMATED = Wording("estimated", "估计")
LATE = Wording("late", "逾期")
ALL_CHANNELS = Wording("all channels", "全部渠道")
CALENDAR_MONTH = Wording("calendar month", "自然月")

WEEKDAYS = (
    Wording("Monday", "周一"),
    Wording("Tuesday", "周二"),
    Wording("Wednesday", "周三"),
    Wording("Thursday", "周四"),
    Wording("Friday", "周五"),
    Wording("Saturday", "周六"),
    Wording("Sunday", "周日"),
)

CALENDAR_COLUMNS = (
    Wording("date", "日期"),
    Wording("weekday", "星期"),
    Wording("time", "时间"),
    Wording("kind", "类型"),
    Wording("campaign", "活动"),
    Wording("wave", "波次"),
    Wording("title", "标题"),
    Wording("channel", "渠道"),
    Wording("for", "面向"),
    Wording("message", "内容"),
    Wording("offer", "优惠"),
    Wording("audience", "受众"),
    Wording("contacts", "触达"),
    Wording("held out", "留出"),
    Wording("cost ({currency})", "成本 ({currency})"),
    Wording("owner", "负责人"),
    Wording("objective", "目的"),
    Wording("mark", "标记"),
    Wording("id", "编号"),
    Wording("stage", "阶段"),
    Wording("end", "结束"),
    Wording("step", "步骤"),
    Wording("expected", "预期触达"),
    Wording("code", "短码"),
    Wording("link", "链接"),
)

BUDGET_COLUMNS = (
    Wording("kind", "类型"),
    Wording("name", "名称"),
    Wording("title", "标题"),
    Wording("wanted ({currency})", "所需 ({currency})"),
    Wording("granted ({currency})", "批准 ({currency})"),
    Wording("planned ({currency})", "计划 ({currency})"),
    Wording("spent before ({currency})", "此前已花费 ({currency})"),
    Wording("limit ({currency})", "限额 ({currency})"),
    Wording("left ({currency})", "剩余 ({currency})"),
    Wording("why", "原因"),
    Wording("place", "出处"),
)

ONE_CONTACT = Wording("1 contact", "1 人次")
CONTACTS = Wording("{count} contacts", "{count} 人次")
SEND_SUMMARY = Wording("{title} · {channel} · {contacts}", "{title} · {channel} · {contacts}")
TASK_SUMMARY = Wording("{task} · {title}", "{task} · {title}")
MARKED = Wording("{summary} ({mark})", "{summary}（{mark}）")

MESSAGE_LINE = Wording("message: {message}", "内容：{message}")
CHANNEL_LINE = Wording("channel: {channel}", "渠道：{channel}")
OFFER_LINE = Wording("offer: {offer}", "优惠：{offer}")
FOR_LINE = Wording("for: {audience}", "面向：{audience}")
EXCEPT = Wording("{audience} except {exceptions}", "{audience} 排除 {exceptions}")
COUNTS_LINE = Wording(
    "contacts: {contacts} of an audience of {audience}, held out: {held_out}",
    "触达：{contacts}（受众 {audience}，留出 {held_out}）",
)
COST_LINE = Wording("cost: {cost}", "成本：{cost}")
OWNER_LINE = Wording("owner: {owner}", "负责人：{owner}")
MOVED_LINE = Wording("moved from: {planned}", "原定：{planned}")
DUE_LINE = Wording("for the send: {send}", "对应发送：{send}")
ID_LINE = Wording("id: {id}", "编号：{id}")
