"""What each kind of declaration is for, with one whole example; words.md and `clmplan words` print them."""

from __future__ import annotations

from collections.abc import Mapping

from clmplan.codes.told import Told, told

DECLARATIONS: Mapping[str, Told] = {
    "playbook": told(
        "the head of a plan: its name and the days it covers",
        "计划的开头：名字，以及覆盖哪些日子",
        'playbook autumn "Autumn plan" {\n  horizon: 2026-10-01 .. 2026-12-31\n}',
        "剧本 秋季 “秋季计划” {\n  区间：2026-10-01 .. 2026-12-31\n}",
    ),
    "metric": told(
        "a named number about each customer, for conditions and ranks",
        "给每位客户的一个数字起名，供条件和排名使用",
        'metric spend_year "Spend, last year" = sum(orders.amount within last 365d)',
        "指标 近一年消费 “近一年消费” = 求和(订单.金额 最近 365天 内)",
    ),
    "lifecycle": told(
        "the stages a customer can be in, each with its condition; stages follow from data and are never set by hand",
        "客户可能处于的各个阶段及其条件；阶段由数据得出，从不手工设置",
        "lifecycle loyalty exclusive complete {\n"
        '  stage guest  "Guest"  when count(orders) = 0\n'
        '  stage buyer  "Buyer"  when count(orders) between 1 and 4\n'
        '  stage friend "Friend" when count(orders) >= 5\n'
        "}",
        "生命周期 忠诚 互斥 完整 {\n"
        "  阶段 访客 “访客” 当 次数(订单) = 0\n"
        "  阶段 买家 “买家” 当 次数(订单) 介于 1 和 4\n"
        "  阶段 老友 “老友” 当 次数(订单) 不低于 5\n"
        "}",
    ),
    "segment": told(
        "a named condition over customers; only customers for whom it is true belong to it, unknown never selects",
        "给一个客户条件起名；只有条件成立的客户在内，未知不算成立",
        "segment reachable = email_ok is yes or sms_ok is yes\n"
        'segment best "Best customers" = top 20% by spend_90d where stage = active',
        "人群 可触达 = 允许邮件 为 是 或 允许短信 为 是\n"
        "人群 最佳 “最佳客户” = 最高 20% 按 近90天消费 其中 阶段 = 活跃",
    ),
    "offer": told(
        "what is proposed to customers, what it costs when it is taken, and its limits",
        "给客户的优惠：力度、核销时的成本和限制",
        'offer tasting "Tasting set" {\n'
        "  discount: ¥50 off over ¥300\n"
        "  cost: ¥50 when redeemed\n"
        "  valid: 14d\n"
        "  stock: 2_000\n"
        "  limit: 1 per customer per 60d\n"
        "}",
        "优惠 品鉴装 “品鉴装” {\n"
        "  力度：满300减50\n"
        "  成本：50元 核销时\n"
        "  有效期：14天\n"
        "  库存：2000\n"
        "  限领：1 每 客户 每 60天\n"
        "}",
    ),
    "channel": told(
        "a way of reaching customers: its price, its capacity, the permission it needs, its quiet hours",
        "触达客户的渠道：单价、容量、所需许可、免打扰时段",
        'channel push "App push" {\n'
        "  cost: ¥0.01 per contact\n"
        "  capacity: 50_000 per day\n"
        "  consent: sms_ok\n"
        "  never between 21:00 and 09:00\n"
        "}",
        "渠道 推送 “应用推送” {\n"
        "  单价：0.01元 每 次\n"
        "  容量：5万 每 天\n"
        "  许可：允许短信\n"
        "  禁止 介于 21:00 和 09:00\n"
        "}",
    ),
    "policy": told(
        "how often customers may be contacted, and when nobody is; all rules must hold at once",
        "触达频次和禁发时段；所有规则须同时满足",
        "policy contact {\n"
        "  at most 4 contacts per 30d\n"
        "  at most 1 sms per 7d\n"
        "  at least 2d between contacts\n"
        "  never on statutory holidays\n"
        "}",
        "规则 触达 {\n  最多 4 次 每 30天\n  最多 1 短信 每 7天\n  至少 间隔 2天\n  禁止 于 法定节假日\n}",
    ),
    "budget": told(
        "the money of the plan: a total, and limits on parts of it",
        "计划的预算：总额，以及各部分的限额",
        'budget q4 "Fourth quarter" {\n  total: ¥300,000\n  at most ¥50,000 for sms\n}',
        "预算 四季度 “四季度” {\n  总额：30万元\n  最多 5万元 面向 短信\n}",
    ),
    "campaign": told(
        "what goes out: for whom, when, on which channel, how often, and how its effect will be judged",
        "一次推送：面向谁、何时、走哪个渠道、多久一次、如何衡量效果",
        'campaign wake "Wake the dormant" {\n'
        "  for stage = dormant and email_ok is yes\n"
        "  except complained\n"
        "  priority: 40\n"
        "  entry: once\n"
        "  goal: orders within 14d\n"
        "  holdout 10%\n"
        '  assume { lift: 10% .. 40%; source: "last year" }\n'
        "  on entering dormant at 10:00\n"
        '  send email "We miss you" with comeback\n'
        "}",
        "活动 唤醒 “唤醒沉睡客户” {\n"
        "  面向 阶段 = 沉睡 且 允许邮件 为 是\n"
        "  排除 投诉过\n"
        "  优先级：40\n"
        "  进入方式：一次\n"
        "  目标：订单 在 14天 内\n"
        "  留出 10%\n"
        "  假定 { 提升：10% .. 40%；来源：“去年” }\n"
        "  于 进入 沉睡 准点 10:00\n"
        "  发送 邮件 “好久不见” 附带 回归券\n"
        "}",
    ),
    "experiment": told(
        "a comparison of variants inside a campaign: each customer of it gets one of them at random, for good",
        "活动内的对比实验：每位客户随机分到一个变体，不再更改",
        "experiment subject for wake {\n  variant plain 50%\n  variant warm 50%\n}",
        "实验 标题 面向 唤醒 {\n  变体 平实 50%\n  变体 温情 50%\n}",
    ),
    "import": told(
        "another file of the project, read as if it stood here; the path counts from this file and stays inside the project",
        "引入项目里的另一个文件，如同写在这里；路径从本文件算起，不得离开项目",
        'import "channels.clm"',
        "引入 “channels.clm”",
    ),
    "test": told(
        "what the playbook must do, shown on an invented customer; `clmplan test` runs it",
        "用一位虚构客户说明剧本应当怎样，由 `clmplan test` 运行",
        'test "sixty-one silent days make a customer dormant" {\n'
        "  given customer { orders: [2026-07-01, 2026-08-01]; email_ok: yes }\n"
        "  on 2026-10-01\n"
        "  expect stage = dormant\n"
        "  expect no contact wake\n"
        "}",
        "测试 “沉默六十一天即沉睡” {\n"
        "  假设 客户 { 订单：[2026-07-01、2026-08-01]；允许邮件：是 }\n"
        "  于 2026-10-01\n"
        "  期望 阶段 = 沉睡\n"
        "  期望 不触达 唤醒\n"
        "}",
    ),
}
