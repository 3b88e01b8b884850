"""Texts judged: what the checks of sense say about a playbook in the projects of the chapters."""

from __future__ import annotations

import re

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Source
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.sense.checks import sense
from clmplan.language.text.syntax import Document
from clmplan.model.playbook import Playbook
from tests.spec.chapters import FOLDER, load, project

CHINESE = re.compile("[一-鿿]{3}")
HEAD = "playbook p { horizon: 2026-10-01 .. 2026-12-31 }\nchannel email { cost: £0.02; consent: email_ok }\n"


def language_of(text: str) -> str:
    """The project a text is written for."""
    return "cny" if CHINESE.search(text) else "gbp"


def judged(text: str) -> tuple[Diagnostic, ...]:
    """Everything said about a text, kinds of declarations that it lacks taken from the shared text."""
    return load(text, language_of(text), is_judged=True).diagnostics


def read(text: str) -> tuple[Playbook, tuple[Document, ...]]:
    """A whole playbook in the English project; it must be free of errors."""
    document = parse(Source("playbook.clm", text))
    resolved = resolve((document.value,), project("gbp"))
    assert not [one.message("en") for one in (*document.diagnostics, *resolved.diagnostics) if one.is_error]
    assert resolved.value is not None
    return resolved.value, (document.value,)


def alone(text: str, *, is_pedantic: bool = False) -> tuple[Diagnostic, ...]:
    """What is said about a text that is a whole playbook."""
    playbook, documents = read(text)
    return sense(playbook, documents, project("gbp"), is_pedantic=is_pedantic)


def campaign(who: str = "everyone", lines: str = "", send: str = 'email "News"') -> str:
    """A campaign about which nothing is to be said."""
    return (
        f"campaign c {{\n  for {who}\n  goal: orders within 14d\n  {lines}\n"
        f"  on 2026-11-10 at 10:00\n  send {send}\n}}\n"
    )


def mended(text: str, found: Diagnostic) -> str:
    """A text with the fix of a finding applied."""
    assert found.fix is not None
    for edit in sorted(found.fix.edits, key=lambda one: -one.place.start):
        text = text[: edit.place.start] + edit.text + text[edit.place.end :]
    return text


def shared(name: str) -> str:
    """The shared text of a project."""
    return (FOLDER / "shared" / f"{name}.clm").read_text(encoding="utf-8")
