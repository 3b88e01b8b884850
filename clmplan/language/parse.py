"""Text to tree: tokens, the ends of statements, the statements; of each line only what went wrong first is said."""

from __future__ import annotations

from collections.abc import Iterable

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.source import Source
from clmplan.language.text.collector import paused_collector
from clmplan.language.text.driver import Driver
from clmplan.language.text.layout import lay_out
from clmplan.language.text.syntax import Document
from clmplan.language.tokens import tokenize


def parse(source: Source) -> Checked[Document]:
    """The document of a source and every mistake in its text; statements that cannot be read are left out."""
    with paused_collector():
        tokens = tokenize(source, with_trivia=False)
        laid_out = lay_out(tokens.value)
        driver = Driver(source, laid_out.value)
        statements = driver.run()
    found = _first_causes(tokens.diagnostics, laid_out.diagnostics, tuple(driver.diagnostics))
    return Checked(Document(source, statements, frozenset(driver.lost), _lines(found)), found)


def _first_causes(*passes: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """What the passes found, without lines in which an earlier pass had found something."""
    found: tuple[Diagnostic, ...] = ()
    for diagnostics in passes:
        misread = _lines(found)
        found += tuple(one for one in diagnostics if _lines((one,)).isdisjoint(misread))
    return found


def _lines(diagnostics: Iterable[Diagnostic]) -> frozenset[int]:
    return frozenset(one.place.line for one in diagnostics if one.place is not None)
