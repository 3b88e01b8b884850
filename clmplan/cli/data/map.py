"""`clmplan data map`: raw exports to fields of the project file, shown first, written when that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os.path import relpath
from pathlib import Path

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Source
from clmplan.cli.data import map_words
from clmplan.cli.data.options import check_source
from clmplan.cli.progress import shown
from clmplan.cli.session import LOCALES, Stop, chosen_locale, find_project, guessed_locale
from clmplan.cli.speak import OK, USAGE, err, out, say, show, status
from clmplan.codes.mapping import OUTSIDE_PROJECT
from clmplan.data.mapping.existing import Existing, existing
from clmplan.data.mapping.look import Looked, Wanted, look
from clmplan.data.mapping.new_project import FirstProject, first_project
from clmplan.data.mapping.project_text import with_table
from clmplan.data.mapping.proposal import Role
from clmplan.data.mapping.propose import Wish
from clmplan.data.sources.place import Place
from clmplan.model.project import SourceOptions

_ORDERS = ("dmy", "mdy", "ymd")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command."""

    project: Path
    source: SourceOptions
    role: str | None = None
    key: str | None = None
    day: str | None = None
    channel: str | None = None
    name: str | None = None
    date_order: str | None = None
    is_written: bool = False
    is_replacing: bool = False
    is_plain: bool = False
    is_json: bool = False


@dataclass(frozen=True, slots=True)
class _Project:
    """The project the files belong to: its folder, its file, its text (None: there is none yet)."""

    root: Path
    name: str
    text: str | None
    about: Existing


def run(files: Sequence[Path], asked: Asked, locale: str | None) -> int:
    """Map files; the exit status."""
    try:
        root, name = find_project(asked.project)
        spoken = chosen_locale(locale, guessed_locale(root / name))
        _check_choices(asked, spoken)
        project = _project(root, name, spoken)
        return _map(project, _wanted(files, asked, project, spoken), asked, spoken, locale)
    except Stop as stop:
        return stop.status


def _map(project: _Project, wanted: Sequence[Wanted], asked: Asked, locale: str, stated: str | None) -> int:
    about = project.about
    with shown(locale) as progress:
        looked = look(wanted, about.home, about.events, about.keys, progress)
    if looked.value is None:
        show(looked.diagnostics, locale)
        return status(looked.diagnostics)
    if stated is None and project.text is None:
        # A first project speaks the language of its data.
        locale = LOCALES[looked.value.chinese]
    found = list(looked.diagnostics)
    written = ""
    if asked.is_written and not any(one.is_error for one in found):
        written, mistakes = _write(project, looked.value, asked, locale)
        found += mistakes
    if asked.is_json:
        out(map_words.document(looked.value, found, project.name if written else None, locale))
        show(found, locale)
        return status(found)
    for line in map_words.lines(looked.value, asked, project.name, locale):
        out(line)
    show(found, locale)
    if any(one.is_error for one in found):
        return status(found)
    for line in written.splitlines() if written else (map_words.said("not_written", locale, file=project.name),):
        out(line)
    return OK


def _check_choices(asked: Asked, locale: str) -> None:
    roles = tuple(role.value for role in Role)
    for option, text, choices in (("--as", asked.role, roles), ("--date-order", asked.date_order, _ORDERS)):
        if text is not None and text not in choices:
            err(say("bad_choice", locale, option=option, choices=" | ".join(choices), text=text))
            raise Stop(USAGE)
    check_source(asked.source, locale)


def _project(root: Path, name: str, locale: str) -> _Project:
    from clmplan.workspace.files import read_text

    if not (root / name).exists():
        return _Project(root, name, None, Existing())
    source = read_text(root / name, name)
    about = existing(source.value) if source.value is not None else None
    if source.value is None or about is None or about.has_errors:
        found = source.diagnostics + (about.diagnostics if about else ())
        show(found, locale)
        raise Stop(status(found))
    return _Project(root, name, source.value.text, about.value)


def _wanted(files: Sequence[Path], asked: Asked, project: _Project, locale: str) -> list[Wanted]:
    """The files by their paths inside the project."""
    role = Role(asked.role) if asked.role else None
    wish = Wish(role, asked.key, asked.day, asked.channel, asked.name, asked.date_order)
    found: list[Wanted] = []
    outside: list[Diagnostic] = []
    for file in files:
        inside = relpath(file.absolute(), project.root.absolute()).replace("\\", "/")
        if inside.startswith(".."):
            outside.append(OUTSIDE_PROJECT.at(None, file=file, folder=project.root))
        found.append(Wanted(Place(file, inside, None), asked.source, wish))
    if outside:
        show(outside, locale)
        raise Stop(status(outside))
    return found


def _write(project: _Project, looked: Looked, asked: Asked, locale: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Write the proposals into the project file, all or none: what to say of it, and what went wrong."""
    from clmplan.workspace.files import write_all

    first = _first(project, looked, locale) if project.text is None else None
    text = first.text if first is not None else project.text or ""
    for one in looked.files:
        if one.proposal is None:
            continue
        changed = with_table(Source(project.name, text), one.proposal, is_replacing=asked.is_replacing)
        if changed.value is None:
            return "", changed.diagnostics
        text = changed.value
    files = {project.name: (_mark(project) + text).encode()}
    if first is not None and not (project.root / first.playbook).exists():
        files[first.playbook] = first.playbook_text.encode()
    done = write_all(project.root, files)
    if done.diagnostics:
        return "", done.diagnostics
    return map_words.written(looked, project.root / project.name, text, locale, is_new=first is not None), ()


def _first(project: _Project, looked: Looked, locale: str) -> FirstProject:
    days = [one.last_day for one in looked.files if one.last_day is not None]
    return first_project(project.root.absolute().name, looked.home, locale, max(days, default=None))


def _mark(project: _Project) -> str:
    """The byte order mark of the file as it was."""
    path = project.root / project.name
    has_mark = project.text is not None and path.read_bytes().startswith(_BYTE_ORDER_MARK.encode())
    return _BYTE_ORDER_MARK if has_mark else ""
