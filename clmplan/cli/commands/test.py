"""`clmplan test`: the tests of a playbook, run; or boundary tests, written."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clmplan import trials
from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.cli.session import PROJECT_FILE, Session, Stop, find_project, open_session
from clmplan.cli.speak import FINDINGS, OK, USAGE, err, out, show, status
from clmplan.language.scope import suggestion
from clmplan.model.playbook_test import PlaybookTest
from clmplan.trial.boundaries import holes
from clmplan.trial.lines import FAILED, NOT_SEEN, PASSED, coverage_lines, say, test_lines
from clmplan.trial.result import TestResult

_PLAIN = {PASSED: "ok", FAILED: "!!", NOT_SEEN: "-"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of the command beside the project."""

    only: str | None = None
    junit: Path | None = None
    with_coverage: bool = False
    generates: bool = False
    write: Path | None = None
    as_json: bool = False


def run(project: Path, wish: Wish, locale: str | None) -> int:
    """Run the tests of a project, or generate some; the exit status."""
    try:
        session = open_session(project, None, locale)
        _refuse_contradictions(wish, session.locale)
        if wish.generates:
            return _generate(session, find_project(project)[1], wish.write)
        return _run(session, wish)
    except Stop as stop:
        return stop.status


def _refuse_contradictions(wish: Wish, locale: str) -> None:
    given = {"--only": wish.only, "--junit": wish.junit, "--coverage": wish.with_coverage, "--json": wish.as_json}
    if wish.write is not None and not wish.generates:
        err(say("write_alone", locale))
        raise Stop(USAGE)
    for option, value in given.items():
        if wish.generates and value:
            err(say("generate_alone", locale, option=option))
            raise Stop(USAGE)


def _run(session: Session, wish: Wish) -> int:
    tests = _chosen(session, wish.only)
    tested = trials.run(session.loaded, tests, session.locale, with_coverage=wish.with_coverage)
    if tested.diagnostics:
        show(tested.diagnostics, session.locale)
        return status(tested.diagnostics)
    results = tested.value
    coverage = trials.covered(session.loaded.playbook, results) if wish.with_coverage else None
    if wish.junit is not None:
        from clmplan.trial.junit import junit

        _write(wish.junit, junit(session.loaded.playbook.name, results), session.locale)
    if wish.as_json:
        from clmplan.trial.document import document

        out(json.dumps(document(results, coverage), ensure_ascii=False, indent=2))
    else:
        _print(session, results)
        for line in coverage_lines(coverage, session.locale, _sign) if coverage is not None else ():
            out(line)
    return OK if all(one.passed for one in results) else FINDINGS


def _chosen(session: Session, only: str | None) -> tuple[PlaybookTest, ...]:
    tests = session.loaded.playbook.tests
    if only is None:
        return tests
    chosen = tuple(test for test in tests if only.casefold() in test.name.casefold())
    if not chosen:
        hint = suggestion(only, (test.name for test in tests)).fill(session.locale, {})
        err(say("no_such_test", session.locale, text=only, hint=hint))
        raise Stop(USAGE)
    return chosen


def _print(session: Session, results: Sequence[TestResult]) -> None:
    if not results:
        out(say("no_tests", session.locale, files=", ".join(session.loaded.project.playbooks)))
        out(say("try_generate", session.locale))
        return
    for result in results:
        for line in test_lines(result, _sign):
            out(line)
    passed = sum(one.passed for one in results)
    out()
    out(say("passed", session.locale, passed=passed, failed=len(results) - passed))


def _generate(session: Session, project_file: str, file: Path | None) -> int:
    made = trials.generate(session.loaded)
    locale = trials.locale_of(session.loaded.playbook)
    mark = f"# {say('rewritten', locale)}"
    broken = holes(session.loaded.playbook, made.tests)
    tests = tuple(one for one in made.tests if one not in broken)
    text = f"# {say('head', locale)}\n{mark}\n\n{trials.write(session.loaded, tests)}"
    if not tests:
        err(say("nothing_to_generate", session.locale))
    elif file is None:
        out(text.rstrip("\n"))
    else:
        if _is_foreign(file, mark):
            err(say("not_ours", session.locale, file=file))
            return USAGE
        _write(file, text.encode(), session.locale)
        out(say("written", session.locale, count=len(tests), file=file))
        _mention(session, project_file, file)
    if broken:
        err(say("holes", session.locale))
    for test in broken:
        err(f"  {test.name}")
    if made.unreached:
        err(say("unreached", session.locale))
    for one in made.unreached:
        err(f"  {one.name}" + (f" ({one.at})" if one.at is not None else ""))
    return FINDINGS if broken else OK


def _mention(session: Session, project_file: str, file: Path) -> None:
    """Say when the project does not read the file that was written."""
    listed = {(session.loaded.root / name).resolve() for name in session.loaded.project.playbooks}
    if file.resolve() not in listed:
        out(say("not_listed", session.locale, file=file.name, project=project_file or PROJECT_FILE))


def _is_foreign(file: Path, mark: str) -> bool:
    """Whether a file is there that this command did not write, or that somebody has made their own."""
    try:
        return file.exists() and mark not in file.read_text(encoding="utf-8").splitlines()[:2]
    except (OSError, ValueError):
        return True


def _write(file: Path, data: bytes, locale: str) -> None:
    from clmplan.workspace.files import write_all

    written: Checked[None] = write_all(file.parent, {file.name: data})
    found: tuple[Diagnostic, ...] = written.diagnostics
    if found:
        show(found, locale)
        raise Stop(status(found))


def _sign(sign: str) -> str:
    """A sign, or its plain twin where the terminal cannot print it."""
    try:
        sign.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return _PLAIN[sign]
    return sign
