"""From the folder of a project to its playbook: texts with their imports read and parsed once, resolved, looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from clmplan.base.diagnostics import Checked, Diagnostic, in_order
from clmplan.base.source import Span
from clmplan.codes import constructs as codes
from clmplan.codes.project import PATH_OUTSIDE
from clmplan.codes.workspace import FILE_MISSING
from clmplan.language.allow import set_aside, take_allowances
from clmplan.language.declare.imports import imports
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.scope import suggestion
from clmplan.language.sense.checks import sense
from clmplan.language.text.collector import paused_collector
from clmplan.language.text.syntax import Document
from clmplan.model.declared.added_days import NOTHING_ADDED, AddedDays
from clmplan.model.run import Loaded


@paused_collector()
def load(root: Path, project_file: str, *, is_pedantic: bool = False) -> Checked[Loaded | None]:
    """The playbook of a project: read, parsed, resolved, looked at; every mistake of its text in one run."""
    from clmplan.data.project_file import read_project
    from clmplan.workspace.files import read_text

    source = read_text(root / project_file, project_file)
    project = read_project(source.value) if source.value else Checked(None)
    found = source.diagnostics + project.diagnostics
    if project.value is None:
        return Checked(None, in_order(found))
    days = read_days(root, project.value.day_files)
    documents = read_documents(root, project.value.playbooks)
    found += days.diagnostics + documents.diagnostics
    if documents.value is None or days.value is None:
        return Checked(None, in_order(found))
    taken = take_allowances(documents.value)
    text, allowances = taken.value
    whole = replace(project.value, days=days.value)
    playbook = resolve(text, whole)
    found += taken.diagnostics + playbook.diagnostics
    if playbook.value is None or Checked(None, found).has_errors:
        return Checked(None, in_order(found))
    found += sense(playbook.value, text, whole, is_pedantic=is_pedantic)
    sources = tuple(document.source for document in documents.value)
    loaded = Loaded(root, whole, playbook.value, allowances, sources)
    return Checked(loaded, in_order(set_aside(found, allowances)))


def said_in(loaded: Loaded, locale: str) -> Loaded:
    """The same project with every output in a language, the words it quotes from the playbook included."""
    from clmplan.language.retell import retold

    project = replace(loaded.project, locale=locale)
    sources = retold(loaded.sources, project, locale)
    if all(one is other for one, other in zip(sources, loaded.sources, strict=True)):
        return replace(loaded, project=project)
    text, allowances = take_allowances([parse(source).value for source in sources]).value
    playbook = resolve(text, project).value
    if playbook is None:
        raise RuntimeError(f"the playbook would not say the same in {locale}")
    return Loaded(loaded.root, project, playbook, allowances, sources)


def read_days(root: Path, names: tuple[str, ...]) -> Checked[AddedDays | None]:
    """What the day files of a project say; None when one cannot be read or holds a mistake."""
    if not names:
        return Checked(NOTHING_ADDED)
    from clmplan.data.project.day_files import read_day_files
    from clmplan.workspace.files import is_readable_inside, read_text

    inside = [name for name in dict.fromkeys(names) if is_readable_inside(root, name)]
    found = tuple(PATH_OUTSIDE.at(None, path=name) for name in names if name not in inside)
    texts = [read_text(root / name, name) for name in inside]
    read = read_day_files(one.value for one in texts if one.value is not None)
    found += tuple(said for one in texts for said in one.diagnostics) + read.diagnostics
    return Checked(None if any(one.is_error for one in found) else read.value, found)


def read_documents(root: Path, names: Iterable[str]) -> Checked[tuple[Document, ...] | None]:
    """The documents in the order in which they are first asked for; None when a named file cannot be read."""
    return _Reading(root).run(tuple(dict.fromkeys(names)))


class _Reading:
    """Reads each file once; `asked` holds who imports whom, and where."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.documents: dict[str, Document] = {}
        self.asked: dict[str, dict[str, Span]] = {}
        self.diagnostics: list[Diagnostic] = []

    def run(self, names: tuple[str, ...]) -> Checked[tuple[Document, ...] | None]:
        """The documents of these files and of what they import."""
        waiting: list[tuple[str, Span | None]] = [(name, None) for name in names]
        is_whole = True
        while waiting:
            name, place = waiting.pop(0)
            if name in self.documents:
                continue
            document = self._read(name, place)
            if document is None:
                is_whole = is_whole and place is not None
                continue
            self.documents[name] = document
            wanted = imports(document)
            self.diagnostics += wanted.diagnostics
            self.asked[name] = dict(reversed(wanted.value))
            waiting += [(other, at) for other, at in wanted.value if other not in self.documents]
        self._say_circles()
        found = tuple(self.documents.values()) if is_whole else None
        return Checked(found, tuple(self.diagnostics))

    def _read(self, name: str, place: Span | None) -> Document | None:
        from clmplan.workspace.files import is_readable_inside, names_beside, read_text

        if place is not None and not is_readable_inside(self.root, name):
            self.diagnostics.append(codes.IMPORT_OUTSIDE.at(place, file=name))
            return None
        source = read_text(self.root / name, name)
        if place is not None and any(one.code is FILE_MISSING for one in source.diagnostics):
            hint = suggestion(name, names_beside(self.root, name))
            self.diagnostics.append(codes.IMPORT_MISSING.at(place, file=name, hint=hint))
            return None
        self.diagnostics += source.diagnostics
        if source.value is None:
            return None
        parsed = parse(source.value)
        self.diagnostics += parsed.diagnostics
        return parsed.value

    def _say_circles(self) -> None:
        """Say each circle once, at the import that closes it."""
        finished: set[str] = set()
        for start in self.asked:
            path: list[str] = []
            waiting = [(start, iter(self.asked[start]))] if start not in finished else []
            path = [start] if waiting else []
            while waiting:
                name, others = waiting[-1]
                other = next(others, None)
                if other is None:
                    finished.add(name)
                    waiting.pop()
                    path.pop()
                elif other in path:
                    circle = " → ".join(f"`{one}`" for one in (*path[path.index(other) :], other))
                    self.diagnostics.append(codes.IMPORT_CIRCLE.at(self.asked[name][other], path=circle))
                elif other in self.asked and other not in finished:
                    waiting.append((other, iter(self.asked[other])))
                    path.append(other)
