"""A playbook as it should be written: the one place that puts the passes of the formatter together."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from clmplan.base.diagnostics import Checked
from clmplan.base.source import Source
from clmplan.language.format.columns import align
from clmplan.language.format.meaning import Readings, readings
from clmplan.language.format.pieces import Row
from clmplan.language.format.rows import LONGEST, rows
from clmplan.language.format.translate import translated
from clmplan.language.format.verify import Text, is_same, is_same_in_any_language, take_in
from clmplan.language.parse import parse
from clmplan.language.text.collector import paused_collector

_MARK = "\ufeff"
_MOST_ROUNDS = 4
_STRANGE = re.compile("\r(?!\n)|\f|(?!\\A)\ufeff")


def formatted(source: Source, language: str | None = None, names: Collection[str] = ()) -> Checked[str]:
    """A text in its one layout, in the words of `en` or `zh` when asked for, and what is wrong with it.

    Regions that cannot be read stay as they are; so does a text that has signs which end a line for people alone, or
    mistakes that leave its layout open.
    `names` are what other files and the project declare: they are never taken for words of the language. RuntimeError
    when a text without mistakes would not say the same, which is a bug of ours.
    """
    if _STRANGE.search(source.text):
        return Checked(source.text, parse(source).diagnostics)
    with paused_collector():  # in a function of its own, whose pieces are gone when the collector looks again
        text = _laid_out(source, language, names)
    if text is not None:
        return text
    return Checked(source.text, parse(source).diagnostics)


def _laid_out(source: Source, language: str | None, names: Collection[str]) -> Checked[str] | None:
    """A text formatted; None for one with mistakes that does not settle."""
    before = take_in(source)
    text = _once(before, language, names)
    if not before.is_read:
        settled = _settled(source.path, text, language, names)
        return None if settled is None else Checked(settled, parse(source).diagnostics)
    if text is None and parse(source).has_errors:
        return None
    if text is None:
        raise RuntimeError(f"{source.path} would not say the same after formatting; it is left as it is")
    return Checked(text)


def _once(before: Text, language: str | None, names: Collection[str]) -> str | None:
    """A text formatted; None when it would say something else."""
    path, written = before.source.path, before.source.text
    if language is None:
        text = _text(rows(before.pieces, LONGEST), written)
        return text if text == written or is_same(before, Source(path, text)) else None
    known = _readings(before.source, names)
    # The words of the other language may be longer or shorter: all line breaks stay, so that there is a way back.
    text = _text(rows(translated(before.pieces, known, language), None), written)
    if text == written:
        return text
    after = take_in(Source(path, text))
    return text if is_same_in_any_language(before, after, known, _readings(after.source, names)) else None


def _settled(path: str, text: str | None, language: str | None, names: Collection[str]) -> str | None:
    """A text with mistakes formatted until it stays as it is; None when it does not.

    What belongs to a block that is not closed is guessed from its indentation, so the guess may change with it.
    """
    for _ in range(_MOST_ROUNDS):
        again = None if text is None else _once(take_in(Source(path, text)), language, names)
        if again == text:
            return text
        text = again
    return None


def _readings(source: Source, names: Collection[str]) -> Readings:
    return readings(parse(source).value, names)


def _text(made: Sequence[Row], before: str) -> str:
    align(made)
    lines: list[str] = []
    for row in made:
        cells = row.cells
        text = cells[0] if len(cells) == 1 else " ".join([cell for cell in cells if cell])
        if not row.is_raw:
            text = " " * row.indent + text
        if row.comment:
            text = f"{text}  {row.comment}"
        if row.has_blank:
            lines.append("")
        lines.append(text)
    end = "\r\n" if before[: before.find("\n") + 1].endswith("\r\n") else "\n"
    mark = _MARK if before.startswith(_MARK) else ""
    return mark + "".join([line + end for line in lines])
