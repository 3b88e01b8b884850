"""Expressions get their meaning: names resolved, types and units checked."""

from __future__ import annotations

from itertools import chain
from typing import cast

from clmplan.base.diagnostics import Edit, Wording
from clmplan.base.source import Span
from clmplan.codes import infer as codes
from clmplan.codes import resolve as name_codes
from clmplan.codes.mend_words import write
from clmplan.codes.phrases import COUNTED, HOW_TO_COMPARE, LATEST, days_asked, verbatim
from clmplan.codes.types import TYPE_WORDS
from clmplan.language.calls import Calls
from clmplan.language.expressions.alike import MIRRORED, are_alike, is_average, operands, type_of
from clmplan.language.expressions.arithmetic import combined, say_different
from clmplan.language.expressions.constants import always, constant, without_marks
from clmplan.language.expressions.meant import written_beside
from clmplan.language.scope import KINDS, STAGE_WORDS, Scope
from clmplan.language.text.syntax import (
    BetweenNode,
    BinaryNode,
    CallNode,
    ListNode,
    LiteralNode,
    MissingNode,
    NameNode,
    Node,
    NotNode,
    RecentNode,
    SinceNode,
    WordNode,
)
from clmplan.language.words import word_table
from clmplan.model.expression import (
    And,
    Arithmetic,
    Compare,
    Constant,
    Contained,
    CustomerField,
    DaysSince,
    EventField,
    Expression,
    MetricValue,
    Missing,
    Not,
    Operator,
    Or,
    SegmentMember,
    StageOf,
    Type,
)
from clmplan.model.project import FieldType, TableSpec

FIELD_TYPES = {
    FieldType.TEXT: Type.TEXT,
    FieldType.NUMBER: Type.NUMBER,
    FieldType.MONEY: Type.MONEY,
    FieldType.DATE: Type.DATE,
    FieldType.YES_NO: Type.YES_NO,
    FieldType.ONE_OF: Type.TEXT,
    FieldType.PHONE: Type.TEXT,
}
_ORDERED = frozenset({Type.NUMBER, Type.MONEY, Type.DATE, Type.DAYS})

_NAMED = ("metric", "segment")


class Inference:
    """Types the expressions of one project; every method returns None when it has reported a mistake."""

    def __init__(self, scope: Scope, metric_types: dict[str, Type], *, in_stage: bool = False) -> None:
        self.scope = scope
        self.metric_types = metric_types
        self.in_stage = in_stage
        self.calls = Calls(scope, self.infer, self.condition)

    def knows(self, name: str) -> bool:
        """Whether a bare name means something in a condition."""
        scope = self.scope
        return scope.customer_field(name) is not None or any(name in scope.declared[kind] for kind in _NAMED)

    def condition(self, node: Node, event: TableSpec | None = None) -> Expression | None:
        """A condition, or None."""
        found = self._name(node, event, is_whole=True) if isinstance(node, NameNode) else self.infer(node, event)
        if found is None:
            return None
        if type_of(found) is Type.CONDITION:
            return found
        kind, text = TYPE_WORDS[type_of(found).value], node.span.text
        if isinstance(node, LiteralNode) or type_of(found) is not Type.YES_NO:
            hint = days_asked(text) if type_of(found) is Type.DATE else HOW_TO_COMPARE
            self.scope.say(codes.NOT_A_CONDITION.at(node.span, kind=kind, hint=hint))
            return None
        hint = Wording(f"write `{verbatim(text)} is yes`", f"请写 `{verbatim(text)} 为 是`")
        whole = f"{text} is yes" if text.isascii() else f"{text} 为 是"
        said = codes.NOT_A_CONDITION.at(node.span, kind=kind, hint=hint)
        self.scope.say(said.mended(write(whole), Edit(node.span, whole), is_safe=True))
        return None

    def infer(self, node: Node, event: TableSpec | None = None) -> Expression | None:
        """Any expression, or None; `event` is the kind of event inside a `where`."""
        match node:
            case LiteralNode(_, value):
                return constant(value, self.scope)
            case NameNode():
                return self._name(node, event)
            case WordNode() if self.knows(node.span.text) or node.span.text in STAGE_WORDS:
                return self._name(NameNode(node.span, (node.span.text,)), event)
            case CallNode():
                return self.calls.call(node)
            case RecentNode():
                return self.calls.recent(node)
            case SinceNode():
                return self._since(node, event)
            case NotNode():
                part = self.condition(node.part, event)
                return None if part is None else Not(part, at=node.span)
            case MissingNode():
                return self._missing(node, event)
            case BetweenNode():
                return self._between(node, event)
            case BinaryNode():
                return self._binary(node, event)
        hint = Wording("write a field, a value or a condition", "请写字段、值或条件")
        self.scope.say(codes.NOT_IN_EXPRESSION.at(node.span, text=node.span.text, hint=hint))
        return None

    def _name(self, node: NameNode, event: TableSpec | None, *, is_whole: bool = False) -> Expression | None:
        name = ".".join(node.path)
        found = self._known_name(name, node.span, event)
        scope = self.scope
        if found is not None or any(name in scope.declared[kind] for kind in (*_NAMED, "lifecycle")):
            return found  # when declared, what is wrong with it has been said
        if name in scope.lost:
            return None
        if name in STAGE_WORDS and (self.in_stage or scope.stages):
            self._which_stage(node.span)
            return None
        if name in word_table().conditions:
            return always(node.span)
        if event is None and scope.is_event_alone(name, node.span, COUNTED):
            return None
        alone = scope.stage_condition(name) if is_whole and not self.in_stage else None
        if alone is not None:
            scope.say(name_codes.UNKNOWN_NAME.at(node.span, kind=KINDS["name"], name=name, hint=alone))
            return None
        fields = [spec.name for spec in (*(event.fields if event else ()), *scope.project.customers.fields)]
        stage = ("stage",) if scope.stages else ()
        known = chain(fields, scope.names("metric"), scope.names("segment"), stage, word_table().conditions)
        scope.unknown("name", name, node.span, known)
        return None

    def _known_name(self, name: str, at: Span, event: TableSpec | None) -> Expression | None:
        scope = self.scope
        if event is not None and (spec := event.field(name)) is not None:
            return EventField(event.name, spec.name, FIELD_TYPES[spec.type], spec.nullable, at=at)
        if (spec := scope.customer_field(name)) is not None:
            return CustomerField(spec.name, FIELD_TYPES[spec.type], spec.nullable, at=at)
        if name in self.metric_types:
            return MetricValue(name, self.metric_types[name], at=at)
        if name in scope.stages or (name in STAGE_WORDS and len(scope.stages) == 1):
            if self.in_stage:
                scope.say(name_codes.STAGE_IN_STAGE.at(at))
                return None
            return StageOf(name if name in scope.stages else next(iter(scope.stages)), at=at)
        if name in scope.declared["segment"]:
            if self.in_stage:
                scope.say(name_codes.SEGMENT_IN_STAGE.at(at, name=name))
                return None
            return SegmentMember(name, at=at)
        return None

    def _which_stage(self, at: Span) -> None:
        if self.in_stage:
            self.scope.say(name_codes.STAGE_IN_STAGE.at(at))
            return
        english = ", ".join(f"`{verbatim(name)}`" for name in self.scope.stages)
        hint = Wording(f"name the lifecycle: {english}", f"请写生命周期的名字：{english}")
        self.scope.say(codes.NOT_IN_EXPRESSION.at(at, text=at.text, hint=hint))

    def _since(self, node: SinceNode, event: TableSpec | None) -> Expression | None:
        if isinstance(node.of, NameNode) and self.scope.is_event_alone(".".join(node.of.path), node.of.span, LATEST):
            return None
        found = self.infer(node.of, event)
        if found is None:
            return None
        if type_of(found) is not Type.DATE:
            hint = Wording(
                "write `days since last order` or `days since` a date field", "请写 `距 上次 订单` 或 `距` 日期字段"
            )
            self.scope.say(codes.NOT_IN_EXPRESSION.at(node.of.span, text=node.of.span.text, hint=hint))
            return None
        since = DaysSince(found, at=node.span)
        if not node.is_ahead:
            return since
        return Arithmetic("-", Constant(0, Type.DAYS, at=node.span), since, Type.DAYS, at=node.span)

    def _missing(self, node: MissingNode, event: TableSpec | None) -> Expression | None:
        value = self.infer(node.value, event)
        if value is None:
            return None
        missing = Missing(value, at=node.span)
        return Not(missing, at=node.span) if node.is_negated else missing

    def _between(self, node: BetweenNode, event: TableSpec | None) -> Expression | None:
        low = self._compare(">=", node.value, node.low, node.span, event)
        high = self._compare("<=", node.value, node.high, node.span, event) if low is not None else None
        return None if low is None or high is None else And((low, high), at=node.span)

    def _binary(self, node: BinaryNode, event: TableSpec | None) -> Expression | None:
        match node.operator:
            case "and" | "or":
                parts = tuple(self.condition(part, event) for part in operands(node, node.operator))
                known = tuple(part for part in parts if part is not None)
                if len(known) < len(parts):
                    return None
                return And(known, at=node.span) if node.operator == "and" else Or(known, at=node.span)
            case "in":
                return self._contained(node, event)
            case "+" | "-" | "*":
                return self._arithmetic(node, event)
        return self._compare(cast(Operator, node.operator), node.left, node.right, node.span, event)

    def _compare(
        self, operator: Operator, left_node: Node, right_node: Node, at: Span, event: TableSpec | None
    ) -> Expression | None:
        if _is_percent(left_node) and not _is_percent(right_node):
            return self._compare(MIRRORED[operator], right_node, left_node, at, event)
        left = self.infer(left_node, event)
        if left is None:
            return None
        right = self._constant_for(left, right_node) or self.infer(right_node, event)
        if right is None:
            return None
        if not are_alike(left, right):
            say_different(self.scope, left, right, at)
            return None
        if operator not in {"=", "!="} and type_of(left) not in _ORDERED:
            self.scope.say(codes.ORDER_OF_NAMES.at(at, kind=TYPE_WORDS[type_of(left).value]))
            return None
        average = next((side for side in (left, right) if is_average(side)), None)
        if average is not None and not isinstance(right if average is left else left, Constant | MetricValue):
            self.scope.say(codes.AVERAGE_ALONE.at(at))
            return None
        return Compare(operator, left, right, at=at)

    def _constant_for(self, left: Expression, node: Node) -> Constant | None:
        """A bare name on the right of a stage or of a field with listed values."""
        if not isinstance(node, NameNode | LiteralNode):
            return None
        word = node.path[0] if isinstance(node, NameNode) and len(node.path) == 1 else None
        if isinstance(left, StageOf):
            stages = self.scope.stages[left.lifecycle]
            if word in stages:
                return Constant(word, Type.STAGE, at=node.span)
            if word is not None and self._known_name(word, node.span, None) is None:
                self.scope.unknown("stage", word, node.span, stages)
                return Constant(word, Type.STAGE, at=node.span)
        meant = written_beside(left, node, self.scope)
        if meant is not None:
            return meant
        return without_marks(self.scope, left, word, node.span) if word is not None else None

    def _contained(self, node: BinaryNode, event: TableSpec | None) -> Expression | None:
        value = self.infer(node.left, event)
        if value is None or not isinstance(node.right, ListNode):
            return None
        items = [self._constant_for(value, item) or self.infer(item, event) for item in node.right.items]
        among: list[Constant] = []
        for item in items:
            if item is None:
                return None
            if not isinstance(item, Constant) or not are_alike(value, item):
                say_different(self.scope, value, item, item.at or node.span)
                return None
            among.append(item)
        if not among:
            hint = Wording("name at least one value", "至少写一个值")
            self.scope.say(codes.NOT_IN_EXPRESSION.at(node.right.span, text="[]", hint=hint))
            return None
        return Contained(value, tuple(among), at=node.span)

    def _arithmetic(self, node: BinaryNode, event: TableSpec | None) -> Expression | None:
        left, right = self.infer(node.left, event), self.infer(node.right, event)
        return None if left is None or right is None else combined(node, left, right, self.scope)


def _is_percent(node: Node) -> bool:
    return isinstance(node, LiteralNode) and node.value.kind == "percent"
