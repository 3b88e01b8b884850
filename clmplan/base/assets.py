"""Where `grammar/`, `playbooks/` and the data of a room are: inside the package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: str) -> Path:
    """The bundled folder `grammar` or `playbooks`, or that of a room; LookupError when the installation lacks it."""
    for candidate in (_PACKAGE / "bundled" / name, _PACKAGE.parent / name, _PACKAGE / name):
        if candidate.is_dir():
            return candidate
    raise LookupError(f"the installation lacks its folder `{name}`")


def text(name: str) -> str:
    """The text of a bundled file such as `grammar/words.yaml`."""
    top, _, rest = name.partition("/")
    return (folder(top) / rest).read_text(encoding="utf-8")


def names(name: str) -> tuple[str, ...]:
    """The names of what a bundled folder such as `almanac/data/cn` holds, sorted."""
    top, _, rest = name.partition("/")
    return tuple(sorted(found.name for found in (folder(top) / rest).iterdir()))
