"""Progress is shown to a person who waits, and to nobody else."""

from __future__ import annotations

import io
import sys

import pytest

from clmplan.base.diagnostics import Wording
from clmplan.base.progress import silent
from clmplan.cli import progress

READING = Wording("reading `{file}`", "读取 `{file}`")
ROWS = Wording("rows read", "已读取的行")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_shown_where_no_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.shown("en") as told:
        assert told is silent


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.shown("en") as told:
        told(ROWS, 1, 2)
    assert "" == terminal.getvalue()


def test_long_work_shows_a_line_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    clock = iter([0.0, 2.0, 2.01, 2.5])
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "perf_counter", lambda: next(clock))
    with progress.shown("en") as told:
        told(ROWS, 1, 4)
        told(ROWS, 2, 4)
        told(ROWS, 5, 4)
    shown = terminal.getvalue()
    assert " 25%" in shown and "100%" in shown and " 50%" not in shown
    assert shown.endswith("\r\x1b[K") and "\n" not in shown


@pytest.mark.parametrize(
    ("expected", "what", "done", "total", "locale"),
    [
        ("rows read 1,200", ROWS, 1200, None, "en"),
        ("已读取的行 [############............]  50%", ROWS, 1, 2, "zh"),
        ("rows read [########################] 100%", ROWS, 0, 0, "en"),
    ],
)
def test_a_state_in_words(expected: str, what: Wording, done: int, total: int | None, locale: str) -> None:
    assert expected == progress.ProgressLine(locale).text(what, done, total)
