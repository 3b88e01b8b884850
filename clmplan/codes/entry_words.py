"""Words that appear in the entries of a calendar file, beside those of `export_words`."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

CANCELLED = Wording("cancelled", "已取消")
CUSTOMER_TIME = Wording("{time} customer time · {summary}", "客户当地 {time} · {summary}")

STEP_LINE = Wording("journey step: {step}", "旅程步骤：{step}")
EXPECTED_LINE = Wording("expected when customers respond as measured: {contacts}", "按已测得的响应预计触达：{contacts}")
SPREAD_LINE = Wording("sent out evenly from {first} to {last}", "自 {first} 至 {last} 均匀发送")
LOCAL_LINE = Wording("at {time} on each customer's clock", "按每位客户当地时间 {time} 发送")
LOCAL_SPREAD_LINE = Wording(
    "from {first} to {last} on each customer's clock", "按每位客户当地时间 {first} 至 {last} 发送"
)
ZONE_LINE = Wording("{zone}: {contacts}", "{zone}：{contacts}")
NO_ZONE = Wording("no zone known, as in {zone}", "未知时区，按 {zone}")
STARTS_LINE = Wording("begins: {starts}", "开始：{starts}")
DUE_DAY_LINE = Wording("due: {due}", "截止：{due}")
LINK_LINE = Wording("link: {link}", "链接：{link}")
