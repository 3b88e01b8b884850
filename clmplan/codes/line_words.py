"""What each line of a declaration means, with an example; keyed by the declaration and the name of the line."""

from __future__ import annotations

from collections.abc import Mapping

from clmplan.codes.campaign_words import CAMPAIGN_LINES
from clmplan.codes.told import Told, told

LINES: Mapping[tuple[str, str], Told] = {
    ("playbook", "horizon"): told(
        "the first and the last day of the plan, both included; at most ten years",
        "计划的首日与末日，含两端；最长十年",
        "horizon: 2026-10-01 .. 2026-12-31",
        "区间：2026-10-01 .. 2026-12-31",
    ),
    ("lifecycle", "stage"): told(
        "a stage, its title, and the condition that puts a customer there; `otherwise` takes the rest and comes last",
        "一个阶段、它的标题和进入条件；`其余` 收下剩余客户，写在最后",
        'stage sleeping "Sleeping" when days since last order > 365\nstage remaining otherwise',
        "阶段 休眠 “休眠” 当 距 上次 订单 超过 365天\n阶段 剩余 其余",
    ),
    ("lifecycle", "from"): told(
        "a move between stages that is expected; with one such line, other moves are reported",
        "预期的阶段变化；写了之后，其他变化会被报告",
        "from dormant to active, from lost to active",
        "从 沉睡 到 活跃，从 流失 到 活跃",
    ),
    ("offer", "discount"): told(
        "what the customer saves: a share of the price or an amount, perhaps over a smallest sum; `8折` pays 80%",
        "客户省多少：按比例或按金额，可设门槛；`8折` 指付 80%",
        "discount: ¥50 off over ¥300",
        "力度：满300减50",
    ),
    ("offer", "cost"): told(
        "what one redemption costs the company",
        "每次核销公司承担的成本",
        "cost: ¥20 when redeemed",
        "成本：20元 核销时",
    ),
    ("offer", "valid"): told(
        "how many days after the contact the offer can be redeemed",
        "触达之后多少天内可以核销",
        "valid: 14d",
        "有效期：14天",
    ),
    ("offer", "stock"): told(
        "how many pieces there are; once all are given out, contacts that carry the offer are refused",
        "总共多少份；发完之后，附带该优惠的触达会被拒绝",
        "stock: 5_000",
        "库存：5000",
    ),
    ("offer", "limit"): told(
        "how many one customer may receive within any so many days in a row",
        "同一客户在任意连续若干天内最多领取几份",
        "limit: 1 per customer per 90d",
        "限领：1 每 客户 每 90天",
    ),
    ("offer", "excludes"): told(
        "offers that one customer may not receive together with this one",
        "与本优惠不同享的其他优惠：同一客户不会同时得到",
        "excludes: [gift]",
        "不同享：[赠礼]",
    ),
    ("channel", "cost"): told(
        "the price of one contact", "每次触达的单价", "cost: ¥0.05 per contact", "单价：0.05元 每 次"
    ),
    ("channel", "kind"): told(
        "whether the channel belongs to the company or is bought",
        "自有渠道还是付费渠道",
        "kind: owned",
        "类型：自有",
    ),
    ("channel", "capacity"): told(
        "how many contacts can go out; what comes later is refused, campaigns of higher priority first",
        "最多能发出多少次触达；超出的被拒绝，优先级高的活动先占用",
        "capacity: 20_000 per day",
        "容量：2万 每 天",
    ),
    ("channel", "lead"): told(
        "how many work days ahead of the send everything must be ready",
        "发送前多少个工作日须准备就绪",
        "lead: 3 workdays",
        "提前量：3个工作日",
    ),
    ("channel", "consent"): told(
        "the yes-or-no field of the customer that must be yes for a contact on this channel, or the date of the "
        "agreement; what is missing counts as no, and so does an agreement that is not older than the day",
        "走此渠道时必须为“是”的客户字段，或同意的日期；缺失视为不同意，当天才同意的也不算",
        "consent: email_ok",
        "许可：允许邮件",
    ),
    ("channel", "reach"): told(
        "the share of contacts that really arrive; the simulation counts on it",
        "触达真正到达的比例，模拟时使用",
        "reach: 92%",
        "到达：92%",
    ),
    ("channel", "quiet"): told(
        "quiet hours of this channel; what falls inside waits for their end",
        "此渠道的免打扰时段；落在其中的发送顺延到时段结束",
        "never between 21:00 and 09:00",
        "禁止 介于 21:00 和 09:00",
    ),
    ("channel", "response"): told(
        "how many customers a week so much money brings in on a paid channel; more money brings ever fewer, up to the most",
        "付费渠道上，每周花多少钱带来多少客户；钱越多增得越慢，直到上限",
        "response: 900 customers per week at ¥50,000, at most 4_000",
        "响应：900 人 每 周 投入 50000元，最多 4000",
    ),
    ("policy", "cap"): told(
        "the most contacts within any so many days in a row, or within a calendar week or month, those before the plan included",
        "任意连续若干天或自然周、自然月内的触达上限，计划之前的也计入；可限定渠道或客户",
        "at most 4 contacts per 30d\nat most 1 sms per calendar week\nat most 2 contacts per 7d for stage = new",
        "最多 4 次 每 30天\n最多 1 短信 每 自然周\n最多 2 次 每 7天 面向 阶段 = 新客",
    ),
    ("policy", "tasks"): told(
        "the most tasks an owner has in hand on a work day, or due in a week from Monday to Sunday; without a name it holds "
        "for each owner",
        "一位负责人每个工作日手上的任务上限，或每周（周一至周日）到期的任务上限；不写名字则对每位负责人适用",
        'at most 3 tasks per day by "Studio"\nat most 5 tasks per week',
        "最多 3 项任务 每 天 由 “设计”\n最多 5 项任务 每 周",
    ),
    ("policy", "gap"): told(
        "the least time from one contact to the next, whatever the channel",
        "两次触达之间的最短间隔，不分渠道",
        "at least 2d between contacts",
        "至少 间隔 2天",
    ),
    ("policy", "quiet"): told(
        "quiet hours on every channel; what falls inside waits for their end",
        "所有渠道的免打扰时段；落在其中的发送顺延到时段结束",
        "never between 21:00 and 09:00",
        "禁止 介于 21:00 和 09:00",
    ),
    ("policy", "holidays"): told(
        "nothing goes out on the days off of the project's regions",
        "项目地区的法定节假日不发送",
        "never on statutory holidays",
        "禁止 于 法定节假日",
    ),
    ("policy", "never"): told(
        "customers who are never contacted, by segment or by condition",
        "从不触达的客户，用人群或条件表示",
        "never to segment complained\nnever to email_ok is no",
        "禁止 到 人群 投诉过\n禁止 到 允许邮件 为 否",
    ),
    ("policy", "rest"): told(
        "a customer who got so many contacts without the event is left in peace for some days",
        "连续触达若干次仍无该事件的客户，休息若干天",
        "rest 30d after 3 contacts without orders",
        "休息 30天 连续 3 次 无 订单",
    ),
    ("policy", "blackout"): told(
        "days on which nothing goes out; sends that fall on them are dropped, with `defer` they move to the next open day",
        "静默期：期间不发送，落在其中的发送取消；加 `推迟` 则顺延到下一个可发送的日子",
        'blackout 2026-10-01 .. 2026-10-03 "National Day"\nblackout 2026-12-24 .. 2026-12-26 "Christmas" defer',
        "静默 2026-10-01 .. 2026-10-03 “国庆”\n静默 2026-12-24 .. 2026-12-26 “圣诞” 推迟",
    ),
    ("policy", "arbitrate"): told(
        "which contact wins when a customer could get several and the policy allows fewer: by priority, or by what it is worth",
        "同一客户有多条触达而规则不允许时谁优先：按优先级，或按预期价值",
        "arbitrate by priority",
        "仲裁 按 优先级",
    ),
    ("budget", "total"): told(
        "all the money of the plan; contacts beyond it are refused",
        "计划的全部金额；超出的触达被拒绝",
        "total: ¥300,000",
        "总额：30万元",
    ),
    ("budget", "limit"): told(
        "the most that may go to a channel or to some customers",
        "某渠道或某些客户最多花多少",
        "at most ¥50,000 for sms\nat most ¥20,000 for stage = new",
        "最多 5万元 面向 短信\n最多 2万元 面向 阶段 = 新客",
    ),
    ("budget", "least"): told(
        "the least that is kept for a channel or for some customers",
        "为某渠道或某些客户至少留多少",
        "at least ¥20,000 for stage = dormant",
        "至少 2万元 面向 阶段 = 沉睡",
    ),
    ("budget", "monthly"): told(
        "the largest part of the total that one calendar month may use",
        "单个自然月最多用掉总额的几成",
        "at most 40% per month",
        "最多 40% 每 月",
    ),
    ("budget", "split"): told(
        "parts of the total by the objective of campaigns, or kept in reserve; they add up to 100%",
        "按活动目的或储备拆分总额，合计 100%",
        "split: acquisition 40%, retention 50%, reserve 10%",
        "拆分：拉新 40%，留存 50%，预留 10%",
    ),
    ("experiment", "variant"): told(
        "one way of doing it and its share; the shares add up to 100%",
        "一个变体及其比例；比例合计 100%",
        "variant plain 50%\nvariant warm 50%",
        "变体 平实 50%\n变体 温情 50%",
    ),
    ("test", "given"): told(
        "what is known: fields and events of the customer, other customers, contacts already made, a holdout",
        "已知的情况：客户的字段和事件、其他客户、已有的触达、所在的留出组",
        "given customer { orders: [2026-08-01]; suppressed: no }\ngiven 3 others { visits: 2026-09-01 }\n"
        "given contact sms on 2026-09-30",
        "假设 客户 { 订单：[2026-08-01]；免打扰：否 }\n假设 3 其他客户 { 访问：2026-09-01 }\n假设 触达 短信 于 2026-09-30",
    ),
    ("test", "on"): told(
        "the day on which the plan of the test is made",
        "测试中制定计划的日期",
        "on 2026-10-01",
        "于 2026-10-01",
    ),
    ("test", "expect"): told(
        "what must come out for the customer: a condition, a contact or none, a refusal, an offer or none, what is spent",
        "这位客户应得的结果：条件成立、触达与否、被拒、优惠与否、花费多少",
        "expect count(orders) = 1\nexpect contact wake on 2026-11-11\nexpect no offer\nexpect spend <= ¥5",
        "期望 次数(订单) = 1\n期望 触达 唤醒 于 2026-11-11\n期望 没有优惠\n期望 花费 不超过 5元",
    ),
    ("test", "spend"): told(
        "what the contacts of the test cost, of all campaigns or of one",
        "测试中触达的花费，全部活动或某个活动",
        "expect spend <= ¥5\nexpect spend(wake) = ¥0",
        "期望 花费 不超过 5元\n期望 花费(唤醒) = 0元",
    ),
    ("given", "event"): told(
        "what is known of the customer: fields with their values, events with their days, an event with its own fields",
        "已知的客户情况：字段及取值、事件及日期、带字段的事件",
        "email_ok: yes\norders: [2026-07-01, 2026-08-01]\nvisits 2026-09-01\norders 2026-09-02 { amount: ¥80 }",
        "允许邮件：是\n订单：[2026-07-01、2026-08-01]\n访问 2026-09-01\n订单 2026-09-02 { 金额：80元 }",
    ),
    ("given", "suppressed"): told(
        "whether the customer is on the list of those never to be contacted",
        "该客户是否在免打扰名单里",
        "suppressed: yes",
        "免打扰：是",
    ),
    ("", "allow"): told(
        "a finding that is meant to be there, with the reason; in a block it covers the block, else the file; errors cannot be allowed",
        "有意保留的诊断及其原因；写在块里管这个块，否则管整个文件；错误不能被允许",
        'allow CLM402 "kept for the next plan"\nallow CLM402 for vip "used by the agency"',
        "允许 CLM402 “留给下个计划”\n允许 CLM402 面向 高价值 “供代理商使用”",
    ),
    ("", "prove"): told(
        "a claim to be proven or refuted with a customer: about a lifecycle, or about two conditions",
        "要证明或用一位客户推翻的论断：关于生命周期，或关于两个条件",
        "prove main exclusive\nprove vip disjoint from stage = lost",
        "证明 主线 互斥\n证明 高价值 不相交于 阶段 = 流失",
    ),
    ("", "holdout"): told(
        "the holdout of the whole plan, outside every declaration: these customers get nothing at all, and use up no cap",
        "全程留出，写在所有声明之外：这些客户不收到任何触达，也不占用上限",
        "holdout programme 5%",
        "留出 全程 5%",
    ),
    **CAMPAIGN_LINES,
}

# The promises a lifecycle may make; they stand in its head.
CLAIMS: Mapping[str, Told] = {
    "exclusive": told(
        "the promise that no customer is in two stages at once",
        "声明：没有客户同时处于两个阶段",
        "lifecycle loyalty exclusive {\n  stage guest when count(orders) = 0\n}",
        "生命周期 忠诚 互斥 {\n  阶段 访客 当 次数(订单) = 0\n}",
    ),
    "complete": told(
        "the promise that every customer is in some stage",
        "声明：每位客户都处于某个阶段",
        "lifecycle loyalty complete {\n  stage guest when count(orders) = 0\n  stage buyer otherwise\n}",
        "生命周期 忠诚 完整 {\n  阶段 访客 当 次数(订单) = 0\n  阶段 买家 其余\n}",
    ),
    "first match": told(
        "the first stage whose condition holds is the customer's, so conditions may overlap",
        "客户归入条件成立的第一个阶段，因此条件可以重叠",
        "lifecycle loyalty first match {\n  stage friend when count(orders) >= 5\n  stage buyer when count(orders) >= 1\n}",
        "生命周期 忠诚 先到先得 {\n  阶段 老友 当 次数(订单) 不低于 5\n  阶段 买家 当 次数(订单) 不低于 1\n}",
    ),
}
