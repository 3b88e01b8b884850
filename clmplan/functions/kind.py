"""What a function over a customer's events is made of; each word has its own file beside this one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clmplan.base.diagnostics import Wording
from clmplan.model.expression import Fold, Type

AMOUNTS = frozenset({Type.NUMBER, Type.MONEY})
ORDERED = AMOUNTS | {Type.DATE}
VALUES = ORDERED | {Type.TEXT, Type.YES_NO}


@dataclass(frozen=True, slots=True)
class Function:
    """One word of the room. `gives` is the type of its result; None: the type of the field it folds.

    `examples` are expressions in English and Chinese that the tests parse.
    """

    name: str
    fold: Fold
    takes: frozenset[Type]
    gives: Type | None
    titles: Wording
    summary: Wording
    examples: tuple[tuple[str, str], ...]
    meaning: Callable[[Sequence[object]], object | None]

    def result(self, field_type: Type | None) -> Type:
        """The type of the result over a field of a type, or over whole events when the type is None."""
        if self.gives is not None:
            return self.gives
        if field_type is None:
            raise ValueError(f"`{self.name}` folds a field")
        return field_type

    def plain(self, values: Sequence[object]) -> object | None:
        """The result on the known values of the matching events; None when it is unknown."""
        return self.meaning(values)
