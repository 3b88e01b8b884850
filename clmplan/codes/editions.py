"""What may be said about editions of the calendar: lasting ids, and what is new since the edition before."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from clmplan.base.diagnostics import Wording

SINCE = Wording("calendar since the edition before: {news}", "日历与上一版相比：{news}")
NEWS: Mapping[str, tuple[Wording, Wording]] = MappingProxyType(
    {
        "new": (Wording("1 new entry", "新增 1 项"), Wording("{count} new entries", "新增 {count} 项")),
        "moved": (Wording("1 moved", "改期 1 项"), Wording("{count} moved", "改期 {count} 项")),
        "changed": (Wording("1 changed", "变更 1 项"), Wording("{count} changed", "变更 {count} 项")),
        "cancelled": (Wording("1 cancelled", "取消 1 项"), Wording("{count} cancelled", "取消 {count} 项")),
    }
)
CALENDAR_OF = Wording("the calendar of {name}", "{name}的日历")
CALENDAR_OF_NOBODY = Wording("a calendar in which nothing is left", "已没有条目的日历")
BETWEEN = Wording(", ", "，")
