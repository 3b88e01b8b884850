"""Findings of every shape, made by hand, so that the forms can be looked at apart from what finds them."""

from __future__ import annotations

from dataclasses import replace

from clmplan.base.diagnostics import Allowance, Diagnostic, Edit, Wording
from clmplan.base.source import Source, Span
from clmplan.cli.findings.report import Report
from clmplan.codes import infer, mend_words, parse, plan, resolve

TEXTS = {
    "en": """\
playbook autumn "👨‍👩‍👧 family autumn" { horizon: 2026-10-01 .. 2026/12/31 }
segment vip = count(orders) > 9
segment vip = sum(orders.amount) > 3d
campaign news {
\tfor vpi\t# the café's list
}
""",
    "zh": """\
剧本 秋季 “👨‍👩‍👧 家庭秋季” { 区间：2026-10-01 .. 2026/12/31 }
人群 高价值 = 次数(订单) 超过 9
人群 高价值 = 求和(订单.金额) 超过 3天
活动 新品 {
\t面向 高价直\t# 门店 VIP 名单
}
""",
}
NAMES = {
    "en": ("segment vip", "sum(orders.amount)", "3d", "vpi", "vip", "campaign news"),
    "zh": ("人群 高价值", "求和(订单.金额)", "3天", "高价直", "高价值", "活动 新品"),
}
REASONS = {"en": "agreed, with the brand team: 100%", "zh": "已与品牌团队确认"}


def report(locale: str, folder: str = "") -> Report:
    """An error with each extra, a warning without a place, and one that is allowed."""
    source = Source("plans/秋季.clm" if locale == "zh" else "plans/autumn.clm", TEXTS[locale])
    head, amount, days, wrong, right, campaign = NAMES[locale]
    date, segment = at(source, "2026/12/31"), at(source, head)
    second = at(source, head, after=segment.end)
    compared = at(source, amount).to(at(source, days))
    typo = at(source, wrong)
    whole = Span(source, 0, len(source.text))
    reason = Allowance(plan.NO_HOLDOUT, REASONS[locale], at(source, "\t#"), (whole,))
    found: tuple[Diagnostic, ...] = (
        parse.OTHER_DATE.at(date, text=date.text, dates="`2026-12-31`").mended(
            mend_words.write("2026-12-31"), Edit(date, "2026-12-31"), is_safe=True
        ),
        resolve.DUPLICATE_NAME.at(second, name=right, place=str(segment)).beside(segment, mend_words.DECLARED_FIRST),
        infer.DIFFERENT_TYPES.at(
            compared,
            left=Wording("money", "金额"),
            right=Wording("days", "天数"),
            hint=Wording("compare money", "用金额相比"),
        ).given(**{amount: Wording("an amount of money", "金额"), days: Wording("a number of days", "天数")}),
        resolve.UNKNOWN_NAME.at(typo, kind=Wording("segment", "人群"), name=wrong, hint=mend_words.write(right)).mended(
            mend_words.write(right), Edit(typo, right), is_safe=False
        ),
    )
    allowed = replace(plan.NO_HOLDOUT.at(at(source, campaign), campaign=campaign), allowed=reason)
    return Report((*found, plan.ZERO_BUDGET.at(None, budget="q4"), allowed), locale, folder)


def at(source: Source, text: str, after: int = 0) -> Span:
    """The next place of a text in a source."""
    start = source.text.index(text, after)
    return Span(source, start, start + len(text))
