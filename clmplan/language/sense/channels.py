"""Channels that write to customers who have not agreed, or that take money without end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clmplan.base.diagnostics import Diagnostic, Edit, Wording
from clmplan.base.source import Span
from clmplan.codes import sense_campaigns as codes
from clmplan.codes.phrases import verbatim
from clmplan.language.sense.reading.look import Look
from clmplan.language.words import word_table
from clmplan.model.playbook import Channel
from clmplan.model.project import FieldType

_AGREED = ("opt", "consent", "agree", "allow", "accept", "permi", "subscri")
_AGREED_CHINESE = ("允许", "允許", "同意", "许可", "許可", "订阅", "訂閱", "接受")
_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+|[^A-Za-z0-9_ -]+")


def without_consent(look: Look) -> Iterator[Diagnostic]:
    """Channels without a consent field where the project has one that carries their name."""
    for channel in look.playbook.channels:
        field = None if channel.consent is not None else _consent_for(channel.name, look)
        if field is not None:
            found = codes.CHANNEL_WITHOUT_CONSENT.at(channel.at, channel=channel.name, field=field)
            yield _with_consent(found, channel, field, look)


def paid_without_limit(look: Look) -> Iterator[Diagnostic]:
    """Paid channels that say neither how much they carry nor what their money brings."""
    for channel in look.playbook.channels:
        if channel.kind == "paid" and channel.capacity is None and channel.response is None:
            yield codes.PAID_WITHOUT_LIMIT.at(channel.at, channel=channel.name)


def _consent_for(name: str, look: Look) -> str | None:
    """The yes-or-no field that says whether a customer agreed to a channel of this name."""
    fields = (spec.name for spec in look.project.customers.fields if spec.type is FieldType.YES_NO)
    return next((field for field in fields if _is_consent(field, name)), None)


def _is_consent(field: str, channel: str) -> bool:
    """Whether a field is named after a channel and after agreeing: `email_ok`, `emailOptIn`, `允许邮件`."""
    words = [word.casefold() for word in _WORD.findall(field)]
    if channel.isascii():
        return channel.casefold() in words and any(word == "ok" or word.startswith(_AGREED) for word in words)
    return channel in field and any(mark in field.replace(channel, "") for mark in (*_AGREED_CHINESE, "ok"))


def _with_consent(found: Diagnostic, channel: Channel, field: str, look: Look) -> Diagnostic:
    """With the fix to ask for consent, behind the line that every channel has."""
    last = next((at for name, at in channel.lines if name == "cost"), None)
    if last is None or not field.isidentifier():
        return found
    key = word_table().spelled("consent", "zh" if look.is_chinese else "en")
    written = f"{key}: {field}"
    title = Wording(f"add `{verbatim(written)}`", f"加上 `{verbatim(written)}`")
    place = Span(last.source, last.end, last.end)
    return found.mended(title, Edit(place, f"; {written}"), is_safe=False)
