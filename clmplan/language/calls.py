"""Calls over events: `sum(orders.amount where … within last 90d)`, `last order`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal, cast

from clmplan.base import rooms
from clmplan.base.diagnostics import Wording
from clmplan.base.source import Span
from clmplan.codes import infer as codes
from clmplan.codes.customer_functions import CALL_IN_WHERE
from clmplan.codes.phrases import LIMITS, verbatim
from clmplan.codes.resolve import OUT_OF_RANGE
from clmplan.functions.customer_kind import CustomerWord, RankWord
from clmplan.functions.kind import Function
from clmplan.language.expressions.alike import inside
from clmplan.language.expressions.constants import LONGEST_DAYS
from clmplan.language.expressions.customer_calls import CustomerCalls, Read
from clmplan.language.expressions.meant import customer_words, rank_words
from clmplan.language.mend import renamed
from clmplan.language.scope import Scope, suggestion
from clmplan.language.text.literals import Value
from clmplan.language.text.syntax import CallNode, LiteralNode, NameNode, Node, RecentNode, WordNode
from clmplan.model.expression import (
    EventCall,
    EventDay,
    Expression,
    MetricValue,
    ModelValue,
    Quintile,
    SegmentMember,
    StageOf,
    Type,
)
from clmplan.model.project import FieldType, TableSpec

_TYPES = {
    FieldType.TEXT: Type.TEXT, FieldType.NUMBER: Type.NUMBER, FieldType.MONEY: Type.MONEY, FieldType.DATE: Type.DATE,
    FieldType.YES_NO: Type.YES_NO, FieldType.ONE_OF: Type.TEXT, FieldType.PHONE: Type.TEXT,
}  # fmt: skip
_BEYOND = (EventCall, EventDay, MetricValue, ModelValue, Quintile, SegmentMember, StageOf)
Condition = Callable[[Node, TableSpec | None], Expression | None]


Word = Function | CustomerWord | RankWord


@cache
def functions() -> Mapping[str, Function]:
    """Every function over events by each of its spellings."""
    found = rooms.members("clmplan.functions", Function, lambda function: function.name)
    return {title: function for function in found.values() for title in (function.titles.en, function.titles.zh)}


@cache
def all_functions() -> Mapping[str, Word]:
    """Every function by each of its spellings: over events, over a customer's history, over ranks."""
    others: tuple[CustomerWord | RankWord, ...] = (*customer_words().values(), *rank_words().values())
    return {**functions(), **{title: word for word in others for title in (word.titles.en, word.titles.zh)}}


class Calls:
    """Resolves calls over events within one scope."""

    def __init__(self, scope: Scope, infer: Read, condition: Condition) -> None:
        self.scope = scope
        self.condition = condition
        self.of_customers = CustomerCalls(scope, infer, lambda node: condition(node, None), self._length)

    def recent(self, node: RecentNode) -> Expression | None:
        """The day of the first or last event of a kind."""
        table = self._table(".".join(node.event.path), node.event.span)
        if table is None:
            return None
        return EventDay(table.name, cast(Literal["first", "last"], node.which), at=node.span)

    def call(self, node: CallNode) -> Expression | None:
        """The value of a function over events."""
        name = ".".join(node.name.path)
        word = all_functions().get(name)
        if isinstance(word, CustomerWord):
            return self.of_customers.value(word, node)
        if isinstance(word, RankWord):
            return self.of_customers.rank(word, node)
        return self._over_events(word, name, node)

    def _over_events(self, function: Function | None, name: str, node: CallNode) -> Expression | None:
        if function is None:
            known = sorted(all_functions())
            said = codes.UNKNOWN_FUNCTION.at(node.name.span, name=name, hint=suggestion(name, known))
            self.scope.say(renamed(said, name, known))
            return None
        parts = node.phrase.parts
        if not parts or not isinstance(parts[0], NameNode):
            self._wrong(function, node.span, Wording("needs a kind of events", "需要一类事件"))
            return None
        subject = parts[0]
        table = self._table(subject.path[0], subject.span)
        if table is None:
            return None
        kind = self._field_type(function, subject, table)
        if kind is None:
            return None
        field, result = kind
        options = self._options(function, node, table)
        if options is None:
            return None
        where, within = options
        return EventCall(function, table.name, field, result, where, within, at=node.span)

    def _table(self, name: str, at: Span) -> TableSpec | None:
        table = self.scope.event(name)
        if table is None:
            self.scope.unknown("event", name, at, self.scope.project.events)
        return table

    def _field_type(self, function: Function, subject: NameNode, table: TableSpec) -> tuple[str | None, Type] | None:
        if len(subject.path) > 2:
            self.scope.unknown("field", ".".join(subject.path[1:]), subject.span, (spec.name for spec in table.fields))
            return None
        if len(subject.path) == 1:
            if function.takes:
                self._wrong(function, subject.span, Wording("needs a field of the events", "需要事件的字段"))
                return None
            return None, function.result(None)
        name = subject.path[1]
        spec = table.field(name)
        if spec is None:
            self.scope.unknown("field", name, subject.span, (spec.name for spec in table.fields))
            return None
        if _TYPES[spec.type] not in function.takes:
            self._wrong(
                function, subject.span, Wording(f"does not take `{verbatim(name)}`", f"不接受 `{verbatim(name)}`")
            )
            return None
        return spec.name, function.result(_TYPES[spec.type])

    def _options(
        self, function: Function, node: CallNode, table: TableSpec
    ) -> tuple[Expression | None, int | None] | None:
        where: Expression | None = None
        within: int | None = None
        rest = list(node.phrase.parts[1:])
        while rest:
            word = rest.pop(0)
            value = rest.pop(0) if rest else None
            names = word.names if isinstance(word, WordNode) else frozenset()
            if "where" in names and value is not None and where is None:
                where = self.condition(value, table)
                if where is None or self._is_beyond(where):
                    return None
            elif names & {"within last", "within"} and isinstance(value, LiteralNode) and within is None:
                within = self._days(value.value)
                if within is None:
                    return None
            else:
                text = verbatim(word.span.text)
                problem = Wording(f"cannot be followed by `{text}`", f"后面不能是 `{text}`")
                self._wrong(function, word.span, problem)
                return None
        return where, within

    def _is_beyond(self, where: Expression) -> bool:
        """Whether a condition on single events asks for more than the event and its customer have; says so."""
        for one in inside(where):
            if isinstance(one, _BEYOND):
                at = one.at or where.at
                self.scope.say(CALL_IN_WHERE.at(at, text=at.text if at is not None else ""))
                return True
        return False

    def _length(self, node: LiteralNode) -> int | None:
        return self._days(node.value)

    def _days(self, value: Value) -> int | None:
        days = getattr(value.value, "days", None)
        if not isinstance(days, int):
            self.scope.say(codes.MONTHS_IN_WINDOW.at(value.span, text=value.span.text))
            return None
        if not 1 <= days <= LONGEST_DAYS:
            self.scope.say(OUT_OF_RANGE.at(value.span, text=value.span.text, limit=LIMITS["days"]))
            return None
        return days

    def _wrong(self, function: Function, at: Span, problem: Wording) -> None:
        english, chinese = function.examples[0]
        self.scope.say(
            codes.NEEDS_FIELD.at(at, function=function.titles, problem=problem, example=Wording(english, chinese))
        )
