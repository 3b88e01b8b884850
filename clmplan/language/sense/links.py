"""Links that would not be counted, or would be counted for somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Span
from clmplan.codes import links as codes
from clmplan.exporters.links import campaign_code, is_internal, medium_of, source_of, tags_in
from clmplan.language.scope import suggestion
from clmplan.language.sense.reading.look import Look, line_of
from clmplan.language.sense.reading.steps import messages_of
from clmplan.model.playbook import Campaign
from clmplan.model.project import LinkSettings

_MOST_TAGS = 3


def codes_given_twice(look: Look) -> Iterator[Diagnostic]:
    """Campaigns with the code of another one; capitals make no difference."""
    taken: dict[str, Campaign] = {}
    for campaign in look.playbook.campaigns:
        code = campaign_code(campaign, look.project.name)
        other = taken.setdefault(code.casefold(), campaign)
        if other is not campaign:
            found = codes.DUPLICATE_CODE.at(
                _place(campaign, "code"), code=code, campaign=campaign.name, other=other.name
            )
            yield found.beside(other.at, codes.THE_OTHER)


def links_without_use(look: Look) -> Iterator[Diagnostic]:
    """Links that carry tags already, that lead inside, or that say no source; and counted channels without a link."""
    settings = look.project.links
    counted = {name for name, _ in (*settings.sources, *settings.media)}
    for campaign in look.playbook.campaigns:
        messages = tuple(one for wave in campaign.waves for one in messages_of(wave))
        for channel in dict.fromkeys(one.channel for one in messages if not (one.link or campaign.link)):
            if channel in counted:
                yield codes.LINK_MISSING.at(campaign.at, campaign=campaign.name, channel=channel)
                break
        places = [(campaign.link, _place(campaign, "link")), *((one.link, one.at) for one in messages)]
        links = {link: at for link, at in reversed(places) if link is not None}
        for link, at in links.items():
            yield from _about(link, at, campaign, settings)
        tagged = (one.channel for one in messages if _is_tagged(one.link or campaign.link, settings))
        for channel in dict.fromkeys(tagged):
            if not (source_of(channel, settings) and medium_of(channel, settings)):
                place = _place(campaign, "link")
                yield codes.SOURCE_MISSING.at(place, campaign=campaign.name, channel=channel)


def _about(link: str, at: Span | None, campaign: Campaign, settings: LinkSettings) -> Iterator[Diagnostic]:
    if "@" in urlsplit(link).netloc:
        yield codes.LINK_WITH_PASSWORD.at(at, campaign=campaign.name)
    tags = tags_in(link)
    if tags:
        named = ", ".join(f"`{one}`" for one in tags[:_MOST_TAGS])
        yield codes.TAGGED_ALREADY.at(at, campaign=campaign.name, tags=named)
    if is_internal(link, settings.internal):
        yield codes.TAG_ON_INTERNAL.at(at, campaign=campaign.name)


def links_of_no_channel(look: Look) -> Iterator[Diagnostic]:
    """Channels that the project tags and nobody declares."""
    settings = look.project.links
    known = {channel.name for channel in look.playbook.channels}
    for name in dict.fromkeys(name for name, _ in (*settings.sources, *settings.media)):
        if name not in known:
            yield codes.NO_SUCH_CHANNEL.at(look.playbook.at, channel=name, known=suggestion(name, sorted(known)))


def _is_tagged(link: str | None, settings: LinkSettings) -> bool:
    return link is not None and not is_internal(link, settings.internal)


def _place(campaign: Campaign, line: str) -> Span | None:
    return line_of(campaign.lines, line) or campaign.at
