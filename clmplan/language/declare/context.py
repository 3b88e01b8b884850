"""What every declaration needs to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from clmplan.base.days import Window
from clmplan.base.diagnostics import Wording
from clmplan.codes import resolve as codes
from clmplan.language.expressions.infer import Inference
from clmplan.language.phrases import Reader
from clmplan.language.scope import KINDS, Declared, Scope
from clmplan.language.shapes import Filled, Shape, fill
from clmplan.model.schedule import DayTable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """The scope, its inference, the readers of slots, the horizon and the days of the regions."""

    scope: Scope
    inference: Inference
    readers: Mapping[str, Reader]
    horizon: Window
    day_table: DayTable

    def fill(self, shape: Shape, declared: Declared) -> Filled:
        """The block of a declaration read against its shape."""
        return fill(shape, declared.statement, declared.name, self.scope, self.readers)

    def lacks(self, declared: Declared, missing: Wording, hint: Wording) -> None:
        """Say that a declaration is empty where it must not be."""
        self.scope.say(
            codes.NEEDS.at(
                declared.at, declaration=KINDS[declared.kind], name=declared.name, missing=missing, hint=hint
            )
        )


def as_(kind: type[T], value: object | None) -> T | None:
    """A slot's value when it has the type, else None (missing, or already reported)."""
    return value if isinstance(value, kind) else None
