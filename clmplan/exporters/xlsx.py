"""The workbook that execution teams keep open: calendar, tasks, Gantt, budget, and columns for actuals."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from clmplan.codes.sheet_words import XLSX_TITLE
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import Exporter
from clmplan.exporters.workbook.about import write_about
from clmplan.exporters.workbook.budget import write_budget
from clmplan.exporters.workbook.calendar import write_calendar
from clmplan.exporters.workbook.gantt import write_gantt
from clmplan.exporters.workbook.parts import parts_of
from clmplan.exporters.workbook.style import Styles
from clmplan.exporters.workbook.tasks import write_tasks

# INVARIANT: no text becomes a formula or a link by its first letters.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def calendar_xlsx(edition: Edition) -> bytes:
    """The workbook of an edition: the same bytes for the same edition."""
    from xlsxwriter import Workbook

    plan, written = edition.plan, BytesIO()
    book = Workbook(written, _OPTIONS)
    parts = parts_of(edition, Styles(book, plan.locale, plan.currency))
    # INVARIANT: a clock here would make every run another file.
    book.set_properties({"title": parts.title[:255], "created": datetime.combine(plan.as_of, time.min)})
    ranges = write_calendar(book, parts)
    write_tasks(book, parts)
    write_gantt(book, parts, ranges)
    write_budget(book, parts, ranges)
    write_about(book, parts)
    book.close()
    return written.getvalue()


EXPORTER = Exporter("xlsx", ".xlsx", calendar_xlsx, XLSX_TITLE, "calendar")
