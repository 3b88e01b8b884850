"""`clmplan data purge`: a customer out of the import and the stored plans, and where the person is still named."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.cli.data.opening import Opened, open_project
from clmplan.cli.progress import shown
from clmplan.cli.session import Stop
from clmplan.cli.speak import USAGE, err, out, show, status
from clmplan.codes.imported import PURGE_FOUND_NOBODY
from clmplan.codes.mapping import NOBODY_THERE
from clmplan.data.imported.purge import Purged, purge
from clmplan.workspace.forget import Forgotten, forget

_SCHEMA = "clmplan.data.purge/1"


def run(customer: str, path: Path, locale: str | None, *, is_sure: bool, is_json: bool) -> int:
    """Purge a customer; the exit status."""
    try:
        opened = open_project(path, locale)
        if not is_sure:
            _ask(opened, customer)
        plans, purged = _purge(opened, customer)
    except Stop as stop:
        return stop.status
    found = [*plans.diagnostics, *purged.diagnostics]
    left = purged.value
    if plans.value and any(one.code is PURGE_FOUND_NOBODY for one in found):
        # The person is in no file any more, but was in a plan.
        found = [one for one in found if one.code is not PURGE_FOUND_NOBODY]
    if left is not None and not left.files and not left.unread and not plans.value:
        found = [one for one in found if one.code is not PURGE_FOUND_NOBODY]
        found.append(NOBODY_THERE.at(None, customer=customer))
    if is_json:
        out(_document(plans.value, left, found, opened.locale))
    elif left is not None and not any(one.code is NOBODY_THERE for one in found):
        for line in _lines(opened, plans.value, left):
            out(line)
    show(found, opened.locale)
    return status(found)


def _ask(opened: Opened, customer: str) -> None:
    if not sys.stdin.isatty():
        err(opened.said("purge_needs_yes", customer=customer))
        raise Stop(USAGE)
    import typer

    if not typer.confirm(opened.said("ask_purge", customer=customer), err=True):
        err(opened.said("purge_kept"))
        raise Stop(USAGE)


def _purge(opened: Opened, customer: str) -> tuple[Checked[tuple[Forgotten, ...]], Checked[Purged | None]]:
    """The stored plans first: what is forgotten there cannot come back, whatever happens after."""
    from clmplan.workspace.lock import locked

    with locked(opened.root) as free, shown(opened.locale) as progress:
        if not free.value:
            show(free.diagnostics, opened.locale)
            raise Stop(status(free.diagnostics))
        plans = forget(opened.root, customer)
        return plans, purge(opened.project, opened.root, opened.home, customer, progress)


def _lines(opened: Opened, plans: tuple[Forgotten, ...], left: Purged) -> list[str]:
    said = opened.said
    lines = [said("purged_import")]
    for one in plans:
        lines.append(
            said("purged_plan", plan=one.plan, assignments=f"{one.assignments:,}", contacts=f"{one.contacts:,}")
        )
    if not plans:
        lines.append(said("purged_no_plan"))
    if left.files or left.unread:
        lines.append(said("purge_files"))
        lines += [said("purge_file", file=file, rows=f"{rows:,}") for file, rows in left.files]
        lines += [said("purge_unread", file=file) for file in left.unread]
    return [*lines, said("purge_outputs")]


def _document(plans: tuple[Forgotten, ...], left: Purged | None, found: list[Diagnostic], locale: str) -> str:
    content = {
        "schema": _SCHEMA,
        "is_purged": left is not None,
        "plans": [{"plan": one.plan, "assignments": one.assignments, "contacts": one.contacts} for one in plans],
        "files_still_naming": [{"file": file, "rows": rows} for file, rows in (left.files if left else ())],
        "unread": list(left.unread if left else ()),
        "findings": [{"code": one.code.id, "message": one.message(locale)} for one in found],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
