"""What a plan says about the ways of customers through its journeys: CLM563 to CLM569, and the words of single ways."""

from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.codes.plan_examples import AT_MOST, SEND_ON, shown

ENTERED = Wording("enters", "进入")
WAITS = Wording("waits until {until}", "等到 {until}")
ANSWERED_YES = Wording("`{question}`: yes", "`{question}`：是")
ANSWERED_NO = Wording("`{question}`: no", "`{question}`：否")
DRAWN = Wording("drawn into `{arm}`", "抽到 `{arm}`")
SENDS = Wording("comes to `{message}`", "走到 `{message}`")
NOT_SENT = Wording("comes to `{message}`, which goes out on no day", "走到 `{message}`，这条消息哪天都不发")
PUT_OFF_BEYOND = Wording("is put off past the end of the plan", "推迟到计划期之后")
PUT_OFF = Wording("is put off until {until}", "推迟到 {until}")
LEFT = Wording("leaves: `{rule}`", "离开：`{rule}`")
LEFT_AUDIENCE = Wording("leaves: no longer in the audience", "离开：不再属于受众")
STOPPED = Wording("leaves: `stop`", "离开：`停止`")
ENDED = Wording("has come to the end", "走到终点")
STILL_INSIDE = Wording("does not enter again: still inside", "不再进入：仍在其中")
ENTRY_OVER = Wording("does not enter: {rule}", "不进入：{rule}")
NOT_SHOWN = Wording("counts as never begun: the history has no contact of it", "视为从未开始：历史中没有它的触达")

STEP_NEVER_COMES = Code(
    "CLM563",
    "step-beyond-horizon",
    Severity.WARNING,
    Wording(
        "message `{message}` of wave `{wave}` in campaign `{campaign}` comes on no day before the horizon ends on {last}",
        "活动 `{campaign}` 波次 `{wave}` 的消息 `{message}` 在计划期结束日 {last} 之前没有任何日期",
    ),
    Wording(
        "shorten the waits before it, begin earlier, or lengthen the horizon", "缩短之前的等待、提前开始，或延长计划期"
    ),
    Wording(
        "a wait that ends after the horizon leaves its messages out of the plan",
        "在计划期之后才结束的等待，会使后面的消息排不进计划",
    ),
    *shown(('  send email "News"\n', '  send email "News"\n  wait 60d\n  send email "Last days"\n')),
)
RESPONSE_NOT_MEASURED = Code(
    "CLM564",
    "response-not-measured",
    Severity.NOTE,
    Wording(
        "how many of campaign `{campaign}` have `{event}` within {days} days is not measured: {reached} of {customers} did",
        "活动 `{campaign}` 中 {days} 天内发生 `{event}` 的比例无法测得：{customers} 人中 {reached} 人",
    ),
    Wording("read the counts of the steps behind it as those of nobody responding", "其后各步的人数请按无人响应来看"),
    Wording("fewer than 10 past responses say nothing about the next ones", "过去的响应不足 10 次，无法说明将来"),
    *shown(
        ("for stage = active", "for stage = active and visits = 7"),
        (
            '  send email "News"\n',
            '  send email "News"\n  wait 1d\n  if not ordered since start { send email "Last days" }\n',
        ),
    ),
)
UNKNOWN_ZONES = Code(
    "CLM565",
    "unknown-zones",
    Severity.WARNING,
    Wording(
        "`{field}` of {count} customers is no zone, such as `{example}`; the project's zone {zone} is used for them",
        "{count} 位客户的 `{field}` 不是时区，例如 `{example}`；对他们使用项目时区 {zone}",
    ),
    Wording("write names of the IANA table, such as `Europe/London`", "请写 IANA 时区名，如 `Europe/London`"),
    Wording(
        "a message at 10:00 of the customer's own clock needs to know which clock",
        "要按客户本地 10:00 发送，就得知道是哪里的时间",
    ),
)
PUT_OFF_PAST_HORIZON = Code(
    "CLM566",
    "put-off-past-horizon",
    Severity.NOTE,
    Wording(
        "campaign `{campaign}` puts off {count} contacts past {last}, the last day of the horizon",
        "活动 `{campaign}` 把 {count} 次触达推迟到计划期最后一天 {last} 之后",
    ),
    Wording("lengthen the horizon, or send earlier", "延长计划期，或提早发送"),
    Wording(
        "what waits at the cap for a day after the horizon goes out on no day of the plan",
        "因上限而等到计划期之后的消息，在计划内哪天都不发",
    ),
    *shown(
        (AT_MOST, "at most 1 contact per 7d"),
        ("  holdout 50%\n", "  holdout 50%\n  if capped: defer up to 5d\n"),
        (SEND_ON, "on 2026-12-30, 2026-12-31 at 10:00"),
    ),
)
