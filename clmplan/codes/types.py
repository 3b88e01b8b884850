"""Types of values as people call them, by the value of `model.expression.Type`."""

from clmplan.base.diagnostics import Wording

TYPE_WORDS = {
    "number": Wording("a number", "数字"),
    "money": Wording("an amount of money", "金额"),
    "text": Wording("a text", "文字"),
    "date": Wording("a date", "日期"),
    "days": Wording("a number of days", "天数"),
    "yes or no": Wording("a yes or no", "是否值"),
    "condition": Wording("a condition", "条件"),
    "stage": Wording("a stage", "阶段"),
}
