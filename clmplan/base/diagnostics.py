"""What the program has to say about somebody's input, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from typing import Generic, TypeVar

from clmplan.base.source import Span

T = TypeVar("T")
U = TypeVar("U")


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
class Diagnostic:
    """One finding: a code, a place (or none when it concerns a whole file), and the values involved."""

    code: Code
    place: Span | None
    values: tuple[tuple[str, str | Wording], ...] = ()

    def message(self, locale: str) -> str:
        """The sentence in a language."""
        return self.code.message.fill(locale, self.spoken(locale))

    def help(self, locale: str) -> str:
        """The remedy in a language; may be empty."""
        return self.code.help.fill(locale, self.spoken(locale)).strip()

    def spoken(self, locale: str) -> dict[str, str]:
        """The values as text in a language."""
        return {key: value.fill(locale, {}) if isinstance(value, Wording) else value for key, value in self.values}

    @property
    def is_error(self) -> bool:
        """Whether this stops the run after its pass."""
        return self.code.severity is Severity.ERROR

    def sort_key(self) -> tuple[str, int, str, str]:
        """Order by place, then code, then words."""
        if self.place is None:
            return ("", 0, self.code.id, self.message("en"))
        return (self.place.path, self.place.start, self.code.id, self.message("en"))


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


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like a word, if any comes close."""
    matches = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return matches[0] if matches else None
