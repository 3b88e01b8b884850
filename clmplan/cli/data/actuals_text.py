"""What `clmplan data actuals` tells a person: every file, every row set aside, every change, and the sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from clmplan.base.money import Money
from clmplan.cli.data.opening import Opened
from clmplan.codes.actual_words import FIELDS, SAYS, STATUSES
from clmplan.data.returned.accounting import Returned, RowCount, shown
from clmplan.model.team.actual import Change, Status
from clmplan.model.team.fulfilment import Fulfilled, Fulfilment, Spent


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read, and what in it was not known before."""

    returned: Returned
    changes: tuple[Change, ...]


def said(locale: str, name: str, /, **values: object) -> str:
    """A sentence about actuals."""
    return SAYS[name].fill(locale, {key: str(value) for key, value in values.items()})


def shown_value(value: object, name: str, currency: str, locale: str) -> str:
    """A value that was reported, as people read it."""
    match value:
        case None:
            return said(locale, "nothing")
        case Status():
            return STATUSES[value.value].fill(locale, {})
        case int():
            return str(Money(value, currency)) if name == "cost" else f"{value:,}"
        case date():
            return value.isoformat()
        case _:
            return f"`{shown(str(value))}`"


def file_lines(opened: Opened, one: Read) -> Iterator[str]:
    """How a file was read, what became of its rows, and what changed."""
    locale, returned, count = opened.locale, one.returned, one.returned.count
    facts = [] if returned.encoding is None else [said(locale, "encoding", encoding=returned.encoding)]
    for sheet, row in returned.sheets:
        facts += [said(locale, "sheet", sheet=sheet)] if sheet else []
        facts += [said(locale, "header_row", row=row)]
    yield said(locale, "file", file=returned.file, facts=said(locale, "between").join(facts))
    yield said(locale, "rows", **_numbers(count))
    if count.repeated:
        yield said(locale, "repeated", count=f"{count.repeated:,}")
    if count.blank or count.headings:
        yield said(locale, "not_rows", blank=f"{count.blank:,}", headings=f"{count.headings:,}")
    for aside in returned.aside:
        yield said(locale, "aside", message=aside.found.message(locale), id=aside.found.code.id)
    new = sum(1 for each in one.changes if each.before is None)
    same = len(returned.matches) - len(one.changes)
    yield said(locale, "news", new=f"{new:,}", more=f"{len(one.changes) - new:,}", same=f"{same:,}")
    for change in one.changes:
        if change.before is not None:
            yield from _change_lines(opened, change)
    yield ""


def total_lines(opened: Opened, read: Sequence[Read], is_dry: bool) -> Iterator[str]:
    """The sum over all files, and whether anything was recorded."""
    locale = opened.locale
    total = RowCount(0, 0, 0, 0)
    for one in read:
        total += one.returned.count
    yield said(locale, "total", **_numbers(total))
    changed = {each.entry.uid for one in read for each in one.changes}
    if is_dry:
        yield said(locale, "not_recorded")
    elif changed:
        yield said(locale, "recorded", count=f"{len(changed):,}")
    else:
        yield said(locale, "unchanged")
    yield ""


def status_lines(opened: Opened, lines: Sequence[Fulfilled], titles: Mapping[str, str]) -> Iterator[str]:
    """What was reported so far: each campaign by its title, then all."""
    shown = [*(one for one in lines if one.group == "campaign"), *(one for one in lines if one.group == "all")]
    if not shown:
        return
    yield said(opened.locale, "so_far")
    for one in shown:
        name = titles.get(one.campaign, one.campaign) or said(opened.locale, "all")
        yield "  " + fulfilled_line(one, name, opened.project.currency, opened.locale)


def fulfilled_line(one: Fulfilled, name: str, currency: str, locale: str) -> str:
    """One line of planned beside reported; only numbers that were reported are compared."""
    more = ""
    if one.contacts.sends:
        pair = {"reported": f"{one.contacts.reported:,.0f}", "planned": f"{one.contacts.of_reported:,.0f}"}
        more += said(locale, "reach_part", sends=f"{one.contacts.sends:,}", **pair)
    if one.cost.sends:
        pair = {"reported": _money(one.cost.reported, currency), "planned": _money(one.cost.of_reported, currency)}
        more += said(locale, "cost_part", sends=f"{one.cost.sends:,}", **pair)
    if one.tasks_reported:
        counts = {"count": f"{one.tasks_reported:,}", "finished": f"{one.tasks_finished:,}"}
        more += said(locale, "tasks_part", **counts)
    if one.tasks:
        more += said(locale, "task_part", cost=_money(one.tasks, currency))
    if one.orders is not None:
        more += said(locale, "orders_part", orders=f"{one.orders:,}")
    if one.moved:
        more += said(locale, "moved_part", count=f"{one.moved:,}")
    if one.cancelled:
        more += said(locale, "cancelled_part", count=f"{one.cancelled:,}")
    return said(locale, "line", name=name, reported=f"{one.reported:,}", sends=f"{one.sends:,}", more=more)


def fulfilment_lines(found: Fulfilment, currency: str, locale: str) -> Iterator[str]:
    """What an evaluation tells of planned beside reported: campaigns, all, and the limits of the budget."""
    yield said(locale, "planned_reported")
    for one in (*(one for one in found.lines if one.group == "campaign"), found.lines[0]):
        yield "  " + fulfilled_line(one, one.campaign or said(locale, "all"), currency, locale)
    for limit in found.limits:
        shown = {name: _money(getattr(limit, name), currency) for name in ("limit", "planned", "spent")}
        counts = {"sends": f"{limit.sends:,}", "reported": f"{limit.reported:,}"}
        yield "  " + said(locale, "spent", name=_limited(limit, locale), **shown, **counts)


def _limited(limit: Spent, locale: str) -> str:
    if limit.channel is not None:
        return said(locale, "limit_channel", channel=limit.channel)
    return said(locale, "limit_month", month=limit.month) if limit.month else said(locale, "limit_all")


def _change_lines(opened: Opened, change: Change) -> Iterator[str]:
    locale, currency, entry = opened.locale, opened.project.currency, change.entry
    named = said(locale, "entry", id=entry.id, day=entry.day)
    for name in change.reported.erased:
        values = {"entry": named, "field": FIELDS[name].fill(locale, {})}
        shown_before = shown_value(getattr(change.before, name), name, currency, locale)
        yield said(locale, "as_planned" if name == "day" else "taken_back", before=shown_before, **values)
    for name in change.reported.given:
        before = getattr(change.before, name) if change.before else None
        after = getattr(change.reported, name)
        if before == after:
            continue
        field = FIELDS[name].fill(locale, {})
        values = {"entry": named, "field": field, "after": shown_value(after, name, currency, locale)}
        if before is None:
            yield said(locale, "added", **values)
        else:
            yield said(locale, "corrected", before=shown_value(before, name, currency, locale), **values)


def _numbers(count: RowCount) -> dict[str, str]:
    numbers = {"rows": count.rows, "matched": count.matched, "empty": count.empty, "unmatched": count.unmatched}
    return {name: f"{number:,}" for name, number in numbers.items()}


def _money(amount: float, currency: str) -> str:
    return str(Money.of(str(amount), currency))
