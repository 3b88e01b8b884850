"""What is said around findings: labels, counts, what a fix would do or has done."""

from clmplan.base.diagnostics import Wording

FINDING_WORDS = {
    "values": Wording("values", "涉及的值"),
    "fix": Wording("fix", "修复"),
    "fix_safe": Wording(
        "{title} (safe; `clmplan check --fix` writes it)", "{title}（安全；`clmplan check --fix` 会写入）"
    ),
    "fix_unsafe": Wording(
        "{title} (needs a look; `clmplan check --fix --unsafe` writes it)",
        "{title}（需要人来判断；`clmplan check --fix --unsafe` 会写入）",
    ),
    "not_shown": Wording(
        "{count} more finding(s) are not shown; `clmplan check --format json` lists them all",
        "另有 {count} 条诊断未显示；`clmplan check --format json` 会全部列出",
    ),
    "allowed": Wording("{count} finding(s) allowed by the playbook", "剧本允许的诊断：{count} 条"),
    "mended": Wording("{place}: {title} ({id})", "{place}：{title}（{id}）"),
    "written": Wording("{file}: {count} fix(es) written", "{file}：已写入 {count} 处修复"),
    "would_write": Wording("{file}: {count} fix(es) not written yet", "{file}：{count} 处修复尚未写入"),
    "nothing_to_fix": Wording("nothing to fix", "没有可写入的修复"),
    "still_fixable": Wording(
        "{count} finding(s) have a fix that needs a look: `clmplan check --fix --unsafe`",
        "{count} 条诊断的修复需要人来判断：`clmplan check --fix --unsafe`",
    ),
    "only_with": Wording("{option} is used together with {other}", "{option} 要与 {other} 一起使用"),
    "may_allow": Wording('to allow it: `allow {id} "REASON"`', "如需允许：`允许 {id} “原因”`"),
}
