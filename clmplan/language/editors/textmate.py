"""The TextMate grammar: for VS Code, Sublime Text, JetBrains editors and code hosts."""

from __future__ import annotations

import json
from collections.abc import Iterable

from clmplan.language.editors.vocabulary import NAME, Group, groups, keys, literals, longest_first, spelled
from clmplan.language.words import word_table

FILE = "grammar/clmplan.tmLanguage.json"
EXTENSION_FILE = "grammar/package.json"
SCOPE = "source.clmplan"
_NOTE = (
    "Generated from the word table. Do not edit: run `UPDATE_GOLDEN=1 python -m pytest "
    "tests/unit/language/test_editors.py` to write it anew. A word of the language that serves as a name may be "
    "coloured as a word; back-ticks make it a name for certain."
)
_END = r"(?!\w)"
_SCOPES = {
    "declaration": "storage.type.declaration",
    "statement": "keyword.control.statement",
    "joint": "keyword.other.joint",
    "operator": "keyword.operator.word",
    "truth": "constant.language.boolean",
    "value": "constant.language.value",
    "function": "support.function.builtin",
    "filler": "keyword.other.filler",
}
_ELSEWHERE = frozenset({"declaration", "function"})  # they have rules of their own
_LITERALS = {
    "COMMENT": "comment.line",
    "STRING": "string.quoted.double",
    "UNCLOSED": "string.quoted.unclosed",
    "BACKTICK": "variable.other.quoted",
    "DATE": "constant.numeric.date",
    "OTHER_DATE": "constant.numeric.date",
    "TIME": "constant.numeric.time",
    "DISCOUNT": "constant.numeric.discount",
    "MONEY": "constant.numeric.money",
    "PERCENT": "constant.numeric.percent",
    "MONTH": "constant.numeric.duration",
    "DURATION": "constant.numeric.duration",
    "NUMBER": "constant.numeric.number",
    "RANGE": "keyword.operator.range",
}
_TAIL = "clmplan"
_SIGNS = r"[<>!＜＞！][=＝]|[=<>≤≥≠＝＜＞]"
# Operators that follow a name: what looks like a declaration before them is a name.
_AFTER_NAMES = frozenset({"in", "not in", "is", "is not", "between", "=", "!=", "<", "<=", ">", ">="})
# The order of the lexer: what begins like something else comes before it.
_TRIED = ("COMMENT", "STRING", "UNCLOSED", "BACKTICK", "DISCOUNT")
_AFTER_WORDS = ("DATE", "OTHER_DATE", "TIME", "MONEY", "PERCENT", "MONTH", "DURATION", "NUMBER", "RANGE")
_Rule = dict[str, object]


def textmate_grammar() -> str:
    """The grammar as JSON."""
    by_name = {group.name: group for group in groups()}
    repository = {
        "texts": _rules(_literal(name) for name in _TRIED),
        "keys": _rules((_key(),)),
        "codes": _rules((_code(by_name["statement"]),)),
        "declarations": _rules(_declarations(by_name["declaration"], by_name["operator"])),
        "functions": _rules((_rule(rf"{_any(by_name['function'].words)}(?=[(（])", "function"),)),
        "phrases": _rules(_words(group.name, group.phrases) for group in groups() if group.phrases),
        "words": _rules(
            _words(name, by_name[name].words) for name in _SCOPES if name not in {"declaration", "function"}
        ),
        "names": _rules(({"name": f"variable.other.{_TAIL}", "match": NAME},)),
        "values": _rules(_literal(name) for name in _AFTER_WORDS),
        "signs": _rules(({"name": f"keyword.operator.comparison.{_TAIL}", "match": _SIGNS},)),
    }
    document = {
        "information_for_contributors": [_NOTE],
        "name": "clmplan playbook",
        "scopeName": SCOPE,
        "fileTypes": ["clm"],
        "patterns": [{"include": f"#{name}"} for name in repository],
        "repository": repository,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def extension() -> str:
    """The description by which VS Code and its relatives find the grammar, as JSON."""
    document = {
        "name": "clmplan",
        "displayName": "clmplan playbooks",
        "version": "1.0.0",
        "engines": {"vscode": "^1.60.0"},
        "contributes": {
            "languages": [{"id": "clmplan", "aliases": ["clmplan playbook"], "extensions": [".clm"]}],
            "grammars": [{"language": "clmplan", "scopeName": SCOPE, "path": f"./{FILE.rpartition('/')[2]}"}],
        },
    }
    return json.dumps(document, indent=2) + "\n"


def _rules(rules: Iterable[_Rule]) -> dict[str, list[_Rule]]:
    return {"patterns": list(rules)}


def _rule(pattern: str, group: str) -> _Rule:
    return {"name": f"{_SCOPES[group]}.{_TAIL}", "match": pattern}


def _literal(name: str) -> _Rule:
    return {"name": f"{_LITERALS[name]}.{_TAIL}", "match": literals()[name]}


def _key() -> _Rule:
    several = "|".join(spelled(key) for key in keys())
    return {"name": f"entity.other.attribute-name.{_TAIL}", "match": rf"(?:{several}|{NAME})(?=[ \t]*[:：])"}


def _code(statements: Group) -> _Rule:
    """The code after `allow`: `CLM402`, or its name, in which a word of the language is none."""
    allow = [one for one in statements.spellings if "allow" in word_table().words[one].names]
    scopes = {"1": f"{_SCOPES['statement']}.{_TAIL}", "2": f"constant.other.code.{_TAIL}"}
    return {
        "match": rf"({_any(allow)})[ \t]+({NAME}(?:-\w+)*)",
        "captures": {number: {"name": scope} for number, scope in scopes.items()},
    }


def _declarations(declarations: Group, operators: Group) -> Iterable[_Rule]:
    """A word that declares, before a name or a text; alone it is most likely a name, as in `stage = active`."""
    opening = _any(declarations.words)
    after_a_name = {one for one in operators.spellings if word_table().words[one].names & _AFTER_NAMES}
    named = rf"({opening})[ \t]+(?!{_any(after_a_name)}{_END})({NAME})"
    yield {
        "match": named,
        "captures": {
            "1": {"name": f"{_SCOPES['declaration']}.{_TAIL}"},
            "2": {"name": f"entity.name.section.{_TAIL}"},
        },
    }
    yield _rule(rf"{opening}(?=[ \t]*[\"“「`{{｛])", "declaration")


def _words(name: str, spellings: Iterable[str]) -> _Rule:
    return _rule(_any(spellings) + _END, name)


def _any(spellings: Iterable[str]) -> str:
    return f"(?:{'|'.join(spelled(one) for one in longest_first(spellings))})"
