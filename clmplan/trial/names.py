"""Names of generated tests."""

from __future__ import annotations

from clmplan.codes import trial_words as words
from clmplan.trial.facts import Spoken, text_of
from clmplan.trial.search import Boundary


def named(boundary: Boundary, truth: object | None, spoken: Spoken) -> str:
    """The name of a boundary's test: `dormant at days since last order = 61`."""
    return _name(boundary, "inside" if truth is True else "outside", spoken)


def sought(boundary: Boundary, spoken: Spoken) -> str:
    """The name of a boundary that nobody was found at."""
    return _name(boundary, "sought", spoken)


def _name(boundary: Boundary, name: str, spoken: Spoken) -> str:
    subject = text_of(boundary.subject).replace('"', "'")
    values = {"name": boundary.owner, "subject": subject}
    if boundary.value is None:
        return words.NAMES["without"].fill(spoken.locale, values)
    value = spoken.plain(boundary.value, getattr(boundary.subject, "type", None)).replace('"', "'")
    return words.NAMES[name].fill(spoken.locale, {**values, "value": value})
