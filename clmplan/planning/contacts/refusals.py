"""The rules that refuse customers, each with its words and its place."""

from __future__ import annotations

from decimal import Decimal

from clmplan.codes import plan as words
from clmplan.model.declared.policy import Cap, Gap, Never, Rest
from clmplan.model.named import line_of
from clmplan.model.plan import Refusal
from clmplan.model.playbook import Campaign, Channel, Holdout, Offer
from clmplan.model.step import Step


def on_list(locale: str) -> Refusal:
    """The refusal of customers on the suppression list."""
    return Refusal(Step.SUPPRESSED, words.SUPPRESSED.fill(locale, {}))


def never(rule: Never, locale: str) -> Refusal:
    """The refusal of a `never` rule, in the words it was written with."""
    return Refusal(Step.SUPPRESSED, rule.text or words.NEVER.fill(locale, {}), rule.at)


def consent(channel: Channel, locale: str) -> Refusal:
    """The refusal of customers who have not agreed to a channel."""
    field = " · ".join(name for name in (channel.consent, channel.consent_from) if name)
    return Refusal(Step.CONSENT, words.CONSENT.fill(locale, {"field": field}), line_of(channel, "consent"))


def entry(campaign: Campaign, locale: str) -> Refusal:
    """The refusal of customers whom a wave has reached already."""
    wording = words.ENTRY_AGAIN if campaign.again_after else words.ENTRY_ONCE
    return Refusal(Step.ENTRY, wording.fill(locale, {"days": str(campaign.again_after)}), line_of(campaign, "entry"))


def offer_limit(offer: Offer, limit: tuple[int, int], locale: str) -> Refusal:
    """The refusal of customers who had an offer often enough."""
    values = {"limit": f"{limit[0]}", "days": f"{limit[1]}"}
    return Refusal(Step.OFFER, words.OFFER_LIMIT.fill(locale, values), line_of(offer, "limit"))


def exclusion(offer: Offer, other: Offer, locale: str) -> Refusal:
    """The refusal of an offer to customers who hold another that is never given together with it."""
    writer = offer if other.name in offer.excludes else other
    return Refusal(Step.OFFER, words.EXCLUDES.fill(locale, {"offer": other.name}), line_of(writer, "excludes"))


def stock(offer: Offer, locale: str) -> Refusal:
    """The refusal when an offer is used up."""
    return Refusal(Step.OFFER, words.STOCK.fill(locale, {"stock": f"{offer.stock or 0:,}"}), line_of(offer, "stock"))


def holdout(rule: Holdout, locale: str, *, programme: bool) -> Refusal:
    """The refusal of customers kept out to measure."""
    wording = words.HOLDOUT_PROGRAMME if programme else words.HOLDOUT
    return Refusal(Step.HOLDOUT, wording.fill(locale, {"share": percent(rule.share)}), rule.at)


def policy(rule: Cap | Gap | Rest, locale: str) -> Refusal:
    """The refusal of a rule of the contact policy."""
    if isinstance(rule, Cap):
        return Refusal(Step.POLICY, _cap_text(rule, locale), rule.at)
    if isinstance(rule, Gap):
        return Refusal(Step.POLICY, words.GAP.fill(locale, {"days": str(rule.days)}), rule.at)
    values = {"days": str(rule.days), "contacts": str(rule.contacts), "event": rule.event}
    return Refusal(Step.POLICY, words.REST.fill(locale, values), rule.at)


def _cap_text(rule: Cap, locale: str) -> str:
    wording = words.CAP if rule.channel is None else words.CAP_CHANNEL
    window = words.CAP_DAYS if rule.period is None else words.CAP_PERIODS[rule.period]
    values = {
        "limit": str(rule.limit),
        "window": window.fill(locale, {"days": str(rule.days)}),
        "channel": rule.channel or "",
    }
    text = wording.fill(locale, values)
    if rule.audience is not None:
        written = rule.audience.at
        wording = words.CAP_SOME if written is None else words.CAP_FOR
        audience = "" if written is None else " ".join(written.text.split())
        text = wording.fill(locale, {"cap": text, "audience": audience})
    return text


def capacity(channel: Channel, locale: str) -> Refusal:
    """The refusal when a channel is full for the day."""
    text = words.CAPACITY.fill(locale, {"capacity": f"{channel.capacity or 0:,}"})
    return Refusal(Step.CAPACITY, text, line_of(channel, "capacity"))


def percent(share: Decimal) -> str:
    """A share as written in percent: `5%`, `2.5%`."""
    return f"{(share * 100).normalize():f}%"
