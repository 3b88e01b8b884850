"""`clmplan init`: a small project that compiles at once."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from clmplan.base import assets
from clmplan.cli.session import Stop, chosen_locale
from clmplan.cli.speak import FINDINGS, OK, out, say, show, status
from clmplan.cli.summary import files_written
from clmplan.codes.cli_words import FOLDER_TAKEN

_IGNORED = "build/\n.clmplan/\n"


def run(folder: Path, language: str) -> int:
    """Write the quickstart of a language into a new folder; the exit status."""
    from clmplan.workspace.files import write_all

    try:
        spoken = chosen_locale(language)
    except Stop as stop:
        return stop.status
    if _is_taken(folder):
        show((FOLDER_TAKEN.at(None, folder=folder),), spoken)
        return FINDINGS
    source = assets.folder("playbooks") / "quickstart" / spoken
    names = sorted(
        path.relative_to(source) for path in source.rglob("*") if path.suffix in {".clm", ".yaml", ".csv", ".md"}
    )
    kept = [name for name in names if name.parts[0] in {"data"} or len(name.parts) == 1]
    files = {name.as_posix(): (source / name).read_bytes() for name in kept}
    written = write_all(folder, {**files, ".gitignore": _IGNORED.encode()})
    if written.diagnostics:
        show(written.diagnostics, spoken)
        return status(written.diagnostics)
    for line in files_written(folder, tuple(sorted(files)), "quickstart.clm", spoken):
        out(line)
    out(say("next", spoken))
    for command in ("check", "compile"):
        out(f"  clmplan {command} {quote(str(folder))}")
    return OK


def _is_taken(folder: Path) -> bool:
    try:
        return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError:
        # Writing will say what is wrong with the place.
        return False
