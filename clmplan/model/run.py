"""What a run carries from one pass to the next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clmplan.model.calendar import Calendar
from clmplan.model.plan import Compiled
from clmplan.model.playbook import Playbook
from clmplan.model.project import Project
from clmplan.model.records import CustomerBase, Memberships


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project whose text is free of errors; `root` is its folder."""

    root: Path
    project: Project
    playbook: Playbook


@dataclass(frozen=True, slots=True)
class Planned:
    """A compiled plan with what it was made from."""

    loaded: Loaded
    base: CustomerBase
    calendar: Calendar
    memberships: Memberships
    compiled: Compiled
