"""YAML text to nodes with places: bounded in size and depth, without aliases, never executing tags."""

from __future__ import annotations

import re

import yaml
from yaml.events import AliasEvent, Event
from yaml.nodes import Node

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.source import Source, Span
from clmplan.codes.project import NOT_YAML, PROJECT_ALIAS, PROJECT_TOO_LARGE

MAX_CHARACTERS = 500_000
MAX_NODES = 20_000
MAX_DEPTH = 20

# The short form of a type holds signs that YAML reserves inside `{…}`. While YAML is read, private characters
# stand for them, one for one, so that every place stays true.
_PHRASE = re.compile(r"\b(?:one_of|取值)\s*\[[^\[\]{}\n]*\]\??|(?<=\w)\?")
_HIDDEN = str.maketrans("?[],", "\ue000\ue001\ue002\ue003")
_SHOWN = str.maketrans("\ue000\ue001\ue002\ue003", "?[],")


def compose(source: Source) -> Checked[Node | None]:
    """The root node of a YAML text; None when it is empty or broken."""
    if len(source.text) > MAX_CHARACTERS:
        return Checked(None, (PROJECT_TOO_LARGE.at(Span(source, 0, 0)),))
    try:
        root = _compose(_PHRASE.sub(lambda match: match[0].translate(_HIDDEN), source.text))
    except _RefusedError as refused:
        return Checked(None, (refused.found(source),))
    except yaml.reader.ReaderError as error:
        place = Span(source, error.position, error.position + 1)
        return Checked(None, (NOT_YAML.at(place, problem=error.reason),))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = mark.index if mark else 0
        place = Span(source, offset, min(offset + 1, len(source.text)))
        return Checked(None, (NOT_YAML.at(place, problem=written(error.problem or error.context or "")),))
    except (ValueError, OverflowError):
        # PyYAML passes on the errors of chr() and int() for escapes and directives beyond their range.
        return Checked(None, (NOT_YAML.at(Span(source, 0, 0), problem="a number beyond its range"),))
    return Checked(root)


def written(text: str) -> str:
    """A text from a node as it stands in the source."""
    return text.translate(_SHOWN)


def span(source: Source, node: Node) -> Span:
    """The characters of a node."""
    return Span(source, node.start_mark.index, node.end_mark.index)


class _RefusedError(Exception):
    """Text that is valid YAML and still not accepted."""

    def __init__(self, offset: int, alias: bool) -> None:
        super().__init__(offset)
        self.offset = offset
        self.alias = alias

    def found(self, source: Source) -> Diagnostic:
        code = PROJECT_ALIAS if self.alias else PROJECT_TOO_LARGE
        return code.at(Span(source, self.offset, min(self.offset + 1, len(source.text))))


class _BoundedLoader(yaml.SafeLoader):
    """Composes nodes, counting them."""

    nodes = 0
    depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(AliasEvent):
            raise _RefusedError(self._offset(), alias=True)
        self.nodes += 1
        if self.nodes > MAX_NODES or self.depth >= MAX_DEPTH:
            raise _RefusedError(self._offset(), alias=False)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _offset(self) -> int:
        event: Event = self.peek_event()  # type: ignore[no-untyped-call]
        return 0 if event.start_mark is None else int(event.start_mark.index)


def _compose(text: str) -> Node | None:
    loader = _BoundedLoader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()
