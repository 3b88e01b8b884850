"""The sheet Gantt: a row per wave, days across, bars that follow the dates of the sheet Calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from clmplan.codes import sheet_words as words
from clmplan.exporters.lines import Line
from clmplan.exporters.workbook.grid import (
    Column,
    Formula,
    Ranges,
    Row,
    Value,
    author_text,
    letter_of,
    serial,
    set_up_print,
    write_grid,
    write_value,
)
from clmplan.exporters.workbook.parts import (
    AXIS_COLUMN,
    DAY_ROW,
    FESTIVAL_ROW,
    FLAG_ROW,
    LETTER_ROW,
    OFF,
    WORK,
    Parts,
)
from clmplan.exporters.workbook.style import BARS, FILLS

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_HEAD_ROW = FLAG_ROW + 1
_DAYS_ON_A_PAGE = 62
_DAY_WIDTH = 2.6
_DOT = "●"
_FESTIVAL_HEIGHT, _DAY_HEIGHT = 92, 13


@dataclass(frozen=True, slots=True)
class Bar:
    """One wave: its lines in the order of their days."""

    number: int
    lines: tuple[Line, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """Its days, each once."""
        return tuple(dict.fromkeys(line.day for line in self.lines))

    @property
    def has_pauses(self) -> bool:
        """Whether it sends on some days only between its first and its last."""
        return (self.days[-1] - self.days[0]).days + 1 > len(self.days)


def write_gantt(book: Workbook, parts: Parts, calendar: Ranges) -> None:
    """The sheet with its axis, its rows and the rules that fill the bars."""
    sheet = book.add_worksheet(parts.axis.sheet)
    bars = _bars(parts)
    _write_axis(sheet, parts)
    ranges = write_grid(
        sheet, tuple(_columns(parts)), (_row(bar, parts, calendar) for bar in bars), parts.styles, _HEAD_ROW
    )
    for position in range(AXIS_COLUMN, AXIS_COLUMN + parts.axis.count):
        sheet.write_blank(_HEAD_ROW, position, None, parts.styles.of("head"))
    for row, bar in enumerate(bars, start=_HEAD_ROW + 1):
        _write_dots(sheet, parts, row, bar)
    sheet.set_column(AXIS_COLUMN, AXIS_COLUMN + parts.axis.count - 1, _DAY_WIDTH)
    _fill_bars(sheet, parts, ranges)
    sheet.freeze_panes(_HEAD_ROW + 1, AXIS_COLUMN)
    wide = -(-parts.axis.count // _DAYS_ON_A_PAGE)
    set_up_print(sheet, parts.title, parts.plan.locale, rows=(0, _HEAD_ROW), wide=wide)
    sheet.repeat_columns(0, 1)


def _bars(parts: Parts) -> tuple[Bar, ...]:
    """The waves, campaign by campaign as they begin."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in parts.sends:
        found.setdefault((line.campaign.name, line.wave), []).append(line)
    order = {name: place for place, name in enumerate(dict.fromkeys(name for name, _ in found))}
    pairs = sorted(found, key=lambda pair: (order[pair[0]], found[pair][0].day))
    return tuple(Bar(parts.waves[pair], tuple(found[pair])) for pair in pairs)


def _columns(parts: Parts) -> Iterator[Column]:
    yield Column("campaign", parts.head("campaign"), 22)
    yield Column("wave", parts.head("wave"), 16)
    yield Column("owner", parts.head("owner"), 16)
    yield Column("first", parts.head("first"), 10.5, "date")
    yield Column("last", parts.head("last"), 10.5, "date")
    yield Column("clm_wave", "clm_wave", 6, is_hidden=True)
    yield Column("clm_look", "clm_look", 6, is_hidden=True)


def _row(bar: Bar, parts: Parts, calendar: Ranges) -> Row:
    line = bar.lines[0]
    colour = parts.campaigns[line.campaign.name] % len(BARS)
    values: dict[str, Value] = {
        "campaign": author_text(line.campaign.title) or line.campaign.name,
        "wave": line.wave_title or ("" if line.wave == "main" else author_text(line.wave)),
        "owner": author_text(line.owner),
        "first": _end("MINIFS", bar.days[0], calendar),
        "last": _end("MAXIFS", bar.days[-1], calendar),
        "clm_wave": bar.number,
        "clm_look": 2 * colour + bar.has_pauses,
    }
    return Row(values)


def _end(function: str, day: date, calendar: Ranges) -> Formula:
    """The first or last day of a wave, as the sheet Calendar has it now."""
    key = f"${letter_of(AXIS_COLUMN - 2)}{{row}}"
    return Formula(f"=_xlfn.{function}({calendar.of('date')},{calendar.of('clm_wave')},{key})", serial(day))


def _write_axis(sheet: Worksheet, parts: Parts) -> None:
    """Months, festivals, days, weekdays, and the hidden row that tells days off."""
    say, styles, days = parts.say, parts.styles, parts.axis.days
    sheet.write_string(0, 0, parts.title, styles.of("title"))
    festivals = _festivals(parts)
    for position, day in enumerate(days, start=AXIS_COLUMN):
        flag = parts.flag(day)
        look = {OFF: "off", WORK: "work"}.get(flag, "")
        write_value(sheet, DAY_ROW, position, day, styles.of("axis", look))
        letter = say(words.SHORT_WEEKDAYS[day.weekday()])
        write_value(sheet, LETTER_ROW, position, letter, styles.of("letter", look))
        write_value(sheet, FLAG_ROW, position, flag, styles.of("letter"))
        if day in festivals:
            write_value(sheet, FESTIVAL_ROW, position, festivals[day], styles.of("festival"))
    _write_months(sheet, parts, days)
    sheet.set_row(FESTIVAL_ROW, _FESTIVAL_HEIGHT if festivals else _DAY_HEIGHT)
    sheet.set_row(FLAG_ROW, None, None, {"hidden": True})


def _write_months(sheet: Worksheet, parts: Parts, days: Sequence[date]) -> None:
    position, style = AXIS_COLUMN, parts.styles.of("month")
    for (year, month), group in groupby(days, key=lambda day: (day.year, day.month)):
        title = parts.say(
            words.MONTH_TITLE, year=str(year), month=f"{month:02}" if parts.plan.locale == "en" else str(month)
        )
        sheet.write_string(0, position, title, style)
        position += len(tuple(group))


def _festivals(parts: Parts) -> dict[date, str]:
    """The named days on the axis; the plain days around a festival have no name of their own."""
    locale = parts.plan.locale
    found: dict[date, list[str]] = {}
    for named in parts.plan.playbook.day_table.named:
        found.setdefault(named.day, []).append(named.title(locale))
    return {day: " · ".join(dict.fromkeys(names)) for day, names in found.items()}


def _write_dots(sheet: Worksheet, parts: Parts, row: int, bar: Bar) -> None:
    for day in bar.days:
        place = (day - parts.axis.first).days
        if place < parts.axis.count:
            sheet.write_string(row, AXIS_COLUMN + place, _DOT, parts.styles.of("dot"))


def _fill_bars(sheet: Worksheet, parts: Parts, ranges: Ranges) -> None:
    """Rules in the order in which they win: bars, then days off; today stands out on the axis."""
    first, last = letter_of(AXIS_COLUMN), AXIS_COLUMN + parts.axis.count - 1
    top, bottom = ranges.first - 1, ranges.last - 1
    day, flag = f"{first}${DAY_ROW + 1}", f"{first}${FLAG_ROW + 1}"
    begins, ends, look = (f"${ranges.letters[name]}{ranges.first}" for name in ("first", "last", "clm_look"))
    inside = f"{day}>={begins},{day}<={ends},{begins}>0"
    tints = [
        (f"=AND({inside},{look}={2 * number + pale})", fill)
        for number, pair in enumerate(BARS)
        for pale, fill in enumerate(pair)
    ]
    tints += [(f"={flag}={OFF}", FILLS["off"]), (f"={flag}={WORK}", FILLS["work"])]
    for criteria, fill in tints:
        rule = {
            "type": "formula",
            "criteria": criteria,
            "format": parts.styles.rule(bg_color=fill),
            "stop_if_true": True,
        }
        sheet.conditional_format(top, AXIS_COLUMN, bottom, last, rule)
    today = {
        "type": "formula",
        "criteria": f"={day}=TODAY()",
        "format": parts.styles.rule(bg_color=FILLS["today"], bold=True),
    }
    sheet.conditional_format(DAY_ROW, AXIS_COLUMN, LETTER_ROW, last, today)
