"""What cannot be read is kept as it was written: statements the grammar refuses, declarations that do not balance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from clmplan.base.source import Source
from clmplan.language.format.pieces import Cut, Piece
from clmplan.language.text.tables import tables

_HEAD = ("OPEN", "CLOSE", "END")
_EDGES = frozenset({"OPEN", "CLOSE", "EOF", "RAW"})
_UNGRAMMATICAL = frozenset({"FILLER", "COLON"})


def with_raw(source: Source, found: Cut, mistakes: Iterable[int]) -> list[Piece]:
    """The pieces with one `RAW` piece for each region that cannot be read; `mistakes` are offsets of findings."""
    wrong = sorted({*mistakes, *found.torn})
    if not wrong and _are_read(found.pieces):
        return found.pieces
    regions = _regions(found) if wrong else ()
    whole = _without_declarations(source, found.pieces, regions) if regions else found.pieces
    kept: list[Piece] = []
    position = 0
    while position < len(whole):
        stop = statement_end(whole, position)
        if whole[position].type == "RAW":
            _add_raw(source, kept, whole[position : position + 1])
            position += 1
            continue
        if stop == position:
            kept.append(whole[position])
            position += 1
            continue
        statement = whole[position:stop]
        if _is_read(statement, whole[stop].type == "OPEN", wrong):
            kept += statement
        else:
            _add_raw(source, kept, statement)
        position = stop
    return kept


def _add_raw(source: Source, kept: list[Piece], region: Sequence[Piece]) -> None:
    """Keep a region as it was written, together with one right before it on its line."""
    made = _raw(source, region)
    before = kept[-1] if kept else None
    if before is not None and before.type == "RAW" and not (made.breaks or made.comments or before.is_closed):
        between = source.text[before.end : made.start]
        kept[-1] = replace(
            before, text=before.text + between + made.text, end=made.end, ends=made.ends, is_closed=made.is_closed
        )
    else:
        kept.append(made)


def statement_end(found: Sequence[Piece], position: int) -> int:
    """The position after the statement, or the head of a block, that begins at a position; the same one for braces."""
    if found[position].type in _EDGES:
        return position
    while True:
        position += 1
        if found[position - 1].ends or found[position].type in _EDGES:
            return position


def _is_read(statement: Sequence[Piece], is_head: bool, wrong: Sequence[int]) -> bool:
    if wrong:
        near = bisect_left(wrong, statement[0].start)
        if near < len(wrong) and wrong[near] <= statement[-1].end:
            return False
    types = tuple([piece.type for piece in statement if piece.type not in _UNGRAMMATICAL])
    return _accepts((*types, *_HEAD) if is_head else (*types, "END"))


def _are_read(found: Sequence[Piece]) -> bool:
    """Whether the grammar takes every statement of a text."""
    types: list[str] = []
    for piece, following in pairwise(found):
        kind = piece.type
        if kind in _EDGES:
            continue
        if kind not in _UNGRAMMATICAL:
            types.append(kind)
        if piece.ends or following.type in _EDGES:
            if not _accepts((*types, *_HEAD) if following.type == "OPEN" else (*types, "END")):
                return False
            types.clear()
    return True


@lru_cache(maxsize=8192)
def _accepts(types: tuple[str, ...]) -> bool:
    """Whether the grammar takes a statement made of these terminals; statements look alike, so few are asked twice."""
    if types[0] in {"END", "LOST"}:
        return types[0] == "END"
    table = tables()
    states = [table.start]
    for terminal in (*_with_empty_words(types), "$END"):
        while terminal not in table.shift[states[-1]]:
            rule = table.reduce[states[-1]].get(terminal)
            if rule is None:
                return False
            if rule.origin == "start":
                return True
            del states[len(states) - rule.length :]
            states.append(table.goto[states[-1]][rule.origin])
        states.append(table.shift[states[-1]][terminal])
    return False


def _with_empty_words(types: Sequence[str]) -> Iterator[str]:
    """The terminals with the word that the layout pass puts between the brackets of a call that takes nothing."""
    before = ""
    for terminal in types:
        if (before, terminal) == ("CALL", "RIGHT"):
            yield "WORD"
        yield terminal
        before = terminal


def _without_declarations(source: Source, found: Sequence[Piece], regions: Iterable[tuple[int, int]]) -> list[Piece]:
    """The pieces with a `RAW` one for each region."""
    kept: list[Piece] = []
    position = 0
    for first, last in regions:
        while found[position].start < first:
            kept.append(found[position])
            position += 1
        begin = position
        while found[position].start < last or (position > begin and _is_loose(found[position])):
            position += 1
        if position > begin:
            while kept and not kept[-1].ends and kept[-1].type not in _EDGES:
                kept.pop()  # a statement that must stay on the line of what follows
                begin -= 1
            _add_raw(source, kept, found[begin:position])
    return [*kept, *found[position:]]


def _is_loose(piece: Piece) -> bool:
    """Whether a piece belongs to what stands before it on its line."""
    return piece.type in {*_UNGRAMMATICAL, "LOST"} and not (piece.breaks or piece.comments)


def _regions(found: Cut) -> list[tuple[int, int]]:
    """Declarations whose braces do not balance, and braces that belong to none."""
    regions = [(first, last) for first, last, is_balanced in found.declarations if not is_balanced]
    for piece in found.pieces:
        if piece.type == "LOST" and piece.token is not None and piece.token.text in {"{", "}"}:
            around = bisect_right(found.declarations, piece.start, key=lambda one: one[0]) - 1
            first, last = found.declarations[around][:2] if around >= 0 else (0, 0)
            regions.append((first, last) if piece.start < last else (piece.start, piece.end))
    return _joined(regions)


def _joined(regions: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in sorted(regions):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _raw(source: Source, region: Sequence[Piece]) -> Piece:
    """A region as it was written, with the blanks before it when it begins a line."""
    first, last = region[0], region[-1]
    line = source.text.rfind("\n", 0, first.start) + 1
    blanks = source.text[line : first.start]
    is_line = not blanks.strip(" \t")
    start = line if is_line else first.start
    text = source.text[start : last.end]
    if source.text[last.end : last.end + 1] in {"\n", ""}:
        text = text.rstrip("\r")  # which belongs to the end of the line
    return Piece(
        "RAW",
        text,
        start,
        last.end,
        breaks=first.breaks,
        comments=first.comments,
        ends=last.ends,
        is_closed=last.is_closed,
        is_line=is_line,
    )
