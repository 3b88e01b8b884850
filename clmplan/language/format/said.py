"""Words of the language with their spellings, and those that count weekdays and work days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from clmplan.language.slots.schedules import ordinal
from clmplan.language.text.syntax import BinaryNode, NameNode, Node, RecentNode
from clmplan.language.words import word_table


class Meaning(NamedTuple):
    """A word of the language with its first spelling in each."""

    name: str
    english: str
    chinese: str

    def said(self, language: str) -> str:
        """The word in a language, else its canonical name."""
        return {"en": self.english, "zh": self.chinese}.get(language, self.name)


_AND = Meaning("and", "and", "和")  # between weekdays


def meaning_of(name: str) -> Meaning:
    """A canonical word, key or value with its spellings."""
    table = word_table()
    return Meaning(name, table.spelled(name, "en"), table.spelled(name, "zh"))


def counted(node: Node) -> Iterator[tuple[int, Meaning]]:
    """What the words of weekdays and places in a month mean: `monday and thursday`, `first monday`, `10th workday`."""
    if isinstance(node, BinaryNode):
        yield from counted(node.left)
        yield from counted(node.right)
        between = node.span.source.text[node.left.span.end : node.right.span.start]
        yield node.left.span.end + len(between) - len(between.lstrip()), _AND
    elif isinstance(node, RecentNode):
        yield node.span.start, meaning_of("1st" if node.which == "first" else "final")
        yield from counted(node.event)
    elif isinstance(node, NameNode):
        number, value = ordinal(node.span.text), word_table().values.get(node.span.text)
        if value is not None:
            yield node.span.start, meaning_of(value)
        elif number is not None:
            yield node.span.start, Meaning(f"{number}th", f"{number}th", f"第{number}个")
