"""What `clmplan data map` prints: the proposal as a table, the lines for the project file, the next step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Source
from clmplan.cli.data import readings
from clmplan.cli.data.grid import grid
from clmplan.cli.data.masking import masked
from clmplan.cli.data.opening import argument
from clmplan.codes.data_words import CHANNELS, COLUMNS, PARTS, ROLES, SAYS, WHY
from clmplan.data.mapping.existing import existing
from clmplan.data.mapping.ideas.idea import Part
from clmplan.data.mapping.look import Looked, Proposed
from clmplan.data.mapping.project_text import table_text, with_table
from clmplan.data.mapping.proposal import ColumnProposal, TableProposal
from clmplan.data.mapping.yaml_text import Language, type_words

if TYPE_CHECKING:
    from clmplan.cli.data.map import Asked

_SCHEMA = "clmplan.data.map/1"
_SAMPLE = 20


def said(name: str, locale: str, /, **values: object) -> str:
    """A sentence of the command."""
    return SAYS[name].fill(locale, {key: str(value) for key, value in values.items()})


def lines(looked: Looked, asked: Asked, project: str, locale: str) -> Iterator[str]:
    """The proposals of all files, one after the other."""
    for one in looked.files:
        yield from (readings.read_as(reading, locale) for reading in one.readings[:1])
        if one.proposal is None:
            continue
        yield _title(one.proposal, locale)
        yield ""
        yield from grid([_head(locale), *_rows(one.proposal, locale, is_plain=asked.is_plain)])
        yield ""
        yield from _notes(one.proposal, locale)
    if all(one.proposal is None for one in looked.files):
        return
    yield said("for_project", locale, file=project)
    yield ""
    yield from (f"  {line}" for line in together(looked).splitlines())
    yield ""


def together(looked: Looked) -> str:
    """The lines of a project file that declare all tables at once."""
    text = ""
    for one in looked.files:
        if one.proposal is not None:
            added = with_table(Source("clmplan.yaml", text), one.proposal, is_replacing=True).value
            text = added if added is not None else text + table_text(one.proposal, Language())
    return text


def written(looked: Looked, path: Path, text: str, locale: str, *, is_new: bool) -> str:
    """What was written, and what comes next."""
    names = (
        SAYS["between"]
        .fill(locale, {})
        .join(f"`{one.proposal.table.name}`" for one in looked.files if one.proposal is not None)
    )
    parts = [said("made" if is_new else "mapped", locale, file=path, tables=names)]
    project = existing(Source(path.name, text)).value
    last = max((one.last_day for one in looked.files if one.last_day is not None), default=None)
    if project.as_of is not None and last is not None and last >= project.as_of:
        parts.append(said("goes_on", locale, last=last, as_of=project.as_of))
    if not project.has_customers:
        return "\n".join([*parts, said("customers_missing", locale)])
    return "\n".join([*parts, said("next_check", locale, folder=argument(path.parent))])


def document(looked: Looked, found: Iterable[Diagnostic], written_to: str | None, locale: str) -> str:
    """The proposals as one JSON document."""
    content = {
        "schema": _SCHEMA,
        "files": [_file(one) for one in looked.files],
        "currency": looked.home.currency,
        "zone": looked.home.zone,
        "findings": [{"code": one.code.id, "message": one.message(locale)} for one in found],
        "written_to": written_to,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _title(proposal: TableProposal, locale: str) -> str:
    table = proposal.table
    day = next((one.header for one in proposal.columns if one.part is Part.DAY), "")
    counts = {"rows": f"{proposal.rows:,}", "customers": f"{proposal.customers:,}"}
    values = {"file": table.file, "name": table.name, "key": table.key, "day": day, **counts}
    return ROLES[proposal.role.value].fill(locale, values)


def _head(locale: str) -> list[str]:
    return [COLUMNS[name].fill(locale, {}) for name in ("column", "field", "type", "why", "samples")]


def _rows(proposal: TableProposal, locale: str, *, is_plain: bool) -> list[list[str]]:
    comma = SAYS["between"].fill(locale, {})
    found = []
    for one in proposal.columns:
        why = WHY[one.reason.value].fill(locale, {})
        if one.part is not Part.NONE:
            why = f"{PARTS[one.part.value].fill(locale, {})} · {why}"
        samples = " · ".join((text if is_plain else masked(text))[:_SAMPLE] for text in one.shown)
        name = one.field.name if one.field is not None else ""
        found.append([one.header, name, _type(one, comma), why, samples])
    return found


def _type(one: ColumnProposal, comma: str) -> str:
    if one.field is None:
        return ""
    words = [type_words(one.field, Language())]
    words += [text for text in (one.field.format, one.field.date_order) if text]
    if one.field.unit is not None:
        words.append(f"× {one.field.unit:f}")
    return f"{' / '.join(one.orders)}?" if one.orders else comma.join(words)


def _notes(proposal: TableProposal, locale: str) -> list[str]:
    found = []
    for one in proposal.consents:
        if one.field is not None and one.idea is not None:
            channel = CHANNELS[one.idea.channel].fill(locale, {})
            found.append("  " + said("consent_of", locale, channel=channel, field=one.field.name))
    if proposal.table.one_per is not None:
        found.append("  " + said("joined", locale, field=proposal.table.one_per, key="one per"))
    if proposal.repeating is not None:
        found.append("  " + said("not_joined", locale, field=proposal.repeating))
    return [*found, ""] if found else []


def _file(one: Proposed) -> Mapping[str, object]:
    read = [dict(readings.document(reading)) for reading in one.readings]
    proposal = one.proposal
    if proposal is None:
        return {"read": read, "proposal": None}
    table = proposal.table
    return {
        "read": read,
        "proposal": {
            "file": table.file,
            "role": proposal.role.value,
            "name": table.name,
            "key": table.key,
            "day": table.day,
            "rows": proposal.rows,
            "customers": proposal.customers,
            "columns": [_column(column) for column in proposal.columns],
            "yaml": table_text(proposal, Language()),
        },
    }


def _column(one: ColumnProposal) -> Mapping[str, object]:
    field = one.field
    samples: Sequence[str] = [masked(text) for text in one.shown]
    base = {"header": one.header, "part": one.part.value, "reason": one.reason.value, "samples": samples}
    if field is None:
        return {**base, "field": None}
    return {
        **base,
        "field": field.name,
        "type": field.type.value,
        "missing": field.nullable,
        "choices": list(field.choices),
        "format": field.format,
        "date_order": field.date_order,
        "open_orders": list(one.orders),
        "unit": None if field.unit is None else f"{field.unit:f}",
        "product": list(field.product),
        "yearly": field.yearly,
        "consent_for": one.idea.channel if one.idea is not None and one.idea.channel else None,
    }
