"""`clmplan check`: the text alone, no data; `--fix` writes the fixes that its findings carry."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.excerpt import visible
from clmplan.cli.findings.report import FOR_PEOPLE, FORMS, Report, document, lines
from clmplan.cli.session import Stop, chosen_locale, find_project, guessed_locale, load
from clmplan.cli.speak import FINDINGS, OK, USAGE, err, out, paint, say, status


@dataclass(frozen=True, slots=True)
class Fixing:
    """What `--fix`, `--unsafe` and `--diff` ask for."""

    is_wanted: bool = False
    is_unsafe: bool = False
    is_shown_only: bool = False


def run(path: Path, form: str, locale: str | None, fixing: Fixing = Fixing(), *, is_pedantic: bool = False) -> int:
    """Check a project and say what was found; the exit status."""
    root, name = find_project(path)
    try:
        spoken = chosen_locale(locale, guessed_locale(root / name))
    except Stop as stop:
        return stop.status
    if form not in FORMS:
        err(say("bad_choice", spoken, option="--format", choices=" | ".join(FORMS), text=form))
        return USAGE
    report = Report((), spoken, _folder(root))
    if fixing.is_unsafe and not fixing.is_wanted and not fixing.is_shown_only:
        err(report.words("only_with", option="--unsafe", other="--fix"))
        return USAGE
    if (fixing.is_wanted or fixing.is_shown_only) and (root / name).exists():
        return _fix(root, name, form, report, fixing)
    checked = load(root, name, is_pedantic=is_pedantic)
    clean = checked.value.project.playbooks if checked.value is not None else ()
    return _say(checked.diagnostics, form, report, clean)


def _say(found: Sequence[Diagnostic], form: str, report: Report, clean: Sequence[str] = ()) -> int:
    """Print findings in a form; the exit status they call for. `clean` are the files to name when there are none."""
    from clmplan.language.mend import with_fixes

    told = Report(with_fixes(found), report.locale, report.folder)
    if form not in FOR_PEOPLE:
        text = document(form, told)
        if text:
            out(text)
    else:
        for line in lines(form, told, paint):
            err(line)
    errors = sum(one.is_error for one in told.open)
    if errors:
        err(say("errors", told.locale, errors=errors, warnings=len(told.open) - errors))
    elif clean and form in FOR_PEOPLE:
        out(say("clean", told.locale, files=", ".join(clean)))
    if len(told.open) < len(found) and form in FOR_PEOPLE:
        out(told.words("allowed", count=len(found) - len(told.open)))
    return status(told.open)


def _fix(root: Path, name: str, form: str, report: Report, fixing: Fixing) -> int:
    from clmplan.cli.findings.fixing import difference, fixed, write

    done = fixed(root, name, lambda *place: load(*place).diagnostics, is_unsafe=fixing.is_unsafe)
    tell = out if form in FOR_PEOPLE else err
    counts = Counter(one.fix.edits[0].place.path for one in done.mended if one.fix is not None)
    if not done.files:
        tell(report.words("nothing_to_fix"))
    if fixing.is_shown_only:
        for line in difference(root, done.files):
            tell(visible(line))
        for file in done.files:
            tell(report.words("would_write", file=file, count=counts[file]))
        shown = _say(done.remaining, form, report)
        return FINDINGS if shown == OK and done.files else shown
    for line in _changes(done.mended, report):
        tell(visible(line))
    written = write(root, done.files)
    for file in written.value:
        tell(report.words("written", file=file, count=counts[file]))
    after = load(root, name)
    clean = after.value.project.playbooks if after.value is not None else ()
    shown = _say((*written.diagnostics, *after.diagnostics), form, report, clean)
    left = sum(one.fix is not None and one.allowed is None for one in done.remaining)
    if left and not fixing.is_unsafe:
        err(report.words("still_fixable", count=left))
    return shown


def _changes(mended: Iterable[Diagnostic], report: Report) -> list[str]:
    """Each fix as it was put in: where, what, and for which code."""
    return [
        report.words("mended", place=one.place or "", title=report.fill(one.fix.title, one), id=one.code.id)
        for one in mended
        if one.fix is not None
    ]


def _folder(root: Path) -> str:
    """The way from the current folder to a project; empty when it is the same, or on another drive."""
    try:
        way = Path(os.path.relpath(root))
    except ValueError:
        return ""
    return "" if way == Path() else way.as_posix()
