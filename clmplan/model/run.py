"""What a run carries from one pass to the next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clmplan.base.diagnostics import Severity
from clmplan.model.playbook import Playbook
from clmplan.model.project import Project

if TYPE_CHECKING:  # a project that is only checked needs none of these
    from clmplan.base.diagnostics import Allowance, Diagnostic
    from clmplan.base.source import Source
    from clmplan.model.calendar import Calendar
    from clmplan.model.plan import Compiled
    from clmplan.model.records import CustomerBase, Memberships


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project whose text is free of errors, read from `sources` in the folder `root`.

    `allowances` say which findings are meant to be.
    """

    root: Path
    project: Project
    playbook: Playbook
    allowances: tuple[Allowance, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A compiled plan with what it was made from."""

    loaded: Loaded
    base: CustomerBase
    calendar: Calendar
    memberships: Memberships
    compiled: Compiled


@dataclass(frozen=True, slots=True)
class FitNote:
    """One sentence about what a function learned from all customers, in the language asked for, and the finding that
    it is made of."""

    function: str
    text: str
    said: Diagnostic

    @property
    def is_warning(self) -> bool:
        """Whether its values should be read with care, or are missing altogether."""
        return self.said.code.severity is not Severity.NOTE
