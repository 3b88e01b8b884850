"""The labels and sentences of the calendar page and the report."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from clmplan.base.diagnostics import Wording
from clmplan.codes.calendar_page_words import CALENDAR_PAGE
from clmplan.codes.simulate import SIMULATED

_WEEKDAYS = (
    Wording("Mon", "周一"),
    Wording("Tue", "周二"),
    Wording("Wed", "周三"),
    Wording("Thu", "周四"),
    Wording("Fri", "周五"),
    Wording("Sat", "周六"),
    Wording("Sun", "周日"),
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_PAGE = {
    "language": Wording("en", "zh-CN"),
    "calendar": Wording("Calendar", "活动日历"),
    "report": Wording("Plan report", "计划报告"),
    "as_of": Wording("data before {day}", "数据截至 {day} 之前"),
    "horizon": Wording("plan {first} to {last}", "计划期 {first} 至 {last}"),
    "zone": Wording("times in {zone}", "时区 {zone}"),
    "made_from": Wording("{project}, data {fingerprint}", "{project}，数据指纹 {fingerprint}"),
    "caveat": Wording(
        "Counts after {day} assume that nobody orders and nobody joins in between: they fix capacity and money and are "
        "no forecast. Compile again before each send.",
        "{day} 之后的人数假设期间无人下单、无人加入：用于安排容量和费用，不是预测。每次发送前请重新编译。",
    ),
    "legend": Wording("Campaigns and channels", "活动与渠道"),
    "contents": Wording("Contents", "目录"),
    "data": Wording("Data of this picture", "图中数据"),
    "nothing": Wording("Nothing to show", "没有内容"),
    "day_off": Wording("Day off", "休息日"),
    "triggered_key": Wording("Pale bar: triggered, total of its days", "浅色条：触发类，为各日合计"),
    "task_key": Wording("Dashed: preparation due", "虚线框：准备工作到期"),
    "estimated_key": Wording("≈ day estimated, source not verified yet", "≈ 日期为估计，来源未核实"),
    "short_day": Wording("{day} {month}", "{number}月{day}日"),
    "month_year": Wording("{month} {year}", "{year}年{number}月"),
    "weekday_day": Wording("{weekday} {day}", "{day} {weekday}"),
    "interval": Wording("{low} to {high}", "{low} 至 {high}"),
    "with_interval": Wording("{value} ({low} to {high})", "{value}（{low} 至 {high}）"),
    "work": Wording("work", "班"),
    "more": Wording("+{count}", "另 {count} 项"),
    "none": Wording("none", "无"),
    "programme": Wording("Whole programme", "整个计划"),
    "total": Wording("Total", "合计"),
    "share": Wording("Share", "占比"),
    "counts": Wording(
        "{campaigns} campaigns, {sends} sends, {contacts} contacts, {cost}",
        "{campaigns} 个活动，{sends} 次发送，{contacts} 次触达，{cost}",
    ),
}
_COLUMNS = {
    "day": Wording("Day", "日期"),
    "until": Wording("Until", "至"),
    "time": Wording("Time", "时间"),
    "campaign": Wording("Campaign", "活动"),
    "channel": Wording("Channel", "渠道"),
    "message": Wording("Message", "内容"),
    "sends": Wording("Sends", "发送"),
    "contacts": Wording("Contacts", "触达"),
    "cost": Wording("Cost", "费用"),
    "audience": Wording("Audience", "受众"),
    "step": Wording("Step", "环节"),
    "refused": Wording("Refused", "未通过"),
    "remaining": Wording("Remaining", "剩余"),
    "rule": Wording("Rule", "规则"),
    "place": Wording("Place", "位置"),
    "first": Wording("First day", "首日"),
    "last": Wording("Last day", "末日"),
    "week": Wording("Week of", "周起始日"),
    "customers": Wording("Customers", "客户"),
    "name": Wording("Name", "名称"),
    "wanted": Wording("Wanted", "所需"),
    "granted": Wording("Granted", "获批"),
    "planned": Wording("Planned", "计划"),
    "limit": Wording("Limit", "上限"),
    "spent_before": Wording("Spent before", "此前已花费"),
    "not_known": Wording("not known", "未知"),
    "left": Wording("Left", "剩余"),
    "limited_by": Wording("Limited by", "限制因素"),
    "file": Wording("File", "文件"),
    "rows": Wording("Rows", "行数"),
    "used": Wording("Used", "采用"),
    "set_aside": Wording("Set aside", "搁置"),
    "later": Wording("Dated later", "日期在后"),
    "taken_back": Wording("Taken back", "冲销"),
}
_SECTIONS = {
    "campaigns": Wording("Campaigns", "活动数"),
    "customer_frequency": Wording("Contacts per contacted customer", "人均触达（被触达客户）"),
    "on_contacted": Wording("mean over {count} contacted customers", "按被触达的 {count} 位客户平均"),
    "in_sends": Wording("in {count} sends", "共 {count} 次发送"),
    "cost_of_contacts": Wording("contacts only", "仅触达费用"),
    "with_offers": Wording(
        "offers beside it, by past goals: {low} to {high}", "另有优惠，按过往达成估计：{low} 至 {high}"
    ),
    "with_some_offers": Wording(
        "offers beside it: {low} to {high}, and some that cannot be estimated",
        "另有优惠：{low} 至 {high}，部分无法估计",
    ),
    "offers_unknown": Wording("contacts only; what offers cost cannot be estimated", "仅触达费用；优惠成本无法估计"),
    "reached_customers": Wording("to {count} of {known} customers", "触达 {known} 位客户中的 {count} 位"),
    "decisions": Wording("What needs a decision", "需要决定的事项"),
    "no_findings": Wording("No findings", "没有需要处理的事项"),
    "task": Wording("Preparation", "准备工作"),
    "dropped": Wording("Sends removed by a rule", "被规则取消的发送"),
    "timeline": Wording("Timeline", "时间线"),
    "timeline_of": Wording("Campaigns over the plan", "计划期内的活动"),
    "reach_all": Wording("All sends together", "全部发送合计"),
    "weeks_by_channel": Wording("By channel", "按渠道"),
    "budget_by_campaign": Wording("By campaign", "按活动"),
    "verdicts": Wording("Verdicts", "结论"),
    "merely_observed": Wording("Merely observed: no effects", "仅供参考的观察值：不是效果"),
    "no_estimate": Wording("no estimate given", "不给出估计"),
    "timeline_about": Wording(
        "One row per campaign: pale bars are triggered, solid marks are dated sends; dashed lines are named days",
        "每行一个活动：浅色条为触发类，实心为定日发送；虚线为节日",
    ),
    "months": Wording("Month by month", "月历"),
    "stages": Wording("Stages and segments", "阶段与人群"),
    "stages_lead": Wording("Counted on {day} over {count} customers", "按 {day} 的 {count} 位客户统计"),
    "lifecycle_sizes": Wording("Customers in each stage", "各阶段客户数"),
    "segment_sizes": Wording("Customers in each segment", "各人群客户数"),
    "sizes_about": Wording("Bars: customers and their share of all on file", "条形：客户数及其占在册客户的比例"),
    "cut": Wording("cut of `{segment}`: {value}", "`{segment}` 的分界：{value}"),
    "reach": Wording("From audience to contacts", "从受众到触达"),
    "reach_lead": Wording(
        "Places in audiences over all sends; one customer counts once for each send",
        "全部发送的受众人次；每位客户在每次发送中计一次",
    ),
    "reach_about": Wording(
        "Waterfall from {audience} audience places to {contacts} contacts", "从 {audience} 受众人次到 {contacts} 次触达"
    ),
    "reach_campaigns": Wording("Refused at each step, by campaign", "各活动在每个环节未通过的人次"),
    "reach_rules": Wording("Refused by each rule", "各规则未通过的人次"),
    "weeks": Wording("Contacts per week", "每周触达"),
    "weeks_about": Wording("Contacts per week, stacked by channel", "每周触达次数，按渠道堆叠"),
    "budget": Wording("Budget", "预算"),
    "budget_lead": Wording(
        "The budget pays for contacts; redeemed offers come on top. Wanted: without a budget; granted: given by the "
        "budget; planned: used by the contacts; spent before: contacts of the history inside the horizon",
        "预算只支付触达费用，核销的优惠另计。所需：没有预算限制时；获批：预算给出；计划：实际安排；此前已花费：计划期内已完成的触达",
    ),
    "budget_about": Wording(
        "Each campaign: outline wanted, pale granted, solid planned", "每个活动：外框为所需，浅色为获批，实色为计划"
    ),
    "limits": Wording("Limits", "上限"),
    "experiments": Wording("Holdouts and what they can show", "留出组及其检出能力"),
    "experiments_lead": Wording(
        "Detectable: the smallest lift over everybody eligible that is found in four of five cases, by this comparison alone "
        "(power 80%, two-sided 5%); judging {count} comparisons together makes it larger",
        "可检出：单独比较时，五次中有四次能发现的全体合格客户的最小提升（功效 80%，双侧 5%）；{count} 项一起评判时会更大",
    ),
    "baseline_of": Wording("{share} ({reached} of {customers})", "{share}（{customers} 位中 {reached} 位）"),
    "held_out": Wording("Held out", "留出"),
    "treated": Wording("Treated", "触达组"),
    "goal": Wording("Goal", "目标"),
    "goal_within": Wording("{event} within {days} days", "{days} 天内 {event}"),
    "baseline": Wording("Baseline", "基准"),
    "detectable": Wording("Detectable", "可检出"),
    "detectable_is": Wording("a lift of {lift} or more ({low} to {high})", "提升 {lift} 以上（由 {low} 到 {high}）"),
    "not_detectable": Wording("too few past goals or customers to say", "过往达成或客户太少，无法判断"),
    "newcomers": Wording("Newcomers this plan cannot count", "本计划无法计入的新客户"),
    "newcomers_lead": Wording(
        "Customers who join later and still reach these triggered waves; they are in no count of this report. "
        "In an equally long time before the plan there were:",
        "之后加入、仍会进入以下触发波次的客户；本报告的数字均不包含他们。计划之前同样长的时间里有：",
    ),
    "wave": Wording("Wave", "波次"),
    "entries": Wording("Entries by customers who had just joined", "新加入客户的进入次数"),
    "measured_over": Wording("Measured over", "统计区间"),
    "days_before": Wording("{days} days before {day}", "{day} 之前 {days} 天"),
    "accounting": Wording("Every row of the data", "数据行核算"),
    "accounting_lead": Wording(
        "Rows = used + set aside + dated on or after {day}", "行数 = 采用 + 搁置 + 日期为 {day} 及以后"
    ),
}
_RESULTS = {
    "simulation": Wording("Simulation", "模拟"),
    "incremental_orders": Wording("Incremental orders", "增量订单"),
    "incremental_revenue": Wording("Incremental revenue", "增量收入"),
    "attributed_orders": Wording("Attributed orders", "归因订单"),
    "contact_cost": Wording("Cost of contacts", "触达费用"),
    "incentive": Wording("Cost of offers", "优惠费用"),
    "notes": Wording("Notes", "说明"),
    "evaluation": Wording("Evaluation", "评估"),
    "evaluation_lead": Wording(
        "{plan}: outcomes until {day}, {rows} rows = {used} used{aside}",
        "{plan}：结果截至 {day}，{rows} 行 = 采用 {used}{aside}",
    ),
    "aside_earlier": Wording(" + {count} before the plan's day", " + 计划日之前 {count}"),
    "aside_unknown": Wording(" + {count} of customers who are not in the plan", " + 不在计划中的客户 {count}"),
    "aside_other": Wording(" + {count} {reason}", " + {reason} {count}"),
    "differences": Wording("Difference of goal rate, treated minus held out", "转化率差（触达组 − 留出组）"),
    "differences_about": Wording(
        "Points with their {level} interval, in percentage points; the line at zero means no difference; below the scale "
        "stand those without an estimate",
        "点为估计值及其 {level} 区间，单位为百分点；零线表示没有差别；刻度下方为没有估计的活动",
    ),
    "verdict": Wording("Verdict", "结论"),
    "difference": Wording("Difference", "差值"),
    "lift": Wording("Lift", "相对提升"),
    "revenue_difference": Wording(
        "Difference of revenue per customer, treated minus held out", "人均收入差（触达组 − 留出组）"
    ),
    "revenue_capped": Wording("Customers capped at the {percentile}th percentile", "客户以第 {percentile} 百分位封顶"),
    "revenue_cap": Wording("The cap", "封顶值"),
    "revenue_plain": Wording("Not capped", "不封顶"),
    "incremental_customers": Wording("Incremental customers", "增量客户"),
    "attributed_customers": Wording("Reached the goal after any contact", "任一触达后达成目标"),
    "attributed_revenue": Wording("Revenue after a contact (not an effect)", "触达后的收入（不是效果）"),
    "contacts_in_window": Wording("Contacts in judged windows", "评判窗口内的触达"),
    "open_windows": Wording("Open windows", "未结束窗口"),
    "contacted": Wording("Contacted", "已触达"),
    "rate_of": Wording("{rate} of {count}", "{count} 人的 {rate}"),
    "contacts_part": Wording("{part} of {count}", "{count} 次中 {part} 次"),
    "part_of": Wording("{part} of {count}", "{count} 人中 {part} 人"),
    "no_closed_window": Wording("no closed window", "没有已结束的窗口"),
    "points": Wording("{value} pp", "{value} 个百分点"),
    "not_measured": Wording("not measured", "未测量"),
    "not_observed": Wording("not observed", "未观察"),
    "rests_on": Wording("Why", "理由"),
}
_STEPS = {
    "step_suppressed": Wording("Suppressed", "禁止联系"),
    "step_consent": Wording("No consent", "未同意"),
    "step_entry": Wording("Entered before", "已参加过"),
    "step_offer": Wording("Offer limit", "优惠限制"),
    "step_holdout": Wording("Held out", "留出"),
    "step_policy": Wording("Contact policy", "触达规则"),
    "step_capacity": Wording("Capacity", "容量"),
    "step_budget": Wording("Budget", "预算"),
}
_VERDICTS = {
    "verdict_worked": Wording("Worked", "有效"),
    "verdict_harmed": Wording("Harmed", "有害"),
    "verdict_not_decided": Wording("Not decided", "尚无定论"),
    "verdict_too_early": Wording("Too early", "为时过早"),
    "verdict_too_few": Wording("Too few customers", "客户太少"),
    "verdict_not_measured": Wording("Not measured", "未测量"),
    "verdict_split_broken": Wording("Split broken", "分组失衡"),
}
_SEVERITIES = {
    "severity_error": Wording("Error", "错误"),
    "severity_warning": Wording("Warning", "警告"),
    "severity_note": Wording("Note", "提示"),
}

WORDS: Mapping[str, Wording] = MappingProxyType(
    _PAGE
    | CALENDAR_PAGE
    | _COLUMNS
    | _SECTIONS
    | _RESULTS
    | SIMULATED
    | {f"weekday_{index}": wording for index, wording in enumerate(_WEEKDAYS)}
    | {f"month_{index}": Wording(name, f"{index}月") for index, name in enumerate(_MONTHS, 1)}
    | _STEPS
    | _VERDICTS
    | _SEVERITIES
)
