"""`clmplan check --fix`: fixes put into the files of a project, in rounds, on a copy that replaces them at the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.mend import mend
from clmplan.language.mend import with_fixes
from clmplan.workspace.files import write_problem

_MOST_ROUNDS = 10
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
Check = Callable[[Path, str], Sequence[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixes changed: the new bytes of each file by path, the findings they mended, what is found afterwards."""

    files: Mapping[str, bytes]
    mended: tuple[Diagnostic, ...]
    remaining: tuple[Diagnostic, ...]


def fixed(root: Path, project_file: str, check: Check, *, is_unsafe: bool) -> Fixed:
    """A project as its fixes would leave it; its files stay as they are."""
    with TemporaryDirectory(prefix="clmplan-") as name:
        copy = Path(name)
        _copy(root, copy, project_file)
        mended: list[Diagnostic] = []
        changed: set[str] = set()
        found = with_fixes(check(copy, project_file))
        for _ in range(_MOST_ROUNDS):
            done = mend(found, is_unsafe=is_unsafe)
            if not done.texts:
                break
            for path, text in done.texts.items():
                (copy / path).write_bytes(_mark(copy / path) + text.encode())
            mended += done.findings
            changed |= set(done.texts)
            found = with_fixes(check(copy, project_file))
        files = {path: (copy / path).read_bytes() for path in sorted(changed)}
    differing = {path: data for path, data in files.items() if data != (root / path).read_bytes()}
    return Fixed(differing, tuple(mended), found)


def write(root: Path, files: Mapping[str, bytes]) -> Checked[tuple[str, ...]]:
    """Put each file in its place whole, or leave it: the paths of those written, and why others could not be."""
    problems = {path: _replace(root / path, path, data) for path, data in files.items()}
    written = tuple(path for path, problem in problems.items() if problem is None)
    return Checked(written, tuple(problem for problem in problems.values() if problem is not None))


def difference(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """The lines of a unified diff between the files as they are and as they would be."""
    found: list[str] = []
    for path, data in files.items():
        old, new = (each.decode("utf-8-sig").splitlines() for each in ((root / path).read_bytes(), data))
        found += unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm="")
    return found


def _copy(root: Path, target: Path, project_file: str) -> None:
    """The texts of a project: its file and every playbook below it, hidden folders left out."""
    for path in (root / project_file, *sorted(root.rglob("*.clm"))):
        inner = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inner.parts):
            (target / inner).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / inner)


def _mark(path: Path) -> bytes:
    with path.open("rb") as file:
        return _BYTE_ORDER_MARK if file.read(len(_BYTE_ORDER_MARK)) == _BYTE_ORDER_MARK else b""


def _replace(path: Path, name: str, data: bytes) -> Diagnostic | None:
    """Write beside the file, then rename: whoever looks sees the old text or the new one. A link keeps its target."""
    target, written = path.resolve(), None
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", delete=False) as file:
            written = Path(file.name)
            file.write(data)
        shutil.copymode(target, written)
        written.replace(target)
    except OSError as problem:
        return write_problem(problem, name)
    finally:
        if written is not None:
            with suppress(OSError):
                written.unlink()
    return None
