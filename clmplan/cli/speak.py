"""Findings and summaries as text, and what they mean for the exit status."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from unicodedata import category

from clmplan.base.diagnostics import Diagnostic, Severity
from clmplan.base.excerpt import excerpt
from clmplan.codes.cli_words import NO_PLAN, NO_PROJECT, SAYS

OK, FINDINGS, USAGE, ENVIRONMENT, OUR_BUG = range(5)
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def say(name: str, locale: str, /, **values: object) -> str:
    """A sentence of the command line in a language."""
    return SAYS[name].fill(locale, {key: str(value) for key, value in values.items()})


def environment_locale() -> str:
    """The language `CLMPLAN_LOCALE` asks for: `zh`, or `en`."""
    from os import environ

    return "zh" if environ.get("CLMPLAN_LOCALE", "").startswith("zh") else "en"


def out(text: str = "") -> None:
    """Print a line of the result."""
    print(_printable(text, sys.stdout.encoding))


def err(text: str = "") -> None:
    """Print a line beside the result."""
    print(_printable(text, sys.stderr.encoding), file=sys.stderr)


def status(diagnostics: Iterable[Diagnostic]) -> int:
    """The exit status that findings call for: 0, 1 for mistakes in the input, 3 when something cannot be reached."""
    from clmplan.codes.data import FILE_IS_FOLDER, FILE_MISSING, FILE_UNREADABLE
    from clmplan.codes.workspace import ENVIRONMENT_CODES

    unreachable = (*ENVIRONMENT_CODES, FILE_MISSING, FILE_IS_FOLDER, FILE_UNREADABLE, NO_PLAN, NO_PROJECT)
    errors = {diagnostic.code.id for diagnostic in diagnostics if diagnostic.is_error}
    if errors & {code.id for code in unreachable}:
        return ENVIRONMENT
    return FINDINGS if errors else OK


def show(diagnostics: Sequence[Diagnostic], locale: str, form: str = "full") -> None:
    """Print findings: to standard output as JSON, else to standard error."""
    if form == "json":
        out(json.dumps([document(one, locale) for one in diagnostics], ensure_ascii=False, indent=2))
        return
    for diagnostic in diagnostics:
        for line in _lines(diagnostic, locale, is_short=form == "short"):
            err(line)
        if form == "full":
            err()


def document(diagnostic: Diagnostic, locale: str) -> dict[str, object]:
    """A finding as a JSON object; line and column count from 1."""
    place = diagnostic.place
    return {
        "code": diagnostic.code.id,
        "name": diagnostic.code.name,
        "severity": diagnostic.code.severity.value,
        "message": diagnostic.message(locale),
        "help": diagnostic.help(locale),
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end": place.end if place else None,
    }


def _lines(diagnostic: Diagnostic, locale: str, *, is_short: bool) -> list[str]:
    place = diagnostic.place
    where = f"{place.path}:{place.line}:{place.column}: " if place else ""
    severity = diagnostic.code.severity
    word = _coloured(f"{say(severity.value, locale)} {diagnostic.code.id}", _COLOURS[severity])
    head = f"{where}{word} {_visible(diagnostic.message(locale))}"
    remedy = _visible(diagnostic.help(locale))
    if is_short:
        return [head]
    lines = [head]
    if place is not None:
        text, carets = excerpt(place)
        margin = len(str(place.line))
        lines += [f"{place.line} | {_visible(text)}", f"{' ' * margin} | {_coloured(carets, _COLOURS[severity])}"]
    if remedy:
        lines.append("  " + say("labelled", locale, label=say("help", locale), text=remedy))
    return lines


def _visible(text: str) -> str:
    """A text that cannot command the terminal: control and direction marks become a replacement character."""
    return "".join("\ufffd" if category(one) == "Cc" or one in _DIRECTIONS else one for one in text)


def _coloured(text: str, colour: str) -> str:
    from os import environ

    if not sys.stderr.isatty() or environ.get("NO_COLOR"):
        return text
    return f"\x1b[{colour}m{text}\x1b[0m"


def _printable(text: str, encoding: str | None) -> str:
    """The text as a console can print it: `¥` has a wide twin where consoles lack it; the rest is escaped."""
    name = encoding or "utf-8"
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return text.replace("¥", "￥").encode(name, "backslashreplace").decode(name)
    return text
