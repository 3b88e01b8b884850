"""What may be wrong when a file is mapped into a project, or looked at before it is."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Severity, Wording

PARTS = {
    "key": Wording("the customer", "客户"),
    "day": Wording("the day of each row", "每一行的日期"),
    "channel": Wording("the channel", "渠道"),
}
OPTIONS = {"key": "--key", "day": "--on", "channel": "--channel"}


def _code(
    id: str,
    name: str,
    *,
    message: tuple[str, str],
    help: tuple[str, str],
    why: tuple[str, str],
    severity: Severity = Severity.ERROR,
) -> Code:
    return Code(id, name, severity, Wording(*message), Wording(*help), Wording(*why))


NO_COLUMN_FOR = _code(
    "CLM730",
    "no-column-for",
    message=("no column of `{file}` can be taken for {part}", "`{file}` 中没有可作为{part}的列"),
    help=("name it with `{option} COLUMN`; the columns are {known}", "请用 `{option} 列名` 指定；现有的列：{known}"),
    why=(
        "rows belong to customers, and events to days; which column says so is never made up",
        "每一行属于某位客户，事件属于某一天；由哪一列说明，从不臆造",
    ),
)
NO_SUCH_COLUMN = _code(
    "CLM731",
    "no-such-column",
    message=("`{file}` has no column `{column}`", "`{file}` 没有列 `{column}`"),
    help=("try {known}", "可用：{known}"),
    why=("a column is named as the header of the file writes it", "列名以文件表头为准"),
)
DATE_ORDER_OPEN = _code(
    "CLM732",
    "date-order-open",
    message=(
        "the dates of `{column}` in `{file}` can be read in more than one order: {orders}; the first is `{value}`",
        "`{file}` 的列 `{column}` 的日期有多种读法：{orders}；第一个是 `{value}`",
    ),
    help=(
        "choose one with `--date-order`, such as `--date-order {first}`",
        "请用 `--date-order` 选择，如 `--date-order {first}`",
    ),
    why=(
        "3/4 is March in one country and April in another, so the order is asked for, never guessed",
        "3/4 在不同地方是三月或四月，所以只问不猜",
    ),
)
ALREADY_MAPPED = _code(
    "CLM733",
    "already-mapped",
    message=("the project already declares `{table}`", "项目已声明 `{table}`"),
    help=(
        "replace it with `--replace`, or give other events another name with `--name`",
        "用 `--replace` 替换，或用 `--name` 给事件另起名字",
    ),
    why=("playbooks may rest on the fields declared there", "剧本可能依赖那里声明的字段"),
)
OUTSIDE_PROJECT = _code(
    "CLM734",
    "file-outside-project",
    message=("`{file}` is not inside the project folder `{folder}`", "`{file}` 不在项目文件夹 `{folder}` 内"),
    help=(
        "put it below that folder, or name another with `--project`",
        "把它放进该文件夹，或用 `--project` 指定其他文件夹",
    ),
    why=("a project stays whole when it is moved, and reads nothing it was not given", "项目可整体移动，且不读取别处"),
)
NOT_EDITABLE = _code(
    "CLM735",
    "project-not-editable",
    message=(
        "the mapping cannot be put into `{file}` without changing something else",
        "无法在不改动其他内容的情况下把映射写入 `{file}`",
    ),
    help=(
        "correct what `clmplan check` finds, or put the lines shown in by hand",
        "修正 `clmplan check` 的诊断，或手工写入所示内容",
    ),
    why=(
        "comments, order and every other setting of a project file stay as they are",
        "项目文件的注释、顺序和其他设置保持原样",
    ),
)
DIGITS_LOST = _code(
    "CLM736",
    "digits-lost",
    message=(
        "column `{column}` of `{file}` holds `{value}`: a spreadsheet has taken its last digits",
        "`{file}` 的列 `{column}` 有 `{value}`：表格软件已丢掉末尾数字",
    ),
    help=("export the column as text once more", "请把该列设为文本后重新导出"),
    why=("the digits are gone, and made-up ones would belong to somebody else", "丢失的数字无法找回，补上的会是别人的"),
    severity=Severity.WARNING,
)
UNNAMED_COLUMN = _code(
    "CLM737",
    "column-without-name",
    message=(
        "columns of `{file}` without a name of their own are left out: {columns}",
        "`{file}` 中没有独立名称的列被略过：{columns}",
    ),
    help=("give each column a header that no other has", "给每一列一个不重复的表头"),
    why=("a field is found by the header of its column", "字段按列的表头查找"),
    severity=Severity.WARNING,
)
NOBODY_THERE = _code(
    "CLM738",
    "nobody-there",
    message=("nothing is kept about `{customer}`", "没有保存任何关于 `{customer}` 的内容"),
    help=(
        "check the key, letter by letter; it is kept out of later imports all the same",
        "请逐字检查主键；今后的导入仍会排除它",
    ),
    why=("the imported data and the stored plans were searched", "已查找导入的数据和保存的计划"),
)
NO_SUCH_TABLE = _code(
    "CLM739",
    "no-such-table",
    message=("`{table}` is neither a table of the project nor a file", "`{table}` 既不是项目的表，也不是文件"),
    help=("try {known}", "可用：{known}"),
    why=("a preview shows a file as it is, or a table as the project reads it", "预览显示文件原样，或项目读取的表"),
)
