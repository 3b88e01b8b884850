"""The SQL of one typed column over a staged table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """SQL over the staged table under the alias `s`, with `joins` behind it; they keep its rows, one for one.

    `value` has the engine's type and is NULL when missing or refused. `reason` is the name of the code why the row
    cannot be used, or NULL. `column` and `text` say for a refused row which column is to blame and what stands there.
    `exact` is, for a product, its value before rounding, a whole number (HUGEINT) in units of 10**-places; NULL where
    the value is. `tables` are the temporary tables that the joins need, and may be dropped after use.
    """

    value: str
    reason: str
    joins: tuple[str, ...]
    column: str
    text: str
    exact: str | None = None
    places: int = 0
    tables: tuple[str, ...] = ()
