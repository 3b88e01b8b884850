"""Words for what could stand at a place: categories, never terminals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clmplan.base.diagnostics import Wording

# Terminal of the grammar to what a person would call it; terminals not listed are never proposed.
EXPECTED: Mapping[str, Wording] = {
    "NAME": Wording("a name", "名字"),
    "LITERAL": Wording("a value", "值"),
    "WORD": Wording("a word of the language", "语言的词"),
    "END": Wording("the end of the line", "行尾"),
    "OPEN": Wording("`{{`", "`{{`"),
    "CLOSE": Wording("`}}`", "`}}`"),
    "RIGHT": Wording("`)`", "`)`"),
    "FINISH": Wording("`]`", "`]`"),
}
_MOST = 3


def expected_sentence(terminals: Sequence[str], hint: str | None) -> Wording:
    """A remedy: the nearest keyword, or up to three kinds of things that could stand there, or nothing."""
    if hint is not None:
        return perhaps(hint)
    words = [EXPECTED[name] for name in terminals if name in EXPECTED]
    if not words or len(words) > _MOST:
        return Wording(
            "look for a missing or doubled word, sign or line break just before", "检查前面是否缺了或多了词、符号或换行"
        )
    english = ", ".join(word.en for word in words)
    chinese = "、".join(word.zh for word in words)
    return Wording(f"what fits here: {english}", f"这里可以是：{chinese}")


# What a value must be, where not every value of its kind will do.
LIMITS: Mapping[str, Wording] = {
    "count": Wording("a number here is 1 or more", "这里的数量至少为 1"),
    "days": Wording(
        "a length of time here is at least 1d, at most 36,525d, in days or weeks",
        "这里的时长以天或周计，至少 1天，最长 36,525天",
    ),
    "discount": Wording("a discount takes off less than the whole price", "折扣不能超过原价"),
    "tenths": Wording(
        "such a discount names the tenths of the price that are paid: `8折` is 20% off",
        "几折指付原价的十分之几，如 `8折` 付 80%",
    ),
    "horizon": Wording("a plan is at most 10 years long", "计划最长十年"),
    "ordered": Wording("the smaller value of a range comes first", "范围要先写较小的值"),
    "percent": Wording("a share is above 0% and at most 100%", "占比大于 0%，不超过 100%"),
    "percents": Wording("a share is at most 100%", "占比不超过 100%"),
    "share": Wording("a part lies between 0% and 100%, without either", "比例在 0% 与 100% 之间，不含两端"),
    "spread": Wording("sends are spread over 1 min to 24 h", "错峰时长为 1分钟 至 24小时"),
    "times": Wording("quiet hours begin and end at different times", "免打扰的起止时刻不能相同"),
    "workdays": Wording(
        "a length of work is counted in work days, such as `10 workdays`", "工作时间按工作日计，如 `10个工作日`"
    ),
    "window": Wording("the last day is 9999-12-30 at the latest", "末日最晚为 9999-12-30"),
}
NEEDS_BLOCK = Wording("a block between `{{` and `}}` is missing", "缺少 `{{` 与 `}}` 之间的块")
DOUBLED = Wording("remove one of the two", "删去其中一个")
NOTHING_JOINS = Wording("`and` or `or` is missing before this condition", "这个条件之前缺少 `且` 或 `或`")
ONE_EXPRESSION = Wording("one expression is expected after `=`", "`=` 之后应有一个表达式")
TOO_MUCH = Wording("nothing more belongs here", "这里不应再有内容")


def verbatim(text: str) -> str:
    """Text of a person, safe inside a sentence whose `{{name}}` places are filled later."""
    return text.replace("{", "{{").replace("}", "}}")


def perhaps(name: str) -> Wording:
    """The remedy for a word that looks like a known one."""
    return Wording(f"perhaps `{verbatim(name)}` is meant", f"是否想写 `{verbatim(name)}`")


def in_quotes(text: str) -> Wording:
    """What to do about a text that is written like a name."""
    return Wording(f'write the text in quotation marks: `"{verbatim(text)}"`', f"文字要加引号：`“{verbatim(text)}”`")


# How a kind of events becomes a value.
COUNTED = Wording("count({name})", "次数({name})")
LATEST = Wording("last {name}", "上次 {name}")


def write_event(form: Wording, name: str) -> Wording:
    """What to do about a kind of events where a value is wanted."""
    filled = Wording(*(verbatim(form.fill(locale, {"name": name})) for locale in ("en", "zh")))
    return Wording(
        f"`{verbatim(name)}` are events: write `{filled.en}`", f"`{verbatim(name)}` 是事件：请写 `{filled.zh}`"
    )


def no_colon(name: str) -> Wording:
    """What is wrong with a property that is written without its colon."""
    return Wording(f"a colon is missing after `{verbatim(name)}`", f"`{verbatim(name)}` 之后缺少冒号")


def no_colon_here(name: str) -> Wording:
    """What is wrong with a statement that is written like a property."""
    return Wording(f"`{verbatim(name)}` is written without a colon", f"`{verbatim(name)}` 之后不写冒号")


HOW_TO_COMPARE = Wording(
    "compare it with something: `count(orders) = 0`, `email_ok is yes`",
    "请与某个值比较，如 `次数(订单) = 0`、`允许邮件 为 是`",
)


def days_asked(date: str) -> Wording:
    """How to ask how long ago a date is, or whether there is one."""
    text = verbatim(date)
    return Wording(
        f"ask for the days since then, `days since {text} <= 60`, or whether it is known, `{text} is not missing`",
        f"请问距今多少天，如 `距 {text} 不超过 60`，或是否已知，如 `{text} 不为 缺失`",
    )


def tenths_meant(tenths: str) -> Wording:
    """What was meant by a part of the price written with the sign of tenths."""
    return Wording(
        f"write `{tenths}折`: the number counts tenths of the price", f"请写 `{tenths}折`：数字是原价的十分之几"
    )


# Calendar periods that a person may write where a limit counts rolling days.
PERIODS: Mapping[str, int] = {
    "day": 1, "daily": 1, "week": 7, "weekly": 7, "month": 30, "monthly": 30,
    "天": 1, "日": 1, "每天": 1, "每日": 1, "周": 7, "星期": 7, "每周": 7, "每週": 7, "每星期": 7, "月": 30, "每月": 30, "每个月": 30, "每個月": 30,
}  # fmt: skip


CALENDAR: Mapping[int, tuple[str, str]] = {
    7: (", or `per calendar week`", "，或写 `每 自然周`"),
    30: (", or `per calendar month`", "，或写 `每 自然月`"),
}


def rolling_days(period: str) -> Wording | None:
    """How to write a calendar period as rolling days; None for any other word."""
    days = PERIODS.get(period)
    if days is None:
        return None
    calendar = CALENDAR.get(days, ("", ""))
    return Wording(
        f"in place of `{period}`, write `per {days}d`, any {days} days in a row{calendar[0]}"
        if days > 1
        else "write `per 1d`",
        f"`{period}` 请写成 `每 {days}天`，即任意连续 {days} 天{calendar[1]}" if days > 1 else "请写 `每 1天`",
    )


# What may fill a slot of a template, as its help says it.
SLOT_WORDS: Mapping[str, Wording] = {
    "anchor": Wording("DATE OF THE CUSTOMER", "客户的日期"),
    "channel": Wording("CHANNEL", "渠道名"),
    "condition": Wording("CONDITION", "条件"),
    "count": Wording("NUMBER", "数量"),
    "date": Wording("DATE", "日期"),
    "dates": Wording("DATES", "日期"),
    "days": Wording("DURATION", "天数"),
    "discount": Wording("DISCOUNT", "力度"),
    "duration": Wording("DURATION", "时长"),
    "campaign": Wording("CAMPAIGN", "活动名"),
    "event": Wording("EVENT", "事件"),
    "leap": Wording("feb28|mar1", "二月二十八日|三月一日"),
    "lifecycle": Wording("LIFECYCLE", "生命周期名"),
    "offers": Wording("[OFFER, …]", "[优惠名，…]"),
    "response": Wording("[not] EVENT", "[非] 事件"),
    "split": Wording("NAME PERCENT, …", "名字 百分比，…"),
    "events": Wording("EVENTS", "事件"),
    "field": Wording("FIELD", "字段"),
    "agreed": Wording("DATE FIELD", "日期字段"),
    "metric": Wording("VALUE", "数值"),
    "kind": Wording("owned|paid", "自有|付费"),
    "lift": Wording("PERCENT .. PERCENT", "百分比 .. 百分比"),
    "moment": Wording("DATE|WEEKDAY|NAMED DAY", "日期|星期|节日"),
    "money": Wording("MONEY", "金额"),
    "name": Wording("NAME", "名字"),
    "named": Wording("NAMED DAY", "节日"),
    "number": Wording("NUMBER", "数量"),
    "offer": Wording("OFFER", "优惠名"),
    "percent": Wording("PERCENT", "百分比"),
    "percents": Wording("PERCENT .. PERCENT", "百分比 .. 百分比"),
    "moneys": Wording("MONEY .. MONEY", "金额 .. 金额"),
    "rate": Wording("MONEY", "金额"),
    "share": Wording("PERCENT", "百分比"),
    "stage": Wording("STAGE", "阶段名"),
    "text": Wording('"TEXT"', "“文字”"),
    "time": Wording("TIME", "时刻"),
    "times": Wording("TIME and TIME", "时刻 和 时刻"),
    "value": Wording("VALUE", "值"),
    "weekday": Wording("WEEKDAY", "星期"),
    "weekdays": Wording("WEEKDAYS", "星期几"),
    "numbers": Wording("NUMBERS", "号数"),
    "places": Wording("first|2nd|…|last WEEKDAY|workday", "第几个或最后 星期几或工作日"),
    "season": Wording("NAMED DAY", "节日"),
    "closed": Wording("DATES, NAMED DAYS", "日期、节日"),
    "group": Wording("STAGE|SEGMENT", "阶段名或人群名"),
    "minutes": Wording("NUMBER hours|minutes", "数量小时或分钟"),
    "window": Wording("DATE .. DATE", "日期 .. 日期"),
    "workdays": Wording("NUMBER workdays", "数量个工作日"),
    "word": Wording("WORD", "词"),
}
