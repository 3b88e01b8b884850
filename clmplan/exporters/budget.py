"""The budget for spreadsheets: a row per campaign, their total, and a row per limit."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.base.money import Money
from clmplan.codes import export_words as words
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import Exporter
from clmplan.exporters.sheet import Cell, headings, sheet
from clmplan.model.plan import BudgetRow, LimitRow, Plan


def budget_csv(plan: Plan) -> bytes:
    """What each campaign wanted, was granted and plans; then each limit, what was spent of it and what is left."""
    return sheet(headings(words.BUDGET_COLUMNS, plan.locale, plan.currency), _rows(plan))


def _rows(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    titles = {campaign.name: campaign.title for campaign in plan.playbook.campaigns}
    channels = {channel.name: channel.title for channel in plan.playbook.channels}
    for row in plan.allocation.rows:
        yield _campaign_row(row, titles.get(row.campaign, ""), plan.locale)
    yield _total_row(plan)
    for limit in plan.allocation.limits:
        yield _limit_row(limit, channels, plan)


def _campaign_row(row: BudgetRow, title: str, locale: str) -> tuple[Cell, ...]:
    kind = words.CAMPAIGN.fill(locale, {})
    return (kind, row.campaign, title, row.wanted, row.granted, row.planned, None, None, None, row.why, _place(row))


def _total_row(plan: Plan) -> tuple[Cell, ...]:
    rows = plan.allocation.rows
    wanted = Money(sum(row.wanted.minor for row in rows), plan.currency)
    granted = Money(sum(row.granted.minor for row in rows), plan.currency)
    planned = Money(sum(row.planned.minor for row in rows), plan.currency)
    return (words.TOTAL.fill(plan.locale, {}), "", "", wanted, granted, planned, None, None, None, "", "")


def _limit_row(row: LimitRow, channels: dict[str, str], plan: Plan) -> tuple[Cell, ...]:
    budget = plan.playbook.budget
    if row.channel is not None:
        name, title = row.channel, channels.get(row.channel, "")
    elif row.month is not None:
        name, title = row.month, words.CALENDAR_MONTH.fill(plan.locale, {})
    else:
        name, title = budget.name if budget is not None else "", words.ALL_CHANNELS.fill(plan.locale, {})
    kind = words.LIMIT.fill(plan.locale, {})
    return (kind, name, title, None, None, row.planned, row.spent, row.limit, row.left, "", _place(row))


def _place(row: BudgetRow | LimitRow) -> str:
    return "" if row.at is None else str(row.at)


def _write(edition: Edition) -> bytes:
    return budget_csv(edition.plan)


EXPORTER = Exporter("budget", ".csv", _write, words.BUDGET_TITLE, "budget")
