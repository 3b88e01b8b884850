"""Where `grammar/` and `playbooks/` are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: str) -> Path:
    """The bundled folder `grammar` or `playbooks`; LookupError when the installation lacks it."""
    for candidate in (_PACKAGE / "bundled" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise LookupError(f"the installation lacks its folder `{name}`")


def text(name: str) -> str:
    """The text of a bundled file such as `grammar/words.yaml`."""
    top, _, rest = name.partition("/")
    return (folder(top) / rest).read_text(encoding="utf-8")
