"""What may be wrong with a project's own days, or with a question to the almanac."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Severity, Wording


def _code(
    id: str,
    name: str,
    message: tuple[str, str],
    help: tuple[str, str],
    why: tuple[str, str],
    severity: Severity = Severity.ERROR,
) -> Code:
    return Code(id, name, severity, Wording(*message), Wording(*help), Wording(*why))


UNKNOWN_REGION = _code(
    "CLM744",
    "unknown-region",
    ("the almanac knows no region `{region}`", "年历中没有地区 `{region}`"),
    ("try {known}", "可用：{known}"),
    ("days off are those of a region", "放假日因地区而异"),
)
YEAR_OUTSIDE = _code(
    "CLM745",
    "year-outside-almanac",
    ("the almanac has no year {year}", "年历中没有 {year} 年"),
    ("write a year from {first} to {last}", "写 {first} 至 {last} 之间的年份"),
    ("months of the Chinese calendar and solar terms are known for these years", "农历月份和节气只覆盖这些年份"),
)
NO_SUCH_MONTH = _code(
    "CLM746",
    "no-such-month",
    ("there is no month {month}", "没有 {month} 月"),
    ("write a month from 1 to 12", "写 1 至 12 之间的月份"),
    ("a year has twelve months", "一年有十二个月"),
)
NOT_A_RULE = _code(
    "CLM747",
    "unclear-day",
    ("`{text}` does not say when `{name}` is", "`{text}` 没有说明 `{name}` 是哪一天"),
    (
        "write a date such as `2026-08-08` or `2026/8/8`, `every year 08-08`, `lunar 8-15` or `last friday of november`",
        "写日期如 `2026-08-08`、`2026年8月8日`，或 `8月8日`（每年）、`农历 8-15`、`11月最后一个星期五`",
    ),
    ("a named day needs a date in every year that is planned", "节日在每个计划年份都要有日期"),
)
NOT_A_SEASON = _code(
    "CLM748",
    "unclear-season",
    ("`{text}` is no season of `{name}`", "`{text}` 不是 `{name}` 的时段"),
    (
        "write `08-01 .. 08-10`, or `7d before .. 2d after`; a season is at most a year long",
        "写 `08-01 .. 08-10`，或 `前7天 .. 后2天`；时段不超过一年",
    ),
    ("a season is the days around a named day that belong to it", "时段是属于该节日的前后各天"),
)
NOT_DAYS = _code(
    "CLM749",
    "unclear-days",
    ("`{text}` is neither a day nor a range of days", "`{text}` 既不是日期也不是日期范围"),
    (
        "write `2026-12-24` or `2026-12-24 .. 2026-12-31`; below a `year`, `12-24` will do",
        "写 `2026-12-24` 或 `2026-12-24 .. 2026-12-31`；有 `年份` 时可写 `12-24`",
    ),
    ("days off and workdays are civil days", "放假日和上班日都是公历日期"),
)
OTHER_YEAR = _code(
    "CLM750",
    "day-of-other-year",
    ("`{day}` does not lie in {year}", "`{day}` 不在 {year} 年"),
    ("announce each year in a file of its own", "每一年写在各自的文件里"),
    (
        "the days off of one year are announced together and replace its estimate",
        "一年的放假安排一并公布，替换该年的估计",
    ),
)
OFF_AND_WORKED = _code(
    "CLM751",
    "off-and-worked",
    ("`{day}` is a day off and a workday at once", "`{day}` 既是放假日又是上班日"),
    ("keep it under `off` or under `workdays`", "只保留在 `放假` 或 `上班` 之一"),
    ("people either work on a day or they do not", "一天要么上班要么放假"),
)
SAID_TWICE = _code(
    "CLM752",
    "days-said-twice",
    ("`{name}` stands in the day files twice", "`{name}` 在日期文件里出现了两次"),
    ("keep one of the two", "保留其中一个"),
    ("two sayings leave open which one counts", "两处说法无法确定以哪个为准"),
)
UNKNOWN_DAY = _code(
    "CLM753",
    "unknown-named-day",
    ("`{name}` is no named day", "`{name}` 不是已知的节日"),
    ("try {known}, or write the days as a list", "可用：{known}；也可把日期写成列表"),
    ("days off are shown under the festival that they belong to", "放假日显示在其所属节日之下"),
)
NOTHING_SAID = _code(
    "CLM754",
    "empty-day-file",
    ("`{name}` says nothing about any day", "`{name}` 没有说明任何日期"),
    ("write `days`, `off` or `workdays`", "写 `日子`、`放假` 或 `上班`"),
    ("a file without days was named by mistake", "没有日期的文件多半是指错了"),
)
BROKEN = _code(
    "CLM755",
    "broken-day-file",
    (
        "`{name}` breaks off at line {line}: what stands there is no entry",
        "`{name}` 从第 {line} 行起读不下去：那里写的不是条目",
    ),
    (
        "write each entry as `name: 2026-12-24`, and look at brackets, quotes and indentation",
        "每条写成 `名称: 2026-12-24`，并检查括号、引号和缩进",
    ),
    ("nothing can be read from a text whose structure is unclear", "结构不清的文本无法读取"),
)
KNOWN_ALREADY = _code(
    "CLM756",
    "known-day-anew",
    (
        "`{name}` is a day of the almanac; here it gets days of its own",
        "`{name}` 是年历中已有的日子；这里改用自己的日期",
    ),
    (
        "leave it out where the days of the almanac are meant, or give it another name",
        "若想用年历的日期就去掉它，否则换个名称",
    ),
    ("days of a project count before those of the almanac", "项目自己的日子优先于年历"),
    Severity.NOTE,
)
