"""Words of the workbook `calendar.xlsx` and of the other files that teams open as tables or paste into a chat."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

XLSX_TITLE = Wording(
    "calendar, Gantt, budget and columns for actuals, as a workbook", "日历、甘特图、预算和实际值填写列，工作簿"
)
GOOGLE_TITLE = Wording(
    "every send and task, to import once into Google Calendar", "全部发送与任务，供一次性导入 Google 日历"
)
LINKS_TITLE = Wording(
    "short codes and full links, for whoever runs the redirects", "短码与完整链接，供负责跳转的团队使用"
)
CHAT_TITLE = Wording("the next two weeks, to paste into a chat", "未来两周安排，可粘贴到群聊")

SHEETS = {
    "calendar": Wording("Calendar", "活动日历"),
    "tasks": Wording("Tasks", "准备任务"),
    "gantt": Wording("Gantt", "甘特图"),
    "budget": Wording("Budget", "预算"),
    "read_me": Wording("Read me", "说明"),
}
PAGE = Wording("page {page} of {pages}", "第 {page} 页，共 {pages} 页")

# Headers; those of the columns to fill in are `codes.actual_words.FIELDS`.
COLUMNS = {
    "date": Wording("date", "日期"),
    "campaign": Wording("campaign", "活动"),
    "weekday": Wording("weekday", "星期"),
    "flag": Wording("day off", "休班"),
    "time": Wording("time", "时间"),
    "wave": Wording("wave", "波次"),
    "stage": Wording("stage", "阶段"),
    "channel": Wording("channel", "渠道"),
    "for": Wording("for", "面向"),
    "copy": Wording("copy", "文案"),
    "offer": Wording("offer", "优惠"),
    "reach": Wording("planned reach", "计划触达"),
    "expected": Wording("expected reach", "预期触达"),
    "cost": Wording("cost ({currency})", "成本 ({currency})"),
    "owner": Wording("owner", "负责人"),
    "link": Wording("link", "链接"),
    "code": Wording("code", "短码"),
    "approval": Wording("approval", "审批"),
    "mark": Wording("mark", "标记"),
    "actual_cost": Wording("{field} ({currency})", "{field} ({currency})"),
    "due": Wording("due", "截止日"),
    "task": Wording("task", "任务"),
    "starts": Wording("begin by", "最晚开始"),
    "send_day": Wording("day of the send", "发送日"),
    "first": Wording("first day", "首日"),
    "last": Wording("last day", "末日"),
    "granted": Wording("granted ({currency})", "批准 ({currency})"),
    "planned": Wording("planned ({currency})", "计划 ({currency})"),
    "spent": Wording("actual ({currency})", "实际 ({currency})"),
    "spent_before": Wording("spent before ({currency})", "此前已花费 ({currency})"),
    "left": Wording("left ({currency})", "剩余 ({currency})"),
    "over": Wording("actual less planned ({currency})", "实际减计划 ({currency})"),
    "limit": Wording("limit", "限额"),
    "limit_amount": Wording("limit ({currency})", "限额 ({currency})"),
    "why": Wording("held back by", "限制因素"),
    "month": Wording("month", "月份"),
}
APPROVALS = (
    Wording("not asked", "未提交"),
    Wording("asked", "审批中"),
    Wording("approved", "已批准"),
    Wording("sent back", "已退回"),
)
DAY_OFF = Wording("off", "休")
WORKING_DAY = Wording("work", "班")
SHORT_WEEKDAYS = tuple(
    Wording(en, zh)
    for en, zh in (("M", "一"), ("T", "二"), ("W", "三"), ("T", "四"), ("F", "五"), ("S", "六"), ("S", "日"))
)
MARKS = {
    "estimated": Wording("estimated", "估计"),
    "late": Wording("late", "逾期"),
    "new": Wording("new", "新增"),
    "moved": Wording("moved", "改期"),
    "changed": Wording("changed", "有改动"),
    "cancelled": Wording("cancelled", "已取消"),
    "moved_from": Wording("moved from {day}", "原定 {day}"),
    "until": Wording("spread until {time}", "分批至 {time}"),
    "local": Wording("time of the customer", "客户当地时间"),
    "between": Wording(", ", "，"),
    "stages": Wording(", ", "、"),
}
CHECKS = {
    "choose": Wording("choose one of the list", "请从列表中选择"),
    "count": Wording("a whole number from 0", "填写 0 或正整数"),
    "amount": Wording("an amount from 0", "填写 0 或正数金额"),
}
MONTH_TITLE = Wording("{year}-{month}", "{year}年{month}月")
TOTAL = Wording("total", "合计")
ALL = Wording("everything", "全部")
BUDGET_CHART = Wording("Cost by campaign ({currency})", "各活动成本（{currency}）")
LARGEST = Wording("Cost of the {count} largest campaigns ({currency})", "成本最高的 {count} 个活动（{currency}）")
PLANNED = Wording("planned", "计划")
ACTUAL = Wording("actual", "实际")

ABOUT = {
    "plan": Wording("plan", "计划"),
    "project": Wording("project", "项目"),
    "horizon": Wording("days planned", "计划区间"),
    "range": Wording("{first} to {last}", "{first} 至 {last}"),
    "as_of": Wording("data as of", "数据截至"),
    "edition": Wording("edition", "版次"),
    "version": Wording("version of the data and the plan", "数据与计划版本"),
    "zone": Wording("time zone", "时区"),
    "contacts": Wording("contacts planned", "计划触达"),
    "cost": Wording("cost planned", "计划成本"),
    "conflicts": Wording("conflicts", "冲突"),
    "conflict_counts": Wording(
        "{hard} hard, {soft} soft, {wasteful} wasteful", "硬冲突 {hard}，软冲突 {soft}，浪费 {wasteful}"
    ),
    "news": Wording("since the edition before", "与上一版相比"),
    "no_news": Wording("nothing new", "无变化"),
}
NEWS = {
    "new": Wording("{count} new", "新增 {count}"),
    "moved": Wording("{count} moved", "改期 {count}"),
    "changed": Wording("{count} changed", "有改动 {count}"),
    "cancelled": Wording("{count} cancelled", "取消 {count}"),
}
LEGEND_TITLE = Wording("Legend", "图例")
LEGEND = {
    "input": Wording("to be filled in by the team", "由执行团队填写"),
    "off": Wording("weekend or day off", "周末或休息日"),
    "work": Wording("weekend at work, made up for a holiday", "调休上班日"),
    "changed": Wording("new, moved or changed since the edition before", "与上一版相比新增、改期或有改动"),
    "late": Wording("late: due before the day of the data", "逾期：截止日早于数据日期"),
    "estimated": Wording(
        "estimated: the official calendar of that year is not announced yet", "估计：该年官方安排尚未公布"
    ),
    "gone": Wording("cancelled: was in an edition before and is planned no longer", "已取消：上一版有，现已不再安排"),
}
RETURN_TITLE = Wording("How to send actuals back", "如何回填实际值")
RETURN_STEPS = (
    Wording(
        "save a copy first: compiling the plan again writes this file anew, and keeps a filled one beside it",
        "请先另存一份：再次编译计划会重写本文件，已填写的会另存在旁边",
    ),
    Wording(
        "fill in status, actual reach, actual cost, actual orders and note in the coloured columns of each row",
        "在每行的着色列填写状态、实际触达、实际花费、实际订单和备注",
    ),
    Wording(
        "rows and columns may be moved, sorted, filtered or deleted; the hidden column clm_uid must stay with its row",
        "行列可以移动、排序、筛选或删除；隐藏列 clm_uid 必须与所在行保持一致",
    ),
    Wording(
        "moving a date on the sheet Calendar moves the bar on the sheet Gantt; dots are the days as planned",
        "在“活动日历”改日期，“甘特图”的横条随之移动；圆点是原计划的日期",
    ),
    Wording(
        "an empty cell changes nothing; `-` or `none` takes an earlier value back, and the planned date takes a move back",
        "空单元格不改变任何内容；填 `-` 或 `无` 撤回先前的值，日期改回计划日即撤回改期",
    ),
    Wording(
        "rows added by hand have no key: they are listed when the file comes back, and not counted",
        "手工新增的行没有键：回收时会列出，但不计入",
    ),
    Wording(
        "send the file back; whoever keeps the plan reads it with: clmplan data actuals FILE",
        "把文件发回；计划负责人用此命令读取：clmplan data actuals 文件",
    ),
)

LINK_COLUMNS = (
    Wording("code", "短码"),
    Wording("link", "链接"),
    Wording("campaign", "活动"),
    Wording("wave", "波次"),
    Wording("channel", "渠道"),
    Wording("first day", "首日"),
    Wording("last day", "末日"),
    Wording("WeChat scene", "微信场景值"),
)

CHAT = {
    "title": Wording("{title}: {first} to {last}", "{title}：{first} 至 {last}"),
    "empty": Wording("{title}: nothing is planned", "{title}：暂无安排"),
    "conflicts": Wording("{count} hard conflicts, see the report", "{count} 个硬冲突，见报告"),
    "one_conflict": Wording("1 hard conflict, see the report", "1 个硬冲突，见报告"),
    "late": Wording("late", "逾期"),
    "news": Wording("moved or cancelled", "改期或取消"),
    "moved": Wording("moved to {day}: {what}", "改到 {day}：{what}"),
    "cancelled": Wording("cancelled {day}: {what}", "取消 {day}：{what}"),
    "local": Wording("{time} customer time", "客户当地 {time}"),
    "estimated": Wording("≈ {what}", "≈ {what}"),
    "due": Wording("due {day}", "截止 {day}"),
    "task": Wording("prepare: {task}", "准备：{task}"),
    "people": Wording("{count} people", "{count} 人"),
    "one_person": Wording("1 person", "1 人"),
    "more": Wording("and {count} more", "另有 {count} 项"),
    "day": Wording("{weekday} {day}", "{day} {weekday}"),
    "day_off": Wording("{weekday} {day}, {mark}", "{day} {weekday} {mark}"),
}
