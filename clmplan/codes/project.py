"""What may be wrong with the project file itself: its text, its keys and its plain values."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_GOOD = """name: shop
zone: Europe/London
currency: GBP
playbooks: [shop.clm]
data:
  customers: {file: data/customers.csv, key: customer, fields: {created: date}}
"""

GOOD_PROJECT = Example(_GOOD, "clmplan.yaml")


def _code(
    id: str, name: str, *, message: tuple[str, str], help: tuple[str, str], why: tuple[str, str], bad: tuple[str, str]
) -> Code:
    text = _GOOD.replace(*bad)
    example = Example(text, "clmplan.yaml")
    return Code(id, name, Severity.ERROR, Wording(*message), Wording(*help), Wording(*why), example, GOOD_PROJECT)


NOT_YAML = _code(
    "CLM601",
    "project-not-yaml",
    message=("the project file is not valid YAML: {problem}", "项目文件不是有效的 YAML：{problem}"),
    help=("look at brackets, quotes and indentation here", "检查此处的括号、引号和缩进"),
    why=("nothing can be read from a text whose structure is unclear", "结构不清的文本无法读取"),
    bad=("playbooks: [shop.clm]", "playbooks: [shop.clm"),
)
PROJECT_TOO_LARGE = _code(
    "CLM602",
    "project-too-large",
    message=("the project file is too large or nested too deeply", "项目文件过大或嵌套过深"),
    help=("keep the project file short: data belongs in data files", "保持项目文件简短：数据放在数据文件里"),
    why=("a project file of that size is a mistake or an attack", "如此规模的项目文件不是失误就是攻击"),
    bad=("[shop.clm]", "[" * 40 + "]" * 40),
)
PROJECT_ALIAS = _code(
    "CLM603",
    "project-alias",
    message=("aliases (`*name`) are not used in a project file", "项目文件不使用别名（`*名称`）"),
    help=("write the value out at each place", "在每一处写出值"),
    why=("each setting stands where it is read, and a short file cannot grow without limit", "设置写在读到它的地方"),
    bad=("name: shop", "name: &x shop\nlocale: *x"),
)
UNKNOWN_KEY = _code(
    "CLM604",
    "unknown-key",
    message=("unknown key `{key}`", "未知的键 `{key}`"),
    help=("try {known}", "可用：{known}"),
    why=("a misspelt setting that is ignored would be a silent mistake", "被忽略的错拼设置就是无声的错误"),
    bad=("currency:", "locale: en\ncurency: EUR\ncurrency:"),
)
DUPLICATE_KEY = _code(
    "CLM605",
    "duplicate-key",
    message=("`{key}` is written twice", "`{key}` 写了两次"),
    help=("keep one of the two", "保留其中一个"),
    why=("two values for one setting leave open which one counts", "一个设置有两个值，无法确定以哪个为准"),
    bad=("name: shop", "name: shop\nname: store"),
)
MISSING_KEY = _code(
    "CLM606",
    "missing-key",
    message=("`{key}` is missing", "缺少 `{key}`"),
    help=("add `{key}:` to this block", "在此处加上 `{key}:`"),
    why=("this setting has no safe default", "此设置没有安全的默认值"),
    bad=("currency: GBP\n", ""),
)
NOT_A_BLOCK = _code(
    "CLM607",
    "not-a-block",
    message=("`{key}` needs keys with values", "`{key}` 需要若干键和值"),
    help=("write `key: value` lines below it", "在其下写 `键: 值`"),
    why=("the project file is a block of keys, some of which hold blocks again", "项目文件由键值组成，可嵌套"),
    bad=("fields: {created: date}", "fields: created"),
)
NOT_A_LIST = _code(
    "CLM608",
    "not-a-list",
    message=("`{key}` needs a list", "`{key}` 需要列表"),
    help=("write `[first, second]`", "写成 `[甲, 乙]`"),
    why=("several values are written as a list", "多个值写成列表"),
    bad=("playbooks: [shop.clm]", "playbooks: {a: b}"),
)
NOT_A_WORD = _code(
    "CLM609",
    "not-a-word",
    message=("`{key}` needs one word or text", "`{key}` 需要一个词或一段文字"),
    help=(
        "write the value on the same line, in quotes when it holds `:` or `#`",
        "把值写在同一行；含 `:` 或 `#` 时加引号",
    ),
    why=("an empty value or a block cannot be used here", "此处不能为空，也不能是块"),
    bad=("name: shop", "name:"),
)
NOT_A_COUNT = _code(
    "CLM610",
    "not-a-count",
    message=("`{value}` is no whole number for `{key}`", "`{key}` 的 `{value}` 不是整数"),
    help=("write a whole number from 0, such as `50`", "写从 0 起的整数，如 `50`"),
    why=("seeds and limits are counted in whole numbers", "种子和上限都是整数"),
    bad=("name: shop", "name: shop\nseed: many"),
)
NOT_A_DAY = _code(
    "CLM611",
    "not-a-day",
    message=("`{value}` is no date for `{key}`", "`{key}` 的 `{value}` 不是日期"),
    help=("write year, month and day, such as `2026-11-11`", "写年月日，如 `2026-11-11`"),
    why=("every result depends on the day it was computed for", "所有结果都取决于计算日"),
    bad=("name: shop", "name: shop\nas_of: 11/11/2026"),
)
NOT_YES_OR_NO = _code(
    "CLM612",
    "not-yes-or-no",
    message=("`{value}` is neither yes nor no for `{key}`", "`{key}` 的 `{value}` 既不是“是”也不是“否”"),
    help=("write `yes` or `no`", "写 `是` 或 `否`"),
    why=("a switch has two positions", "开关只有两档"),
    bad=("{created: date}", "{created: {type: date, yearly: maybe}}"),
)
UNKNOWN_ZONE = _code(
    "CLM613",
    "unknown-zone",
    message=("unknown time zone `{zone}`", "未知时区 `{zone}`"),
    help=("try {known}", "可用：{known}"),
    why=("days begin and sends go out by the clock of one named place", "日界和发送时刻以一个具名地点的时钟为准"),
    bad=("Europe/London", "Europe/Londn"),
)
UNKNOWN_CURRENCY = _code(
    "CLM614",
    "unknown-currency",
    message=("`{currency}` is no currency code", "`{currency}` 不是币种代码"),
    help=("write three capital letters, such as `GBP` or `CNY`", "写三个大写字母，如 `CNY`"),
    why=("all money of a project is in one currency", "一个项目只有一个币种"),
    bad=("GBP", "pounds"),
)
UNKNOWN_LOCALE = _code(
    "CLM615",
    "unknown-locale",
    message=("unknown language `{locale}`", "未知语言 `{locale}`"),
    help=("write `en` or `zh`", "写 `en` 或 `zh`"),
    why=("messages and reports exist in these two languages", "消息和报告有这两种语言"),
    bad=("name: shop", "name: shop\nlocale: fr"),
)
PATH_OUTSIDE = _code(
    "CLM616",
    "path-outside-project",
    message=("`{path}` leaves the project folder", "`{path}` 超出项目文件夹"),
    help=("put the file below the project folder and write its path with `/`", "把文件放进项目文件夹，路径用 `/`"),
    why=("a project stays whole when it is moved, and reads nothing it was not given", "项目可整体移动，且不读取别处"),
    bad=("data/customers.csv", "../customers.csv"),
)
NOT_A_NAME = _code(
    "CLM617",
    "not-a-name",
    message=("`{name}` cannot be a name", "`{name}` 不能作为名称"),
    help=("use letters, digits, `_` and single spaces inside", "使用字母、数字、`_` 和中间的空格"),
    why=("names appear in playbooks, files and reports", "名称会出现在剧本、文件和报告里"),
    bad=("{created: date}", '{"a;b": date}'),
)
