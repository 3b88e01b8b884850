"""The evaluation: differences between treated and held out, with intervals; nothing where nothing was measured."""

from __future__ import annotations

from collections.abc import Callable

from clmplan.model.scorecard import Arm, Estimate, Score, Scorecard, Verdict
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import SOFTER, WARNING, WELL, Tone
from clmplan.reports.pictures.intervals import WIDTH, IntervalRow, interval_shapes
from clmplan.reports.views import Block, Cell, Notes, Picture, Section, Table, numbers, phrases, words
from clmplan.reports.voice import Voice, count, decimals, percent, ratio, signed_percent, whole_money

_TONES: dict[Verdict, Tone] = {Verdict.WORKED: WELL, Verdict.HARMED: WARNING, Verdict.SPLIT_BROKEN: WARNING}


def evaluation_section(cast: Cast, scorecard: Scorecard) -> Section:
    """Everything a scorecard says."""
    say = cast.voice.say
    lead = say(
        "evaluation_lead",
        plan=scorecard.plan,
        day=scorecard.observed_until,
        rows=count(scorecard.rows),
        used=count(scorecard.used),
    )
    blocks: list[Block] = []
    if scorecard.scores:
        blocks += [_forest(cast, scorecard), _observed(cast, scorecard)]
    notes = [phrases(cast.voice.pair(note)) for note in scorecard.notes]
    notes += [phrases(say("rows_set_aside", count=count(rows), reason=reason)) for reason, rows in scorecard.set_aside]
    if notes:
        blocks.append(Notes(say("notes"), tuple(notes)))
    return Section("evaluation", say("evaluation"), lead, tuple(blocks))


def _forest(cast: Cast, scorecard: Scorecard) -> Picture:
    say = cast.voice.say
    rows = []
    for score in scorecard.scores:
        known = score.measured.conversion_difference if score.measured else None
        value = (100 * known.value, 100 * known.low, 100 * known.high) if known else None
        shown = _points(cast.voice, known) if known else say("no_estimate" if score.measured else "not_measured")
        verdict = _verdict(cast.voice, score) if score.verdict is not Verdict.NOT_MEASURED else ""
        tone = _TONES.get(score.verdict, SOFTER)
        rows.append(IntervalRow(cast.title(score.campaign), value, cast.colour(score.campaign), shown, verdict, tone))
    shapes, height = interval_shapes(tuple(rows))
    levels = [
        one.measured.conversion_difference.level
        for one in scorecard.scores
        if one.measured and one.measured.conversion_difference
    ]
    about = say("differences_about", level=percent(levels[0] if levels else 0.95))
    return Picture(
        "differences",
        say("differences"),
        about,
        f"{WIDTH:.0f}",
        f"{height:.0f}",
        shapes,
        _measured(cast, scorecard),
        least=860,
    )


def _measured(cast: Cast, scorecard: Scorecard) -> Table:
    """What was measured, in numbers."""
    say = cast.voice.say
    keys = ("treated", "held_out", "difference", "lift", "incremental_customers", "revenue_difference")
    heads = (Cell(say("campaign")), *(Cell(say(key), True) for key in keys))
    rows = tuple(
        (*words(cast.title(one.campaign)), *_numbers(cast.voice, one, scorecard.currency)) for one in scorecard.scores
    )
    return Table("", heads, rows)


def _numbers(voice: Voice, score: Score, currency: str) -> tuple[Cell, ...]:
    measured = score.measured
    if measured is None:
        return (Cell(voice.say("not_measured"), True, "quiet"), *numbers("", "", "", "", ""))
    lift, customers, revenue = measured.conversion_lift, measured.incremental_customers, measured.revenue_difference
    return numbers(
        _rate(voice, measured.treated),
        _rate(voice, measured.held_out),
        _points(voice, measured.conversion_difference) if measured.conversion_difference else "",
        _range(voice, lift, signed_percent) if lift else "",
        _range(voice, customers, count) if customers else "",
        _range(voice, revenue, lambda amount: whole_money(amount, currency)) if revenue else "",
    )


def _observed(cast: Cast, scorecard: Scorecard) -> Table:
    """The verdicts, beside what was merely observed."""
    say, currency = cast.voice.say, scorecard.currency
    keys = ("contacted", "attributed_customers", "revenue", "cost", "open_windows")
    heads = (*words(say("campaign"), say("verdict"), say("rests_on")), *(Cell(say(key), True) for key in keys))
    rows = []
    for score in scorecard.scores:
        reasons = "; ".join(cast.voice.pair(reason) for reason in score.reasons)
        verdict = Cell(_verdict(cast.voice, score), False, _TONES.get(score.verdict, SOFTER)[1])
        amounts = numbers(
            count(score.contacted),
            count(score.attributed_customers),
            whole_money(score.attributed_revenue, currency),
            whole_money(score.cost, currency),
            count(score.open_windows),
        )
        rows.append((*words(cast.title(score.campaign)), verdict, Cell(reasons, False, "long"), *amounts))
    return Table(say("verdicts"), heads, tuple(rows))


def _verdict(voice: Voice, score: Score) -> str:
    return voice.say(f"verdict_{score.verdict.name.lower()}")


def _rate(voice: Voice, arm: Arm) -> str:
    return voice.say("rate_of", rate=ratio(arm.reached, arm.customers), count=count(arm.customers))


def _points(voice: Voice, estimate: Estimate) -> str:
    value = voice.say("points", value=("+" if estimate.value > 0 else "") + decimals(100 * estimate.value))
    return voice.say("with_interval", value=value, low=decimals(100 * estimate.low), high=decimals(100 * estimate.high))


def _range(voice: Voice, estimate: Estimate, show: Callable[[float], str]) -> str:
    return voice.say("with_interval", value=show(estimate.value), low=show(estimate.low), high=show(estimate.high))
