"""What a fix does, in a few words; shown with the finding that it mends."""

from clmplan.base.diagnostics import Wording
from clmplan.codes.phrases import verbatim

REMOVE_HIDDEN = Wording("remove the invisible character", "删去看不见的字符")
REMOVE_COMMA = Wording("remove the comma at the end of the line", "删去行末的逗号")
SAME_QUOTES = Wording("write the same quotation marks on both sides", "两边用同一种引号")
JOIN_SIGNS = Wording("write the two signs without a space", "两个符号之间不留空格")
REMOVE_STATEMENT = Wording("remove the statement", "删去这条语句")

# What the other place of a finding has to do with it.
DECLARED_FIRST = Wording("declared first here", "首次声明在这里")
GIVEN_FIRST = Wording("given first here", "首次给出在这里")
OPENED_HERE = Wording("opened here", "在这里打开")


def write(text: str) -> Wording:
    """A text in place of what stands there."""
    return Wording(f"write `{verbatim(text)}`", f"改写为 `{verbatim(text)}`")


def add(text: str) -> Wording:
    """A text put in where it is missing."""
    return Wording(f"add `{verbatim(text)}`", f"补上 `{verbatim(text)}`")


def remove(text: str) -> Wording:
    """A text taken out."""
    return Wording(f"remove `{verbatim(text)}`", f"删去 `{verbatim(text)}`")
