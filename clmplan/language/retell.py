"""A playbook in the words of one language, every line where it was: what outputs quote from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from clmplan.base.source import Source
from clmplan.language.format.meaning import readings
from clmplan.language.format.names import names_given
from clmplan.language.format.pieces import Piece
from clmplan.language.format.rows import joined
from clmplan.language.format.spacing import NONE_AFTER, NONE_BEFORE
from clmplan.language.format.translate import translated
from clmplan.language.format.unread import statement_end
from clmplan.language.format.verify import take_in
from clmplan.language.parse import parse
from clmplan.model.project import Project


def retold(sources: Sequence[Source], project: Project, language: str) -> tuple[Source, ...]:
    """Texts without mistakes in the words of `en` or `zh`; one that is so already is the same object."""
    names = names_given(project, (parse(source).value for source in sources))
    return tuple(_retold(source, names, language) for source in sources)


def _retold(source: Source, names: Collection[str], language: str) -> Source:
    text = retold_text(source, names, language)
    if text == source.text:
        return source
    if text.count("\n") != source.text.count("\n"):
        raise RuntimeError(f"{source.path} would not keep its lines in {language}")
    return Source(source.path, text)


def retold_text(source: Source, names: Collection[str], language: str) -> str:
    """The text in the words of a language; layout, names, texts, comments and line breaks stay."""
    pieces = take_in(source).pieces
    known = readings(parse(source).value, names)
    end = pieces[-1]
    parts: list[str] = []
    written = 0
    for statement in _statements(pieces[:-1], end):
        said = translated([*statement, end], known, language)[:-1]
        parts += (source.text[written : statement[0].start], _in_place(said, source.text))
        written = statement[-1].end
    return "".join(parts) + source.text[written:]


def _statements(pieces: Sequence[Piece], end: Piece) -> Iterable[Sequence[Piece]]:
    closed = [*pieces, end]
    position = 0
    while position < len(pieces):
        stop = max(statement_end(closed, position), position + 1)
        yield closed[position:stop]
        position = stop


def _in_place(said: Sequence[Piece], text: str) -> str:
    """The pieces of a statement with what stood between them; in another order with single spaces."""
    if any(after.start < before.end for before, after in pairwise(said)):
        return joined(said)
    parts = [said[0].text]
    for before, after in pairwise(said):
        gap = text[before.end : after.start]
        # INVARIANT: a gap may hold a word that was dropped; only its comments and its line breaks are kept.
        kept = gap if after.comments else "\n" * gap.count("\n")
        is_close = before.type in NONE_AFTER or after.type in NONE_BEFORE
        parts += (kept or ("" if is_close else " "), after.text)
    return "".join(parts)
