"""What became of every row: a ledger of days whose sums are the counts, and one message per source and reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from clmplan.base.diagnostics import Code, Diagnostic, Wording
from clmplan.base.source import Span
from clmplan.codes import imported as import_reasons
from clmplan.codes import set_aside as value_reasons
from clmplan.codes.catalogue import all_codes
from clmplan.codes.data import SUPPRESSION_UNREADABLE, TOO_MANY_SET_ASIDE
from clmplan.codes.imported import COUNTED, LEFT_OUT, PURGED, ROW_REASONS, TOO_GREAT_SHARE, WORST
from clmplan.codes.set_aside import UNKNOWN_CUSTOMER
from clmplan.data.imported.work import SUPPRESSED, stored
from clmplan.model.project import Project

if TYPE_CHECKING:
    import duckdb

_AS_DECLARED = frozenset({LEFT_OUT.name, PURGED.name})
_WORST = 3
_REASONS = MappingProxyType(
    {one.name: one for room in (value_reasons, import_reasons) for one in vars(room).values() if isinstance(one, Code)}
)


@dataclass(frozen=True, slots=True)
class SourceCount:
    """The rows of one source as imported: `rows` = those used one day or taken back + `set_aside`.

    `keys` counts the different customers among rows of customers nobody knows. `table` is its name in the store.
    """

    table: str
    name: str
    file: str
    files: int
    rows: int
    set_aside: int
    keys: int = 0


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """The rows of one source set aside for one reason (and under one rule); the first names an example."""

    table: str
    file: str
    files: int
    reason: str
    rule: str
    count: int
    line: int
    column: str
    value: str


def code_of(reason: str) -> Code:
    """The code whose name a reason is."""
    known = _REASONS.get(reason)
    return known if known is not None else next(one for one in all_codes() if one.name == reason)


def reason_words(reason: str) -> Wording:
    """A reason as a person reads it beside a row."""
    return ROW_REASONS.get(reason) or code_of(reason).why


def reason_counts(connection: duckdb.DuckDBPyConnection) -> tuple[ReasonCount, ...]:
    """The rows set aside of the attached store by source, reason and rule, each with its first row."""
    first = ", ".join(f'arg_min("{name}", (file, line)) AS "{name}"' for name in ("line", "column", "value"))
    read = connection.execute(
        f"SELECT source, arg_min(file, (file, line)), count(DISTINCT file), reason, coalesce(rule, ''), count(*), "
        f"{first} FROM {stored('set_aside')} GROUP BY source, reason, rule ORDER BY source, reason, rule"
    ).fetchall()
    return tuple(ReasonCount(*row) for row in read)


def reason_findings(places: Mapping[str, Span | None], counts: Iterable[ReasonCount]) -> tuple[Diagnostic, ...]:
    """One message per source and reason, naming the first row; `places` has where each source is declared."""
    found: list[Diagnostic] = []
    for one in counts:
        file = one.file if one.files == 1 else f"{one.file}, +{one.files - 1}"
        values = {"count": one.count, "file": file, "line": one.line, "column": one.column, "value": one.value[:40]}
        found.append(code_of(one.reason).at(places[one.table], **values, rule=one.rule))
    return tuple(found)


def without_customers(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings as files may hold them: rows set aside are counted, and no customer, value or line is named."""
    return tuple(_counted(one) if one.code.name in ROW_REASONS else one for one in found)


def _counted(found: Diagnostic) -> Diagnostic:
    spoken = found.spoken("en")
    words = reason_words(found.code.name)
    place = spoken.get("rule") or spoken.get("column", "")
    marked = f" (`{place}`)" if place else ""
    reason = Wording(words.en + marked, words.zh + marked)
    kept = tuple((name, text) for name, text in found.values if name not in {"value", "line"})
    code = replace(found.code, message=COUNTED)
    return Diagnostic(code, found.place, (*kept, ("reason", reason)), allowed=found.allowed)


def said_once(counts: Iterable[ReasonCount]) -> tuple[ReasonCount, ...]:
    """The counts without those that say the same of the same rows, read from one file for two tables."""
    return tuple({replace(one, table=""): one for one in counts}.values())


def suppression_errors(project: Project, counts: Iterable[ReasonCount]) -> tuple[Diagnostic, ...]:
    """An error when a row that names somebody never to be contacted cannot be used."""
    lost = [
        one
        for one in counts
        if one.table == SUPPRESSED and one.reason != UNKNOWN_CUSTOMER.name and one.reason not in _AS_DECLARED
    ]
    if not lost or project.suppressed is None:
        return ()
    first = min(lost, key=lambda one: one.line)
    count = sum(one.count for one in lost)
    return (SUPPRESSION_UNREADABLE.at(project.suppressed.at, file=first.file, line=first.line, count=count),)


def limit_errors(
    project: Project, counts: Iterable[ReasonCount], sources: Iterable[SourceCount]
) -> tuple[Diagnostic, ...]:
    """An error when more rows, or a greater share, are set aside than the project allows; rules of its own apart."""
    counted = sorted(
        (one for one in counts if one.reason not in _AS_DECLARED), key=lambda one: (-one.count, one.file, one.reason)
    )
    rows, aside = sum(one.rows for one in sources), sum(one.count for one in counted)
    worst = [_worst(one) for one in counted[:_WORST]]
    limit, share = project.set_aside_limit, project.set_aside_share
    found: list[Diagnostic] = []
    if limit is not None and aside > limit:
        facts = {f"{one.file}: {one.reason}": str(one.count) for one in counted[:_WORST]}
        found.append(TOO_MANY_SET_ASIDE.at(project.customers.at, count=aside, limit=limit).given(**facts))
    if share is not None and aside > share * rows:
        found.append(
            TOO_GREAT_SHARE.at(
                project.customers.at,
                count=aside,
                rows=rows,
                share=_percent(Decimal(aside) / rows),
                limit=_percent(share),
                worst=Wording(", ".join(one.en for one in worst), "、".join(one.zh for one in worst)),
            )
        )
    return tuple(found)


def _worst(one: ReasonCount) -> Wording:
    words = reason_words(one.reason)
    values = {"file": one.file, "count": str(one.count)}
    return Wording(*(WORST.fill(locale, {**values, "reason": words.fill(locale, {})}) for locale in ("en", "zh")))


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal('0.01')).normalize():f}%"
