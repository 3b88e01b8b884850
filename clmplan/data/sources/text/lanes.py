"""The lines of a block in two lanes: plain ones go on in bulk, all others are read one record at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clmplan.data.sources.text.records import UNDECODABLE

SEPARATOR = 0x1F
"""Between the values of a line in the bulk lane: the unit separator of ASCII."""

_NEWLINE, _QUOTE, _ZERO = 0x0A, 0x22, 0x00
_MOST_BULK = 1 << 20  # bytes of a line that the engine's own reader is given


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a block.

    `starts` and `ends` are the offsets of each line and of its newline; `is_plain` says which lines have the right
    number of values and quotes only around whole values; shape (lines,). `text` holds the same lines with the
    separator between values and without quotes, lines from `text_starts` up to and with the newline at `text_ends`.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    is_plain: NDArray[np.bool_]
    text: NDArray[np.uint8]
    text_starts: NDArray[np.int64]
    text_ends: NDArray[np.int64]


def sorted_lines(data: bytes, delimiter: str, width: int, header: Sequence[bytes], is_marked: bool) -> Lines:
    """The lines of a block that ends with a newline, under a delimiter, a number of columns, and a header."""
    sign = ord(delimiter)
    block = np.frombuffer(data, np.uint8)
    special = block == sign
    for other in (_NEWLINE, _QUOTE, SEPARATOR, _ZERO):
        special |= block == other
    at = np.flatnonzero(special)
    found = block[at]
    line_ends = np.flatnonzero(found == _NEWLINE)
    ends = at[line_ends]
    starts = _after(ends)
    is_plain = (ends > starts) & (ends - starts < _MOST_BULK)
    spoilt = np.flatnonzero((found == _ZERO) | (found == SEPARATOR))
    is_plain[np.searchsorted(line_ends, spoilt)] = False
    if is_marked:
        is_plain[np.searchsorted(ends, _marks(block))] = False
    is_quote = found == _QUOTE
    has_quotes = bool(is_quote.any())
    quotes = _Quotes(block, at, found, line_ends, sign) if has_quotes else None
    is_parting = found == sign
    if quotes is not None:
        is_parting &= quotes.is_outside
        is_plain &= quotes.is_regular
    before = np.concatenate(([0], np.cumsum(is_parting)))
    is_plain &= before[line_ends] - before[_after(line_ends)] == width - 1
    text = block.copy()
    text[at[is_parting]] = SEPARATOR
    text_ends = ends
    if quotes is not None and (is_plain & quotes.has_any).any():
        text = text[block != _QUOTE]
        text_ends = ends - np.cumsum(is_quote)[line_ends]
        # A line that is nothing but an empty quoted value would be taken for no line.
        is_plain &= text_ends > _after(text_ends)
    is_plain[np.searchsorted(text_ends, _repeated(text.tobytes(), header))] = False
    return Lines(starts, ends, is_plain, text, _after(text_ends), text_ends)


def runs(is_plain: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Each unbroken run of plain lines, as half-open positions."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], is_plain.view(np.int8), [0]))))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


class _Quotes:
    """What the quotes of a block mean, line by line.

    `is_outside` tells for each special byte whether it lies outside quotes; `has_any` and `is_regular` tell for each
    line whether it has quotes, and whether they stand in pairs around whole values without another quote inside.
    """

    __slots__ = ("has_any", "is_outside", "is_regular")

    def __init__(
        self,
        block: NDArray[np.uint8],
        at: NDArray[np.int64],
        found: NDArray[np.uint8],
        line_ends: NDArray[np.int64],
        delimiter: int,
    ) -> None:
        is_quote = found == _QUOTE
        so_far = np.cumsum(is_quote)
        until = so_far[line_ends]
        before = np.concatenate(([0], until[:-1]))
        lengths = np.diff(line_ends, prepend=-1)
        inside = (so_far - np.repeat(before, lengths)) & 1
        places = np.flatnonzero(is_quote)
        opens = inside[places] == 1
        # INVARIANT: the block ends with a newline, so the byte before the first one counts as a newline too.
        beside = block[at[places] + np.where(opens, -1, 1)]
        is_misplaced = (beside != delimiter) & (beside != _NEWLINE)
        counts = until - before
        self.is_outside = inside == 0
        self.has_any = counts > 0
        self.is_regular = counts % 2 == 0
        self.is_regular[np.searchsorted(line_ends, places[is_misplaced])] = False


def _after(ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each line starts, given where each ends; same shape."""
    return np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))


def _repeated(text: bytes, header: Sequence[bytes]) -> NDArray[np.int64]:
    """Offsets of the lines that repeat the header."""
    line = bytes((SEPARATOR,)).join(header) + b"\n"
    found = [0] if text.startswith(line) else []
    at = text.find(b"\n" + line)
    while at >= 0:
        found.append(at + 1)
        at = text.find(b"\n" + line, at + 1)
    return np.array(found, np.int64)


def _marks(block: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Offsets of what looks like a mark; to look at one line too many does no harm."""
    at = np.flatnonzero(block == UNDECODABLE[0])
    marked: NDArray[np.int64] = at[block[at + 1] == UNDECODABLE[1]]
    return marked
