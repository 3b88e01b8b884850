"""What planning says about work and about what gets in the way of something else: codes 570 to 589."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.codes.plan_examples import AT_MOST, SEND_ON, shown

TASK_LATE = Code(
    "CLM570",
    "task-late",
    Severity.WARNING,
    Wording(
        "`{task}` for the send of `{campaign}` on {day} was due on {due}, {late} before {as_of}; begun on {today}, it lets "
        "the send go out on {earliest} at the earliest{more}",
        "`{campaign}` {day} 发送所需的 `{task}` 应于 {due} 完成，比 {as_of} 早 {late}；若 {today} 动手，最早 {earliest} 才能发送{more}",
    ),
    Wording(
        'move the send, shorten the work, or, where it is done, say so: `allow CLM570 "done"`',
        "推迟发送、缩短工作，或在已经完成时写 `允许 CLM570 “已完成”`",
    ),
    Wording("work that should be done already delays the send", "本应完成的工作会拖延发送"),
    *shown((SEND_ON, f"prepare {{ brief 10 workdays before }}\n  {SEND_ON}")),
)
TASK_NOT_BEGUN = Code(
    "CLM571",
    "task-must-be-under-way",
    Severity.NOTE,
    Wording(
        "`{task}` for the send of `{campaign}` on {day} had to begin on {starts}, {late} before {as_of}, to be done on {due}; "
        "begun on {today}, it lets the send go out on {earliest} at the earliest{more}",
        "`{campaign}` {day} 发送所需的 `{task}` 须于 {starts} 动手（比 {as_of} 早 {late}）才能在 {due} 完成；"
        "若 {today} 动手，最早 {earliest} 才能发送{more}",
    ),
    Wording(
        'move the send, shorten the work, or, where it has begun, say so: `allow CLM571 "begun"`',
        "推迟发送、缩短工作，或在已经动手时写 `允许 CLM571 “已动手”`",
    ),
    Wording("a plan does not know which work has begun", "计划并不知道哪些工作已经动手"),
    *shown((SEND_ON, f"prepare {{ brief 5 workdays before takes 3 workdays }}\n  {SEND_ON}")),
)
OWNER_OVERLOADED = Code(
    "CLM572",
    "owner-overloaded",
    Severity.WARNING,
    Wording(
        "`{owner}` has more than {limit} {in_hand} {periods}, most {when}: {count} ({tasks})",
        "`{owner}` 有 {periods}的{in_hand}超过 {limit} 项，最多的是{when}：{count} 项（{tasks}）",
    ),
    Wording(
        "move a send, begin the work earlier with `takes`, share it with another owner, or raise the limit",
        "挪动发送、用 `耗时` 让工作早些开始、分给其他负责人，或提高上限",
    ),
    Wording(
        "a team that has too much in hand at once delivers some of it late", "同时手上的工作太多，总有一部分会误期"
    ),
    *shown(
        (AT_MOST, f"{AT_MOST}; at most 1 task per week"),
        (
            SEND_ON,
            'prepare { brief 1 workday before by "Studio"; artwork 1 workday before by "Studio" }\n  ' + SEND_ON,
        ),
    ),
)
SAME_DAY = Code(
    "CLM573",
    "same-day",
    Severity.NOTE,
    Wording(
        "`{campaign}` reaches customers who hear of {others} on the same day: {customers}, {when}",
        "`{campaign}` 触达的客户在同一天还收到 {others} 的触达：{customers}，{when}",
    ),
    Wording(
        "move one of them to another day, or let the policy choose: `at least 1d between contacts`",
        "把其中一个挪到别的日子，或让规则来选：`至少 间隔 1天`",
    ),
    Wording("two contacts on one day are often read as none", "同一天两次触达，往往哪一次都没人看"),
)
OFFERS_TOGETHER = Code(
    "CLM574",
    "offers-together",
    Severity.NOTE,
    Wording(
        "`{given}` of {campaigns} goes out while {held} of another campaign is still valid: {customers}, {when}",
        "{campaigns} 的 `{given}` 发出时，其他活动的{held}仍然有效：{customers}，{when}",
    ),
    Wording(
        "let one offer exclude the other with `excludes`, or move one of the campaigns",
        "用 `不同享` 让两个优惠互斥，或挪动其中一个活动",
    ),
    Wording(
        "a customer with two valid offers uses the dearer one, or both",
        "手里有两个有效优惠的客户会用更贵的那个，或两个都用",
    ),
)
OFFERS_CLASH = Code(
    "CLM575",
    "offers-clash",
    Severity.WARNING,
    Wording(
        "`{given}` of {campaigns} is refused to whoever holds `{held}`, because the two exclude each other: {customers}, {when}",
        "{campaigns} 的 `{given}` 不发给持有 `{held}` 的客户，因为两者不同享：{customers}，{when}",
    ),
    Wording(
        "keep the audiences apart, or move one campaign until the other offer has ended",
        "把两边的受众分开，或等另一个优惠结束后再发",
    ),
    Wording("whoever the exclusion refuses is in an audience for nothing", "被互斥规则拒绝的客户白白进了受众"),
)
OFFERS_MAY_CLASH = Code(
    "CLM576",
    "offers-planned-to-clash",
    Severity.NOTE,
    Wording(
        "`{given}` of {campaigns} is meant for customers for whom `{held}` was meant and is still valid, and the two exclude each other: {customers}, {when}",
        "{campaigns} 的 `{given}` 面向的客户中，有人在其有效期内也是 `{held}` 的受众，而两者不同享：{customers}，{when}",
    ),
    Wording(
        "keep the audiences apart, or move one campaign until the other offer has ended",
        "把两边的受众分开，或等另一个优惠结束后再发",
    ),
    Wording(
        "nobody is refused yet, but only because something else kept them from the first offer",
        "眼下没有人被拒，只是因为别的规则先拦下了第一个优惠",
    ),
)
OVER_CAPACITY = Code(
    "CLM577",
    "channel-over-capacity",
    Severity.WARNING,
    Wording(
        "more is wanted of `{channel}` than {capacity} contacts a day: {customers} turned away, {when}{most} ({campaigns})",
        "`{channel}` 每天只能承担 {capacity} 次触达，不够用：{customers}被拒，{when}{most}（{campaigns}）",
    ),
    Wording(
        "raise the capacity, spread the sends over days, or narrow an audience", "提高容量、把发送分到几天，或缩小受众"
    ),
    Wording("what a channel cannot carry does not go out", "渠道承担不了的就发不出去"),
)
CLOSED_DAY = Code(
    "CLM578",
    "send-on-closed-day",
    Severity.WARNING,
    Wording(
        "dropped by `{rule}`: {sends} of {campaigns}, {when}; {reached}",
        "因 `{rule}` 取消：{campaigns} 的{sends}，{when}；{reached}",
    ),
    Wording(
        "move the sends off these days, or let them wait: `blackout … defer`, `if missed: next`",
        "让发送避开这些日子，或顺延：`静默 … 推迟`、`错过时：顺延`",
    ),
    Wording("what is dropped is not made up for later", "取消的发送不会补发"),
)
CLOSED_DAY_OWN = Code(
    "CLM579",
    "own-days-on-closed-days",
    Severity.NOTE,
    Wording(
        "dropped by `{rule}` for customers whose own day it is: {sends} of {campaigns}, {when}; {reached}",
        "客户自己的日子落在 `{rule}` 而取消：{campaigns} 的{sends}，{when}；{reached}",
    ),
    Wording("let them wait: `blackout … defer`, `if missed: next`", "改为顺延：`静默 … 推迟`、`错过时：顺延`"),
    Wording("a birthday on a closed day comes back in a year only", "落在禁发日的生日，下次要等一年"),
)
MOVED_DAY = Code(
    "CLM580",
    "moved-off-closed-day",
    Severity.NOTE,
    Wording(
        "moved off `{rule}` to a later day: {sends} of {campaigns}, {when}, for {customers}",
        "为避开 `{rule}` 而推迟：{campaigns} 的{sends}，{when}，涉及 {customers}",
    ),
    Wording("move the sends off these days", "让发送避开这些日子"),
    Wording(
        "a message moved by a rule may come when its words no longer fit", "被规则推迟的消息，发出时文字可能已不合时宜"
    ),
)
SHARED_HOLDOUT = Code(
    "CLM581",
    "shared-holdout",
    Severity.NOTE,
    Wording(
        "{experiments} draw their holdouts with the key `{key}`: {customers} kept out of two or more",
        "{experiments} 用同一密钥 `{key}` 抽取留出：{customers}同时被其中两个以上留出",
    ),
    Wording("give each its own key, or none", "给它们各自的密钥，或都不写"),
    Wording(
        "with one key the same customers stay out of both, so the two effects cannot be told apart",
        "同一密钥总是留出同一批客户，两者的效果无法分开",
    ),
)
REACHES_NOBODY = Code(
    "CLM582",
    "send-reaches-nobody",
    Severity.NOTE,
    Wording(
        "nobody is reached by {sends} of {wave}, {when}: {why}",
        "{wave} 有{sends}没有触达任何人，{when}：{why}",
    ),
    Wording("take the days out, or change what stands in the way", "去掉这些日子，或改掉拦下它的规则"),
    Wording("work goes into a send that nobody gets", "为没有人收到的发送白费工夫"),
)
MOSTLY_CAPPED = Code(
    "CLM583",
    "send-mostly-capped",
    Severity.NOTE,
    Wording(
        "more than 90 % of the audience is lost to the contact policy by {sends} of {wave}, {when}: {customers}, most by `{rule}`",
        "{wave} 有{sends}因触达规则失去九成以上受众，{when}：{customers}，最多的是 `{rule}`",
    ),
    Wording("move it away from what goes out just before, or take it out", "避开之前刚发出的内容，或去掉它"),
    Wording("whoever was contacted just before cannot be contacted again", "刚触达过的客户不能再触达"),
)
SAID_TWICE = Code(
    "CLM584",
    "said-twice",
    Severity.NOTE,
    Wording(
        "`{message}` goes out more than once on one day on `{channel}` ({campaigns}): meant for {customers} in common, {when}",
        "`{message}` 在同一天不止一次从 `{channel}` 发出（{campaigns}）：共同面向 {customers}，{when}",
    ),
    Wording("take one of the sends out", "去掉其中一次发送"),
    Wording("the same words twice on one day tell nothing new", "同一天说两遍，没有新意"),
)
COVERED = Code(
    "CLM585",
    "campaign-covered",
    Severity.NOTE,
    Wording(
        "each customer of `{campaign}` is also meant by `{higher}`, which goes first, on each of its days: {customers}, {when}",
        "`{campaign}` 的每位客户在它的每个发送日也都是优先级更高的 `{higher}` 的受众：{customers}，{when}",
    ),
    Wording(
        "take the campaign out, narrow the higher one, or give it other days",
        "去掉这个活动、缩小优先级更高的那个，或换日子",
    ),
    Wording(
        "a campaign that always comes second reaches whom the first one leaves over",
        "总排在后面的活动只能触达前者剩下的人",
    ),
)
