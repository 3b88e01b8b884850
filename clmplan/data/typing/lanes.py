"""SQL that types texts of plain shape as the parser does; every other text goes through the parser."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from clmplan.base.money import minor_digits
from clmplan.data.typing.dates import CLOCK, OFFSET
from clmplan.data.typing.numbers import LARGEST_DIGITS, NUMBER_PLACES, decimal_parts
from clmplan.data.typing.texts import KEY_LIMIT, TEXT_LIMIT
from clmplan.model.project import FieldSpec, FieldType

# Characters that NFC leaves alone whatever stands beside them, none of them white space.
_STABLE = r"!-~\x{a1}-\x{ac}\x{ae}-\x{2ff}\x{3001}-\x{3029}\x{4e00}-\x{9fff}\x{ff01}-\x{ff5e}"

# INVARIANT: the parser says the same of a text and of its first TEXT_LIMIT + 1 characters: it is too long.
CUT = f"CASE WHEN strlen({{c}}) <= {TEXT_LIMIT} THEN {{c}} ELSE left({{c}}, {TEXT_LIMIT + 1}) END"
_ISO = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


@dataclass(frozen=True, slots=True)
class Lane:
    """SQL over one text `{c}` (`str.format` fills it in).

    `plain` tells the texts that `value` types; NULL or false sends a text to the parser, and
    an empty text is missing without it. `head` is what the parser is
    given instead of a text: the parser says the same of both, and a column has far fewer heads. `type` is the engine's.
    """

    type: str
    plain: str
    value: str
    head: str = CUT


def lane(spec: FieldSpec, currency: str) -> Lane:
    """The lane of a field."""
    match spec.type:
        case FieldType.TEXT:
            return _TEXT
        case FieldType.PHONE:
            return Lane("VARCHAR", _matches("1[3-9][0-9]{9}"), "nullif({c}, '')")
        case FieldType.NUMBER:
            return _decimal_lane(NUMBER_PLACES, spec.unit)
        case FieldType.MONEY:
            return _decimal_lane(minor_digits(currency), spec.unit)
        case FieldType.YES_NO:
            return Lane("BOOLEAN", "FALSE", "CAST(NULL AS BOOLEAN)")
        case FieldType.ONE_OF:
            return Lane("VARCHAR", "FALSE", "CAST(NULL AS VARCHAR)")
        case FieldType.DATE:
            return _DATE if spec.format is None else Lane("INTEGER", "FALSE", "CAST(NULL AS INTEGER)")


def factor_lane() -> Lane:
    """The lane of a factor of a product."""
    return _decimal_lane(NUMBER_PLACES, None)


def _matches(pattern: str) -> str:
    """A test of a whole text; the braces of the pattern are kept from `str.format`."""
    return "regexp_full_match({c}, '" + pattern.replace("{", "{{").replace("}", "}}") + "')"


def _braces(pattern: str) -> str:
    return pattern.replace("{", "{{").replace("}", "}}")


def _decimal_lane(places: int, unit: Decimal | None) -> Lane:
    """Plain decimals; with a unit that is no power of ten, or leaves no digit, none."""
    mantissa, below = decimal_parts(unit.normalize()) if unit is not None else (1, 0)
    power = len(str(mantissa)) - 1 - below
    digits, decimals = LARGEST_DIGITS - power, places + power
    nothing = Lane("BIGINT", "FALSE", "CAST(NULL AS BIGINT)")
    if mantissa != 10 ** (len(str(mantissa)) - 1) or digits < 1 or decimals < 0:
        return nothing
    shape = rf"-?[0-9]{{1,{digits}}}" + (rf"(\.[0-9]{{1,{decimals}}})?" if decimals else "")
    # `1.5e6` is cast without a float between; decimals of 18 digits overflow when they are multiplied.
    return Lane("BIGINT", _matches(shape), f"TRY_CAST({{c}} || 'e{decimals}' AS BIGINT)")


_TEXT = Lane(
    "VARCHAR",
    # An `E+` may be a number that has lost digits; a text that begins with a space may be nothing else.
    f"CASE WHEN strlen({{c}}) = length({{c}}) THEN {{c}} >= '!' AND strlen({{c}}) <= {TEXT_LIMIT} "
    f"AND NOT contains({{c}}, 'E+') ELSE length({{c}}) <= {TEXT_LIMIT} AND {_matches(f'[ {_STABLE}]*')} END",
    "nullif({c}, '')",
)
KEY = Lane(
    "VARCHAR",
    f"CASE WHEN strlen({{c}}) = length({{c}}) THEN {{c}} >= '!' AND right({{c}}, 1) > ' ' "
    f"AND strlen({{c}}) <= {KEY_LIMIT} AND NOT contains({{c}}, 'E+') "
    f"ELSE length({{c}}) <= {KEY_LIMIT} AND {_matches(f'[{_STABLE}]([ {_STABLE}]*[{_STABLE}])?')} END",
    "nullif({c}, '')",
)
# Heads of dates: every time of day becomes midnight, a serial loses its fraction, and seconds are cut to whole quarters
# of an hour, because since the first moment that has ten digits every zone is a multiple of these from UTC.
_DATE = Lane(
    "INTEGER",
    f"{{c}} >= '0001' AND {_matches(f'{_ISO}([ T]{CLOCK})?')} AND TRY_CAST(left({{c}}, 10) AS DATE) IS NOT NULL",
    "CAST(TRY_CAST(left({c}, 10) AS DATE) - DATE '1970-01-01' AS INTEGER)",
    "CASE WHEN strlen({c}) = 10 AND contains({c}, '-') THEN {c} "
    f"WHEN strlen({{c}}) > {TEXT_LIMIT} THEN left({{c}}, {TEXT_LIMIT + 1}) "
    f"WHEN {_matches(f'{_ISO} {CLOCK}')} THEN left({{c}}, 10) || ' 0:00' "
    "WHEN contains({c}, ':') THEN regexp_replace(regexp_replace({c}, "
    f"'[ T]+{_braces(CLOCK)}{_braces(OFFSET)}$', ' 0:00Z'), '[ T]+{_braces(CLOCK)}$', ' 0:00') "
    f"WHEN {_matches('[0-9]{5}[.][0-9]+')} THEN left({{c}}, 5) "
    f"WHEN {{c}} >= '1000000800' AND {_matches('[0-9]{10}')} THEN CAST(CAST({{c}} AS BIGINT) // 900 * 900 AS VARCHAR) "
    f"WHEN {{c}} >= '1000000800' AND {_matches('[0-9]{13}')} "
    "THEN CAST(CAST({c} AS BIGINT) // 900000 * 900000 AS VARCHAR) "
    "ELSE {c} END",
)
