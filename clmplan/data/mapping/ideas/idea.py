"""What a column of an export may be about, and how headers are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from unicodedata import normalize

from clmplan.model.project import FieldType

_BRACKETS = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|【[^【】]*】|〔[^〔〕]*〕|《[^《》]*》|「[^「」]*」"
)
_NOT_WORD = re.compile(r"[\W_]+")


class Side(Enum):
    """The kind of table a column speaks for."""

    ANY = "any"
    CUSTOMERS = "customers"
    EVENTS = "events"
    CONTACTS = "contacts"


class Part(Enum):
    """What a column may do for its table beside being a field."""

    NONE = "none"
    KEY = "key"
    DAY = "day"
    CHANNEL = "channel"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing that exports have a column for: its field name in both languages, its type, what headers call it.

    `words` are in order of preference: when two columns of a file mean the same, the earlier word gets the name.
    `fallbacks` are types that its values may have instead.
    """

    en: str
    zh: str
    type: FieldType
    words: tuple[str, ...]
    side: Side = Side.ANY
    part: Part = Part.NONE
    is_yearly: bool = False
    channel: str = ""


def plain(header: str) -> str:
    """A header as it is compared: NFKC, lower case, without brackets and their content, blanks, lines and signs."""
    text = normalize("NFKC", header).casefold()
    bare = text
    while (shorter := _BRACKETS.sub("", bare)) != bare:
        bare = shorter
    return _NOT_WORD.sub("", bare) or _NOT_WORD.sub("", text)


def in_brackets(header: str) -> tuple[str, ...]:
    """What a header says in brackets, such as its unit."""
    text = normalize("NFKC", header).casefold()
    return tuple(_NOT_WORD.sub("", found) for found in _BRACKETS.findall(text))
