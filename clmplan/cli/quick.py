"""Commands that editors and hooks run all day, without the second that a whole command line costs to prepare.

Only plain arguments are read here: each option once, spelled out, with its value behind it or after `=`. Anything else,
help and mistakes included, is left to `app.py`, which knows the same options; `tests/cli/test_quick.py` holds the two
together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import environ
from pathlib import Path
from typing import NamedTuple

from clmplan.language.text.collector import paused_collector

Values = Mapping[str, str]
_COMPLETION = "_CLMPLAN_COMPLETE"  # a shell asks the whole command line


class Quick(NamedTuple):
    """A command: options with a value, options without, and what runs it; one argument at most, `project`."""

    valued: frozenset[str]
    flags: frozenset[str]
    run: Callable[[Values], int]


def command(arguments: Sequence[str]) -> Callable[[], int] | None:
    """What the arguments ask for when they are plain; None leaves them to the whole command line."""
    quick = COMMANDS.get(arguments[0]) if arguments else None
    if quick is None or _COMPLETION in environ:
        return None
    values = _plain(quick, arguments[1:])
    return None if values is None else lambda: _run(quick, values)


def _run(quick: Quick, values: Values) -> int:
    with paused_collector():  # such a command ends before garbage matters
        return quick.run(values)


def _plain(quick: Quick, arguments: Sequence[str]) -> Values | None:
    values: dict[str, str] = {}
    waiting = iter(arguments)
    for argument in waiting:
        name, sign, value = argument.partition("=")
        if not argument.startswith("-"):
            name, value = "project", argument
        elif name in quick.valued:
            value = value if sign else next(waiting, "")
        elif name not in quick.flags or sign:
            return None
        if name in values or (name not in quick.flags and (not value or value.startswith("-"))):
            return None
        values[name] = value
    return values


def _check(values: Values) -> int:
    from clmplan.cli.commands.check import Fixing, run

    fixing = Fixing("--fix" in values, "--unsafe" in values, "--diff" in values)
    form, locale = values.get("--format", "full"), values.get("--locale")
    return run(Path(values.get("project", "")), form, locale, fixing, is_pedantic="--pedantic" in values)


def _fmt(values: Values) -> int:
    from clmplan.cli.commands.fmt import Wish, run

    wish = Wish("--check" in values, "--diff" in values, values.get("--language"))
    return run([Path(values["project"])] if "project" in values else [], wish, values.get("--locale"))


COMMANDS: Mapping[str, Quick] = {
    "check": Quick(
        frozenset({"--format", "--locale"}), frozenset({"--fix", "--unsafe", "--diff", "--pedantic"}), _check
    ),
    "fmt": Quick(frozenset({"--language", "--locale"}), frozenset({"--check", "--diff"}), _fmt),
}
