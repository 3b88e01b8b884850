"""What the table of days says, and how lunar dates are read."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

SAYS = {
    "heading": Wording("{year}: {regions}", "{year} 年：{regions}"),
    "region": Wording("{title} ({code})", "{title}（{code}）"),
    "no_region": Wording("no region, so only weekends are off", "未指定地区，只有周末放假"),
    "source": Wording("{code}: {source}", "{code}：{source}"),
    "estimated_source": Wording("≈ {code}: {source}", "≈ {code}：{source}"),
    "by_rule": Wording("by rule, not announced yet; no made-up workdays", "按规则推算，尚未公布；不含补班"),
    "mark": Wording("≈ is estimated: nobody has announced or verified it", "≈ 为估计：尚未公布或核实"),
    "day_off": Wording("day off", "放假"),
    "day_off_in": Wording("day off in {codes}", "{codes} 放假"),
    "workday": Wording("workday", "上班"),
    "season": Wording("season {first} to {last}", "时段 {first} 至 {last}"),
    "months": Wording("month", "月份"),
    "workdays": Wording("workdays", "工作日"),
    "free": Wording("days off", "休息日"),
    "made_up": Wording("made up", "补班"),
    "total": Wording("total", "合计"),
    "lunar": Wording("lunar {date}", "农历{date}"),
    "leap": Wording("leap {date}", "闰{date}"),
    "comma": Wording(", ", "、"),
    "name_a_region": Wording(
        "name a region, such as --region cn, or a project with --project",
        "请指定地区，如 --region cn，或用 --project 指定项目",
    ),
}
WEEKDAYS = (
    Wording("Mon", "周一"),
    Wording("Tue", "周二"),
    Wording("Wed", "周三"),
    Wording("Thu", "周四"),
    Wording("Fri", "周五"),
    Wording("Sat", "周六"),
    Wording("Sun", "周日"),
)

_NUMBERS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")


def lunar_date(month: int, day: int, locale: str) -> str:
    """A month and day of the Chinese calendar as people read them: 正月初一, or 1-1 in English."""
    if locale != "zh":
        return f"{month}-{day}"
    tens, ones = divmod(day, 10)
    number = {10: "初十", 20: "二十", 30: "三十"}.get(day) or ("初", "十", "廿")[tens] + _NUMBERS[ones]
    return f"{_MONTHS[month - 1]}月{number}"
