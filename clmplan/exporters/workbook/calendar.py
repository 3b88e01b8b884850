"""The sheet Calendar: a row per send, what is planned, and empty coloured columns for what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from clmplan.codes import actual_words
from clmplan.codes import sheet_words as words
from clmplan.exporters.lines import Line, audience_of
from clmplan.exporters.workbook.grid import (
    Column,
    Formula,
    Ranges,
    Row,
    Value,
    author_text,
    filled,
    serial,
    set_up_print,
    write_grid,
)
from clmplan.exporters.workbook.inputs import (
    advise,
    approval_column,
    input_columns,
    marks_text,
    status_column,
    wave_text,
)
from clmplan.exporters.workbook.parts import OFF, WORK, Parts
from clmplan.model.plan import PlannedSend
from clmplan.model.team.exported import Exported

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FROZEN = 2
_DATE_COLUMNS = ("date", "weekday")
_CHANGED = {"campaign": "changed", "mark": "changed"}
_AS_EVER: Mapping[str, str] = {}


def write_calendar(book: Workbook, parts: Parts) -> Ranges:
    """The sheet with its rows; the ranges are for the sheets that sum over it."""
    sheet = book.add_worksheet(parts.sheet("calendar"))
    rows = tuple(_rows(parts))
    columns = filled(_columns(parts), rows)
    ranges = write_grid(sheet, columns, rows, parts.styles)
    sheet.freeze_panes(1, _FROZEN)
    sheet.autofilter(0, 0, ranges.last - 1, len(columns) - 1)
    _tint_days(sheet, parts, ranges)
    advise(sheet, parts, columns, ranges)
    set_up_print(sheet, parts.title, parts.plan.locale, rows=(0, 0))
    # Codes and links are for screens; on paper they would make everything else small.
    sheet.print_area(0, 0, ranges.last - 1, next(at for at, one in enumerate(columns) if one.name == "mark"))
    return ranges


def _columns(parts: Parts) -> Iterator[Column]:
    def column(name: str, width: float, style: str = "text", is_optional: bool = False) -> Column:
        return Column(name, parts.head(name), width, style, is_optional=is_optional)

    yield column("date", 11, "date")
    yield column("campaign", 18, "wrap")
    yield column("weekday", 9, "weekday")
    yield column("time", 6, "time")
    yield column("wave", 12, "wrap", True)
    yield status_column(parts)
    yield column("stage", 9, "wrap", True)
    yield column("channel", 10, "wrap")
    yield column("for", 17, "wrap")
    yield column("copy", 23, "wrap")
    yield column("offer", 10, "wrap", True)
    yield column("reach", 8, "count")
    yield column("expected", 8, "count", True)
    yield column("cost", 9, "money")
    yield column("owner", 10, "wrap")
    yield approval_column(parts)
    yield from input_columns(parts, "reach", "cost", "orders", "note")
    yield column("mark", 13, "wrap")
    yield column("code", 15, "text", True)
    yield column("link", 40, "text", True)
    for name in (actual_words.UID, "clm_campaign", "clm_wave", "clm_channel"):
        yield Column(name, name, 12, is_hidden=True)


def _rows(parts: Parts) -> Iterator[Row]:
    locale, campaigns = parts.plan.locale, parts.plan.playbook.campaigns
    said: dict[str, dict[str, Value]] = {
        one.name: {
            "campaign": author_text(one.title) or one.name,
            "for": author_text(audience_of(one, locale)),
            "status": parts.say(actual_words.STATUSES["to schedule"]),
            "approval": parts.say(words.APPROVALS[0]),
            "clm_campaign": parts.campaigns[one.name],
        }
        for one in campaigns
    }
    asks_for_responses = any(line.expected is not None for line in parts.edition.lines)
    for line in parts.edition.lines:
        if line.send is not None:
            values = _send(line, line.send, parts)
            if asks_for_responses:
                values["expected"] = line.send.waterfall.contacts if line.expected is None else line.expected
            yield Row({**said[line.campaign.name], **values}, _looks(parts, line.day, bool(line.change)))
    for gone in parts.edition.cancelled:
        if gone.kind == "send":
            yield Row(_gone(gone, parts), {"": "gone"})


def _send(line: Line, planned: PlannedSend, parts: Parts) -> dict[str, Value]:
    return {
        "date": line.day,
        "weekday": Formula("=$A{row}", serial(line.day)),
        "time": line.start.time() if line.start is not None else None,
        "wave": wave_text(line),
        "stage": author_text(parts.say(words.MARKS["stages"]).join(line.stages)),
        "channel": author_text(line.channel),
        "copy": author_text(planned.send.message),
        "offer": author_text(line.offer),
        "reach": planned.waterfall.contacts,
        "cost": planned.cost,
        "owner": author_text(line.owner),
        "mark": marks_text(line, parts),
        "code": line.code if line.link or line.campaign.code else None,
        "link": author_text(line.link),
        actual_words.UID: line.uid,
        "clm_wave": parts.waves[line.campaign.name, line.wave],
        "clm_channel": parts.channels[line.channel_name],
    }


def _gone(gone: Exported, parts: Parts) -> dict[str, Value]:
    # An earlier version kept no titles, but its summary has them.
    wave = gone.wave_title if gone.campaign_title else gone.summary
    return {
        "date": gone.day,
        "campaign": author_text(gone.campaign_title) or gone.campaign,
        "weekday": Formula("=$A{row}", serial(gone.day)),
        "time": gone.time,
        "wave": author_text(wave),
        "status": parts.say(actual_words.STATUSES["cancelled"]),
        "channel": author_text(gone.channel),
        "owner": author_text(gone.owner),
        "mark": parts.say(words.MARKS["cancelled"]),
        actual_words.UID: gone.uid,
    }


def _looks(parts: Parts, day: date, is_changed: bool) -> Mapping[str, str]:
    """How a row differs: days off and weekends at work, what is new since the edition before."""
    look = {OFF: "off", WORK: "work"}.get(parts.flag(day))
    looks = _CHANGED if is_changed else _AS_EVER
    return looks if look is None else {**looks, **dict.fromkeys(_DATE_COLUMNS, look)}


def _tint_days(sheet: Worksheet, parts: Parts, ranges: Ranges) -> None:
    """A row that is moved to another day is shaded as that day is: the rules win over the look of the day planned."""
    axis, first = parts.axis, ranges.first
    flag = f"INDEX({axis.flags},1,$A{first}-{axis.start}+1)"
    for number, look in ((0, ""), (OFF, "off"), (WORK, "work")):
        for position in (0, 2):
            style = parts.styles.rule_of("date" if position == 0 else "weekday", look)
            rule = {"type": "formula", "criteria": f"=IFERROR({flag},0)={number}", "format": style}
            sheet.conditional_format(first - 1, position, ranges.last - 1, position, rule)
