"""How a source was read, in a line."""

from __future__ import annotations

from collections.abc import Mapping

from clmplan.base.diagnostics import Wording
from clmplan.codes.data_words import SAYS
from clmplan.codes.text_sources import READING_FACTS, READING_VALUES
from clmplan.data.sources.staged import Reading


def read_as(reading: Reading, locale: str) -> str:
    """The facts of a file's reading: encoding and how it was found, delimiter, sheet."""
    facts = dict(reading.facts)
    how = facts.pop("found", None)
    said = [_fact(name, value, how, locale) for name, value in facts.items()]
    listed = SAYS["between"].fill(locale, {}).join(said) or SAYS["no_facts"].fill(locale, {})
    return SAYS["read_as"].fill(locale, {"facts": listed})


def document(reading: Reading) -> Mapping[str, object]:
    """A reading as JSON, without its sample."""
    return {"file": reading.file, **dict(reading.facts), "rows": reading.rows, "blank_lines": reading.blank}


def _fact(name: str, value: str, how: str | None, locale: str) -> str:
    known = READING_VALUES.get((name, value))
    shown = known.fill(locale, {}) if known is not None else value
    if name == "encoding" and how is not None:
        found = READING_VALUES.get(("found", how), Wording(how, how)).fill(locale, {})
        shown = SAYS["found_by"].fill(locale, {"value": shown, "how": found})
    title = READING_FACTS.get(name) or SAYS.get(name) or Wording(name, name)
    return SAYS["fact"].fill(locale, {"name": title.fill(locale, {}), "value": shown})
