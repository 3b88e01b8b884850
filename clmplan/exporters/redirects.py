"""The links of a plan for the team that runs redirects: the short code, the whole link, the names beside it."""

from __future__ import annotations

from clmplan.codes import sheet_words as words
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import Exporter
from clmplan.exporters.lines import Line, plain
from clmplan.exporters.sheet import Cell, headings, sheet


def links_csv(edition: Edition) -> bytes:
    """Each link once, in the order of its first day; nothing where no campaign has a link."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in edition.lines:
        if line.link:
            found.setdefault((line.code, line.link), []).append(line)
    if not found:
        return b""
    plan = edition.plan
    return sheet(headings(words.LINK_COLUMNS, plan.locale, plan.currency), map(_row, found.values()))


def _row(lines: list[Line]) -> tuple[Cell, ...]:
    first, last = lines[0], lines[-1]
    title = plain(first.campaign.title) or first.campaign.name
    return (first.code, first.link, title, first.wave_title, first.channel, first.day, last.day, first.scene)


EXPORTER = Exporter("links", ".csv", links_csv, words.LINKS_TITLE, "links")
