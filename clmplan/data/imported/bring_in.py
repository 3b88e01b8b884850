"""All sources of a project into one typed store, every row accounted for; an unchanged import is used again."""

from __future__ import annotations

from pathlib import Path

import duckdb

from clmplan.base.diagnostics import Checked, Diagnostic, in_order
from clmplan.base.progress import Progress, silent
from clmplan.codes.imported import IMPORTING
from clmplan.data.imported import freshness
from clmplan.data.imported.aside import prepare_aside, put_faulty_aside, store_aside
from clmplan.data.imported.fingerprint import add_content
from clmplan.data.imported.ledger import check_balance, prepare_ledger, store_ledger
from clmplan.data.imported.notes import write_notes
from clmplan.data.imported.purged import UnreadableListError, read_purged
from clmplan.data.imported.rows.customers import store_customers
from clmplan.data.imported.rows.events import store_rows
from clmplan.data.imported.rows.typed_rows import TypedRows, typed_rows
from clmplan.data.imported.store import Imported, open_store
from clmplan.data.imported.work import (
    CUSTOMERS,
    STORE,
    Part,
    PurgeList,
    Work,
    attach,
    connect,
    interruptible,
    is_every_row_a_customer,
    parts,
)
from clmplan.data.sources.place import Place
from clmplan.model.project import Project


def bring_in(project: Project, root: Path, home: Path | None, progress: Progress = silent) -> Checked[Imported | None]:
    """The rows of a project, typed and counted; None when a source or a whole column is wrong.

    `home` is the folder for the store (None, or one that takes no file: it lives in memory). When too many rows are
    set aside, or one that names somebody never to be contacted, there is an import to look at and an error with it.
    """
    try:
        purged = read_purged(home)
    except UnreadableListError as error:
        return Checked(None, (error.finding,))
    state = freshness.state(project, root, purged)
    folder = freshness.make_folder(home)
    with interruptible():
        if folder is not None:
            kept = open_store(project, folder / freshness.NAME, state) if state is not None else None
            made = _checked(kept) if kept is not None else _on_disk(project, root, folder, purged, state, progress)
            if made is not None:
                return made
        return _in_memory(project, root, purged, progress)


def _checked(imported: Imported) -> Checked[Imported | None]:
    return Checked(imported, imported.findings)


def _on_disk(
    project: Project, root: Path, folder: Path, purged: PurgeList, state: str | None, progress: Progress
) -> Checked[Imported | None] | None:
    """An import in a file, which takes the place of the old one when it is complete; None when the disk refuses."""
    unfinished = freshness.unfinished_file(folder)
    if unfinished is None:
        return None
    try:
        with connect(freshness.spill_folder(unfinished)) as connection:
            try:
                attach(connection, unfinished)
            except duckdb.IOException:
                return None
            found = _fill(Work(connection, project, root, progress, purged), state or "")
            connection.execute(f"DETACH {STORE}")
        if any(one.is_error for one in found):
            return Checked(None, in_order(found))
        if not freshness.finish(unfinished, folder / freshness.NAME):
            return None
    finally:
        freshness.remove(unfinished)
    made = open_store(project, folder / freshness.NAME, state or "")
    return None if made is None else _checked(made)


def _in_memory(project: Project, root: Path, purged: PurgeList, progress: Progress) -> Checked[Imported | None]:
    """An import that is gone when it is closed."""
    connection = connect(freshness.spill_folder(None))
    try:
        attach(connection, None)
        found = _fill(Work(connection, project, root, progress, purged), "")
    except BaseException:
        connection.close()
        raise
    if any(one.is_error for one in found):
        connection.close()
        return Checked(None, in_order(found))
    return _checked(Imported(project, connection, None))


def _fill(work: Work, state: str) -> tuple[Diagnostic, ...]:
    """Fill the attached store, or say what stands in the way; all sources are looked at in one run."""
    prepare_aside(work)
    prepare_ledger(work)
    found: list[Diagnostic] = []
    stored: list[TypedRows] = []
    all_parts = parts(work.project)
    for number, part in enumerate(all_parts):
        work.progress(IMPORTING, number, len(all_parts))
        rows = typed_rows(work, part, Place(work.root / part.spec.file, part.spec.file, part.spec.at))
        found.extend(rows.diagnostics)
        if rows.value is not None and not any(one.is_error for one in found):
            _store(work, part, rows.value)
            stored.append(rows.value)
        if rows.value is not None:
            work.drop(rows.value.table, rows.value.broken)
    if not any(one.is_error for one in found):
        store_aside(work)
        store_ledger(work)
        check_balance(work, stored)
        write_notes(work, stored, in_order(found), state)
    work.progress(IMPORTING, len(all_parts), len(all_parts))
    return tuple(found)


def _store(work: Work, part: Part, rows: TypedRows) -> None:
    put_faulty_aside(work, rows)
    if part.name == CUSTOMERS:
        store_customers(work, rows, is_joined=is_every_row_a_customer(work.project))
    else:
        store_rows(work, part, rows)
    add_content(work, part)
