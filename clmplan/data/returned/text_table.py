"""A text table that came home, in whatever encoding and with whatever delimiter it was saved."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from clmplan.base.diagnostics import Checked
from clmplan.codes.actual_words import UID
from clmplan.codes.data import FILE_EMPTY
from clmplan.data.returned.columns import folded
from clmplan.data.returned.table import Row, Table
from clmplan.data.sources.place import Place
from clmplan.data.sources.text.blocks import blocks
from clmplan.data.sources.text.delimiters import DELIMITERS
from clmplan.data.sources.text.encodings import find_encoding
from clmplan.data.sources.text.records import Record, read_record, record_limit, shown


def text_table(data: bytes, file: Place) -> Checked[tuple[Table, str] | None]:
    """The rows of a text under the delimiter that sets its key column apart, and its encoding."""
    encoding = find_encoding(BytesIO(data), len(data), None, file)
    if encoding.value is None:
        return Checked(None, encoding.diagnostics)
    text = b"".join(block.data for block in blocks(BytesIO(data), encoding.value))
    if not text.strip(b" \n"):
        return Checked(None, (FILE_EMPTY.at(None, file=file.file),))
    delimiter = next((one for one in DELIMITERS if _names_key(text, one.encode())), DELIMITERS[0])
    return Checked((Table("", _rows(text, delimiter.encode()), is_text=True), encoding.value.name))


def _names_key(text: bytes, delimiter: bytes) -> bool:
    """Whether a line has the key's name between delimiters; a table of one column has nothing to tell."""
    for line in text.split(b"\n"):
        if delimiter in line and UID in folded(line.decode("utf-8", "replace")):
            cells = (folded(cell.strip(b'"').decode("utf-8", "replace")) for cell in line.split(delimiter))
            if UID in cells:
                return True
    return False


def _rows(text: bytes, delimiter: bytes) -> Iterator[Row]:
    """Each record with the line it starts on; one whose quotes do not close is its first line."""
    at, number = 0, 1
    while at < len(text):
        end = text.index(b"\n", at)
        record = read_record(text, at, record_limit(text, at), delimiter)
        if isinstance(record, Record):
            end = record.end
            yield Row.of(number, [shown(value) for value in record.values])
        else:
            yield Row.of(number, [shown(text[at:end])], is_broken=True)
        number += text.count(b"\n", at, end + 1)
        at = end + 1
