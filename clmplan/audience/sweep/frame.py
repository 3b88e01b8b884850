"""What a program looks at: the cells of one block of customers, their facts and fields, and cut points by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience.sweep.cells import Cells
from clmplan.audience.sweep.reading import Block
from clmplan.audience.sweep.spans import Counted, Fact
from clmplan.audience.sweep.values import Number, Truth
from clmplan.audience.walk import Ranked
from clmplan.model.expression import CustomerField, Expression, ModelValue

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Points:
    """The cut points of a rank: `values` in the units of what is ranked, shape (cuts, days); `is_cut` says where there
    is one. The rows of a frame are the days of the points."""

    values: NDArray[np.int64]
    is_cut: NDArray[np.bool_]

    def on(self, rows: NDArray[np.int64]) -> Points:
        """The points of some of the days."""
        return Points(self.values[:, rows], self.is_cut[:, rows])


@dataclass(frozen=True, slots=True)
class Frame:
    """The cells of a block and all that a program may ask about them."""

    cells: Cells
    block: Block
    counted: Mapping[Fact, Counted]
    points: Mapping[Ranked, Points]
    fits: Mapping[ModelValue, object | None]

    def fact(self, fact: Fact) -> Number:
        """A fact at every cell."""
        return self.counted[fact].at(self.cells)

    def field(self, field: CustomerField) -> Number:
        """A field at every cell."""
        number = self.block.fields[field]
        at = self.cells.customer
        return Number(number.values[at], None if number.known is None else number.known[at], number.places, number.most)

    def static(self, condition: Expression) -> Truth:
        """A condition over fields alone at every cell."""
        truth, at = self.block.statics[condition], self.cells.customer
        return Truth(truth.yes[at], None if truth.unknown is None else truth.unknown[at])

    def cut(self, ranked: Ranked) -> Points:
        """The cut points of the row of every cell; shapes (cuts, cells)."""
        return self.points[ranked].on(self.cells.row)
