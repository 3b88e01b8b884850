"""Findings and summaries as text, and what they mean for the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from clmplan.base.diagnostics import Diagnostic, Severity
from clmplan.codes.cli_words import NO_PLAN, NO_PROJECT, SAYS

OK, FINDINGS, USAGE, ENVIRONMENT, OUR_BUG = range(5)
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36", None: "34"}


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
    from clmplan.codes.data import FILE_MISSING, FILE_UNREADABLE
    from clmplan.codes.workspace import ENVIRONMENT_CODES

    unreachable = (*ENVIRONMENT_CODES, FILE_MISSING, FILE_UNREADABLE, NO_PLAN, NO_PROJECT)
    errors = {diagnostic.code.id for diagnostic in diagnostics if diagnostic.is_error}
    if errors & {code.id for code in unreachable}:
        return ENVIRONMENT
    return FINDINGS if errors else OK


def show(diagnostics: Iterable[Diagnostic], locale: str, form: str = "full") -> None:
    """Print findings for a person beside the result; what the playbook allows is left out."""
    from clmplan.cli.findings.report import Report, lines
    from clmplan.language.mend import with_fixes

    for line in lines(form, Report(with_fixes(diagnostics), locale), paint):
        err(line)


def paint(text: str, severity: Severity | None) -> str:
    """A text in the colour of a severity, where standard error shows colours; None is for what stands beside."""
    from os import environ

    if not sys.stderr.isatty() or environ.get("NO_COLOR"):
        return text
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m"


def _printable(text: str, encoding: str | None) -> str:
    """The text as a console can print it: `¥` has a wide twin where consoles lack it; the rest is escaped."""
    name = encoding or "utf-8"
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return text.replace("¥", "￥").encode(name, "backslashreplace").decode(name)
    return text
