"""What may be wrong with how a project file says a table is read, and which rows of it count."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording
from clmplan.codes.project import GOOD_PROJECT

_FILE = "file: data/customers.csv"
_FIELDS = "fields: {created: date}"


def _code(
    id: str, name: str, *, message: tuple[str, str], help: tuple[str, str], why: tuple[str, str], bad: tuple[str, str]
) -> Code:
    example = Example(GOOD_PROJECT.text.replace(*bad), "clmplan.yaml")
    return Code(id, name, Severity.ERROR, Wording(*message), Wording(*help), Wording(*why), example, GOOD_PROJECT)


KEY_OF_OTHER_SOURCE = _code(
    "CLM713",
    "key-of-other-source",
    message=("`{key}` has no meaning for `{file}`", "`{key}` 对 `{file}` 没有意义"),
    help=("remove `{key}`, or name {kind}", "去掉 `{key}`，或改用{kind}"),
    why=("a setting that changes nothing hides a mistake", "不起作用的设置会掩盖错误"),
    bad=(_FILE, _FILE + ", sheet: members"),
)
KEYS_EXCLUDE = _code(
    "CLM714",
    "keys-exclude-each-other",
    message=("`{key}` and `{other}` cannot stand together", "`{key}` 和 `{other}` 不能同时出现"),
    help=("keep one of the two", "保留其中一个"),
    why=("each says alone where the values come from", "二者各自已说明值从何而来"),
    bad=(_FILE, _FILE + ", query: select 1, connect: SHOP_DB"),
)
UNKNOWN_VALUE = _code(
    "CLM715",
    "unknown-value",
    message=("`{value}` is no value of `{key}`", "`{value}` 不是 `{key}` 的取值"),
    help=("try {known}", "可用：{known}"),
    why=("a setting that is not understood would be read as something else", "无法理解的设置会被误读"),
    bad=(_FIELDS, "fields: {created: {type: date, date order: day first}}"),
)
NOT_A_TEST = _code(
    "CLM716",
    "not-a-row-test",
    message=("`{test}` is no test of `{column}`", "`{test}` 不是对 `{column}` 的判断"),
    help=(
        "write one text, a list of texts (`*` for any text), or a comparison with a number such as `<= 0`",
        "写一个文本、一列文本（`*` 代表任意文字），或与数字比较，如 `<= 0`",
    ),
    why=("a test that cannot be understood could leave out good rows", "无法理解的判断可能剔除有效的行"),
    bad=(_FIELDS, 'leave out: [{name: bad, where: {price: "<= none"}}], ' + _FIELDS),
)
NOT_A_LIMIT = _code(
    "CLM717",
    "not-a-limit",
    message=("`{value}` is neither a count nor a share", "`{value}` 既不是行数也不是占比"),
    help=(
        "write a count such as `50`, or a share up to 100% such as `2%`",
        "写行数如 `50`，或不超过 100% 的占比如 `2%`",
    ),
    why=("the limit on lost rows counts rows, or compares them with all rows", "上限按行数计，或按占全部行的比例计"),
    bad=("data:\n", "data:\n  set aside at most: few\n"),
)
NOT_A_VARIABLE = _code(
    "CLM718",
    "not-a-variable",
    message=("`connect` does not name an environment variable", "`connect` 写的不是环境变量名"),
    help=(
        "put the address of the database into an environment variable, and write that name, such as `SHOP_DB`",
        "把数据库地址放进环境变量，此处写变量名，如 `SHOP_DB`",
    ),
    why=("a password does not belong into a file that is shared", "密码不应写进会共享的文件"),
    bad=(_FILE, "query: select 1, connect: my database"),
)
TOO_FEW = _code(
    "CLM719",
    "too-few-values",
    message=("`{key}` has {count} values, and {least} are needed", "`{key}` 有 {count} 个值，至少需要 {least} 个"),
    help=("add what is missing, or remove `{key}`", "补上缺少的，或去掉 `{key}`"),
    why=("an empty rule holds for every row", "空的规则对每一行都成立"),
    bad=(_FIELDS, "fields: {created: date, amount: {type: money, product: [price]}}"),
)
KINDS_OF_SOURCE = {
    "encoding": Wording("a text file", "文本文件"),
    "delimiter": Wording("a text file", "文本文件"),
    "sheet": Wording("a workbook", "工作簿"),
    "table": Wording("an SQLite file", "SQLite 文件"),
    "connect": Wording("a query", "查询"),
}
