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
        return Wording(f"perhaps `{hint}` is meant", f"是否想写 `{hint}`")
    words = [EXPECTED[name] for name in terminals if name in EXPECTED]
    if not words or len(words) > _MOST:
        return Wording(
            "look for a missing or doubled word, sign or line break just before", "检查前面是否缺了或多了词、符号或换行"
        )
    english = ", ".join(word.en for word in words)
    chinese = "、".join(word.zh for word in words)
    return Wording(f"what fits here: {english}", f"这里可以是：{chinese}")


# What may fill a slot of a template, as its help says it.
SLOT_WORDS: Mapping[str, Wording] = {
    "anchor": Wording("DATE OF THE CUSTOMER", "客户的日期"),
    "channel": Wording("CHANNEL", "渠道名"),
    "condition": Wording("CONDITION", "条件"),
    "date": Wording("DATE", "日期"),
    "dates": Wording("DATES", "日期"),
    "days": Wording("DURATION", "天数"),
    "discount": Wording("DISCOUNT", "力度"),
    "duration": Wording("DURATION", "时长"),
    "event": Wording("EVENT", "事件"),
    "events": Wording("EVENTS", "事件"),
    "field": Wording("YES-OR-NO FIELD", "是否字段"),
    "metric": Wording("VALUE", "数值"),
    "money": Wording("MONEY", "金额"),
    "name": Wording("NAME", "名字"),
    "named": Wording("NAMED DAY", "节日"),
    "number": Wording("NUMBER", "数量"),
    "offer": Wording("OFFER", "优惠名"),
    "percent": Wording("PERCENT", "百分比"),
    "percents": Wording("PERCENT .. PERCENT", "百分比 .. 百分比"),
    "moneys": Wording("MONEY .. MONEY", "金额 .. 金额"),
    "rate": Wording("MONEY", "金额"),
    "stage": Wording("STAGE", "阶段名"),
    "text": Wording('"TEXT"', "“文字”"),
    "time": Wording("TIME", "时刻"),
    "times": Wording("TIME and TIME", "时刻 和 时刻"),
    "value": Wording("VALUE", "值"),
    "weekday": Wording("WEEKDAY", "星期"),
    "window": Wording("DATE .. DATE", "日期 .. 日期"),
    "word": Wording("WORD", "词"),
}
