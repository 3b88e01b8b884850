"""Expressions as the steps of a program: what is equal is one step, names stand for what is behind them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from typing import cast

import numpy as np

from clmplan.audience import walk
from clmplan.audience.render import halves
from clmplan.audience.scales import places_of, scale_of, units
from clmplan.audience.statement.models import input_units
from clmplan.audience.sweep import steps
from clmplan.audience.sweep import values as v
from clmplan.audience.sweep.program import Evaluate, Program, Step, UnsweepableError
from clmplan.audience.sweep.reading import Needs
from clmplan.audience.sweep.slopes import behind
from clmplan.audience.sweep.spans import Fact
from clmplan.audience.walk import Ranked
from clmplan.model.expression import (
    And,
    Arithmetic,
    Compare,
    Constant,
    Contained,
    CustomerField,
    DaysSince,
    EventCall,
    EventDay,
    Expression,
    MetricValue,
    Missing,
    ModelValue,
    Not,
    Operator,
    Or,
    Quintile,
    SegmentMember,
    StageOf,
    TopShare,
    Type,
)
from clmplan.model.playbook import Lifecycle, Playbook

_CONDITIONS = frozenset({Type.CONDITION, Type.YES_NO})
_NAMES = frozenset({Type.TEXT, Type.STAGE})
_NEVER_STATIC = (EventCall, EventDay, DaysSince, StageOf, ModelValue, TopShare, Quintile)


class Compiler:
    """The steps gathered so far, and where the value of each expression is made."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self._steps: list[Step] = []
        self._made: dict[Hashable, int] = {}
        self._static: dict[Expression, bool] = {}
        self._facts: dict[Fact, None] = {}
        self._fields: dict[CustomerField, None] = {}
        self._statics: dict[Expression, None] = {}

    def program(self, outputs: Iterable[int]) -> Program:
        """The program that makes some of the values."""
        needs = Needs(self.playbook, tuple(self._facts), tuple(self._fields), tuple(self._statics))
        return Program(tuple(self._steps), tuple(outputs), needs)

    def value(self, expression: Expression) -> int:
        """The step that makes the value of an expression."""
        if expression.type in _CONDITIONS and self._is_static(expression):  # type: ignore[attr-defined]  # all have one
            self._statics[expression] = None
            return self._step(("static", expression), partial(steps.static, expression))
        return _COMPILED[type(expression)](self, expression)

    def population(self, ranked: Ranked) -> int:
        """The step that says who belongs to a ranked population, and by what it is ranked."""
        return self._step(("population", ranked.by, ranked.among), steps.population, *self._ranked(ranked))

    def difference(self, left: Expression, right: Expression) -> int:
        """The step that subtracts two values."""
        sides = self.value(left), self.value(right)
        return self._step(("difference", left, right), partial(steps.arithmetic, "-"), *sides)

    def overlap(self, lifecycle: Lifecycle) -> int:
        """The step that says for whom two or more conditions of a lifecycle hold."""
        held = (self.value(stage.condition) for stage in lifecycle.stages if stage.condition is not None)
        return self._step(("overlap", lifecycle.name), steps.overlap, *held)

    def _step(self, key: Hashable, evaluate: Evaluate, *inputs: int) -> int:
        if key not in self._made:
            self._made[key] = len(self._steps)
            self._steps.append(Step(evaluate, inputs))
        return self._made[key]

    def _is_static(self, expression: Expression) -> bool:
        """Whether nothing but fields and what is written decides a condition, also behind its names."""
        if expression not in self._static:
            parts = list(walk.every(expression))
            found = not any(isinstance(one, _NEVER_STATIC) for one in parts)
            names = [one for part in parts for one in behind(part, self.playbook)] if found else []
            self._static[expression] = found and all(map(self._is_static, names))
        return self._static[expression]

    def _constant(self, expression: Constant) -> int:
        value = expression.value
        if isinstance(value, bool | str):
            raise UnsweepableError(f"{value!r} as a value")
        places = places_of(value)
        whole = units(value, places)
        number = v.Number(np.asarray(whole, dtype=np.int64), None, places, abs(whole))
        return self._step(expression, partial(steps.constant, number))

    def _field(self, expression: CustomerField) -> int:
        if expression.type in _NAMES | _CONDITIONS:
            raise UnsweepableError(f"the text {expression.name} beside something that changes")
        self._fields[expression] = None
        return self._step(expression, partial(steps.field, expression))

    def _fact(self, fact: EventCall | EventDay) -> int:
        if isinstance(fact, EventCall) and fact.function.fold == "avg":
            total, count = halves(fact)
            return self._step(fact, steps.ratio, self._fact(total), self._fact(count))
        self._facts[fact] = None
        return self._step(fact, partial(steps.fact, fact))

    def _name(self, expression: MetricValue | SegmentMember) -> int:
        return self.value(behind(expression, self.playbook)[0])

    def _stage(self, expression: StageOf) -> int:
        lifecycle = next(one for one in self.playbook.lifecycles if one.name == expression.lifecycle)
        held = [_ALWAYS if one.condition is None else self.value(one.condition) for one in lifecycle.stages]
        return self._step(
            ("stage", lifecycle.name),
            partial(steps.stage, tuple(stage.name for stage in lifecycle.stages), tuple(held)),
            *(one for one in held if one != _ALWAYS),
        )

    def _days_since(self, expression: DaysSince) -> int:
        return self._step(expression, steps.days_since, self.value(expression.date))

    def _arithmetic(self, expression: Arithmetic) -> int:
        sides = self.value(expression.left), self.value(expression.right)
        return self._step(expression, partial(steps.arithmetic, expression.operator), *sides)

    def _compare(self, expression: Compare) -> int:
        left, right, sign = expression.left, expression.right, expression.operator
        kind = left.type  # type: ignore[attr-defined]  # every node has a type
        if kind in _CONDITIONS:
            return self._compared_truth(expression)
        if kind not in _NAMES:
            return self._step(expression, partial(steps.compare, sign), self.value(left), self.value(right))
        if isinstance(right, Constant):
            return self._step(expression, partial(steps.compare_name, sign, str(right.value)), self.value(left))
        if isinstance(left, Constant):
            turned = steps.TURNED[sign]
            return self._step(expression, partial(steps.compare_name, turned, str(left.value)), self.value(right))
        for field, other, turned in ((left, right, steps.TURNED[sign]), (right, left, sign)):
            if self._is_static(field):
                return self.value(_label_by_label(turned, other, field, self._labels(other)))
        return self._step(expression, partial(steps.compare_names, sign), self.value(left), self.value(right))

    def _labels(self, expression: Expression) -> tuple[str, ...]:
        """The texts that something which is no field can be."""
        while isinstance(expression, MetricValue):
            expression = behind(expression, self.playbook)[0]
        if isinstance(expression, ModelValue):
            return expression.function.labels
        raise UnsweepableError(f"{expression!r} compared with a text of the customer")

    def _compared_truth(self, expression: Compare) -> int:
        constant, other = expression.right, expression.left
        if not isinstance(constant, Constant):
            constant, other = other, constant
        if not isinstance(constant, Constant) or expression.operator not in {"=", "!="}:
            raise UnsweepableError("two conditions compared")
        is_same = bool(constant.value) == (expression.operator == "=")
        return self.value(other) if is_same else self.value(Not(other))

    def _contained(self, expression: Contained) -> int:
        kind = expression.value.type  # type: ignore[attr-defined]  # every node has a type
        if kind in _CONDITIONS:
            raise UnsweepableError("a condition among some")
        value = self.value(expression.value)
        if kind in _NAMES:
            texts = tuple(str(one.value) for one in expression.among)
            return self._step(expression, partial(steps.among_names, texts), value)
        return self._step(expression, steps.among, value, *(self.value(one) for one in expression.among))

    def _missing(self, expression: Missing) -> int:
        return self._step(expression, steps.missing, self.value(expression.value))

    def _and(self, expression: And) -> int:
        return self._step(expression, steps.all_of, *map(self.value, expression.parts))

    def _or(self, expression: Or) -> int:
        return self._step(expression, steps.any_of, *map(self.value, expression.parts))

    def _not(self, expression: Not) -> int:
        return self._step(expression, steps.negated, self.value(expression.part))

    def _ranked(self, ranked: Ranked) -> list[int]:
        return [self.value(one) for one in (ranked.by, ranked.among) if one is not None]

    def _top_share(self, expression: TopShare) -> int:
        return self._step(expression, partial(steps.top_share, expression), *self._ranked(expression))

    def _quintile(self, expression: Quintile) -> int:
        return self._step(expression, partial(steps.quintile, expression), *self._ranked(expression))

    def _model(self, expression: ModelValue) -> int:
        factors = tuple(input_units(one, self.playbook) for one in expression.inputs)
        places = scale_of(expression, self.playbook).places
        evaluate = partial(steps.model, expression, factors, places)
        return self._step(expression, evaluate, *map(self.value, expression.inputs))


def _label_by_label(sign: Operator, value: Expression, field: Expression, labels: tuple[str, ...]) -> Expression:
    """A comparison of a value that is one of some labels with a field, as comparisons with what is written.

    The last part is never true; it is unknown where the value is, so that the whole is.
    """
    parts: list[Expression] = []
    for label in labels:
        text = Constant(label, Type.TEXT)
        parts.append(And((Compare("=", value, text), Compare(sign, text, field))))
    return Or((*parts, Not(Compare("=", value, value))))


_ALWAYS = -1
_COMPILED = cast(
    "Mapping[type[Expression], Callable[[Compiler, Expression], int]]",
    {
        Constant: Compiler._constant,
        CustomerField: Compiler._field,
        EventCall: Compiler._fact,
        EventDay: Compiler._fact,
        MetricValue: Compiler._name,
        SegmentMember: Compiler._name,
        StageOf: Compiler._stage,
        DaysSince: Compiler._days_since,
        Arithmetic: Compiler._arithmetic,
        Compare: Compiler._compare,
        Contained: Compiler._contained,
        Missing: Compiler._missing,
        And: Compiler._and,
        Or: Compiler._or,
        Not: Compiler._not,
        TopShare: Compiler._top_share,
        Quintile: Compiler._quintile,
        ModelValue: Compiler._model,
    },
)
