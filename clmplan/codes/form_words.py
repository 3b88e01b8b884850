"""How declarations, some lines and the parts of conditions are written, as forms that people read."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

# The heads of declarations; a block `{ … }` follows those that have lines.
HEADS = {
    "playbook": (Wording('playbook NAME ["TEXT"]', "剧本 名字 [“文字”]"),),
    "metric": (Wording('metric NAME ["TEXT"] = VALUE', "指标 名字 [“文字”] = 数值"),),
    "segment": (
        Wording('segment NAME ["TEXT"] = CONDITION', "人群 名字 [“文字”] = 条件"),
        Wording(
            'segment NAME ["TEXT"] = top|bottom PERCENT by VALUE [where CONDITION]',
            "人群 名字 [“文字”] = 最高|最低 百分比 按 数值 [其中 条件]",
        ),
    ),
    "lifecycle": (
        Wording(
            'lifecycle NAME ["TEXT"] [exclusive|first match] [complete]',
            "生命周期 名字 [“文字”] [互斥|先到先得] [完整]",
        ),
    ),
    "offer": (Wording('offer NAME ["TEXT"]', "优惠 名字 [“文字”]"),),
    "channel": (Wording('channel NAME ["TEXT"]', "渠道 名字 [“文字”]"),),
    "policy": (Wording('policy NAME ["TEXT"]', "规则 名字 [“文字”]"),),
    "budget": (Wording('budget NAME ["TEXT"]', "预算 名字 [“文字”]"),),
    "campaign": (Wording('campaign NAME ["TEXT"]', "活动 名字 [“文字”]"),),
    "experiment": (Wording('experiment NAME ["TEXT"] for CAMPAIGN', "实验 名字 [“文字”] 面向 活动名"),),
    "test": (Wording('test "TEXT"', "测试 “文字”"),),
    "import": (Wording('import "FILE.clm"', "引入 “文件.clm”"),),
}
# Lines that are read without a template, or whose template says it less well than a person would.
LINE_FORMS = {
    ".allow": (Wording('allow CODE [for NAME] "REASON"', "允许 代码 [面向 名字] “原因”"),),
    "given.event": (
        Wording("FIELD: VALUE", "字段：值"),
        Wording("EVENTS: [DATE, …]", "事件：[日期、…]"),
        Wording("EVENTS DATE", "事件 日期"),
        Wording("EVENTS DATE { … }", "事件 日期 { … }"),
    ),
    "channel.cost": (
        Wording("cost: MONEY per contact", "成本：金额 每 次"),
        Wording("cost: MONEY", "成本：金额"),
    ),
    "channel.response": (
        Wording(
            "response: NUMBER customers per week at MONEY[, at most NUMBER]",
            "响应：数量 人 每 周 准点 金额[，最多 数量]",
        ),
    ),
    "given.suppressed": (Wording("suppressed: yes|no", "免打扰：是|否"),),
    "test.spend": (Wording("expect spend[(CAMPAIGN)] <= MONEY", "期望 花费[(活动名)] 不超过 金额"),),
}
# Lines that begin with a name of the author.
LINE_TITLES = {"task": Wording("TASK", "任务"), "event": Wording("FIELD or EVENTS", "字段或事件")}
CALL_OPTIONS = Wording(" [where CONDITION] [within last DURATION]", " [其中 条件] [最近 天数 内]")
EXPRESSION_FORMS = {
    "and": Wording("CONDITION and CONDITION", "条件 且 条件"),
    "or": Wording("CONDITION or CONDITION", "条件 或 条件"),
    "not": Wording("not CONDITION", "非 条件"),
    "in": Wording("VALUE in [VALUE, …]", "值 属于 [值、…]"),
    "not in": Wording("VALUE not in [VALUE, …]", "值 不属于 [值、…]"),
    "is": Wording("FIELD is yes|no|missing", "字段 为 是|否|缺失"),
    "is not": Wording("FIELD is not yes|no|missing", "字段 不为 是|否|缺失"),
    "missing": Wording("VALUE is [not] missing", "值 为|不为 缺失"),
    "between": Wording("VALUE between VALUE and VALUE", "值 介于 值 和 值"),
    "days since": Wording("days since DATE|first EVENT|last EVENT", "距 日期|首次 事件|上次 事件"),
    "last": Wording("last EVENT", "上次 事件"),
    "first": Wording("first EVENT", "首次 事件"),
    "=": Wording("VALUE = VALUE", "值 等于 值"),
    "!=": Wording("VALUE != VALUE", "值 不等于 值"),
    "<": Wording("VALUE < VALUE", "值 低于 值"),
    "<=": Wording("VALUE <= VALUE", "值 不超过 值"),
    ">": Wording("VALUE > VALUE", "值 超过 值"),
    ">=": Wording("VALUE >= VALUE", "值 不低于 值"),
    "where": Wording("FUNCTION(EVENTS where CONDITION)", "函数(事件 其中 条件)"),
    "within last": Wording("FUNCTION(EVENTS within last DURATION)", "函数(事件 最近 天数 内)"),
    "top": Wording("top PERCENT by VALUE [where CONDITION]", "最高 百分比 按 数值 [其中 条件]"),
    "bottom": Wording("bottom PERCENT by VALUE [where CONDITION]", "最低 百分比 按 数值 [其中 条件]"),
}
