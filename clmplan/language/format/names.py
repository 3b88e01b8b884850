"""The names that a project and its playbooks give to things: no formatter may take them for words of the language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clmplan.language.text.syntax import Document, Statement, WordNode
from clmplan.model.project import Project

_NAMING = frozenset({"metric", "segment", "lifecycle", "stage"})


def names_given(project: Project | None, documents: Iterable[Document]) -> frozenset[str]:
    """Fields, events and listed values of a project, and what documents declare for use in conditions."""
    tables = (project.customers, *project.events.values()) if project is not None else ()
    fields = tuple(spec for table in tables for spec in table.fields)
    return frozenset(
        {
            *(spec.name for spec in fields),
            *(choice for spec in fields for choice in spec.choices),
            *(project.events if project is not None else ()),
            *(name for document in documents for name in declared_names(document.statements)),
        }
    )


def declared_names(statements: Sequence[Statement]) -> Iterator[str]:
    """The names that conditions can use, as far as this text declares them."""
    for statement in statements:
        first, *rest = statement.phrase.parts
        if isinstance(first, WordNode) and first.names & _NAMING and rest:
            yield rest[0].span.text.strip("`｀")
        yield from declared_names(statement.block or ())
