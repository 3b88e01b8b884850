"""What each line of a campaign, a wave and the blocks inside them means, with an example."""

from __future__ import annotations

from collections.abc import Mapping

from clmplan.codes.told import Told, told

CAMPAIGN_LINES: Mapping[tuple[str, str], Told] = {
    ("campaign", "for"): told(
        "who is meant: a condition or a segment, asked again on each day of sending",
        "面向谁：一个条件或人群，每个发送日重新判断",
        "for stage = dormant and email_ok is yes",
        "面向 阶段 = 沉睡 且 允许邮件 为 是",
    ),
    ("campaign", "except"): told(
        "who is left out although the audience includes them",
        "受众之中要去掉的客户",
        "except complained",
        "排除 投诉过",
    ),
    ("campaign", "from"): told(
        "the first and the last day of the campaign, both included; without it the horizon of the plan",
        "活动的首日与末日，含两端；不写则为计划的区间",
        "from 2026-10-10 to 2026-12-20",
        "从 2026-10-10 到 2026-12-20",
    ),
    ("campaign", "objective"): told(
        "what the campaign is for, for the report and for budgets by purpose",
        "活动的目的，用于报告和按目的拆分预算",
        "objective: winback",
        "目的：召回",
    ),
    ("campaign", "owner"): told(
        "who answers for the campaign; it shows in calendar and report",
        "活动由谁负责，显示在日历和报告里",
        'owner: "CRM team"',
        "负责人：“客户组”",
    ),
    ("campaign", "id"): told(
        "a lasting identity, so that a renamed campaign keeps its holdout and its calendar entries",
        "长期不变的标识；活动改名后，留出分组和日历条目仍沿用",
        'id: "wake-1"',
        "标识：“wake-1”",
    ),
    ("campaign", "link"): told(
        "the address that the messages lead to; the calendar gives it out with tags that say where a visit comes from",
        "消息指向的地址；日历会给它加上说明访问来源的参数",
        'link: "https://shop.example/autumn"',
        "链接：“https://shop.example/autumn”",
    ),
    ("campaign", "code"): told(
        "a short name for links and WeChat scenes, in ASCII letters and digits; without it one is made from the id",
        "用于链接和微信场景值的短名，只含英文字母和数字；不写则由标识生成",
        "code: wake26",
        "短码：wake26",
    ),
    ("campaign", "priority"): told(
        "the higher number goes first when two campaigns want the same customer, capacity or money",
        "多个活动争夺同一客户、容量或预算时，数字大的优先",
        "priority: 40",
        "优先级：40",
    ),
    ("campaign", "entry"): told(
        "how often one customer may take part: once, again after some days, or every time; without it every time",
        "同一客户可参加几次：一次、隔若干天再次、每次；不写则为每次",
        "entry: again after 90d",
        "进入方式：再次 后 90天",
    ),
    ("campaign", "membership"): told(
        "whether the audience is asked again on each day (live) or drawn once at the start (snapshot)",
        "受众每天重新判断（实时），还是开始时取定一次（快照）",
        "membership: snapshot",
        "名单：快照",
    ),
    ("campaign", "if capped"): told(
        "what happens to a contact that a cap forbids: dropped (the default), put off, or sent on another channel",
        "触达因上限被拒时怎么办：跳过（默认）、推迟或改用别的渠道",
        "if capped: defer up to 3d",
        "触顶时：推迟 至多 3天",
    ),
    ("campaign", "leap day"): told(
        "when an anniversary of 29 February falls in other years: feb28 (the default), mar1, or not at all",
        "2 月 29 日的周年在平年落在哪天：2 月 28 日（默认，写作 二月二十八日）、三月一日，或跳过",
        "leap day: mar1",
        "闰日：三月一日",
    ),
    ("campaign", "exempt"): told(
        "messages that must arrive, such as receipts: no cap, gap or rest stops them, and each still counts them; quiet hours, holidays, consent and holdouts hold",
        "必须送达的消息，如交易通知：不受上限、间隔和休息限制，但仍计入；静默时段、节假日、许可和留出照常生效",
        "exempt",
        "豁免",
    ),
    ("campaign", "exit"): told(
        "who leaves the waves of the campaign before their end; asked before each step, unless it says when else",
        "哪些客户提前离开活动的波次；默认在每步之前判断，也可写明别的时刻",
        "exit when ordered since start\nexit when stage = active before each send",
        "退出 当 订单 开始以来\n退出 当 阶段 = 活跃 每次发送之前",
    ),
    ("campaign", "goal"): told(
        "what counts as success: an event within so many days of the contact",
        "什么算成功：触达后若干天内发生的事件",
        "goal: orders within 14d",
        "目标：订单 在 14天 内",
    ),
    ("campaign", "holdout"): told(
        "the share of the audience that is kept out at random, to measure what the campaign really adds",
        "随机留出不触达的比例，用来衡量活动的真实增量",
        "holdout 10%",
        "留出 10%",
    ),
    ("campaign", "prepare"): told(
        "work to be done before each send; a block of tasks, which appear in the calendar",
        "每次发送之前要做的工作，逐项列出，会写入日历",
        'prepare { artwork 5 workdays before; approval 2 workdays before by "Legal" }',
        "准备 { 物料 5个工作日 前；审批 2个工作日 前 由 “法务” }",
    ),
    ("campaign", "assume"): told(
        "what the campaign is believed to do, as ranges with a source; the simulation draws from them",
        "对活动效果的假定，写成区间并注明来源；模拟从中抽样",
        'assume { lift: 10% .. 40%; redeem: 30%; value: ¥80; source: "last autumn" }',
        "假定 { 提升：10% .. 40%；核销率：30%；客单价：80元；来源：“去年秋季” }",
    ),
    ("campaign", "wave"): told(
        "one schedule of the campaign with what it sends; a campaign with a single one may leave the block out",
        "活动中的一个批次：一个时间安排及其发送内容；只有一个时可不写块",
        'wave early "First try" {\n  on 15 days before double11 at 10:00\n  send email "We miss you"\n}',
        "波次 首轮 “第一次” {\n  于 双十一 前 15天 准点 10:00\n  发送 邮件 “好久不见”\n}",
    ),
    ("wave", "on"): told(
        "when it goes out: one of the schedules, perhaps with a time of day in the zone of the project",
        "何时发送：任选一种时间安排，可加项目时区的时刻",
        "on every 2 weeks on tuesday from 2026-11-17 at 10:00",
        "于 每 2周 于 周二 从 2026-11-17 准点 10:00",
    ),
    ("wave", "if missed"): told(
        "what becomes of a day that a blackout or the holiday rule forbids: `skip` gives it up, `next` sends on the next open "
        "day; in a campaign it holds for all its waves",
        "遇禁发日或节假日规则时怎么办：`跳过` 则放弃，`顺延` 则在下一个可发送日发送；写在活动里则对所有波次适用",
        "if missed: next",
        "错过时：顺延",
    ),
    ("wave", "id"): told(
        "the lasting name of a wave, so that renaming it moves no calendar entry",
        "波次的固定标识，改名后日历条目不变",
        "id: early",
        "标识：early",
    ),
    ("wave", "except"): told(
        "days on which the wave does not go out: dates, ranges and named days; in a campaign they hold for all its waves",
        "波次不发送的日子：日期、时间段或节日；写在活动里则对所有波次适用",
        "except 2026-12-22, 2026-12-24 .. 2026-12-26",
        "排除 2026-12-22, 2026-12-24 .. 2026-12-26",
    ),
    ("wave", "send"): told(
        "one message: the channel, the text, perhaps with an offer and a link of its own",
        "一条消息：渠道、文字，可附带优惠和自己的链接",
        'send email "We miss you" with comeback',
        "发送 邮件 “好久不见” 附带 回归券",
    ),
    ("wave", "wait"): told(
        "a pause before the next step: so long, until an event but no longer than so long, or until a moment, which passes "
        "at once when it is over",
        "下一步之前的等待：等一段时间；等到某事件，最长等多久；或等到某一时刻，已过则立刻通过",
        "wait 3d at 10:00\nwait until orders within 7d\nwait until monday at 10:00\nwait until 2026-12-01",
        "等待 3天 准点 10:00\n等待 直到 订单 在 7天\n等待 直到 周一 准点 10:00\n等待 直到 2026-12-01",
    ),
    ("wave", "if"): told(
        "steps only for customers who meet a condition, or who have had an event since the wave began",
        "只对满足条件的客户，或波次开始以来发生过某事件的客户执行的步骤",
        'if not ordered since start {\n  send sms "Last days"\n}',
        "如果 非 订单 开始以来 {\n  发送 短信 “最后几天”\n}",
    ),
    ("wave", "else"): told(
        "steps for the customers whom the `if` just before leaves over",
        "前一个 `如果` 之外的客户执行的步骤",
        'if stage = dormant {\n  send sms "Last days"\n} else {\n  stop\n}',
        "如果 阶段 = 沉睡 {\n  发送 短信 “最后几天”\n} 否则 {\n  停止\n}",
    ),
    ("wave", "split"): told(
        "ways for shares of the customers, drawn for each of them once and for all; a share may have a name",
        "按比例分成几条路；每位客户抽一次，永远走同一条；每份可以有名字",
        'split subject {\n  50% warm { send email "We miss you" }\n  50% fresh { send email "News" }\n}',
        "拆分 主题 {\n  50% 温暖 { 发送 邮件 “好久不见” }\n  50% 清新 { 发送 邮件 “新品” }\n}",
    ),
    ("split", "arm"): told(
        "one way of a split: its share, perhaps a name, and its steps",
        "拆分中的一条路：比例，可加名字，然后是步骤",
        '50% warm { send email "We miss you" }\n50% fresh { send email "News" }',
        "50% 温暖 { 发送 邮件 “好久不见” }\n50% 清新 { 发送 邮件 “新品” }",
    ),
    ("wave", "repeat"): told(
        "the same steps again, so many times at most; a condition after `until` is asked before each round, and ends it",
        "重复同样的步骤，最多若干次；`直到` 后的条件在每轮之前判断，满足即结束",
        'repeat up to 3 times until ordered since start {\n  send email "We miss you"\n  wait 7d\n}',
        "重复 至多 3 次 直到 订单 开始以来 {\n  发送 邮件 “好久不见”\n  等待 7天\n}",
    ),
    ("wave", "stop"): told(
        "the end of the wave for this customer",
        "该客户的波次到此为止",
        "if stage = lost { stop }",
        "如果 阶段 = 流失 { 停止 }",
    ),
    ("prepare", "task"): told(
        "a task, how long before the send it must be done, by whom, and how many work days it takes; a day off gives way to "
        "the work day before it",
        "一项任务、发送前多久完成、由谁负责、耗时几个工作日；遇休息日则提前到上一个工作日",
        'approval 2 workdays before by "Legal"\nartwork 5 workdays before by "Studio" takes 3 workdays',
        "审批 2个工作日 前 由 “法务”\n物料 5个工作日 前 由 “设计” 耗时 3个工作日",
    ),
    ("assume", "lift"): told(
        "by how much more customers reach the goal because of the contact, relative to without it",
        "触达使客户达成目标的相对提升",
        "lift: 10% .. 40%",
        "提升：10% .. 40%",
    ),
    ("assume", "redeem"): told(
        "the share of orders in the goal window that use the offer",
        "目标窗口内的订单中使用优惠的比例",
        "redeem: 30% .. 50%",
        "核销率：30% .. 50%",
    ),
    ("assume", "value"): told(
        "what one order is worth; without it the simulation uses the orders seen",
        "一笔订单的金额；不写则用历史订单",
        "value: ¥60 .. ¥100",
        "客单价：60元 .. 100元",
    ),
    ("assume", "source"): told(
        "where the numbers come from; it shows beside them in every output",
        "这些数字的来源，会与数字一同显示",
        'source: "autumn 2025"',
        "来源：“2025年秋季”",
    ),
}
