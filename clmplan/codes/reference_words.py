"""What the generated pages `grammar/words.md` and `grammar/codes.md` say between their tables."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

GENERATED = (
    "<!-- Generated from the program. Do not edit: run "
    "`UPDATE_GOLDEN=1 python -m pytest tests/house/test_house_reference.py` to write it anew. -->"
)

WORDS_TITLE = Wording("The words of a playbook", "剧本的词")
HOW_TO_READ = Wording(
    "Words in small letters are written as they are. `CAPITALS` stand for a name or a value, `[…]` may be left out, "
    "`a|b` is a choice. English and Chinese words may stand side by side in one file; full-width signs mean the same "
    "as their ASCII twins.",
    "小写英文和中文关键词照写；大写英文与“名字、金额、时长”等表示要填的名字或值；`[…]` 可以省略；`a|b` 任选其一。"
    "同一文件里中英文可以混用，全角符号与半角符号含义相同。",
)
HEADINGS = {
    "declarations": Wording("Declarations", "声明"),
    "schedules": Wording("Schedules", "时间安排"),
    "functions": Wording("Functions", "函数"),
    "conditions": Wording("Conditions", "条件"),
    "operators": Wording("Operators", "运算词"),
    "literals": Wording("Values", "值的写法"),
    "days": Wording("Named days", "节日"),
    "spellings": Wording("All spellings", "全部写法"),
    "later": Wording("Not in this version", "本版本没有的词"),
    "codes": Wording("Codes", "诊断代码"),
}
COLUMNS = {
    "english": "English",
    "chinese": "中文",
    "remarks": "",
}
REMARKS = {
    "required": Wording("required", "必填"),
    "many": Wording("may be repeated", "可写多条"),
    "block": Wording("opens a block of its own", "自带一个块"),
}
OPENINGS = {
    "programme holdout": Wording(
        "The holdout of the whole plan stands by itself, outside every declaration.",
        "全程留出单独成句，写在所有声明之外。",
    ),
    "prepare": Wording("Lines inside `prepare { … }`", "`准备 { … }` 里的语句"),
    "assume": Wording("Lines inside `assume { … }`", "`假定 { … }` 里的语句"),
    "wave": Wording(
        "A campaign with one wave may write `on` and `send` in its own block. Every schedule may follow `on`.",
        "只有一个波次的活动，可以把 `于` 和 `发送` 直接写在活动里。`于` 之后可用任何一种时间安排。",
    ),
    "days": Wording(
        "A plan knows the days of its regions, then those known everywhere, then those of other regions.",
        "先找项目地区的节日，再找通用的，最后找其他地区的。",
    ),
    "later": Wording(
        "These words are refused by name, so that no plan looks complete when it is not.",
        "这些词会被明确拒绝，以免计划看似完整。",
    ),
}
SCHEDULES = {
    "dated": Wording("on listed dates", "写明的日期"),
    "recurring": Wording("again and again, counted from a day", "从某日起反复"),
    "named_day": Wording("around a day known by name", "节日前后"),
    "anchored": Wording("once, counted from a customer's own date", "按客户自己的日期，一次"),
    "anniversary": Wording("each year, with a customer's own date", "每年，按客户自己的日期"),
    "entering": Wording("when a customer enters a stage", "客户进入阶段时"),
}
CONDITIONS = (
    (Wording("a field of the customer", "客户的字段"), ("email_ok is yes", "email_ok 为 是")),
    (Wording("every customer", "所有客户"), ("everyone", "所有人")),
    (Wording("a stage", "阶段"), ("stage in [new, active]", "阶段 属于 [new、active]")),
    (Wording("a segment by its name", "按名字用人群"), ("vip and not resting", "vip 且 非 resting")),
    (
        Wording("how long ago, both ends included", "距今多久，含两端"),
        ("days since last orders between 61 and 180", "距 上次 orders 介于 61天 和 180天"),
    ),
    (Wording("a value that is absent", "缺少的值"), ("birthday is missing", "birthday 为 缺失")),
    (
        Wording("events, with a window and a condition", "事件，带窗口和条件"),
        (
            "sum(orders.amount where amount > £5 within last 90d) >= £100",
            "求和(orders.amount 其中 amount > £5 最近 90天 内) 不低于 £100",
        ),
    ),
    (
        Wording("the best part of a population", "人群中最高的一部分"),
        ("top 20% by sum(orders.amount) where stage = active", "最高 20% 按 求和(orders.amount) 其中 阶段 = active"),
    ),
    (
        Wording("arithmetic with written numbers", "与写出的数字运算"),
        ("2 * count(orders) + 1 > 5", "2 * 次数(orders) + 1 > 5"),
    ),
)
LITERALS = (
    (Wording("number", "数字"), ("3", "5_000"), ("3", "5万")),
    (Wording("money", "金额"), ("£12.50", "¥5,000", "5000 CNY"), ("5000元", "5万元", "￥5,000")),
    (Wording("percent", "百分比"), ("10%",), ("10%",)),
    (
        Wording("length of time", "时长"),
        ("30d", "2 weeks", "3mo", "1y", "5 workdays"),
        ("30天", "2周", "3个月", "1年", "5个工作日"),
    ),
    (Wording("date", "日期"), ("2026-11-11",), ("2026年11月11日",)),
    (
        Wording("dates from … to, both days included", "区间，含首尾两天"),
        ("2026-10-01 .. 2026-12-31",),
        ("2026-10-01 .. 2026-12-31",),
    ),
    (Wording("time of day", "时刻"), ("10:00",), ("10:00",)),
    (Wording("yes or no", "是否"), ("yes", "no"), ("是", "否")),
    (Wording("text", "文字"), ('"We miss you"',), ("“好久不见”",)),
    (Wording("discount", "力度"), ("10% off", "£5 off over £25"), ("8.5折", "满300减50")),
    (
        Wording("name with a space or a reserved word in it", "含空格或保留词的名字"),
        ("`last order`",),
        ("`上次 下单`",),
    ),
    (Wording("remark to the end of the line", "行尾的注释"), ("# a remark",), ("# 注释",)),
)

CODES_TITLE = Wording("Everything the program may say", "程序会说的每一句话")
CODES_INTRO = Wording(
    "Each finding has a code. `clmplan explain CLM202` prints one of them. `{name}` stands for a value of the finding.",
    "每条诊断都有代码，`clmplan explain CLM202` 可打印其中一条。`{name}` 表示诊断里的值。",
)
BANDS = {
    "1": Wording("Text", "文本"),
    "2": Wording("Names and phrases", "名字与语句"),
    "3": Wording("Types and units", "类型与单位"),
    "4": Wording("Sense", "合理性"),
    "5": Wording("Calendar and plan", "日历与计划"),
    "6": Wording("Project file and data", "项目文件与数据"),
    "7": Wording("Files, workspace and commands", "文件、工作区与命令"),
    "8": Wording("Simulation and evaluation", "模拟与评价"),
}
SEVERITIES = {
    "error": Wording("error", "错误"),
    "warning": Wording("warning", "警告"),
    "note": Wording("note", "提示"),
}
LABELS = {
    "help": Wording("Help", "帮助"),
    "why": Wording("Why", "原因"),
    "bad": Wording("Bad", "错误示例"),
    "good": Wording("Good", "正确示例"),
}
