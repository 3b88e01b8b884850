"""Types of values as people call them."""

from clmplan.base.diagnostics import Wording
from clmplan.model.expression import Type

TYPE_WORDS = {
    Type.NUMBER: Wording("a number", "数字"),
    Type.MONEY: Wording("an amount of money", "金额"),
    Type.TEXT: Wording("a text", "文字"),
    Type.DATE: Wording("a date", "日期"),
    Type.DAYS: Wording("a number of days", "天数"),
    Type.YES_NO: Wording("a yes or no", "是否值"),
    Type.CONDITION: Wording("a condition", "条件"),
    Type.STAGE: Wording("a stage", "阶段"),
}
