"""Editors colour what our own lexer reads: the TextMate grammar is run over every sample, the Vim file in Vim."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from clmplan.base.source import Source
from clmplan.language.editors import textmate
from clmplan.language.editors.textmate import extension, textmate_grammar
from clmplan.language.editors.vim import vim_files
from clmplan.language.editors.vocabulary import groups, widened
from clmplan.language.parse import parse
from clmplan.language.reference.gather import entries
from clmplan.language.text.layout import lay_out
from clmplan.language.tokens import Token, tokenize
from clmplan.language.words import word_table
from tests.spec.chapters import cases

ROOT = Path(__file__).resolve().parents[3]
FILES = {textmate.FILE: textmate_grammar(), textmate.EXTENSION_FILE: extension(), **dict(vim_files())}
EXAMPLES = [
    text for entry in entries() for one in entry.examples if entry.topic != "regions" for text in (one.en, one.zh)
]
SAMPLES = [
    *((path.stem, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "playbooks").rglob("*.clm"))),
    *((case.name, case.text) for case in cases()),
    ("reference", "\n".join(EXAMPLES)),
]
EVERY_SAMPLE = pytest.mark.parametrize("text", [text for _, text in SAMPLES], ids=[name for name, _ in SAMPLES])
LITERAL = ("constant.numeric", "constant.language", "string.quoted")
KEYWORD = ("keyword.", "storage.type")

WORDS = frozenset(
    {"WORD", "OR", "AND", "NOT", "IN", "IS", "MISSING", "SINCE", "ORDINAL", "COMPARE", "DEFINE", "RANGE", "BETWEEN"}
)

# The groups of the Vim file for each type of token.
IN_VIM = {
    "COMMENT": "Comment",
    "KEY": "Key",
    "LITERAL": "Number Duration Percent Money Discount Time Date String Truth",
    "WORD": "Declaration Statement Joint Operator",
    "COMPARE": "Comparison Operator",
    "NAME": "Name Value Backtick Function",
}


@dataclass(frozen=True)
class Piece:
    """A run of characters of one scope."""

    start: int
    end: int
    scope: str


@cache
def rules() -> tuple[tuple[re.Pattern[str], dict[str, object]], ...]:
    """The rules of the grammar in the order in which an engine tries them."""
    document = json.loads(textmate_grammar())
    found = []
    for include in document["patterns"]:
        for rule in document["repository"][include["include"].removeprefix("#")]["patterns"]:
            assert set(rule) <= {"name", "match", "captures"}, "the small engine below knows no more"
            found.append((re.compile(rule["match"]), rule))
    return tuple(found)


def coloured(text: str) -> Iterator[Piece]:
    """What a TextMate engine makes of a text: at each place the first rule of those that match earliest."""
    begin = 0
    for line in text.split("\n"):
        position = 0
        while position < len(line):
            matches = [
                (match.start(), order)
                for order, (rule, _) in enumerate(rules())
                if (match := rule.search(line, position))
            ]
            if not matches:
                break
            _, order = min(matches)
            pattern, rule = rules()[order]
            match = pattern.search(line, position)
            assert match is not None
            assert match.end() > match.start(), "an empty match would never end"
            captures = rule.get("captures")
            if isinstance(captures, dict):
                for number, capture in captures.items():
                    yield Piece(begin + match.start(int(number)), begin + match.end(int(number)), capture["name"])
            else:
                yield Piece(begin + match.start(), begin + match.end(), str(rule["name"]))
            position = match.end()
        begin += len(line) + 1


def wrong(text: str, pieces: dict[int, Piece]) -> Iterator[str]:
    """Tokens of our lexer that are coloured as something else."""
    source = Source("sample.clm", text)
    tokens = tokenize(source).value
    laid_out = lay_out(tokens).value
    misread = parse(source).value.misread
    comments = [token for token in tokens if token.type == "COMMENT"]
    codes = [piece for piece in pieces.values() if piece.scope.startswith("constant.other.code")]
    for token in (*laid_out, *comments):
        if any(code.start <= token.span.start < code.end for code in codes):
            continue  # the lexer takes the name of a code apart, `allow` puts it together
        if token.span.start == token.span.end or token.span.line in misread:
            continue
        piece = pieces.get(token.span.start)
        scope = piece.scope if piece is not None and piece.end == token.span.end else ""
        if not fits(token, scope):
            yield f"line {token.span.line}: {token.type} `{token.span.text}` is `{scope}`"


def fits(token: Token, scope: str) -> bool:
    match token.type:
        case "COMMENT":
            return scope.startswith("comment.")
        case "LITERAL":
            return scope.startswith(LITERAL)
        case "KEY":
            return scope.startswith("entity.other.attribute-name")
        case "NAME" if token.span.text.startswith("`"):
            return scope.startswith("variable.other.quoted")
        case "NAME":
            return bool(token.names) or not scope.startswith(KEYWORD)
        case (
            "WORD"
            | "OR"
            | "AND"
            | "NOT"
            | "IN"
            | "IS"
            | "MISSING"
            | "SINCE"
            | "ORDINAL"
            | "COMPARE"
            | "DEFINE"
            | "RANGE"
        ):
            return scope.startswith(KEYWORD)
        case "BETWEEN":
            return scope.startswith("keyword.operator")
    return not scope.startswith((*KEYWORD, *LITERAL, "comment.")) or token.type in {"SIGN", "TIMES"}


@pytest.mark.parametrize("name", FILES)
def test_a_generated_editor_file_is_fresh(name: str) -> None:
    path = ROOT / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILES[name], encoding="utf-8", newline="\n")
    assert FILES[name] == path.read_text(encoding="utf-8"), "write it anew with UPDATE_GOLDEN=1"


@EVERY_SAMPLE
def test_the_textmate_grammar_colours_what_the_lexer_reads(text: str) -> None:
    assert [] == list(wrong(text, {piece.start: piece for piece in coloured(text)}))


@pytest.mark.parametrize("word", ["campaign", "count", "between", "send", "人群", "当", "和", "最多", "为"])
def test_a_word_glued_to_a_name_is_not_coloured_as_a_word(word: str) -> None:
    for glued in (f"{word}客户群", f"{word}_x1", f"客户群{word}"):
        assert ["variable.other.clmplan"] == [piece.scope for piece in coloured(glued)]


def test_the_extension_names_the_grammar_beside_it() -> None:
    (grammar,) = json.loads(extension())["contributes"]["grammars"]
    document = json.loads((ROOT / "grammar" / grammar["path"]).read_text(encoding="utf-8"))
    assert document["scopeName"] == grammar["scopeName"]
    assert ["clm"] == document["fileTypes"]


def test_the_longest_spelling_comes_first() -> None:
    scopes = {
        text: [piece.scope.partition(".clmplan")[0] for piece in coloured(text)]
        for text in ("at most", "not in", "距 上次")
    }
    assert ["keyword.control.statement"] == scopes["at most"]
    assert ["keyword.operator.word"] == scopes["not in"]
    assert 2 == len(scopes["距 上次"])


def test_every_spelling_is_in_exactly_one_group() -> None:
    table = word_table()
    found = [spelling for group in groups() for spelling in group.spellings]
    assert len(found) == len(set(found))
    known = {*table.words, *table.values, *table.conditions, *table.fillers}
    assert {one for one in known if one[0].isalpha()} <= set(found)


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.name)
def test_every_spelling_stands_once_in_its_vim_group(group) -> None:  # type: ignore[no-untyped-def]
    name = f"clmplan{group.name.capitalize()} '"
    lines = [line for line in FILES[vim_files()[0][0]].split("\n") if line.startswith(f"syntax match {name}")]
    written = [
        alternative.replace(r"[ \t]\+", " ")
        for line in lines
        for alternative in line.split("'")[1].removeprefix(r"\%(").rpartition(r"\)")[0].split(r"\|")
    ]
    assert sorted(group.spellings) == sorted(written)


def test_signs_of_a_pattern_get_their_full_width_twins() -> None:
    assert re.fullmatch(widened(r"[0-9]{1,2}:[0-9]{2}"), "９：30")
    assert re.fullmatch(widened(r"[0-9]+ ?%"), "10％")
    assert re.fullmatch(widened(r"(?:\#|//)[^\n]*"), "＃ 注")
    assert not re.fullmatch(widened(r"[0-9]{1,2}:[0-9]{2}"), "9;30")


@pytest.mark.skipif(shutil.which("vim") is None, reason="there is no Vim here to read its file")
def test_vim_colours_the_quickstarts_as_the_lexer_reads_them(tmp_path: Path) -> None:
    for name in ("en", "zh"):
        text = (ROOT / "playbooks" / "quickstart" / name / "quickstart.clm").read_text(encoding="utf-8")
        assert [] == list(wrong_in_vim(text, tmp_path))


def wrong_in_vim(text: str, folder: Path) -> Iterator[str]:
    """Tokens that Vim puts into another group than ours."""
    source = Source("sample.clm", text)
    tokens = tokenize(source).value
    written = [token for token in lay_out(tokens).value if token.span.start < token.span.end]
    written += [token for token in tokens if token.type == "COMMENT"]
    asked = [token for token in written if token.type in IN_VIM]
    (folder / "sample.clm").write_text(text, encoding="utf-8")
    script = [
        f"set nocompatible encoding=utf-8 runtimepath^={ROOT / 'grammar' / 'vim'}",
        "filetype on",
        "syntax on",
        f"edit {folder / 'sample.clm'}",
        f"let places = {json.dumps([in_bytes(source, token) for token in asked])}",
        "let found = map(places, {_, at -> synIDattr(synID(at[0], at[1], 1), 'name')})",
        f"call writefile(found + [v:errmsg], '{folder / 'found.txt'}')",
        "qall!",
    ]
    (folder / "script.vim").write_text("\n".join(script) + "\n", encoding="utf-8")
    command = ["vim", "-u", "NONE", "-i", "NONE", "-es", "-S", str(folder / "script.vim")]
    subprocess.run(command, check=False, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8"})
    *names, problem = (folder / "found.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert "" == problem
    for token, name in zip(asked, names, strict=True):
        fitting = IN_VIM[token.type].split() if not token.names or token.type != "NAME" else [name[7:]]
        if name.removeprefix("clmplan") not in fitting:
            yield f"line {token.span.line}: {token.type} `{token.span.text}` is `{name}`"


def in_bytes(source: Source, token: Token) -> tuple[int, int]:
    """Line and column of a token as Vim counts them: from 1, columns in bytes."""
    before = source.line_text(token.span.line)[: token.span.column - 1]
    return token.span.line, len(before.encode()) + 1
