"""Words by which actuals are known when a calendar comes home, and what `clmplan data actuals` says."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

UID = "clm_uid"

# The header given out comes first; the others are how teams name the same column.
HEADERS = {
    "reach": ("actual reach", "实际触达", "actual contacts", "实际触达人数", "实际触达数", "实际人数"),
    "cost": ("actual cost", "实际花费", "actual spend", "实际成本", "实际费用", "实际支出"),
    "orders": ("actual orders", "实际订单", "实际订单数", "实际单数"),
    "status": ("status", "状态"),
    "note": ("note", "备注", "notes", "remark", "remarks", "说明"),
    "day": ("date", "日期", "actual date", "实际日期", "发送日期", "due", "截止日"),
}
# What may stand in brackets behind a header without a change of meaning, beside the project's currency.
HARMLESS_UNITS = ("people", "customers", "contacts", "orders", "人", "人数", "人次", "单", "笔")
# What a team writes where a value that it gave before was wrong; an empty cell takes nothing back.
ERASING = ("-", "--", "—", "——", "无", "none")
# What may stand behind a count.
COUNTED = ("人次", "人", "单", "笔", "个", "people", "contacts", "orders")

FIELDS = {
    "reach": Wording("actual reach", "实际触达"),
    "cost": Wording("actual cost", "实际花费"),
    "orders": Wording("actual orders", "实际订单"),
    "status": Wording("status", "状态"),
    "note": Wording("note", "备注"),
    "day": Wording("date", "日期"),
}
# By the values of the kinds of status.
STATUSES = {
    "to schedule": Wording("to schedule", "待排期"),
    "in production": Wording("in production", "制作中"),
    "in review": Wording("in review", "待审核"),
    "live": Wording("live", "已上线"),
    "finished": Wording("finished", "已结束"),
    "cancelled": Wording("cancelled", "已取消"),
}
STATUS_WORDS = {
    "to schedule": (
        "to do",
        "todo",
        "planned",
        "scheduled",
        "unscheduled",
        "not started",
        "open",
        "未开始",
        "计划中",
        "未排期",
        "已排期",
    ),
    "in production": ("in progress", "producing", "making", "进行中", "制作"),
    "in review": ("review", "to review", "for approval", "审核中", "待审批", "审批中"),
    "live": ("sent", "online", "running", "started", "上线", "已发送", "已发出", "已发", "执行中"),
    "finished": ("done", "complete", "completed", "ended", "closed", "executed", "结束", "已完成", "完成", "已执行"),
    "cancelled": (
        "canceled",
        "cancel",
        "dropped",
        "not sent",
        "called off",
        "取消",
        "已撤销",
        "未发送",
        "不发了",
        "未执行",
    ),
}

HELP = {
    "data_actuals": Wording(
        "Read calendars that came back with actuals; without a file: what was reported so far.",
        "读取收回的、填有实际值的日历；不给文件时显示目前已报告的内容。",
    ),
    "returned_files": Wording("filled calendars: XLSX, ODS, XLS, CSV", "填好的日历：XLSX、ODS、XLS、CSV"),
    "dry_run": Wording("say what would be recorded, and record nothing", "只说明会记录什么，不写入"),
    "actuals_status": Wording("what was reported so far, by campaign", "按活动显示目前已报告的内容"),
}

SAYS = {
    "file": Wording("{file} · {facts}", "{file} · {facts}"),
    "sheet": Wording("sheet `{sheet}`", "工作表 `{sheet}`"),
    "header_row": Wording("header in row {row}", "表头在第 {row} 行"),
    "encoding": Wording("encoding {encoding}", "编码 {encoding}"),
    "between": Wording(", ", "，"),
    "place": Wording("row {row} of `{file}`", "`{file}` 第 {row} 行"),
    "sheet_place": Wording("row {row} of sheet `{sheet}` in `{file}`", "`{file}` 工作表 `{sheet}` 第 {row} 行"),
    "whole_sheet": Wording("sheet `{sheet}` in `{file}`", "`{file}` 工作表 `{sheet}` "),
    "whole_file": Wording("`{file}`", "`{file}` "),
    "rows": Wording(
        "  {rows} rows = {matched} with actuals + {empty} without any + {unmatched} set aside",
        "  {rows} 行 = 有实际值 {matched} + 无实际值 {empty} + 搁置 {unmatched}",
    ),
    "repeated": Wording("  {count} of the rows repeat another", "  其中 {count} 行与另一行重复"),
    "not_rows": Wording(
        "  not rows: {blank} blank lines, {headings} repeated headers",
        "  不计入：空行 {blank}，重复的表头 {headings}",
    ),
    "aside": Wording("  - {message} ({id})", "  - {message}（{id}）"),
    "news": Wording(
        "  entries: {new} new, {more} updated, {same} known already",
        "  新增 {new} 项，更新 {more} 项，已知 {same} 项",
    ),
    "corrected": Wording(
        "  {entry}: {field} {before} → {after}; the file given later counts",
        "  {entry}：{field} {before} → {after}；以后给的文件为准",
    ),
    "added": Wording("  {entry}: {field} {after}", "  {entry}：{field} {after}"),
    "taken_back": Wording(
        "  {entry}: {field} {before} is taken back; the file given later counts",
        "  {entry}：撤回{field} {before}；以后给的文件为准",
    ),
    "as_planned": Wording(
        "  {entry}: {field} {before} is taken back, the planned day holds again; the file given later counts",
        "  {entry}：撤回{field} {before}，恢复计划日；以后给的文件为准",
    ),
    "entry": Wording("{id} ({day})", "{id}（{day}）"),
    "nothing": Wording("–", "–"),
    "total": Wording(
        "{rows} rows read = {matched} matched + {empty} without any actual + {unmatched} set aside",
        "读入 {rows} 行 = 匹配 {matched} + 无实际值 {empty} + 搁置 {unmatched}",
    ),
    "recorded": Wording("entries recorded in the workspace: {count}", "已写入工作区：{count} 项"),
    "unchanged": Wording("nothing new: the workspace stays as it is", "没有新内容：工作区不变"),
    "not_recorded": Wording("a dry run: nothing is recorded", "试运行：不写入任何内容"),
    "so_far": Wording("reported so far:", "目前已报告："),
    "line": Wording(
        "{name}: {reported} of {sends} sends reported{more}",
        "{name}：{sends} 次发送中已报告 {reported} 次{more}",
    ),
    "reach_part": Wording(
        "; reach {reported} of {planned} planned (sends: {sends})", "；触达 {reported}，计划 {planned}（{sends} 次）"
    ),
    "cost_part": Wording(
        "; cost {reported} of {planned} planned (sends: {sends})", "；花费 {reported}，计划 {planned}（{sends} 次）"
    ),
    "orders_part": Wording("; orders {orders}", "；订单 {orders}"),
    "task_part": Wording("; tasks cost {cost}", "；任务花费 {cost}"),
    "tasks_part": Wording(
        "; tasks reported {count}, of them finished {finished}", "；已报告任务 {count} 项，其中完成 {finished} 项"
    ),
    "moved_part": Wording("; on another day {count}", "；改期 {count} 次"),
    "cancelled_part": Wording("; not sent {count}", "；未发送 {count} 次"),
    "planned_reported": Wording(
        "planned and reported by the teams; reported orders show no effect:",
        "计划与团队报告；报告的订单不说明效果：",
    ),
    "limit_all": Wording("budget", "预算"),
    "limit_channel": Wording("budget of {channel}", "{channel}预算"),
    "limit_month": Wording("budget of {month}", "{month} 预算"),
    "all": Wording("everything", "全部"),
    "spent": Wording(
        "{name}: limit {limit}, planned {planned}, spent as reported {spent} ({reported} of {sends} sends)",
        "{name}：限额 {limit}，计划 {planned}，已报告花费 {spent}（{sends} 次发送中的 {reported} 次）",
    ),
}

REPORT = {
    "by_campaign": Wording("Planned and reported by the teams", "计划与团队报告"),
    "by_wave": Wording("Planned and reported, by wave", "计划与团队报告：按波次"),
    "by_channel": Wording("Planned and reported, by channel", "计划与团队报告：按渠道"),
    "all": Wording("Whole programme", "整个计划"),
    "campaign": Wording("Campaign", "活动"),
    "wave": Wording("Wave", "波次"),
    "channel": Wording("Channel", "渠道"),
    "name": Wording("Limit of", "限额"),
    "reported": Wording("Sends reported", "已报告发送"),
    "cancelled": Wording("Not sent", "未发送"),
    "moved": Wording("On another day", "改期"),
    "contacts": Wording("Reached, of planned", "实际触达 / 计划"),
    "cost": Wording("Spent, of planned", "实际花费 / 计划"),
    "orders": Wording("Orders, any cause", "订单（不论原因）"),
    "tasks": Wording("Spent on tasks", "任务花费"),
    "tasks_reported": Wording("Tasks reported", "已报告任务"),
    "tasks_done": Wording("{count}, {finished} finished", "{count}，已完成 {finished}"),
    "part_of": Wording("{part} of {count}", "{count} 次中 {part} 次"),
    "pair": Wording("{reported} of {planned} ({change})", "{reported} / {planned}（{change}）"),
    "pair_alone": Wording("{reported} of {planned}", "{reported} / {planned}"),
    "budget": Wording("Budget: planned and spent", "预算：计划与已花费"),
    "limit": Wording("Limit", "上限"),
    "planned": Wording("Planned", "计划"),
    "spent": Wording("Spent, as reported", "已报告花费"),
    "left": Wording("Limit less spent", "上限减已花费"),
    "not_sent": Wording("Planned and not sent, as reported", "据报告未发送"),
    "cost_reported": Wording("{cost} spent", "已花 {cost}"),
}
