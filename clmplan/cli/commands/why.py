"""`clmplan why CUSTOMER`: stage, segments, each send: contacted, or refused by which rule in which line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from clmplan import pipeline
from clmplan.base.diagnostics import Wording
from clmplan.base.excerpt import padded, width
from clmplan.base.source import Span
from clmplan.cli.session import Stop, make_plan, open_session
from clmplan.cli.speak import FINDINGS, OK, out, say, show
from clmplan.codes.cli_words import ASIDE, NO_SUCH_CUSTOMER, STEPS
from clmplan.language.scope import suggestion
from clmplan.model.plan import CustomerStory, Decision
from clmplan.model.run import Planned


def run(customer: str, project: Path, as_of: str | None, as_json: bool, locale: str | None) -> int:
    """Tell the story of one customer; the exit status."""
    try:
        session = open_session(project, as_of, locale)
        planned = make_plan(session)
    except Stop as stop:
        return stop.status
    story = pipeline.why(planned, customer)
    if story is None:
        hint: Wording = suggestion(customer, planned.base.keys)
        aside = sum(count.set_aside + count.later for count in planned.base.counts if count.table == "customers")
        if aside:
            hint = Wording(ASIDE.en.format(count=aside, hint=hint.en), ASIDE.zh.format(count=aside, hint=hint.zh))
        show((NO_SUCH_CUSTOMER.at(None, as_of=planned.base.as_of, customer=customer, hint=hint),), session.locale)
        return FINDINGS
    if as_json:
        out(json.dumps(_document(story), ensure_ascii=False, indent=2))
        return OK
    for line in _lines(story, planned, session.locale):
        out(line)
    return OK


def _lines(story: CustomerStory, planned: Planned, locale: str) -> list[str]:
    playbook = planned.loaded.playbook
    stages = {(group.name, one.name): one for group in playbook.lifecycles for one in group.stages}
    lines = [say("story", locale, customer=story.customer, as_of=story.as_of)]
    for lifecycle, name in story.stages:
        stage = stages[lifecycle, name] if name else None
        title = stage.title or stage.name if stage else say("no_stage", locale)
        lines.append(
            "  " + say("stage_of", locale, lifecycle=lifecycle, stage=title) + _place(stage.at if stage else None)
        )
    titles = {one.name: one.title or one.name for one in playbook.segments}
    names = ", ".join(titles[name] for name in story.segments) or say("none", locale)
    lines += ["  " + say("segments_of", locale, names=names), ""]
    if not story.decisions:
        lines.append("  " + say("nothing", locale))
    lines += _decisions(story.decisions, locale)
    lines += _journeys(story, locale)
    if story.outside:
        lines += ["", say("outside", locale)]
    for campaign, sends in story.outside:
        place = _place(playbook.campaign(campaign).at)
        lines.append("  " + say("outside_of", locale, campaign=campaign, sends=f"{sends:,}") + place)
    return lines


def _decisions(decisions: tuple[Decision, ...], locale: str) -> list[str]:
    """One line per send: when, what, how, and what was decided."""
    cells = [_cells(decision) for decision in decisions]
    sizes = [max(width(row[column]) for row in cells) for column in range(3)] if cells else []
    return [
        "  " + "  ".join(padded(text, size) for text, size in zip(row, sizes, strict=True)) + _decided(decision, locale)
        for row, decision in zip(cells, decisions, strict=True)
    ]


def _journeys(story: CustomerStory, locale: str) -> Iterator[str]:
    """The ways through waves with steps: one heading for each, and one line for each step taken."""
    for (campaign, wave, begun), moments in groupby(
        story.journeys, lambda one: (one.campaign, one.wave, one.occurrence)
    ):
        yield from ("", "  " + say("journey", locale, campaign=campaign, wave=wave, day=begun))
        yield from (f"    {one.day}  {one.told}{_place(one.at)}" for one in moments)


def _cells(decision: Decision) -> tuple[str, str, str]:
    send = decision.send
    time = f" {send.time:%H:%M}" if send.time else ""
    return f"{send.day}{time}", f"{send.campaign}/{send.wave}", send.channel


def _decided(decision: Decision, locale: str) -> str:
    refusal = decision.refusal
    if refusal is None:
        return "  " + say("contacted", locale)
    step = STEPS[refusal.step.value].fill(locale, {})
    is_named = refusal.rule.casefold().startswith(step.casefold())
    rule = refusal.rule if is_named else say("labelled", locale, label=step, text=refusal.rule)
    return "  " + say("refused", locale, rule=rule) + _place(refusal.at)


def _place(place: Span | None) -> str:
    return f" ({place})" if place else ""


def _document(story: CustomerStory) -> dict[str, object]:
    return {
        "customer": story.customer,
        "as_of": str(story.as_of),
        "stages": dict(story.stages),
        "segments": list(story.segments),
        "sends": [
            {
                "send": one.send.id,
                "day": str(one.send.day),
                "campaign": one.send.campaign,
                "channel": one.send.channel,
                "contacted": one.refusal is None,
                "step": one.refusal.step.value if one.refusal else None,
                "rule": one.refusal.rule if one.refusal else None,
                "place": str(one.refusal.at) if one.refusal and one.refusal.at else None,
            }
            for one in story.decisions
        ],
        "journeys": [
            {
                "campaign": one.campaign,
                "wave": one.wave,
                "begins": str(one.occurrence),
                "day": str(one.day),
                "told": one.told,
                "place": str(one.at) if one.at else None,
            }
            for one in story.journeys
        ],
        "outside": [{"campaign": campaign, "sends": sends} for campaign, sends in story.outside],
    }
