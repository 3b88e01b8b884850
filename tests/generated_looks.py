"""How generated playbooks look: which spelling of a word, which sign, which line breaks, blanks and comments."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from clmplan.language.words import word_table

_COMMENTS = ("# note", "// 备注", "#", "# a { b } c; d: e", "#“引号”", "// trailing   ")
_WIDE = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "{": "｛", "}": "｝", "[": "【", "]": "】", "=": "＝"}
_TEXTS = ("We miss you", "你好，世界", "10% off, today", "a # no comment", "{ } ; :", "it’s", "“quoted”")


@dataclass
class Statement:
    """A statement without its block, and the block."""

    text: str
    block: list[Statement] | None = None


class Looks:
    """The spellings of one playbook: the first ones of a language, or any of both; signs and marks to match."""

    def __init__(self, seed: int, language: str | None, *, is_tidy: bool) -> None:
        self.chance = random.Random(seed)
        # Which words and signs are used is drawn apart, so that a seed has the same playbook in both languages.
        self.looks = random.Random(seed + 1)
        self.language = language
        self.is_tidy = is_tidy

    def word(self, name: str, beside: str = "") -> str:
        """A keyword in a spelling."""
        if self.language == "zh":
            return "和" if beside else "=" if name == "=" else word_table().spelled(name, "zh")
        if self.language == "en":
            return word_table().spelled(name, "en")
        return self.looks.choice(_spellings(name))

    def value(self, name: str) -> str:
        """A word that stands for a value, in a spelling."""
        return word_table().spelled(name, self.language or self.looks.choice(("en", "zh")))

    def key(self, name: str) -> str:
        """The key of a property, in a spelling."""
        return word_table().spelled(name, self.language or self.looks.choice(("en", "zh")))

    def duration(self, number: int, unit: str) -> str:
        """A length of time."""
        english = {
            "d": f"{number}d",
            "mo": f"{number}mo",
            "w": f"{number} week{'s' * (number != 1)}",
            "workdays": f"{number} workday{'s' * (number != 1)}",
        }[unit]
        chinese = {"d": f"{number}天", "mo": f"{number}个月", "w": f"{number} 周", "workdays": f"{number}个工作日"}[
            unit
        ]
        return {"en": english, "zh": chinese}.get(self.language or "", self.looks.choice((english, chinese)))

    def sign(self, sign: str) -> str:
        """A sign, perhaps in its wide form."""
        return _WIDE[sign] if not self.is_tidy and self.looks.random() < 0.2 else sign

    def quoted(self, more: str = "") -> str:
        """A text between quotation marks."""
        text = self.chance.choice(_TEXTS) + more
        marks = self.looks.choice(("“”", "「」", '""')) if not self.is_tidy and "“" not in text else '""'
        return f"{marks[0]}{text}{marks[1]}"


class Printer:
    """How a playbook is laid out: two spaces a level, or anyhow."""

    def __init__(self, maker: Looks) -> None:
        self.maker = maker
        self.chance = maker.looks
        self.out: list[str] = []

    def print(self, made: Sequence[Statement]) -> str:
        """The statements as text."""
        for statement in made:
            self._print(statement, 0)
            if self.maker.is_tidy or self.chance.random() < 0.7:
                self.out.append("")
        return "\n".join(self.out).rstrip("\n") + "\n"

    def _print(self, statement: Statement, depth: int, indent: str = "") -> None:
        if self.maker.is_tidy:
            self.out.append(indent + statement.text + (" {" if statement.block is not None else ""))
            for line in statement.block or ():
                self._print(line, depth + 1, indent + "  ")
            if statement.block is not None:
                self.out.append(indent + "}")
            return
        if self.chance.random() < 0.15:
            self.out += [""] * self.chance.randint(0, 3) + [
                " " * self.chance.randint(0, 5) + self.chance.choice(_COMMENTS)
            ]
        block = statement.block
        if block is not None and all(line.block is None for line in block) and self.chance.random() < 0.4:
            self._one_line(indent + self._spaced(statement.text), block)
            return
        text = indent + self._spaced(statement.text)
        if block is None:
            self.out.append(text + self._end())
            return
        brace = self.maker.sign("{")
        self.out += (
            [text, indent + brace + self._comment()]
            if depth and self.chance.random() < 0.1
            else [text + " " + brace + self._comment()]
        )
        inside = " " * self.chance.choice((1, 2, 4, 9))
        for line in block:
            self.out += [""] * self.chance.choice((0, 0, 0, 1, 2))
            self._print(line, depth + 1, inside)
        self.out.append(indent + self.maker.sign("}") + self._comment())

    def _one_line(self, head: str, block: Sequence[Statement]) -> None:
        inside = f"{self.maker.sign(';')} ".join(line.text for line in block)
        self.out.append(f"{head} {self.maker.sign('{')} {inside}{self.maker.sign('}')}{self._comment()}")

    def _spaced(self, text: str) -> str:
        """A statement with line breaks where they do not end it, and more spaces than needed."""
        if "“" in text or '"' in text or "「" in text or "`" in text:
            return text
        word = re.compile(r" (and|or|且|并且) ")
        if self.chance.random() < 0.3:
            text = word.sub(lambda found: f"\n   {found[1]} ", text)
        return text.replace(", ", " ,  ") if self.chance.random() < 0.2 else text

    def _end(self) -> str:
        return self.chance.choice(("", "", "", ";", "  ")) + self._comment()

    def _comment(self) -> str:
        return "  " + self.chance.choice(_COMMENTS) if self.chance.random() < 0.1 else ""


@cache
def _spellings(name: str) -> tuple[str, ...]:
    return tuple(sorted({form for form, word in word_table().words.items() if name in word.names}))
