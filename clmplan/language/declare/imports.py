"""`import "channels.clm"`: another file of the project, read as if it were listed in the project file."""

from __future__ import annotations

from pathlib import PurePosixPath

from clmplan.base.diagnostics import Checked, Diagnostic, Wording
from clmplan.base.source import Span
from clmplan.codes import constructs
from clmplan.codes import resolve as codes
from clmplan.language.collect import is_kind
from clmplan.language.text.syntax import Document, LiteralNode, Statement

_FORM = Wording('`import "FILE.clm"`', "`引入 “文件.clm”`")
_SUFFIX = ".clm"


def imports(document: Document) -> Checked[tuple[tuple[str, Span], ...]]:
    """The files a document asks for, as paths from the project's folder, and where; bad ones are said."""
    found: list[tuple[str, Span]] = []
    diagnostics: list[Diagnostic] = []
    for statement in document.statements:
        if is_kind(statement, "import"):
            _read(statement, document.source.path, found, diagnostics)
    return Checked(tuple(found), tuple(diagnostics))


def _read(statement: Statement, path: str, found: list[tuple[str, Span]], diagnostics: list[Diagnostic]) -> None:
    parts = statement.phrase.parts
    named = parts[1] if len(parts) == 2 and statement.block is None and statement.definition is None else None
    if not isinstance(named, LiteralNode) or named.value.kind != "text":
        reason = Wording("the file is written as a text in quotation marks", "文件名写成引号里的文字")
        diagnostics.append(codes.DOES_NOT_FIT.at(statement.phrase.span, reason=reason, forms=_FORM))
        return
    written = str(named.value.value)
    resolved = _inside(PurePosixPath(path).parent, written)
    if resolved is None:
        diagnostics.append(constructs.IMPORT_OUTSIDE.at(named.span, file=written))
    else:
        found.append((resolved, named.span))


def _inside(folder: PurePosixPath, written: str) -> str | None:
    """The path from the project's folder; None when it leads out of it or is no playbook."""
    path = PurePosixPath(written)
    if path.is_absolute() or not written.endswith(_SUFFIX) or any(mark in written for mark in "\\\0:"):
        return None
    steps: list[str] = []
    for part in (*folder.parts, *path.parts):
        if part == ".." and not steps:
            return None
        if part == "..":
            steps.pop()
        else:
            steps.append(part)
    return "/".join(steps)
