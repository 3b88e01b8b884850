"""The encoding of a text file, by an ordered rule: BOM, UTF-8, UTF-16 by its zero bytes, Chinese by score, Western."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO

from clmplan.base.diagnostics import Checked, Wording
from clmplan.codes.text_sources import NOT_TEXT, NOT_TEXT_FOUND, UNKNOWN_ENCODING
from clmplan.data.sources.place import Place
from clmplan.data.sources.text.scores import Sample, common_share, decodable_share, sample_of

# Name people write (without `-`, `_` and spaces) to the name shown and Python's codec.
STATED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "utf8": ("utf-8", "utf-8"),
        "utf8sig": ("utf-8", "utf-8"),
        "utf8bom": ("utf-8", "utf-8"),
        "utf16": ("utf-16-le", "utf-16-le"),
        "utf16le": ("utf-16-le", "utf-16-le"),
        "utf16be": ("utf-16-be", "utf-16-be"),
        "utf32": ("utf-32-le", "utf-32-le"),
        "utf32le": ("utf-32-le", "utf-32-le"),
        "utf32be": ("utf-32-be", "utf-32-be"),
        **dict.fromkeys(("gb18030", "gbk", "gb2312", "cp936"), ("gb18030", "gb18030")),
        **dict.fromkeys(("big5", "cp950"), ("big5", "cp950")),
        "big5hkscs": ("big5-hkscs", "big5hkscs"),
        **dict.fromkeys(("cp1252", "windows1252", "latin1", "iso88591"), ("cp1252", "cp1252")),
        **dict.fromkeys(("shiftjis", "sjis", "cp932"), ("shift-jis", "cp932")),
        **dict.fromkeys(("euckr", "cp949"), ("euc-kr", "cp949")),
        **dict.fromkeys(("cp1250", "windows1250"), ("cp1250", "cp1250")),
        **dict.fromkeys(("cp1251", "windows1251"), ("cp1251", "cp1251")),
    }
)
BOMS = (
    # The BOM of UTF-32 begins with that of UTF-16.
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MAGIC = (
    (b"PK\x03\x04", "archive"),
    (b"\xd0\xcf\x11\xe0", "old workbook"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x1f\x8b", "compressed"),
    (b"%PDF", "pdf"),
)
_CHINESE = (("gb18030", "gb18030"), ("big5", "cp950"), ("big5-hkscs", "big5hkscs"))
_LEAST_SCORE, _LEAST_WIDE, _MOST_WESTERN = 0.5, 0.8, 0.1
_MOST_ZEROS, _MOST_CONTROLS = 0.1, 0.02


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding: its name, Python's codec, how it was found, and the length of the BOM in bytes.

    `found` is `bom`, `ascii`, `valid`, `zero bytes`, `scored`, `few` (few letters beyond ASCII) or `stated`.
    """

    name: str
    codec: str
    found: str
    skip: int = 0


def find_encoding(opened: BinaryIO, size: int, stated: str | None, place: Place) -> Checked[Encoding | None]:
    """The encoding of an open file of a size in bytes: the one stated, or the one found."""
    opened.seek(0)
    start = opened.read(4)
    bom = next(((codec, len(mark)) for mark, codec in BOMS if start.startswith(mark)), None)
    if stated is not None:
        return _stated(stated, bom, place)
    if bom is not None:
        return Checked(Encoding(bom[0], bom[0], "bom", bom[1]))
    opened.seek(0)
    start = opened.read(16)
    kind = next((kind for magic, kind in _MAGIC if start.startswith(magic)), None)
    if kind is not None:
        return _refused(place, kind)
    sample = sample_of(opened, size)
    if sample.zeros:
        wide = _wide(sample)
        if wide is not None:
            return Checked(wide)
    if sample.zeros > _MOST_ZEROS * len(sample.text):
        return _refused(place, "zeros")
    if sample.controls > _MOST_CONTROLS * len(sample.text):
        return _refused(place, "controls")
    found = _narrow(sample)
    return Checked(found) if found is not None else _refused(place, "unknown")


def stated_codec(name: str) -> tuple[str, str] | None:
    """The name shown and Python's codec of an encoding as people write it, or None."""
    return STATED.get(name.strip().lower().replace("-", "").replace("_", "").replace(" ", ""))


def _stated(name: str, bom: tuple[str, int] | None, place: Place) -> Checked[Encoding | None]:
    known = stated_codec(name)
    if known is None:
        listed = ", ".join(f"`{one}`" for one in dict.fromkeys(shown for shown, _ in STATED.values()))
        return Checked(None, (UNKNOWN_ENCODING.at(place.at, encoding=name, known=listed),))
    shown, codec = known
    if bom is not None and bom[0][:6] == codec[:6]:
        # Whoever states `utf-16` leaves the order of its bytes to the file.
        return Checked(Encoding(bom[0], bom[0], "stated", bom[1]))
    return Checked(Encoding(shown, codec, "stated"))


def _refused(place: Place, kind: str) -> Checked[Encoding | None]:
    found: Wording = NOT_TEXT_FOUND[kind]
    return Checked(None, (NOT_TEXT.at(place.at, file=place.file, found=found),))


def _wide(sample: Sample) -> Encoding | None:
    """UTF-16 without a BOM: one order of the bytes gives lines of common characters."""
    scores = {}
    for codec in ("utf-16-le", "utf-16-be"):
        text = sample.start[: len(sample.start) // 2 * 2].decode(codec, "replace")
        scores[codec] = common_share(text, "") if "\n" in text or "\r" in text or "," in text else 0.0
    best = max(scores, key=lambda codec: scores[codec])
    return Encoding(best, best, "zero bytes") if scores[best] >= _LEAST_WIDE else None


def _narrow(sample: Sample) -> Encoding | None:
    if not sample.lines:
        return Encoding("utf-8", "utf-8", "ascii")
    utf8 = decodable_share(sample.lines, "utf-8")[0]
    if utf8 == 1:
        return Encoding("utf-8", "utf-8", "valid")
    best, score = Encoding("utf-8", "utf-8", "scored"), utf8
    for name, codec in _CHINESE:
        share, text = decodable_share(sample.lines, codec)
        if share * common_share(text, codec) > score:
            best, score = Encoding(name, codec, "scored"), share * common_share(text, codec)
    if score >= _LEAST_SCORE:
        return best
    is_western = decodable_share(sample.lines, "cp1252")[0] >= 1 - _MOST_WESTERN
    if is_western and sample.letters <= _MOST_WESTERN * len(sample.text):
        return Encoding("cp1252", "cp1252", "few")
    return None
