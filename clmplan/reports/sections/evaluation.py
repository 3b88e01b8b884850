"""The evaluation: differences between treated and held out, with intervals; nothing where nothing was measured."""

from __future__ import annotations

from collections.abc import Callable

from clmplan.base.money import minor_digits
from clmplan.model.scorecard import CAP_PERCENTILE, Arm, Estimate, Score, Scorecard, Verdict
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import SOFTER, WARNING, WELL, Tone
from clmplan.reports.pictures.intervals import WIDTH, IntervalRow, interval_shapes
from clmplan.reports.sections.fulfilment import cost_shown, fulfilment_blocks
from clmplan.reports.views import Block, Cell, Notes, Picture, Section, Table, numbers, phrases, words
from clmplan.reports.voice import Voice, count, decimals, percent, ratio, signed_percent, symbol, whole_money

_ASIDE = {"earlier": "aside_earlier", "unknown-customer": "aside_unknown"}
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
        aside="".join(
            say(_ASIDE.get(reason, "aside_other"), count=count(rows), reason=reason)
            for reason, rows in scorecard.set_aside
        ),
    )
    blocks: list[Block] = []
    if scorecard.scores:
        found = (_differences(cast, scorecard), _verdicts(cast, scorecard), _revenue(cast, scorecard))
        blocks += [*(block for block in found if block), _observed(cast, scorecard)]
    if scorecard.fulfilment is not None:
        blocks += fulfilment_blocks(cast, scorecard.fulfilment, scorecard.currency)
    notes = [phrases(cast.voice.pair(note)) for note in scorecard.notes]
    if notes:
        blocks.append(Notes(say("notes"), tuple(notes)))
    return Section("evaluation", say("evaluation"), lead, tuple(blocks))


def _differences(cast: Cast, scorecard: Scorecard) -> Picture | Table:
    """The judged differences as a picture; only their table when nothing could be judged."""
    say = cast.voice.say
    levels = [known.level for score in scorecard.scores if (known := _difference(score))]
    if not levels:
        return _measured(cast, scorecard, say("differences"))
    shapes, height = interval_shapes(tuple(_interval(cast, score) for score in scorecard.scores))
    return Picture(
        "differences",
        say("differences"),
        say("differences_about", level=percent(levels[0])),
        f"{WIDTH:.0f}",
        f"{height:.0f}",
        shapes,
        _measured(cast, scorecard, ""),
        least=860,
    )


def _interval(cast: Cast, score: Score) -> IntervalRow:
    known = _difference(score)
    value = (100 * known.value, 100 * known.low, 100 * known.high) if known else None
    missing = cast.voice.say("no_estimate" if score.measured else "not_measured")
    shown = _points(cast.voice, known) if known else missing
    verdict = _verdict(cast.voice, score) if score.verdict is not Verdict.NOT_MEASURED else ""
    tone = _TONES.get(score.verdict, SOFTER)
    return IntervalRow(cast.title(score.campaign), value, cast.colour(score.campaign), shown, verdict, tone)


def _difference(score: Score) -> Estimate | None:
    return score.measured.conversion_difference if score.measured else None


def _measured(cast: Cast, scorecard: Scorecard, title: str) -> Table:
    """What was measured, in numbers."""
    say = cast.voice.say
    keys = ("treated", "held_out", "difference", "lift", "incremental_customers")
    heads = (Cell(say("campaign")), *(Cell(say(key), True) for key in keys))
    rows = tuple((*words(cast.title(one.campaign)), *_numbers(cast.voice, one)) for one in scorecard.scores)
    return Table(title, heads, rows)


def _numbers(voice: Voice, score: Score) -> tuple[Cell, ...]:
    measured, difference = score.measured, _difference(score)
    if measured is None:
        return (Cell(voice.say("not_measured"), True, "quiet"), *numbers("", "", "", ""))
    arms = (measured.treated, measured.held_out)
    if difference is None:
        return numbers(*(_reached(voice, arm) for arm in arms), voice.say("no_estimate"), "", "")
    lift, customers = measured.conversion_lift, measured.incremental_customers
    return numbers(
        *(_rate(voice, arm) for arm in arms),
        _points(voice, difference),
        _range(voice, lift, signed_percent) if lift else "",
        _range(voice, customers, count) if customers else "",
    )


def _revenue(cast: Cast, scorecard: Scorecard) -> Table | None:
    """The capped differences of revenue, and the plain ones beside them; None when revenue is compared nowhere."""
    say = cast.voice.say

    def shown(estimate: Estimate) -> str:
        return _range(cast.voice, estimate, lambda amount: _money(amount, scorecard.currency))

    rows = [
        (*words(cast.title(score.campaign)), *numbers(shown(capped), _money(cap, scorecard.currency), shown(plain)))
        for score in scorecard.scores
        if (found := score.measured)
        and (capped := found.revenue_difference_capped)
        and (plain := found.revenue_difference)
        and (cap := found.revenue_cap)
    ]
    heads = (say("revenue_capped", percentile=str(CAP_PERCENTILE)), say("revenue_cap"), say("revenue_plain"))
    named = (Cell(say("campaign")), *(Cell(head, True) for head in heads))
    return Table(say("revenue_difference"), named, tuple(rows)) if rows else None


def _verdicts(cast: Cast, scorecard: Scorecard) -> Table:
    """The verdicts and what they rest on."""
    say = cast.voice.say
    rows = []
    for score in scorecard.scores:
        reasons = "; ".join(cast.voice.pair(reason) for reason in score.reasons)
        verdict = Cell(_verdict(cast.voice, score), False, _TONES.get(score.verdict, SOFTER)[1])
        rows.append((*words(cast.title(score.campaign)), verdict, Cell(reasons, False, "long")))
    return Table(say("verdicts"), words(say("campaign"), say("verdict"), say("rests_on")), tuple(rows))


def _observed(cast: Cast, scorecard: Scorecard) -> Table:
    """What was merely observed, apart from the verdicts."""
    say, currency = cast.voice.say, scorecard.currency
    keys = ("contacted", "contacts_in_window", "attributed_customers", "attributed_revenue", "cost", "open_windows")
    rows = []
    for score in scorecard.scores:
        inside = say("contacts_part", part=count(score.contacts_in_window), count=count(score.contacts))
        amounts = numbers(
            count(score.contacted),
            inside if score.measured else "",
            say("not_observed") if score.attributed_customers is None else count(score.attributed_customers),
            "" if score.attributed_revenue is None else whole_money(score.attributed_revenue, currency),
            cost_shown(cast, score.cost, currency, score.cost_is_reported),
            count(score.open_windows),
        )
        rows.append((*words(cast.title(score.campaign)), *amounts))
    heads = (Cell(say("campaign")), *(Cell(say(key), True) for key in keys))
    return Table(say("merely_observed"), heads, tuple(rows))


def _verdict(voice: Voice, score: Score) -> str:
    return voice.say(f"verdict_{score.verdict.name.lower()}")


def _rate(voice: Voice, arm: Arm) -> str:
    return voice.say("rate_of", rate=ratio(arm.reached, arm.customers), count=count(arm.customers))


def _reached(voice: Voice, arm: Arm) -> str:
    """Counts alone: a share would invite the comparison that may not be made."""
    if arm.customers == 0:
        return voice.say("no_closed_window")
    return voice.say("part_of", part=count(arm.reached), count=count(arm.customers))


def _money(amount: float, currency: str) -> str:
    """An amount in whole units; below ten with the smallest unit."""
    if abs(amount) >= 10 or amount == 0:
        return whole_money(amount, currency)
    return ("−" if amount < 0 else "") + symbol(currency) + decimals(abs(amount), minor_digits(currency))


def _points(voice: Voice, estimate: Estimate) -> str:
    value = voice.say("points", value=("+" if estimate.value > 0 else "") + decimals(100 * estimate.value))
    return voice.say("with_interval", value=value, low=decimals(100 * estimate.low), high=decimals(100 * estimate.high))


def _range(voice: Voice, estimate: Estimate, show: Callable[[float], str]) -> str:
    return voice.say("with_interval", value=show(estimate.value), low=show(estimate.low), high=show(estimate.high))
