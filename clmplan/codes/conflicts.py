"""What planning says about work and about what gets in the way of something else: codes 570 to 589."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.codes.plan_examples import SEND_ON, shown

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
        "move the send, shorten the work, or, where it is done, say so: `allow CLM570`",
        "推迟发送、缩短工作，或在已经完成时写 `允许 CLM570`",
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
        "move the send, shorten the work, or, where it has begun, say so: `allow CLM571`",
        "推迟发送、缩短工作，或在已经动手时写 `允许 CLM571`",
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
        "`{owner}` 有 {periods}{in_hand}超过 {limit} 项任务，最多的是{when}：{count} 项（{tasks}）",
    ),
    Wording(
        "move a send, begin the work earlier with `takes`, share it with another owner, or raise the limit",
        "挪动发送、用 `耗时` 让工作早些开始、分给其他负责人，或提高上限",
    ),
    Wording(
        "a team that has too much in hand at once delivers some of it late", "同时手上的工作太多，总有一部分会误期"
    ),
)
SAME_DAY = Code(
    "CLM573",
    "same-day",
    Severity.NOTE,
    Wording(
        "the same customers hear {both} on one day: {customers}, {when}",
        "同一批客户在同一天收到{both}：{customers}，{when}",
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
        "`{given}` of `{campaign}` goes out while {held} of another campaign is still valid: {customers}, {when}",
        "`{campaign}` 的 `{given}` 发出时，其他活动的{held}仍然有效：{customers}，{when}",
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
        "`{given}` of `{campaign}` is refused to whoever holds `{held}`, because the two exclude each other: {customers}, {when}",
        "`{campaign}` 的 `{given}` 不发给持有 `{held}` 的客户，因为两者不同享：{customers}，{when}",
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
        "`{given}` of `{second}` is meant for customers of `{held}` of `{first}` while that is valid, and the two exclude each other: {customers}, {when}",
        "`{second}` 的 `{given}` 面向的客户中，有人同时是有效期内 `{first}` 的 `{held}` 的受众，而两者不同享：{customers}，{when}",
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
        "more is wanted of `{channel}` than {capacity} contacts a day: {customers} turned away, {when}, most on {worst} with {most} ({campaigns})",
        "`{channel}` 每天只能承担 {capacity} 次触达，不够用：{customers}被拒，{when}，最多的是 {worst}，{most} 次（{campaigns}）",
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
        "{first} and {second} draw their holdouts with the key `{key}`: {customers} kept out of both",
        "{first} 与 {second} 用同一密钥 `{key}` 抽取留出：{customers}同时被两者留出",
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
        "nobody is reached by {sends} of `{wave}` of `{campaign}`, {when}: {why}",
        "`{campaign}` 的 `{wave}` 有{sends}没有触达任何人，{when}：{why}",
    ),
    Wording("take the days out, or change what stands in the way", "去掉这些日子，或改掉挡路的规则"),
    Wording("work goes into a send that nobody gets", "为没有人收到的发送白费工夫"),
)
MOSTLY_CAPPED = Code(
    "CLM583",
    "send-mostly-capped",
    Severity.NOTE,
    Wording(
        "more than 90 % of the audience is lost to the contact policy by {sends} of `{wave}` of `{campaign}`, {when}: {customers}, most by `{rule}`",
        "`{campaign}` 的 `{wave}` 有{sends}因触达规则失去九成以上受众，{when}：{customers}，最多的是 `{rule}`",
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

IN_HAND = Wording("tasks in hand", "手上同时")
DUE_IN_WEEK = Wording("tasks due", "到期")
WHOLE_PROGRAMME = Wording("the programme", "整体计划")
THE_SAME_OFFER = Wording("the same offer", "同一优惠")
HOLIDAYS = Wording("statutory holidays", "法定节假日")
BLACKOUT = Wording("blackout", "禁发日")
WOULD_REACH = Wording("meant for {customers}", "面向 {customers}")
WOULD_REACH_SOME = Wording(
    "meant for {customers} in {known} of {all} sends, unknown in the others",
    "{all} 次中已知的 {known} 次面向 {customers}",
)
NOT_KNOWN = Wording("how many customers they would reach was not counted", "未统计原本能触达多少客户")
NO_AUDIENCE = Wording("nobody is in the audience", "受众中没有人")
ALL_REFUSED = Wording("{customers} in the audience, most refused by `{rule}`", "受众 {customers}，多数被 `{rule}` 拒绝")
MORE_SENDS = Wording("; late for {count} more sends too", "；另有 {count} 次发送同样误期")
NOTHING_MORE = Wording("", "")
WEEK_OF = Wording("in the week of {day}", " {day} 那一周")
ON_DAY = Wording("on {day}", " {day}")
TWICE_BY = Wording("twice of `{name}`", " `{name}` 的两次触达")
BY_BOTH = Wording("of `{first}` and of `{second}`", " `{first}` 和 `{second}` 的触达")
AND_MORE = Wording("{listed} and {count} more", "{listed} 及另外 {count} 项")


def days_word(count: int) -> Wording:
    """So many days."""
    return Wording("1 day" if count == 1 else f"{count:,} days", f"{count:,} 天")


def on_days(count: int) -> Wording:
    """On so many days."""
    days = days_word(count)
    return Wording(f"on {days.en}", days.zh)


def in_weeks(count: int) -> Wording:
    """In so many weeks."""
    return Wording("in 1 week" if count == 1 else f"in {count:,} weeks", f"{count:,} 周")


def workdays_word(count: int) -> Wording:
    """So many work days."""
    return Wording("1 work day" if count == 1 else f"{count:,} work days", f"{count:,} 个工作日")


def customers_word(count: int) -> Wording:
    """So many customers."""
    return Wording("1 customer" if count == 1 else f"{count:,} customers", f"{count:,} 位客户")


def sends_word(count: int) -> Wording:
    """So many sends."""
    return Wording("1 send" if count == 1 else f"{count:,} sends", f" {count:,} 次发送")


def when(first: object, days: int) -> Wording:
    """On a day, or on so many from one on."""
    if days == 1:
        return Wording(f"on {first}", f"{first}")
    return Wording(f"on {days:,} days from {first} on", f"自 {first} 起共 {days:,} 天")


# The report and the command line.
CONFLICTS = Wording("Conflicts", "冲突")
CONFLICTS_LEAD = Wording(
    "What gets in the way of something else. Hard: a rule stands against it; soft: it may be meant; wasteful: it costs "
    "work and changes nothing. Customers are counted once in each line, over all its days",
    "互相妨碍之处。硬：有规则不允许；软：也许有意为之；浪费：费了工夫却没有作用。每行的客户按全部日子去重计数",
)
NO_CONFLICTS = Wording("No conflicts", "没有冲突")
MORE_CONFLICTS = Wording("{count} more are in plan.json", "另有 {count} 项，见 plan.json")
WEIGHT, DAY, WHAT, PEOPLE, PLACE = (
    Wording("Weight", "轻重"),
    Wording("Day", "日期"),
    Wording("What", "内容"),
    Wording("Customers", "客户"),
    Wording("Place", "位置"),
)
WHOLE_PLAN = Wording("whole plan", "整个计划")
WEIGHTS = {
    "hard": Wording("hard", "硬"),
    "soft": Wording("soft", "软"),
    "wasteful": Wording("wasteful", "浪费"),
}
COUNTED = Wording("conflicts: {counts}", "冲突：{counts}")
COUNT_OF = Wording("{count} {weight}", "{weight} {count} 项")
WHERE = Wording("{place}: {sentence}", "{place}：{sentence}")
