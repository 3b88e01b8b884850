"""CLM450 to CLM469: campaigns, channels and the contact policy: what is planned and will not do what it should."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_CAMPAIGN = """campaign c {
  for everyone
  goal: orders within 14d
  holdout 10%
  on 2026-11-10 at 10:00
  send email "News"
}
"""
_GOAL, _HOLDOUT = "  goal: orders within 14d\n", "  holdout 10%\n"

THESE_HOURS = Wording("these hours are quiet", "这段时间静默")
THIS_GAP = Wording("this is reached first", "这一条先起作用")
THIS_CAP = Wording("this cap is reached first", "这一上限先起作用")
THE_OTHER = Wording("the other campaign", "另一个活动")


def _policy(rules: str) -> str:
    return f"policy contact {{ {rules} }}\n" + _CAMPAIGN


def days_later(days: int) -> Wording:
    """On which day a moved message goes out."""
    if days == 0:
        return Wording("the same day", "当天")
    return Wording("the next day", "次日") if days == 1 else Wording(f"{days} days later", f"{days} 天后")


IN_QUIET_HOURS = Code(
    "CLM450",
    "in-quiet-hours",
    Severity.WARNING,
    Wording(
        "{time} is in the quiet hours of `{channel}`: `{campaign}` goes out at {real} {when}",
        "{time} 处于 `{channel}` 的静默时段：`{campaign}` 要到{when} {real} 才发出",
    ),
    Wording(
        "write a time outside the quiet hours, so that the calendar says what will happen",
        "改成静默时段以外的时刻，让日历写的就是实际发送时间",
    ),
    Wording(
        "a message at a quiet time waits for the next allowed minute: an evening offer is read at breakfast, and a last day is over",
        "静默时段的消息会等到下一个允许的时刻：晚间优惠第二天早上才到，最后一天已经过去",
    ),
    Example("channel email { cost: £0.02; consent: email_ok; never between 09:00 and 11:00 }\n" + _CAMPAIGN),
    Example("channel email { cost: £0.02; consent: email_ok; never between 20:00 and 08:00 }\n" + _CAMPAIGN),
)
CAMPAIGN_WITHOUT_GOAL = Code(
    "CLM451",
    "campaign-without-goal",
    Severity.WARNING,
    Wording("campaign `{campaign}` has no goal, so it cannot be judged", "活动 `{campaign}` 没有目标，事后无从评判"),
    Wording(
        'add a `goal`, such as `goal: orders within 14d`; for a notice: `allow campaign-without-goal "legal notice"`',
        "加上 `目标`，如 `目标：订单 在 14天 内`；若是必发通知，请写 `允许 campaign-without-goal “法定通知”`",
    ),
    Wording(
        "what a campaign is for has to be written down before it runs; afterwards some number always looks good",
        "活动为了什么要事先写明，事后总能找到一个好看的数字",
    ),
    Example(_CAMPAIGN.replace(_GOAL, "").replace(_HOLDOUT, "")),
    Example(_CAMPAIGN),
)
HOLDOUT_WITHOUT_GOAL = Code(
    "CLM452",
    "holdout-without-goal",
    Severity.WARNING,
    Wording(
        "campaign `{campaign}` keeps customers out, but has no goal to compare them by",
        "活动 `{campaign}` 留出了客户，却没有可供比较的目标",
    ),
    Wording("add a `goal`, such as `goal: orders within 14d`", "加上 `目标`，如 `目标：订单 在 14天 内`"),
    Wording(
        "a holdout costs the orders of those kept out; without a goal nothing is learned for it",
        "留出的代价是少了那部分客户的订单，没有目标就白白付出",
    ),
    Example(_CAMPAIGN.replace(_GOAL, "")),
    Example(_CAMPAIGN),
)
ASSUMPTION_WITHOUT_SOURCE = Code(
    "CLM453",
    "assumption-without-source",
    Severity.NOTE,
    Wording("nothing says where the assumptions of `{campaign}` come from", "没有写明 `{campaign}` 的假定从何而来"),
    Wording(
        'add who says so or what it was measured on: `source: "stated by the CRM team"`',
        "写上谁说的或从哪里测得：`来源：“运营团队的估计”`",
    ),
    Wording(
        "forecasts are believed as far as their numbers are; every report shows the source next to them",
        "预测可信与否取决于这些数字，报告会在数字旁写出来源",
    ),
    Example(_CAMPAIGN.replace(_HOLDOUT, _HOLDOUT + "  assume { lift: 5% .. 10% }\n")),
    Example(_CAMPAIGN.replace(_HOLDOUT, _HOLDOUT + '  assume { lift: 5% .. 10%; source: "stated by the CRM team" }\n')),
)
EQUAL_PRIORITIES = Code(
    "CLM454",
    "equal-priorities",
    Severity.NOTE,
    Wording(
        "`{campaign}` and `{other}` both have priority {priority} and want some of the same customers on {day}",
        "`{campaign}` 与 `{other}` 优先级都是 {priority}，在 {day} 争同一些客户",
    ),
    Wording("give the one that matters more the higher `priority`", "给更重要的活动更高的 `优先级`"),
    Wording(
        "where the contact policy lets one of two through, the name of the campaign decides between equals",
        "触达规则只放行一个时，优先级相同就只能按活动名字决定",
    ),
    Example(
        "policy contact { at most 1 contacts per 7d }\n" + _CAMPAIGN + _CAMPAIGN.replace("campaign c", "campaign d")
    ),
    Example(
        "policy contact { at most 1 contacts per 7d }\n"
        + _CAMPAIGN
        + _CAMPAIGN.replace("campaign c {", "campaign d {\n  priority: 50")
    ),
)
CHANNEL_WITHOUT_CONSENT = Code(
    "CLM455",
    "channel-without-consent",
    Severity.WARNING,
    Wording(
        "channel `{channel}` asks for no consent, though customers have the field `{field}`",
        "渠道 `{channel}` 没有要求许可，而客户有字段 `{field}`",
    ),
    Wording("add `consent: {field}`", "加上 `许可：{field}`"),
    Wording(
        "who has not agreed may not be written to; it costs fines and the sender's good name",
        "未经同意的触达会带来罚款，也会毁掉发送方的信誉",
    ),
    Example("channel email { cost: £0.02 }\n" + _CAMPAIGN),
    Example("channel email { cost: £0.02; consent: email_ok }\n" + _CAMPAIGN),
)
PAID_WITHOUT_LIMIT = Code(
    "CLM456",
    "paid-without-limit",
    Severity.NOTE,
    Wording(
        "paid channel `{channel}` says neither how much it carries nor what its money brings",
        "付费渠道 `{channel}` 既没有容量，也没有投入产出",
    ),
    Wording(
        "add what it carries at most, such as `capacity: 500 per day`", "写上它每天最多承接多少，如 `容量：500 每 天`"
    ),
    Wording(
        "a paid channel without a limit takes any budget, and the plan cannot say when more money brings less",
        "没有上限的付费渠道会吃掉任何预算，也看不出何时再投就不划算",
    ),
    Example("channel email { cost: £0.02; kind: paid; consent: email_ok }\n" + _CAMPAIGN),
    Example("channel email { cost: £0.02; kind: paid; consent: email_ok; capacity: 500 per day }\n" + _CAMPAIGN),
)
CAP_NEVER_BINDS = Code(
    "CLM457",
    "cap-never-binds",
    Severity.WARNING,
    Wording(
        "this cap never refuses a contact: {gap}d apart, there are at most {most} in {days}d",
        "这一上限不会拦下任何触达：间隔 {gap}天 时，{days}天 内最多只有 {most} 次",
    ),
    Wording("lower the cap, shorten the gap, or take one of the two out", "调低上限、缩短间隔，或删去其中一条"),
    Wording(
        "a cap that cannot be reached gives a feeling of safety; contacts from before the plan aside, the gap alone decides",
        "到不了的上限只是心理安慰：除去计划之前的触达，起作用的只有间隔",
    ),
    Example(_policy("at most 10 contacts per 7d; at least 2d between contacts")),
    Example(_policy("at most 3 contacts per 7d; at least 2d between contacts")),
)
CAP_WITHIN_CAP = Code(
    "CLM458",
    "cap-within-cap",
    Severity.WARNING,
    Wording(
        "this cap never refuses a contact: another one leaves at most {most} in {days}d",
        "这一上限不会拦下任何触达：另一条使 {days}天 内最多只有 {most} 次",
    ),
    Wording("lower this cap, raise the other, or take one of the two out", "调低这一条、放宽另一条，或删去其中一条"),
    Wording(
        "of two caps for the same contacts the one that is always reached first decides alone; the other misleads who reads it",
        "同样的触达有两条上限时，总是先到的那条说了算，另一条只会误导看的人",
    ),
    Example(_policy("at most 1 contacts per 7d; at most 20 contacts per 28d")),
    Example(_policy("at most 1 contacts per 7d; at most 2 contacts per 28d")),
)
