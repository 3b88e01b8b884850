"""What an import keeps about itself: the state it was made from, counts, how files were read, what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.base.source import Span
from clmplan.codes.catalogue import all_codes
from clmplan.codes.set_aside import UNKNOWN_CUSTOMER
from clmplan.data.imported.accounting import SourceCount
from clmplan.data.imported.purged import digest
from clmplan.data.imported.rows.typed_rows import TypedRows
from clmplan.data.imported.work import STORE, Work, parts, stored, text
from clmplan.data.sources.staged import Reading
from clmplan.data.typing.texts import composed
from clmplan.model.project import Project

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Notes:
    """What an import says about itself. `readings` are by the name of a source's table in the store."""

    state: str
    sources: tuple[SourceCount, ...]
    readings: Mapping[str, tuple[Reading, ...]]
    findings: tuple[Diagnostic, ...]


def write_notes(work: Work, sources: Iterable[TypedRows], found: Iterable[Diagnostic], state: str) -> None:
    """Write the notes of an import into its store."""
    sources = tuple(sources)
    counted = [asdict(_source_count(work, rows)) for rows in sources]
    readings = {rows.name: [asdict(_without_purged(work, one)) for one in rows.facts] for rows in sources}
    findings = [_kept(one, work.project) for one in found]
    values = {"state": state, "sources": counted, "readings": readings, "findings": findings}
    work.run(f"CREATE TABLE {stored('meta')} (name VARCHAR, value VARCHAR)")
    for name, value in values.items():
        said = json.dumps(value, ensure_ascii=False)
        work.run(f"INSERT INTO {stored('meta')} VALUES (?, ?)", [name, said])


def read_notes(connection: duckdb.DuckDBPyConnection, project: Project) -> Notes:
    """The notes of the attached store."""
    values = {
        name: json.loads(value)
        for name, value in connection.execute(f"SELECT name, value FROM {STORE}.meta").fetchall()
    }
    return Notes(
        state=values["state"],
        sources=tuple(SourceCount(**one) for one in values["sources"]),
        readings=MappingProxyType(
            {name: tuple(_reading(one) for one in listed) for name, listed in values["readings"].items()}
        ),
        findings=tuple(_found_again(values["findings"], project)),
    )


def _source_count(work: Work, rows: TypedRows) -> SourceCount:
    of_source = f"FROM {stored('set_aside')} WHERE source = {text(rows.name)}"
    return SourceCount(
        table=rows.name,
        name=rows.spec.name,
        file=rows.spec.file,
        files=len(rows.files),
        rows=rows.records,
        set_aside=work.number(f"SELECT count(*) {of_source}"),
        keys=work.number(f"SELECT count(DISTINCT key) {of_source} AND reason = {text(UNKNOWN_CUSTOMER.name)}"),
    )


def _without_purged(work: Work, reading: Reading) -> Reading:
    """How a file was read, without the sample rows that name a purged customer."""
    purged = work.purged
    if not purged.digests:
        return reading
    kept = (
        row
        for row in reading.sample
        if not any(digest(purged.salt, composed(cell.strip())) in purged.digests for cell in row)
    )
    return replace(reading, sample=tuple(kept))


def _reading(kept: Mapping[str, Any]) -> Reading:  # Any: values of JSON
    pairs = tuple((name, value) for name, value in kept["facts"])
    sample = tuple(tuple(row) for row in kept["sample"])
    return Reading(kept["file"], pairs, tuple(kept["header"]), sample, kept["rows"], kept["blank"])


def _anchors(project: Project) -> Iterator[tuple[str, Span]]:
    """The places that findings of an import have, by names that stay when the text around them changes."""
    for part in parts(project):
        spec = part.spec
        rules = (*spec.leave_out, *((spec.net.rule,) if spec.net else ()))
        named = (("", spec.at), *((f" field {one.name}", one.at) for one in spec.fields))
        for name, at in (*named, *((f" rule {one.name}", one.at) for one in rules)):
            if at is not None:
                yield f"{part.name}{name}", at


def _kept(found: Diagnostic, project: Project) -> Mapping[str, object]:
    anchor = next((name for name, at in _anchors(project) if at == found.place), None)
    values = [[name, [one.en, one.zh] if isinstance(one, Wording) else one] for name, one in found.values]
    return {"id": found.code.id, "anchor": anchor, "values": values}


def _found_again(kept: list[Mapping[str, Any]], project: Project) -> Iterator[Diagnostic]:  # Any: values of JSON
    if not kept:
        return
    codes = {code.id: code for code in all_codes()}
    places = dict(_anchors(project))
    for one in kept:
        values = {name: Wording(*value) if isinstance(value, list) else value for name, value in one["values"]}
        yield codes[one["id"]].at(places.get(one["anchor"]), **values)
