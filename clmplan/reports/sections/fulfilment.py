"""What teams reported beside what was planned: tables inside the evaluation, apart from its effects."""

from __future__ import annotations

from clmplan.base.money import Money
from clmplan.codes.actual_words import REPORT, SAYS
from clmplan.model.team.fulfilment import Fulfilled, Fulfilment, Pair, Spent
from clmplan.reports.cast import Cast
from clmplan.reports.views import Block, Cell, Notes, Table, numbers, phrases, words
from clmplan.reports.voice import count, signed_percent

_GROUPS = ("all", "campaign", "wave", "channel")


def fulfilment_blocks(cast: Cast, found: Fulfilment, currency: str) -> tuple[Block, ...]:
    """Planned and reported by campaign, wave and channel; the budget; the sends that were not sent."""
    blocks: list[Block] = [_lines(cast, found, currency)]
    if found.limits:
        blocks.append(_limits(cast, found, currency))
    if found.cancelled:
        listed = tuple(phrases(f"`{one}`") for one in found.cancelled)
        blocks.append(Notes(_say(cast, "not_sent"), listed))
    return tuple(blocks)


def cost_shown(cast: Cast, cost: str, is_reported: bool) -> str:
    """A cost, and whether it is one that teams reported."""
    return _say(cast, "cost_reported", cost=cost) if is_reported else cost


def _lines(cast: Cast, found: Fulfilment, currency: str) -> Table:
    """Only what the same sends report is compared; a wave stands apart where its campaign has several."""
    waves: dict[str, int] = {}
    for one in found.lines:
        waves[one.campaign] = waves.get(one.campaign, 0) + (one.group == "wave")
    shown = [one for group in _GROUPS for one in found.lines if one.group == group]
    rows = [_line(cast, one, currency) for one in shown if one.group != "wave" or waves[one.campaign] > 1]
    keys = ("reported", "contacts", "cost", "tasks", "orders", "moved", "cancelled")
    heads = (*words(_say(cast, "part"), _say(cast, "name")), *(Cell(_say(cast, key), True) for key in keys))
    return Table(_say(cast, "title"), heads, tuple(rows))


def _line(cast: Cast, one: Fulfilled, currency: str) -> tuple[Cell, ...]:
    return (
        *words(_say(cast, one.group), _name(cast, one)),
        *numbers(
            _say(cast, "part_of", part=count(one.reported), count=count(one.sends)),
            _pair(cast, one.contacts, count(one.contacts.reported), count(one.contacts.of_reported)),
            _pair(cast, one.cost, _money(one.cost.reported, currency), _money(one.cost.of_reported, currency)),
            _money(one.tasks, currency) if one.tasks else "",
            "" if one.orders is None else count(one.orders),
            count(one.moved),
            count(one.cancelled),
        ),
    )


def _name(cast: Cast, one: Fulfilled) -> str:
    match one.group:
        case "campaign":
            return cast.title(one.campaign)
        case "wave":
            return f"{cast.title(one.campaign)} · {cast.wave(one.campaign, one.name)}"
        case "channel":
            return _channel(cast, one.name)
    return ""


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
