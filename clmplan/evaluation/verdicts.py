"""The verdict on each split and the sentences that say what decided it."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.base.diagnostics import Wording
from clmplan.codes import evaluate as say
from clmplan.evaluation.reading import LEAST_FOR_REVENUE, LEAST_REACHED, Reading
from clmplan.evaluation.split_check import LIMIT
from clmplan.model.scorecard import CAP_PERCENTILE, Estimate, EvaluationInputs, Verdict

ALPHA = 0.05

Sentence = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reasons."""

    verdict: Verdict
    reasons: tuple[Sentence, ...]


def is_broken(adjusted_split_p: float) -> bool:
    """Whether a split, adjusted for how many there are, is too far from its plan to be compared."""
    return adjusted_split_p < LIMIT


def judge_broken(reading: Reading, adjusted_split_p: float) -> Judgement:
    """The judgement on a split whose arms do not have the planned sizes."""
    reason = sentence(
        say.BROKEN,
        held_out=reading.held_out,
        customers=reading.assigned,
        expected=f"{reading.assigned * float(reading.share):.0f}",
        p=probability(reading.measured.split_p),
        adjusted=probability(adjusted_split_p),
        limit=LIMIT,
    )
    return Judgement(Verdict.SPLIT_BROKEN, (reason,))


def judge_one_arm(reading: Reading) -> Judgement:
    """The judgement on a split with one arm only: no later look will ever decide it."""
    if reading.assigned == 0:
        reason = say.NOBODY_ELIGIBLE
    elif reading.held_out == 0:
        reason = say.NOBODY_HELD_OUT
    else:
        reason = say.EVERYBODY_HELD_OUT
    return Judgement(Verdict.NOT_DECIDED, (sentence(reason),))


def judge(inputs: EvaluationInputs, reading: Reading, adjusted_p: float, tests: int) -> Judgement:
    """The judgement on a sound split with two arms: too early, too few, decided either way, or not."""
    side = _side_reasons(inputs, reading)
    difference = reading.measured.conversion_difference
    if difference is None:
        # With every window closed no later look brings more customers to the goal.
        verdict = Verdict.TOO_EARLY if reading.open_windows else Verdict.TOO_FEW
        return Judgement(verdict, (*_not_enough(reading), *side))
    if adjusted_p >= ALPHA:
        return Judgement(Verdict.NOT_DECIDED, (_decision(say.UNDECIDED, difference, adjusted_p, tests), *side))
    if difference.value > 0:
        return Judgement(Verdict.WORKED, (_decision(say.DECIDED_BETTER, difference, adjusted_p, tests), *side))
    return Judgement(Verdict.HARMED, (_decision(say.DECIDED_WORSE, difference, adjusted_p, tests), *side))


def sentence(wording: Wording, **values: object) -> Sentence:
    """A sentence in both languages."""
    filled = {key: str(value) for key, value in values.items()}
    return wording.fill("en", filled), wording.fill("zh", filled)


def probability(value: float) -> str:
    """A p value as people read it, with the sign that stands after `p`."""
    if value < 0.0001:
        return "< 0.0001"
    shown = f"{value:.4f}"
    return "= 1" if shown == "1.0000" else f"= {shown}"


def percent(part: int, whole: int) -> str:
    """A share in percent with one decimal, without the sign."""
    return f"{100 * part / whole:.1f}"


def _decision(wording: Wording, difference: Estimate, adjusted_p: float, tests: int) -> Sentence:
    value, low, high = (f"{100 * number:+.2f}" for number in (difference.value, difference.low, difference.high))
    return sentence(wording, value=value, low=low, high=high, p=probability(adjusted_p), tests=tests, limit=ALPHA)


def _not_enough(reading: Reading) -> tuple[Sentence, ...]:
    arms = reading.measured
    if min(arms.treated.customers, arms.held_out.customers) == 0:
        return (sentence(say.NOBODY),)
    few = sentence(say.TOO_FEW, treated=arms.treated.reached, held_out=arms.held_out.reached, least=LEAST_REACHED)
    return (few,) if reading.open_windows else (few, sentence(say.NO_USE_WAITING))


def _side_reasons(inputs: EvaluationInputs, reading: Reading) -> tuple[Sentence, ...]:
    found = list(_revenue_reasons(reading))
    if reading.open_windows:
        until = inputs.observed_until.isoformat()
        found.append(sentence(say.STILL_OPEN, open=reading.open_windows, customers=reading.assigned, until=until))
    if reading.held_out_contacted:
        found.append(sentence(say.CONTAMINATED, percent=percent(reading.held_out_contacted, reading.held_out)))
    return tuple(found)


def _revenue_reasons(reading: Reading) -> tuple[Sentence, ...]:
    """Why a judged split says nothing about revenue although the events carry amounts."""
    arms = reading.measured
    if reading.goal_p is None or not reading.has_amounts or arms.revenue_difference is not None:
        return ()
    fewest = min(arms.treated.customers, arms.held_out.customers)
    if fewest < LEAST_FOR_REVENUE:
        return (sentence(say.REVENUE_TOO_FEW, fewest=fewest, least=LEAST_FOR_REVENUE),)
    return (sentence(say.REVENUE_TOO_RARE, percentile=CAP_PERCENTILE),)
