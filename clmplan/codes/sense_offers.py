"""CLM410 to CLM419: offers that give something else than they say."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_CAMPAIGN = """campaign c {
  for everyone
  goal: orders within 14d
  holdout 10%
  on 2026-11-10
  send email "TEXT" with gift
}
"""


def _offer(lines: str, text: str = "A gift", title: str = "Gift") -> str:
    return f'offer gift "{title}" {{ {lines} }}\n' + _CAMPAIGN.replace("TEXT", text)


THE_DISCOUNT = Wording("what the offer gives", "优惠的实际力度")

DISCOUNT_DIFFERS = Code(
    "CLM410",
    "discount-differs-from-words",
    Severity.WARNING,
    Wording(
        "the words say `{words}`, but offer `{offer}` gives `{discount}`",
        "文案写的是 `{words}`，而优惠 `{offer}` 给的是 `{discount}`",
    ),
    Wording("{meaning}make the discount and the words agree", "{meaning}让力度与文案一致"),
    Wording(
        "a promise that is not kept costs refunds and complaints; a gift that nobody promised costs margin",
        "承诺没兑现要赔付和挨投诉，没承诺却给了则白白让利",
    ),
    Example(_offer("discount: 8% off; cost: £5 when redeemed", "8折 this week")),
    Example(_offer("discount: 20% off; cost: £5 when redeemed", "8折 this week")),
)
NEARLY_FREE = Code(
    "CLM411",
    "nearly-free",
    Severity.WARNING,
    Wording("`{discount}` leaves only {paid}% to pay", "`{discount}` 意味着只付 {paid}%"),
    Wording(
        "`{tenths}折` takes {paid}% off: if that is meant, write `{paid}% off`",
        "`{tenths}折` 只减 {paid}%；若是这个意思，请写 `{tenths}折` 或 `{paid}% 减`",
    ),
    Wording(
        "the Chinese way of writing counts what is paid, the English one what is taken off; mixed up, one sale undoes a season",
        "“折”说的是付几成，“% 减”说的是减几成，弄反一次就赔掉一季的利润",
    ),
    Example(_offer("discount: 85% off; cost: £5 when redeemed")),
    Example(_offer("discount: 15% off; cost: £5 when redeemed")),
)
COST_FAR_FROM_DISCOUNT = Code(
    "CLM412",
    "cost-far-from-discount",
    Severity.WARNING,
    Wording(
        "offer `{offer}` takes `{discount}`, but is said to cost {cost}",
        "优惠 `{offer}` 的力度是 `{discount}`，成本却写着 {cost}",
    ),
    Wording("check both for a zero too many or too few", "检查两处是否多写或少写了零"),
    Wording(
        "the budget counts the cost, the customer gets the discount: the difference shows when the money is gone",
        "预算按成本计，客户按力度得；两者不符，钱花完了才会发现",
    ),
    Example(_offer("discount: £15 off over £150; cost: £150 when redeemed")),
    Example(_offer("discount: £15 off over £150; cost: £15 when redeemed")),
)


def take_off(percent: str) -> Wording:
    """What a fix does that turns a part to be paid into a part taken off."""
    return Wording(f"take {percent}% off", f"改为减 {percent}%")
