"""The folder `.clmplan` of a project: what clmplan keeps on this machine and git never sees."""

from __future__ import annotations

from pathlib import Path
from re import fullmatch

from clmplan.base.diagnostics import Checked
from clmplan.workspace.files import write_problem

NAME = ".clmplan"


def home(root: Path) -> Path:
    """Where the workspace of a project folder is, whether it exists or not."""
    return root / NAME


def make_home(root: Path) -> Checked[Path | None]:
    """The workspace folder, made when missing, with everything in it ignored by git."""
    folder = home(root)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as problem:
        return Checked(None, (write_problem(problem, NAME),))
    return Checked(folder)


def is_plan_id(text: str) -> bool:
    """Whether a text can be the id of a plan: sixteen hex digits."""
    return fullmatch("[0-9a-f]{16}", text) is not None
