"""What every command about a project's data does first: the project file alone, and the language to speak."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from os.path import relpath
from pathlib import Path
from shlex import quote

from clmplan.base.diagnostics import Diagnostic
from clmplan.cli.session import Stop, chosen_locale, find_project, guessed_locale
from clmplan.cli.speak import show, status
from clmplan.codes.cli_words import NO_PROJECT
from clmplan.codes.data_words import SAYS
from clmplan.model.project import Project

# Counts without a day are of everything that is known.
ANY_DAY = date.max


@dataclass(frozen=True, slots=True)
class Opened:
    """A project file without mistakes, its folder and its workspace, and the language to speak."""

    project: Project
    root: Path
    home: Path
    locale: str

    def said(self, name: str, /, **values: object) -> str:
        """A sentence of the command."""
        return SAYS[name].fill(self.locale, {key: str(value) for key, value in values.items()})


def argument(folder: Path) -> str:
    """A project folder as the argument of the next command: nothing when it is the current one."""
    try:
        way = Path(relpath(folder))
    except ValueError:
        way = folder
    return "" if way == Path() else f" {quote(way.as_posix())}"


def open_project(path: Path, locale: str | None) -> Opened:
    """The project a command is about; otherwise says what is wrong and stops. Playbooks are not read."""
    from clmplan.data.project_file import read_project
    from clmplan.workspace.files import read_text
    from clmplan.workspace.home import home

    root, name = find_project(path)
    if not (root / name).exists():
        _stop((NO_PROJECT.at(None, file=root / name),), chosen_locale(locale))
    spoken = chosen_locale(locale, guessed_locale(root / name))
    source = read_text(root / name, name)
    if source.value is None:
        _stop(source.diagnostics, spoken)
        raise Stop(0)
    read = read_project(source.value)
    if read.value is None:
        _stop(read.diagnostics, spoken)
        raise Stop(0)
    return Opened(read.value, root, home(root), chosen_locale(locale, read.value.locale))


def _stop(found: tuple[Diagnostic, ...], locale: str) -> None:
    show(found, locale)
    raise Stop(status(found))
