"""Files of many encodings and shapes are read right, or refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from text_staging import staged

CHINESE = ("客户编号", "姓名", "城市")
PEOPLE = (("王小明", "上海市"), ("李芳", "北京市"), ("欧阳娜娜", "广州市"), ("张伟", "成都市"))
TRADITIONAL = (("陳怡君", "臺北市"), ("林志偉", "高雄市"), ("張家豪", "臺中市"), ("黃淑芬", "新北市"))
WESTERN = (("Zoë Müller", "Köln"), ("Anna Smith", "Leeds"), ("José Núñez", "Madrid"), ("Tom Baker", "York"))
PLAIN = (("Anna", "Leeds"), ("Tom", "York"), ("Eve", "Bath"), ("Sam", "Hull"))


@dataclass(frozen=True)
class File:
    """A file and what is said about how it was read; `shown` is the encoding's name."""

    codec: str
    shown: str
    found: str
    people: tuple[tuple[str, str], ...] = PEOPLE
    header: tuple[str, str, str] = CHINESE
    rows: int = 4
    delimiter: str = ","
    ending: str = "\r\n"
    bom: bytes = b""
    quoted: bool = False

    def expected(self) -> list[tuple[str, ...]]:
        return [(f"K{number:05d}", *self.people[number % len(self.people)]) for number in range(self.rows)]

    def content(self) -> bytes:
        mark = '"' if self.quoted else ""
        lines = [
            self.delimiter.join(f"{mark}{value}{mark}" for value in row) for row in (self.header, *self.expected())
        ]
        return self.bom + (self.ending.join(lines) + self.ending).encode(self.codec)


ENGLISH = ("customer", "name", "city")
HANT = ("客戶編號", "姓名", "城市")
BOM16 = (b"\xff\xfe", b"\xfe\xff")
FILES = (
    File("utf-8", "utf-8", "valid", rows=1),
    File("utf-8", "utf-8", "valid", rows=2000),
    File("utf-8", "utf-8", "valid", delimiter=";", ending="\n"),
    File("utf-8", "utf-8", "valid", delimiter="\t", ending="\r"),
    File("utf-8", "utf-8", "valid", delimiter="|", quoted=True),
    File("utf-8", "utf-8", "valid", people=WESTERN, header=ENGLISH),
    File("utf-8-sig", "utf-8", "bom", rows=1),
    File("utf-8-sig", "utf-8", "bom", people=PLAIN, header=ENGLISH, quoted=True),
    File("ascii", "utf-8", "ascii", people=PLAIN, header=ENGLISH),
    File("gbk", "gb18030", "scored", rows=1),
    File("gbk", "gb18030", "scored", rows=2000),
    File("gbk", "gb18030", "scored", people=PLAIN, rows=1),
    File("gbk", "gb18030", "scored", people=PLAIN, rows=2000),
    File("gbk", "gb18030", "scored", header=ENGLISH, delimiter="\t"),
    File("gbk", "gb18030", "scored", delimiter=";", ending="\n", quoted=True),
    File("gbk", "gb18030", "scored", delimiter="|"),
    File("gb18030", "gb18030", "scored", people=(*PEOPLE, ("𠮷野家", "㐂市"), ("龘龖", "😀"))),
    File("gb18030", "gb18030", "bom", bom=b"\x84\x31\x95\x33"),
    File("utf-16-le", "utf-16-le", "bom", bom=BOM16[0]),
    File("utf-16-le", "utf-16-le", "bom", bom=BOM16[0], people=PLAIN, delimiter="\t", rows=2000),
    File("utf-16-be", "utf-16-be", "bom", bom=BOM16[1], people=(*PEOPLE, ("𠮷野家", "😀"))),
    File("utf-16-le", "utf-16-le", "zero bytes", rows=300),
    File("utf-16-be", "utf-16-be", "zero bytes", rows=300),
    File("utf-16-le", "utf-16-le", "zero bytes", people=PLAIN, header=ENGLISH, rows=1, delimiter="\t"),
    File("utf-32-le", "utf-32-le", "bom", bom=b"\xff\xfe\x00\x00"),
    File("utf-32-be", "utf-32-be", "bom", bom=b"\x00\x00\xfe\xff"),
    File("big5", "big5", "scored", people=TRADITIONAL, header=HANT),
    File("big5", "big5", "scored", people=TRADITIONAL, header=HANT, rows=2000, delimiter=";"),
    File("big5", "big5", "scored", people=PLAIN, header=HANT, rows=1),
    File("big5", "big5", "scored", people=TRADITIONAL, header=ENGLISH, delimiter="|"),
    File("cp1252", "cp1252", "few", people=WESTERN, header=ENGLISH, rows=200),
    File("cp1252", "cp1252", "few", people=WESTERN, header=ENGLISH, delimiter=";", rows=40, quoted=True),
)


def test_there_are_32_files():
    assert 32 == len(FILES) == len({file.content() for file in FILES})


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.codec}-{file.found}-{file.rows}-{ord(file.delimiter)}")
@pytest.mark.parametrize("names_are_known", [True, False])
def test_a_file_is_read_right_and_how_it_was_read_is_said(tmp_path: Path, file: File, names_are_known: bool):
    result = staged(tmp_path, file.content(), wanted=file.header if names_are_known else None)
    assert result.staged is not None, result.messages
    assert file.expected() == result.values
    assert [] == result.aside
    assert {"encoding": file.shown, "found": file.found, "delimiter": file.delimiter} == result.facts()
    assert file.header == result.staged.columns == result.staged.facts[0].header
    assert min(3, file.rows) == len(result.staged.facts[0].sample)


@pytest.mark.parametrize(
    ("stated", "codec"),
    [("GBK", "gbk"), ("gb2312", "gb2312"), ("UTF-16", "utf-16"), ("shift_jis", "cp932"), ("utf8", "utf-8-sig")],
)
def test_a_stated_encoding_is_used(tmp_path: Path, stated: str, codec: str):
    result = staged(tmp_path, "名,市\n小,京\n".encode(codec), encoding=stated)
    assert [("小", "京")] == result.values
    assert "stated" == result.facts()["found"]
    assert ("名", "市") == result.staged.columns


def test_an_encoding_that_is_not_known_is_an_error_that_lists_those_known(tmp_path: Path):
    result = staged(tmp_path, b"a,b\n1,2\n", encoding="utf-9")
    assert ["CLM649"] == result.codes
    assert "`gb18030`" in result.messages[0]


def test_a_file_that_only_begins_as_ascii_is_read_in_the_encoding_of_its_end(tmp_path: Path):
    rows = "".join(f"K{number:06d},plain,{'x' * 60}\n" for number in range(40_000))
    result = staged(tmp_path, ("customer,name,note\n" + rows + "K1,王小明,北京市\n").encode("gbk"), wanted=("name",))
    assert "gb18030" == result.facts()["encoding"]
    assert ("王小明",) == result.values[-1]
    assert 40_001 == len(result.rows)


def test_rows_beyond_ascii_are_shown_first_because_they_tell_whether_the_encoding_is_right(tmp_path: Path):
    rows = "".join(f"K{number},plain\n" for number in range(50))
    result = staged(tmp_path, f"customer,name\n{rows}K98,王小明\nK99,李芳\n".encode("gbk"))
    assert (("K0", "plain"), ("K98", "王小明"), ("K99", "李芳")) == result.staged.facts[0].sample


def test_an_undecodable_byte_sets_its_record_aside_and_no_other(tmp_path: Path):
    rows = [f"K{number},王小明,北京市" for number in range(30)]
    content = ("customer,name,city\n" + "\n".join(rows) + "\n").encode("gbk")
    damaged = content.replace(b"K7,", b"K7,\xff").replace(b"K9,", b'"K9\nK9",\xff')
    result = staged(tmp_path, damaged, wanted=("customer",))
    assert [(9, "undecodable-text"), (11, "undecodable-text")] == [(line, reason) for line, _, reason in result.aside]
    assert result.aside[0][1].startswith("K7,\ufffd")
    assert 28 == len(result.rows)
    assert (13, "K10") == result.rows[8][:2]


def test_bytes_that_fit_no_encoding_are_refused(tmp_path: Path):
    cyrillic = "имя,город\n" + "Анна,Москва\n" * 20
    result = staged(tmp_path, cyrillic.encode("cp1251"))
    assert ["CLM648"] == result.codes
    stated = staged(tmp_path, cyrillic.encode("cp1251"), encoding="cp1251")
    assert ("имя", "город") == stated.staged.columns


@pytest.mark.parametrize(("ending", "blank"), [("\n", 0), ("\r\n", 0), ("\r", 0), ("\r\n\n", 2), ("\n \n", 2)])
def test_every_ending_of_lines_ends_a_line_and_blank_lines_are_counted_apart(tmp_path: Path, ending: str, blank: int):
    result = staged(tmp_path, ending.join(["a,b", "1,2", "3,4"]).encode())
    assert [("1", "2"), ("3", "4")] == result.values
    assert (2, blank) == (result.staged.rows, result.staged.blank)
