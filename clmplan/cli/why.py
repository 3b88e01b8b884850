"""`clmplan why CUSTOMER`: stage, segments, each send: contacted, or refused by which rule in which line."""

from __future__ import annotations

import json
from pathlib import Path

from clmplan import pipeline
from clmplan.base.diagnostics import Wording
from clmplan.cli.session import Stop, make_plan, open_session
from clmplan.cli.speak import FINDINGS, OK, out, say, show
from clmplan.codes.cli_words import NO_SUCH_CUSTOMER, STEPS
from clmplan.language.scope import suggestion
from clmplan.model.plan import CustomerStory, Decision


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
        show((NO_SUCH_CUSTOMER.at(None, as_of=session.as_of, customer=customer, hint=hint),), session.locale)
        return FINDINGS
    if as_json:
        out(json.dumps(_document(story), ensure_ascii=False, indent=2))
        return OK
    for line in _lines(story, planned, session.locale):
        out(line)
    return OK


def _lines(story: CustomerStory, planned: pipeline.Planned, locale: str) -> list[str]:
    playbook = planned.loaded.playbook
    titles = {
        lifecycle.name: {stage.name: stage.title for stage in lifecycle.stages} for lifecycle in playbook.lifecycles
    }
    lines = [f"{story.customer}  {story.as_of}"]
    for lifecycle, stage in story.stages:
        shown = titles[lifecycle][stage] if stage else say("no_stage", locale)
        place = next((f" ({one.at})" for one in _stages(planned, lifecycle) if one.name == stage and one.at), "")
        lines.append("  " + say("stage_of", locale, lifecycle=lifecycle, stage=shown) + place)
    lines.append("  " + say("segments_of", locale, names=", ".join(story.segments) or say("none", locale)))
    if not story.decisions and not story.outside:
        lines.append("  " + say("nothing", locale))
    for decision in story.decisions:
        lines.append(f"  {_decided(decision, locale)}")
    for campaign, sends in story.outside:
        place = f" ({playbook.campaign(campaign).at})"
        lines.append(f"  {campaign}: " + say("outside", locale, sends=sends) + place)
    return lines


def _stages(planned: pipeline.Planned, lifecycle: str):  # type: ignore[no-untyped-def]
    return next(one.stages for one in planned.loaded.playbook.lifecycles if one.name == lifecycle)


def _decided(decision: Decision, locale: str) -> str:
    send = decision.send
    time = f" {send.time:%H:%M}" if send.time else ""
    head = f"{send.day}{time}  {send.campaign}/{send.wave}  {send.channel}: "
    refusal = decision.refusal
    if refusal is None:
        return head + say("contacted", locale)
    step = STEPS[refusal.step.value].fill(locale, {})
    place = f" ({refusal.at})" if refusal.at else ""
    return head + say("refused", locale, rule=f"{step}: {refusal.rule}") + place


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
        "outside": [{"campaign": campaign, "sends": sends} for campaign, sends in story.outside],
    }
