"""CLM232 to CLM239: steps of a wave that cannot be taken, or never end."""

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_NEWS = "campaign news {\n  for email_ok is yes\n  on 2026-10-27\n"
NOBODY_PASSES = Wording("nobody goes on after this", "没有人会继续走下去")

UNREACHABLE_STEP = Code(
    "CLM232",
    "unreachable-step",
    Severity.ERROR,
    Wording("nobody ever reaches this step", "没有人会走到这一步"),
    Wording("take the step out, or let a way before it go on", "删去这一步，或让前面的某条路继续走下去"),
    Wording(
        "a step after the end of every way would look planned and never happen",
        "所有路都结束之后的步骤看似有计划，却永不发生",
    ),
    Example(f'{_NEWS}  send email "News"\n  stop\n  send sms "More"\n}}'),
    Example(f'{_NEWS}  send email "News"\n  stop\n}}'),
)
REPEAT_WITHOUT_END = Code(
    "CLM233",
    "repeat-without-end",
    Severity.ERROR,
    Wording("this `repeat` does not say how often at most", "这个 `重复` 没有说最多几次"),
    Wording("write: `repeat up to 3 times {{ … }}`", "写法：`重复 至多 3 次 {{ … }}`"),
    Wording("whoever never meets the condition would be written to for ever", "永远不满足条件的客户会被没完没了地联系"),
    Example(f'{_NEWS}  repeat {{ send email "News"; wait 7d }}\n}}'),
    Example(f'{_NEWS}  repeat up to 3 times {{ send email "News"; wait 7d }}\n}}'),
)
REPEAT_WITHOUT_WAIT = Code(
    "CLM234",
    "repeat-without-wait",
    Severity.ERROR,
    Wording("a round of this `repeat` can pass without a wait", "这个 `重复` 的一轮可能不经过任何等待"),
    Wording(
        "add `wait 7d`; a wait until a date does not count, since it passes at once when the date is over",
        "加上 `等待 7天`；等到某个日期不算，因为日期已过时会立刻通过",
    ),
    Wording("rounds that take no time would all happen on one day", "不花时间的各轮会在同一天全部发生"),
    Example(f'{_NEWS}  repeat up to 3 times {{ send email "News" }}\n}}'),
    Example(f'{_NEWS}  repeat up to 3 times {{ send email "News"; wait 7d }}\n}}'),
)
WAIT_OF_NO_TIME = Code(
    "CLM235",
    "wait-of-no-time",
    Severity.ERROR,
    Wording("a wait of `{text}` is no wait", "`{text}` 的等待不是等待"),
    Wording("write at least `wait 1d`, or leave the wait out", "至少写 `等待 1天`，或去掉这个等待"),
    Wording(
        "steps go from day to day; what follows without a wait happens on the same day",
        "步骤按天推进；没有等待的下一步在同一天发生",
    ),
    Example(f'{_NEWS}  send email "News"\n  wait 0d\n  send sms "More"\n}}'),
    Example(f'{_NEWS}  send email "News"\n  wait 1d\n  send sms "More"\n}}'),
)
TOO_MANY_STEPS = Code(
    "CLM236",
    "too-many-steps",
    Severity.ERROR,
    Wording(
        "written out, this wave has {count} steps; {most} are the most", "展开后这个波次有 {count} 步，最多 {most} 步"
    ),
    Wording("repeat less often, or make several campaigns of it", "减少重复次数，或拆成几个活动"),
    Wording("nobody can read or check a way of so many steps", "这么多步的路没人读得完，也没人核对得了"),
    Example(f'{_NEWS}  repeat up to 400 times {{ send email "News"; wait 1d }}\n}}'),
    Example(f'{_NEWS}  repeat up to 4 times {{ send email "News"; wait 1d }}\n}}'),
)
EXIT_WITHOUT_GOAL = Code(
    "CLM237",
    "exit-without-goal",
    Severity.ERROR,
    Wording("campaign `{campaign}` has no goal that could be reached", "活动 `{campaign}` 没有可以达成的目标"),
    Wording(
        "add `goal: EVENT within 14d`, or name the event: `exit when ordered since start`",
        "加上 `目标：事件 在 14天 内`，或写明事件：`退出 当 订单 开始以来`",
    ),
    Wording("who leaves at the goal can only be told from the goal", "达成目标就退出，得先有目标"),
    Example(f'{_NEWS}  exit when goal reached\n  send email "News"\n}}'),
    Example(f'{_NEWS}  goal: order within 14d\n  exit when goal reached\n  send email "News"\n}}'),
)
NEVER_TAKEN = Code(
    "CLM238",
    "way-never-taken",
    Severity.ERROR,
    Wording("nobody ever goes this way: {reason}", "没有人会走这条路：{reason}"),
    Wording("change the condition, or take the way out", "修改条件，或删去这条路"),
    Wording(
        "steps that no customer can take are nearly always a mistaken condition", "没有客户能走的步骤几乎总是条件写错了"
    ),
    Example(
        "campaign news {\n  for email_ok is yes\n  on 2026-10-27\n"
        '  if count(orders) > 3 and count(orders) < 2 { send email "News" }\n}'
    ),
    Example('campaign news {\n  for email_ok is yes\n  on 2026-10-27\n  if count(orders) > 3 { send email "News" }\n}'),
)
SAME_SPLIT = Code(
    "CLM239",
    "same-split",
    Severity.ERROR,
    Wording("two splits of this wave are named `{name}`", "这个波次有两个拆分都叫 `{name}`"),
    Wording("give one of them another name, or none", "给其中一个换个名字，或不写名字"),
    Wording(
        "the name decides who goes which way; two splits of one name would part the customers alike",
        "名字决定谁走哪条路；两个拆分同名，客户就会被同样地分开",
    ),
    Example(
        f'{_NEWS}  split x {{ 50% a {{ send email "News" }}; 50% b {{ send email "More" }} }}\n'
        '  split x { 50% c { send sms "News" }; 50% d { send sms "More" } }\n}'
    ),
    Example(
        f'{_NEWS}  split x {{ 50% a {{ send email "News" }}; 50% b {{ send email "More" }} }}\n'
        '  split y { 50% c { send sms "News" }; 50% d { send sms "More" } }\n}'
    ),
)
IS_NEVER_TRUE = Wording("its condition is never true", "条件永远不成立")
IS_ALWAYS_TRUE = Wording("the condition of its `if` is always true", "`如果` 的条件总是成立")
