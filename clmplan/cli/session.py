"""What every command does first: find the project, settle language and day, read the text; and last: save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clmplan import pipeline
from clmplan.base.diagnostics import Diagnostic
from clmplan.cli.speak import USAGE, err, show, status
from clmplan.codes.cli_words import NO_AS_OF

PROJECT_FILE = "clmplan.yaml"
LOCALES = ("en", "zh")


class Stop(Exception):  # noqa: N818  it ends a command; nothing went wrong inside
    """End the command with an exit status; what there was to say has been said."""

    def __init__(self, exit_status: int) -> None:
        super().__init__(exit_status)
        self.status = exit_status


@dataclass(frozen=True, slots=True)
class Session:
    """A loaded project, the day of its plan, the language to speak, and what was found on the way."""

    loaded: pipeline.Loaded
    as_of: date
    locale: str
    diagnostics: tuple[Diagnostic, ...]


def find_project(path: Path) -> tuple[Path, str]:
    """The folder and name of a project file: the file itself, or `clmplan.yaml` in the folder or above it."""
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
    """The language asked for, else the project's, else English."""
    if locale is not None and locale not in LOCALES:
        err(f"--locale: en | zh, not {locale}")
        raise Stop(USAGE)
    return locale or project or "en"


def open_session(path: Path, as_of: str | None, locale: str | None) -> Session:
    """A session with a project free of errors; otherwise says what is wrong and stops."""
    root, name = find_project(path)
    day = _day(as_of)
    checked = pipeline.load(root, name)
    spoken = chosen_locale(locale, checked.value.project.locale if checked.value else guessed_locale(root / name))
    if checked.value is None:
        show(checked.diagnostics, spoken)
        raise Stop(status(checked.diagnostics))
    day = day or checked.value.project.as_of
    if day is None:
        show((NO_AS_OF.at(None),), spoken)
        raise Stop(USAGE)
    return Session(checked.value, day, spoken, checked.diagnostics)


def make_plan(session: Session) -> pipeline.Planned:
    """The plan of a session; otherwise says what is wrong and stops."""
    planned = pipeline.plan(session.loaded, session.as_of)
    if planned.value is None:
        found = session.diagnostics + planned.diagnostics
        show(found, session.locale)
        raise Stop(status(found))
    return planned.value


def save(session: Session, folder: Path, files: Mapping[str, bytes], planned: pipeline.Planned | None = None) -> None:
    """Write outputs whole or not at all, and the plan's row and assignments into the workspace."""
    from clmplan import __version__
    from clmplan.workspace.files import write_all
    from clmplan.workspace.keep import keep_plan
    from clmplan.workspace.lock import locked

    root = session.loaded.root
    with locked(root) as free:
        found = free.diagnostics
        if free.value:
            found = write_all(folder, files).diagnostics
            if planned is not None and not found:
                found = keep_plan(root, planned.compiled, planned.base.keys, files["plan.json"], __version__)
    if found:
        show(found, session.locale)
        raise Stop(status(found))


def record(session: Session, plan_json: bytes, kind: str, seed: int | None, document: str) -> None:
    """Keep the document of a run beside its plan in the workspace."""
    from clmplan.workspace.lock import locked
    from clmplan.workspace.store import RunRow, plan_id, record_run

    root = session.loaded.root
    with locked(root) as free:
        found = free.diagnostics
        if free.value:
            found = record_run(root, RunRow(plan_id(plan_json), kind, seed, document)).diagnostics
    if found:
        show(found, session.locale)
        raise Stop(status(found))


def guessed_locale(path: Path) -> str:
    """The language a project file seems to be in, when it cannot be read as one: Chinese when it has Chinese keys."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return "en"
    return "zh" if any(word in text for word in ("locale: zh", "语言: zh", "语言：zh")) else "en"


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        err(f"--as-of: a day such as 2026-11-02 is expected, not {text} / 应为 2026-11-02 这样的日期")
        raise Stop(USAGE) from None
