"""Laws of the text reader: it agrees with its slow twin on any text, however it is cut, and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from oracles.text_source_oracle import Expected, expected

from clmplan.data.sources.csv_source import stage_csv
from clmplan.data.sources.place import Place
from clmplan.data.sources.staged import create_tables
from clmplan.data.sources.text.blocks import blocks
from clmplan.data.sources.text.bulk import Bulk, Shape
from clmplan.data.sources.text.delimiters import find_header
from clmplan.data.sources.text.encodings import Encoding
from clmplan.data.sources.text.reader import TextReader
from clmplan.model.project import SourceOptions

EXAMPLES = 150
UTF8 = Encoding("utf-8", "utf-8", "stated")
PIECES = (
    "a",
    "7",
    "客",
    "é",
    " ",
    ",",
    ",",
    ",",
    ";",
    '"',
    '"',
    '""',
    '","',
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\x1f",
    "\0",
    "'",
)
PIECES_OF_ROWS = ("x,y,z\n", "1,2,3\n", '"1","2","3"\n', '"a\nb",,"c"\n', '"a""b",",",\n', '1,"2,3\n', '""\n', ",,\n")
TEXTS = st.lists(st.sampled_from(PIECES + PIECES_OF_ROWS), max_size=60).map("".join)
HEADERS = st.sampled_from(("x,y,z", "x", "x;y;z", "客户\ty\tz", "x|y|z"))
PLACE = Place(Path("rows.csv"), "rows.csv", None)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def delimiter_of(header: str) -> str:
    return next((sign for sign in ",;\t|" if sign in header), ",")


def read_in_blocks(connection: duckdb.DuckDBPyConnection, content: bytes, encoding: Encoding, size: int) -> Expected:
    """What the reader makes of bytes that it is given in blocks of a size."""
    first = next(blocks(BytesIO(content), encoding, size)).data
    name = first.split(b"\n")[0].decode()
    header = find_header(first, name.split(delimiter_of(name)), delimiter_of(name), PLACE).value
    assert header is not None and header.line == 1
    width = len(header.names)
    create_tables(connection, "t", width)
    with Bulk(connection, "t", width) as bulk:
        reader = TextReader(0, header, Shape(width, tuple(range(width))), bulk)
        for block in blocks(BytesIO(content), encoding, size):
            reader.take(block)
        reader.finish()
        bulk.finish()
    rows = connection.execute("SELECT * EXCLUDE (file) FROM t ORDER BY line").fetchall()
    aside = connection.execute("SELECT line, reason FROM t_aside ORDER BY line").fetchall()
    assert reader.rows == len(rows) + len(aside)
    return Expected([(line, values) for line, *rest in rows for values in [tuple(rest)]], aside, reader.blank)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(header=HEADERS, text=TEXTS, size=st.sampled_from((5, 16, 64, 1 << 20)))
@example(header="x", text='""\n \n""\n', size=64)
@example(header="x,y,z", text='1,2,"' + "\n1,2,3" * 60, size=64)
@example(header="x,y,z", text='1,2,"' + "\n1,2,3" * 48 + '"\n4,5,6', size=64)
@example(header="x,y,z", text='1,2,"' + "\n1,2,3" * 49 + '"\n4,5,6', size=64)
@example(header="x,y,z", text="\ufeff1,2,3\n", size=64)
def test_the_reader_agrees_with_its_slow_twin_however_the_text_is_cut(connection, header: str, text: str, size: int):
    whole = header + "\n" + text
    assert expected(whole, delimiter_of(header)) == read_in_blocks(connection, whole.encode(), UTF8, size)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=TEXTS,
    codec=st.sampled_from(("gb18030", "utf-16-le", "utf-16-be", "utf-32-le")),
    size=st.sampled_from((8, 24, 1 << 20)),
)
def test_an_encoding_changes_nothing_but_the_bytes(connection, text: str, codec: str, size: int):
    whole = "客户,名字,😀\n" + text
    found = read_in_blocks(connection, whole.encode(codec), Encoding(codec, codec, "stated"), size)
    assert expected(whole, ",") == found


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300), codec=st.sampled_from(("utf-8", "gbk", "big5", "utf-16", "cp1252", "shift-jis"))
)
def test_every_record_of_any_bytes_is_staged_or_set_aside(connection, tmp_path: Path, content: bytes, codec: str):
    path = tmp_path / "any.csv"
    path.write_bytes("x,y\n".encode("utf-16-le" if codec == "utf-16" else "ascii") + content)
    options = SourceOptions(encoding=codec)
    read = stage_csv(connection, "odd", [Place(path, "any.csv", None)], ("x", "y"), options)
    assert read.value is not None, read.diagnostics
    counts = connection.execute("SELECT (SELECT count(*) FROM odd), (SELECT count(*) FROM odd_aside)").fetchone()
    assert counts is not None and read.value.rows == sum(counts)
    aside = connection.execute("SELECT value FROM odd_aside").fetchall()
    assert all(value.encode() is not None for (value,) in aside)
