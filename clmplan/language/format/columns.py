"""Columns: names, titles and definitions of declarations that follow each other line up, by the width people see."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from clmplan.base.excerpt import width
from clmplan.language.format.pieces import Piece, Row

_UNALIGNED: tuple[tuple[object, ...], tuple[int, ...]] = ((), ())


def cuts(part: Sequence[Piece]) -> tuple[tuple[object, ...], tuple[int, ...]]:
    """What rows a statement lines up with, and where its cells after the first begin.

    `metric`, `segment`, `stage` have three cells, of which the title may be empty. A `variant` has two, and so has a
    line that begins with a name: a task of `prepare`, an event of `given`.
    """
    types = [piece.type for piece in part[:3]]
    first = part[0]
    if types[:2] == ["NAME", "LITERAL"]:
        return ("name",), (1,)
    if types[:2] != ["WORD", "NAME"] or first.token is None or len(types) < 3:
        return _UNALIGNED
    key = (first.token.names,)
    if first.is_word("variant"):
        return (key, (2,)) if types[2] == "LITERAL" else _UNALIGNED
    body = 3 if types[2] == "LITERAL" else 2
    is_defined = "declarations" in first.roles and len(part) > body and _is_body(part[body])
    return (key, (2, body)) if is_defined else _UNALIGNED


def _is_body(piece: Piece) -> bool:
    return piece.type == "DEFINE" or piece.is_word("when") or piece.is_word("otherwise")


def align(rows: Sequence[Row]) -> None:
    """Widen cells so that they begin below each other, in each run of rows that no blank line or comment interrupts."""
    number = 0
    runs = []
    previous = None
    for row in rows:
        if row.is_continued:
            continue
        if previous is None or row.has_blank or not row.run or row.run != previous.run or row.indent != previous.indent:
            number += 1
        runs.append((number, row))
        previous = row
    for _, group in groupby(runs, key=lambda one: one[0]):
        run = [row for _, row in group]
        if len(run) > 1:
            _widen(run)


def _widen(run: Sequence[Row]) -> None:
    for column in range(len(run[0].cells) - 1):
        widths = [width(row.cells[column]) for row in run]
        most = max(widths)
        for row, cells in zip(run, widths, strict=True):
            row.cells[column] += " " * (most - cells)
