"""Columns of a calendar that came home, known by their header in either language, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from unicodedata import normalize

from clmplan.codes.actual_words import HARMLESS_UNITS, HEADERS, UID
from clmplan.data.typing.numbers import own_symbols
from clmplan.data.typing.texts import INVISIBLE

# Without one of these a table has nothing to tell: a date stands in every calendar.
INPUTS = ("reach", "cost", "orders", "status", "note")

_BEHIND = re.compile(r"(.*?)\s*[(\[【]([^()\[\]【】]*)[)\]】]\s*")
_UID = "uid"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table are: positions by field (`uid`, `reach`, …), usually one each.

    `titles` are the headers as written, by position. `unread` are those that begin like a column for actuals and go on
    in a way that may change its numbers.
    """

    positions: Mapping[str, tuple[int, ...]]
    titles: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def uid(self) -> tuple[int, ...]:
        """Where the key stands."""
        return self.positions[_UID]

    @property
    def has_inputs(self) -> bool:
        """Whether there is a column for actuals."""
        return any(name in self.positions for name in INPUTS)

    def title(self, field: str) -> str:
        """The header of a field as it is written there."""
        return self.titles[self.positions[field][0]].strip()


def columns_of(texts: Sequence[str], currency: str) -> Columns | None:
    """The columns that a row names; None when it does not name the key."""
    if not any(UID in text.casefold() for text in texts):
        return None
    units = frozenset(folded(one) for one in (*HARMLESS_UNITS, *own_symbols(currency)))
    found: dict[str, list[int]] = {}
    unread: list[str] = []
    for position, text in enumerate(texts):
        name = _field(text, units)
        if name is not None:
            found.setdefault(name, []).append(position)
        elif folded(text).startswith(_NUMBERS):
            unread.append(text.strip())
    if _UID not in found:
        return None
    positions = {name: tuple(places) for name, places in found.items()}
    return Columns(MappingProxyType(positions), tuple(texts), tuple(unread))


def folded(text: str) -> str:
    """A text for comparing: NFKC, one kind of space, no difference between capital and small letters."""
    return " ".join(_plain(text).casefold().split())


def _field(text: str, units: frozenset[str]) -> str | None:
    """The field that a header names, with or without a unit that changes nothing behind it."""
    name = _FIELDS.get(folded(text))
    behind = None if name else _BEHIND.fullmatch(_plain(text))
    return _FIELDS.get(folded(behind[1])) if behind and folded(behind[2]) in units else name


def _plain(text: str) -> str:
    return normalize("NFKC", text).strip().strip(INVISIBLE).strip("*:： \n")


_FIELDS = MappingProxyType({UID: _UID, **{folded(word): name for name, words in HEADERS.items() for word in words}})
_NUMBERS = tuple(folded(word) for name in ("reach", "cost", "orders") for word in HEADERS[name])
