"""Exceptions that exclude nobody or everybody, and segments that are one."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.base.diagnostics import Diagnostic
from clmplan.codes import sense_conditions as codes
from clmplan.language.sense.reading.facts import Fact, conflict
from clmplan.language.sense.reading.look import Look
from clmplan.language.sense.reading.ranges import covers
from clmplan.language.sense.reading.truth import Truth
from clmplan.model.expression import Compare, Constant, Expression, SegmentMember
from clmplan.model.playbook import Campaign, Segment


def strange_exceptions(look: Look) -> Iterator[Diagnostic]:
    """Lines `except` that keep nobody or everybody out of a campaign."""
    truth = look.truth
    for campaign in look.playbook.campaigns:
        wanted = truth.implied(campaign.audience) if campaign.exclusions else ()
        if conflict(wanted) is not None:
            continue  # said of the audience
        for exclusion in campaign.exclusions:
            kept_out = truth.implied(exclusion)
            if conflict(kept_out) is not None:
                continue  # said of the exception
            found = _exception(campaign, exclusion, wanted, kept_out, truth)
            if found is not None:
                yield found.beside(campaign.audience.at, codes.AUDIENCE)


def same_segments(look: Look) -> Iterator[Diagnostic]:
    """Segments with the same condition."""
    seen: dict[Expression, Segment] = {}
    for segment in look.playbook.segments:
        earlier = seen.setdefault(segment.condition, segment)
        if earlier is not segment and not isinstance(segment.condition, SegmentMember):
            found = codes.SAME_CONDITION.at(segment.at, first=earlier.name, second=segment.name)
            yield found.beside(earlier.at, codes.SAME_SEGMENT)


def _exception(
    campaign: Campaign, exclusion: Expression, wanted: tuple[Fact, ...], kept_out: tuple[Fact, ...], truth: Truth
) -> Diagnostic | None:
    text = " ".join(exclusion.at.text.split()) if exclusion.at is not None else ""
    if conflict((*wanted, *kept_out)) is not None:
        return codes.EXCEPTION_WITHOUT_EFFECT.at(exclusion.at, campaign=campaign.name, text=text)
    if exclusion == campaign.audience or is_everyone(exclusion) or _follows(wanted, exclusion, truth):
        return codes.EXCEPTION_OF_EVERYONE.at(exclusion.at, campaign=campaign.name, text=text)
    return None


def is_everyone(condition: Expression) -> bool:
    """Whether a condition is `everyone`."""
    return isinstance(condition, Compare) and condition.left == condition.right and isinstance(condition.left, Constant)


def _follows(facts: tuple[Fact, ...], condition: Expression, truth: Truth) -> bool:
    """Whether a condition is true wherever some facts hold."""
    region = truth.region(condition)
    return bool(region) and all(
        any(fact.key == key and covers(asked.values, fact.values) for fact in facts)
        for key, asked in (region or {}).items()
    )
