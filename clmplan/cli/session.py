"""What every command does first: find the project, settle language and day, read the text; and last: save."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from clmplan import pipeline
from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.cli.progress import shown
from clmplan.cli.speak import USAGE, environment_locale, err, say, show, status
from clmplan.codes.cli_words import NO_AS_OF, NO_PROJECT
from clmplan.model.run import Loaded, Planned

if TYPE_CHECKING:
    from clmplan.cli.editions import Issue

PROJECT_FILE = "clmplan.yaml"
PLAYBOOK_SUFFIX = ".clm"
LOCALES = ("en", "zh")

_DAY_LENGTH = len("2026-11-02")
_LOCALE = re.compile(r"^(?:locale|语言)\s*[:：]\s*[\"']?(en|zh)\b", re.MULTILINE)


class Stop(Exception):  # noqa: N818  it ends a command; nothing went wrong inside
    """End the command with an exit status; what there was to say has been said."""

    def __init__(self, exit_status: int) -> None:
        super().__init__(exit_status)
        self.status = exit_status


@dataclass(frozen=True, slots=True)
class Session:
    """A loaded project, the day asked for (None: the project's), the language to speak, what was found on the way."""

    loaded: Loaded
    as_of: date | None
    locale: str
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A simulation or evaluation to keep beside its plan: the bytes of the plan, what it was, its document."""

    plan_json: bytes
    kind: str
    seed: int | None
    document: str


def find_project(path: Path) -> tuple[Path, str]:
    """The folder and name of a project file: the file itself, or `clmplan.yaml` in the folder or above it."""
    if path.suffix == PLAYBOOK_SUFFIX and not path.is_dir():
        # Whoever names a playbook means the project beside it.
        return path.parent, PROJECT_FILE
    if path.is_file() or path.suffix in {".yaml", ".yml"}:
        return path.parent, path.name
    folder = path
    if path == Path():
        for candidate in (Path.cwd(), *Path.cwd().parents):
            if (candidate / PROJECT_FILE).is_file():
                folder = candidate
                break
    return folder, PROJECT_FILE


def chosen_locale(locale: str | None, project: str | None = None) -> str:
    """The language asked for, else the project's, else the one of `CLMPLAN_LOCALE`, else English."""
    if locale is not None and locale not in LOCALES:
        raise wrong_choice("--locale", LOCALES, locale, project)
    return locale or project or environment_locale()


def wrong_choice(option: str, choices: tuple[str, ...], text: str, locale: str | None) -> Stop:
    """Say which values an option takes; the end of the command."""
    spoken = locale if locale in LOCALES else environment_locale()
    err(say("bad_choice", spoken, option=option, choices=" | ".join(choices), text=text))
    return Stop(USAGE)


def chosen_day(option: str, text: str | None, locale: str) -> date | None:
    """The day an option names, written as 2026-11-02; None when it was not given."""
    if text is None:
        return None
    try:
        if len(text) != _DAY_LENGTH or not text.replace("-", "").isdigit():
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        err(say("bad_day", locale, option=option, text=text))
        raise Stop(USAGE) from None


def open_session(path: Path, as_of: str | None, locale: str | None, option: str = "--as-of") -> Session:
    """A session with a project free of errors; otherwise says what is wrong and stops. `option` names the day."""
    root, name = find_project(path)
    day = chosen_day(option, as_of, chosen_locale(locale, guessed_locale(root / name)))
    checked = load(root, name)
    if checked.value is None:
        show(checked.diagnostics, chosen_locale(locale, guessed_locale(root / name)))
        raise Stop(status(checked.diagnostics))
    spoken = chosen_locale(locale, checked.value.project.locale)
    # The language asked for is the language of every output, not of the messages alone.
    return Session(pipeline.said_in(checked.value, spoken), day, spoken, checked.diagnostics)


def load(root: Path, name: str, *, is_pedantic: bool = False) -> Checked[Loaded | None]:
    """The text of a project; a folder that is none is told apart from a project with mistakes."""
    if not (root / name).exists():
        return Checked(None, (NO_PROJECT.at(None, file=root / name),))
    return pipeline.load(root, name, is_pedantic=is_pedantic)


def make_plan(session: Session) -> Planned:
    """The plan of a session; otherwise says what is wrong and stops."""
    day = session.as_of or session.loaded.project.as_of
    if day is None:
        show((NO_AS_OF.at(None),), session.locale)
        raise Stop(USAGE)
    with shown(session.locale) as progress:
        planned = pipeline.plan(session.loaded, day, progress)
    if planned.value is None:
        found = session.diagnostics + planned.diagnostics
        show(found, session.locale)
        raise Stop(status(found))
    return planned.value


def save(
    session: Session,
    folder: Path,
    files: Mapping[str, bytes],
    planned: Planned | None = None,
    run: Run | None = None,
    issue: Issue | None = None,
) -> None:
    """Keep the plan and the run in the workspace, then write the outputs whole or not at all.

    An `issue` is the edition of the calendar that the outputs give out.
    """
    from clmplan.workspace.lock import locked

    with locked(session.loaded.root) as free:
        found = free.diagnostics
        if free.value:
            # Outputs come last: whoever sees them can rely on the workspace knowing them.
            found = _keep(session.loaded.root, files, planned, run, issue) or _write(folder, files, issue)
    if found:
        show(found, session.locale)
        raise Stop(status(found))
    if issue is not None and issue.notes:
        show(issue.notes, session.locale)


def _keep(
    root: Path, files: Mapping[str, bytes], planned: Planned | None, run: Run | None, issue: Issue | None
) -> tuple[Diagnostic, ...]:
    from clmplan import __version__
    from clmplan.workspace.keep import keep_plan
    from clmplan.workspace.store import RunRow, plan_id, record_run

    found: tuple[Diagnostic, ...] = ()
    if planned is not None:
        lines = issue.edition.lines if issue else None
        found = keep_plan(root, planned.compiled, planned.base.keys, files["plan.json"], __version__, lines)
    if run is not None and not found:
        found = record_run(root, RunRow(plan_id(run.plan_json), run.kind, run.seed, run.document)).diagnostics
    return found


def _write(folder: Path, files: Mapping[str, bytes], issue: Issue | None) -> tuple[Diagnostic, ...]:
    from clmplan.workspace.files import write_all

    if issue is None:
        return write_all(folder, files).diagnostics
    from clmplan.cli.editions import give_out  # only what gives out a calendar needs it

    return give_out(issue, folder, files)


def guessed_locale(path: Path) -> str | None:
    """The language a project file asks for, when it cannot be read as one; None when it asks for none."""
    from clmplan.workspace.files import read_text

    source = read_text(path, path.name).value
    found = _LOCALE.search(source.text) if source else None
    return found[1] if found else None
