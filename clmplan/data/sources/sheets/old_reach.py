"""How far the cells of an old workbook (XLS) reach: its stream of records, found in a compound file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import error as struct_error
from struct import unpack_from

from clmplan.data.sources.sheets.reach import Reach

_STREAMS = ("workbook", "book")
_START_OF_SHEET = 0x0809
# Records of one cell or of several in a row: each begins with its row and its first column.
_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406})
_SEVERAL = 0x00BD
_LAST_SECTOR = 0xFFFF_FFFA
_ENTRY = 128
_STREAM_ENTRY, _ROOT_ENTRY = 2, 5


def old_reach(path: Path) -> Reach | None:
    """How far the cells of the largest sheet reach; None when the file cannot be read."""
    try:
        stream = _workbook(path.read_bytes())
    except (OSError, struct_error, IndexError, ValueError):
        return None
    return None if stream is None else max(_sheets(stream), key=lambda found: found.cells, default=Reach(0, 0, False))


def _sheets(stream: bytes) -> Iterator[Reach]:
    """The reach of each part of a stream of records."""
    at = rows = columns = 0
    while at + 4 <= len(stream):
        code, size = unpack_from("<HH", stream, at)
        if code == _START_OF_SHEET:
            yield Reach(rows, columns, False)
            rows = columns = 0
        elif code in _CELLS and size >= 6 and at + 4 + size <= len(stream):
            row, column = unpack_from("<HH", stream, at + 4)
            if code == _SEVERAL:
                (column,) = unpack_from("<H", stream, at + 2 + size)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += 4 + size
    yield Reach(rows, columns, False)


def _workbook(data: bytes) -> bytes | None:
    """The stream of the workbook, whatever sectors it lies in."""
    size, small_size = (1 << shift for shift in unpack_from("<HH", data, 0x1E))
    if size not in (512, 4096) or small_size > size:
        return None
    table = _table(data, size)
    (first,), (cutoff,), (small_first,) = (unpack_from("<I", data, at) for at in (0x30, 0x38, 0x3C))
    directory = _joined(data, table, first, size, size)
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    chosen = next((one for name in _STREAMS for one in entries if _named(one) == name), None)
    root = next((one for one in entries if one[66] == _ROOT_ENTRY), None)
    if chosen is None:
        return None
    start, length = unpack_from("<II", chosen, 116)
    if length >= cutoff:
        return _joined(data, table, start, size, size)[:length]
    if root is None:
        return None
    small = _joined(data, table, unpack_from("<I", root, 116)[0], size, size)
    links = _numbers(_joined(data, table, small_first, size, size))
    return _joined(small, links, start, small_size, 0)[:length]


def _named(entry: bytes) -> str:
    """The name of a stream, in small letters."""
    (length,) = unpack_from("<H", entry, 64)
    return entry[: max(0, length - 2)].decode("utf-16-le", "replace").lower() if entry[66] == _STREAM_ENTRY else ""


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """For each sector the one that follows it."""
    sectors = list(unpack_from("<109I", data, 0x4C))
    (following,) = unpack_from("<I", data, 0x44)
    seen: set[int] = set()
    while following < _LAST_SECTOR and following not in seen:
        seen.add(following)
        more = _numbers(data[size * (following + 1) : size * (following + 2)])
        sectors += more[:-1]
        following = more[-1]
    return _numbers(b"".join(data[size * (at + 1) : size * (at + 2)] for at in sectors if at < _LAST_SECTOR))


def _joined(data: bytes, links: tuple[int, ...], first: int, size: int, offset: int) -> bytes:
    """The sectors of a chain, one after the other."""
    found: list[bytes] = []
    seen: set[int] = set()
    at = first
    while at < _LAST_SECTOR and at not in seen:
        seen.add(at)
        found.append(data[offset + size * at : offset + size * (at + 1)])
        at = links[at]
    return b"".join(found)


def _numbers(data: bytes) -> tuple[int, ...]:
    return unpack_from(f"<{len(data) // 4}I", data)
