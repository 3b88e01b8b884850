"""Names for fields and events that a playbook can use, from headers and file names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

_BRACKETED = re.compile(r"[(\[{【<《〔][^()\[\]{}【】<>《》〔〕]*[)\]}】>》〕]")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[\W_]+")
_LONGEST = 60
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_DATED = re.compile(r"[\W_]*\d{4,}[\W_\d年月日]*$|[\W_]*(?:export|导出|明细|列表|list|data|数据|表)$", re.IGNORECASE)


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _CHINESE.search(text) is not None


def field_name(header: str, position: int) -> str:
    """A header as a name: without brackets, words of letters and digits joined by `_`, English in lower case."""
    text = normalize("NFKC", header)
    for candidate in (_BRACKETED.sub("", text), text):
        words = _NOT_WORD.sub("_", _HUMP.sub("_", candidate)).strip("_").lower()
        if words:
            return words[:_LONGEST].rstrip("_")
    return f"column_{position + 1}"


def event_name(file: str) -> str:
    """A file's name without its ending, dates and words such as `export`."""
    stem = normalize("NFKC", file.rstrip("/").rpartition("/")[2])
    stem = stem.partition("*")[0] or stem
    stem = stem.rpartition(".")[0] or stem
    previous = ""
    while previous != stem:
        previous, stem = stem, _DATED.sub("", stem) or stem
    return field_name(stem, 0)


def different(name: str, taken: Iterable[str]) -> str:
    """The name, or with a number when it is taken; capital letters make no difference."""
    known = {one.casefold() for one in taken}
    number, candidate = 1, name
    while candidate.casefold() in known:
        number += 1
        candidate = f"{name}_{number}"
    return candidate
