"""CLM430 to CLM449: conditions, stages and exceptions that do not say what they seem to."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_CAMPAIGN = """campaign c {
  for WHO
  goal: orders within 14d
  holdout 10%
  on 2026-11-10
  send email "News"
}
"""


def _campaign(who: str) -> str:
    return _CAMPAIGN.replace("WHO", who)


def _stages(claims: str, *conditions: str) -> str:
    stages = "".join(f"  stage s{number} when {one}\n" for number, one in enumerate(conditions, 1))
    return f"lifecycle life {claims} {{\n{stages}}}\n"


THIS_ONE = Wording("this", "这一条")
AND_THIS_ONE = Wording("and this cannot both be true", "与这一条不能同时成立")
FIRST_HERE = Wording("listed here first", "前面已经列出")
DROP_SECOND = Wording("take the second one out", "删去后一个")
EARLIER_STAGE = Wording("this stage takes them first", "这个阶段先收下了他们")
OTHER_STAGE = Wording("the other stage", "另一个阶段")
AUDIENCE = Wording("the campaign is for these", "活动面向的是他们")
SAME_SEGMENT = Wording("the same condition", "同样的条件")

NEVER_TRUE = Code(
    "CLM430",
    "never-true",
    Severity.WARNING,
    Wording("`{text}` is never true", "`{text}` 永远不成立"),
    Wording(
        "check the limits for `{quantity}`, and whether `or` is meant where `and` stands",
        "检查对 `{quantity}` 的限制，以及该用 `或` 的地方是否写成了 `且`",
    ),
    Wording(
        "a condition that is never true selects nobody, so the campaign behind it reaches nobody",
        "永远不成立的条件选不中任何人，靠它的活动也触达不到任何人",
    ),
    Example(_campaign("count(orders) >= 2 and count(orders) < 2")),
    Example(_campaign("count(orders) >= 2 and count(orders) < 20")),
)
ALWAYS_TRUE = Code(
    "CLM431",
    "always-true",
    Severity.WARNING,
    Wording("`{text}` is true whatever `{quantity}` is", "不论 `{quantity}` 是多少，`{text}` 都成立"),
    Wording(
        "check the limits, and whether `and` is meant where `or` stands; for all customers write `everyone`",
        "检查限制，以及该用 `且` 的地方是否写成了 `或`；若指全部客户，请写 `所有人`",
    ),
    Wording(
        "a condition that lets everybody through contacts customers who were to be spared",
        "谁都放行的条件，会触达本不该打扰的客户",
    ),
    Example(_campaign("stage != new or stage != dormant")),
    Example(_campaign("stage != new and stage != dormant")),
)
STAGE_NEVER_ENTERED = Code(
    "CLM432",
    "stage-never-entered",
    Severity.WARNING,
    Wording(
        "nobody ever enters stage `{stage}`: its condition contradicts itself about `{quantity}`",
        "没有人会进入阶段 `{stage}`：条件对 `{quantity}` 自相矛盾",
    ),
    Wording("check the limits of `{quantity}`", "检查 `{quantity}` 的上下限"),
    Wording(
        "campaigns for a stage without customers plan and budget for nobody", "面向没有人的阶段做活动，计划和预算都落空"
    ),
    Example(_stages("", "count(orders) = 0", "days since last order between 180 and 60")),
    Example(_stages("", "count(orders) = 0", "days since last order between 60 and 180")),
)
STAGE_COVERED = Code(
    "CLM433",
    "stage-covered",
    Severity.WARNING,
    Wording(
        "nobody ever reaches stage `{stage}`: the stages before it take all its customers",
        "没有人会到达阶段 `{stage}`：前面的阶段收走了它的全部客户",
    ),
    Wording(
        "move it before `{earlier}`, or narrow what comes before it", "把它移到 `{earlier}` 之前，或收窄前面的条件"
    ),
    Wording(
        "with `first match` a customer is in the first stage that fits, so the narrow stages come first",
        "`先到先得` 时客户归入第一个符合的阶段，条件窄的要写在前面",
    ),
    Example(_stages("first match", "count(orders) >= 1", "count(orders) >= 5")),
    Example(_stages("first match", "count(orders) >= 5", "count(orders) >= 1")),
)
STAGES_MEET = Code(
    "CLM434",
    "stages-meet",
    Severity.WARNING,
    Wording(
        "stages `{first}` and `{second}` of the exclusive `{lifecycle}` both hold where {where}",
        "互斥的 `{lifecycle}` 中，{where} 时阶段 `{first}` 与 `{second}` 同时成立",
    ),
    Wording(
        "let one end where the other begins: `<= 60` goes with `> 60`, `between` includes both ends",
        "让一个的终点接上另一个的起点：`不超过 60` 接 `超过 60`，`介于` 含两端",
    ),
    Wording(
        "a customer in two stages is counted twice and gets the campaigns of both",
        "同处两个阶段的客户会被算两次，两边的活动都会收到",
    ),
    Example(_stages("exclusive", "days since last order <= 60", "days since last order between 60 and 180")),
    Example(_stages("exclusive", "days since last order <= 60", "days since last order between 61 and 180")),
)
GAP_BETWEEN_STAGES = Code(
    "CLM435",
    "gap-between-stages",
    Severity.WARNING,
    Wording("the complete `{lifecycle}` has no stage where {where}", "完整的 `{lifecycle}` 在 {where} 时没有阶段"),
    Wording("widen a stage next to the gap, or end with a stage `otherwise`", "放宽相邻的阶段，或以 `其余` 阶段收尾"),
    Wording(
        "customers in a gap drop out of every campaign for stages, and nobody misses them",
        "落在空缺里的客户不属于任何阶段，活动都会漏掉他们",
    ),
    Example(_stages("complete", "days since last order <= 60", "days since last order > 62", "count(orders) = 0")),
    Example(_stages("complete", "days since last order <= 60", "days since last order > 60", "count(orders) = 0")),
)
EXCEPTION_WITHOUT_EFFECT = Code(
    "CLM436",
    "exception-without-effect",
    Severity.WARNING,
    Wording(
        "`except` keeps nobody out of `{campaign}`: nobody is in its audience and in `{text}`",
        "`排除` 对 `{campaign}` 不起作用：没有人既在受众中又符合 `{text}`",
    ),
    Wording("check which customers were to be kept out, or remove the line", "检查要排除的是谁，或删去这一行"),
    Wording(
        "an exception that excludes nobody was meant for somebody, who is now contacted",
        "不排除任何人的例外，往往意味着该排除的人没有被排除",
    ),
    Example(_campaign("stage = new").replace("  goal", "  except stage = dormant\n  goal")),
    Example(_campaign("stage = new").replace("  goal", "  except sms_ok is no\n  goal")),
)
EXCEPTION_OF_EVERYONE = Code(
    "CLM437",
    "exception-of-everyone",
    Severity.WARNING,
    Wording(
        "`except` keeps everybody out of `{campaign}`: all of its audience is in `{text}`",
        "`排除` 排除了 `{campaign}` 的所有人：全部受众都符合 `{text}`",
    ),
    Wording("narrow the exception, or widen the audience", "收窄排除条件，或放宽受众"),
    Wording("a campaign whose audience is excluded sends nothing", "受众被全部排除的活动什么也发不出去"),
    Example(_campaign("count(orders) >= 5").replace("  goal", "  except count(orders) >= 2\n  goal")),
    Example(_campaign("count(orders) >= 2").replace("  goal", "  except count(orders) >= 5\n  goal")),
)
SAME_CONDITION = Code(
    "CLM438",
    "same-condition-twice",
    Severity.WARNING,
    Wording("segments `{first}` and `{second}` are the same customers", "人群 `{first}` 与 `{second}` 是同一批客户"),
    Wording("use one of them for both, or change the condition that was copied", "只保留一个，或改掉复制来的条件"),
    Wording(
        "two names for one condition drift apart with the first change, or one was meant to differ",
        "同一条件起两个名字，改一处就会不一致，或者其中一个本应不同",
    ),
    Example("segment a = count(orders) > 5\nsegment b = count(orders) > 5\n" + _campaign("a and b")),
    Example("segment a = count(orders) > 5\nsegment b = count(orders) > 9\n" + _campaign("a and not b")),
)
LISTED_TWICE = Code(
    "CLM439",
    "listed-twice",
    Severity.WARNING,
    Wording("`{value}` is listed twice", "`{value}` 列了两次"),
    Wording("take one out, or write the value that is missing", "删去一个，或写上漏掉的那个值"),
    Wording("where a value stands twice, another was mostly forgotten", "一个值写了两遍，多半是漏了另一个"),
    Example(_campaign("stage in [new, active, new]")),
    Example(_campaign("stage in [new, active]")),
)
MISSING_LEFT_OUT = Code(
    "CLM440",
    "missing-left-out",
    Severity.NOTE,
    Wording(
        "`{text}` is not true for a customer whose `{quantity}` is missing", "`{quantity}` 缺失的客户不符合 `{text}`"
    ),
    Wording(
        "add `or {quantity} is missing` to have them as well, or `and {quantity} is not missing` to say that they stay out",
        "要包括他们就加上 `或 {quantity} 缺失`，要明确不含则加上 `且 非 {quantity} 缺失`",
    ),
    Wording(
        "what is not known is neither equal nor different: the comparison is unknown, and only true selects",
        "不知道的值既不等于也不不等于：比较结果未知，只有为真才选中",
    ),
    Example(_campaign("age != 30")),
    Example(_campaign("age != 30 or age is missing")),
)
STAGE_OF_ONE_DAY = Code(
    "CLM441",
    "stage-of-one-day",
    Severity.NOTE,
    Wording(
        "a customer is in stage `{stage}` for one day only: `{quantity}` grows every day",
        "客户在阶段 `{stage}` 只停留一天：`{quantity}` 每天都在增长",
    ),
    Wording(
        "write `>=` or `between`; to contact customers on that day, write `on entering` a longer stage",
        "请写 `不低于` 或 `介于`；若想在那一天触达，请给更长的阶段写 `于 进入`",
    ),
    Wording(
        "a stage that lasts a day is empty or nearly so whenever somebody looks",
        "只有一天的阶段，什么时候看都几乎是空的",
    ),
    Example(_stages("", "days since last order < 180", "days since last order = 180")),
    Example(_stages("", "days since last order < 180", "days since last order >= 180")),
)
