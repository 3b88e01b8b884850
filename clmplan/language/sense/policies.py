"""Caps of the contact policy that can never refuse anything, because another rule is always reached first."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.base.diagnostics import Diagnostic
from clmplan.codes import sense_campaigns as codes
from clmplan.language.sense.reading.look import Look
from clmplan.model.declared.policy import Cap, Gap


def caps_without_effect(look: Look) -> Iterator[Diagnostic]:
    """Rolling caps that a gap or another cap makes pointless; exempt contacts are counted but obey neither."""
    policy = look.playbook.policy
    if any(campaign.is_exempt for campaign in look.playbook.campaigns):
        return
    for position, cap in enumerate(policy.caps):
        if cap.period is not None:
            continue
        gap = next((one for one in policy.gaps if _most_with_gap(one, cap) <= cap.limit), None)
        if gap is not None:
            most = _most_with_gap(gap, cap)
            found = codes.CAP_NEVER_BINDS.at(cap.at, most=most, days=cap.days, gap=gap.days)
            yield found.beside(gap.at, codes.THIS_GAP)
            continue
        stricter = next(
            (one for other, one in enumerate(policy.caps) if _makes_pointless(one, cap, other < position)), None
        )
        if stricter is not None:
            found = codes.CAP_WITHIN_CAP.at(cap.at, days=cap.days, most=_most_with_cap(stricter, cap))
            yield found.beside(stricter.at, codes.THIS_CAP)


def _most_with_gap(gap: Gap, cap: Cap) -> int:
    """The most contacts in the days of a cap when each is some days after the one before."""
    return (cap.days - 1) // gap.days + 1


def _most_with_cap(other: Cap, cap: Cap) -> int:
    """The most contacts in the days of a cap that another cap leaves."""
    return -(-cap.days // other.days) * other.limit


def _makes_pointless(other: Cap, cap: Cap, is_earlier: bool) -> bool:
    """Whether another cap counts the same contacts or more and always refuses first; of two alike the earlier does."""
    if other is cap or other.period is not None:
        return False
    is_wider = other.channel in {None, cap.channel} and other.audience in (None, cap.audience)
    if not is_wider or _most_with_cap(other, cap) > cap.limit:
        return False
    are_alike = (other.limit, other.days, other.channel, other.audience) == (
        cap.limit,
        cap.days,
        cap.channel,
        cap.audience,
    )
    return is_earlier or not are_alike
