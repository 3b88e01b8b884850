"""What an exporter is: a word, a file name and a function from an edition of the calendar to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clmplan.base.diagnostics import Wording
from clmplan.base.rooms import members
from clmplan.exporters.edition import Edition


@dataclass(frozen=True, slots=True)
class Exporter:
    """One word of the room `exporters`; `write` gives the same bytes for the same edition, none for no file at all.

    The file is called `stem` + `suffix` (`calendar.ics`).
    """

    name: str
    suffix: str
    write: Callable[[Edition], bytes]
    title: Wording
    stem: str

    @property
    def file(self) -> str:
        """The name of the file it fills."""
        return self.stem + self.suffix


def exporters() -> Mapping[str, Exporter]:
    """All exporters by name, sorted."""
    return members("clmplan.exporters", Exporter, lambda exporter: exporter.name)
