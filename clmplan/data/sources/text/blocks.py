"""A text file as blocks of whole lines in UTF-8, a few megabytes at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from clmplan.data.sources.text.encodings import Encoding
from clmplan.data.sources.text.records import MOST_BYTES, TOO_LARGE, UNDECODABLE

BLOCK = 4 << 20
_PART = 64 << 10
_KEPT_OF_LARGE = 400
_RETURN, _NEWLINE = ord("\r"), ord("\n")
_MOST_MARKS = 100  # of one line, after which the rest of it is only shown
_WIDTHS = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines in UTF-8, each ended by a newline; `is_marked` when some of them hold a mark of `records`.

    `read` counts the bytes of the file up to its end.
    """

    data: bytes
    is_marked: bool
    read: int


def blocks(opened: BinaryIO, encoding: Encoding, size: int = BLOCK) -> Iterator[Block]:
    """The lines of an open file; a line beyond the limit is kept as its beginning and a mark."""
    carried, is_skipping, was_marked = b"", False, False
    for piece, is_marked, read in _pieces(opened, encoding, size):
        data = carried + piece
        was_marked |= is_marked
        if is_skipping:
            end = _line_end(data)
            carried = data[-1:] if end < 0 else b""
            if end < 0:
                continue
            data, is_skipping = data[end:], False
        # A carriage return at the end may be half of a line ending.
        kept = len(data) - data.endswith(b"\r")
        lines = _with_newlines(data[:kept])
        cut = lines.rfind(b"\n") + 1
        carried = lines[cut:] + data[kept:]
        block, lines = lines[:cut], b""
        if len(carried) > MOST_BYTES:
            block += carried[:_KEPT_OF_LARGE].decode("utf-8", "ignore").encode() + TOO_LARGE + b"\n"
            carried, is_skipping, was_marked = carried[-1:], True, True
        if block:
            yield Block(block, was_marked, read)
            was_marked = is_marked and bool(carried)
    if carried and not is_skipping:
        rest = _with_newlines(carried)
        yield Block(rest if rest.endswith(b"\n") else rest + b"\n", was_marked, opened.tell())


def _line_end(data: bytes) -> int:
    """The offset after the first line ending whose both halves are there; -1 when there is none."""
    ends = [at for at in (data.find(b"\n"), data.find(b"\r", 0, len(data) - 1)) if at >= 0]
    if not ends:
        return -1
    at = min(ends)
    return at + (2 if data[at : at + 2] == b"\r\n" else 1)


def _with_newlines(data: bytes) -> bytes:
    """The same lines, each ended by a newline alone; much faster than to replace pairs of bytes."""
    if b"\r" not in data:
        return data
    signs = np.frombuffer(data + b" ", np.uint8)
    returns = np.flatnonzero(signs == _RETURN)
    alone = returns[signs[returns + 1] != _NEWLINE]
    if alone.size:
        signs = signs.copy()
        signs[alone] = _NEWLINE
        data = signs[:-1].tobytes()
    return data.replace(b"\r", b"")


def _pieces(opened: BinaryIO, encoding: Encoding, size: int) -> Iterator[tuple[bytes, bool, int]]:
    """The text in UTF-8, in pieces cut where no character is, with whether it is marked, and the bytes read."""
    opened.seek(encoding.skip)
    rest, read = b"", encoding.skip
    while chunk := opened.read(size):
        read += len(chunk)
        raw = rest + chunk
        cut = _safe_cut(raw, encoding.codec)
        rest = raw[cut:]
        if cut:
            yield (*_to_utf8(raw[:cut], encoding.codec), read)
    if rest:
        yield (*_to_utf8(rest, encoding.codec), read)


def _safe_cut(raw: bytes, codec: str) -> int:
    """Where bytes can be parted: in the encodings of Chinese no byte of a character is below 0x30."""
    width = _WIDTHS.get(codec)
    if width is not None:
        cut = len(raw) - len(raw) % width
        high = raw[cut - 1 if codec == "utf-16-le" else cut - 2] if width == 2 and cut else 0
        return cut - width if 0xD8 <= high <= 0xDB else cut
    for separator in (b"\n", b"\r", b",", b" ", b";", b"\t"):
        cut = raw.rfind(separator) + 1
        if cut:
            return cut
    return len(raw) if len(raw) > MOST_BYTES else 0


def _to_utf8(raw: bytes, codec: str) -> tuple[bytes, bool]:
    """The text in UTF-8, and whether marks stand in it for what cannot be decoded."""
    if codec not in _WIDTHS and raw.isascii():
        return raw, False
    try:
        text = raw.decode(codec)
        return (raw if codec == "utf-8" else text.encode()), False
    except UnicodeDecodeError:
        if codec in _WIDTHS:
            return _marked(raw, codec), True
        return b"".join(_by_parts(raw, codec)), True


def _by_parts(raw: bytes, codec: str) -> Iterator[bytes]:
    """Text in UTF-8, part by part; only parts that hold something undecodable are taken line by line."""
    at = 0
    while at < len(raw):
        end = raw.find(b"\n", at + _PART) + 1 or len(raw)
        part = raw[at:end]
        try:
            yield part.decode(codec).encode()
        except UnicodeDecodeError:
            yield from (_marked(line, codec) for line in part.splitlines(keepends=True))
        at = end


def _marked(line: bytes, codec: str) -> bytes:
    """A line in UTF-8 with a mark in the place of each byte sequence that cannot be decoded."""
    found: list[bytes] = []
    rest = memoryview(line)
    while rest:
        try:
            found.append(str(rest, codec).encode())
            break
        except UnicodeDecodeError as error:
            found += (str(rest[: error.start], codec).encode(), UNDECODABLE)
            rest = rest[error.end :]
        if len(found) > 2 * _MOST_MARKS and codec not in _WIDTHS:
            found.append(str(rest, codec, "replace").encode())
            break
    return b"".join(found)
