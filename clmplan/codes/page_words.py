"""What the generated pages `grammar/words.md` and `grammar/codes.md` say around what they list."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

GENERATED = (
    "<!-- Generated from the program. Do not edit: run "
    "`UPDATE_GOLDEN=1 python -m pytest tests/house/test_house_reference.py` to write it anew. -->"
)

WORDS_TITLE = Wording("The words of a playbook", "剧本的词")
HOW_TO_READ = Wording(
    "Words in small letters are written as they are. `CAPITALS` stand for a name or a value, `[…]` may be left out, "
    "`a|b` is a choice. English and Chinese words may stand side by side in one file; full-width signs mean the same "
    "as their ASCII twins.",
    "小写英文和中文关键词照写；大写英文与“名字、金额、时长”等表示要填的名字或值；`[…]` 可以省略；`a|b` 任选其一。"
    "同一文件里中英文可以混用，全角符号与半角符号含义相同。",
)
CODES_TITLE = Wording("Everything the program may say", "程序会说的每一句话")
CODES_INTRO = Wording(
    "Each finding has a code. `clmplan explain CLM202` prints one of them. `{name}` stands for a value of the finding.",
    "每条诊断都有代码，`clmplan explain CLM202` 可打印其中一条。`{name}` 表示诊断里的值。",
)
BANDS = {
    "1": Wording("Text", "文本"),
    "2": Wording("Names and phrases", "名字与语句"),
    "3": Wording("Types and units", "类型与单位"),
    "4": Wording("Sense", "合理性"),
    "5": Wording("Calendar and plan", "日历与计划"),
    "6": Wording("Project file and data", "项目文件与数据"),
    "7": Wording("Files, workspace and commands", "文件、工作区与命令"),
    "8": Wording("Simulation and evaluation", "模拟与评价"),
}
SEVERITIES = {
    "error": Wording("error", "错误"),
    "warning": Wording("warning", "警告"),
    "note": Wording("note", "提示"),
}
LABELS = {
    "help": Wording("Help", "帮助"),
    "why": Wording("Why", "原因"),
    "bad": Wording("Bad", "错误示例"),
    "good": Wording("Good", "正确示例"),
}
