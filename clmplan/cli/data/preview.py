"""`clmplan data preview`: rows as they are written beside what they are read as."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from os.path import relpath
from pathlib import Path

from clmplan.base.diagnostics import Checked
from clmplan.cli.data import readings
from clmplan.cli.data.grid import grid
from clmplan.cli.data.masking import masked
from clmplan.cli.data.options import check_source
from clmplan.cli.progress import shown
from clmplan.cli.session import Stop, chosen_locale, find_project, guessed_locale
from clmplan.cli.speak import OK, out, show, status
from clmplan.codes.data_words import COLUMNS, SAYS
from clmplan.codes.imported import PURGED
from clmplan.codes.mapping import NO_SUCH_TABLE
from clmplan.data.imported.accounting import reason_words
from clmplan.data.imported.purged import UnreadableListError, is_purged
from clmplan.data.inspection.preview import Preview, SeenCell, SeenRow, as_document, preview
from clmplan.data.mapping.evidence import Home
from clmplan.data.mapping.look import Wanted, look
from clmplan.data.mapping.propose import Wish
from clmplan.data.project.nodes import suggestion
from clmplan.data.project_file import read_project
from clmplan.data.sources.place import Place
from clmplan.model.project import FieldType, Project, SourceOptions, TableSpec

_SCHEMA = "clmplan.data.preview/1"
_WIDEST = 36
_UNKNOWN_HOME = Home("CNY", "UTC")


def run(
    source: str, path: Path, options: SourceOptions, most: int, locale: str | None, *, is_plain: bool, is_json: bool
) -> int:
    """Show rows of a file or a table; the exit status."""
    try:
        root, name = find_project(path)
        spoken = chosen_locale(locale, guessed_locale(root / name))
        check_source(options, spoken)
        project = _project(root, name)
        home = Home(project.currency, project.zone) if project is not None else None
        declared = _declared(project, source, root)
        if declared is not None:
            spec, folder, home = declared, root, home or _UNKNOWN_HOME
        else:
            spec, folder, home = _proposed(source, options, home, project, spoken)
            if not is_json:
                out(SAYS["proposed"].fill(spoken, {"file": source}))
        with shown(spoken) as progress:
            seen = preview(spec, folder, home, most, progress)
        if seen.value is not None:
            seen = Checked(_without_purged(seen.value, root, spoken), seen.diagnostics)
    except Stop as stop:
        return stop.status
    if seen.value is not None and is_json:
        rows = [as_document(row if is_plain else _masked(row)) for row in seen.value.rows]
        read = [readings.document(one) for one in seen.value.readings]
        out(json.dumps({"schema": _SCHEMA, "read": read, "rows": rows}, ensure_ascii=False, indent=2))
    elif seen.value is not None:
        for line in _lines(seen.value, spoken, is_plain=is_plain):
            out(line)
    show(seen.diagnostics, spoken)
    return status(seen.diagnostics) if seen.value is None else OK


def _without_purged(seen: Preview, root: Path, locale: str) -> Preview:
    """The rows, those of purged customers without what they say; stops when nobody knows who was purged."""
    from clmplan.workspace.home import home

    try:
        gone = is_purged(home(root))
    except UnreadableListError as error:
        show((error.finding,), locale)
        raise Stop(status((error.finding,))) from None
    return replace(seen, rows=tuple(_hidden(row) if gone(row.cells[0].value or "") else row for row in seen.rows))


def _hidden(row: SeenRow) -> SeenRow:
    return replace(row, cells=tuple(replace(one, text="", value=None, reason=PURGED.name) for one in row.cells))


def _masked(row: SeenRow) -> SeenRow:
    cells = (replace(one, text=masked(one.text), value=one.value and masked(one.value)) for one in row.cells)
    return replace(row, cells=tuple(cells))


def _project(root: Path, name: str) -> Project | None:
    from clmplan.workspace.files import read_text

    source = read_text(root / name, name).value
    return read_project(source).value if source is not None else None


def _declared(project: Project | None, source: str, root: Path) -> TableSpec | None:
    """The table of the project that a word or a file names."""
    if project is None:
        return None
    tables = {"customers": project.customers, **project.events}
    tables |= {one.name: one for one in (project.contacts, project.suppressed) if one is not None}
    if source in tables:
        return tables[source]
    inside = relpath(Path(source).absolute(), root.absolute()).replace("\\", "/")
    return next((one for one in tables.values() if one.file == inside and one.source.query is None), None)


def _proposed(
    source: str, options: SourceOptions, home: Home | None, project: Project | None, locale: str
) -> tuple[TableSpec, Path, Home]:
    """How a file that no table reads would be mapped; stops when that cannot be said."""
    file = Path(source)
    if project is not None and not file.exists() and "*" not in source:
        known = suggestion(source, ("customers", *project.events))
        found = (NO_SUCH_TABLE.at(None, table=source, known=known),)
        show(found, locale)
        raise Stop(status(found))
    with shown(locale) as progress:
        looked = look((Wanted(Place(file, file.name, None), options, Wish()),), home, (), (), progress)
    proposal = looked.value.files[0].proposal if looked.value is not None else None
    if looked.value is None or proposal is None:
        show(looked.diagnostics, locale)
        raise Stop(status(looked.diagnostics))
    return proposal.table, file.parent, looked.value.home


def _lines(seen: Preview, locale: str, *, is_plain: bool) -> Iterator[str]:
    yield from (readings.read_as(one, locale) for one in seen.readings[:1])
    head = [COLUMNS["column"], COLUMNS["field"], SAYS["as_written"], SAYS["as_read"]]
    for row in seen.rows:
        yield ""
        yield SAYS["line_of"].fill(locale, {"file": row.file, "line": str(row.line)})
        cells = [_cell(one, locale, is_plain=is_plain) for one in row.cells]
        yield from grid([[one.fill(locale, {}) for one in head], *cells], widest=_WIDEST)


def _cell(one: SeenCell, locale: str, *, is_plain: bool) -> list[str]:
    if one.reason:
        read = SAYS["refused"].fill(locale, {"reason": reason_words(one.reason).fill(locale, {})})
    elif one.value is None:
        read = SAYS["missing"].fill(locale, {})
    elif one.type == FieldType.YES_NO.value:
        read = SAYS[one.value].fill(locale, {})
    else:
        read = one.value if is_plain else masked(one.value)
    return [one.column, one.field, one.text if is_plain else masked(one.text), read]
