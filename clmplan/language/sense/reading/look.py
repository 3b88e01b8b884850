"""What every check looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clmplan.base.source import Span
from clmplan.language.sense.reading.truth import Truth, truth_of
from clmplan.language.sense.reading.uses import Given, given_in
from clmplan.language.sense.reading.written import Alike, conditions_of
from clmplan.language.text.syntax import Document, Statement, WordNode
from clmplan.language.words import word_table
from clmplan.model.playbook import Playbook
from clmplan.model.project import Project


@dataclass(frozen=True, slots=True)
class Look:
    """A playbook, the text it was read from, its project, the names given in it, its conditions, and their reader."""

    playbook: Playbook
    documents: tuple[Document, ...]
    project: Project
    given: tuple[Given, ...]
    conditions: tuple[Alike, ...]
    truth: Truth

    @property
    def is_chinese(self) -> bool:
        """Whether words that a fix writes are Chinese."""
        return self.project.locale == "zh"

    def is_own(self, at: Span | None) -> bool:
        """Whether a place is in a file that the project lists: what files to import declare is there to choose from."""
        return at is not None and at.path in self.project.playbooks

    def declarations(self, kind: str) -> Iterator[Statement]:
        """The declarations of a kind as they are written."""
        for document in self.documents:
            for statement in document.statements:
                if begins_with(statement, kind):
                    yield statement


def look_at(playbook: Playbook, documents: Sequence[Document], project: Project) -> Look:
    """A playbook with the names given in its documents."""
    truth = truth_of(playbook, project)
    return Look(playbook, tuple(documents), project, given_in(documents), conditions_of(playbook), truth)


def begins_with(statement: Statement, word: str) -> bool:
    """Whether a statement is opened by a canonical word."""
    first = statement.phrase.parts[0] if statement.phrase.parts else None
    return statement.key is None and isinstance(first, WordNode) and word in first.names


def key_of(statement: Statement) -> str | None:
    """The canonical key of a property; None for any other statement."""
    if statement.key is None:
        return None
    written = " ".join(statement.key.text.split())
    return word_table().keys.get(written, written)


def line_of(lines: Sequence[tuple[str, Span]], name: str) -> Span | None:
    """Where a line of a declaration stands."""
    return next((at for line, at in lines if line == name), None)
