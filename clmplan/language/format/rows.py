"""From pieces to rows: one statement a row, blocks indented; a block on one line stays there where it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from clmplan.base.excerpt import width
from clmplan.language.format.columns import cuts
from clmplan.language.format.pieces import Comment, Piece, Row
from clmplan.language.format.spacing import NONE_AFTER, NONE_BEFORE
from clmplan.language.format.unread import statement_end

LONGEST = 100
_INDENT = 2
_HANGING = 4
_CLOSERS = frozenset({"RIGHT", "FINISH"})
_OPERATORS = frozenset({"OR", "AND", "COMPARE", "BETWEEN", "IN", "IS", "SIGN", "TIMES", "COMMA", "RANGE"})
_LEAVES_OPEN = _OPERATORS | {"NOT", "DOT", "DEFINE", "SINCE", "ORDINAL", "KEY", "RAW"}
_GOES_ON = _OPERATORS | {"RIGHT", "FINISH"}


def rows(found: Sequence[Piece], longest: int | None = LONGEST) -> list[Row]:
    """The rows of a text; a block written on one line stays there up to so many columns (None: whatever its length)."""
    return _Printer(found, longest).run()


def joined(part: Sequence[Piece]) -> str:
    """Pieces of one statement on one line."""
    if not part:
        return ""
    texts = [part[0].text]
    before = part[0].type
    for piece in part[1:]:
        kind = piece.type
        texts.append(piece.text if before in NONE_AFTER or kind in NONE_BEFORE else " " + piece.text)
        before = kind
    return "".join(texts)


class _Printer:
    """One walk over the pieces of a text."""

    def __init__(self, found: Sequence[Piece], longest: int | None) -> None:
        self.found = found
        self.longest = longest
        self.rows: list[Row] = []
        self.depth = 0
        self.is_first = True  # no blank line where a text or a block begins
        self.one_line_blocks = _one_line_blocks(found)

    def run(self) -> list[Row]:
        """The rows."""
        position = 0
        while (piece := self.found[position]).type != "EOF":
            if piece.type == "OPEN":
                position = self._open(position)
            elif piece.type == "CLOSE":
                self._comments(piece.comments)
                self.depth = max(0, self.depth - 1)
                self._row([piece.text], is_apart=False)
                position += 1
            elif piece.type == "RAW":
                self._raw(piece)
                position += 1
            else:
                position = self._statement(position)
        self._comments(piece.comments)
        return self.rows

    def _raw(self, piece: Piece) -> None:
        self._comments(piece.comments)
        row = self._row([piece.text + (";" if piece.is_closed else "")], is_apart=piece.breaks > 1)
        row.is_raw = piece.is_line

    def _statement(self, position: int) -> int:
        """The rows of a statement or of the head of a block; the position after it."""
        stop = statement_end(self.found, position)
        statement = self.found[position:stop]
        first, last, following = statement[0], statement[-1], self.found[stop]
        self._comments(first.comments)
        if first.is_word("allow"):
            _hyphenate(statement)
        if first.is_word("else") and self._fits_behind(position, stop):
            self.rows[-1].cells[-1] += " " + joined(statement)
            return stop
        is_head = self.depth == 0 and following.type == "OPEN"
        starts = [index for index, piece in enumerate(statement) if piece.breaks or piece.comments]
        starts = [index for index in starts if index and _breaks(statement[index], is_head=is_head)]
        run, cut = cuts(statement[: starts[0]] if starts else statement)
        edges = (0, *cut, starts[0] if starts else len(statement))
        cells = [joined(statement[begin:end]) for begin, end in pairwise(edges)]
        self._row(cells, is_apart=first.breaks > 1).run = run
        for begin, end in pairwise((*starts, len(statement))) if starts else ():
            self._continue(statement[begin:end], is_head=is_head)
        if last.is_closed and not _is_ended_by_a_line_break(last, following):
            self.rows[-1].cells[-1] += ";"
        return stop

    def _continue(self, part: Sequence[Piece], *, is_head: bool) -> None:
        """The next row of a statement; in the head of a declaration it must stand in column 1 to belong to it."""
        hanging = 0 if is_head or part[0].type in _CLOSERS else _HANGING
        self._comments(part[0].comments, hanging)
        self.rows.append(Row(self.depth * _INDENT + hanging, [joined(part)], is_continued=True))

    def _open(self, position: int) -> int:
        """A block: in the row at hand when it was written on one line and fits, else opened; the next position."""
        piece = self.found[position]
        close = self.one_line_blocks.get(position)
        if not self.rows or piece.comments:
            self._comments(piece.comments)
            self._row([piece.text], is_apart=False)
        else:
            text = _one_line(self.found[position : close + 1]) if close is not None else ""
            if close is not None and (close == position + 1 or self._has_room_for(text)):
                self.rows[-1].cells[-1] += " " + text
                return close + 1
            self.rows[-1].cells[-1] += " " + piece.text
        self.depth += 1
        self.is_first = True
        return position + 1

    def _fits_behind(self, position: int, stop: int) -> bool:
        """Whether an `else` stands behind the block before it: after a brace of its own, or as written and fitting."""
        before, piece = self.found[position - 1], self.found[position]
        if position == 0 or before.type != "CLOSE" or piece.comments or before.is_closed:
            return False
        if self.rows[-1].cells == [before.text]:
            return True
        close = self.one_line_blocks.get(stop)
        if piece.breaks or close is None:
            return False
        return self._has_room_for(_one_line(self.found[position : close + 1]))

    def _has_room_for(self, more: str) -> bool:
        """Whether the row at hand is not too long with one more text."""
        if self.longest is None:
            return True
        row = self.rows[-1]
        text = " ".join(cell for cell in row.cells if cell)
        return (0 if row.is_raw else row.indent) + width(text.rpartition("\n")[2]) + 1 + width(more) <= self.longest

    def _comments(self, comments: Sequence[Comment], hanging: int = 0) -> None:
        for comment in comments:
            if comment.breaks == 0 and self.rows:
                self.rows[-1].comment = comment.text
                continue
            is_apart = comment.breaks > 1 and not self.is_first and not hanging
            self.rows.append(Row(self.depth * _INDENT + hanging, [comment.text], is_apart))
            self.is_first = False

    def _row(self, cells: list[str], *, is_apart: bool) -> Row:
        row = Row(self.depth * _INDENT, cells, is_apart and not self.is_first)
        self.rows.append(row)
        self.is_first = False
        return row


def _hyphenate(allowance: Sequence[Piece]) -> None:
    """The name of a code, such as `overlapping-flights`, is one word to people."""
    for piece in allowance:
        if piece.type == "SIGN":
            piece.type = "HYPHEN"


def _one_line(part: Sequence[Piece]) -> str:
    """A block on one line, its statements set apart by `;`."""
    texts = [part[0].text]
    for before, piece in pairwise(part):
        if before.type == "OPEN" and piece.type == "CLOSE":
            between = ""
        elif (before.ends or before.is_closed) and before.type != "CLOSE" and piece.type != "CLOSE":
            between = "; "
        else:
            between = "" if before.type in NONE_AFTER or piece.type in NONE_BEFORE else " "
        texts.append(between + piece.text)
    return "".join(texts)


def _one_line_blocks(found: Sequence[Piece]) -> Mapping[int, int]:
    """For each block that was written on one line the position of its end, by the position of its beginning."""
    blocks: dict[int, int] = {}
    opened: list[int] = []
    broken = -1  # the last position before which a line ends
    for position, piece in enumerate(found):
        if piece.breaks or piece.comments or (piece.type == "RAW" and "\n" in piece.text):
            broken = position
        if piece.type == "OPEN":
            opened.append(position)
        elif piece.type == "CLOSE" and opened:
            begin = opened.pop()
            if broken <= begin:
                blocks[begin] = position
    return blocks


def _breaks(piece: Piece, *, is_head: bool) -> bool:
    """Whether a statement goes on in a new row: as written, but the head of a declaration is one row."""
    if piece.comments:
        return True
    return piece.breaks > 0 and piece.type != "CALL" and not is_head


def _is_ended_by_a_line_break(last: Piece, following: Piece) -> bool:
    """Whether a statement ends without its `;`, now that what follows begins a row."""
    token = following.token
    if following.type == "RAW" or last.type in _LEAVES_OPEN:
        return False
    if token is None or following.type in {"CLOSE", "KEY"}:
        return True
    return token.type not in _GOES_ON and not (token.type == "WORD" and token.roles <= {"joints"})
