"""A sheet of a workbook (XLSX, XLSM, XLS, ODS) as columns of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes.data import FILE_EMPTY
from clmplan.codes.sources import DAMAGE, PART_MISSING, PART_UNCLEAR, PARTS, SOURCE_DAMAGED, SOURCE_KINDS
from clmplan.data.sources.cell_text import sheet_text
from clmplan.data.sources.header import column_name
from clmplan.data.sources.place import Place
from clmplan.data.sources.sheets.old_reach import old_reach
from clmplan.data.sources.sheets.reach import Reach, error_cells, reach
from clmplan.data.sources.sheets.rows import SheetRows
from clmplan.data.sources.staged import Reading
from clmplan.data.sources.staging import Staging, listed
from clmplan.model.project import SourceOptions

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

T = TypeVar("T")

MOST_CELLS = 50_000_000
_TITLES = 10
_XML, _OLD = (".xlsx", ".xlsm"), ".xls"
_PANIC = "PanicException"


def read_workbook(staging: Staging, place: Place, options: SourceOptions) -> tuple[Diagnostic, ...]:
    """Put the rows of one sheet into a staged table, or say what stands in the way."""

    def read(workbook: Workbook) -> tuple[Diagnostic, ...]:
        chosen = _chosen(workbook, options.sheet, staging.wanted)
        return chosen.diagnostics if chosen.value is None else _read(staging, workbook, chosen.value)

    done = opened_workbook(place, read)
    return done.diagnostics if done.value is None else done.value


def opened_workbook(place: Place, use: Callable[[Workbook], T]) -> Checked[T | None]:
    """What a use of the workbook gives, or what stands in the way of reading it."""
    from python_calamine import CalamineError, CalamineWorkbook

    if place.path.stat().st_size == 0:
        return Checked(None, (FILE_EMPTY.at(place.at, file=place.file),))
    try:
        if place.path.suffix.lower() == _OLD:
            # The reader loads all sheets of an old workbook when it is opened.
            _check_reach(old_reach(place.path))
        with CalamineWorkbook.from_path(str(place.path)) as opened:
            return Checked(use(Workbook(opened, place)))
    except _TooLargeError:
        return Checked(None, (_damaged(place, "reach"),))
    except (CalamineError, OSError):
        return Checked(None, (_damaged(place, "content"),))
    except BaseException as error:
        # The reader is compiled, and its failed checks are no `Exception`.
        if type(error).__name__ != _PANIC:
            raise
        return Checked(None, (_damaged(place, "content"),))


class _TooLargeError(Exception):
    """A sheet whose cells reach further than any table does."""


class Workbook:
    """An open workbook whose sheets are looked at before they are read: every cell up to the last takes memory."""

    def __init__(self, opened: CalamineWorkbook, place: Place) -> None:
        self.place = place
        self.names = opened.sheet_names
        self._opened = opened
        self._is_xml = place.path.suffix.lower() in _XML
        self._reaches: dict[str, Reach] = {}

    def sheet(self, name: str) -> CalamineSheet:
        """A sheet, unless it would need more memory than there is."""
        # The reader itself puts a limit to the cells of an open document.
        if self._is_xml and name not in self._reaches:
            self._reaches[name] = _check_reach(reach(self.place.path, name))
        return self._opened.get_sheet_by_name(name)

    def errors(self, name: str) -> Iterator[tuple[int, int, str]]:
        """The cells of a sheet with errors, which are read as empty; only XLSX tells them."""
        has_errors = self._is_xml and self._reaches[name].has_errors
        return error_cells(self.place.path, name) if has_errors else iter(())

    def visible(self, names: Sequence[str]) -> list[str]:
        """Those of some sheets that are not hidden."""
        from python_calamine import SheetVisibleEnum

        shown = {one.name for one in self._opened.sheets_metadata if one.visible == SheetVisibleEnum.Visible}
        return [name for name in names if name in shown]


def _check_reach(found: Reach | None) -> Reach:
    """The reach of a sheet, when it is known and memory is enough for it."""
    if found is None:
        raise OSError
    if found.cells > MOST_CELLS:
        raise _TooLargeError
    return found


def _damaged(place: Place, cause: str) -> Diagnostic:
    reason, remedy = DAMAGE[cause]
    return SOURCE_DAMAGED.at(place.at, file=place.file, kind=SOURCE_KINDS["workbook"], reason=reason, remedy=remedy)


def _chosen(workbook: Workbook, named: str | None, wanted: Sequence[str] | None) -> Checked[CalamineSheet | None]:
    """The sheet with the rows: the one named, the only one, or the only one that has the wanted columns."""
    place, names = workbook.place, workbook.names
    if named is not None and named not in names:
        missing = PART_MISSING.at(place.at, file=place.file, part=PARTS["sheet"], name=named, known=listed(names))
        return Checked(None, (missing,))
    if named is not None or len(names) == 1:
        return Checked(workbook.sheet(named or names[0]))
    fitting = [name for name in names if _fits(workbook.sheet(name), wanted)]
    fitting = workbook.visible(fitting) or fitting
    if len(fitting) == 1:
        return Checked(workbook.sheet(fitting[0]))
    known = listed(fitting or names)
    return Checked(None, (PART_UNCLEAR.at(place.at, file=place.file, part=PARTS["sheet"], key="sheet", known=known),))


def _fits(sheet: CalamineSheet, wanted: Sequence[str] | None) -> bool:
    """Whether a row near the top names all the wanted columns; without any, whether there is a row at all."""
    top = _top(sheet)
    at = _header_row(top, wanted)
    return at is not None and set(wanted or ()) <= set(_names(top[at]))


def _top(sheet: CalamineSheet) -> list[list[str]]:
    return [_texts(row) for row in islice(sheet.iter_rows(), _TITLES)] if sheet.height else []


def _header_row(top: Sequence[Sequence[str]], wanted: Sequence[str] | None) -> int | None:
    """The position of the first row with all the wanted columns; else of what looks like the header."""
    widths = {at: sum(1 for name in _names(row) if name) for at, row in enumerate(top)}
    filled = [at for at, width in widths.items() if width]
    if wanted is not None:
        complete = [at for at in filled if set(wanted) <= set(_names(top[at]))]
        filled = complete[:1] or filled
    # A single text above several is a title.
    below = [at for at in filled if widths[at] > 1] if filled and widths[filled[0]] == 1 else []
    return next(iter((*below, *filled)), None)


def _names(row: Sequence[str]) -> list[str]:
    return [column_name(text) for text in row]


def _texts(row: Sequence[object]) -> list[str]:
    return [sheet_text(value) or "" for value in row]


def _read(staging: Staging, workbook: Workbook, sheet: CalamineSheet) -> tuple[Diagnostic, ...]:
    place, top = workbook.place, _top(sheet)
    at = _header_row(top, staging.wanted)
    if at is None:
        return (FILE_EMPTY.at(place.at, file=place.file),)
    header = _names(top[at])
    mistakes = staging.begin(header, place)
    if mistakes:
        return mistakes
    rows = SheetRows(at, header, staging, workbook.errors(sheet.name))
    count = staging.put(rows.below_header(sheet))
    facts = (("sheet", sheet.name), *((("skipped", str(at)),) if at else ()))
    staging.end(
        Reading(place.file, facts, tuple(header), tuple(rows.sample), count, rows.blank), rows.dates, rows.others
    )
    return ()
