"""What `clmplan audience` says, and what may be wrong with what it is asked."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Severity, Wording

COUNTING = Wording("counting audiences", "统计受众")
SAYS = {
    "known": Wording("{customers} customers known before {day}", "{day} 之前已知客户 {customers} 位"),
    "worth": Wording(
        "value: {event}.{field} in the {days} days before {day}", "价值：{day} 之前 {days} 天的 {event}.{field}"
    ),
    "small": Wording(
        "groups below {smallest} are withheld (*), and what would give them away in the same table; --small 0 shows all",
        "少于 {smallest} 人的群体及同表中能反推出它的数字不显示（*）；--small 0 全部显示",
    ),
    "stages": Wording("stages of {lifecycle}", "{lifecycle} 的阶段"),
    "segments": Wording("segments", "人群"),
    "campaigns": Wording("audiences of campaigns", "活动的受众"),
    "outside": Wording("outside every stage", "不在任何阶段"),
    "customers": Wording("customers", "客户"),
    "share": Wording("share", "占比"),
    "value": Wording("value", "价值"),
    "value_share": Wording("of value", "价值占比"),
    "cuts": Wording("cut points (a value equal to a cut lies below it)", "分界点（等于分界点的值归入较低一侧）"),
    "overlaps": Wording("overlap of pairs", "两两重叠"),
    "both": Wording("in both", "重叠"),
    "of_first": Wording("of the first", "占前者"),
    "of_second": Wording("of the second", "占后者"),
    "more_pairs": Wording("{count} more pairs: --all", "另有 {count} 对：--all"),
    "no_pairs": Wording("no two groups share anybody", "没有两个群体有重叠"),
    "gaps": Wording("missing data", "缺失的数据"),
    "used_by": Wording("asked by", "被谁使用"),
    "unused": Wording("nothing", "无"),
    "unknowns": Wording("condition unknown, so not selected", "条件未知，因此未被选中"),
    "fall": Wording("{name} on {channel}", "{name}，渠道 {channel}"),
    "all": Wording("all customers", "全部客户"),
    "drop_outside": Wording("not in {detail}", "不属于 {detail}"),
    "drop_except": Wording("except {detail}", "除外 {detail}"),
    "drop_consent": Wording("no consent: {detail}", "未许可：{detail}"),
    "drop_never": Wording("{detail}", "{detail}"),
    "drop_suppressed": Wording("on the suppression list", "在禁止联系名单中"),
    "left": Wording("may be contacted", "可以触达"),
    "moves": Wording("{lifecycle}: from {first} to {last}", "{lifecycle}：{first} 至 {last}"),
    "median_days": Wording("half left after", "半数离开于"),
    "days": Wording("{days} d", "{days} 天"),
    "not_yet": Wording("not yet known", "尚未成为客户"),
    "dwells": Wording("stays begun since {first}: how long they last", "自 {first} 起进入各阶段后的停留"),
    "stays": Wording("stays", "停留次数"),
    "ended": Wording("ended", "已结束"),
    "median": Wording("median", "中位数"),
    "unreached": Wording("more than half still there", "超过半数仍在"),
    "listed": Wording(
        "{count} pseudonymous ids written to {file}; the key is {key}",
        "已将 {count} 个假名编号写入 {file}；密钥在 {key}",
    ),
    "new_key": Wording(
        "a new key was made: keep {key}, and keep it apart from the lists",
        "已生成新密钥：请妥善保管 {key}，勿与名单放在一起",
    ),
    "list_too_small": Wording(
        "nothing is listed: the group holds fewer than {smallest}; --small 0 lists it",
        "未写名单：该群体少于 {smallest} 人；--small 0 可照写",
    ),
    "list_needs_name": Wording(
        "--list needs the name of a segment, stage or campaign", "--list 需要人群、阶段或活动的名字"
    ),
    "since_not_before": Wording("--since must lie before the day looked at, {day}", "--since 必须早于 {day}"),
}

NO_SUCH_GROUP = Code(
    "CLM740",
    "no-such-group",
    Severity.ERROR,
    Wording("there is no segment, stage or campaign `{name}`", "没有名为 `{name}` 的人群、阶段或活动"),
    Wording("{hint}", "{hint}"),
    Wording("an audience is one of what the playbook declares", "受众来自剧本的声明"),
)
SEVERAL_GROUPS = Code(
    "CLM741",
    "several-groups",
    Severity.ERROR,
    Wording("`{name}` may mean {meanings}", "`{name}` 可以指 {meanings}"),
    Wording(
        "write `segment:NAME`, `campaign:NAME` or `stage:LIFECYCLE.NAME`",
        "请写 `segment:名字`、`campaign:名字` 或 `stage:生命周期.名字`",
    ),
    Wording("two things of one name hold different customers", "同名的两者包含的客户不同"),
)
KEY_INSIDE_PROJECT = Code(
    "CLM742",
    "id-key-inside-project",
    Severity.ERROR,
    Wording("the key `{file}` lies inside the project", "密钥 `{file}` 在项目之内"),
    Wording(
        "keep it outside, and name it with `--key` or CLMPLAN_ID_KEY",
        "请放在项目之外，用 `--key` 或 CLMPLAN_ID_KEY 指定",
    ),
    Wording("whoever gets the project would get the key to its lists with it", "拿到项目的人就会同时拿到名单的密钥"),
)
KEY_UNUSABLE = Code(
    "CLM743",
    "id-key-unusable",
    Severity.ERROR,
    Wording("the key `{file}` cannot be used: {reason}", "密钥 `{file}` 无法使用：{reason}"),
    Wording(
        "it must hold at least {bytes} bytes; a new one is made where there is none",
        "至少需要 {bytes} 字节；没有文件时会自动生成",
    ),
    Wording("a short key could be guessed, and the ids traced back", "短密钥可能被猜出，从而反查出客户"),
)
KEY_REASONS = {
    "short": Wording("it is too short", "太短"),
    "unreadable": Wording("it cannot be read", "无法读取"),
    "unwritable": Wording("it cannot be made", "无法生成"),
}
