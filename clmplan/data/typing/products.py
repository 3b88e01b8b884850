"""Products of columns as SQL: exact in whole numbers, rounded once for each row."""

from __future__ import annotations

from decimal import Decimal

from clmplan.base.money import minor_digits
from clmplan.codes.set_aside import MISSING_VALUE, TOO_LARGE
from clmplan.data.typing.numbers import LARGEST_DIGITS, NUMBER_PLACES, decimal_parts
from clmplan.data.typing.typed_column import TypedColumn
from clmplan.model.project import FieldSpec, FieldType


def product_column(field: FieldSpec, currency: str, factors: tuple[TypedColumn, ...]) -> TypedColumn:
    """The column of a product by its factors in millionths; an amount is rounded half away from zero."""
    mantissa, below = decimal_parts(field.unit if field.unit is not None else Decimal(1))
    places = NUMBER_PLACES * len(factors) + below
    kept = minor_digits(currency) if field.type is FieldType.MONEY else NUMBER_PLACES
    exact = " * ".join((*(f"CAST({one.value} AS HUGEINT)" for one in factors), str(mantissa)))
    # TRY: what leaves the range of whole numbers on the way is too large, as the parser says too.
    digits = LARGEST_DIGITS + kept
    value = f"TRY(CAST(CAST({_rounded(exact, places - kept)} AS DECIMAL({digits}, 0)) AS BIGINT))"
    refused = ", ".join(one.reason for one in factors)
    is_missing = " OR ".join(f"({one.value}) IS NULL" for one in factors)
    missing = "NULL" if field.nullable else f"'{MISSING_VALUE.name}'"
    no_value = f"CASE WHEN {is_missing} THEN {missing} ELSE '{TOO_LARGE.name}' END"
    return TypedColumn(
        value=value,
        reason=f"coalesce({refused}, CASE WHEN {value} IS NULL THEN {no_value} END)",
        joins=tuple(join for one in factors for join in one.joins),
        column=_blamed(factors, "column"),
        text=_blamed(factors, "text"),
        exact=f"CASE WHEN {value} IS NOT NULL THEN {exact} END",
        places=places,
        tables=tuple(table for one in factors for table in one.tables),
    )


def _rounded(exact: str, places: int) -> str:
    """Half away from zero, without `places` of its last digits."""
    return f"{exact} * {10**-places}" if places <= 0 else f"round({exact}, -{places}) // {10**places}"


def _blamed(factors: tuple[TypedColumn, ...], part: str) -> str:
    """The first factor that is refused or missing; the first of all when only the product is refused."""
    branches = "".join(
        f"WHEN ({one.reason}) IS NOT NULL OR ({one.value}) IS NULL THEN {getattr(one, part)} " for one in factors
    )
    return f"CASE {branches}ELSE {getattr(factors[0], part)} END"
