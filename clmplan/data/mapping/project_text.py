"""A table put into the text of a project file; every other character stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from clmplan.base.diagnostics import Checked
from clmplan.base.source import Source
from clmplan.codes.mapping import ALREADY_MAPPED, NOT_EDITABLE
from clmplan.codes.project import PROJECT_TOO_LARGE
from clmplan.data.mapping.proposal import Role, TableProposal
from clmplan.data.mapping.yaml_text import Language, Tree, block_lines, flow, table_tree
from clmplan.data.project.text import compose, written
from clmplan.data.project.words import DATA_KEYS, PROJECT_KEYS, english_key
from clmplan.data.project_file import read_project
from clmplan.model.project import TableSpec

_NULL = "tag:yaml.org,2002:null"
# The rules of a table that a mapping does not know: they stay when the table is replaced.
_KEPT = ("leave out", "net", "one per", "latest by")
_NAMES: tuple[str, ...] = (*PROJECT_KEYS, *DATA_KEYS)
_SHELL = "name: shell\nzone: UTC\ncurrency: EUR\nplaybooks: [shell.clm]\ndata:\n"
_SOMEBODY = "  customers: {file: somebody.csv, key: somebody}\n"


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters to be replaced, and the text as it is afterwards."""

    start: int
    end: int
    new: str

    def on(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


def with_table(source: Source, proposal: TableProposal, *, is_replacing: bool) -> Checked[str | None]:
    """The text of a project with a table added, or put in the place of the one that has its name."""
    composed = compose(source)
    if composed.has_errors or (composed.value is not None and not isinstance(composed.value, MappingNode)):
        return Checked(None, (*composed.diagnostics, NOT_EDITABLE.at(None, file=source.path)))
    language = Language(_speaks_chinese(composed.value))
    path = _path(proposal, composed.value, language)
    old = _at(composed.value, path)
    if old is not None and not is_replacing:
        return Checked(None, (ALREADY_MAPPED.at(None, table=path[-1]),))
    tree = table_tree(proposal.table, proposal.role.value, language)
    text = _edited(source.text, composed.value, path, tree)
    if text is not None and any(
        one.code is PROJECT_TOO_LARGE for one in compose(Source(source.path, text)).diagnostics
    ):
        return Checked(None, (PROJECT_TOO_LARGE.at(None),))
    if text is None or not _is_sound(source, Source(source.path, text), path) or not is_read_back(proposal):
        return Checked(None, (NOT_EDITABLE.at(None, file=source.path),))
    return Checked(text)


def table_text(proposal: TableProposal, language: Language) -> str:
    """The lines of a project file that declare a table."""
    tree: Mapping[str, Tree] = table_tree(proposal.table, proposal.role.value, language)
    if proposal.role is Role.EVENTS:
        tree = {proposal.table.name: tree}
    return "\n".join(block_lines({language.key("data"): {language.key(proposal.role.value): tree}}, 0)) + "\n"


def is_read_back(proposal: TableProposal) -> bool:
    """Whether the project file says exactly what was proposed, read by the reader of project files."""
    text = table_text(proposal, Language()).removeprefix("data:\n")
    customers = "" if proposal.role is Role.CUSTOMERS else _SOMEBODY
    project = read_project(Source("shell.yaml", _SHELL + customers + text)).value
    if project is None:
        return False
    events = project.events.get(proposal.table.name)
    found = {
        Role.CUSTOMERS: project.customers,
        Role.EVENTS: events,
        Role.CONTACTS: project.contacts,
        Role.SUPPRESSED: project.suppressed,
    }[proposal.role]
    return found is not None and _bare(found) == _bare(_as_read(proposal))


def _as_read(proposal: TableProposal) -> TableSpec:
    """The table as the reader gives it back: a history of contacts is known by two names."""
    table = proposal.table
    if proposal.role is not Role.CONTACTS:
        return table
    names = {True: "date", False: "channel"}
    fields = sorted(table.fields, key=lambda field: field.name != table.day)
    named = tuple(replace(field, name=names[field.name == table.day]) for field in fields)
    return replace(table, fields=named, day="date")


def _bare(table: TableSpec) -> TableSpec:
    """A table without the places where it is written."""
    return replace(table, at=None, fields=tuple(replace(field, at=None) for field in table.fields))


def _speaks_chinese(root: Node | None) -> bool:
    keys = [key.value for key, _ in root.value] if isinstance(root, MappingNode) else []
    return any(not key.isascii() for key in keys)


def _path(proposal: TableProposal, root: Node | None, language: Language) -> tuple[str, ...]:
    """The keys down to the table, each as the file writes it or, where it is new, in the file's language."""
    names = ["data", proposal.role.value]
    path: list[str] = []
    for name in names:
        block = _at(root, tuple(path)) if path else root
        pairs = block.value if isinstance(block, MappingNode) else []
        known = next((key.value for key, _ in pairs if english_key(key.value, _NAMES) == name), None)
        path.append(known or language.key(name))
    return (*path, proposal.table.name) if proposal.role is Role.EVENTS else tuple(path)


def _at(root: Node | None, path: tuple[str, ...]) -> Node | None:
    node = root
    for name in path:
        pairs = node.value if isinstance(node, MappingNode) else []
        node = next((value for key, value in pairs if written(key.value) == name), None)
    return node


def _edited(text: str, root: Node | None, path: tuple[str, ...], tree: Mapping[str, Tree]) -> str | None:
    """The text with the tree at a path: in place of what is there, or in the deepest block that exists."""
    if root is None:
        return _appended(text, _nested(path, tree))
    old = _at(root, path)
    parent = _at(root, path[:-1]) if path[:-1] else root
    if isinstance(old, MappingNode) and isinstance(parent, MappingNode):
        return _replaced(text, parent, path[-1], old, tree)
    depth = len(path) - 1
    while depth and not isinstance(_at(root, path[:depth]), MappingNode):
        depth -= 1
    block = _at(root, path[:depth]) if depth else root
    if not isinstance(block, MappingNode):
        return None
    fresh = _nested(path[depth:], tree)
    empty = _at(root, path[: depth + 1])
    if empty is not None:
        return _filled(text, block, path[depth], empty, fresh)
    return _added(text, block, fresh)


def _nested(path: tuple[str, ...], tree: Mapping[str, Tree]) -> Mapping[str, Tree]:
    found: Mapping[str, Tree] = tree
    for name in reversed(path):
        found = {name: found}
    return found


def _appended(text: str, tree: Mapping[str, Tree]) -> str:
    newline = _newline(text)
    before = text if not text or text.endswith("\n") else text + newline
    return before + newline.join(block_lines(tree, 0)) + newline


def _added(text: str, block: MappingNode, tree: Mapping[str, Tree]) -> str:
    """The block with more entries after its last."""
    if block.flow_style:
        end = _end(block.value[-1][1]) if block.value else block.start_mark.index + 1
        inner = flow(tree).removeprefix("{").removesuffix("}")
        return _Edit(end, end, f", {inner}" if block.value else inner).on(text)
    newline, end = _newline(text), _line_end(text, _end(block))
    lines = block_lines(tree, block.value[0][0].start_mark.column)
    return _Edit(end, end, newline + newline.join(lines)).on(text)


def _filled(text: str, block: MappingNode, key: str, empty: Node, tree: Mapping[str, Tree]) -> str | None:
    """The block with lines below a key that has no value yet."""
    if block.flow_style or not isinstance(empty, ScalarNode) or empty.value not in ("", "null", "~"):
        return None
    key_node = next(one for one, _ in block.value if written(one.value) == key)
    lines = block_lines(_inner(tree), key_node.start_mark.column + 2)
    start = key_node.end_mark.index
    colon = text.index(":", start) + 1
    bare = _Edit(colon, max(colon, empty.end_mark.index), "")
    end = _line_end(text, max(colon, empty.end_mark.index))
    newline = _newline(text)
    return bare.on(_Edit(end, end, newline + newline.join(lines)).on(text))


def _inner(tree: Mapping[str, Tree]) -> Mapping[str, Tree]:
    value = next(iter(tree.values()))
    return value if isinstance(value, Mapping) else {}


def _replaced(text: str, parent: MappingNode, key: str, old: MappingNode, tree: Mapping[str, Tree]) -> str:
    """The text with another block for a key; rules that a mapping does not know are kept as they are written."""
    kept = [
        text[one.start_mark.index : _end(value)]
        for one, value in old.value
        if english_key(one.value, _KEPT) and written(one.value) not in tree
    ]
    key_node = next(one for one, _ in parent.value if written(one.value) == key)
    start, end = old.start_mark.index, _end(old)
    if old.flow_style:
        body = flow(tree).removesuffix("}") + "".join(f", {one}" for one in kept) + "}"
        return _Edit(start, end, body).on(text)
    column = old.value[0][0].start_mark.column
    newline = _newline(text)
    lines = [*block_lines(tree, column), *(" " * column + one for one in kept)]
    colon = text.index(":", key_node.end_mark.index) + 1
    return _Edit(_line_end(text, colon), end, newline + newline.join(lines)).on(text)


def _end(node: Node) -> int:
    """Where the last character of a value ends; the mark of a block lies further on, behind comments."""
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return _end(node.value[-1][1])
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def _line_end(text: str, position: int) -> int:
    found = text.find("\n", position)
    end = len(text) if found < 0 else found
    return end - 1 if end > position and text[end - 1] == "\r" else end


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _is_sound(before: Source, after: Source, path: tuple[str, ...]) -> bool:
    """Whether the new text differs from the old one, as YAML, in the table alone."""
    composed = compose(after)
    if composed.value is None:
        return False
    kept = _without(_plain(compose(before).value), path)
    return kept == _without(_plain(composed.value), path) and _at(composed.value, path) is not None


def _plain(node: Node | None) -> object:
    match node:
        case MappingNode():
            return {written(key.value): _plain(value) for key, value in node.value}
        case SequenceNode():
            return [_plain(one) for one in node.value]
        case ScalarNode():
            return None if node.tag == _NULL and node.style is None else written(node.value)
        case _:
            return None


def _without(value: object, path: tuple[str, ...]) -> object:
    """A mapping without what stands at a path, and without what is empty then."""
    if not isinstance(value, dict):
        return value or {}
    name, *rest = path
    inner = _without(value.get(name), tuple(rest)) if rest else {}
    kept = {key: one for key, one in value.items() if key != name}
    return {**kept, name: inner} if inner else kept
