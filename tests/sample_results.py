"""What a simulation and an evaluation of the sample plan might say."""

# ruff: noqa: E501

from __future__ import annotations

from datetime import timedelta

from clmplan.base.money import Money
from clmplan.model.outcome import CampaignOutcome, FunnelStep, Interval, Outcome, Week
from clmplan.model.plan import Plan
from clmplan.model.scorecard import Arm, Estimate, Measured, Score, Scorecard, Verdict
from clmplan.model.step import Step


def outcome_of(plan: Plan) -> Outcome:
    """What a simulation of the sample plan might have given; intervals at 90 %."""
    weeks = tuple(
        Week(str(plan.as_of + timedelta(days=7 * i)), 210.0 + 9.5 * i + lift, 210.0 + 9.5 * i, 63000.0 + 2900.0 * i + 320 * lift, 63000.0 + 2900.0 * i)
        for i, lift in enumerate((4.2, 6.8, 9.1, 12.0, 11.4, 9.9, 14.2, 24.5, 21.0, 18.3, 22.9, 34.6, 31.2, 27.7, 12.1))
    )  # fmt: skip
    campaigns = (
        CampaignOutcome("welcome", _contacts(plan, "welcome"), 371, _cost(plan, "welcome"), Interval(61, 49, 74), Interval(16400, 12800, 20300), Interval(9, 3, 16), Interval(2300, 700, 4200), None),
        CampaignOutcome("win_back", _contacts(plan, "win_back"), 1402, _cost(plan, "win_back"), Interval(196, 174, 221), Interval(48100, 41900, 55000), Interval(41, 22, 61), Interval(10200, 5300, 15400), Interval(405, 310, 510)),
        CampaignOutcome("call_list", _contacts(plan, "call_list"), 204, _cost(plan, "call_list"), Interval(143, 127, 160), Interval(71200, 61000, 82800), Interval(12, -6, 29), Interval(5900, -2900, 14600), None),
        CampaignOutcome("christmas", _contacts(plan, "christmas"), 2214, _cost(plan, "christmas"), Interval(884, 841, 930), Interval(265000, 249000, 281000), None, None, None),
    )  # fmt: skip
    without = sum(week.orders_without for week in weeks)
    worth = sum(week.revenue_without for week in weeks)
    left = sum(one.waterfall.audience for one in plan.sends)
    funnel = [FunnelStep("audience", left)]
    for step in Step:
        left -= sum(one.waterfall.refused_at(step) for one in plan.sends)
        funnel.append(FunnelStep(step.value, left))
    funnel.append(FunnelStep("contacts", plan.contacts))
    notes = (("back-test: the model forecast 2,310 orders (2,228 to 2,391); 2,274 came: inside", "回测：模型预测 2,310 单（2,228 至 2,391），实际 2,274 单：在区间之内"),
             ("the effect of `christmas` is not assumed, so nothing is said about it", "`christmas` 没有效果假设，因此不作判断"),
             ("orders follow each customer's own rate before 2011-09-01", "订单按每位客户 2011-09-01 之前自己的频率发生"))  # fmt: skip
    return Outcome(
        7, 200, 0.9, "GBP", 3284, Interval(without + 259.9, without + 180, without + 340), Interval(without, without - 60, without + 62),
        Interval(worth + 83168, worth + 52000, worth + 115000), Interval(worth, worth - 21000, worth + 22000),
        Interval(259.9, 201.0, 322.0), Interval(83168, 60100, 107900), Interval(1284, 1221, 1350), plan.cost,
        Interval(612, 488, 742), 2.6, campaigns, tuple(funnel), weeks, (2310.0, 2274.0), 63, notes, (2228.0, 2391.0),
    )  # fmt: skip


def scorecard_of(plan: Plan) -> Scorecard:
    """What an evaluation of the sample plan might say: every verdict there is."""

    def estimate(value: float, low: float, high: float) -> Estimate:
        return Estimate(value, low, high, 0.95)

    def measured(treated: Arm, held: Arm, p: float, *estimates: Estimate) -> Measured:
        """Difference and lift, then plain and capped revenue; nothing is estimated where nothing is judged."""
        diff, lift, plain, capped = (*estimates, *[None] * 4)[:4]
        cap, customers = 900.0 if capped else None, estimate(41, 3, 80) if diff else None
        return Measured(treated, held, p, diff, lift, plain, capped, cap, customers, 0.04 if diff else None)

    whole = measured(
        Arm(2727, 1098, 371000.0), Arm(144, 53, 17700.0), 0.48, estimate(0.0346, -0.044, 0.113), estimate(0.094, -0.12, 0.31),
        estimate(13.1, -22.0, 48.0), estimate(8.4, -9.1, 25.9),
    )  # fmt: skip
    worked = measured(
        Arm(1893, 214, 51200.0), Arm(210, 15, 3400.0), 0.71, estimate(0.0416, 0.0031, 0.0802), estimate(0.582, 0.041, 1.4),
        estimate(10.86, 1.2, 20.5), estimate(9.93, 2.41, 17.5),
    )  # fmt: skip
    early = measured(Arm(291, 58, 9100.0), Arm(32, 5, 690.0), 0.55)
    harmed = measured(
        Arm(223, 71, 30100.0),
        Arm(25, 13, 5200.0),
        0.64,
        estimate(-0.2016, -0.395, -0.008),
        estimate(-0.388, -0.76, -0.02),
    )
    broken = measured(Arm(356, 60, 14100.0), Arm(61, 9, 1900.0), 0.00002)
    few = measured(Arm(812, 41, 8800.0), Arm(90, 4, 700.0), 0.62)
    alone = measured(Arm(7, 2, 210.0), Arm(0, 0, 0.0), 1.0)
    scores = (
        Score("", 2690, 6120, 6120, 1284, 401000.0, float(plan.cost.amount), 0, Verdict.NOT_DECIDED, whole, ()),
        Score("win_back", 1402, 2804, 1402, 214, 51200.0, float(_cost(plan, "win_back").amount), 0, Verdict.WORKED, worked, ()),
        Score("second_order", 240, 240, 231, 58, 9100.0, float(_cost(plan, "second_order").amount), 12, Verdict.TOO_EARLY, early, (("12 goal windows are still open", "还有 12 个目标窗口未结束"),)),
        Score("call_list", 204, 204, 204, 71, 30100.0, float(_cost(plan, "call_list").amount), 0, Verdict.HARMED, harmed, ()),
        Score("welcome", 371, 371, 371, 60, 14100.0, 3.71, 0, Verdict.SPLIT_BROKEN, broken, (("the arms are not as large as the split says", "两组人数与设定的比例不符"),)),
        Score("newsletter", 812, 812, 812, 41, 8800.0, float(_cost(plan, "newsletter").amount), 0, Verdict.TOO_FEW, few, (("every goal window has closed", "所有目标期均已结束"),)),
        Score("christmas", 2214, 2214, 0, None, None, float(_cost(plan, "christmas").amount), 0, Verdict.NOT_MEASURED, None, (("no holdout was declared", "没有设置留出"),)),
        Score("thanks", 7, 7, 7, 2, 210.0, 0.07, 0, Verdict.NOT_DECIDED, alone, (("nobody was held out", "无人被留出"),)),
    )  # fmt: skip
    notes = (("intention to treat: everybody counts in the arm first assigned", "意向性分析：每位客户按最初分组计算"),)
    return Scorecard(
        f"{plan.project} {plan.as_of}",
        plan.currency,
        "2011-12-09",
        11204,
        11170,
        (("earlier", 6), ("not-a-date", 4), ("unknown-customer", 24)),
        scores,
        notes,
    )


def _contacts(plan: Plan, campaign: str) -> int:
    return sum(one.waterfall.contacts for one in plan.sends if one.send.campaign == campaign)


def _cost(plan: Plan, campaign: str) -> Money:
    return Money(sum(one.cost.minor for one in plan.sends if one.send.campaign == campaign), plan.currency)
