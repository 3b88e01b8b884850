"""What may be said about editions of the calendar: lasting ids, and what is new since the edition before."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from clmplan.base.diagnostics import Code, Severity, Wording

LATER_ENTRIES_KEPT = Code(
    "CLM760",
    "later-entries-kept",
    Severity.WARNING,
    Wording(
        "`calendar.ics` keeps {entries} that only the later plan as of {day} knows of",
        "`calendar.ics` 保留了{entries}，仅数据日期更晚（{day}）的计划中才有",
    ),
    Wording(
        "compile with `--as-of {day}` or later to cancel those that are planned no longer",
        "以 `--as-of {day}` 或更晚的日期编译，即可取消其中不再安排的条目",
    ),
    Wording(
        "a plan made with less data cannot tell what is planned no longer from what it does not know of yet",
        "数据较早的计划无法区分“不再安排”与“尚不知道”",
    ),
)
FILLED_FILE_KEPT = Code(
    "CLM761",
    "filled-file-kept",
    Severity.NOTE,
    Wording(
        "`{name}` was changed after it was written: it is kept as `{kept}`",
        "`{name}` 在写出之后有改动：已另存为 `{kept}`",
    ),
    Wording(
        "read what was filled in with: clmplan data actuals {path}",
        "用此命令读取其中填写的内容：clmplan data actuals {path}",
    ),
    Wording(
        "teams fill in their results in this file, and compiling writes it anew",
        "执行团队会在该文件中填写结果，而编译会重写它",
    ),
)

SINCE = Wording("calendar since the edition before: {news}", "日历与上一版相比：{news}")
NEWS: Mapping[str, tuple[Wording, Wording]] = MappingProxyType(
    {
        "new": (Wording("1 new entry", "新增 1 项"), Wording("{count} new entries", "新增 {count} 项")),
        "moved": (Wording("1 moved", "改期 1 项"), Wording("{count} moved", "改期 {count} 项")),
        "changed": (Wording("1 changed", "变更 1 项"), Wording("{count} changed", "变更 {count} 项")),
        "cancelled": (Wording("1 cancelled", "取消 1 项"), Wording("{count} cancelled", "取消 {count} 项")),
    }
)
KEPT = (Wording("1 entry", " 1 项条目"), Wording("{count} entries", " {count} 项条目"))
CALENDAR_OF = Wording("the calendar of {name}", "{name}的日历")
CALENDAR_OF_NOBODY = Wording("a calendar in which nothing is left", "已无日程的日历")
BETWEEN = Wording(", ", "，")
