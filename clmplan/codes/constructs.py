"""CLM2xx, continued: imports, branches, shares, and what is understood but not planned yet."""

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_NEWS = "campaign news {\n  for count(orders) > 1\n  on 2026-10-27\n"
NOT_PLANNED_YET = Code(
    "CLM223",
    "not-planned-yet",
    Severity.WARNING,
    Wording(
        "`{text}` is understood, but this version cannot plan it yet", "`{text}` 读得懂，但这个版本还不会据此编制计划"
    ),
    Wording(
        "take it out to compile now; checking, formatting and translating work with it",
        "要现在编制计划请先去掉；检查、格式化和翻译都不受影响",
    ),
    Wording(
        "a plan that quietly left a rule out would be wrong, so `compile` refuses it",
        "悄悄漏掉一条规则的计划是错的，所以 `compile` 会拒绝",
    ),
    Example("policy contact {\n  arbitrate by expected value\n}"),
    Example("policy contact {\n  arbitrate by priority\n}"),
)
IMPORT_OUTSIDE = Code(
    "CLM224",
    "import-outside",
    Severity.ERROR,
    Wording("`{file}` is no playbook inside the project", "`{file}` 不是项目内的剧本"),
    Wording(
        "name a file that ends in `.clm`, from the folder of this file, such as `shared/channels.clm`",
        "写一个以 `.clm` 结尾、从本文件所在文件夹算起的文件，如 `shared/channels.clm`",
    ),
    Wording(
        "a project is whole in its folder: whoever gets the folder gets everything the plan was made from",
        "项目的一切都在它的文件夹里：拿到文件夹就拿到计划的全部依据",
    ),
    Example('import "../other/channels.clm"'),
    Example('import "playbook.clm"'),
)
IMPORT_MISSING = Code(
    "CLM225",
    "import-missing",
    Severity.ERROR,
    Wording("there is no file `{file}`", "没有文件 `{file}`"),
    Wording("{hint}", "{hint}"),
    Wording("a file is looked for from the folder of the file that asks for it", "文件从引入它的文件所在的文件夹算起"),
)
IMPORT_CIRCLE = Code(
    "CLM226",
    "import-circle",
    Severity.ERROR,
    Wording("these files import each other: {path}", "这些文件互相引入：{path}"),
    Wording(
        "move what both need into a third file, or take one import out",
        "把两边都要的内容移到第三个文件，或去掉一处引入",
    ),
    Wording(
        "every file is read once; a circle means that nobody knows which one stands on the other",
        "每个文件只读一次；互相引入时说不清谁依赖谁",
    ),
)
TOO_MANY_BRANCHES = Code(
    "CLM227",
    "too-many-branches",
    Severity.ERROR,
    Wording("branches are nested more than {depth} deep", "分支嵌套超过 {depth} 层"),
    Wording(
        "make a segment of the conditions, or a campaign of the inner part", "把条件做成人群，或把内层做成单独的活动"
    ),
    Wording("nobody can tell who takes a path with so many forks", "岔路太多，没人说得清谁走哪条"),
    Example(f'{_NEWS}{"  if email_ok is yes {" * 9} send email "News" {"}" * 9}\n}}'),
    Example(f'{_NEWS}  if email_ok is yes {{ send email "News" }}\n}}'),
)
ELSE_ALONE = Code(
    "CLM228",
    "else-alone",
    Severity.ERROR,
    Wording("`else` has no `if` right before it", "`否则` 前面没有 `如果`"),
    Wording("write: `if CONDITION {{ … }} else {{ … }}`", "写法：`如果 条件 {{ … }} 否则 {{ … }}`"),
    Wording("else is the other way of the branch that has just closed", "否则是刚刚结束的分支的另一条路"),
    Example(
        'campaign news {\n  for email_ok is yes\n  on 2026-10-27\n  send email "News"\n  else { stop }\n}',
    ),
    Example('campaign news {\n  for email_ok is yes\n  on 2026-10-27\n  send email "News"\n}'),
)
SHARES_DO_NOT_ADD_UP = Code(
    "CLM229",
    "shares-do-not-add-up",
    Severity.ERROR,
    Wording("the shares add up to {total}%, not to 100%", "各份合计为 {total}%，不是 100%"),
    Wording("change the shares so that two or more of them make 100%", "调整各份的比例，使两份以上合计为 100%"),
    Wording("what is missing or doubled would go to nobody knows whom", "多出或缺少的部分不知道归谁"),
    Example("budget q4 {\n  total: £100\n  split: acquisition 40%, retention 50%\n}"),
    Example("budget q4 {\n  total: £100\n}"),
)
TWICE_IN_LIST = Code(
    "CLM230",
    "twice-in-list",
    Severity.ERROR,
    Wording("`{name}` is listed twice", "`{name}` 列了两次"),
    Wording("keep one of the two", "保留其中一个"),
    Wording("a name in a list counts once", "列表里的名字只算一次"),
    Example("budget q4 {\n  total: £100\n  split: retention 40%, retention 60%\n}"),
    Example("budget q4 {\n  total: £100\n}"),
)
NOT_PROVEN_YET = Code(
    "CLM231",
    "not-proven-yet",
    Severity.NOTE,
    Wording("this version reads the claim, but does not check it yet", "这个版本读得懂这个论断，但还不会核对"),
    Wording(
        "`compile` counts the customers who break a lifecycle's own claims; `clmplan test` checks examples",
        "`compile` 会数出违反生命周期论断的客户；`clmplan test` 检查例子",
    ),
    Wording(
        "a claim that nobody has checked must not look like one that holds", "没有检查过的论断不能看起来像成立的论断"
    ),
    Example("prove main exclusive"),
    Example("segment vip = count(orders) > 3"),
)
