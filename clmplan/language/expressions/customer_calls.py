"""Calls of functions over a customer's whole history: `alive()`, `clv(orders.amount, 365d)`, `quintile(spend)`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from clmplan.base.diagnostics import Wording
from clmplan.base.source import Span
from clmplan.codes import customer_functions as codes
from clmplan.codes.types import TYPE_WORDS
from clmplan.functions.customer_kind import CustomerWord, RankWord
from clmplan.language.expressions.alike import is_average, type_of
from clmplan.language.expressions.purchase_of import amount_of, purchase, purchases_of
from clmplan.language.mend import renamed
from clmplan.language.scope import Scope, suggestion
from clmplan.language.text.syntax import CallNode, CommaNode, LiteralNode, NameNode, Node, WordNode
from clmplan.model.expression import Constant, Expression, ModelValue, Quintile, Type
from clmplan.model.project import FieldSpec, FieldType, TableSpec

Read = Callable[[Node], Expression | None]
Days = Callable[[LiteralNode], int | None]
_RANKED = frozenset({Type.NUMBER, Type.MONEY, Type.DAYS, Type.DATE})


class _Written(NamedTuple):
    """What a call names: its events and amount, its length of time in days."""

    table: TableSpec
    amount: FieldSpec | None
    days: int | None


class CustomerCalls:
    """Resolves these calls within one scope."""

    def __init__(self, scope: Scope, infer: Read, condition: Read, days: Days) -> None:
        self.scope = scope
        self.infer = infer
        self.condition = condition
        self.days = days

    def value(self, word: CustomerWord, node: CallNode) -> Expression | None:
        """The value of a function, or None when something is wrong."""
        written = self._written(word, node)
        if written is None:
            return None
        bought = purchase(written.table, written.amount, self.scope)
        if bought is None:
            self._no_purchases(word, node.span)
            return None
        if word.needs_amount and written.amount is None:
            event = written.table.name
            self.scope.say(
                codes.NO_AMOUNT.at(node.span, function=word.titles, event=event, example=_example(word.examples[-1]))
            )
            return None
        facts = word.reads(bought)
        arguments = () if written.days is None else (written.days,)
        function = word.make(self.scope.project.currency)
        return ModelValue(function, facts.inputs, word.gives, arguments, facts.learns_from, at=node.span)

    def rank(self, word: RankWord, node: CallNode) -> Expression | None:
        """The fifth of a value within its population."""
        parts = _given(node)
        if not parts or isinstance(parts[0], WordNode):
            self._wrong(word, node.span if not parts else parts[0].span)
            return None
        by = self.infer(parts[0])
        among: Expression | None = None
        if len(parts) > 1:
            is_where = isinstance(parts[1], WordNode) and "where" in parts[1].names
            if not is_where or len(parts) != 3:
                self._wrong(word, parts[1].span)
                return None
            among = self.condition(parts[2])
            if among is None:
                return None
        if by is None:
            return None
        if type_of(by) not in _RANKED or is_average(by) or isinstance(by, Constant):
            kind = TYPE_WORDS[type_of(by).value] if type_of(by) not in _RANKED else _of(by)
            said = codes.NOT_RANKED.at(
                parts[0].span, function=word.titles, kind=kind, example=_example(word.examples[0])
            )
            self.scope.say(said)
            return None
        return Quintile(by, among, at=node.span)

    def _written(self, word: CustomerWord, node: CallNode) -> _Written | None:
        parts = list(_given(node))
        table, amount = None, None
        if parts and isinstance(parts[0], NameNode):
            named = self._named(word, parts.pop(0))
            if named is None:
                return None
            table, amount = named
            if parts and isinstance(parts[0], CommaNode):
                del parts[0]
            elif parts:
                self._wrong(word, parts[0].span)
                return None
        days = word.days
        if parts and word.days is not None and isinstance(parts[0], LiteralNode) and parts[0].value.kind == "duration":
            days = self.days(parts[0])
            if days is None:
                return None
            del parts[0]
        if parts:
            self._wrong(word, parts[0].span)
            return None
        if table is None:
            table = purchases_of(self.scope)
            if table is None:
                self._no_purchases(word, node.span)
                return None
        return _Written(table, amount or amount_of(table), days)

    def _named(self, word: CustomerWord, name: Node) -> tuple[TableSpec, FieldSpec | None] | None:
        """The events of a name, and the amount when it is a field of theirs."""
        if not isinstance(name, NameNode):
            return None
        table = self.scope.event(name.path[0])
        if table is None:
            self.scope.unknown("event", name.path[0], name.span, self.scope.project.events)
            return None
        if len(name.path) == 1:
            return table, None
        field = table.field(".".join(name.path[1:]))
        if field is None:
            self.scope.unknown("field", ".".join(name.path[1:]), name.span, (spec.name for spec in table.fields))
            return None
        if field.type is not FieldType.MONEY or not word.needs_amount:
            self._wrong(word, name.span)
            return None
        return table, field

    def _no_purchases(self, word: CustomerWord, at: Span) -> None:
        example = _example(word.examples[-1])
        self.scope.say(codes.NO_PURCHASES.at(at, function=word.titles, example=example))

    def _wrong(self, word: CustomerWord | RankWord, at: Span) -> None:
        said = codes.WRONG_CALL.at(at, function=word.titles, text=at.text, example=_example(word.examples[-1]))
        self.scope.say(said)


def label_of(scope: Scope, word: CustomerWord, text: str, at: Span) -> Constant:
    """The label that a text means, in either language; one that there is not is said, with the nearest."""
    for title in word.labels:
        if text in (title.en, title.zh):
            return Constant(title.en, Type.TEXT, at=at)
    is_english = text.isascii()
    known = [title.en if is_english else title.zh for title in word.labels]
    said = codes.UNKNOWN_LABEL.at(at, function=word.titles, name=text, hint=suggestion(text, known))
    scope.say(renamed(said, text, known))
    return Constant(text, Type.TEXT, at=at)


def _given(node: CallNode) -> Sequence[Node]:
    """What stands between the brackets; nothing when they are empty."""
    return [part for part in node.phrase.parts if not isinstance(part, WordNode) or part.names]


def _example(pair: tuple[str, str]) -> Wording:
    return Wording(*pair)


def _of(value: Expression) -> Wording:
    if isinstance(value, Constant):
        return Wording("a written value", "写出的值")
    return Wording("an average", "平均值")
