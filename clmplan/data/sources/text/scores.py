"""Samples of a file's bytes, and how well an encoding fits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

WINDOW, WINDOWS = 64 << 10, 16
_SCAN = 1 << 20
_ENOUGH, _MOST_LINES = 40, 4_000
_CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1a\x1b\x1f"))
_HIGH = bytes(range(128, 256))
# Rows of the double-byte sets that hold signs and the characters of everyday use.
_EVERYDAY = {
    "gb18030": ((0xA1, 0xA3), (0xB0, 0xD7), (0xA1, 0xFE)),
    "cp950": ((0xA1, 0xA3), (0xA4, 0xC6), (0x40, 0xFE)),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """Bytes from all over a file: its start, all windows, and the lines in them with bytes beyond ASCII.

    `zeros`, `controls` and `letters` count the zero bytes, control characters and bytes beyond ASCII of `text`.
    """

    start: bytes
    text: bytes
    lines: Sequence[bytes]
    zeros: int
    controls: int
    letters: int


def sample_of(opened: BinaryIO, size: int) -> Sample:
    """A sample of an open file; a file that is ASCII wherever one looks is read until it no longer is."""
    if size <= WINDOW * WINDOWS:
        opened.seek(0)
        windows = [opened.read()]
    else:
        step = (size - WINDOW) // (WINDOWS - 1)
        windows = [_window(opened, number * step) for number in range(WINDOWS)]
    text = b"".join(windows)
    lines = _beyond_ascii(windows)
    if len(lines) < _ENOUGH and size > len(text):
        lines += _scanned(opened)
    return Sample(
        windows[0][:WINDOW],
        text,
        lines[:_MOST_LINES],
        text.count(0),
        len(text) - len(text.translate(None, _CONTROLS)),
        len(text) - len(text.translate(None, _HIGH)),
    )


def decodable_share(lines: Sequence[bytes], codec: str) -> tuple[float, str]:
    """The share of lines that an encoding can decode, 0 to 1, and these lines as text."""
    try:
        return 1.0, b"\n".join(lines).decode(codec)
    except UnicodeDecodeError:
        decoded = [text for line in lines if (text := _decoded(line, codec)) is not None]
        return len(decoded) / len(lines), "\n".join(decoded)


def common_share(text: str, codec: str) -> float:
    """The share of everyday characters, 0 to 1: of all (no codec), or of those beyond ASCII in an encoding."""
    everyday = _everyday("cp950" if codec.startswith(("cp950", "big5")) else "gb18030")
    if not codec:
        either = everyday | _everyday("cp950")
        fitting = sum(1 for sign in text if " " <= sign <= "~" or sign in "\t\r\n\ufeff" or sign in either)
        return fitting / max(1, len(text))
    beyond = [sign for sign in text if sign > "\x7f"]
    return sum(1 for sign in beyond if sign in everyday) / max(1, len(beyond))


def _window(opened: BinaryIO, at: int) -> bytes:
    opened.seek(at)
    return opened.read(WINDOW)


def _beyond_ascii(windows: Sequence[bytes]) -> list[bytes]:
    """Whole lines with bytes beyond ASCII; the broken lines at the edges of a window are left out."""
    found: list[bytes] = []
    for number, window in enumerate(windows):
        if window.isascii():
            continue
        lines = window.splitlines()
        first = 1 if number else 0
        last = len(lines) if number == len(windows) - 1 else len(lines) - 1
        inner = lines[first:last] if len(windows) > 1 else lines
        # A window inside one long line is parted at bytes that no character of several bytes contains.
        whole = inner or window.replace(b";", b",").replace(b"\t", b",").split(b",")[1:-1]
        found += [line for line in whole if not line.isascii()]
    return found


def _scanned(opened: BinaryIO) -> list[bytes]:
    """The first lines of a whole file that have bytes beyond ASCII."""
    opened.seek(0)
    found: list[bytes] = []
    rest, is_broken = b"", False
    while len(found) < _ENOUGH * 5 and (chunk := opened.read(_SCAN)):
        text = rest + chunk
        *lines, rest = text.rsplit(b"\n", 1) if text.isascii() else text.split(b"\n")
        # Of a line longer than this no piece is used: it may begin or end inside a character.
        found += [line for line in lines[is_broken:] if not line.isascii()]
        is_broken = (is_broken and not lines) or len(rest) > _SCAN
        rest = b"" if is_broken else rest
    return found if is_broken or rest.isascii() else [*found, rest]


def _decoded(line: bytes, codec: str) -> str | None:
    try:
        return line.decode(codec)
    except UnicodeDecodeError:
        return None


@cache
def _everyday(codec: str) -> frozenset[str]:
    signs, letters, trails = _EVERYDAY[codec]
    leads = [*range(signs[0], signs[1] + 1), *range(letters[0], letters[1] + 1)]
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(trails[0], trails[1] + 1))
    return frozenset(text for pair in pairs if (text := _decoded(pair, codec)) is not None and len(text) == 1)
