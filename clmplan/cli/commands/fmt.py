"""`clmplan fmt`: playbooks in their one layout, and with `--language` in the words of one language."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.source import Source
from clmplan.cli.session import LOCALES, PLAYBOOK_SUFFIX, Stop, chosen_locale, find_project, guessed_locale
from clmplan.cli.speak import FINDINGS, OK, USAGE, err, out, say, show, status
from clmplan.codes.cli_words import NO_PROJECT
from clmplan.codes.format_words import FORMAT_WORDS
from clmplan.codes.workspace import FILE_NOT_UTF8
from clmplan.language.format.formatted import formatted
from clmplan.language.format.names import names_given

_STANDARD_INPUT = "-"
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options ask for: only to say what would change, to show it, and the words of which language."""

    is_check: bool = False
    is_diff: bool = False
    language: str | None = None

    @property
    def is_written(self) -> bool:
        """Whether files are changed."""
        return not (self.is_check or self.is_diff)


@dataclass(frozen=True, slots=True)
class _File:
    """A playbook: its folder, its path in there, and the names around it that are no words of the language."""

    root: Path
    name: str
    names: frozenset[str]

    @property
    def shown(self) -> str:
        """The path as seen from the current folder; as it is on another drive."""
        path = self.root / self.name
        try:
            return Path(os.path.relpath(path)).as_posix()
        except ValueError:
            return path.as_posix()


def run(paths: Sequence[Path], wish: Wish, locale: str | None) -> int:
    """Format playbooks; the exit status."""
    is_input = any(str(path) == _STANDARD_INPUT for path in paths)
    root, name = find_project(Path() if is_input or not paths else paths[0])
    try:
        spoken = chosen_locale(locale, guessed_locale(root / name))
    except Stop as stop:
        return stop.status
    if wish.language not in (None, *LOCALES):
        err(say("bad_choice", spoken, option="--language", choices=" | ".join(LOCALES), text=wish.language))
        return USAGE
    if is_input:
        return _standard_input(wish, spoken)
    files: dict[str, _File] = {}
    for path in paths or (Path(),):
        found = _files(path)
        if found.diagnostics:
            show(found.diagnostics, spoken)
            return status(found.diagnostics)
        files |= {file.shown: file for file in found.value}
    results = [_format(file, wish, spoken) for file in files.values()]
    if wish.is_written and not any(is_changed for _, is_changed in results):
        out(_words("unchanged", spoken, count=len(results)))
    return max((result for result, _ in results), default=OK)


def _files(path: Path) -> Checked[tuple[_File, ...]]:
    """The playbooks that a path stands for: itself, those of its project, or all below a folder that is no project."""
    root, project_file = find_project(path)
    texts, names = _project(root, project_file)
    if path.suffix == PLAYBOOK_SUFFIX and not path.is_dir():
        return Checked((_File(root, path.name, names),))
    if not texts:
        texts = tuple(inner.as_posix() for inner in _below(root))
    if not texts:
        return Checked((), (NO_PROJECT.at(None, file=root / project_file),))
    return Checked(tuple(_File(root, text, names) for text in texts))


def _project(root: Path, project_file: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The playbooks of a project with what they import, as far as they can be read, and all the names it gives."""
    from clmplan.data.project_file import read_project
    from clmplan.loading import read_documents
    from clmplan.workspace.files import read_text

    source = read_text(root / project_file, project_file).value
    project = read_project(source).value if source is not None else None
    if project is None:
        return (), frozenset()
    documents = read_documents(root, project.playbooks).value or ()
    texts = dict.fromkeys((*project.playbooks, *(document.source.path for document in documents)))
    return tuple(texts), names_given(project, documents)


def _below(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob(f"*{PLAYBOOK_SUFFIX}")):
        inner = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inner.parts):
            yield inner


def _format(file: _File, wish: Wish, locale: str) -> tuple[int, bool]:
    """Format one file: the exit status it calls for, and whether it changes."""
    from clmplan.workspace.files import read_text

    source = read_text(file.root / file.name, file.shown)
    if source.value is None:
        show(source.diagnostics, locale)
        return status(source.diagnostics), False
    result = formatted(source.value, wish.language, file.names)
    is_changed = result.value != source.value.text
    if is_changed:
        problems = _say(file, source.value.text, result.value, wish, locale)
        if problems:
            show(problems, locale)
            return status(problems), True
    return _status(file.shown, result, is_changed=is_changed and not wish.is_written, locale=locale), is_changed


def _say(file: _File, before: str, after: str, wish: Wish, locale: str) -> Sequence[Diagnostic]:
    """Write a file or show how it would change; why it could not be written."""
    from clmplan.cli.findings.fixing import write

    if wish.is_diff:
        _difference(file.shown, before, after)
    if wish.is_check:
        out(_words("would_format", locale, file=file.shown))
    if not wish.is_written:
        return ()
    mark = _MARK if (file.root / file.name).read_bytes().startswith(_MARK) else b""
    written = write(file.root, {file.name: mark + after.encode()})
    if written.value:
        out(_words("formatted", locale, file=file.shown))
    return written.diagnostics


def _standard_input(wish: Wish, locale: str) -> int:
    """Format what comes in, onto standard output."""
    data = sys.stdin.buffer.read()
    try:
        source = Source(_STANDARD_INPUT, data.decode())
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        show((FILE_NOT_UTF8.at(None, name=_STANDARD_INPUT, line=line),), locale)
        return FINDINGS
    _, names = _project(*find_project(Path()))
    result = formatted(source, wish.language, names)
    is_changed = result.value != source.text
    if wish.is_written:
        sys.stdout.buffer.write(result.value.encode())
    elif is_changed and wish.is_diff:
        _difference(_STANDARD_INPUT, source.text, result.value)
    elif is_changed:
        out(_words("would_format", locale, file=_STANDARD_INPUT))
    return _status(_STANDARD_INPUT, result, is_changed=is_changed and not wish.is_written, locale=locale)


def _status(name: str, result: Checked[str], *, is_changed: bool, locale: str) -> int:
    errors = sum(one.is_error for one in result.diagnostics)
    if errors:
        err(_words("kept", locale, file=name, errors=errors))
    return FINDINGS if errors or is_changed else OK


def _difference(name: str, before: str, after: str) -> None:
    old, new = (text.removesuffix("\n").split("\n") for text in (before, after))
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm=""):
        out(line.rstrip("\r"))


def _words(name: str, locale: str, /, **values: object) -> str:
    return FORMAT_WORDS[name].fill(locale, {key: str(value) for key, value in values.items()})
