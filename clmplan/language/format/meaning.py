"""What every keyword and built-in name of a document stands for, so that it can be said in the other language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from clmplan.almanac.table import all_names
from clmplan.functions.customer_kind import CustomerWord
from clmplan.language.calls import all_functions
from clmplan.language.conditions import _TOP
from clmplan.language.declare.blocks import GIVEN, OUTSIDE, blocks, kind_of_block
from clmplan.language.format.names import declared_names
from clmplan.language.format.said import Meaning, counted, meaning_of
from clmplan.language.format.slots import FormReaders, Taken
from clmplan.language.phrases import Match, fixed_part, match
from clmplan.language.scope import STAGE_WORDS
from clmplan.language.shapes import Line
from clmplan.language.text.syntax import (
    BetweenNode,
    BinaryNode,
    CallNode,
    Document,
    ListNode,
    MissingNode,
    NameNode,
    Node,
    NotNode,
    Phrase,
    Statement,
    WordNode,
)
from clmplan.language.words import word_table

_VALUES = frozenset({"weekday", "kind", "leap", "word", "minutes"})
_ORDERS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_OPENINGS = frozenset(
    {
        "playbook", "metric", "lifecycle", "segment", "offer", "channel", "policy", "budget", "campaign", "experiment",
        "test", "import", "allow",
    }
)  # fmt: skip
_IN_CALLS = frozenset({"where", "within last", "within"})
_SUPPRESSED, _SPEND = "suppressed", "spend"


@dataclass(slots=True)
class Reading:
    """A statement understood: what its words stand for by offset, the template it fits among those of its line, and
    where each part of that begins."""

    meanings: dict[int, Meaning] = field(default_factory=dict)
    template: str = ""
    forms: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()


Readings = Mapping[int, Reading]


def readings(document: Document, names: Collection[str]) -> Readings:
    """The statements that are understood, by where they begin; `names` are a person's, and mean nothing else."""
    reader = _Reader(frozenset({*names, *declared_names(document.statements)}))
    for statement in document.statements:
        reader.declaration(statement)
    return reader.found


class _Reader:
    """One walk over the statements of a document."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.readers = FormReaders(names)
        self.found: dict[int, Reading] = {}

    def declaration(self, statement: Statement) -> None:
        """A statement outside every block."""
        first = statement.phrase.parts[0]
        if statement.key is not None or self._line(statement, OUTSIDE):
            return
        kind = (
            next((name for name in sorted(first.names) if name in _OPENINGS), "") if isinstance(first, WordNode) else ""
        )
        reading = self._head(statement) if kind else None
        if reading is not None and statement.definition is not None:
            self._definition(statement.definition, reading)
        if reading is not None:
            self._block(statement, kind)

    def _head(self, statement: Statement) -> Reading | None:
        """The words of the head of a declaration, whose second part is its name; None when they mean several things."""
        words = [part for part in statement.phrase.parts if isinstance(part, WordNode)]
        if len(statement.phrase.parts) > 1 and isinstance(statement.phrase.parts[1], WordNode):
            del words[1]
        if not all(_is_plain(word.names) for word in words):
            return None
        meanings = {word.span.start: meaning_of(min(word.names)) for word in words}
        return self.found.setdefault(statement.span.start, Reading(meanings))

    def _definition(self, definition: Phrase, reading: Reading) -> None:
        for template in _TOP:
            found = match(template, definition.parts, self.readers, definition.span)
            if isinstance(found, Match):
                self._take(found, reading)
                return
        for part in definition.parts:
            self._condition(part, reading)

    def _block(self, statement: Statement, kind: str) -> None:
        for line in statement.block or ():
            if kind == GIVEN:
                self._given(line)
            elif not self._line(line, kind) and self._is_allowance(line):
                self._head(line)

    def _is_allowance(self, line: Statement) -> bool:
        first = line.phrase.parts[0]
        return line.key is None and isinstance(first, WordNode) and "allow" in first.names

    def _given(self, line: Statement) -> None:
        reading = self.found.setdefault(line.span.start, Reading())
        if line.key is not None and word_table().keys.get(line.key.text) == _SUPPRESSED:
            self._name(line.key.span.start, line.key.text, meaning_of(_SUPPRESSED), reading)
        self._block(line, GIVEN)

    def _line(self, statement: Statement, kind: str) -> bool:
        """Whether a statement is a line of a kind of block; notes what its words stand for."""
        parts = statement.phrase.parts
        for line in _lines(statement, kind):
            for template in line.forms:
                found = match(template, parts, self.readers, statement.phrase.span)
                if not isinstance(found, Match):
                    continue
                reading = Reading(template=template, forms=line.forms, starts=_starts(found))
                if statement.key is not None:
                    reading.meanings[statement.key.span.start] = meaning_of(line.name)
                self._take(found, reading)
                self.found[statement.span.start] = reading
                self._block(statement, kind_of_block(line))
                return True
        return False

    def _take(self, found: Match, reading: Reading) -> None:
        for offset, word in found.words:
            reading.meanings[offset] = meaning_of(word)
        for name, value in found.slots.items():
            if isinstance(value, Taken):
                self._slot(name, value, reading)

    def _slot(self, name: str, taken: Taken, reading: Reading) -> None:
        table = word_table()
        for node in taken.nodes:
            text = node.span.text
            if taken.kind in {"weekdays", "places"}:
                reading.meanings.update(counted(node))
                continue
            if taken.kind in _VALUES or (taken.kind == "split" and isinstance(node, NameNode)):
                value = table.values.get(text) or (_reason(text) if name == "reason" else None)
                if value is not None:
                    self._name(node.span.start, text, meaning_of(value), reading)
            elif taken.kind in {"named", "season", "moment"}:
                value = table.values.get(text) if taken.kind == "moment" else None
                pair = meaning_of(value) if value is not None else _days().get(text)
                if pair is not None:
                    self._name(node.span.start, text, pair, reading)
            elif isinstance(node, WordNode):
                reading.meanings[node.span.start] = meaning_of(min(node.names))
            elif taken.kind == "condition" or not isinstance(node, NameNode):
                self._condition(node, reading)

    def _name(self, offset: int, text: str, meaning: Meaning, reading: Reading) -> None:
        """A built-in name, unless a person has given that name or the one it would get to something else."""
        if not {text, meaning.english, meaning.chinese} & self.names:
            reading.meanings[offset] = meaning

    def _condition(self, node: Node, reading: Reading) -> None:
        if isinstance(node, NameNode) and len(node.path) == 1:
            name = word_table().conditions.get(node.path[0])
            if name is not None:
                self._name(node.span.start, node.span.text, meaning_of(name), reading)
                return
        self._operand(node, reading)

    def _operand(self, node: Node, reading: Reading) -> None:
        match node:
            case NameNode(span, (name,)) if name in STAGE_WORDS:
                self._name(span.start, name, meaning_of("stage"), reading)
            case NameNode(span, (name,)) if word_table().keys.get(name) == _SPEND:
                self._name(span.start, name, meaning_of(_SPEND), reading)
            case CallNode():
                self._call(node, reading)
            case NotNode(_, part):
                self._condition(part, reading)
            case MissingNode(_, value, _):
                self._operand(value, reading)
            case BetweenNode(_, value, low, high):
                for part in (value, low, high):
                    self._operand(part, reading)
            case BinaryNode(_, "and" | "or", left, right):
                self._condition(left, reading)
                self._condition(right, reading)
            case BinaryNode(_, operator, left, right):
                self._operand(left, reading)
                if isinstance(left, CallNode) and (labels := _labels(left)):
                    self._labels(right, labels, reading)
                elif operator not in _ORDERS or not isinstance(right, NameNode):
                    self._operand(right, reading)

    def _labels(self, node: Node, labels: Mapping[str, Meaning], reading: Reading) -> None:
        """The names that a function gives, where its value is compared with them: there they mean nothing else."""
        for one in node.items if isinstance(node, ListNode) else (node,):
            meaning = labels.get(one.path[0]) if isinstance(one, NameNode) and len(one.path) == 1 else None
            if meaning is not None:
                reading.meanings[one.span.start] = meaning

    def _call(self, node: CallNode, reading: Reading) -> None:
        text = ".".join(node.name.path)
        function = all_functions().get(text)
        if function is not None:
            meaning = Meaning(function.name, function.titles.en, function.titles.zh)
            reading.meanings[node.name.span.start] = meaning
        elif word_table().keys.get(text) == _SPEND:
            self._name(node.name.span.start, text, meaning_of(_SPEND), reading)
        for part in node.phrase.parts:
            names = part.names & _IN_CALLS if isinstance(part, WordNode) else None
            if names:
                reading.meanings[part.span.start] = meaning_of(min(names))
            elif names is None:
                self._condition(part, reading)


def _labels(call: CallNode) -> Mapping[str, Meaning]:
    """The names that a function gives by each of their spellings; none for other functions."""
    function = all_functions().get(".".join(call.name.path))
    titles = function.labels if isinstance(function, CustomerWord) else ()
    return {form: Meaning(one.en, one.en, one.zh) for one in titles for form in (one.en, one.zh)}


def _lines(statement: Statement, kind: str) -> Iterator[Line]:
    """The lines of a block that a statement could be, by its key or by the word it begins with."""
    first = statement.phrase.parts[0]
    names = first.names if isinstance(first, WordNode) else frozenset()
    key = None if statement.key is None else word_table().keys.get(statement.key.text, statement.key.text)
    for line in blocks().get(kind, ()):
        opening = fixed_part(line.forms[0])[0]
        if line.is_property == (key is not None) and (
            line.name == key if line.is_property else opening in names or opening.startswith("{")
        ):
            yield line


def _starts(found: Match) -> tuple[int, ...]:
    return tuple(sorted({*(offset for offset, _ in found.words), *(span.start for span in found.places.values())}))


def _reason(text: str) -> str | None:
    """The step of a refusal that a test names: a key or another word of the language."""
    table = word_table()
    word = table.words.get(text)
    return table.keys.get(text) or (min(word.names) if word is not None and len(word.names) == 1 else None)


def _is_plain(names: frozenset[str]) -> bool:
    """Whether a word stands for one thing, in either language."""
    table = word_table()
    spellings = table.spellings[min(names)]
    return all(table.words[spelling].names == names for spelling in spellings)


@cache
def _days() -> Mapping[str, Meaning]:
    """Named days by both of their names, where one leads back to the other."""
    pairs = [Meaning(english, english, chinese) for english, chinese in all_names(())]
    chinese = [one.chinese for one in pairs]
    known = [one for one in pairs if chinese.count(one.chinese) == 1 and one.chinese.isidentifier()]
    return {name: one for one in known for name in (one.english, one.chinese)}
