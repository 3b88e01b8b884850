"""What may be wrong with a text file or one of its records, and the words that tell how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from clmplan.base.diagnostics import Code, Severity, Wording


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


def _reason(id: str, name: str, *, cause: tuple[str, str], help: tuple[str, str], why: tuple[str, str]) -> Code:
    message = (
        f"rows set aside in `{{file}}`: {{count}}, because {cause[0]}; the first is line {{line}}",
        f"`{{file}}` 有 {{count}} 行被搁置：{cause[1]}；第一处在第 {{line}} 行",
    )
    return _code(id, name, message=message, help=help, why=why, severity=Severity.WARNING)


NOT_TEXT = _code(
    "CLM648",
    "not-text",
    message=("`{file}` cannot be read as text: {found}", "`{file}` 无法按文本读取：{found}"),
    help=("save it as CSV in UTF-8, or state `encoding:`", "另存为 UTF-8 的 CSV，或写明 `encoding:`"),
    why=("a wrong encoding turns names into other names", "编码不对，名字就会变成别的名字"),
)
UNKNOWN_ENCODING = _code(
    "CLM649",
    "unknown-encoding",
    message=("`{encoding}` is not an encoding known here", "`{encoding}` 不是可识别的编码"),
    help=("state one of {known}, or none: it is found and printed", "可写：{known}；不写则自动识别并显示"),
    why=("a misspelt encoding cannot be guessed", "拼错的编码无法猜测"),
)
FULL_WIDTH_DELIMITER = _code(
    "CLM650",
    "full-width-delimiter",
    message=(
        "the columns of `{file}` are separated by the full-width `{sign}`, which is no delimiter",
        "`{file}` 的列用全角 `{sign}` 分隔，它不是分隔符",
    ),
    help=(
        "export it again with `{plain}`; full-width signs inside values do no harm",
        "请改用半角 `{plain}` 重新导出；值内的全角符号不受影响",
    ),
    why=(
        "full-width signs belong to names and addresses, so nothing is split at them",
        "全角符号常见于姓名和地址，因此不按它拆分",
    ),
)
HEADER_BELOW = _code(
    "CLM651",
    "header-below",
    message=(
        "line 1 of `{file}` looks like a title, and line {line} like the column names: {names}",
        "`{file}` 第 1 行像标题，第 {line} 行像列名：{names}",
    ),
    help=(
        "correct the column names in the project file; lines above the column names are then skipped",
        "修正项目文件里的列名；列名以上的行会自动跳过",
    ),
    why=(
        "lines above the column names are skipped only when every column is found below them",
        "只有在下方找到全部列时，才会跳过列名以上的行",
    ),
)
UNDECODABLE = _reason(
    "CLM652",
    "undecodable-text",
    cause=("they hold bytes that no character has in the encoding", "含有该编码中不存在的字节"),
    help=(
        "export these rows again; if there are many, state `encoding:`",
        "重新导出这些行；若很多，请写明 `encoding:`",
    ),
    why=("a name with lost letters is another name", "缺字的名字是另一个名字"),
)
BROKEN_QUOTE = _reason(
    "CLM653",
    "broken-quote",
    cause=('a quote `"` is not closed, or not followed by the delimiter', '引号 `"` 没有闭合，或后面不是分隔符'),
    help=(
        'close the quote within 50 lines, and write `""` for a quote inside',
        '引号要在 50 行内闭合；内部的引号写成 `""`',
    ),
    why=("a quote that stays open would swallow the rows below it", "不闭合的引号会吞掉后面的行"),
)
REPEATED_HEADER = _reason(
    "CLM654",
    "repeated-header",
    cause=("they repeat the column names", "它们重复了列名"),
    help=("nothing, if files were joined into one", "若由多个文件拼接而成，无需处理"),
    why=("column names are not a customer", "列名不是客户"),
)
RECORD_TOO_LARGE = _reason(
    "CLM655",
    "record-too-large",
    cause=("they are larger than 16 MB", "它们超过 16 MB"),
    help=("export these rows again without attachments or pictures", "重新导出这些行，不含附件或图片"),
    why=("a row of this size is a broken file, and memory stays bounded", "这么大的行说明文件已损坏；内存须有上限"),
)

NOT_TEXT_FOUND: Mapping[str, Wording] = MappingProxyType(
    {
        "archive": Wording("it is a workbook or an archive under another name", "它是改了名的工作簿或压缩包"),
        "old workbook": Wording("it is an old Excel workbook (.xls)", "它是旧版 Excel 工作簿（.xls）"),
        "parquet": Wording("it is a Parquet file under another name", "它是改了名的 Parquet 文件"),
        "sqlite": Wording("it is an SQLite file under another name", "它是改了名的 SQLite 文件"),
        "compressed": Wording("it is compressed (gzip)", "它是压缩文件（gzip）"),
        "pdf": Wording("it is a PDF document", "它是 PDF 文档"),
        "zeros": Wording("it holds many zero bytes", "含有大量零字节"),
        "controls": Wording("it holds many control characters", "含有大量控制字符"),
        "unknown": Wording(
            "its bytes fit neither UTF-8, UTF-16, GB18030, Big5 nor cp1252",
            "字节不符合 UTF-8、UTF-16、GB18030、Big5 或 cp1252",
        ),
        "large header": Wording("its first line is larger than 16 MB", "第一行超过 16 MB"),
    }
)
"""Why a file is no text, for `NOT_TEXT`."""

READING_FACTS: Mapping[str, Wording] = MappingProxyType(
    {
        "encoding": Wording("encoding", "编码"),
        "found": Wording("encoding found by", "编码依据"),
        "delimiter": Wording("delimiter", "分隔符"),
        "skipped": Wording("lines skipped above the column names", "列名以上跳过的行数"),
    }
)
"""What the facts of how a text file was read are called."""

READING_VALUES: Mapping[tuple[str, str], Wording] = MappingProxyType(
    {
        ("found", "bom"): Wording("its byte order mark", "文件开头的字节顺序标记"),
        ("found", "ascii"): Wording("plain ASCII throughout", "全部为 ASCII"),
        ("found", "valid"): Wording("valid UTF-8", "符合 UTF-8"),
        ("found", "zero bytes"): Wording("its zero bytes", "零字节的位置"),
        ("found", "scored"): Wording("the share of everyday characters", "常用字比例"),
        ("found", "few"): Wording("few letters beyond ASCII", "非 ASCII 字母很少"),
        ("found", "stated"): Wording("the project file", "项目文件"),
        ("delimiter", ","): Wording("comma", "逗号"),
        ("delimiter", ";"): Wording("semicolon", "分号"),
        ("delimiter", "\t"): Wording("tab", "制表符"),
        ("delimiter", "|"): Wording("vertical bar", "竖线"),
    }
)
"""Facts whose value is a word or a sign; other values are shown as they are."""

READING = Wording("reading `{file}`", "正在读取 `{file}`")
"""What goes on while a file is read."""
