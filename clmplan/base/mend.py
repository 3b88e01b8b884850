"""Fixes put into texts: which of them fit together, and the texts that come out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clmplan.base.diagnostics import Diagnostic, Edit, Fix
from clmplan.base.source import Source


@dataclass(frozen=True, slots=True)
class Mended:
    """The texts that changed, by path, and the findings whose fixes changed them."""

    texts: Mapping[str, str]
    findings: tuple[Diagnostic, ...]


def mend(found: Iterable[Diagnostic], *, is_unsafe: bool = False) -> Mended:
    """The sources of findings with their fixes: safe ones, or all. A fix is put in whole or not at all.

    Where two touch the same characters the first by place wins; the other may return when the text is checked again.
    """
    wanted = [(one.fix, one) for one in found if one.fix is not None and (is_unsafe or one.fix.is_safe)]
    taken: dict[Source, list[Edit]] = {}
    kept: list[Diagnostic] = []
    for fix, one in sorted(wanted, key=lambda pair: _order(pair[0])):
        if one.allowed is None and fix.edits and all(_is_free(edit, taken) for edit in fix.edits):
            kept.append(one)
            for edit in fix.edits:
                edits = taken.setdefault(edit.place.source, [])
                edits.insert(bisect_left(edits, _place(edit), key=_place), edit)
    return Mended({source.path: edited(source, edits) for source, edits in taken.items()}, tuple(kept))


def edited(source: Source, edits: Iterable[Edit]) -> str:
    """The text of a source with edits that do not overlap; new lines end as the lines of the text do."""
    pieces: list[str] = []
    position = 0
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    for edit in sorted(edits, key=_place):
        if edit.place.start < position:
            raise ValueError("two edits change the same characters")
        pieces += (source.text[position : edit.place.start], edit.text.replace("\n", line_end))
        position = edit.place.end
    return "".join((*pieces, source.text[position:]))


def _order(fix: Fix) -> tuple[str, int, int]:
    return min(((edit.place.path, *_place(edit)) for edit in fix.edits), default=("", 0, 0))


def _place(edit: Edit) -> tuple[int, int]:
    return edit.place.start, edit.place.end


def _is_free(edit: Edit, taken: Mapping[Source, list[Edit]]) -> bool:
    """Whether no edit before reaches it: what merely touches counts, since its order would decide what is written."""
    edits = taken.get(edit.place.source, [])
    position = bisect_left(edits, _place(edit), key=_place)
    beside = edits[max(0, position - 1) : position + 1]
    return all(other.place.end < edit.place.start or edit.place.end < other.place.start for other in beside)
