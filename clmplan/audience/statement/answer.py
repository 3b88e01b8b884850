"""What is known of every customer on a day: stages, conditions as bits, values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is where on a day; every array over customers has shape (customers,).

    `stages` are positions in a lifecycle, -1 outside every stage; `bits` say of each segment and rule for whom it
    holds, eight customers in a byte; `unknowns` and `overlapping` count customers. `values` are whole units and 0
    where `knowns` says that they are unknown.
    """

    day: int
    customers: int
    stages: Mapping[str, NDArray[np.int8]]
    bits: Mapping[str, NDArray[np.uint8]]
    unknowns: Mapping[str, int]
    overlapping: Mapping[str, int]
    values: Mapping[str, NDArray[np.int64]]
    knowns: Mapping[str, NDArray[np.bool_]]

    def holds(self, name: str) -> NDArray[np.bool_]:
        """For whom a segment or rule holds."""
        return np.unpackbits(self.bits[name], count=self.customers).view(np.bool_)

    def count(self, name: str) -> int:
        """For how many customers a segment or rule holds."""
        return int(np.bitwise_count(self.bits[name]).sum(dtype=np.int64))

    def unknown(self, name: str) -> int:
        """For how many customers a segment or rule is unknown."""
        return self.unknowns[name]

    def overlaps(self, lifecycle: str) -> int:
        """For how many customers two or more conditions of a lifecycle hold."""
        return self.overlapping[lifecycle]

    def known(self, name: str) -> NDArray[np.bool_]:
        """For whom a value is known."""
        return self.knowns[name]
