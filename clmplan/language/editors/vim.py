"""The Vim syntax file, and the file that tells Vim when to use it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clmplan.language.editors.vocabulary import groups, keys, literals, longest_first, widened

FILES = ("grammar/vim/syntax/clmplan.vim", "grammar/vim/ftdetect/clmplan.vim")
_NOTE = (
    '" Generated from the word table. Do not edit: run',
    '" UPDATE_GOLDEN=1 python -m pytest tests/unit/language/test_editors.py',
    '" to write it anew. A word of the language that serves as a name may be coloured as a word.',
)
_LINKS = {
    "declaration": "Structure",
    "statement": "Statement",
    "joint": "Keyword",
    "operator": "Operator",
    "truth": "Boolean",
    "value": "Constant",
    "function": "Function",
    "filler": "Keyword",
}
_LITERALS = {
    "NUMBER": "Number",
    "DURATION": "Number",
    "MONTH": "Number",
    "PERCENT": "Number",
    "MONEY": "Number",
    "DISCOUNT": "Number",
    "TIME": "Number",
    "OTHER_DATE": "Number",
    "DATE": "Number",
    "RANGE": "Operator",
    "BACKTICK": "Identifier",
    "UNCLOSED": "String",
    "STRING": "String",
    "COMMENT": "Comment",
}
_SIGNS = r"\v[=<>!≤≥≠＝＜＞！]+"
# Constructs of the lexer's patterns and their twins in Vim's very magic patterns.
_TWINS = (
    (widened(r"(?![^\W_])"), r"\k@!"),
    (widened(r"(?![0-9])"), widened("[0-9]@!")),
    (r"(?!\w)", r"\k@!"),
    (r"\b", r"\k@!"),
    ("(?:", "%("),
    (r"\#", "#"),
)
_MAGIC = frozenset("=<>%@&~")


def vim_files() -> tuple[tuple[str, str], ...]:
    """The files by their path."""
    detection = '" Generated: playbooks of clmplan.\nautocmd BufNewFile,BufRead *.clm set filetype=clmplan\n'
    return (FILES[0], "\n".join(_syntax()) + "\n"), (FILES[1], detection)


def _syntax() -> Iterator[str]:
    yield from _NOTE
    yield from ("if exists('b:current_syntax')", "  finish", "endif", "syntax case match")
    yield "syntax iskeyword @,48-57,_,192-255"
    # Of items that match at one place Vim takes the last one, so names come first and whole comments last.
    yield r"syntax match clmplanName '\d\@!\k\+'"
    for group in groups():
        yield from _matches(group.name, group.words, r"\k\@!" if group.name != "function" else r"\ze[(（]")
    for group in groups():
        yield from _matches(group.name, group.phrases, r"\k\@!")
    several = "".join(rf"{_spelled(key)}\|" for key in keys())
    yield rf"syntax match clmplanKey '\%({several}\d\@!\k\+\)\ze[ \t]*[:：]'"
    yield f"syntax match clmplanComparison '{_SIGNS}'"
    for name in _LITERALS:
        yield rf"syntax match clmplan{_title(name)} '\v{_very_magic(literals()[name])}'"
    for name, link in {**_LINKS, **_LITERALS, "key": "Type", "comparison": "Operator"}.items():
        yield f"highlight default link clmplan{_title(name)} {link}"
    yield "let b:current_syntax = 'clmplan'"


def _matches(name: str, spellings: Iterable[str], end: str) -> Iterator[str]:
    found = [_spelled(one) for one in longest_first(spellings)]
    if found:
        alternatives = r"\|".join(found)
        yield rf"syntax match clmplan{_title(name)} '\%({alternatives}\){end}'"


def _spelled(spelling: str) -> str:
    return r"[ \t]\+".join(spelling.split(" "))


def _title(name: str) -> str:
    return "".join(part.capitalize() for part in name.lower().split("_"))


def _very_magic(pattern: str) -> str:
    """A pattern of the lexer as one of Vim."""
    for ours, theirs in _TWINS:
        pattern = pattern.replace(ours, theirs)
    # INVARIANT: the twins above are in place, so their own signs must stay as they are.
    pieces = re.split(r"(\[[^\]]*\]|\\k@!|%\(|@!|\\.)", pattern)
    return "".join(
        piece if number % 2 else "".join(f"\\{one}" if one in _MAGIC else one for one in piece)
        for number, piece in enumerate(pieces)
    )
