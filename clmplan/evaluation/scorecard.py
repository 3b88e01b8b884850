"""From a stored plan and what was observed to a scorecard: measured where there was a holdout, described elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.money import minor_digits
from clmplan.codes import evaluate as say
from clmplan.evaluation.estimators import holm
from clmplan.evaluation.notes import notes
from clmplan.evaluation.outcomes import attributed, contacted_customers, held_out_contacts
from clmplan.evaluation.reading import Reading, goal_events, has_goal, has_holdout, read
from clmplan.evaluation.verdicts import (
    Judgement,
    Sentence,
    is_broken,
    judge,
    judge_broken,
    judge_one_arm,
    percent,
    probability,
    sentence,
)
from clmplan.model.scorecard import CampaignFacts, EvaluationInputs, Score, Scorecard, Verdict


def score(inputs: EvaluationInputs) -> Scorecard:
    """The scorecard of a plan: split checks first, then effects as assigned, adjusted over all that was measured."""
    readings = tuple(read(inputs, facts) for facts in inputs.facts)
    judged = _judge_all(inputs, readings)
    measured = tuple(reading for reading, _ in judged)
    scores = tuple(
        _score(inputs, facts, reading, judgement)
        for facts, (reading, judgement) in zip(inputs.facts, judged, strict=True)
    )
    return Scorecard(
        plan=inputs.plan,
        currency=inputs.currency,
        observed_until=inputs.observed_until.isoformat(),
        rows=inputs.rows,
        used=inputs.used,
        set_aside=inputs.set_aside,
        scores=scores,
        notes=notes(inputs, measured),
    )


def findings(inputs: EvaluationInputs, card: Scorecard) -> tuple[Diagnostic, ...]:
    """What somebody must look into: broken splits, contacted holdouts, goals that the outcomes do not cover."""
    found = []
    for facts, one in zip(inputs.facts, card.scores, strict=True):
        name = facts.campaign or say.PROGRAMME
        if has_goal(facts) and goal_events(inputs, facts) is None:
            found.append(say.GOAL_NOT_OBSERVED.at(None, campaign=name, event=facts.goal_event))
        if facts.assignment is None or facts.share is None or one.measured is None:
            continue
        held_out = int(facts.assignment.is_held_out.sum())
        if one.verdict is Verdict.SPLIT_BROKEN:
            found.append(
                say.SPLIT_BROKEN.at(
                    None,
                    campaign=name,
                    held_out=held_out,
                    customers=len(facts.assignment.customer),
                    share=f"{100 * float(facts.share):g} %",
                    p=probability(one.measured.split_p),
                )
            )
        contacted = held_out_contacts(facts, facts.assignment)
        if contacted:
            found.append(say.HOLDOUT_CONTACTED.at(None, campaign=name, percent=percent(contacted, held_out)))
    return tuple(found)


def _judge_all(
    inputs: EvaluationInputs, readings: Sequence[Reading | None]
) -> tuple[tuple[Reading | None, Judgement | None], ...]:
    split_p = _adjusted([None if reading is None else reading.measured.split_p for reading in readings])
    # A comparison that cannot be judged, yet or ever, was asked all the same: it counts in the family with p = 1. A
    # split with one arm was never a comparison, and that was known before any outcome.
    goal_p = _adjusted(
        [
            None
            if reading is None or p is None or is_broken(p) or not reading.has_both_arms
            else (1.0 if reading.goal_p is None else reading.goal_p)
            for reading, p in zip(readings, split_p, strict=True)
        ]
    )
    tests = sum(p is not None for p in goal_p)
    judged: list[tuple[Reading | None, Judgement | None]] = []
    for reading, split, p in zip(readings, split_p, goal_p, strict=True):
        if reading is None or split is None:
            judged.append((None, None))
        elif is_broken(split):
            judged.append((reading.without_estimates, judge_broken(reading, split)))
        elif p is None:
            judged.append((reading, judge_one_arm(reading)))
        else:
            shown = None if reading.goal_p is None else p
            kept = replace(reading, measured=replace(reading.measured, adjusted_p=shown))
            judged.append((kept, judge(inputs, reading, p, tests)))
    return tuple(judged)


def _adjusted(values: Sequence[float | None]) -> tuple[float | None, ...]:
    adjusted = iter(holm([value for value in values if value is not None]))
    return tuple(None if value is None else next(adjusted) for value in values)


def _score(
    inputs: EvaluationInputs, facts: CampaignFacts, reading: Reading | None, judgement: Judgement | None
) -> Score:
    events = goal_events(inputs, facts)
    # Nothing seen is not the same as nothing happened: without events there is no count at all.
    followed = None if events is None else attributed(inputs, facts, events)
    if judgement is None:
        judgement = Judgement(Verdict.NOT_MEASURED, _not_measured(inputs, facts))
    return Score(
        campaign=facts.campaign,
        contacted=contacted_customers(facts),
        contacts=len(facts.contacts_customer),
        contacts_in_window=0 if reading is None else reading.contacts_in_window,
        attributed_customers=None if followed is None else followed.customers,
        attributed_revenue=None if followed is None else followed.revenue / 10 ** minor_digits(inputs.currency),
        cost=facts.cost,
        open_windows=0 if reading is None else reading.open_windows,
        verdict=judgement.verdict,
        measured=None if reading is None else reading.measured,
        reasons=judgement.reasons,
    )


def _not_measured(inputs: EvaluationInputs, facts: CampaignFacts) -> tuple[Sentence, ...]:
    found = []
    if not has_holdout(facts):
        found.append(sentence(say.NO_HOLDOUT))
        if not facts.campaign and not has_goal(facts):
            # The programme takes its goal from its holdout: without one there is no second thing to miss.
            return tuple(found)
    if not has_goal(facts):
        found.append(sentence(say.NO_GOAL))
    elif goal_events(inputs, facts) is None:
        found.append(sentence(say.NOT_OBSERVED, event=facts.goal_event))
    return tuple(found)
