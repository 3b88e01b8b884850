"""What every sheet of one workbook is made from: the edition, its days, the numbers that join the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.base.diagnostics import Wording
from clmplan.codes import sheet_words as words
from clmplan.exporters.edition import Edition
from clmplan.exporters.lines import Line, plain
from clmplan.exporters.workbook.grid import author_text, letter_of
from clmplan.exporters.workbook.style import Styles
from clmplan.model.plan import Plan

# Where the days of the sheet Gantt are: its first column, its rows (counted from 0).
AXIS_COLUMN = 7
FESTIVAL_ROW, DAY_ROW, LETTER_ROW, FLAG_ROW = 1, 2, 3, 4
OFF, WORK = 1, 2
_MOST_DAYS = 2_000  # a sheet has 16,384 columns, and nobody scrolls further than this


@dataclass(frozen=True, slots=True)
class Axis:
    """The days across the sheet Gantt; `flags` has 1 for days off and 2 for weekends at work."""

    sheet: str
    first: date
    count: int

    @property
    def days(self) -> tuple[date, ...]:
        """All days, in order."""
        return tuple(self.first + timedelta(days=number) for number in range(self.count))

    @property
    def start(self) -> str:
        """The cell of the first day, as a formula names it."""
        return f"'{self.sheet}'!${letter_of(AXIS_COLUMN)}${DAY_ROW + 1}"

    @property
    def flags(self) -> str:
        """The cells that tell days off, as a formula names them."""
        first, last = letter_of(AXIS_COLUMN), letter_of(AXIS_COLUMN + self.count - 1)
        return f"'{self.sheet}'!${first}${FLAG_ROW + 1}:${last}${FLAG_ROW + 1}"


@dataclass(frozen=True, slots=True)
class Parts:
    """The edition with what the sheets share. Campaigns, channels and waves are joined by whole numbers, since a name
    could be a pattern to a spreadsheet."""

    edition: Edition
    styles: Styles
    axis: Axis
    campaigns: Mapping[str, int]
    channels: Mapping[str, int]
    waves: Mapping[tuple[str, str], int]

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.edition.plan

    @property
    def sends(self) -> tuple[Line, ...]:
        """The lines of sends, in order."""
        return tuple(line for line in self.edition.lines if line.send is not None)

    @property
    def tasks(self) -> tuple[Line, ...]:
        """The lines of tasks, in order."""
        return tuple(line for line in self.edition.lines if line.task is not None)

    def say(self, wording: Wording, **values: str) -> str:
        """A wording in the language of the plan."""
        return wording.fill(self.plan.locale, values)

    def head(self, name: str) -> str:
        """The header of a column."""
        return self.say(words.COLUMNS[name], currency=self.plan.currency)

    def sheet(self, name: str) -> str:
        """The name of a sheet."""
        return self.say(words.SHEETS[name])

    @property
    def title(self) -> str:
        """What the playbook is called."""
        return author_text(self.plan.playbook.title) or plain(self.plan.playbook.name)

    def flag(self, day: date) -> int:
        """1 for a day off, 2 for a weekend at work, else 0."""
        table = self.plan.playbook.day_table
        if not table.is_workday(day):
            return OFF
        return WORK if day in table.made_up_workdays else 0


def parts_of(edition: Edition, styles: Styles) -> Parts:
    """What the sheets of an edition share."""
    playbook = edition.plan.playbook
    pairs = dict.fromkeys((line.campaign.name, line.wave) for line in edition.lines if line.send is not None)
    return Parts(
        edition,
        styles,
        _axis(edition),
        {one.name: number for number, one in enumerate(playbook.campaigns, start=1)},
        {one.name: number for number, one in enumerate(playbook.channels, start=1)},
        {pair: number for number, pair in enumerate(pairs, start=1)},
    )


def _axis(edition: Edition) -> Axis:
    plan = edition.plan
    days = [line.day for line in edition.lines if line.send is not None]
    first = min([max(plan.horizon.start, min(plan.as_of, plan.horizon.last)), *days])
    last = max([plan.horizon.last, first, *days])
    return Axis(words.SHEETS["gantt"].fill(plan.locale, {}), first, min((last - first).days + 1, _MOST_DAYS))
