"""Offers that say one thing in words and give another, give nearly everything, or cost what they cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from clmplan.base.diagnostics import Diagnostic, Edit, Wording
from clmplan.base.source import Span
from clmplan.codes import sense_offers as codes
from clmplan.codes.phrases import verbatim
from clmplan.language.sense.reading.discounts import Discount, discounts_in
from clmplan.language.sense.reading.look import Look, line_of
from clmplan.language.sense.reading.steps import messages_of
from clmplan.language.text.syntax import LiteralNode
from clmplan.model.playbook import Offer

_MOST_OFF = Decimal(70)
_FAR = 5
_ZEROS = (Decimal(10), Decimal(100))
_ALL = Decimal(100)


def discount_in_words(look: Look) -> Iterator[Diagnostic]:
    """Titles and messages that name other discounts than the offer they go with, and not its own."""
    words = _words_by_offer(look)
    for offer in look.playbook.offers:
        own = _discount(offer)
        for text, at in words.get(offer.name, ()):
            named = discounts_in(text)
            if named and own is not None and not any(own.agrees(one) for one in named):
                yield _differs(offer, own, named[0], _inside(named[0].written, at))


def nearly_free(look: Look) -> Iterator[Diagnostic]:
    """Discounts of more than 70 %: mostly the part to be paid, taken from `8.5折`."""
    for offer in look.playbook.offers:
        own, place = _discount(offer), line_of(offer.lines, "discount")
        if own is None or place is None or not own.is_percent or "%" not in own.written:
            continue
        if _MOST_OFF < own.off < _ALL:
            paid = f"{(_ALL - own.off).normalize():f}"
            tenths = f"{(own.off / 10).normalize():f}"
            number = re.search(r"[0-9]+(?:\.[0-9]+)?", place.text)
            found = codes.NEARLY_FREE.at(place, discount=own.written, paid=paid, tenths=tenths)
            if number is not None:
                start = place.start + number.start()
                edit = Edit(Span(place.source, start, start + len(number.group())), paid)
                found = found.mended(codes.take_off(paid), edit, is_safe=False)
            yield found


def cost_far_from_discount(look: Look) -> Iterator[Diagnostic]:
    """Costs five times an amount taken off or more, or lower by exactly one zero or two."""
    for offer in look.playbook.offers:
        own, place = _discount(offer), line_of(offer.lines, "cost")
        if own is None or own.is_percent or place is None or not own.off:
            continue
        cost = offer.cost.amount
        if cost >= _FAR * own.off or any(cost * zeros == own.off for zeros in _ZEROS):
            found = codes.COST_FAR_FROM_DISCOUNT.at(place, offer=offer.name, cost=offer.cost, discount=own.written)
            yield found.beside(line_of(offer.lines, "discount"), codes.THE_DISCOUNT)


def _discount(offer: Offer) -> Discount | None:
    return next(iter(discounts_in(offer.discount)), None)


def _words_by_offer(look: Look) -> dict[str, list[tuple[str, Span]]]:
    """The title of each offer and the messages that give it, each with its place."""
    found: dict[str, list[tuple[str, Span]]] = {}
    for statement in look.declarations("offer"):
        named, title = statement.phrase.parts[1:2], statement.phrase.parts[2:3]
        if named and title and isinstance(title[0], LiteralNode) and isinstance(title[0].value.value, str):
            found.setdefault(named[0].span.text.strip("`"), []).append((title[0].value.value, title[0].span))
    for campaign in look.playbook.campaigns:
        for message in (message for wave in campaign.waves for message in messages_of(wave)):
            if message.offer is not None and message.at is not None:
                found.setdefault(message.offer, []).append((message.text, message.at))
    return found


def _inside(written: str, at: Span) -> Span:
    """The place of some words inside a longer place; the longer one when they are not there as they are."""
    start = at.text.find(written)
    return at if start < 0 else Span(at.source, at.start + start, at.start + start + len(written))


def _differs(offer: Offer, own: Discount, named: Discount, at: Span) -> Diagnostic:
    place = line_of(offer.lines, "discount")
    values = {"words": named.written, "offer": offer.name, "discount": own.written}
    found = codes.DISCOUNT_DIFFERS.at(at, **values, meaning=_meaning(named)).beside(place, codes.THE_DISCOUNT)
    if place is None or own.over is not None or named.over is not None or not named.is_percent:
        return found
    off = f"{named.off.normalize():f}% off"
    written = named.written if named.written.endswith("折") and named.written[0].isdigit() else off
    title = Wording(f"write `{verbatim(written)}` as the discount", f"把力度写成 `{verbatim(written)}`")
    return found.mended(title, Edit(place, written), is_safe=False)


def _meaning(named: Discount) -> Wording:
    """What the words mean, where they count what is paid."""
    if named.is_percent and "%" not in named.written:
        off, paid = (f"{number.normalize():f}" for number in (named.off, _ALL - named.off))
        written = verbatim(named.written)
        return Wording(f"`{written}` is {off}% off; ", f"`{written}` 是付 {paid}%；")
    return Wording("", "")
