"""What teams reported beside what was planned: tables inside the evaluation, apart from its effects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from clmplan.base.money import Money
from clmplan.codes.actual_words import REPORT, SAYS
from clmplan.model.team.fulfilment import Fulfilled, Fulfilment, Pair, Spent
from clmplan.reports.cast import Cast
from clmplan.reports.views import Block, Cell, Notes, Table, numbers, phrases
from clmplan.reports.voice import count, signed_percent

_COLUMNS = ("reported", "contacts", "cost", "tasks_reported", "tasks", "orders", "moved", "cancelled")


def fulfilment_blocks(cast: Cast, found: Fulfilment, currency: str) -> tuple[Block, ...]:
    """Planned and reported by campaign, wave and channel; the budget; the sends that were not sent."""
    groups = {group: [one for one in found.lines if one.group == group] for group in ("campaign", "wave", "channel")}
    total = [one for one in found.lines if one.group == "all"]
    blocks: list[Block] = [_lines(cast, "campaign", [*groups["campaign"], *total], currency)]
    # A campaign of one wave has been told already.
    many = [one for one, waves in Counter(one.campaign for one in groups["wave"]).items() if waves > 1]
    if many:
        blocks.append(_lines(cast, "wave", [one for one in groups["wave"] if one.campaign in many], currency))
    if len(groups["channel"]) > 1:
        blocks.append(_lines(cast, "channel", groups["channel"], currency))
    if found.limits:
        blocks.append(_limits(cast, found, currency))
    if found.cancelled:
        listed = tuple(phrases(f"`{one}`") for one in found.cancelled)
        blocks.append(Notes(_say(cast, "not_sent"), listed))
    return tuple(blocks)


def cost_shown(cast: Cast, cost: float, currency: str, is_reported: bool) -> str:
    """A cost in major units to the smallest one, and whether it is one that teams reported."""
    shown = _money(cost, currency)
    return _say(cast, "cost_reported", cost=shown) if is_reported else shown


def _lines(cast: Cast, group: str, lines: Sequence[Fulfilled], currency: str) -> Table:
    """Only what the same sends report is compared; a column that nobody filled in is left out."""
    texts = {key: [_text(cast, key, one, currency) for one in lines] for key in _COLUMNS}
    shown = [key for key in _COLUMNS if key == "reported" or any(text not in ("", "0") for text in texts[key])]
    rows = tuple(
        (Cell(_name(cast, one)), *numbers(*(texts[key][number] for key in shown))) for number, one in enumerate(lines)
    )
    heads = (Cell(_say(cast, group)), *(Cell(_say(cast, key), True) for key in shown))
    return Table(_say(cast, f"by_{group}"), heads, rows)


def _text(cast: Cast, key: str, one: Fulfilled, currency: str) -> str:
    match key:
        case "reported":
            return _say(cast, "part_of", part=count(one.reported), count=count(one.sends))
        case "contacts":
            return _pair(cast, one.contacts, count(one.contacts.reported), count(one.contacts.of_reported))
        case "cost":
            return _pair(cast, one.cost, _money(one.cost.reported, currency), _money(one.cost.of_reported, currency))
        case "tasks_reported":
            if not one.tasks_finished:
                return count(one.tasks_reported)
            return _say(cast, "tasks_done", count=count(one.tasks_reported), finished=count(one.tasks_finished))
        case "tasks":
            return _money(one.tasks, currency) if one.tasks else ""
        case "orders":
            return "" if one.orders is None else count(one.orders)
        case "moved":
            return count(one.moved)
    return count(one.cancelled)


def _name(cast: Cast, one: Fulfilled) -> str:
    match one.group:
        case "campaign":
            return cast.title(one.campaign)
        case "wave":
            return " · ".join(dict.fromkeys((cast.title(one.campaign), cast.wave(one.campaign, one.name))))
        case "channel":
            return _channel(cast, one.name)
    return _say(cast, "all")


def _channel(cast: Cast, name: str) -> str:
    titles = {one.name: one.title for one in cast.plan.playbook.channels}
    return titles.get(name) or name


def _pair(cast: Cast, pair: Pair, reported: str, planned: str) -> str:
    if not pair.sends:
        return ""
    if not pair.of_reported:
        return _say(cast, "pair_alone", reported=reported, planned=planned)
    change = signed_percent(pair.reported / pair.of_reported - 1)
    return _say(cast, "pair", reported=reported, planned=planned, change=change)


def _limits(cast: Cast, found: Fulfilment, currency: str) -> Table:
    keys = ("limit", "planned", "spent", "left", "reported")
    heads = (Cell(_say(cast, "name")), *(Cell(_say(cast, key), True) for key in keys))
    rows = tuple(
        (
            Cell(_limited(cast, one)),
            *numbers(
                _money(one.limit, currency),
                _money(one.planned, currency),
                _money(one.spent, currency),
                _money(one.limit - one.spent, currency),
                _say(cast, "part_of", part=count(one.reported), count=count(one.sends)),
            ),
        )
        for one in found.limits
    )
    return Table(_say(cast, "budget"), heads, rows)


def _limited(cast: Cast, one: Spent) -> str:
    locale = cast.voice.locale
    if one.channel is not None:
        return SAYS["limit_channel"].fill(locale, {"channel": _channel(cast, one.channel)})
    return SAYS["limit_month"].fill(locale, {"month": one.month}) if one.month else SAYS["limit_all"].fill(locale, {})


def _money(amount: float, currency: str) -> str:
    return str(Money.of(str(amount), currency))


def _say(cast: Cast, key: str, /, **values: str) -> str:
    return REPORT[key].fill(cast.voice.locale, values)
