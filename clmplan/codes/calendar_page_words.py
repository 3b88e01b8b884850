"""The labels and sentences of the calendar page."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

_AGENDA = {
    "agenda": Wording("Agenda", "日程"),
    "agenda_day": Wording("{day} {year}", "{year}年{day}"),
    "agenda_lead": Wording(
        "Every send and every preparation by day; daily triggered sends of one week are one line",
        "按日列出全部发送与准备工作；同一周内连续的触发发送合为一行",
    ),
    "month_about": Wording(
        "Month grid, Monday first: {sends} sends with {contacts} contacts, {tasks} preparations due",
        "月历，周一为首日：{sends} 次发送，{contacts} 次触达，{tasks} 项准备工作到期",
    ),
    "prepare": Wording("prepare: {task} due", "准备：{task} 到期"),
    "preparation_of": Wording("prepare: {task}", "准备：{task}"),
    "begin_by": Wording("begin by {day}", "最迟 {day} 开始"),
    "for_send": Wording("for the send of {day}", "用于 {day} 的发送"),
    "daily": Wording("to {last}, {sends} sends: {numbers}", "至 {last}，{sends} 次发送：{numbers}"),
    "triggered": Wording("triggered", "触发"),
    "owner": Wording("owner {name}", "负责人 {name}"),
    "offer": Wording("offer: {title}", "优惠：{title}"),
    "journey_step": Wording("step {step}", "步骤 {step}"),
    "instead_of": Wording("for customers refused on {channel}", "面向未能经 {channel} 触达的客户"),
    "own_time": Wording("at each customer's own time", "按客户当地时间"),
    "no_zone": Wording("zone unknown", "时区未知"),
    "about_expected": Wording("≈{count}", "≈{count}"),
    "link": Wording("link", "链接"),
    "entry_count": Wording("entries: ", "条目："),
}
_MARKS = {
    "late": Wording("late", "已逾期"),
    "estimated": Wording("estimated day", "日期为估计"),
    "moved": Wording("moved from {day}", "由 {day} 移来"),
    "since_new": Wording("new", "新增"),
    "since_moved": Wording("moved", "已改期"),
    "since_changed": Wording("changed", "有改动"),
    "cancelled": Wording("cancelled", "已取消"),
    "in_conflict": Wording("conflict: {weight}", "冲突：{weight}"),
}
_FILTERS = {
    "filters": Wording("Filters", "筛选"),
    "filter_owner": Wording("Owner", "负责人"),
    "filter_channel": Wording("Channel", "渠道"),
    "filter_stage": Wording("Stage", "阶段"),
    "filter_campaign": Wording("Campaign", "活动"),
    "filter_kind": Wording("Kind", "类型"),
    "without_owner": Wording("no owner", "无负责人"),
    "without_channel": Wording("no channel", "无渠道"),
    "without_stage": Wording("not by stage", "不限阶段"),
    "without_campaign": Wording("no campaign", "无活动"),
    "kind_dated": Wording("dated sends", "定日发送"),
    "kind_triggered": Wording("triggered sends", "触发发送"),
    "kind_preparation": Wording("preparations", "准备工作"),
    "kind_late": Wording("late", "已逾期"),
    "kind_new": Wording("new since the last edition", "较上一版新增"),
    "kind_moved": Wording("moved since the last edition", "较上一版改期"),
    "kind_changed": Wording("changed since the last edition", "较上一版有改动"),
    "kind_cancelled": Wording("cancelled since the last edition", "较上一版取消"),
    "kind_shifted": Wording("put off by a rule", "因规则顺延"),
    "kind_estimated": Wording("estimated days", "日期为估计"),
    "kind_conflict": Wording("in conflict", "有冲突"),
    "show_all": Wording("Show all", "显示全部"),
    "today": Wording("Today", "今天"),
    "entries_shown": Wording("{shown} of {all} entries shown", "显示 {shown} / {all} 项"),
    "go_to": Wording("Months", "月份"),
    "short_month": Wording("{month}", "{number}月"),
    "first_month": Wording("{month} {year}", "{year}年{number}月"),
}
_PARTS = {
    "chart_about": Wording(
        "Solid: dated sends; pale: triggered sends; hatched: estimated days; thin: preparations, from the day they begin to the day they are due; "
        "dashed lines: festivals; bands: sale seasons; red below the dates: conflicts",
        "实心：定日发送；浅色：触发发送；间断：日期为估计；细条：准备工作（开始至到期）；虚线：节日；色带：大促季；日期下方红条：冲突",
    ),
    "strands": Wording("Waves and preparations", "波次与准备工作"),
    "days_of_plan": Wording("Days", "日期"),
    "season_key": Wording("Stripe: sale season", "色条：大促季"),
    "expected_key": Wording(
        "≈120 contacts: expected when customers respond as often as measured; the number beside it assumes that nobody "
        "responds",
        "≈120：客户按实测比例响应时的预计触达；旁边的数字假设无人响应",
    ),
    "clash_key": Wording("!2: conflicts on the day", "!2：当天的冲突数"),
    "news": Wording("since the last edition: {news}", "较上一版：{news}"),
    "news_new": Wording("{count} new", "新增 {count} 项"),
    "news_moved": Wording("{count} moved", "改期 {count} 项"),
    "news_changed": Wording("{count} changed", "改动 {count} 项"),
    "news_cancelled": Wording("{count} cancelled", "取消 {count} 项"),
    "season_begins": Wording("{name} begins", "{name}开始"),
    "conflicts": Wording("Conflicts", "冲突"),
    "people": Wording("{count} customers", "{count} 位客户"),
    "links": Wording("Links", "链接"),
    "links_lead": Wording(
        "Where messages lead, with the tags that tell visits apart", "内容指向的网址，带有区分来源的标记"
    ),
    "code": Wording("Code", "短码"),
    "address": Wording("Address", "网址"),
}

CALENDAR_PAGE = {**_AGENDA, **_MARKS, **_FILTERS, **_PARTS}
