"""What the program has to say about somebody's input, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import Enum
from itertools import islice
from typing import Generic, TypeVar

from clmplan.base.source import Span

T = TypeVar("T")
U = TypeVar("U")
_MOST_NAMES, _MOST_COMPARED = 5_000, 500  # with which a word is compared


class Severity(Enum):
    """How much a diagnostic matters: an error stops the run after its pass."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence in both languages, with `{name}` places for values."""

    en: str
    zh: str

    def fill(self, locale: str, values: Mapping[str, str]) -> str:
        """The sentence in a language (`en` or `zh`) with its values."""
        pattern = self.zh if locale == "zh" else self.en
        return pattern.format_map(dict(values))


@dataclass(frozen=True, slots=True)
class Example:
    """Text that shows a code: a playbook, or a project file or data file when `file` says so."""

    text: str
    file: str = "playbook.clm"


@dataclass(frozen=True, slots=True)
class Code:
    """An identified diagnostic: defined once in `codes/`, raised where it is found."""

    id: str
    name: str
    severity: Severity
    message: Wording
    help: Wording
    why: Wording
    bad: Example | None = None
    good: Example | None = None

    def at(self, place: Span | None, /, **values: object) -> Diagnostic:
        """This code found at a place, with the values its sentences name (a `Wording` follows the language)."""
        kept = ((key, value if isinstance(value, Wording) else str(value)) for key, value in values.items())
        return Diagnostic(self, place, tuple(kept))


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding, and what it has to do with it."""

    place: Span
    note: Wording


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a source to be replaced by others; an empty span inserts."""

    place: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a finding; a safe one cannot change what the rest of the playbook means."""

    title: Wording
    edits: tuple[Edit, ...]
    is_safe: bool


@dataclass(frozen=True, slots=True)
class Allowance:
    """A playbook's word that a finding is meant to be: which code, why, where that is written, what it covers.

    The findings it covers lie inside one of the spans; `is_general` ones cover those without a place too.
    """

    code: Code
    reason: str
    place: Span
    covers: tuple[Span, ...]
    is_general: bool = False

    def fits(self, found: Diagnostic) -> bool:
        """Whether it covers a finding."""
        if found.code.id != self.code.id or found.is_error:
            return False
        place = found.place
        if place is None:
            return self.is_general
        return any(one.path == place.path and one.start <= place.start and place.end <= one.end for one in self.covers)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a code, a place (or none when it concerns a whole file), and the values involved.

    `facts` are values of the parts of what went wrong (`spend_90d` is missing, `days since last order` = 61). One that
    the playbook allows carries that; it is counted and written to files, but asks for nothing.
    """

    code: Code
    place: Span | None
    values: tuple[tuple[str, str | Wording], ...] = ()
    related: tuple[Related, ...] = ()
    facts: tuple[tuple[str, str | Wording], ...] = ()
    fix: Fix | None = None
    allowed: Allowance | None = None

    def beside(self, place: Span | None, note: Wording) -> Diagnostic:
        """This finding with another place that belongs to it."""
        return self if place is None else replace(self, related=(*self.related, Related(place, note)))

    def given(self, **facts: str | Wording) -> Diagnostic:
        """This finding with the values that led to it."""
        return replace(self, facts=(*self.facts, *facts.items()))

    def mended(self, title: Wording, *edits: Edit, is_safe: bool) -> Diagnostic:
        """This finding with a change that mends it."""
        return replace(self, fix=Fix(title, edits, is_safe))

    def message(self, locale: str) -> str:
        """The sentence in a language."""
        return self.code.message.fill(locale, self.spoken(locale))

    def help(self, locale: str) -> str:
        """The remedy in a language; may be empty."""
        return self.code.help.fill(locale, self.spoken(locale)).strip()

    def spoken(self, locale: str) -> dict[str, str]:
        """The values as text in a language."""
        return dict(_spoken(self.values, locale))

    def known(self, locale: str) -> tuple[tuple[str, str], ...]:
        """The values that led to it as text in a language."""
        return _spoken(self.facts, locale)

    @property
    def is_error(self) -> bool:
        """Whether this stops the run after its pass."""
        return self.code.severity is Severity.ERROR

    def sort_key(self) -> tuple[str, int, str, str]:
        """Order by place, then code, then words."""
        if self.place is None:
            return ("", 0, self.code.id, self.message("en"))
        return (self.place.path, self.place.start, self.code.id, self.message("en"))


def _spoken(pairs: Iterable[tuple[str, str | Wording]], locale: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, text.fill(locale, {}) if isinstance(text, Wording) else text) for name, text in pairs)


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A result together with everything found on the way to it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def has_errors(self) -> bool:
        """Whether any diagnostic is an error."""
        return any(diagnostic.is_error for diagnostic in self.diagnostics)

    def then(self, step: Callable[[T], Checked[U]]) -> Checked[U]:
        """The next pass applied to the value, with the diagnostics of both."""
        following = step(self.value)
        return Checked(following.value, self.diagnostics + following.diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics without repetitions, sorted by place."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=Diagnostic.sort_key))


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known name that looks most like a word, if any comes close; `likeness` is between 0 and 1, the same word.

    Of very many names those are compared that begin alike, and of these the first.
    """
    names = list(islice(known, _MOST_NAMES))
    if len(names) > _MOST_COMPARED:
        names = [one for one in names if one[:1] == word[:1] and abs(len(one) - len(word)) <= len(word)]
    matches = get_close_matches(word, sorted(names[:_MOST_COMPARED]), n=1, cutoff=likeness)
    return matches[0] if matches else None
