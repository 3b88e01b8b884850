"""How a source is read, from the options of a command."""

from __future__ import annotations

from clmplan.data.project.words import DELIMITERS
from clmplan.model.project import SourceOptions


def source_options(encoding: str | None, delimiter: str | None, sheet: str | None, table: str | None) -> SourceOptions:
    """The options of a source; a delimiter may be given by its sign or its word."""
    sign = None if delimiter is None else DELIMITERS.get(delimiter, delimiter.replace("\\t", "\t"))
    return SourceOptions(encoding=encoding, delimiter=sign, sheet=sheet, table=table)
