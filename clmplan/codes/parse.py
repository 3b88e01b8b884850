"""CLM1xx: what the parser has to say."""

from clmplan.base.diagnostics import Code, Example, Severity, Wording

UNEXPECTED_CHARACTER = Code(
    "CLM101",
    "unexpected-character",
    Severity.ERROR,
    Wording("`{text}` is no part of the language", "`{text}` 不是语言的一部分"),
    Wording(
        "remove it, or put it inside a text in quotation marks or a name in back-ticks",
        "删去它，或放进引号里的文字、反引号里的名字",
    ),
    Wording(
        "only letters, digits, quoted text and the signs of the language have a meaning",
        "只有字母、数字、引号文字和语言的符号有意义",
    ),
    Example("segment vip = @"),
    Example("segment vip = stage = active"),
)
UNCLOSED_TEXT = Code(
    "CLM102",
    "unclosed-text",
    Severity.ERROR,
    Wording("this text has no closing quotation mark on its line", "这段文字在本行没有结束的引号"),
    Wording("close the text before the line ends", "在行末之前补上引号"),
    Wording(
        "a text ends on the line where it begins, so a forgotten mark costs one line only",
        "文字不跨行，漏掉的引号只影响一行",
    ),
    Example('channel email "E-mail {\n  cost: £0.01\n}'),
    Example('channel email "E-mail" {\n  cost: £0.01\n}'),
)
MONTH_NOT_MONTHS = Code(
    "CLM103",
    "month-not-months",
    Severity.ERROR,
    Wording("`{text}` is the name of a month, not a length of time", "`{text}` 是月份，不是时长"),
    Wording(
        "write days such as `{days}天`; `{number}个月` only in a schedule",
        "时长请写天数，如 `{days}天`；`{number}个月` 只用于时间安排",
    ),
    Wording("`3月` is March and `3个月` are three months", "`3月` 指三月份，`3个月` 指三个月"),
    Example("规则 触达 { 最多 3 次 每 3月 }"),
    Example("规则 触达 { 最多 3 次 每 90天 }"),
)
UNEXPECTED = Code(
    "CLM104",
    "unexpected",
    Severity.ERROR,
    Wording("`{found}` cannot stand here, after `{before}`", "`{found}` 不能出现在这里（在 `{before}` 之后）"),
    Wording("{expected}", "{expected}"),
    Wording(
        "a statement is a line of words, values and names; a declaration has its lines between `{{` and `}}`",
        "一条语句由词、值和名字组成；声明的内容写在 `{{` 与 `}}` 之间",
    ),
    Example("segment vip = stage = = active"),
    Example("segment vip = stage = active"),
)
UNCLOSED_BLOCK = Code(
    "CLM105",
    "unclosed-block",
    Severity.ERROR,
    Wording(
        "`{head}` is not closed here, and its `{{` stands in line {line}",
        "`{head}` 到这里还没有关闭，它的 `{{` 在第 {line} 行",
    ),
    Wording("add a `}}` after this line", "在这一行之后补上 `}}`"),
    Wording("a declaration that starts a line ends the blocks before it", "行首的声明会结束它之前的块"),
    Example("channel email {\n  cost: £0.01\n\nchannel post {\n  cost: £0.50\n}"),
    Example("channel email {\n  cost: £0.01\n}\nchannel post {\n  cost: £0.50\n}"),
)
UNOPENED_BLOCK = Code(
    "CLM106",
    "unopened-block",
    Severity.ERROR,
    Wording("this `{text}` closes nothing", "这个 `{text}` 没有对应的开括号"),
    Wording("remove it, or open the block or bracket that it should close", "删去它，或补上对应的开括号"),
    Wording("each closing sign belongs to an opening one", "每个闭括号都要有开括号"),
    Example("channel email {\n  cost: £0.01\n}\n}"),
    Example("channel email {\n  cost: £0.01\n}"),
)
UNCLOSED_BRACKET = Code(
    "CLM107",
    "unclosed-bracket",
    Severity.ERROR,
    Wording("this `{text}` is not closed before the next statement", "这个 `{text}` 在下一条语句之前没有关闭"),
    Wording("add the missing `{missing}`", "补上 `{missing}`"),
    Wording(
        "inside brackets a line break does not end a statement, so they must be closed",
        "括号内换行不结束语句，所以必须关闭",
    ),
    Example("segment vip = count(orders >= 3\nsegment all = count(orders) >= 0"),
    Example("segment vip = count(orders) >= 3\nsegment all = count(orders) >= 0"),
)
NOT_YET = Code(
    "CLM108",
    "not-part-of-this-version",
    Severity.ERROR,
    Wording("`{word}` is not part of this version of clmplan", "本版本的 clmplan 还没有 `{word}`"),
    Wording("remove the statement; nothing else stands in for it", "请删去这条语句；没有替代写法"),
    Wording(
        "a word that is not built yet is refused rather than ignored, so that no plan looks complete when it is not",
        "尚未实现的词会被拒绝而不是忽略，以免计划看似完整",
    ),
    Example('journey welcome {\n  send email "Hello"\n}'),
    Example("segment new = count(orders) = 1"),
)
NO_SUCH_DATE = Code(
    "CLM109",
    "no-such-date",
    Severity.ERROR,
    Wording("`{text}` is no day of the calendar", "日历里没有 `{text}` 这一天"),
    Wording("write an existing day as `2026-11-11`", "请写真实的日期，如 `2026-11-11`"),
    Wording("days are written year, month, day", "日期按年、月、日书写"),
    Example("playbook p {\n  horizon: 2026-02-01 .. 2026-02-30\n}"),
    Example("playbook p {\n  horizon: 2026-02-01 .. 2026-02-28\n}"),
)
NO_SUCH_TIME = Code(
    "CLM110",
    "no-such-time",
    Severity.ERROR,
    Wording("`{text}` is no time of the day", "`{text}` 不是一天中的时刻"),
    Wording("write a time between `00:00` and `23:59`", "请写 `00:00` 到 `23:59` 之间的时刻"),
    Wording("times are wall times on the 24-hour clock in the zone of the project", "时刻按项目时区的 24 小时制"),
    Example("policy contact {\n  never between 25:00 and 09:00\n}"),
    Example("policy contact {\n  never between 21:00 and 09:00\n}"),
)
NUMBER_TOO_LONG = Code(
    "CLM111",
    "number-too-long",
    Severity.ERROR,
    Wording("this number has more than {digits} digits", "这个数字超过 {digits} 位"),
    Wording("write a smaller number", "请写小一些的数字"),
    Wording("longer numbers are mistakes of the keyboard more often than plans", "更长的数字多半是误输入"),
    Example("channel email {\n  cost: £0.01\n  capacity: 99999999999999999999 per day\n}"),
    Example("channel email {\n  cost: £0.01\n  capacity: 9_999 per day\n}"),
)
NESTED_TOO_DEEP = Code(
    "CLM112",
    "nested-too-deep",
    Severity.ERROR,
    Wording("this condition is nested more than {depth} deep", "条件嵌套超过 {depth} 层"),
    Wording("give the inner condition a name with `segment`", "请用 `人群` 给内层条件起名"),
    Wording("nobody can read such a condition aloud", "这样的条件无法念给人听"),
    Example("segment deep = " + "(" * 70 + "stage = active" + ")" * 70),
    Example("segment flat = stage = active"),
)
ENDS_TOO_EARLY = Code(
    "CLM113",
    "ends-too-early",
    Severity.ERROR,
    Wording("the statement ends too early, after `{before}`", "语句在 `{before}` 之后结束得太早"),
    Wording("{expected}", "{expected}"),
    Wording(
        "a statement ends at a line break, unless the line ends with an operator or a comma",
        "语句在换行处结束，除非行末是运算符或逗号",
    ),
    Example("segment vip = not"),
    Example("segment vip = not stage = active"),
)
MISSING_OPENING = Code(
    "CLM115",
    "missing-opening",
    Severity.ERROR,
    Wording("the lines of `{head}` have no `{{` before them", "`{head}` 的内容之前缺少 `{{`"),
    Wording("add `{{` at the end of this line", "在这一行的末尾补上 `{{`"),
    Wording("the lines of a declaration stand between `{{` and `}}`", "声明的内容写在 `{{` 与 `}}` 之间"),
    Example("channel email\n  cost: £0.01\n}"),
    Example("channel email {\n  cost: £0.01\n}"),
)
OTHER_DATE = Code(
    "CLM116",
    "date-with-other-signs",
    Severity.ERROR,
    Wording("`{text}` is not how a date is written", "日期不能写成 `{text}`"),
    Wording("write {dates}", "请写 {dates}"),
    Wording(
        "with the day or the month in front a date can mean two days, so the year comes first, with `-` between",
        "日或月写在前面会有两种读法，所以先写年，中间用 `-`",
    ),
    Example("playbook p {\n  horizon: 2026-10-01 .. 2026/12/31\n}"),
    Example("playbook p {\n  horizon: 2026-10-01 .. 2026-12-31\n}"),
)
MISSPELT = Code(
    "CLM117",
    "misspelt-word",
    Severity.ERROR,
    Wording("`{text}` is no word of the language", "语言里没有 `{text}` 这个词"),
    Wording("write `{word}`", "请写 `{word}`"),
    Wording(
        "the line is read as if it said so, so that one wrong letter does not hide what it declares",
        "这一行已按正确的词读入，免得一个错字掩盖它声明的内容",
    ),
    Example("lifecycle main {\n  stagee new when count(orders) = 1\n}"),
    Example("lifecycle main {\n  stage new when count(orders) = 1\n}"),
)
WRONG_BRACKET = Code(
    "CLM118",
    "wrong-bracket",
    Severity.ERROR,
    Wording("`{text}` cannot close what `{opening}` opened", "`{text}` 不能关闭 `{opening}`"),
    Wording("write `{closing}`", "请写 `{closing}`"),
    Wording("each closing sign has an opening one of its own kind", "开括号与闭括号要成对"),
    Example("segment vip = count(orders] >= 3"),
    Example("segment vip = count(orders) >= 3"),
)
MISSING_AND = Code(
    "CLM119",
    "missing-and",
    Severity.ERROR,
    Wording("between `{before}` and `{after}` a word is missing", "`{before}` 与 `{after}` 之间缺少连接词"),
    Wording("write `and` or `or` between the two conditions", "两个条件之间请写 `且` 或 `或`"),
    Wording("two conditions side by side do not say whether both must hold", "并列的两个条件没有说明是否都要满足"),
    Example("segment vip = count(orders) >= 3 stage = active"),
    Example("segment vip = count(orders) >= 3 and stage = active"),
)
LINE_TOO_LONG = Code(
    "CLM120",
    "line-too-long",
    Severity.ERROR,
    Wording(
        "this line has more than {most} characters; the rest of it is not read",
        "这一行超过 {most} 个字符，其余部分不再读取",
    ),
    Wording("break the line, for example after a comma", "请换行，例如在逗号之后"),
    Wording(
        "nobody writes such a line by hand; it is most likely another kind of file",
        "没有人会手写这样的行，多半是别的文件",
    ),
    Example("segment many = " + "points > 1 and " * 3_400 + "points > 2"),
    Example("segment many = points > 1 and\n  points > 2"),
)
TOO_MANY = Code(
    "CLM121",
    "too-many-mistakes",
    Severity.ERROR,
    Wording("here are {most} mistakes; what comes after is not read", "到这里已有 {most} 处错误，之后的内容不再读取"),
    Wording("correct these first, or look whether this is a playbook at all", "请先改正这些，或确认这确实是一份剧本"),
    Wording(
        "a file that is no playbook would give more findings than anybody reads",
        "不是剧本的文件会产生多得没人会看的发现",
    ),
    Example("@ a\n" * 1_001),
    Example("segment vip = stage = active"),
)
RESERVED = Code(
    "CLM114",
    "reserved-word",
    Severity.ERROR,
    Wording("`{word}` is an operator of the language and cannot be a name", "`{word}` 是语言的运算词，不能作名字"),
    Wording("put back-ticks around the name, or choose another", "给名字加反引号，或换一个名字"),
    Wording("words that build conditions would make names unreadable", "构成条件的词作名字会无法辨认"),
    Example("segment between = count(orders) > 3"),
    Example("segment `between` = count(orders) > 3"),
)
