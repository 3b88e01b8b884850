"""What the command line says: helps, summaries, hints."""

from clmplan.base.diagnostics import Code, Severity, Wording

SAYS = {
    "clean": Wording("{files}: no mistakes", "{files}：没有错误"),
    "errors": Wording("{errors} error(s), {warnings} warning(s)", "{errors} 个错误，{warnings} 个警告"),
    "help": Wording("help", "帮助"),
    "error": Wording("error", "错误"),
    "warning": Wording("warning", "警告"),
    "note": Wording("note", "提示"),
    "customers": Wording("{customers} customers known on {as_of}", "{as_of} 已知客户 {customers} 位"),
    "rows": Wording(
        "{file}: {rows} rows = {used} used + {aside} set aside + {later} on or after {as_of}",
        "{file}：{rows} 行 = 使用 {used} + 搁置 {aside} + {as_of} 及以后 {later}",
    ),
    "taken_back": Wording(" + {count} taken back", " + 冲销 {count}"),
    "planned": Wording(
        "{title}: {first} to {last}, planned with what was known before {as_of}",
        "{title}：{first} 至 {last}，依据 {as_of} 之前已知的数据",
    ),
    "stages": Wording("stages", "阶段"),
    "segments": Wording("segments", "人群"),
    "campaigns": Wording("campaigns", "活动"),
    "head_customers": Wording("customers", "客户"),
    "head_sends": Wording("sends", "发送"),
    "head_contacts": Wording("contacts", "触达"),
    "head_cost": Wording("cost", "成本"),
    "total": Wording("total", "合计"),
    "more": Wording(
        "{count} more of {name} ({id}); all are in the report", "另有 {count} 条 {name}（{id}），全部见报告"
    ),
    "explained": Wording("what a code means: clmplan explain {id}", "代码的含义：clmplan explain {id}"),
    "written": Wording("written to {folder}", "已写入 {folder}"),
    "open_first": Wording("open first: {file}", "请先打开：{file}"),
    "next": Wording("next", "下一步"),
    "bad_choice": Wording(
        "{option}: {choices} are expected, not `{text}`", "{option}：应为 {choices}，而不是 `{text}`"
    ),
    "bad_day": Wording(
        "{option}: a day such as 2026-11-02 is expected, not `{text}`",
        "{option}：应为 2026-11-02 这样的日期，而不是 `{text}`",
    ),
    "contacted": Wording("contacted", "触达"),
    "refused": Wording("refused: {rule}", "未触达：{rule}"),
    "story": Wording("customer {customer} on {as_of}", "客户 {customer}，{as_of}"),
    "journey": Wording("{campaign}/{wave}, begun on {day}:", "{campaign}/{wave}，始于 {day}："),
    "outside": Wording("not in the audience of", "不在以下活动的受众中"),
    "outside_of": Wording("{campaign}, {sends} send(s)", "{campaign}，{sends} 次发送"),
    "no_stage": Wording("outside every stage", "不在任何阶段"),
    "nothing": Wording("no send concerns this customer", "没有涉及这位客户的发送"),
    "segments_of": Wording("segments: {names}", "人群：{names}"),
    "stage_of": Wording("{lifecycle}: {stage}", "{lifecycle}：{stage}"),
    "none": Wording("none", "无"),
    "message": Wording("message", "消息"),
    "reason": Wording("why", "原因"),
    "bad_example": Wording("an example that yields it", "会触发它的例子"),
    "good_example": Wording("an example that does not", "不会触发它的例子"),
    "bug": Wording(
        "this is a mistake of clmplan itself, not of the playbook: {problem}",
        "这是 clmplan 自身的错误，与剧本无关：{problem}",
    ),
    "report_bug": Wording(
        "please report it with the command, the version {version} and the lines below",
        "请附上所用命令、版本 {version} 和以下内容反馈",
    ),
    "interrupted": Wording("interrupted; the outputs are as they were", "已中断；输出保持原样"),
}
SAYS |= {
    "simulated": Wording(
        "{replications} replications, seed {seed}; ranges hold {level} of them",
        "{replications} 次重复，种子 {seed}；区间包含其中 {level}",
    ),
    "orders_plan": Wording("orders with the plan", "有计划时的订单"),
    "orders_without": Wording("orders without it", "没有计划时的订单"),
    "incremental_orders": Wording("incremental orders (the difference)", "增量订单（两者之差）"),
    "with_error": Wording(
        "{mean} ± {error} (Monte Carlo), {low} … {high}", "{mean} ± {error}（蒙特卡洛），{low} … {high}"
    ),
    "incremental_revenue": Wording("incremental revenue", "增量收入"),
    "attributed_orders": Wording(
        "attributed orders (*)",
        "归因订单（*）",
    ),
    "not_an_effect": Wording(
        "(*) simulated orders after a contact, whatever caused them; not an effect of the plan",
        "（*）模拟中触达之后的订单，无论原因；不是计划的效果",
    ),
    "assumed": Wording("what this rests on", "以上结果的依据"),
    "contact_cost": Wording("cost of contacts", "触达成本"),
    "incentive": Wording("cost of redeemed offers", "核销优惠的成本"),
    "evaluated": Wording(
        "outcomes until {until}: {rows} rows = {used} used + {earlier} before {as_of} + {new} of customers who are not in the plan"
        " + {bad} unusable",
        "截至 {until} 的结果：{rows} 行 = 使用 {used} + {as_of} 之前 {earlier} + 不在计划中的客户 {new} + 无法使用 {bad}",
    ),
    "report_kept": Wording(
        "the report is left as it was: playbook or customers have changed since the plan was compiled",
        "报告保持原样：计划编译之后，剧本或客户数据有改动",
    ),
    "programme": Wording("whole programme", "整个计划"),
    "labelled": Wording("{label}: {text}", "{label}：{text}"),
    "arms": Wording(
        "reached the goal: {treated} of those planned for, {held_out} of those held out",
        "达成目标：计划触达 {treated}，留出 {held_out}",
    ),
    "one_arm": Wording("reached the goal: {treated} of those planned for", "达成目标：计划触达 {treated}"),
    "other_arm": Wording("reached the goal: {held_out} of those held out", "达成目标：留出 {held_out}"),
    "judged_contacts": Wording(
        "contacts in judged windows: {inside} of {contacts}", "评判窗口内的触达：{contacts} 次中 {inside} 次"
    ),
    "revenue_difference": Wording(
        "revenue per customer: {value} ({low} … {high}, {level}), customers capped at the {percentile}th percentile",
        "人均收入差：{value}（{low} … {high}，{level}），客户以第 {percentile} 百分位封顶",
    ),
    "difference": Wording(
        "difference: {value} percentage points ({low} … {high}, {level})",
        "差异：{value} 个百分点（{low} … {high}，{level}）",
    ),
    "lift": Wording("lift: {value}% ({low}% … {high}%, {level})", "相对提升：{value}%（{low}% … {high}%，{level}）"),
    "only_attributed": Wording(
        "{contacted} contacted, {attributed} of them reached the goal after any contact, whatever caused it",
        "触达 {contacted} 位，其中 {attributed} 位在任一触达后达成目标，无论原因",
    ),
    "goal_not_seen": Wording(
        "{contacted} contacted; reaching the goal was not observed", "触达 {contacted} 位；未观察是否达成目标"
    ),
}
VERDICTS = {
    "worked": Wording("worked", "有效"),
    "harmed": Wording("harmed", "有害"),
    "not decided": Wording("not decided", "尚无定论"),
    "too early": Wording("too early", "为时过早"),
    "too few": Wording("too few customers", "客户太少"),
    "not measured": Wording("not measured", "未测量"),
    "split broken": Wording("split broken", "分组失衡"),
}
STEPS = {
    "suppressed": Wording("suppression", "免打扰"),
    "consent": Wording("consent", "许可"),
    "entry": Wording("entry", "进入方式"),
    "offer": Wording("offer", "优惠"),
    "holdout": Wording("holdout", "留出"),
    "policy": Wording("contact policy", "触达规则"),
    "capacity": Wording("capacity", "容量"),
    "budget": Wording("budget", "预算"),
}

FILES = {
    "report.html": Wording("the whole plan on one page, to read and to print", "整个计划，一页读完，可打印"),
    "calendar.html": Wording(
        "the calendar to keep open: Gantt, months, agenda, filters", "日常打开的日历：甘特图、月历、日程，可筛选"
    ),
    "calendar.xlsx": Wording(
        "the workbook for the teams: calendar, Gantt, budget, columns for actuals",
        "给执行团队的工作簿：日历、甘特图、预算、实际值填写列",
    ),
    "calendar.md": Wording("the next two weeks, to paste into a chat", "未来两周安排，可粘贴到群聊"),
    "calendar.ics": Wording("the calendar for Outlook, Google and Apple", "供 Outlook、Google、Apple 导入的日历"),
    "calendar.csv": Wording("the calendar as a table", "表格形式的日历"),
    "calendar.google.csv": Wording("the calendar to import into Google once", "供一次性导入 Google 日历"),
    "links.csv": Wording("short codes and links, for redirects", "短码与链接，供设置跳转"),
    "budget.csv": Wording("money by campaign", "各活动的费用"),
    "plan.json": Wording(
        "everything, for programs and for `clmplan evaluate`", "全部内容，供程序和 `clmplan evaluate` 使用"
    ),
    "simulation.json": Wording("the simulation, for programs", "模拟结果，供程序使用"),
    "evaluation.json": Wording("the evaluation, for programs", "评价结果，供程序使用"),
}

ASIDE = Wording(
    "{count} rows of customers were set aside or are from later; the customer may be among them; {hint}",
    "有 {count} 行客户被搁置或属于之后，该客户可能在其中；{hint}",
)

NO_AS_OF = Code(
    "CLM720",
    "no-as-of",
    Severity.ERROR,
    Wording("no day is given on which the plan is made", "没有给出制定计划的日期"),
    Wording(
        "add `as_of: 2026-11-02` to the project file, or `--as-of 2026-11-02`",
        "在项目文件里写 `as_of: 2026-11-02`，或用 `--as-of 2026-11-02`",
    ),
    Wording("results never depend on today, so the day must be given", "结果从不取决于今天，所以必须给出日期"),
)
NO_SUCH_CUSTOMER = Code(
    "CLM721",
    "no-such-customer",
    Severity.ERROR,
    Wording("no customer known on {as_of} has the key `{customer}`", "{as_of} 已知的客户中没有 `{customer}`"),
    Wording("{hint}", "{hint}"),
    Wording("keys are compared letter by letter", "主键逐字比较"),
)
NO_SUCH_CODE = Code(
    "CLM722",
    "no-such-code",
    Severity.ERROR,
    Wording("there is no code `{code}`", "没有代码 `{code}`"),
    Wording("{hint}", "{hint}"),
    Wording("codes are printed with each finding", "每条诊断都印有代码"),
)
NO_SUCH_WORD = Code(
    "CLM729",
    "no-such-word",
    Severity.ERROR,
    Wording("`{word}` is no word of the language", "`{word}` 不是语言里的词"),
    Wording("{hint}", "{hint}"),
    Wording(
        "names of a playbook and fields of a project mean what the author says, so only its files can tell about them",
        "剧本里的名字和项目的字段由作者定义，只有这些文件能说明",
    ),
)
FOLDER_TAKEN = Code(
    "CLM723",
    "folder-taken",
    Severity.ERROR,
    Wording("`{folder}` is already there, and not an empty folder", "`{folder}` 已存在，且不是空文件夹"),
    Wording("name a new folder; nothing was written", "请换一个新文件夹；没有写入任何内容"),
    Wording("a new project never overwrites anything", "新项目从不覆盖任何内容"),
)
NOT_A_PLAN = Code(
    "CLM724",
    "not-a-plan",
    Severity.ERROR,
    Wording("`{file}` is not a plan of this version: {reason}", "`{file}` 不是本版本的计划：{reason}"),
    Wording("compile the plan again with this version", "请用本版本重新编译计划"),
    Wording("a plan is read only in the schema it was written in", "计划只按其书写时的格式读取"),
)
NOT_KEPT = Code(
    "CLM726",
    "plan-not-kept",
    Severity.ERROR,
    Wording("the workspace does not know the plan in `{file}`", "工作区里没有 `{file}` 对应的计划"),
    Wording("compile the plan on this machine before the campaign starts", "请在活动开始前用本机编译计划"),
    Wording(
        "who was assigned to which arm is kept when a plan is compiled; a split made up afterwards measures nothing",
        "谁在哪一组在编译时就已保存；事后编造的分组什么也测不出",
    ),
)
NO_PROJECT = Code(
    "CLM728",
    "no-project",
    Severity.ERROR,
    Wording("there is no project file `{file}`", "没有项目文件 `{file}`"),
    Wording(
        "name the folder of a project, or write a first one with `clmplan init FOLDER`",
        "请指定项目文件夹，或用 `clmplan init 文件夹` 写出第一个项目",
    ),
    Wording(
        "a project file says where customers and events come from, so nothing can be read without it",
        "项目文件说明客户与事件的来源，没有它就无从读取",
    ),
)
NO_PLAN = Code(
    "CLM727",
    "no-plan",
    Severity.ERROR,
    Wording("there is no plan `{file}` to judge", "没有可评价的计划 `{file}`"),
    Wording(
        "run `clmplan compile` before the campaigns start, or name a plan.json with `--plan`",
        "请在活动开始前运行 `clmplan compile`，或用 `--plan` 指定 plan.json",
    ),
    Wording(
        "who was held out is drawn when a plan is compiled; a split made up afterwards measures nothing",
        "留出哪些客户在编译时抽定；事后编造的分组什么也测不出",
    ),
)
NO_GOAL = Code(
    "CLM725",
    "no-goal",
    Severity.ERROR,
    Wording("no campaign has a goal, so there is nothing to simulate or judge", "没有活动设定目标，无从模拟或评价"),
    Wording("add `goal: orders within 14d` to the campaigns", "请给活动补上 `目标: 订单 在 14天 内`"),
    Wording("an outcome is counted by the goals of the campaigns", "结果按活动的目标来统计"),
)
