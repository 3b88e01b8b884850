"""`clmplan data export`: the rows set aside as a table that a person can open, and the typed tables on request."""

from __future__ import annotations

import json
from pathlib import Path

from clmplan.base.diagnostics import Checked
from clmplan.cli.data.opening import Opened, open_project
from clmplan.cli.progress import shown
from clmplan.cli.session import Stop
from clmplan.cli.speak import OK, USAGE, err, out, say, show, status
from clmplan.codes.data_words import ASIDE_COLUMNS
from clmplan.data.imported.bring_in import bring_in
from clmplan.data.imported.store import Imported
from clmplan.data.inspection.tables import FORMS, table_files, write_aside, write_table

_ASIDE = "set_aside.csv"
_SCHEMA = "clmplan.data.export/1"
_FOLDER = Path("build") / "data"


def run(path: Path, to: Path | None, form: str | None, locale: str | None, *, is_json: bool) -> int:
    """Write the tables of an import; the exit status."""
    try:
        opened = open_project(path, locale)
    except Stop as stop:
        return stop.status
    if form is not None and form not in FORMS:
        err(say("bad_choice", opened.locale, option="--rows", choices=" | ".join(FORMS), text=form))
        return USAGE
    with shown(opened.locale) as progress:
        brought = bring_in(opened.project, opened.root, opened.home, progress)
    if brought.value is None:
        show(brought.diagnostics, opened.locale)
        return status(brought.diagnostics)
    folder = to or opened.root / _FOLDER
    with brought.value as imported:
        written = _write(opened, imported, folder, form)
    if written.value is None:
        show(written.diagnostics, opened.locale)
        return status(written.diagnostics)
    if is_json:
        out(
            json.dumps({"schema": _SCHEMA, "folder": str(folder), "files": written.value}, ensure_ascii=False, indent=2)
        )
        return OK
    out(say("written", opened.locale, folder=folder))
    for name, rows in written.value.items():
        out("  " + opened.said("exported", file=name, rows=f"{rows:,}"))
    out(opened.said("personal"))
    return OK


def _write(opened: Opened, imported: Imported, folder: Path, form: str | None) -> Checked[dict[str, int] | None]:
    """Write all files or none; how many rows each has."""
    from clmplan.workspace.files import install

    tables = table_files(imported, form) if form is not None else {}
    counts: dict[str, int] = {}
    head = [title.fill(opened.locale, {}) for title in ASIDE_COLUMNS.values()]

    def fill(staging: Path) -> None:
        counts[_ASIDE] = write_aside(imported, staging / _ASIDE, head, opened.locale)
        for name, part in tables.items():
            counts[name] = write_table(imported, part, staging / name)

    done = install(folder, (_ASIDE, *tables), fill)
    return Checked(None if done.has_errors else counts, done.diagnostics)
