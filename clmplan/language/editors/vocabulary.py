"""What an editor has to know: groups of spellings, and patterns of written values with their full-width twins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from clmplan.language.calls import all_functions
from clmplan.language.tokens import _PATTERNS, _WIDE
from clmplan.language.words import word_table

NAME = r"[^\W\d]\w*"
# A spelling that plays several roles is coloured by the first of these.
_BY_ROLE = (
    ("declarations", "declaration"),
    ("statements", "statement"),
    ("either", "statement"),
    ("operators", "operator"),
    ("joints", "joint"),
)
_TRUTHS = frozenset({"yes", "no"})
_BLANKS = r"[ \t]+"
_PLAIN = re.compile(r"\w", re.ASCII)
_TOKEN = re.compile(r"\\.|\(\?[:!=]|\{[0-9,]+\}|\[(?:\\.|[^\]])*\]|.")
_RANGE = re.compile(r"(\\?.)-(\\?.)|(\\?.)")


@dataclass(frozen=True, slots=True)
class Group:
    """Spellings that look alike in an editor; those of several words apart, because they are tried first."""

    name: str
    spellings: tuple[str, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """The spellings of several words, longest first."""
        return tuple(one for one in self.spellings if " " in one)

    @property
    def words(self) -> tuple[str, ...]:
        """The spellings of one word, longest first."""
        return tuple(one for one in self.spellings if " " not in one)


@cache
def groups() -> tuple[Group, ...]:
    """Every spelling of the language but keys and signs, in exactly one group."""
    table = word_table()
    found: dict[str, set[str]] = {}
    taken: set[str] = set()
    for spelling, word in table.words.items():
        role = next(group for role, group in _BY_ROLE if role in word.roles)
        found.setdefault("truth" if word.names & _TRUTHS else role, set()).add(spelling)
        taken.add(spelling)
    values = {*table.values, *table.conditions}
    for name, spellings in (("function", set(all_functions())), ("value", values), ("filler", set(table.fillers))):
        found[name] = spellings - taken
        taken |= spellings
    return tuple(Group(name, longest_first(one for one in found[name] if _is_word(one))) for name in sorted(found))


def keys() -> tuple[str, ...]:
    """The keys of properties that have several words, longest first; any other name before a colon is one too."""
    return longest_first(key for key in word_table().keys if " " in key)


def literals() -> Mapping[str, str]:
    """The patterns of comments, texts, values and signs by the name of the lexer, full-width twins included."""
    return {name: widened(pattern) for name, pattern in _PATTERNS if name not in {"NEWLINE", "SPACE", "WORD"}}


def spelled(spelling: str) -> str:
    """A spelling as a pattern: any blanks between its words."""
    return _BLANKS.join(re.escape(word) for word in spelling.split(" "))


def longest_first(spellings: Iterable[str]) -> tuple[str, ...]:
    """Spellings so that none comes before a longer one."""
    return tuple(sorted(set(spellings), key=lambda one: (-len(one), one)))


def widened(pattern: str) -> str:
    """A pattern of the lexer, which reads ASCII signs, as one of the characters that people type."""
    return "".join(_widened(part) for part in _TOKEN.findall(pattern))


def _widened(part: str) -> str:
    if part.startswith("["):
        negated = "^" if part.startswith("[^") else ""
        inside = part[1 + len(negated) : -1]
        return f"[{negated}{inside}{''.join(map(_beside, _RANGE.finditer(inside)))}]"
    character = part[-1]
    if part.startswith(("(?", "{")) or _is_syntax(part) or not _twins(character):
        return part
    return f"[{part}{_twins(character)}]"


def _is_syntax(part: str) -> bool:
    """Whether a part of a pattern is not the character that it shows."""
    if part.startswith("\\"):
        return part[1].isalnum()
    return part in "()|*+?.^$" or bool(_PLAIN.match(part))


def _beside(found: re.Match[str]) -> str:
    """The twins of a character, or of the ends of a range, inside a class."""
    low, high, single = found.groups()
    if single is not None:
        return "" if len(single) == 2 and single[1].isalnum() else _twins(single[-1])
    first, last = _twins(low), _twins(high)
    return f"{first[0]}-{last[0]}" if first and last else ""


@cache
def _all_twins() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, narrow in _WIDE.items():
        found[narrow] = found.get(narrow, "") + chr(code)
    return found


def _twins(character: str) -> str:
    """The full-width signs that mean an ASCII one; none for letters, which people do not type that way."""
    return "" if character.isalpha() else "".join(re.escape(one) for one in _all_twins().get(character, ""))


def _is_word(spelling: str) -> bool:
    return spelling[0].isalpha()
