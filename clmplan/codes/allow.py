"""CLM49x: findings that a playbook allows."""

from clmplan.base.diagnostics import Code, Example, Severity, Wording

DECLARATION = Wording("declaration", "声明")
CODE_MISSING = Wording("the code is missing", "缺少代码")
ASK = Wording("`clmplan explain CODE` tells what a code means", "`clmplan explain 代码` 会解释代码的含义")
FORM = Wording('`allow CODE [for NAME] "REASON"`', "`允许 代码 [面向 名字] “原因”`")

UNKNOWN_CODE = Code(
    "CLM490",
    "allows-unknown-code",
    Severity.ERROR,
    Wording("there is no code `{code}` to allow", "没有可允许的代码 `{code}`"),
    Wording("{hint}", "{hint}"),
    Wording(
        "each finding prints its code; an allowance names that code, or its name in quotation marks",
        "每条诊断都印有代码；允许语句写这个代码，或写在引号里的代码名称",
    ),
    Example('allow "unused-segmant" "kept for the plan of next spring"'),
    Example("segment vip = count(orders) > 3"),
)
NOT_ALLOWABLE = Code(
    "CLM491",
    "allows-error",
    Severity.ERROR,
    Wording("`{code}` is an error, and errors cannot be allowed", "`{code}` 是错误，错误不能被允许"),
    Wording("remove the statement and mend what the error names", "删去这条语句，并改正错误所指之处"),
    Wording(
        "a plan is made of what could be understood, so an error that is passed over would change it in silence",
        "计划只由读得懂的内容组成，放过错误等于悄悄改动计划",
    ),
    Example('allow CLM202 "the field comes later"'),
    Example("segment vip = count(orders) > 3"),
)
NO_REASON = Code(
    "CLM492",
    "allows-without-reason",
    Severity.ERROR,
    Wording("nothing says why `{code}` is allowed", "没有说明为何允许 `{code}`"),
    Wording(
        'add the reason in quotation marks, such as `allow {code} "agreed with the brand team"`',
        "在引号里补上原因，如 `允许 {code} “已与品牌团队确认”`",
    ),
    Wording(
        "whoever reads the playbook next must be able to tell a decision from an oversight",
        "下一个读剧本的人要能分清这是决定还是疏忽",
    ),
    Example("allow CLM540"),
    Example('allow CLM540 "the list is too small to hold anybody back"'),
)
UNUSED = Code(
    "CLM493",
    "unused-allowance",
    Severity.WARNING,
    Wording("`{code}` is allowed here, but nothing here yields it", "这里允许了 `{code}`，但这里没有它"),
    Wording("remove the statement", "删去这条语句"),
    Wording(
        "an allowance that outlives its reason would hide the next finding of the same kind",
        "过期的允许会遮住下一个同类问题",
    ),
    Example('segment vip = count(orders) > 3\nallow CLM403 "the coupon starts next spring"'),
    Example("segment vip = count(orders) > 3"),
)
