"""Values of customer-base functions: what they learn on the day of the plan, and the table a statement joins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from sqlglot import exp

from clmplan.audience import levels, sql, walk
from clmplan.audience.levels import Computed
from clmplan.audience.render import Scope, rendered
from clmplan.audience.scales import NUMBER_PLACES, scale_of
from clmplan.audience.statement.dialects import written
from clmplan.audience.statement.question import Question
from clmplan.audience.terms import Terms
from clmplan.model.expression import Expression, ModelValue, Type, Values
from clmplan.model.playbook import Playbook

if TYPE_CHECKING:
    from numpy.typing import NDArray

Fits = Mapping[ModelValue, object | None]


def models_in(question: Question) -> tuple[ModelValue, ...]:
    """The values of customer-base functions that a question needs, each once."""
    found = (one for top in question.reads() for one in walk.every(top) if isinstance(one, ModelValue))
    return tuple(dict.fromkeys(found))


def inputs_of(models: Iterable[ModelValue], *, is_fit: bool) -> tuple[Expression, ...]:
    """What some functions take, each once; for a fit also what they only learn from."""
    taken = ((*model.inputs, *model.learns_from) if is_fit else model.inputs for model in models)
    return tuple(dict.fromkeys(one for inputs in taken for one in inputs))


def inputs_statement(inputs: Sequence[Expression], terms: Terms, dialect: str = "duckdb") -> str:
    """The statement with a row per customer (and day): `c` (and `day`), `input_0`, `known_input_0`, `input_1` …"""
    columns = [Computed(f"input_{index}", (one,), _units(one, terms.playbook)) for index, one in enumerate(inputs)]

    def outputs(_: Scope) -> list[exp.Expression]:
        places = [sql.column(levels.CUSTOMER)] + ([sql.column(levels.DAY)] if terms.day is None else [])
        for column in columns:
            value = sql.column(column.name)
            whole = sql.cast(sql.coalesced(value, sql.literal(0)), exp.DType.BIGINT)
            known = sql.cast(sql.one_if(sql.is_known(value.copy())), exp.DType.SMALLINT)
            places += [sql.named(whole, column.name), sql.named(known, f"known_{column.name}")]
        return places

    return written(levels.query(columns, [column.name for column in columns], terms, outputs), dialect)


def inputs_from(
    inputs: Sequence[Expression], columns: Mapping[str, NDArray[np.generic]]
) -> Mapping[Expression, Values]:
    """The inputs as the answer to their statement gives them, in the order of its rows."""
    return {
        one: Values(columns[f"input_{index}"].astype(np.int64), columns[f"known_input_{index}"] == 1)
        for index, one in enumerate(inputs)
    }


def fitted(model: ModelValue, inputs: Mapping[Expression, Values]) -> object | None:
    """What a function learns from all customers."""
    taken = [inputs[one] for one in (*model.inputs, *model.learns_from)]
    return model.function.fit(taken, model.arguments)


def valued(model: ModelValue, fits: Fits, inputs: Mapping[Expression, Values]) -> Values:
    """What a function says of every row."""
    return model.function.values(fits.get(model), [inputs[one] for one in model.inputs], model.arguments)


def modelled_columns(models: Sequence[ModelValue]) -> Mapping[ModelValue, str]:
    """The column of each value in the table `modelled`; `<column>_known` beside it is 1 where it is known."""
    return {model: f"m{index}" for index, model in enumerate(models)}


def input_units(expression: Expression, playbook: Playbook) -> int:
    """By how much the engine's number of an input is multiplied: every number is given in millionths."""
    if walk.kind_of(expression) is not Type.NUMBER:
        return 1
    places = scale_of(expression, playbook).places
    if places > NUMBER_PLACES:
        raise ValueError(f"{expression!r} is finer than millionths")
    return int(10 ** (NUMBER_PLACES - places))


def _units(expression: Expression, playbook: Playbook) -> Callable[[Scope], exp.Expression]:
    factor = input_units(expression, playbook)
    is_condition = walk.kind_of(expression) in {Type.CONDITION, Type.YES_NO}

    def build(scope: Scope) -> exp.Expression:
        tree = rendered(expression, scope)
        if is_condition:
            return sql.chosen([(tree, sql.literal(1)), (sql.negated(tree.copy()), sql.literal(0))])
        return tree if factor == 1 else sql.binary(exp.Mul, sql.widened(tree), sql.literal(factor))

    return build
