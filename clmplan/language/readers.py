"""What each type of slot accepts: from a node of a phrase to a value of the model."""

from __future__ import annotations

from collections.abc import Mapping

from clmplan.language.expressions.infer import Inference
from clmplan.language.phrases import Reader
from clmplan.language.scope import Scope
from clmplan.language.slots.names import name_readers
from clmplan.language.slots.schedules import schedule_readers
from clmplan.language.slots.values import value_readers


def readers(scope: Scope, inference: Inference) -> Mapping[str, Reader]:
    """All slot readers of a scope."""
    return {**value_readers(scope), **name_readers(scope, inference), **schedule_readers(scope)}
