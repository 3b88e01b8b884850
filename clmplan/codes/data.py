"""What may be wrong with a whole data file, or with one of its columns."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_FILE = "data/customers.csv"
_GOOD = Example("customer,created,spend\nA1,2026-01-05,12.50\n", _FILE)


def _code(
    id: str,
    name: str,
    *,
    message: tuple[str, str],
    help: tuple[str, str],
    why: tuple[str, str],
    bad: str | None = None,
    severity: Severity = Severity.ERROR,
) -> Code:
    example = None if bad is None else Example(bad, _FILE)
    return Code(
        id, name, severity, Wording(*message), Wording(*help), Wording(*why), example, _GOOD if example else None
    )


FILE_MISSING = _code(
    "CLM630",
    "file-missing",
    message=("there is no file `{file}`", "没有文件 `{file}`"),
    help=("check the name and the folder", "检查文件名和文件夹"),
    why=("a plan needs its data", "计划需要数据"),
)
FILE_UNREADABLE = _code(
    "CLM632",
    "file-unreadable",
    message=("`{file}` cannot be read", "无法读取 `{file}`"),
    help=("check its permissions and whether another program holds it", "检查权限，或是否被其他程序占用"),
    why=("the system refused to open the file", "系统拒绝打开该文件"),
)
FILE_KIND = _code(
    "CLM633",
    "file-kind",
    message=("`{file}` is no kind of table that is read", "`{file}` 不是能读取的表格类型"),
    help=(
        "save it as `.csv`, `.tsv`, `.txt`, `.xlsx`, `.xls`, `.ods`, `.parquet`, `.sqlite` or `.db`",
        "另存为 `.csv`、`.tsv`、`.txt`、`.xlsx`、`.xls`、`.ods`、`.parquet`、`.sqlite` 或 `.db`",
    ),
    why=("these kinds can be read without losing a row", "这些类型读取时不会丢行"),
)
FILE_EMPTY = _code(
    "CLM634",
    "file-empty",
    message=("`{file}` is empty", "`{file}` 是空文件"),
    help=("the first line names the columns", "第一行写列名"),
    why=("an export that failed often leaves an empty file", "导出失败常会留下空文件"),
    bad="",
)
BROKEN_QUOTES = _code(
    "CLM636",
    "broken-quotes",
    message=('line {line} of `{file}` opens or closes `"` in the wrong place', '`{file}` 第 {line} 行的 `"` 位置不对'),
    help=(
        'close the quote, write `""` for a quote inside, and keep a row within {limit} lines',
        '补上引号；内部的引号写 `""`；一行数据不超过 {limit} 行文本',
    ),
    why=("a quote that stays open swallows the rows below it", "不闭合的引号会吞掉后面的行"),
    bad='customer,"created,spend\nA1,2026-01-05,12.50\nA2,2026-01-05,12.50\n',
)
COLUMN_MISSING = _code(
    "CLM637",
    "column-missing",
    message=("`{file}` has no column `{column}`", "`{file}` 没有列 `{column}`"),
    help=("try {known}", "可用：{known}"),
    why=("a declared field needs its column", "声明的字段需要对应的列"),
    bad="customer,creatd,spend\nA1,2026-01-05,12.50\n",
)
COLUMN_TWICE = _code(
    "CLM638",
    "column-twice",
    message=("`{file}` has two columns `{column}`", "`{file}` 有两列 `{column}`"),
    help=("rename one of them", "给其中一列改名"),
    why=("it is not clear which of the two counts", "无法确定以哪一列为准"),
    bad="customer,created,created,spend\nA1,2026-01-05,2026-01-06,12.50\n",
)
DATES_NOT_ISO = _code(
    "CLM639",
    "dates-not-iso",
    message=(
        "{count} of {total} dates in column `{column}` of `{file}` are not ISO, such as `{first}` and `{second}`",
        "`{file}` 的列 `{column}` 中 {total} 个日期有 {count} 个不是 ISO 格式，如 `{first}` 和 `{second}`",
    ),
    help=("state the format in the project file: {remedy}", "在项目文件里写明格式：{remedy}"),
    why=("3/4 is March in one country and April in another, so dates are never guessed", "日期从不猜测"),
    bad="customer,created,spend\n" + "".join(f"A{day},{day}/1/26,1\n" for day in range(1, 9)),
)
WRONG_COLUMN_TYPE = _code(
    "CLM640",
    "wrong-column-type",
    message=(
        "column `{column}` of `{file}` does not hold `{type}`: {count} of {total} values fail, such as `{value}`",
        "`{file}` 的列 `{column}` 不是 `{type}`：{total} 个值有 {count} 个不符，如 `{value}`",
    ),
    help=("check the column name, or declare another type or format", "检查列名，或改用其他类型或格式"),
    why=("a column that mostly fails is a wrong declaration, not bad rows", "多数不符说明声明有误，而不是数据有误"),
    bad="customer,created,spend\nA1,2026-01-05,twelve\nA2,2026-01-05,ten\n",
)
NO_EVENTS = _code(
    "CLM641",
    "no-events",
    message=("`{file}` has column names and no rows", "`{file}` 只有列名，没有数据行"),
    help=("correct when nothing has happened yet", "若尚无事件则正常"),
    why=("conditions about these events then hold for nobody or everybody", "与之相关的条件将对所有人成立或不成立"),
    severity=Severity.WARNING,
)
NO_CUSTOMERS = _code(
    "CLM642",
    "no-customers",
    message=("`{file}` holds no customer known before {as_of}", "`{file}` 中没有在 {as_of} 之前已知的客户"),
    help=("check `as_of`, `known from` and the rows set aside", "检查 `日期`、`已知自` 和搁置的行"),
    why=("a plan for nobody has no meaning", "没有客户的计划没有意义"),
    bad="customer,created,spend\n",
)
TOO_MANY_SET_ASIDE = _code(
    "CLM643",
    "too-many-set-aside",
    message=("rows set aside: {count}, more than the {limit} allowed", "搁置了 {count} 行，超过上限 {limit}"),
    help=("correct the rows, or raise `set aside at most`", "修正这些行，或提高 `搁置上限`"),
    why=("the project states how much loss is acceptable", "项目规定了可接受的损失"),
)
PARQUET_BROKEN = _code(
    "CLM644",
    "parquet-broken",
    message=("`{file}` is not a readable Parquet file", "`{file}` 不是可读取的 Parquet 文件"),
    help=("export it again", "重新导出"),
    why=("the file ends early or holds something else", "文件不完整或是其他内容"),
)
PARQUET_TYPE = _code(
    "CLM645",
    "parquet-type",
    message=(
        "column `{column}` of `{file}` holds `{type}`, which has no plain value",
        "`{file}` 的列 `{column}` 是 `{type}`",
    ),
    help=("export it as text, number, date, timestamp without zone or boolean", "导出为文本、数字、日期或布尔值"),
    why=(
        "nested values, bytes and moments of other zones have no single reading",
        "嵌套值、字节和带时区的时刻有多种读法",
    ),
)
SUPPRESSION_UNREADABLE = _code(
    "CLM646",
    "suppression-unreadable",
    message=(
        "rows of `{file}` that name nobody: {count}; the first is line {line}",
        "`{file}` 有 {count} 行无法使用；第一处在第 {line} 行",
    ),
    help=("correct these rows", "修正这些行"),
    why=("a row lost here would contact somebody who must never be contacted", "丢掉一行就可能打扰不应打扰的人"),
)
UNKNOWN_EVENT = _code(
    "CLM647",
    "unknown-event-kind",
    message=("the project declares no event `{event}`", "项目没有声明事件 `{event}`"),
    help=("try {known}", "可用：{known}"),
    why=("outcomes are read with the columns of a declared event", "结果按已声明事件的列读取"),
)
