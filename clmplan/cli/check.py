"""`clmplan check`: the text alone, no data."""

from __future__ import annotations

from pathlib import Path

from clmplan.cli.session import Stop, chosen_locale, find_project, guessed_locale, load
from clmplan.cli.speak import USAGE, err, out, say, show, status

_FORMS = ("full", "short", "json")


def run(path: Path, form: str, locale: str | None) -> int:
    """Check a project and say what was found; the exit status."""
    root, name = find_project(path)
    try:
        spoken = chosen_locale(locale, guessed_locale(root / name))
    except Stop as stop:
        return stop.status
    if form not in _FORMS:
        err(say("bad_choice", spoken, option="--format", choices=" | ".join(_FORMS), text=form))
        return USAGE
    checked = load(root, name)
    show(checked.diagnostics, spoken, form)
    errors = sum(one.is_error for one in checked.diagnostics)
    if errors:
        err(say("errors", spoken, errors=errors, warnings=len(checked.diagnostics) - errors))
    elif checked.value is not None and form != "json":
        out(say("clean", spoken, files=", ".join(checked.value.project.playbooks)))
    return status(checked.diagnostics)
