"""What must be read with every number of a scorecard."""

from __future__ import annotations

from collections.abc import Sequence

from clmplan.codes import evaluate as say
from clmplan.evaluation.estimators import LEVEL
from clmplan.evaluation.reading import Reading
from clmplan.evaluation.verdicts import Sentence, sentence
from clmplan.model.scorecard import CAP_PERCENTILE, CampaignFacts, EvaluationInputs

_Read = tuple[CampaignFacts, Reading]


def notes(inputs: EvaluationInputs, readings: Sequence[Reading | None]) -> tuple[Sentence, ...]:
    """The notes of a scorecard; `readings` go with the facts of the inputs, None where nothing was measured."""
    read = [(facts, reading) for facts, reading in zip(inputs.facts, readings, strict=True) if reading is not None]
    found = [sentence(say.ATTRIBUTED_NOTE)]
    if read:
        found += [sentence(say.AS_ASSIGNED_NOTE, level=f"{100 * LEVEL:g}"), *_windows(read), _contamination(read)]
    if any(reading.measured.revenue_difference is not None for _, reading in read):
        found.append(sentence(say.CAPPED_NOTE, percentile=CAP_PERCENTILE))
    if len(read) > 1:
        found.append(sentence(say.NOT_ADDITIVE_NOTE))
    left_open = sum(reading.open_windows for _, reading in read)
    if left_open:
        found.append(sentence(say.OPEN_NOTE, open=left_open))
    return tuple(found)


def _windows(read: Sequence[_Read]) -> list[Sentence]:
    """Over which days campaigns and the programme are judged."""
    found = []
    if any(facts.campaign for facts, _ in read):
        found.append(sentence(say.EQUAL_WINDOWS_NOTE))
    again = {facts.goal_days for facts, reading in read if facts.campaign and reading.contacts_after}
    if again:
        days = " / ".join(str(each) for each in sorted(each for each in again if each is not None))
        found.append(sentence(say.CONTACTS_AGAIN_NOTE, days=days))
    for facts, reading in read:
        if not facts.campaign and reading.assigned:
            fewest, most = reading.window_days
            wording = say.PROGRAMME_NOTE if fewest < most else say.PROGRAMME_ALIKE_NOTE
            found.append(sentence(wording, fewest=fewest, most=most))
    return found


def _contamination(read: Sequence[_Read]) -> Sentence:
    held_out = sum(reading.held_out for _, reading in read)
    contacted = sum(reading.held_out_contacted for _, reading in read)
    return sentence(say.CONTAMINATION_NOTE, held_out=held_out, held_out_contacted=contacted)
