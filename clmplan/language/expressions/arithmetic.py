"""Sums, differences and products: which values may be combined, and what comes of them."""

from __future__ import annotations

from typing import Literal, cast

from clmplan.base.diagnostics import Edit, Wording
from clmplan.base.money import SYMBOLS
from clmplan.base.source import Span
from clmplan.codes import infer as codes
from clmplan.codes.mend_words import write
from clmplan.codes.types import TYPE_WORDS
from clmplan.language.expressions.alike import are_alike, is_average, type_of
from clmplan.language.scope import Scope
from clmplan.language.text.syntax import BinaryNode
from clmplan.model.expression import Arithmetic, Constant, Expression, Type

_AMOUNTS = frozenset({Type.NUMBER, Type.MONEY, Type.DAYS})


def combined(node: BinaryNode, left: Expression, right: Expression, scope: Scope) -> Expression | None:
    """Two values combined by the operator of a node, or None when they do not go together."""
    operator = cast(Literal["+", "-", "*"], node.operator)
    if is_average(left) or is_average(right):
        scope.say(codes.AVERAGE_ALONE.at(node.span))
        return None
    if operator == "*" and not isinstance(left, Constant) and not isinstance(right, Constant):
        scope.say(codes.TWO_FIELDS_MULTIPLIED.at(node.span))
        return None
    kind = _product(left, right) if operator == "*" else _sum(left, right)
    if kind is None:
        say_different(scope, left, right, node.span)
        return None
    return Arithmetic(operator, left, right, kind, at=node.span)


def say_different(scope: Scope, left: Expression, right: Expression, at: Span) -> None:
    """Say that two values have different types, and what to do about it."""
    kinds = {type_of(left), type_of(right)}
    hint = Wording("both sides need the same unit", "两边的单位要一致")
    written = next((one for one in (left, right) if isinstance(one, Constant) and one.type is Type.MONEY), None)
    if kinds == {Type.MONEY, Type.NUMBER} and written is not None:
        hint = Wording("write the number without a currency", "请写不带币种的数字")
    elif kinds == {Type.MONEY, Type.NUMBER}:
        hint = Wording("write the amount with its currency, such as `£30`", "请写带币种的金额，如 `30元`")
    words = {"left": TYPE_WORDS[type_of(left).value], "right": TYPE_WORDS[type_of(right).value]}
    said = codes.DIFFERENT_TYPES.at(at, **words, hint=hint)
    sides = zip((left, right), words.values(), strict=True)
    said = said.given(**{side.at.text: word for side, word in sides if side.at is not None})
    plain = next((one for one in (left, right) if isinstance(one, Constant) and one.type is Type.NUMBER), None)
    symbol = SYMBOLS.get(scope.project.currency)
    if Type.MONEY in kinds and plain is not None and plain.at is not None and symbol is not None:
        amount = symbol + plain.at.text
        said = said.mended(write(amount), Edit(plain.at, amount), is_safe=False)
    scope.say(said)


def _product(left: Expression, right: Expression) -> Type | None:
    kinds = {type_of(left), type_of(right)}
    if Type.NUMBER not in kinds or not kinds <= _AMOUNTS:
        return None
    return next(iter(kinds - {Type.NUMBER}), Type.NUMBER)


def _sum(left: Expression, right: Expression) -> Type | None:
    kinds = {type_of(left), type_of(right)}
    if kinds == {Type.DAYS, Type.NUMBER} and are_alike(left, right):
        return Type.DAYS
    return type_of(left) if len(kinds) == 1 and kinds <= _AMOUNTS else None
