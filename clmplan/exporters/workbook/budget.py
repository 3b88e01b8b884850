"""The sheet Budget: planned and actual money by campaign and by limit, summed over the sheet Calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clmplan.base.money import Money
from clmplan.codes import actual_words
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
    set_up_print,
    write_grid,
    write_value,
)
from clmplan.exporters.workbook.parts import Parts
from clmplan.exporters.workbook.style import BARS
from clmplan.model.plan import BudgetRow, LimitRow

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LARGEST = 20
_CHART_GAP, _ROW_PIXELS, _CHART_HEAD, _CHART_WIDTH = 2, 34, 110, 860
_SUMMED = {
    "reach": "reach",
    "planned": "cost",
    "actual_reach": "actual_reach",
    "spent": "actual_cost",
    "orders": "actual_orders",
}
_ACTUALS = ("actual_reach", "spent", "orders")


@dataclass(frozen=True, slots=True)
class Summed:
    """What is planned under one heading, as it stands when the workbook is written."""

    reach: int
    cost: Money


def write_budget(book: Workbook, parts: Parts, calendar: Ranges) -> None:
    """The sheet: campaigns with the largest first, their total, a chart, the limits."""
    sheet = book.add_worksheet(parts.sheet("budget"))
    sheet.write_string(0, 0, parts.title, parts.styles.of("title"))
    columns = tuple(_columns(parts))
    rows = sorted(parts.plan.allocation.rows, key=lambda row: -row.planned.minor)
    sums = _sums(parts, lambda line: line.campaign.name)
    grid = [_campaign(row, sums.get(row.campaign), parts, calendar) for row in rows]
    ranges = write_grid(sheet, columns, grid, parts.styles, first=2)
    below = _write_total(sheet, columns, ranges, parts) if rows else ranges.last
    below = _write_limits(sheet, below + 1, parts, calendar)
    if rows:
        _add_chart(book, sheet, below + _CHART_GAP, ranges, parts)
    sheet.freeze_panes(3, 1)
    set_up_print(sheet, parts.title, parts.plan.locale, rows=(2, 2))


def _columns(parts: Parts) -> Iterator[Column]:
    yield Column("campaign", parts.head("campaign"), 28, "wrap")
    yield Column("owner", parts.head("owner"), 13, "wrap")
    yield Column("reach", parts.head("reach"), 12, "count")
    yield Column("granted", parts.head("granted"), 14, "money")
    yield Column("planned", parts.head("planned"), 14, "money")
    yield Column("actual_reach", parts.say(actual_words.FIELDS["reach"]), 12, "count")
    yield Column("spent", parts.head("spent"), 14, "money")
    yield Column("orders", parts.say(actual_words.FIELDS["orders"]), 12, "count")
    yield Column("over", parts.head("over"), 15, "money")
    yield Column("why", parts.head("why"), 30, "wrap")
    yield Column("clm_campaign", "clm_campaign", 8, is_hidden=True)


def _sums(parts: Parts, key: Callable[[Line], str]) -> dict[str, Summed]:
    """Reach and cost of the lines under each heading."""
    reach: dict[str, int] = {}
    minor: dict[str, int] = {}
    for line in parts.sends:
        if line.send is not None:
            name = key(line)
            reach[name] = reach.get(name, 0) + line.send.waterfall.contacts
            minor[name] = minor.get(name, 0) + line.send.cost.minor
    return {name: Summed(count, Money(minor[name], parts.plan.currency)) for name, count in reach.items()}


def _campaign(row: BudgetRow, summed: Summed | None, parts: Parts, calendar: Ranges) -> Row:
    campaign = parts.plan.playbook.campaign(row.campaign)
    found = summed or Summed(0, Money(0, parts.plan.currency))
    planned = float(found.cost.amount)
    key = f"${letter_of(10)}{{row}}"

    def total(column: str, value: float) -> Formula:
        return Formula(f"=SUMIFS({calendar.of(_SUMMED[column])},{calendar.of('clm_campaign')},{key})", value)

    values: dict[str, Value] = {
        "campaign": author_text(campaign.title) or campaign.name,
        "owner": author_text(campaign.owner or ""),
        "reach": total("reach", found.reach),
        "granted": row.granted,
        "planned": total("planned", planned),
        **{name: total(name, 0) for name in _ACTUALS},
        "over": Formula("=IF(G{row}=0,0,G{row}-E{row})", 0),
        "why": author_text(row.why),
        "clm_campaign": parts.campaigns[row.campaign],
    }
    return Row(values)


def _write_total(sheet: Worksheet, columns: tuple[Column, ...], ranges: Ranges, parts: Parts) -> int:
    """The row below the campaigns; returns its number counted from 0."""
    plan, row = parts.plan, ranges.last
    granted = sum(float(one.granted.amount) for one in plan.allocation.rows)
    sums = _sums(parts, lambda _: "").get("")
    values = {
        "reach": sums.reach if sums else 0,
        "planned": float(sums.cost.amount) if sums else 0,
        "granted": round(granted, 6),
    }
    for position, column in enumerate(columns[:-1]):
        style = parts.styles.of(column.style, "total")
        letter = ranges.letters[column.name]
        if position == 0:
            write_value(sheet, row, position, parts.say(words.TOTAL), style)
        elif column.style in ("count", "money"):
            text = f"=SUM({letter}{ranges.first}:{letter}{ranges.last})"
            write_value(sheet, row, position, Formula(text, values.get(column.name, 0)), style)
        else:
            write_value(sheet, row, position, None, style)
    return row


def _write_limits(sheet: Worksheet, row: int, parts: Parts, calendar: Ranges) -> int:
    """The limits of the budget with what is planned, was spent before and since, and is left; returns the row below."""
    limits = parts.plan.allocation.limits
    if not limits:
        return row
    heads = {0: "limit", 3: "limit_amount", 4: "planned", 5: "spent_before", 6: "spent", 8: "left"}
    for position in range(10):
        title = parts.head(heads[position]) if position in heads else ""
        sheet.write_string(row + 1, position, title, parts.styles.of("head", "right" if position else ""))
    for number, limit in enumerate(limits, start=row + 2):
        planned = float(limit.planned.amount)
        values: dict[int, Value] = {
            0: _name(limit, parts),
            3: limit.limit,
            4: Formula(_sum_of(limit, "cost", parts, calendar), planned),
            5: limit.spent,
            6: Formula(_sum_of(limit, "actual_cost", parts, calendar), 0),
            8: Formula("=D{row}-MAX(E{row},G{row})-F{row}", float(limit.left.amount)),
        }
        for position in range(10):
            style = "wrap" if position == 0 else "money"
            write_value(sheet, number, position, values.get(position), parts.styles.of(style))
    return row + 2 + len(limits)


def _name(limit: LimitRow, parts: Parts) -> str:
    if limit.channel is not None:
        channel = parts.plan.playbook.channel(limit.channel)
        return author_text(channel.title) or channel.name
    return limit.month if limit.month is not None else parts.say(words.ALL)


def _sum_of(limit: LimitRow, column: str, parts: Parts, calendar: Ranges) -> str:
    summed = calendar.of(column)
    if limit.channel is not None:
        return f"=SUMIFS({summed},{calendar.of('clm_channel')},{parts.channels[limit.channel]})"
    if limit.month is not None:
        year, month = (int(part) for part in limit.month.split("-"))
        days = calendar.of("date")
        return f'=SUMIFS({summed},{days},">="&DATE({year},{month},1),{days},"<"&DATE({year},{month}+1,1))'
    return f"=SUM({summed})"


def _add_chart(book: Workbook, sheet: Worksheet, row: int, ranges: Ranges, parts: Parts) -> None:
    """Planned and actual cost side by side, the largest on top, measured from 0."""
    shown = min(_LARGEST, ranges.last - ranges.first + 1)
    chart: Chart = book.add_chart({"type": "bar"})
    last = ranges.first - 1 + shown - 1
    for name, title, colour in (("planned", words.PLANNED, BARS[0][0]), ("spent", words.ACTUAL, BARS[2][0])):
        position = 4 if name == "planned" else 6
        chart.add_series(
            {
                "name": parts.say(title),
                "categories": [ranges.sheet, ranges.first - 1, 0, last, 0],
                "values": [ranges.sheet, ranges.first - 1, position, last, position],
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    is_whole = shown == ranges.last - ranges.first + 1
    words_of_title = words.BUDGET_CHART if is_whole else words.LARGEST
    heading = parts.say(words_of_title, count=str(shown), currency=parts.plan.currency)
    chart.set_title({"name": heading, "name_font": {"size": 12}, "overlay": False})
    chart.set_x_axis(
        {"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D9DEE4"}}, "num_format": "#,##0"}
    )
    chart.set_y_axis({"reverse": True, "crossing": "max", "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": _CHART_WIDTH, "height": _CHART_HEAD + _ROW_PIXELS * shown})
    sheet.insert_chart(row, 0, chart, {"object_position": 2})
