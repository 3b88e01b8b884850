"""Links that say where a visit comes from: one per campaign, wave, message, with UTM tags and a short ASCII code.

utm_id names the campaign for good, utm_source and utm_medium the channel, utm_campaign is the campaign's code and
utm_content the wave and message. What the author's address already carries stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from clmplan.base.source import Span
from clmplan.model.declared.journey import Branch, Message, Repeat, Split, Step
from clmplan.model.playbook import Campaign
from clmplan.model.project import LinkSettings

if TYPE_CHECKING:  # a playbook is checked without them
    from clmplan.model.calendar import Send
    from clmplan.model.plan import Plan

# A WeChat scene holds 32 characters: a code and the suffix of a message must fit in them together.
MOST_OF_SCENE = 32
_SUFFIX = 4
MOST_OF_CODE = MOST_OF_SCENE - _SUFFIX - 1
# Letters that nobody mistakes for one another when a code is read out.
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_MADE = 9
_OWN_WAVE, _FIRST, _STAND_IN = "main", "1", "use-"
_NOT_PLAIN = re.compile("[^a-z0-9]+")
# Channels whose name says by itself how Google Analytics groups them.
_KNOWN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "email": ("email", "email"),
        "mail": ("email", "email"),
        "edm": ("email", "email"),
        "邮件": ("email", "email"),
        "郵件": ("email", "email"),
        "sms": ("sms", "sms"),
        "短信": ("sms", "sms"),
        "簡訊": ("sms", "sms"),
        "push": ("push", "push"),
        "推送": ("push", "push"),
        "wecom": ("wecom", "social"),
        "企微": ("wecom", "social"),
        "企业微信": ("wecom", "social"),
        "wechat": ("wechat", "social"),
        "微信": ("wechat", "social"),
        "公众号": ("wechat", "social"),
        "小程序": ("mini-program", "social"),
    }
)
# Sources that are reached by a code whose scene is all that WeChat hands over.
_SCENES = ("wecom", "wechat", "weixin", "mini")


@dataclass(frozen=True, slots=True)
class TaggedLink:
    """Where a message leads: the address with its tags, and the short code that stands for it.

    `scene` is the short code where the channel is one of WeChat's, else "".
    """

    code: str
    address: str
    scene: str


class Links:
    """The link of every send of a plan; made once, each distinct link once."""

    def __init__(self, plan: Plan) -> None:
        self._project, self._settings = plan.project, plan.links
        self._campaigns = {one.name: one for one in plan.playbook.campaigns}
        self._waves = {
            (one.name, wave.name): wave.id or wave.name for one in plan.playbook.campaigns for wave in one.waves
        }
        self._codes = {one.name: campaign_code(one, plan.project) for one in plan.playbook.campaigns}
        self._own = {
            _place(message.at): message.link
            for campaign in plan.playbook.campaigns
            for wave in campaign.waves
            for message in messages_of(wave.steps or wave.messages)
            if message.link is not None and message.at is not None
        }
        self._taken: set[str] = set()
        self._made: dict[tuple[str, str, str, str], TaggedLink | None] = {}

    def code(self, campaign: str) -> str:
        """The code of a campaign."""
        return self._codes[campaign]

    def of(self, send: Send) -> TaggedLink | None:
        """The link of a send; None where neither its message nor its campaign leads anywhere."""
        key = (send.campaign, send.wave, self._number(send), send.channel)
        if key not in self._made:
            own = self._own.get(_place(send.at)) if send.at is not None else None
            address = own or self._campaigns[send.campaign].link
            self._made[key] = None if address is None else self._link(*key, address)
        return self._made[key]

    def _short(self, code: str, name: str, key: str) -> str:
        """The code with a suffix for a message; should two messages agree in theirs, the later one tries another."""
        found, tried = f"{code}-{made_code(name, key, _SUFFIX)}", 0
        while found in self._taken:
            tried += 1
            found = f"{code}-{made_code(f'{name}/{tried}', key, _SUFFIX)}"
        self._taken.add(found)
        return found

    def _number(self, send: Send) -> str:
        """The number of a message in its wave, the same for all its days and rounds; its stand-in at the cap has
        another, since it goes out on another channel."""
        lasting = self._waves.get((send.campaign, send.wave), send.wave)
        rest = send.id.removeprefix(f"{self._campaigns[send.campaign].id}/{lasting}/").split("/")[1:]
        number = rest[0] if rest else _FIRST
        return f"{number}-instead" if any(part.startswith(_STAND_IN) for part in rest) else number

    def _link(self, campaign: str, wave: str, number: str, channel: str, address: str) -> TaggedLink:
        declared = self._campaigns[campaign]
        lasting, code = self._waves.get((campaign, wave), wave), self._codes[campaign]
        is_first = (wave, number) == (_OWN_WAVE, _FIRST)
        short = code if is_first else self._short(code, f"{lasting}/{number}", declared.id)
        content = f"{plain_name(lasting) or made_code(lasting, declared.id, _SUFFIX)}-{plain_name(number)}"
        source, medium = source_of(channel, self._settings), medium_of(channel, self._settings)
        tags = {
            "utm_id": plain_name(declared.id) or made_code(declared.id, self._project),
            "utm_source": source,
            "utm_medium": medium,
            "utm_campaign": plain_name(code) or code,
            "utm_content": content,
        }
        if self._settings.is_baidu:
            tags |= {"hmsr": source, "hmpl": tags["utm_campaign"], "hmcu": content}
        return TaggedLink(
            short, tagged(address, tags, self._settings.internal), short if source.startswith(_SCENES) else ""
        )


def messages_of(steps: tuple[Step, ...]) -> Iterator[Message]:
    """Every message among some steps, wherever it stands."""
    for step in steps:
        match step:
            case Message():
                yield step
            case Branch():
                yield from messages_of((*step.then, *step.otherwise))
            case Split():
                yield from messages_of(tuple(one for arm in step.arms for one in arm.steps))
            case Repeat():
                yield from messages_of(step.steps)


def campaign_code(campaign: Campaign, project: str) -> str:
    """The short ASCII name of a campaign: its own, or one made from its lasting id."""
    return campaign.code or made_code(campaign.id, project)


def made_code(name: str, key: str, length: int = _MADE + 1) -> str:
    """A short name from a digest under a key: a letter, then letters and digits that nobody confuses."""
    from hashlib import sha256  # not every playbook that is checked has links

    number = int.from_bytes(sha256(f"{key}:{name}".encode()).digest()[:8], "big")
    letters = [_LETTERS[number >> 5 * place & 31] for place in range(length - 1)]
    return "".join((_LETTERS[10 + (number >> 59) % 22], *letters))


def source_of(channel: str, settings: LinkSettings) -> str:
    """The utm_source of a channel: as the project says, else as its name says; "" when that has no ASCII."""
    declared = dict(settings.sources).get(channel)
    known = _KNOWN.get(channel.casefold(), ("", ""))[0]
    return plain_name(declared) if declared is not None else known or plain_name(channel)


def medium_of(channel: str, settings: LinkSettings) -> str:
    """The utm_medium of a channel: as the project says, else as its name says; "" where neither does."""
    declared = dict(settings.media).get(channel)
    return declared if declared is not None else _KNOWN.get(channel.casefold(), ("", ""))[1]


def plain_name(text: str) -> str:
    """A text as lower-case ASCII with hyphens; "" when any letter of it has no such form."""
    folded = normalize("NFKD", text)
    if any(sign.isalnum() and not sign.isascii() for sign in folded):
        return ""
    return _NOT_PLAIN.sub("-", folded.casefold()).strip("-")


def is_internal(address: str, domains: tuple[str, ...]) -> bool:
    """Whether an address lies on one of some domains or below it."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return False
    return any(host == domain or host.endswith(f".{domain}") for domain in map(str.casefold, domains))


def tags_in(address: str) -> tuple[str, ...]:
    """The names of tags that an address carries already."""
    names = (part.partition("=")[0] for part in urlsplit(address).query.split("&"))
    return tuple(name for name in names if name.casefold().startswith(("utm_", "hmsr", "hmpl", "hmcu", "hmkw", "hmci")))


def tagged(address: str, tags: Mapping[str, str], internal: tuple[str, ...]) -> str:
    """An address with tags behind its own query and before its fragment; own domains are left alone."""
    if is_internal(address, internal):
        return address
    parts = urlsplit(address)
    written = {name.casefold() for name in tags_in(address)}
    added = urlencode({name: value for name, value in tags.items() if value and name not in written}, quote_via=quote)
    query = "&".join(part for part in (parts.query, added) if part)
    return urlunsplit(parts._replace(query=query))


def _place(at: Span) -> tuple[str, int]:
    return at.path, at.start
