"""What a form is made from: the findings of a run, where its project lies, the language to speak."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from clmplan.base.diagnostics import Diagnostic, Severity, Wording
from clmplan.codes.cli_words import SAYS
from clmplan.codes.finding_words import FINDING_WORDS

FORMS = ("full", "short", "json", "github", "sarif")
FOR_PEOPLE = frozenset({"full", "short"})
MOST_SHOWN = 50

Paint = Callable[[str, Severity | None], str]  # a text in the colour of a severity; None is for what stands beside


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in order, allowed ones included; `folder` leads from the current folder to the project, with `/`."""

    findings: tuple[Diagnostic, ...]
    locale: str
    folder: str = ""

    @property
    def open(self) -> tuple[Diagnostic, ...]:
        """The findings that nothing allows."""
        return tuple(one for one in self.findings if one.allowed is None)

    def path(self, path: str) -> str:
        """A path of the project as seen from the current folder."""
        return f"{self.folder}/{path}" if self.folder else path

    def words(self, name: str, /, **values: object) -> str:
        """A sentence about findings in the language of the report."""
        wording = FINDING_WORDS.get(name) or SAYS[name]
        return wording.fill(self.locale, {key: str(value) for key, value in values.items()})

    def fill(self, wording: Wording, found: Diagnostic) -> str:
        """A sentence of a finding, such as a note or the title of its fix, with the values of the finding."""
        return wording.fill(self.locale, found.spoken(self.locale))


def lines(form: str, report: Report, paint: Paint) -> list[str]:
    """The findings for a terminal, and a line about those that are too many to show."""
    module = import_module(f"clmplan.cli.findings.{form}")
    shown = most_urgent(report.open)
    found = [line for one in shown for line in cast("Callable[..., list[str]]", module.lines)(one, report, paint)]
    left = len(report.open) - len(shown)
    return [*found, report.words("not_shown", count=left)] if left else found


def document(form: str, report: Report) -> str:
    """The findings for a program, all of them, in one text."""
    module = import_module(f"clmplan.cli.findings.{form}")
    return cast("Callable[[Report], str]", module.document)(report)


def most_urgent(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """As many findings as a person reads, errors before others, in the order in which they came."""
    by_urgency = sorted(range(len(found)), key=lambda at: (not found[at].is_error, at))
    return tuple(found[at] for at in sorted(by_urgency[:MOST_SHOWN]))
