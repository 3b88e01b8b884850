"""What may be wrong with a workbook, a database or a folder of files that holds a table."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Severity, Wording


def _code(id: str, name: str, *, message: tuple[str, str], help: tuple[str, str], why: tuple[str, str]) -> Code:
    return Code(id, name, Severity.ERROR, Wording(*message), Wording(*help), Wording(*why))


PART_MISSING = _code(
    "CLM656",
    "part-missing",
    message=("`{file}` has no {part} `{name}`", "`{file}` 没有{part} `{name}`"),
    help=("try {known}", "可用：{known}"),
    why=("the project names the part that holds the rows", "项目写明了数据所在的部分"),
)
PART_UNCLEAR = _code(
    "CLM657",
    "part-unclear",
    message=("it is not clear which {part} of `{file}` is meant", "无法确定用 `{file}` 的哪个{part}"),
    help=("write `{key}:` with one of {known}", "写明 `{key}:`，可选：{known}"),
    why=("rows of another part would be counted as customers or events", "误用其他部分会把别的行算作客户或事件"),
)
SOURCE_DAMAGED = _code(
    "CLM658",
    "source-damaged",
    message=("`{file}` cannot be read as {kind}: {reason}", "`{file}` 无法按{kind}读取：{reason}"),
    help=("{remedy}", "{remedy}"),
    why=("rows of a file that is read only in part would be missed nowhere", "只读到一部分时，缺失的行不会被发现"),
)
NO_FILES = _code(
    "CLM659",
    "folder-without-files",
    message=("`{file}` holds no data file", "`{file}` 里没有数据文件"),
    help=(
        "check the folder and the pattern; data files end in {kinds}",
        "检查文件夹和通配符；数据文件的后缀是 {kinds}",
    ),
    why=("an empty folder is mostly a failed download", "空文件夹多半是下载失败"),
)
MIXED_FILES = _code(
    "CLM618",
    "folder-of-mixed-files",
    message=("`{file}` holds files of different kinds: {kinds}", "`{file}` 里的文件种类不同：{kinds}"),
    help=("name one kind, such as `{pattern}`", "写明一种，如 `{pattern}`"),
    why=("the same rows may lie there twice, saved in two ways", "同样的行可能以两种格式各存了一份"),
)
OTHER_COLUMNS = _code(
    "CLM619",
    "file-with-other-columns",
    message=(
        "`{file}` has other columns than `{first}`; missing: {missing}; not there: {more}",
        "`{file}` 的列与 `{first}` 不同；缺少：{missing}；多出：{more}",
    ),
    help=("correct this file, or move it out of the folder", "修正此文件，或把它移出该文件夹"),
    why=("files read as one table hold the same columns, in any order", "合并读取的文件须有相同的列，顺序不限"),
)
DATABASE_CLOSED = _code(
    "CLM628",
    "database-closed",
    message=("the database of `{variable}` cannot be asked: {reason}", "无法查询 `{variable}` 的数据库：{reason}"),
    help=("{remedy}", "{remedy}"),
    why=("a plan is not made from half of its data", "数据不全就不做计划"),
)
QUERY_FAILED = _code(
    "CLM629",
    "query-failed",
    message=(
        "the database of `{variable}` refuses the query: {reason} (SQLSTATE {state})",
        "`{variable}` 的数据库拒绝该查询：{reason}（SQLSTATE {state}）",
    ),
    help=(
        "try the query with another client; it reads only, and gives columns with names",
        "用其他客户端试一下该查询；它只读数据，并返回有名称的列",
    ),
    why=("the answer of a query is the whole table, or nothing", "查询结果要么完整，要么不用"),
)

PARTS = {"sheet": Wording("sheet", "工作表"), "table": Wording("table", "表")}
SOURCE_KINDS = {
    "workbook": Wording("a workbook", "工作簿"),
    "sqlite": Wording("an SQLite file", "SQLite 文件"),
}
# Why a file cannot be read: the reason, and the remedy.
DAMAGE = {
    "content": (
        Wording(
            "it ends early, is locked by a password, or holds something else", "文件不完整、设有密码，或是其他内容"
        ),
        Wording("export it again, without a password", "重新导出，不设密码"),
    ),
    "reach": (
        Wording("a sheet reaches over more than 50 million cells", "有工作表的范围超过 5000 万个单元格"),
        Wording("delete what stands far away from the table, and save it again", "删除远离表格的内容，再保存"),
    ),
}
# Why a database cannot be asked: the reason, and the remedy.
DATABASE_REASONS = {
    "driver": (
        Wording("the PostgreSQL driver is not installed", "没有安装 PostgreSQL 驱动"),
        Wording("install it with `pip install clmplan[postgres]`", "用 `pip install clmplan[postgres]` 安装"),
    ),
    "unset": (
        Wording("the environment variable is not set", "没有设置该环境变量"),
        Wording(
            "set it to an address such as `postgresql://user@host/database`",
            "把它设为地址，如 `postgresql://user@host/database`",
        ),
    ),
    "address": (
        Wording("its address cannot be understood", "地址无法识别"),
        Wording(
            "write an address such as `postgresql://user@host/database`, with `%40` for `@` in a password",
            "地址写成 `postgresql://user@host/database`；密码里的 `@` 写作 `%40`",
        ),
    ),
    "refused": (
        Wording("the server does not answer, or refuses to let in", "服务器无应答，或拒绝登录"),
        Wording("check the address, the network, the name and the password", "检查地址、网络、用户名和密码"),
    ),
    "lost": (
        Wording("the connection broke off", "连接中断"),
        Wording(
            "try again; a long query may need a longer time limit on the server",
            "重试；耗时的查询可能需要放宽服务器的时限",
        ),
    ),
}
READING = Wording("rows read", "已读取的行")
