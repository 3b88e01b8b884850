"""Words for what could stand at a place: categories, never terminals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clmplan.base.diagnostics import Wording

# Terminal of the grammar to what a person would call it; terminals not listed are never proposed.
EXPECTED: Mapping[str, Wording] = {
    "NAME": Wording("a name", "名字"),
    "LITERAL": Wording("a value", "值"),
    "WORD": Wording("a word of the language", "语言的词"),
    "END": Wording("the end of the line", "行尾"),
    "OPEN": Wording("`{{`", "`{{`"),
    "CLOSE": Wording("`}}`", "`}}`"),
    "RIGHT": Wording("`)`", "`)`"),
    "FINISH": Wording("`]`", "`]`"),
}
_MOST = 3


def expected_sentence(terminals: Sequence[str], hint: str | None) -> Wording:
    """A remedy: the nearest keyword, or up to three kinds of things that could stand there, or nothing."""
    if hint is not None:
        return Wording(f"perhaps `{hint}` is meant", f"是否想写 `{hint}`")
    words = [EXPECTED[name] for name in terminals if name in EXPECTED]
    if not words or len(words) > _MOST:
        return Wording("look for a missing or doubled word, sign or line break just before", "检查前面是否缺了或多了词、符号或换行")
    english = ", ".join(word.en for word in words)
    chinese = "、".join(word.zh for word in words)
    return Wording(f"what fits here: {english}", f"这里可以是：{chinese}")
