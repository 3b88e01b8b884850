"""Which types the values of a column fit, measured with the parser that will read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

from clmplan.base.diagnostics import Code
from clmplan.data.mapping.ideas.idea import Side
from clmplan.data.mapping.profile import ColumnProfile
from clmplan.data.typing.parser import reader
from clmplan.data.typing.texts import composed, is_nothing, plain
from clmplan.model.project import FieldSpec

BY_SHAPE = 0.95
BY_NAME = 0.8
ORDERS = ("ymd", "dmy", "mdy")
_LONGEST_CHOICE = 30
_TRIED = 400
_LOOSE_DATE = re.compile(
    r"\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?(?!\d).*|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d).*|\d{4}-\d{2}-\d{2}T.*"
)
_PATTERNS = (
    ("ymd", ("%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M %z", "%Y/%m/%d %H:%M:%S %z")),
    ("dmy", ("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y %H:%M")),
    ("mdy", ("%b %d, %Y", "%B %d, %Y", "%b %d, %Y %H:%M")),
)
_CURRENCY_SIGN = re.compile(r"[¥￥$£€元]|\b(?:CNY|RMB|USD|GBP|EUR|HKD)\b")
_LONG_OR_PADDED = re.compile(r"0\d+|\d{9,}")
_LOST_DIGITS = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")


@dataclass(frozen=True, slots=True)
class Home:
    """The project a file is mapped into, as far as its values depend on it."""

    currency: str
    zone: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a column is looked at: the kind of table, money, zone, an order of dates that was chosen."""

    side: Side
    currency: str
    zone: str
    date_order: str | None = None


@dataclass(frozen=True, slots=True)
class DateReading:
    """How the dates of a column are written; `ways` are the fields by date order that fit alike, when several do."""

    spec: FieldSpec
    ways: tuple[tuple[str, FieldSpec], ...] = ()


def share(profile: ColumnProfile, spec: FieldSpec, setting: Setting) -> float:
    """The share of values that fit a field, of those that are not missing; 1 when there are none."""
    read = reader(spec, setting.currency, setting.zone)
    good = bad = 0
    for text, count in profile.texts[:_TRIED]:
        value = read(text)
        if isinstance(value, Code):
            bad += count
        elif value is not None:
            good += count
    return good / (good + bad) if good + bad else 1.0


def has_missing(profile: ColumnProfile, spec: FieldSpec, setting: Setting) -> bool:
    """Whether a record has nothing here, or a word for nothing."""
    read = reader(spec, setting.currency, setting.zone)
    return profile.filled < profile.rows or any(read(text) is None for text, _ in profile.texts)


def looks_like_dates(profile: ColumnProfile) -> bool:
    """Whether values have the shape of dates that nothing else has."""
    return _part(profile, _LOOSE_DATE.fullmatch) >= BY_SHAPE


def date_reading(profile: ColumnProfile, spec: FieldSpec, setting: Setting, least: float) -> DateReading | None:
    """How the dates are written, by the fewest words that read them; None when they cannot be read as dates."""
    if share(profile, spec, setting) >= least:
        return DateReading(spec)
    ordered = [(replace(spec, date_order=order), order) for order in ORDERS]
    found = _best([(one, order, share(profile, one, setting)) for one, order in ordered], least)
    return found or _best(list(_formatted(profile, spec, setting)), least)


def choices(profile: ColumnProfile, per_choice: int) -> tuple[str, ...]:
    """The few different texts of a column, most frequent first; none when it holds too many, or too few records."""
    found = tuple(dict.fromkeys(composed(text.strip()) for text in profile.choices if not is_nothing(plain(text))))
    if len(found) < 2 or profile.filled < per_choice * len(found):
        return ()
    return found if all(len(one) <= _LONGEST_CHOICE and one.isprintable() for one in found) else ()


def has_currency_signs(profile: ColumnProfile) -> bool:
    """Whether values say that they are money."""
    return _part(profile, _CURRENCY_SIGN.search) >= BY_SHAPE


def is_code_like(profile: ColumnProfile) -> bool:
    """Whether numbers are names rather than amounts: long, or with leading zeros."""
    return _part(profile, _LONG_OR_PADDED.fullmatch) > 0.5 or any(
        re.fullmatch(r"0\d+", text) for text, _ in profile.texts
    )


def is_zero_or_one(profile: ColumnProfile) -> bool:
    """Whether every value is 0 or 1, which may count things as well as say yes or no."""
    return {text.strip() for text, _ in profile.texts} <= {"0", "1"}


def lost_digits(profile: ColumnProfile) -> str | None:
    """A value such as `1.38E+10`, from which a spreadsheet has taken digits."""
    return next((text for text, _ in profile.texts if _LOST_DIGITS.fullmatch(text.strip())), None)


def _formatted(profile: ColumnProfile, spec: FieldSpec, setting: Setting) -> Iterator[tuple[FieldSpec, str, float]]:
    for order, patterns in _PATTERNS:
        tried = [replace(spec, format=pattern) for pattern in patterns]
        best = max(((share(profile, one, setting), -number, one) for number, one in enumerate(tried)), key=_first_two)
        yield best[2], order, best[0]


def _first_two(tried: tuple[float, int, FieldSpec]) -> tuple[float, int]:
    return tried[:2]


def _best(tried: list[tuple[FieldSpec, str, float]], least: float) -> DateReading | None:
    """The way that fits most values; ways that fit equally many leave a question open."""
    fitting = [one for one in tried if one[2] >= least]
    if not fitting:
        return None
    top = max(one[2] for one in fitting)
    equal = [one for one in fitting if one[2] == top]
    ways = tuple((order, spec) for spec, order, _ in equal)
    return DateReading(equal[0][0], ways if len(ways) > 1 else ())


def _part(profile: ColumnProfile, fits: Callable[[str], object]) -> float:
    """The share of sampled records whose value passes a test of its plain text."""
    total = passed = 0
    for text, count in profile.texts[:_TRIED]:
        total += count
        if fits(normalize("NFKC", text).strip()):
            passed += count
    return passed / total if total else 0.0
