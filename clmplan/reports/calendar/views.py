"""What the calendar page receives: ready strings and numbers, nothing left to compute.

Rows that come in thousands are named tuples: the template takes them apart in one step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from clmplan.reports.views import Key, Page, Phrase, Shape


class Choice(NamedTuple):
    """One value of a filter: its number, how a link names it, how people read it, its colour class."""

    number: int
    value: str
    label: str
    look: str


class Facet(NamedTuple):
    """One filter; entries name its choices by number."""

    key: str
    label: str
    choices: tuple[Choice, ...]


class Entry(NamedTuple):
    """One line of the agenda. `look` are its classes, `tags` the number of its combination of filter choices.

    `badge` is its channel, `marks` stand out, `expected` goes with contacts where these depend on responses, `link` is
    the anchor of its link.
    """

    look: str
    tags: int
    time: str
    title: str
    wave: str
    badge: str
    marks: tuple[str, ...]
    details: str
    link: str
    contacts: str
    expected: str


class AgendaDay(NamedTuple):
    """One day of the agenda; `conflicts` says how many there are."""

    iso: str
    title: str
    note: str
    conflicts: str
    entries: tuple[Entry, ...]


class AgendaMonth(NamedTuple):
    """One month of the agenda; `entries` counts its lines."""

    anchor: str
    title: str
    entries: str
    days: tuple[AgendaDay, ...]


class Chip(NamedTuple):
    """An entry in the month grid, by its number in the agenda."""

    look: str
    entry: int
    label: str
    how: str
    total: str


class Lane(NamedTuple):
    """Chips of one campaign side by side; `look` are its classes."""

    look: str
    chips: tuple[Chip, ...]


class GridDay(NamedTuple):
    """One day of the grid. `iso` is empty outside the month's own days; `target` is its anchor in the agenda."""

    look: str
    iso: str
    label: str
    target: str
    names: str
    more: str
    conflicts: str


class GridWeek(NamedTuple):
    """Seven days and the lanes over them; `over` are those without room, as numbers for the script."""

    days: tuple[GridDay, ...]
    lanes: tuple[Lane, ...]
    over: str


class GridMonth(NamedTuple):
    """One month of the grid."""

    anchor: str
    short: str
    title: str
    about: str
    weeks: tuple[GridWeek, ...]


class Strand(NamedTuple):
    """One row of the chart under a campaign, in days of the horizon: dated sends or preparations, triggered ones, and
    both again on estimated days.

    These are SVG paths, drawn once and shown twice by their `anchor`. `tags` are the combinations of its entries,
    `about` is read with the pointer over it.
    """

    anchor: str
    look: str
    tags: str
    label: str
    dates: str
    contacts: int
    total: str
    dated: str
    triggered: str
    estimated: str
    estimated_run: str
    about: str


class ChartRow(NamedTuple):
    """One campaign of the chart; with a single strand that is the whole row."""

    look: str
    title: str
    owner: str
    dates: str
    total: str
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Campaigns over the horizon of `days`; grounds are SVG paths behind every row, `head` is drawn above."""

    days: int
    about: str
    off: str
    seasons: str
    months: str
    festivals: str
    head: tuple[Shape, ...]
    head_size: tuple[str, str]
    is_folded: bool
    rows: tuple[ChartRow, ...]


class ConflictRow(NamedTuple):
    """One conflict; `tags` are the combinations of its entries, `day` its ISO day or empty."""

    tags: str
    day: str
    tone: str
    weight: str
    message: tuple[Phrase, ...]
    facts: str


class LinkRow(NamedTuple):
    """One address that messages lead to; `tags` are the combinations of its entries."""

    anchor: str
    tags: str
    title: str
    channel: str
    code: str
    address: str


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The whole page. `combinations` are the filter choices of each combination, as numbers; see calendar.js.

    `looks` are classes of chips in the order in which the script numbers them. `state` and `more` are patterns for the
    script with `{shown}` and `{count}`.
    """

    head: Page
    zone: str
    facets: tuple[Facet, ...]
    combinations: str
    state: str
    more: str
    entries: int
    weekdays: tuple[str, ...]
    lanes: int
    looks: str
    grid: tuple[GridMonth, ...]
    chart: Chart
    agenda: tuple[AgendaMonth, ...]
    conflicts: tuple[ConflictRow, ...]
    conflicts_lead: str
    links: tuple[LinkRow, ...]
    signs: tuple[Key, ...]
